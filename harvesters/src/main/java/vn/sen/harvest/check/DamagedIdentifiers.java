package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.ColumnType;

/**
 * CLN-12: codes that a spreadsheet took for numbers: {@code 1.2E+11}, or without the zeros they
 * began with, which shows where the others have as many digits and some of these zeros.
 */
final class DamagedIdentifiers implements TableRule {
  private static final String ID = "CLN-12";

  private static final String IN_POWERS = "\\d([.,]\\d+)?[eE]\\+?\\d{1,2}";
  private static final String DIGITS = "\\d{1,30}";

  /** So many of the codes have the same length before a shorter one is damaged. */
  private static final double MOSTLY = 0.75;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().stream()
        .filter(cells -> Identity.isSaidBy(cells.header()))
        .map(DamagedIdentifiers::inquire)
        .toList();
  }

  private static Inquiry inquire(Cells cells) {
    String powers = Sql.matches(cells.trimmed(), IN_POWERS);
    String digits = Sql.count(Sql.matches(cells.trimmed(), DIGITS));
    return Inquiry.ofText(
        List.of(cells.filled(), Sql.count(powers), digits),
        (measured, tables) -> {
          long filled = measured.text(cells.filled());
          if (filled == 0) {
            return List.of();
          }
          var damaged = new ArrayList<String>();
          long failed = measured.text(Sql.count(powers));
          if (failed > 0) {
            damaged.add(powers);
          }
          Optional<String> shortened =
              cells.type() == ColumnType.TEXT && measured.text(digits) > 0
                  ? shortened(cells, tables)
                  : Optional.empty();
          if (shortened.isPresent()) {
            damaged.add(shortened.get());
            failed += tables.count(shortened.get());
          }
          return List.of(verdict(cells, filled, failed, damaged));
        });
  }

  /** Digits of which only these have fewer than the rest, which may begin with zeros. */
  private static Optional<String> shortened(Cells cells, Tables tables) {
    String digits = Sql.matches(cells.trimmed(), DIGITS);
    List<Length> lengths =
        tables.query(
            "SELECT length(%1$s), count(*), count(*) FILTER (WHERE starts_with(%1$s, '0')) FROM t WHERE %2$s GROUP BY 1 ORDER BY 2 DESC"
                .formatted(cells.trimmed(), digits),
            row -> new Length(row.getInt(1), row.getLong(2), row.getLong(3)));
    long all = lengths.stream().mapToLong(Length::rows).sum();
    if (lengths.size() < 2) {
      return Optional.empty();
    }
    Length usual = lengths.getFirst();
    boolean padded = usual.zeros() > 0 && usual.rows() >= MOSTLY * all;
    boolean any = lengths.stream().anyMatch(l -> l.digits() < usual.digits());
    return padded && any
        ? Optional.of(Sql.and(digits, "length(%s) < %d".formatted(cells.trimmed(), usual.digits())))
        : Optional.empty();
  }

  private record Length(int digits, long rows, long zeros) {}

  private static Verdict verdict(Cells cells, long filled, long failed, List<String> damaged) {
    Verdict verdict =
        Verdict.count(ID, filled, failed)
            .on(cells)
            .saying(
                "Cột \"%s\": %s trong %s mã bị bảng tính làm hỏng (mất số 0 ở đầu, hoặc thành dạng 1,2E+11). Lấy lại mã gốc và đặt cột là văn bản trước khi mở bằng bảng tính."
                    .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
                "Column \"%s\": %s of %s codes were damaged by a spreadsheet (leading zeros lost, or written as 1.2E+11). Restore them, and make the column text before a spreadsheet opens it."
                    .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
    return damaged.isEmpty()
        ? verdict
        : verdict.showing(
            new Evidence.Where(Sql.or(damaged), cells.sql(), _ -> "mã đầy đủ / the full code"));
  }
}
