package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/** ACC-15: the bytes are of the format that the metadata declare. */
final class TruthfulFormat implements TableRule {
  private static final String ID = "ACC-15";

  /** What they hold is what was read. */
  private static final Set<String> PACKED = Set.of("ZIP", "GZIP", "TAR", "7Z");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Circumstances known = subject.circumstances();
    Optional<FileType> declared =
        known
            .declaredFormat()
            .flatMap(FileTypes::find)
            .or(() -> known.declaredMediaType().flatMap(FileTypes::find));
    Optional<FileType> found = FileTypes.find(subject.report().format());
    if (declared.isEmpty() || found.isEmpty()) {
      return List.of();
    }
    return List.of(Inquiry.none((_, _) -> List.of(judge(declared.get(), found.get()))));
  }

  private static Verdict judge(FileType declared, FileType found) {
    if (isSame(declared, found)) {
      return Verdict.count(ID, 1, 0).about(Scope.DISTRIBUTION).declared();
    }
    return Verdict.count(ID, 1, 1)
        .about(Scope.DISTRIBUTION)
        .declared()
        .reaching(Severity.ERROR)
        .saying(
            "Siêu dữ liệu ghi định dạng %s nhưng tệp là %s. Sửa dct:format và dcat:mediaType, hoặc gửi đúng tệp."
                .formatted(declared.name(), found.name()),
            "The metadata say %s, but the file is %s. Mend dct:format and dcat:mediaType, or send the right file."
                .formatted(declared.name(), found.name()));
  }

  /** Delimited text is delimited text, and people call every workbook Excel. */
  private static boolean isSame(FileType declared, FileType found) {
    return declared.equals(found)
        || PACKED.contains(declared.code())
        || declared.extensions().isEmpty() // a service, which may answer in any format
        || List.of("JSON", "JSONL", "GEOJSON").containsAll(List.of(declared.code(), found.code()))
        || List.of("CSV", "TSV", "TXT").containsAll(List.of(declared.code(), found.code()))
        || List.of("XLS", "XLSX").containsAll(List.of(declared.code(), found.code()));
  }
}
