package vn.sen.harvest.check;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.rdf.ShaclReport;
import vn.sen.vocab.rdf.Shapes;

/** The rules on a dataset's description and on its age, which every table of it shares. */
public final class MetadataRules {
  private static final String PROFILE = "COM-01";
  private static final String AGE = "LIV-01";
  private static final String FREQUENCY = "LIV-02";

  /** The rules that {@link #check} may give results of. */
  public static final Set<String> RULES = Set.of(PROFILE, AGE, FREQUENCY);

  private static final double LATE = 1.25;
  private static final double VERY_LATE = 2;
  private static final double DEAD = 4;

  /** How much of the dimension a dataset without a meaningful frequency can reach. */
  private static final double UNPROMISED = 0.6;

  private static final int NAMED = 5;

  private MetadataRules() {}

  /**
   * Judges a dataset as described, today.
   *
   * @param seen the day its content was last seen to change; decides where the source declares no
   *     {@code dct:modified}
   */
  public static List<CheckResult> check(
      CatalogRecord record, Dataset dataset, LocalDate seen, LocalDate today) {
    var results = new ArrayList<CheckResult>();
    results.add(profile(record));
    results.addAll(age(dataset, seen, today));
    return results;
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

  private static List<CheckResult> age(Dataset dataset, LocalDate seen, LocalDate today) {
    Optional<Frequency> frequency = dataset.frequency().flatMap(Frequencies::find);
    if (frequency.filter(Frequency::isMeaningful).isEmpty()) {
      return List.of(
          Verdict.count(FREQUENCY, 1, 1)
              .about(Scope.DATASET)
              .reaching(Severity.WARNING)
              .scoring(UNPROMISED)
              .saying(
                  "Chưa công bố tần suất cập nhật. Ghi dct:accrualPeriodicity (ví dụ hằng tháng,"
                      + " hằng năm), hoặc nói rõ chuỗi số liệu đã kết thúc.",
                  "No frequency of update is promised. State dct:accrualPeriodicity (monthly,"
                      + " annual ...), or that the series has ended.")
              .result());
    }
    CheckResult promised = Verdict.count(FREQUENCY, 1, 0).about(Scope.DATASET).result();
    Optional<Duration> period = frequency.get().period();
    if (frequency.get().kind() == Frequency.Kind.ENDED || period.isEmpty()) {
      return List.of(promised);
    }
    LocalDate changed = lastChange(dataset).filter(day -> !day.isAfter(today)).orElse(seen);
    long days = ChronoUnit.DAYS.between(changed, today);
    double ratio =
        Duration.ofDays(days).toMinutes() / (double) Math.max(1, period.get().toMinutes());
    return List.of(promised, age(frequency.get(), changed, days, ratio));
  }

  private static CheckResult age(Frequency frequency, LocalDate changed, long days, double ratio) {
    if (ratio <= LATE) {
      return Verdict.count(AGE, 1, 0).about(Scope.DATASET).declared().result();
    }
    Verdict verdict =
        Verdict.count(AGE, 1, 1)
            .about(Scope.DATASET)
            .declared()
            .reaching(ratio > VERY_LATE ? Severity.ERROR : Severity.WARNING)
            .saying(
                "Hứa cập nhật %s nhưng nội dung đổi lần cuối ngày %s, cách đây %d ngày. Gửi số liệu mới, hoặc sửa tần suất cho đúng thực tế."
                    .formatted(
                        frequency.label().vi().toLowerCase(java.util.Locale.ROOT), changed, days),
                "Updates are promised %s, but the content last changed on %s, %d days ago. Send new data, or state the true frequency."
                    .formatted(
                        frequency.label().en().toLowerCase(java.util.Locale.ROOT), changed, days));
    return (ratio > DEAD ? verdict.scoring(0) : verdict).result();
  }

  /** The latest day that the source says something changed. */
  private static Optional<LocalDate> lastChange(Dataset dataset) {
    return Stream.concat(
            Stream.of(dataset.modified(), dataset.issued()),
            dataset.distributions().stream().map(Distribution::modified))
        .flatMap(Optional::stream)
        .flatMap(text -> day(text).stream())
        .max(LocalDate::compareTo);
  }

  /** The last day that a date of any precision can mean. */
  private static Optional<LocalDate> day(String lexical) {
    String text = lexical.strip();
    try {
      if (text.matches("\\d{4}")) {
        return Optional.of(Year.parse(text).atMonth(12).atEndOfMonth());
      }
      if (text.matches("\\d{4}-\\d{2}")) {
        return Optional.of(YearMonth.parse(text).atEndOfMonth());
      }
      return text.length() >= 10
          ? Optional.of(LocalDate.parse(text.substring(0, 10)))
          : Optional.empty();
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
