package vn.sen.catalog;

import java.time.LocalDate;
import vn.sen.vocab.problem.InvalidRequestException;

/** An {@link Attestation} that somebody wants recorded. */
public record Attesting(int level, LocalDate date, LocalDate expires, String reference) {
  private static final int LONGEST = 500;

  /**
   * @throws InvalidRequestException when there is no such level, the last day is not after the
   *     first, or the reference is blank or longer than 500 characters
   */
  public Attesting {
    if (level < 1 || level > 5) {
      throw new InvalidRequestException(
          "Cấp độ an toàn hệ thống thông tin là 1 đến 5 (Nghị định 85/2016/NĐ-CP), không phải %d. A level of information system security is 1 to 5 (Decree 85/2016/NĐ-CP), got %d."
              .formatted(level, level));
    }
    if (!expires.isAfter(date)) {
      throw new InvalidRequestException(
          "Ngày hết hạn phải sau ngày quyết định %s, không phải %s. The last day is after the day of the decision, %s; got %s."
              .formatted(date, expires, date, expires));
    }
    reference = reference.strip();
    if (reference.isEmpty() || reference.length() > LONGEST) {
      throw new InvalidRequestException(
          "Cần số hiệu quyết định, từ 1 đến %d ký tự. The reference of the decision has 1 to %d characters."
              .formatted(LONGEST, LONGEST));
    }
  }
}
