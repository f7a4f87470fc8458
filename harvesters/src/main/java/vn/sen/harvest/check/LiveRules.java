package vn.sen.harvest.check;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.check.Vitals.Harvests;
import vn.sen.harvest.check.Vitals.KeptPart;
import vn.sen.harvest.check.Vitals.Series;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.Severity;

/**
 * The rules on how a dataset lives. They belong to the dataset and to a day, never to a version,
 * and hold nothing back. What they say names days, not how long ago those were, so that it stays
 * true until something changes.
 */
public final class LiveRules {
  private static final String AGE = "LIV-01";
  private static final String FREQUENCY = "LIV-02";
  private static final String HARVESTS = "LIV-08";
  private static final String MOVES_ON = "LIV-09";
  private static final String KEPT = "LIV-10";
  private static final String LAG = "LIV-15";
  private static final String REMOVAL = "LIV-16";

  private static final double LATE = 1.25;
  private static final double VERY_LATE = 2;
  private static final double DEAD = 4;

  /** How much of the dimension a dataset without a meaningful frequency can reach. */
  private static final double UNPROMISED = 0.6;

  /** A harvest is late, not missed, for the first quarter of its interval. */
  private static final double GRACE = 0.25;

  private static final int MANY_MISSED = 3;
  private static final int NAMED = 5;

  private LiveRules() {}

  /** Judges how a dataset lives; rules that do not apply say nothing. */
  public static List<CheckResult> check(Vitals vitals) {
    var results = new ArrayList<CheckResult>();
    Optional<Frequency> frequency =
        vitals.dataset().frequency().flatMap(Frequencies::find).filter(Frequency::isMeaningful);
    results.add(frequency(frequency));
    Optional<Frequency> promised =
        frequency.filter(f -> f.kind() != Frequency.Kind.ENDED && f.period().isPresent());
    promised.ifPresent(promise -> results.add(age(vitals, promise)));
    HonestStamps.judge(vitals).ifPresent(results::add);
    vitals.harvests().ifPresent(harvests -> results.add(harvests(harvests)));
    promised.flatMap(promise -> movesOn(vitals, promise)).ifPresent(results::add);
    kept(vitals.parts()).ifPresent(results::add);
    vitals.promisedLag().flatMap(lag -> lag(vitals, lag)).ifPresent(results::add);
    return results;
  }

  private static CheckResult frequency(Optional<Frequency> frequency) {
    if (frequency.isPresent()) {
      return Verdict.count(FREQUENCY, 1, 0).about(Scope.DATASET).result();
    }
    return Verdict.count(FREQUENCY, 1, 1)
        .about(Scope.DATASET)
        .reaching(Severity.WARNING)
        .scoring(UNPROMISED)
        .saying(
            "Chưa công bố tần suất cập nhật. Ghi dct:accrualPeriodicity (ví dụ hằng tháng, hằng"
                + " năm), hoặc nói rõ chuỗi số liệu đã kết thúc.",
            "No frequency of update is promised. State dct:accrualPeriodicity (monthly, annual"
                + " ...), or that the series has ended.")
        .result();
  }

  private static CheckResult age(Vitals vitals, Frequency frequency) {
    LocalDate changed = changed(vitals);
    Duration period = frequency.period().orElseThrow();
    double ratio = periods(changed, vitals.today(), period);
    if (ratio <= LATE) {
      return Verdict.count(AGE, 1, 0).about(Scope.DATASET).declared().result();
    }
    LocalDate due = changed.plusDays(Math.max(1, period.toDays()));
    Verdict verdict =
        Verdict.count(AGE, 1, 1)
            .about(Scope.DATASET)
            .declared()
            .reaching(ratio > VERY_LATE ? Severity.ERROR : Severity.WARNING)
            .saying(
                "Hứa cập nhật %s nhưng nội dung đổi lần cuối ngày %s; từ ngày %s đã phải có số liệu mới. Gửi số liệu mới, hoặc sửa tần suất cho đúng thực tế."
                    .formatted(frequency.label().vi().toLowerCase(Locale.ROOT), changed, due),
                "Updates are promised %s, but the content last changed on %s; new data have been due since %s. Send new data, or state the true frequency."
                    .formatted(frequency.label().en().toLowerCase(Locale.ROOT), changed, due));
    return (ratio > DEAD ? verdict.scoring(0) : verdict).result();
  }

  /**
   * The day the content last changed. Where other bytes were seen to come, that day; where they
   * have always been the same, they are as old as their source says, and at least as old as we have
   * them, however often their time stamp moved.
   */
  private static LocalDate changed(Vitals vitals) {
    Optional<LocalDate> declared =
        lastDeclared(vitals.dataset()).filter(day -> !day.isAfter(vitals.today()));
    List<LocalDate> content = vitals.content();
    if (content.isEmpty()) {
      return declared.orElse(vitals.admitted());
    }
    LocalDate seen = content.getLast();
    return content.size() > 1 ? seen : declared.filter(day -> day.isBefore(seen)).orElse(seen);
  }

  /** The latest day that the source says something changed. */
  static Optional<LocalDate> lastDeclared(Dataset dataset) {
    return Stream.concat(
            Stream.of(dataset.modified(), dataset.issued()),
            dataset.distributions().stream().map(Distribution::modified))
        .flatMap(Optional::stream)
        .flatMap(text -> Span.parse(text).stream())
        .map(Span::to)
        .max(Comparator.naturalOrder());
  }

  private static double periods(LocalDate from, LocalDate to, Duration period) {
    long days = ChronoUnit.DAYS.between(from, to);
    return Duration.ofDays(days).toMinutes() / (double) Math.max(1, period.toMinutes());
  }

  private static CheckResult harvests(Harvests harvests) {
    double elapsed =
        Duration.between(harvests.last(), harvests.now()).toMillis()
            / (double) Math.max(1, harvests.every().toMillis());
    long missed = (long) Math.max(0, Math.floor(elapsed - GRACE));
    Verdict verdict = Verdict.count(HARVESTS, 1, Math.min(1, missed)).about(Scope.DATASET);
    if (missed == 0) {
      return verdict.result();
    }
    LocalDate last = harvests.last().atZone(LinkRules.VIETNAM).toLocalDate();
    return verdict
        .reaching(missed >= MANY_MISSED ? Severity.ERROR : Severity.WARNING)
        .saying(
            "Lần thu thập trọn vẹn gần nhất là ngày %s, trễ so với lịch. Xem báo cáo lần chạy để biết bước bị kẹt; kiểm tra địa chỉ của nguồn."
                .formatted(last),
            "All of the source was last read on %s, which is behind schedule. Read the run report to see where it is stuck; check the source's address."
                .formatted(last))
        .result();
  }

  private static Optional<CheckResult> movesOn(Vitals vitals, Frequency frequency) {
    Duration period = frequency.period().orElseThrow();
    LocalDate modified =
        lastDeclared(vitals.dataset())
            .filter(day -> !day.isAfter(vitals.today()))
            .orElseGet(() -> changed(vitals));
    List<Series> series =
        vitals.series().stream()
            .filter(each -> days(each.grain()) <= Math.max(1, period.toDays()))
            .toList();
    if (series.isEmpty()) {
      return Optional.empty();
    }
    Predicate<Series> isBehind = each -> periods(each.last(), modified, period) > 1;
    List<Series> behind = series.stream().filter(isBehind).toList();
    Verdict verdict =
        Verdict.count(MOVES_ON, series.size(), behind.size()).about(Scope.DATASET).declared();
    if (behind.isEmpty()) {
      return Optional.of(verdict.result());
    }
    boolean twice = behind.stream().anyMatch(e -> periods(e.last(), modified, period) > 2);
    String named =
        behind.stream()
            .limit(NAMED)
            .map(each -> "%s.%s: %s".formatted(each.table(), each.column(), each.last()))
            .collect(Collectors.joining("; "));
    return Optional.of(
        verdict
            .reaching(twice ? Severity.ERROR : Severity.WARNING)
            .saying(
                "Sửa đổi ngày %s nhưng số liệu bên trong dừng sớm hơn (%s). Bổ sung số liệu các kỳ mới, không chỉ đổi ngày."
                    .formatted(modified, named),
                "Modified on %s, but the figures inside end earlier (%s). Add the new periods, don't just change the date."
                    .formatted(modified, named))
            .result());
  }

  /** The most days that one value of a column can stand for. */
  private static long days(ColumnType grain) {
    return switch (grain) {
      case YEAR -> 366;
      case YEAR_QUARTER -> 92;
      case YEAR_MONTH -> 31;
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, DURATION, GEOMETRY, TEXT -> 1;
    };
  }

  private static Optional<CheckResult> kept(List<KeptPart> parts) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    List<String> changed =
        parts.stream().filter(part -> !part.intact()).map(KeptPart::name).distinct().toList();
    Verdict verdict =
        Verdict.count(KEPT, parts.size(), parts.stream().filter(part -> !part.intact()).count())
            .about(Scope.DATASET);
    return Optional.of(
        changed.isEmpty()
            ? verdict.result()
            : verdict
                .saying(
                    "Bản đã phát hành không còn nguyên: %s. Người vận hành chạy sen fsck và khôi phục từ bản sao lưu."
                        .formatted(String.join(", ", changed)),
                    "Published versions are no longer what they were: %s. The operator should run sen fsck, and restore them from a backup."
                        .formatted(String.join(", ", changed)))
                .result());
  }

  private static Optional<CheckResult> lag(Vitals vitals, Duration promised) {
    Optional<LocalDate> end =
        vitals.dataset().temporal().flatMap(Dataset.Period::end).flatMap(Span::parse).map(Span::to);
    LocalDate published =
        vitals
            .dataset()
            .issued()
            .flatMap(Span::parse)
            .map(Span::to)
            .filter(day -> !day.isAfter(vitals.today()))
            .orElse(vitals.admitted());
    return end.filter(day -> !day.isAfter(vitals.today()))
        .map(
            day -> {
              long days = Math.max(0, ChronoUnit.DAYS.between(day, published));
              boolean late = days > promised.toDays();
              Verdict verdict = Verdict.count(LAG, 1, late ? 1 : 0).about(Scope.DATASET).declared();
              return late
                  ? verdict
                      .saying(
                          "Kỳ số liệu kết thúc ngày %s, công bố ngày %s: %d ngày, cam kết %d ngày. Công bố số sơ bộ đúng hạn rồi cập nhật số chính thức."
                              .formatted(day, published, days, promised.toDays()),
                          "The period ended on %s and was published on %s: %d days, %d were promised. Publish preliminary figures on time, then the final ones."
                              .formatted(day, published, days, promised.toDays()))
                      .result()
                  : verdict.result();
            });
  }

  /** LIV-16 on a dataset that was removed, with the reason that its tombstone states. */
  public static CheckResult removal(String reason) {
    return Verdict.count(REMOVAL, 1, reason.isBlank() ? 1 : 0)
        .about(Scope.DATASET)
        .saying(
            "Bộ dữ liệu bị gỡ mà không có lý do. Ghi lý do gỡ; đăng lại nếu gỡ nhầm.",
            "The dataset was removed without a reason. State it; publish it again if it was a"
                + " mistake.")
        .result();
  }
}
