package vn.sen.harvest.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/** Holds the bytes of a file against what was announced of them, be it a table or not. */
public final class AnnouncedBytes {
  /** The rule that such a difference breaks. */
  public static final String RULE = "ACC-13";

  private AnnouncedBytes() {}

  /** The file is not what was announced. */
  public record Difference(Severity severity, Message message) {}

  /**
   * What is different of a file.
   *
   * @param announced what its description says; checksums of unknown algorithms are passed over
   */
  public static List<Difference> compare(
      Distribution announced, Path file, String sha256, long bytes) throws IOException {
    var differences = new ArrayList<Difference>();
    Optional<Checksum> sum = announced.checksum().filter(said -> !said.value().isBlank());
    Optional<String> algorithm = sum.flatMap(said -> Digests.find(said.algorithm()));
    if (algorithm.isPresent()) {
      String received =
          algorithm.get().equals(Digests.SHA_256) ? sha256 : Digests.of(file, algorithm.get());
      described(sum.get(), received).ifPresent(differences::add);
    }
    if (announced.byteSize().isPresent()) {
      size(announced.byteSize().getAsLong(), bytes).ifPresent(differences::add);
    }
    return differences;
  }

  /**
   * A checksum of a description. In portals those by older algorithms are often of an earlier file:
   * they are said, but only a SHA-256 stops what came.
   */
  static Optional<Difference> described(Checksum announced, String received) {
    boolean exact = Digests.find(announced.algorithm()).filter(Digests.SHA_256::equals).isPresent();
    return checksum(announced, received, exact ? Severity.BLOCK : Severity.ERROR);
  }

  /** A checksum of a contract. */
  static Optional<Difference> promised(Checksum announced, String received) {
    return checksum(announced, received, Severity.BLOCK);
  }

  private static Optional<Difference> checksum(
      Checksum announced, String received, Severity severity) {
    if (announced.value().equalsIgnoreCase(received)) {
      return Optional.empty();
    }
    String algorithm = Digests.find(announced.algorithm()).orElseThrow();
    return Optional.of(
        new Difference(
            severity,
            new Message(
                "Mã băm %s của tệp nhận được (%s…) khác mã đã công bố (%s…). Tệp bị đổi hoặc hỏng trên đường: tải lên lại tệp, hoặc công bố đúng mã băm."
                    .formatted(algorithm, start(received), start(announced.value())),
                "The %s of the file received (%s…) differs from the one announced (%s…). The file was changed or damaged on its way: upload it again, or announce its true checksum."
                    .formatted(algorithm, start(received), start(announced.value())))));
  }

  static Optional<Difference> size(long declared, long came) {
    return declared == came
        ? Optional.empty()
        : Optional.of(
            new Difference(
                Severity.ERROR,
                new Message(
                    "Tệp nhận được có %s byte, đã công bố %s byte. Sửa số byte công bố (dcat:byteSize) hoặc tải lên lại tệp."
                        .formatted(Figures.vi(came), Figures.vi(declared)),
                    "The file received has %s bytes, %s were announced. Mend the size announced (dcat:byteSize) or upload the file again."
                        .formatted(Figures.en(came), Figures.en(declared)))));
  }

  private static String start(String checksum) {
    return checksum.substring(0, Math.min(12, checksum.length()));
  }
}
