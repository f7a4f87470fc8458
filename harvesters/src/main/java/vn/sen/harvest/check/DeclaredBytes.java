package vn.sen.harvest.check;

import java.util.List;
import java.util.Locale;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/** ACC-13: the bytes are those that were announced: checksum, size, number of rows. */
final class DeclaredBytes implements TableRule {
  private static final String ID = "ACC-13";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Circumstances known = subject.circumstances();
    boolean hashed =
        known
            .declaredChecksum()
            .filter(sum -> isSha256(sum.algorithm()) && !sum.value().isBlank())
            .isPresent();
    boolean sized = known.declaredByteSize().isPresent() && known.receivedBytes().isPresent();
    boolean counted = known.announcedRows().isPresent();
    return hashed || sized || counted
        ? List.of(Inquiry.none((_, _) -> List.of(judge(subject, hashed, sized))))
        : List.of();
  }

  private static boolean isSha256(String algorithm) {
    String letters = algorithm.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return letters.endsWith("sha256");
  }

  private static Verdict judge(Subject subject, boolean hashed, boolean sized) {
    Circumstances known = subject.circumstances();
    String received = subject.table().sha256();
    if (hashed && !known.declaredChecksum().orElseThrow().value().equalsIgnoreCase(received)) {
      return failing(Severity.BLOCK)
          .saying(
              "Mã băm SHA-256 của tệp nhận được (%s…) khác mã đã công bố (%s…). Tệp bị đổi hoặc hỏng trên đường: tải lên lại tệp, hoặc công bố đúng mã băm."
                  .formatted(
                      start(received), start(known.declaredChecksum().orElseThrow().value())),
              "The SHA-256 of the file received (%s…) differs from the one announced (%s…). The file was changed or damaged on its way: upload it again, or announce its true checksum."
                  .formatted(
                      start(received), start(known.declaredChecksum().orElseThrow().value())));
    }
    if (sized && known.declaredByteSize().getAsLong() != known.receivedBytes().getAsLong()) {
      long declared = known.declaredByteSize().getAsLong();
      long came = known.receivedBytes().getAsLong();
      return failing(Severity.ERROR)
          .saying(
              "Tệp nhận được có %s byte, đã công bố %s byte. Sửa dcat:byteSize hoặc tải lên lại tệp."
                  .formatted(Figures.vi(came), Figures.vi(declared)),
              "The file received has %s bytes, %s were announced. Mend dcat:byteSize or upload the file again."
                  .formatted(Figures.en(came), Figures.en(declared)));
    }
    long rows = subject.report().rows();
    long announced = known.announcedRows().orElse(rows);
    if (announced != rows) {
      return failing(Severity.ERROR)
          .saying(
              "Bảng có %s dòng, đã công bố %s dòng. Sửa số dòng công bố hoặc gửi lại đủ dữ liệu."
                  .formatted(Figures.vi(rows), Figures.vi(announced)),
              "The table has %s rows, %s were announced. Mend the announced number or send the data in full."
                  .formatted(Figures.en(rows), Figures.en(announced)));
    }
    return Verdict.count(ID, 1, 0).about(Scope.DISTRIBUTION).declared();
  }

  private static Verdict failing(Severity severity) {
    return Verdict.count(ID, 1, 1).about(Scope.DISTRIBUTION).declared().reaching(severity);
  }

  private static String start(String checksum) {
    return checksum.substring(0, Math.min(12, checksum.length()));
  }
}
