package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.check.CleanTables.Kind;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SharedCorpus;
import vn.sen.vocab.TableState;

/**
 * Clean tables pass: those made up, and real ones that were looked at one by one. {@code
 * real-tables.txt} names the real ones, a line each: where it is in the shared folder, and behind a
 * bar the rules that are right to find an error in it, with what is wrong.
 */
class CleanTablesTest {
  private static final int SEEDS = 5;

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

  /**
   * What was said of a table.
   *
   * @param errors rules that found an error or worse
   */
  private record Judged(String name, TableState state, List<String> errors) {}

  /** A real table; {@code defects} are rules that are right to find an error in it. */
  private record Real(String path, List<String> defects) {
    static Real of(String line) {
      String[] parts = line.split("\\|", -1);
      String defects = parts.length > 1 ? parts[1].replaceFirst(":.*", "").strip() : "";
      return new Real(
          parts[0].strip(), defects.isEmpty() ? List.of() : List.of(defects.split(" ")));
    }
  }

  private static List<Judged> judge(Path file, Optional<Contract> contract) throws IOException {
    Path work = Files.createTempDirectory(directory, "c");
    try {
      List<ReadTable> tables =
          reader.read(
              new ReadRequest(
                  file,
                  file.getFileName().toString(),
                  Files.createDirectory(work.resolve("results")),
                  Map.of(),
                  ReadOptions.TYPED),
              Files.createDirectory(work.resolve("work")));
      var judged = new ArrayList<Judged>();
      for (ReadTable table : tables) {
        judged.add(judge(file, contract, table));
      }
      return judged;
    } finally {
      PathUtils.deleteDirectory(work);
    }
  }

  private static Judged judge(Path file, Optional<Contract> contract, ReadTable table) {
    String name = file.getFileName().toString();
    if (table.text().isEmpty() || table.typed().isEmpty()) {
      return new Judged(name, TableState.BLOCKED, List.of("unreadable"));
    }
    var under =
        new TableUnderCheck(
            name,
            table.report().sha256(),
            table.report(),
            table.text().get(),
            table.typed().get(),
            contract,
            Circumstances.unknown(TestTable.TODAY),
            AdministrativeUnits::shipped);
    QualityReport report = Gate.judge(under, new TableChecker().check(under, TestTable.session()));
    return new Judged(
        name,
        report.state(),
        report.findings().stream()
            .filter(finding -> finding.severity().compareTo(Severity.ERROR) >= 0)
            .map(
                finding ->
                    finding.rule() + finding.column().map(column -> " (" + column + ")").orElse(""))
            .distinct()
            .toList());
  }

  private static Judged made(Kind kind, int seed, boolean promised) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("made.csv"),
            CleanTables.csv(kind.header(), CleanTables.rows(kind, seed, 900 + 13 * seed)),
            StandardCharsets.UTF_8);
    Judged judged =
        judge(file, promised ? Optional.of(CleanTables.contract(kind)) : Optional.empty())
            .getFirst();
    return new Judged(kind + ", seed " + seed, judged.state(), judged.errors());
  }

  private static List<Real> real() throws IOException {
    try (var in =
        Objects.requireNonNull(CleanTablesTest.class.getResourceAsStream("real-tables.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Real::of)
          .toList();
    }
  }

  @Test
  void madeUpTablesPassWithoutAnError() throws IOException {
    for (int i = 0; i < CleanTables.KINDS.size(); i += 4) {
      Judged judged = made(CleanTables.KINDS.get(i), 1, i % 8 == 0);

      assertThat(judged.errors()).as(judged.name()).isEmpty();
      assertThat(judged.state()).as(judged.name()).isEqualTo(TableState.PUBLISHED);
    }
  }

  @Test
  @Tag("slow")
  void cleanTablesPass() throws IOException {
    var all = new ArrayList<Judged>();
    for (Kind kind : CleanTables.KINDS) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        all.add(made(kind, seed, seed % 2 == 0));
      }
    }
    int made = all.size();
    var lines = new ArrayList<String>();
    for (Real real : real()) {
      Path file = SharedCorpus.require(real.path());
      for (Judged judged : judge(file, Optional.empty())) {
        List<String> unexplained =
            judged.errors().stream()
                .filter(error -> real.defects().stream().noneMatch(error::startsWith))
                .toList();
        boolean known = unexplained.isEmpty() && !judged.errors().isEmpty();
        all.add(
            known
                ? new Judged(real.path(), TableState.PUBLISHED, List.of())
                : new Judged(real.path(), judged.state(), unexplained));
      }
    }
    long blocked = count(all.stream(), TableState.BLOCKED);
    long quarantined = count(all.stream(), TableState.QUARANTINED);
    List<Judged> wrong = all.stream().filter(judged -> !judged.errors().isEmpty()).toList();
    lines.add("| tables | blocked | quarantined | with errors |");
    lines.add("|--:|--:|--:|--:|");
    lines.add(
        String.format(
            Locale.ROOT, "| %d | %d | %d | %d |", all.size(), blocked, quarantined, wrong.size()));
    FiguresPage.put(
        "Clean tables",
        "%d made up (%d kinds, %d seeds, half of them with a contract) and %d real ones, looked at one by one; of %d of these a defect is known and counted as found rightly."
            .formatted(
                made,
                CleanTables.KINDS.size(),
                SEEDS,
                all.size() - made,
                real().stream().filter(real -> !real.defects().isEmpty()).count()),
        lines);
    assertThat(all).hasSizeGreaterThanOrEqualTo(300);
    assertThat(all.size() - made).isGreaterThanOrEqualTo(100);
    assertThat(blocked).as("blocked").isZero();
    assertThat(quarantined).as("quarantined").isLessThanOrEqualTo(all.size() / 100);
    assertThat(wrong).as("with errors").hasSizeLessThanOrEqualTo(3 * all.size() / 100);
  }

  private static long count(Stream<Judged> judged, TableState state) {
    return judged.filter(one -> one.state() == state).count();
  }
}
