package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.harvest.check.CleanTables.Kind;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Finding.FailingRow;

/**
 * Clean tables, spoiled in known cells in one way at a time, read and checked as any file is: each
 * rule finds exactly the rows that were spoiled.
 */
class SeededErrorsTest {
  private static final double[] RATES = {0.0005, 0.001, 0.01, 0.05, 0.2};

  /** Table rules that no cell can be spoiled for, and where they are proven. */
  private static final Map<String, String> ELSEWHERE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ACC-13", "of the declared checksum, none of the cells: AccuracyRulesTest"),
              Map.entry("ACC-15", "of the declared format: AccuracyRulesTest"),
              Map.entry("COM-03", "of the contract: CompletenessRulesTest"),
              Map.entry("COM-13", "of two files: CatalogueRulesTest"),
              Map.entry("COM-14", "of the catalogue: CatalogueRulesTest"),
              Map.entry("CLN-15", "of columns, with truth for each: PersonalDataTest"),
              Map.entry("CLN-17", "of workbooks and archives: FormRulesTest")));

  private static TableReader reader;

  @TempDir private static Path directory;

  @BeforeAll
  static void open() {
    reader = new TableReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  /** Reads a file as any is read; its results are gone once {@code judge} has seen them. */
  static List<CheckResult> check(
      byte[] file, Optional<Contract> contract, Circumstances known, TableChecker checker)
      throws IOException {
    Path work = Files.createTempDirectory(directory, "c");
    try {
      ReadTable table = read(file, work);
      return checker.check(
          new TableUnderCheck(
              "t.csv",
              table.report().sha256(),
              table.report(),
              table.text().orElseThrow(),
              table.typed().orElseThrow(),
              contract,
              known,
              AdministrativeUnits::shipped),
          TestTable.session());
    } finally {
      PathUtils.deleteDirectory(work);
    }
  }

  private static ReadTable read(byte[] bytes, Path work) throws IOException {
    Path file = Files.write(work.resolve("t.csv"), bytes);
    return reader
        .read(
            new ReadRequest(
                file,
                "t.csv",
                Files.createDirectory(work.resolve("results")),
                Map.of(),
                ReadOptions.TYPED),
            Files.createDirectory(work.resolve("work")))
        .getFirst();
  }

  private static TableChecker only(String rule) {
    return new TableChecker(TableRules.ALL.stream().filter(any -> any.id().equals(rule)).toList());
  }

  private static byte[] utf8(Kind kind, List<List<String>> rows) {
    return CleanTables.csv(kind.header(), rows).getBytes(StandardCharsets.UTF_8);
  }

  // Cells

  /** What came of a case: rows that were spoiled, those of them found, and rows found besides. */
  private record Found(long truth, long right, long wrong) {}

  private static Found spoil(Spoiling way, Kind kind, int seed, int rows, double rate)
      throws IOException {
    var random = new Random(31L * seed + way.ordinal() + kind.name().hashCode());
    var spoiled = new ArrayList<>(CleanTables.rows(kind, seed, rows));
    int column = kind.header().indexOf(way.column(kind).orElseThrow().name());
    Set<Integer> chosen = new HashSet<>();
    List<Integer> others = new ArrayList<>(IntStream.range(0, rows / 2).boxed().toList());
    java.util.Collections.shuffle(others, random);
    int wanted = Math.max(1, (int) Math.round(rate * rows));
    int kept = way.isOfAnotherRow() ? rows / 2 : 0;
    List<Integer> order = new ArrayList<>(IntStream.range(kept, rows).boxed().toList());
    java.util.Collections.shuffle(order, random);
    for (int row : order) { // not every cell can be spoiled in every way
      if (chosen.size() == wanted || others.isEmpty()) {
        break;
      }
      List<String> before = spoiled.get(row);
      List<String> after =
          way.isOfAnotherRow()
              ? way.spoil(before, spoiled.get(others.removeLast()), column, random)
              : way.spoil(before, column, random);
      if (way.isSpoilt(before.get(column), after.get(column))) {
        spoiled.set(row, after);
        chosen.add(row);
      }
    }
    Set<Long> truth =
        way.truth(kind, spoiled, chosen).stream().map(row -> row + 2L).collect(Collectors.toSet());
    List<CheckResult> results =
        check(
                utf8(kind, spoiled),
                Optional.of(CleanTables.contract(kind)),
                Circumstances.unknown(TestTable.TODAY),
                only(way.rule))
            .stream()
            .filter(result -> result.failed() > 0)
            .toList();
    long failed = results.stream().mapToLong(CheckResult::failed).sum();
    long strangers =
        results.stream()
            .flatMap(result -> result.finding().stream())
            .flatMap(finding -> finding.rows().stream())
            .map(FailingRow::row)
            .distinct()
            .filter(row -> !truth.contains(row))
            .count();
    long right = Math.min(truth.size(), failed - strangers);
    return new Found(truth.size(), right, failed - right);
  }

  private static Stream<Arguments> sample() {
    return Stream.of(Spoiling.values())
        .flatMap(
            way ->
                CleanTables.KINDS.stream()
                    .filter(kind -> way.column(kind).isPresent())
                    .skip(way.ordinal() % 3)
                    .limit(1)
                    .flatMap(
                        kind ->
                            Stream.of(0.001, 0.2)
                                .map(rate -> Arguments.of(way, kind, Math.min(rate, way.most)))));
  }

  @ParameterizedTest
  @MethodSource("sample")
  void eachRuleFindsTheRowsThatWereSpoiled(Spoiling way, Kind kind, double rate)
      throws IOException {
    Found found = spoil(way, kind, 7, 1_210, rate);

    assertThat(found.right()).isEqualTo(found.truth());
    assertThat(found.wrong()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_DATES", "OTHER_NUMBERS"})
  void aThirdThatIsWrittenInAnotherStyleIsFoundToo(Spoiling way) throws IOException {
    Kind kind =
        CleanTables.KINDS.stream().filter(any -> way.column(any).isPresent()).findFirst().get();

    Found found = spoil(way, kind, 7, 1_210, 0.35);

    assertThat(found.right()).isEqualTo(found.truth());
    assertThat(found.wrong()).isZero();
  }

  @Test
  void everyTableRuleIsSeededOrSaidToBeProvenElsewhere() {
    Set<String> seeded =
        Stream.concat(
                Stream.of(Spoiling.values()).map(way -> way.rule),
                Stream.of(TableFault.values()).map(fault -> fault.rule))
            .collect(Collectors.toSet());

    assertThat(TableRules.ALL)
        .extracting(TableRule::id)
        .allSatisfy(
            rule -> assertThat(seeded.contains(rule) || ELSEWHERE.containsKey(rule)).isTrue());
  }

  // Whole tables

  @ParameterizedTest
  @EnumSource(TableFault.class)
  void eachRuleFindsTheTableThatWasSpoiled(TableFault fault) throws IOException {
    assertThat(isFound(fault, CleanTables.KINDS.get(0), 7, true)).isTrue();
    assertThat(isFound(fault, CleanTables.KINDS.get(0), 7, false)).isFalse();
  }

  /** Whether the fault's rule says something of the table, spoiled or as it was. */
  private static boolean isFound(TableFault fault, Kind kind, int seed, boolean spoiled)
      throws IOException {
    Path earlier = Files.createTempDirectory(directory, "e");
    try {
      TableFault.Given given = spoiled ? fault.spoiled(kind, seed) : fault.clean(kind, seed);
      Circumstances known = Circumstances.unknown(TestTable.TODAY);
      if (given.previous().isPresent()) {
        ReadTable before = read(given.previous().get(), earlier);
        known =
            known.after(
                new Circumstances.Previous(
                    before.report().rows(),
                    before.report().columns().stream().map(column -> column.name()).toList(),
                    List.of(before.typed().orElseThrow())));
      }
      return check(given.file(), given.contract(), known, only(fault.rule)).stream()
          .anyMatch(result -> result.severity().isPresent());
    } finally {
      PathUtils.deleteDirectory(earlier);
    }
  }

  // Encodings that no longer should be

  private enum Encoding {
    TCVN3(1),
    VNI(2),
    VIQR(3),
    VISCII(4),
    WINDOWS_1258(0);

    private final int column;

    Encoding(int column) {
      this.column = column;
    }

    byte[] encode(String text) {
      return column == 0
          ? java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC)
              .transform(LegacyLetters::toWindows1258)
              .getBytes(Charset.forName("windows-1258"))
          : LegacyLetters.encode(text, column);
    }
  }

  /** The share of text cells that come out of a file in an old encoding as they went in. */
  private static Found decode(Encoding encoding, Kind kind, int seed, int rows) throws IOException {
    List<List<String>> clean = CleanTables.rows(kind, seed, rows);
    Path work = Files.createTempDirectory(directory, "l");
    try {
      ReadTable table = read(encoding.encode(CleanTables.csv(kind.header(), clean)), work);
      List<String> names = table.report().columns().stream().map(c -> c.name()).toList();
      long cells = 0;
      long right = 0;
      long wrong = 0;
      for (int i = 0; i < kind.columns().size(); i++) {
        int column = i;
        if (clean.stream().allMatch(row -> row.get(column).chars().allMatch(c -> c < 128))) {
          continue;
        }
        List<String> read =
            TestTable.session()
                .query(
                    "SELECT coalesce(%s, '') FROM %s ORDER BY _row"
                        .formatted(
                            vn.sen.catalog.tables.DuckSession.identifier(names.get(i)),
                            vn.sen.catalog.tables.TextTable.rows(
                                TestTable.session(), table.text().orElseThrow())),
                    row -> row.getString(1));
        for (int r = 0; r < rows; r++) {
          boolean same = r < read.size() && read.get(r).equals(clean.get(r).get(i));
          cells++;
          right += same ? 1 : 0;
          wrong += same ? 0 : 1;
        }
      }
      return new Found(cells, right, wrong);
    } finally {
      PathUtils.deleteDirectory(work);
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void anOldEncodingIsRead(Encoding encoding) throws IOException {
    Found found = decode(encoding, CleanTables.KINDS.get(2), 7, 300);

    assertThat(found.right()).isEqualTo(found.truth());
  }

  // All of it

  private static final class Tally {
    private int cases;
    private long truth;
    private long right;
    private long wrong;

    void add(Found found) {
      cases++;
      truth += found.truth();
      right += found.right();
      wrong += found.wrong();
    }

    double recall() {
      return truth == 0 ? 1 : (double) right / truth;
    }

    double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    String line(String kind, String rule, int asked) {
      return String.format(
          Locale.ROOT, "| %s | %s | %,d | %.4f | %.4f |", kind, rule, asked, recall(), precision());
    }
  }

  /**
   * Every kind of table, every way, five rates, faults of whole tables and old encodings. {@code
   * SEN_SEEDED_KINDS} limits the kinds of tables where there is less time.
   */
  @Test
  @Tag("longest")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void eachRuleFindsTheRowsThatWereSpoiledInEveryTableAtEveryRate() throws IOException {
    int kinds =
        Integer.parseInt(
            Optional.ofNullable(System.getenv("SEN_SEEDED_KINDS"))
                .orElse(String.valueOf(CleanTables.KINDS.size())));
    var cells = new EnumMap<Spoiling, Tally>(Spoiling.class);
    var tables = new EnumMap<TableFault, Tally>(TableFault.class);
    var encodings = new EnumMap<Encoding, Tally>(Encoding.class);
    for (int i = 0; i < kinds; i++) {
      Kind kind = CleanTables.KINDS.get(i);
      System.out.printf("%d of %d kinds: %s%n", i + 1, kinds, kind.name());
      for (Spoiling way : Spoiling.values()) {
        if (way.column(kind).isEmpty()) {
          continue;
        }
        for (double rate : RATES) {
          if (rate <= way.most) {
            Found found = spoil(way, kind, 10 + i, 10_010 + 70 * i, rate);
            cells.computeIfAbsent(way, _ -> new Tally()).add(found);
            if (found.right() < found.truth() || found.wrong() > 0) {
              System.out.printf("%s, %s, %s: %s%n", way, kind, rate, found);
            }
          }
        }
      }
      for (TableFault fault : TableFault.values()) {
        if (!fault.fits(kind)) {
          continue;
        }
        boolean found = isFound(fault, kind, 10 + i, true);
        boolean alarmed = isFound(fault, kind, 10 + i, false);
        tables
            .computeIfAbsent(fault, _ -> new Tally())
            .add(new Found(1, found ? 1 : 0, alarmed ? 1 : 0));
        if (!found || alarmed) {
          System.out.printf("%s, %s: found %s, alarmed %s%n", fault, kind, found, alarmed);
        }
      }
      for (Encoding encoding : Encoding.values()) {
        encodings
            .computeIfAbsent(encoding, _ -> new Tally())
            .add(decode(encoding, kind, 10 + i, 400));
      }
    }

    var lines = new ArrayList<String>();
    lines.add("| kind of error | rule | cases | recall | precision |");
    lines.add("|---|---|--:|--:|--:|");
    cells.forEach((way, tally) -> lines.add(tally.line(words(way), way.rule, tally.cases)));
    tables.forEach(
        (fault, tally) -> lines.add(tally.line(words(fault), fault.rule, 2 * tally.cases)));
    encodings.forEach(
        (encoding, tally) ->
            lines.add(tally.line("file in " + encoding, "CLN-02, reading", tally.cases)));
    int cases =
        Stream.of(cells, tables, encodings)
            .flatMap(map -> map.values().stream())
            .mapToInt(tally -> tally.cases)
            .sum();
    FiguresPage.put(
        "Seeded errors",
        "%,d cases: %d kinds of clean tables, each spoiled in one way at a time at rates of 0.05, 0.1, 1, 5 and 20 %% of its rows (outliers up to 1 %%). Rules without a line: %s."
            .formatted(
                cases,
                kinds,
                ELSEWHERE.entrySet().stream()
                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                    .collect(Collectors.joining("; "))),
        lines);

    assertThat(cells)
        .allSatisfy(
            (way, tally) -> {
              assertThat(tally.recall()).as("recall of " + way).isGreaterThanOrEqualTo(way.recall);
              assertThat(tally.precision())
                  .as("precision of " + way)
                  .isGreaterThanOrEqualTo(way.precision);
            });
    assertThat(tables)
        .allSatisfy(
            (fault, tally) -> {
              assertThat(tally.recall()).as("recall of " + fault).isEqualTo(1);
              assertThat(tally.precision()).as("precision of " + fault).isEqualTo(1);
            });
    assertThat(encodings)
        .allSatisfy(
            (encoding, tally) ->
                assertThat(tally.recall()).as("" + encoding).isGreaterThanOrEqualTo(0.97));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
