package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.check.UnitCodeJudge.Fault;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/**
 * ACC-04: codes of administrative units are valid when the row speaks of, and a commune lies in its
 * province. A date or year in the row decides, or a header that says old or new; else {@code
 * dct:temporal}; else a code of any time will do, and that is noted. Distinct combinations are
 * judged, not rows.
 */
final class UnitCodes implements TableRule {
  private static final String ID = "ACC-04";

  private static final List<String> OLD =
      List.of("cu", "truoc", "truoc day", "old", "truoc sap nhap", "legacy");

  /** Without accents, "cư" reads like "cũ". */
  private static final List<String> RESIDENCE = List.of("cu tru", "dan cu", "dinh cu");

  private static final List<String> NEW = List.of("moi", "sau", "hien nay", "new", "sau sap nhap");

  private static final List<String> TIMES =
      List.of(
          "nam",
          "year",
          "ngay",
          "date",
          "thang",
          "month",
          "quy",
          "quarter",
          "ky",
          "period",
          "thoi gian",
          "thoi diem",
          "time");

  /** Dates of something else than what the row tells. */
  private static final List<String> OTHER_TIMES =
      List.of(
          "sinh",
          "thanh lap",
          "birth",
          "cap",
          "ban hanh",
          "het han",
          "khoi cong",
          "cap nhat",
          "updated",
          "founded",
          "nu");

  private static final LocalDate NEW_UNITS = LocalDate.of(2025, 7, 1);
  private static final Span BEFORE = new Span(LocalDate.of(1976, 1, 1), NEW_UNITS.minusDays(1));
  private static final Span SINCE = new Span(NEW_UNITS, Span.always().to());

  /** A column holds codes of units when this share of its cells was one at any time. */
  private static final double KNOWN = 0.5;

  private static final double DATED = 0.9;
  private static final int DISTINCT_TIMES = 5_000;

  /** There are some 14,000 codes; of more combinations than this, the first are judged. */
  private static final int COMBINATIONS = 300_000;

  /** More are listed by their first rows alone: a query of megabytes helps nobody. */
  private static final int MOST_LISTED = 10_000;

  private static final int LISTED_IN_SQL = 300;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> coded =
        subject.columns().stream()
            .filter(cells -> !UnitColumns.levels(cells.column()).isEmpty())
            .toList();
    return coded.isEmpty()
        ? List.of()
        : List.of(Inquiry.none((_, tables) -> judge(subject, coded, tables)));
  }

  private List<Verdict> judge(Subject subject, List<Cells> coded, Tables tables) {
    AdministrativeUnits units = subject.units();
    var judge = new UnitCodeJudge(units);
    var columns = new LinkedHashMap<Cells, Level>();
    for (Cells cells : coded) {
      level(cells, judge, tables).ifPresent(level -> columns.put(cells, level));
    }
    Optional<Cells> time = time(subject, tables);
    var verdicts = new ArrayList<Verdict>();
    columns.forEach(
        (cells, level) ->
            verdicts.add(
                judge(
                        judge,
                        cells,
                        level,
                        home(cells, level, columns),
                        time.filter(_ -> said(cells).isEmpty()),
                        said(cells).or(() -> subject.circumstances().temporal().flatMap(Span::of)),
                        tables)
                    .by(units.version())));
    return verdicts;
  }

  /** The level whose codes most of the cells are; absent when they are no codes of units at all. */
  private static Optional<Level> level(Cells cells, UnitCodeJudge judge, Tables tables) {
    record Code(String text, long rows) {}
    List<Code> codes =
        tables.query(
            "SELECT left(%s, 20), sum(%s) AS n FROM %s WHERE %s GROUP BY ALL ORDER BY n DESC, 1 LIMIT %d"
                .formatted(
                    cells.trimmed(),
                    tables.times(),
                    tables.combinations(List.of(cells)),
                    cells.isFilled(),
                    COMBINATIONS),
            row -> new Code(row.getString(1), row.getLong(2)));
    long all = codes.stream().mapToLong(Code::rows).sum();
    Map<Level, Long> known =
        UnitColumns.levels(cells.column()).stream()
            .collect(
                Collectors.toMap(
                    level -> level,
                    level ->
                        codes.stream()
                            .filter(code -> judge.isKnown(code.text(), level))
                            .mapToLong(Code::rows)
                            .sum()));
    return known.entrySet().stream()
        .filter(level -> all > 0 && level.getValue() >= KNOWN * all)
        .max(Map.Entry.<Level, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** The province column of the same time beside a commune column. */
  private static Optional<Cells> home(Cells cells, Level level, Map<Cells, Level> columns) {
    return level != Level.COMMUNE
        ? Optional.empty()
        : columns.entrySet().stream()
            .filter(other -> other.getValue() == Level.PROVINCE)
            .map(Map.Entry::getKey)
            .filter(other -> said(other).equals(said(cells)))
            .findFirst();
  }

  private static Optional<Span> said(Cells cells) {
    if (cells.header().say(OLD) && !cells.header().say(RESIDENCE)) {
      return Optional.of(BEFORE);
    }
    return cells.header().say(NEW) ? Optional.of(SINCE) : Optional.empty();
  }

  /** The column that says when each row speaks of. */
  private static Optional<Cells> time(Subject subject, Tables tables) {
    return subject.columns().stream()
        .filter(cells -> cells.header().say(TIMES) && !cells.header().say(OTHER_TIMES))
        .filter(cells -> cells.type() != ColumnType.DECIMAL && cells.type() != ColumnType.BOOLEAN)
        .filter(cells -> isTime(cells, tables))
        .findFirst();
  }

  private static boolean isTime(Cells cells, Tables tables) {
    record Time(boolean dated, long rows) {}
    List<Time> times =
        tables.query(
            "SELECT %s, sum(%s) FROM %s WHERE %s GROUP BY 1 LIMIT %d"
                .formatted(
                    timeKey(cells),
                    tables.times(),
                    tables.combinations(List.of(cells)),
                    cells.isFilled(),
                    DISTINCT_TIMES),
            row ->
                new Time(
                    Optional.ofNullable(row.getString(1)).flatMap(Span::parse).isPresent(),
                    row.getLong(2)));
    long all = times.stream().mapToLong(Time::rows).sum();
    long dated = times.stream().filter(Time::dated).mapToLong(Time::rows).sum();
    return all > 0 && dated >= DATED * all;
  }

  /** Dates in one form; the rest stays as it stands. */
  private static String timeKey(Cells cells) {
    return switch (cells.type()) {
      case DATE, TIMESTAMP ->
          "strftime(coalesce(try_cast(left(%1$s, 10) AS DATE), try_strptime(split_part(%1$s, ' ', 1), ['%%d/%%m/%%Y', '%%d-%%m-%%Y', '%%d.%%m.%%Y'])::DATE), '%%Y-%%m-%%d')"
              .formatted(cells.trimmed());
      default -> "left(%s, 30)".formatted(cells.trimmed());
    };
  }

  private static Verdict judge(
      UnitCodeJudge judge,
      Cells cells,
      Level level,
      Optional<Cells> home,
      Optional<Cells> time,
      Optional<Span> otherwise,
      Tables tables) {
    var keys = new ArrayList<String>(List.of(cells.trimmed()));
    keys.add(home.map(Cells::trimmed).orElse("''"));
    keys.add(time.map(UnitCodes::timeKey).map("coalesce(%s, '')"::formatted).orElse("''"));
    var columns = new ArrayList<Cells>(List.of(cells));
    home.ifPresent(columns::add);
    time.ifPresent(columns::add);
    List<Combination> combinations =
        tables.query(
            "SELECT %s, sum(%s) AS n, min(%s) AS first FROM %s WHERE %s GROUP BY ALL ORDER BY first LIMIT %d"
                .formatted(
                    String.join(", ", keys),
                    tables.times(),
                    tables.first(),
                    tables.combinations(columns),
                    cells.isFilled(),
                    COMBINATIONS),
            row ->
                new Combination(
                    row.getString(1),
                    Optional.of(row.getString(2)).filter(code -> !code.isEmpty()),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5)));
    var failing = new LinkedHashMap<Combination, Fault>();
    boolean undated = false;
    long evaluated = 0;
    for (Combination found : combinations) {
      Optional<Span> span = Span.parse(found.time()).or(() -> otherwise);
      undated |= span.isEmpty();
      evaluated += found.rows();
      judge
          .fault(found.code(), level, span.orElse(Span.always()), found.home())
          .ifPresent(fault -> failing.put(found, fault));
    }
    long failed = failing.keySet().stream().mapToLong(Combination::rows).sum();
    Verdict verdict = Verdict.count(ID, evaluated, failed).on(cells);
    if (failed > 0) {
      return verdict
          .showing(evidence(cells, keys, failing, tables))
          .saying(
              vi(cells, failed, evaluated, failing, judge.version()),
              en(cells, failed, evaluated, failing, judge.version()));
    }
    if (combinations.size() == COMBINATIONS) {
      return verdict
          .reaching(Severity.INFO)
          .saying(
              "Cột \"%s\": đã xét %s dòng đầu tiên theo %s tổ hợp mã và thời gian; các mã đó đều đúng."
                  .formatted(cells.name(), Figures.vi(evaluated), Figures.vi(COMBINATIONS)),
              "Column \"%s\": the %s rows of the first %s combinations of code and time were judged, and all are right."
                  .formatted(cells.name(), Figures.en(evaluated), Figures.en(COMBINATIONS)));
    }
    return undated
        ? verdict
            .reaching(Severity.INFO)
            .saying(
                "Cột \"%s\": các mã đều có trong danh mục, nhưng bảng không nói số liệu của ngày nào nên không biết theo danh mục trước hay sau 01/07/2025. Thêm cột năm hoặc ghi dct:temporal."
                    .formatted(cells.name()),
                "Column \"%s\": all codes are in the list, but nothing says of which day, so it is not known whether the list before or after 1 July 2025 applies. Add a year column or state dct:temporal."
                    .formatted(cells.name()))
        : verdict;
  }

  private static String vi(
      Cells cells, long failed, long evaluated, Map<Combination, Fault> failing, String version) {
    return "Cột \"%s\": %s trong %s mã đơn vị hành chính không đúng tại thời điểm của dòng (%s); ví dụ \"%s\": %s. Dùng mã của danh mục có hiệu lực vào ngày đó, đủ chữ số 0 ở đầu (danh mục phiên bản %s)."
        .formatted(
            cells.name(),
            Figures.vi(failed),
            Figures.vi(evaluated),
            Figures.percentVi(failed, evaluated),
            shown(failing),
            failing.values().iterator().next().why().vi(),
            version);
  }

  private static String en(
      Cells cells, long failed, long evaluated, Map<Combination, Fault> failing, String version) {
    return "Column \"%s\": %s of %s administrative unit codes are not right at the time of their row (%s); \"%s\" for one: %s. Use the code of the list in force on that day, leading zeros and all (list of version %s)."
        .formatted(
            cells.name(),
            Figures.en(failed),
            Figures.en(evaluated),
            Figures.percent(failed, evaluated),
            shown(failing),
            failing.values().iterator().next().why().en(),
            version);
  }

  private static String shown(Map<Combination, Fault> failing) {
    return Mask.whatIsPersonal(failing.keySet().iterator().next().code());
  }

  /**
   * The failing rows by the combinations they hold. The first hundred rows lie within the hundred
   * combinations that begin first.
   */
  private static Evidence evidence(
      Cells cells, List<String> keys, Map<Combination, Fault> failing, Tables tables) {
    List<Combination> first =
        failing.keySet().stream()
            .sorted(Comparator.comparingLong(Combination::first))
            .limit(MOST_LISTED)
            .toList();
    String predicate = among(keys, first.subList(0, Math.min(first.size(), LISTED_IN_SQL)));
    List<FailingRow> rows =
        tables.query(
            "SELECT _row, %s, %s FROM t WHERE %s ORDER BY _row LIMIT %d"
                .formatted(cells.sql(), String.join(", ", keys), predicate, Evidence.SHOWN),
            row -> {
              String code = row.getString(3);
              Optional<String> home = Optional.of(row.getString(4)).filter(c -> !c.isEmpty());
              String time = row.getString(5);
              String expected =
                  failing.entrySet().stream()
                      .filter(entry -> entry.getKey().isOf(code, home, time))
                      .map(entry -> entry.getValue().expected())
                      .findFirst()
                      .orElse("");
              return new FailingRow(row.getLong(1), row.getString(2), expected);
            });
    return failing.size() <= LISTED_IN_SQL
        ? Evidence.Found.by(rows, Sql.show(cells.sql(), predicate))
        : Evidence.Found.unsaid(rows, Sql.show(cells.sql(), among(keys, first)));
  }

  private static String among(List<String> keys, List<Combination> combinations) {
    return "(%s) IN (%s)"
        .formatted(
            String.join(", ", keys),
            combinations.stream().map(Combination::literal).collect(Collectors.joining(", ")));
  }

  /**
   * Cells that stand together in some rows.
   *
   * @param home the province code beside a commune
   * @param time as it stands, empty where the row has none
   * @param first number of the first such row
   */
  private record Combination(
      String code, Optional<String> home, String time, long rows, long first) {

    String literal() {
      return "(%s, %s, %s)"
          .formatted(
              DuckSession.literal(code),
              DuckSession.literal(home.orElse("")),
              DuckSession.literal(time));
    }

    boolean isOf(String otherCode, Optional<String> otherHome, String otherTime) {
      return code.equals(otherCode) && home.equals(otherHome) && time.equals(otherTime);
    }
  }
}
