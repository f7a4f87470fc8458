package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.rdf.ShaclReport;
import vn.sen.vocab.rdf.Shapes;

/** The rules on a dataset's description, which every table of it shares. */
public final class MetadataRules {
  private static final String PROFILE = "COM-01";

  /** The rules that {@link #check} may give results of. */
  public static final Set<String> RULES = Set.of(PROFILE);

  private static final int NAMED = 5;

  private MetadataRules() {}

  /** Judges a dataset as described. */
  public static List<CheckResult> check(CatalogRecord record) {
    return List.of(profile(record));
  }

  /**
   * COM-03 on a table of a dataset that explains none of its columns.
   *
   * @param fault why the table schema that is linked cannot be used; absent when none is
   */
  public static CheckResult withoutDictionary(int columns, Optional<Message> fault) {
    return Verdict.count(DataDictionary.ID, columns, columns)
        .reaching(Severity.WARNING)
        .saying(
            "Chưa có từ điển dữ liệu: %d cột chưa được mô tả. %s"
                .formatted(
                    columns,
                    fault
                        .map(why -> "Bảng được kiểm tra không theo lược đồ đã khai: " + why.vi())
                        .orElse(
                            "Gắn vào tệp một lược đồ bảng (Table Schema) nêu tên, kiểu, đơn vị và ý"
                                + " nghĩa từng cột.")),
            "There is no data dictionary: %d columns are unexplained. %s"
                .formatted(
                    columns,
                    fault
                        .map(why -> "The table was judged without its declared schema: " + why.en())
                        .orElse(
                            "Attach a table schema that gives each column's name, type, unit and"
                                + " meaning.")))
        .result();
  }

  private static CheckResult profile(CatalogRecord record) {
    ShaclReport report = Shapes.profile("sen").validate(record.description());
    List<ShaclReport.Result> missed =
        report.results().stream().filter(r -> r.level().compareTo(Severity.WARNING) >= 0).toList();
    long stated =
        record.subject().listProperties().toList().stream()
            .map(statement -> statement.getPredicate())
            .distinct()
            .count();
    Verdict verdict =
        Verdict.count(PROFILE, stated + missed.size(), missed.size()).about(Scope.DATASET);
    if (missed.isEmpty()) {
      return verdict.result();
    }
    boolean must = missed.stream().anyMatch(r -> r.level() == Severity.ERROR);
    String vi = sentences(missed.stream().map(r -> r.message().vi()));
    String en = sentences(missed.stream().map(r -> r.message().en()));
    return verdict
        .reaching(must ? Severity.ERROR : Severity.WARNING)
        .saying(
            "Siêu dữ liệu chưa đủ (%d mục): %s".formatted(missed.size(), vi),
            "The metadata are incomplete (%d items): %s".formatted(missed.size(), en))
        .result();
  }

  private static String sentences(Stream<String> all) {
    List<String> distinct = all.distinct().toList();
    return distinct.stream().limit(NAMED).collect(Collectors.joining(" "))
        + (distinct.size() > NAMED ? " …" : "");
  }
}
