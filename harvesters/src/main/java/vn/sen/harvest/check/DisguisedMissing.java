package vn.sen.harvest.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.ColumnType;

/**
 * COM-05: values that say nothing: words and signs in place of a value, and spikes of a number or a
 * date that stands for "unknown".
 */
final class DisguisedMissing implements TableRule {
  private static final String ID = "COM-05";

  /** Lower case; none begins with a digit, which spares most cells the look-up. */
  private static final List<String> MARKERS =
      List.of(
          "n/a",
          "#n/a",
          "n.a",
          "n.a.",
          "(n/a)",
          "null",
          "(null)",
          "none",
          "nil",
          "nan",
          "-",
          "--",
          "---",
          "----",
          "–",
          "—",
          "...",
          "…",
          "..",
          ".",
          "?",
          "??",
          "???",
          "*",
          "/",
          "_",
          "unknown",
          "undefined",
          "not available",
          "missing",
          "tbd",
          "tba",
          "(blank)",
          "(trống)",
          "trống",
          "chưa rõ",
          "không rõ",
          "không biết",
          "không xác định",
          "chưa xác định",
          "không có",
          "không có số liệu",
          "không có dữ liệu",
          "không có thông tin",
          "chưa có",
          "chưa có số liệu",
          "chưa có dữ liệu",
          "chưa có thông tin",
          "chưa cập nhật",
          "đang cập nhật",
          "đang cập nhật...",
          "đang cập nhật…",
          "đang bổ sung",
          "đang xử lý số liệu",
          "cập nhật sau",
          "bổ sung sau",
          "khong co",
          "khong ro",
          "chua co",
          "chua cap nhat",
          "dang cap nhat",
          "khong xac dinh",
          "khong co so lieu",
          "#value!",
          "#ref!",
          "#div/0!",
          "#name?",
          "#num!",
          "#null!");

  private static final Set<String> FORMS =
      MARKERS.stream()
          .flatMap(marker -> Stream.of(marker, Normalizer.normalize(marker, Normalizer.Form.NFD)))
          .collect(Collectors.toCollection(TreeSet::new));

  /** Values where "NA" and "không" would mean something: country codes, yes and no. */
  private static final String SHORT_CODE = "[A-Z]{2}";

  private static final Set<String> YES = Set.of("có", "co", "yes", "x", "đúng", "được", "đạt");

  /** Below these shares a spike may be chance. */
  private static final double SPIKE_OF_NUMBERS = 0.02;

  private static final double SPIKE_OF_ZEROS = 0.20;
  private static final double SPIKE_OF_DATES = 0.02;

  /** How far from zero all other values must be before zero looks out of place. */
  private static final double GAP_ABOVE_ZERO = 100;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().stream()
        .map(
            cells ->
                switch (cells.type()) {
                  case INTEGER, DECIMAL -> numbers(cells);
                  case DATE, TIMESTAMP -> dates(cells);
                  case BOOLEAN, TIME, DURATION, YEAR, YEAR_QUARTER, YEAR_MONTH, GEOMETRY, TEXT ->
                      words(cells);
                })
        .toList();
  }

  private static String isMarker(Cells cells) {
    String text = cells.trimmed();
    return Sql.andThen(
        "NOT (%s BETWEEN '0' AND '9z')".formatted(text),
        Sql.isOneOf("lower(%s)".formatted(text), FORMS));
  }

  private static Inquiry words(Cells cells) {
    String lower = "lower(%s)".formatted(cells.trimmed());
    String markers = Sql.count(isMarker(cells));
    String na = Sql.count(lower + " = 'na'");
    String no = Sql.count(Sql.isOneOf(lower, List.of("không", "khong")));
    String yes = Sql.count(Sql.isOneOf(lower, YES));
    String codes = Sql.count(Sql.matches(cells.trimmed(), SHORT_CODE));
    List<String> asked = List.of(cells.filled(), markers, na, no, yes, codes);
    return Inquiry.ofText(
        asked,
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          var signs = new ArrayList<String>(List.of(isMarker(cells)));
          long failed = measured.text(markers);
          // More than half two-letter codes: NA is Namibia, not a missing value.
          if (measured.text(na) > 0 && measured.text(codes) * 2 <= filled) {
            signs.add(lower + " = 'na'");
            failed += measured.text(na);
          }
          boolean answers = measured.text(yes) > 0 || cells.type() == ColumnType.BOOLEAN;
          if (measured.text(no) > 0 && !answers && measured.text(no) < filled) {
            signs.add(Sql.isOneOf(lower, List.of("không", "khong")));
            failed += measured.text(no);
          }
          return verdict(cells, filled, failed, signs);
        });
  }

  private static Inquiry numbers(Cells cells) {
    String text = cells.trimmed();
    String markers = Sql.count(isMarker(cells));
    String value = "try_cast(%s AS DOUBLE)".formatted(cells.sql());
    String leastAboveZero = "min(%1$s) FILTER (WHERE %1$s > 0)".formatted(value);
    String leastButSign = "min(%1$s) FILTER (WHERE %1$s <> -1)".formatted(value);
    String greatestButSign =
        "max(%1$s) FILTER (WHERE %1$s NOT IN (9999, 99999, 999999, 9999999))".formatted(value);
    var asked = new ArrayList<>(List.of(cells.filled(), markers));
    for (Spike spike : Spike.values()) {
      asked.add(spike.count(text));
    }
    return new Inquiry(
        asked,
        List.of(leastAboveZero, leastButSign, greatestButSign),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          long failed = measured.text(markers);
          var signs = new ArrayList<String>(List.of(isMarker(cells)));
          for (Spike spike : Spike.values()) {
            long times = measured.text(spike.count(text));
            boolean outOfPlace =
                switch (spike) {
                  case ZERO ->
                      measured.typedNumber(leastAboveZero).orElse(0) >= GAP_ABOVE_ZERO
                          && measured.typedNumber(leastButSign).orElse(-1) >= 0;
                  case MINUS_ONE -> measured.typedNumber(leastButSign).orElse(-1) >= 0;
                  case NINES ->
                      measured.typedNumber(greatestButSign).orElse(Double.MAX_VALUE) < 9_000;
                };
            if (times >= 2 && times < filled && times >= spike.share * filled && outOfPlace) {
              signs.add(spike.predicate(text));
              failed += times;
            }
          }
          return verdict(cells, filled, failed, signs);
        });
  }

  private static Inquiry dates(Cells cells) {
    String text = cells.trimmed();
    String markers = Sql.count(isMarker(cells));
    String isSign =
        Sql.matches(
            text,
            "(19(00|70)[-/]0?1[-/]0?1|0?1[-/.]0?1[-/.]19(00|70)|9999[-/]12[-/]31|31[-/.]12[-/.]9999)(["
                + " T]0?0:00(:00(\\.0+)?)?)?Z?");
    String signs = Sql.count(isSign);
    return Inquiry.ofText(
        List.of(cells.filled(), markers, signs),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          long failed = measured.text(markers);
          var found = new ArrayList<String>(List.of(isMarker(cells)));
          long times = measured.text(signs);
          if (times >= 2 && times >= SPIKE_OF_DATES * filled) {
            found.add(isSign);
            failed += times;
          }
          return verdict(cells, filled, failed, found);
        });
  }

  private static List<Verdict> verdict(
      Cells cells, long filled, long failed, List<String> predicates) {
    if (filled == 0) {
      return List.of();
    }
    return List.of(
        Verdict.count(ID, filled, failed)
            .on(cells)
            .showing(
                new Evidence.Where(
                    Sql.or(predicates),
                    cells.sql(),
                    _ -> "giá trị thật hoặc ô trống / a value or a blank"))
            .saying(
                "Cột \"%s\": %s trong %s ô ghi một dấu hiệu thay cho giá trị còn thiếu (%s), như \"-\", \"đang cập nhật\", -1 hay 01/01/1900. Để trống các ô này hoặc điền giá trị thật."
                    .formatted(
                        cells.name(),
                        Figures.vi(failed),
                        Figures.vi(filled),
                        Figures.percentVi(failed, filled)),
                "Column \"%s\": %s of %s cells hold a sign that stands for a missing value (%s), such as \"-\", \"updating\", -1 or 1900-01-01. Leave them blank or fill in the value."
                    .formatted(
                        cells.name(),
                        Figures.en(failed),
                        Figures.en(filled),
                        Figures.percent(failed, filled))));
  }

  /** Numbers that often stand for "unknown". */
  private enum Spike {
    ZERO(SPIKE_OF_ZEROS, "0", List.of("0", "0.0", "0,0", "0.00", "0,00")),
    MINUS_ONE(SPIKE_OF_NUMBERS, "-1", List.of("-1", "-1.0", "-1,0")),
    NINES(
        SPIKE_OF_NUMBERS,
        "9",
        List.of(
            "9999",
            "9.999",
            "9,999",
            "9999.0",
            "99999",
            "99.999",
            "99,999",
            "99999.0",
            "999999",
            "999.999",
            "999,999",
            "999999.0",
            "9999999",
            "9.999.999",
            "9,999,999"));

    private final double share;
    private final String start;
    private final List<String> forms;

    Spike(double share, String start, List<String> forms) {
      this.share = share;
      this.start = start;
      this.forms = forms;
    }

    String predicate(String text) {
      return Sql.andThen(
          "%s BETWEEN '%s' AND '%2$s~'".formatted(text, start), Sql.isOneOf(text, forms));
    }

    String count(String text) {
      return Sql.count(predicate(text));
    }
  }
}
