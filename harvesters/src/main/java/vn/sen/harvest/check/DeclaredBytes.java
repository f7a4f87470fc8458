package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * ACC-13: the bytes are those that the metadata or a contract announced: checksum, size, number of
 * rows. Each that is not is said by itself.
 */
final class DeclaredBytes implements TableRule {
  private static final String ID = AnnouncedBytes.RULE;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Circumstances known = subject.circumstances();
    PromisedFile promised = subject.contract().map(Contract::file).orElse(PromisedFile.NONE);
    var compared = new ArrayList<Optional<Verdict>>();
    checksum(subject, known.declaredChecksum(), AnnouncedBytes::described).ifPresent(compared::add);
    checksum(subject, promised.checksum(), AnnouncedBytes::promised).ifPresent(compared::add);
    if (known.receivedBytes().isPresent()) {
      long came = known.receivedBytes().getAsLong();
      all(known.declaredByteSize(), promised.byteSize())
          .forEach(
              declared ->
                  compared.add(AnnouncedBytes.size(declared, came).map(DeclaredBytes::failing)));
    }
    all(known.announcedRows(), promised.rows())
        .forEach(announced -> compared.add(rows(announced, subject.report().rows())));
    if (compared.isEmpty()) {
      return List.of();
    }
    List<Verdict> failing = compared.stream().flatMap(Optional::stream).toList();
    return List.of(
        Inquiry.none(
            (_, _) ->
                failing.isEmpty()
                    ? List.of(Verdict.count(ID, 1, 0).about(Scope.DISTRIBUTION).declared())
                    : failing));
  }

  /** What comparing them gave; absent where none is announced, or none by a known algorithm. */
  private static Optional<Optional<Verdict>> checksum(
      Subject subject,
      Optional<Checksum> announced,
      BiFunction<Checksum, String, Optional<AnnouncedBytes.Difference>> compare) {
    return announced.flatMap(
        said ->
            received(subject, said)
                .map(sum -> compare.apply(said, sum).map(DeclaredBytes::failing)));
  }

  private static List<Long> all(OptionalLong one, OptionalLong other) {
    return Stream.of(one, other).flatMap(number -> number.stream().boxed()).distinct().toList();
  }

  /**
   * The checksum of what came, by the algorithm of the one announced; absent where it's unknown.
   */
  private static Optional<String> received(Subject subject, Checksum announced) {
    if (announced.value().isBlank()) {
      return Optional.empty();
    }
    return Digests.find(announced.algorithm())
        .flatMap(
            algorithm ->
                algorithm.equals(Digests.SHA_256)
                    ? Optional.of(subject.table().sha256())
                    : subject.circumstances().receivedChecksums().stream()
                        .filter(sum -> sum.algorithm().equals(algorithm))
                        .map(Checksum::value)
                        .findFirst());
  }

  private static Optional<Verdict> rows(long announced, long rows) {
    return announced == rows
        ? Optional.empty()
        : Optional.of(
            failing(Severity.ERROR)
                .saying(
                    "Bảng có %s dòng, đã công bố %s dòng. Sửa số dòng công bố hoặc gửi lại đủ dữ liệu."
                        .formatted(Figures.vi(rows), Figures.vi(announced)),
                    "The table has %s rows, %s were announced. Mend the announced number or send the data in full."
                        .formatted(Figures.en(rows), Figures.en(announced))));
  }

  private static Verdict failing(AnnouncedBytes.Difference difference) {
    return failing(difference.severity())
        .saying(difference.message().vi(), difference.message().en());
  }

  private static Verdict failing(Severity severity) {
    return Verdict.count(ID, 1, 1).about(Scope.DISTRIBUTION).declared().reaching(severity);
  }
}
