package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.CodesImport.Imported;
import vn.sen.catalog.CodesImport.Refused;
import vn.sen.catalog.CodesImport.Unchanged;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.FictionalUnits;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.ConflictException;

/** Newer versions of code lists: taken into the journal, or refused with nothing written. */
class CodesTest {
  private static final CodeListVersion SHIPPED = CodeLists.shippedVersion(CodeLists.UNITS);
  private static final String WHY = "Nghị quyết thử nghiệm";

  private static final DatasetId POPULATION = new DatasetId("0000000001");
  private static final TableId PROVINCES = new TableId(POPULATION, "provinces");

  @TempDir Path directory;

  private static CodesImport take(House house, String list) {
    return house.intake.importCodes(list.getBytes(StandardCharsets.UTF_8), WHY, "steward");
  }

  @Test
  void aNewerListIsInForceAndTellsWhatChanged() {
    try (House house = House.in(directory)) {
      CodeShelf shelf = house.catalog.codes();
      assertThat(shelf.unitsVersion()).isEqualTo(SHIPPED);
      assertThat(shelf.units().history(FictionalUnits.NEW, Level.COMMUNE)).isEmpty();

      var imported = (Imported) take(house, FictionalUnits.list("2027-01-01"));

      assertThat(imported.before()).isEqualTo(SHIPPED);
      assertThat(imported.changes().added())
          .extracting(AdministrativeUnit::code)
          .containsExactly(FictionalUnits.NEW);
      assertThat(imported.changes().ended())
          .extracting(AdministrativeUnit::code)
          .containsExactly(FictionalUnits.ENDED, FictionalUnits.ENDED_TOO);
      assertThat(imported.changes().merged()).hasSize(1);
      assertThat(shelf.unitsVersion()).isEqualTo(imported.now());
      assertThat(shelf.units().history(FictionalUnits.NEW, Level.COMMUNE)).hasSize(1);
      assertThat(shelf.areInForce(List.of(SHIPPED))).isFalse();
      assertThat(house.journal.after(0, 10))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.event())
                      .isEqualTo(
                          new Event.CodesImported(
                              imported.now(),
                              shelf.versions(CodeLists.UNITS).getFirst().source(),
                              WHY,
                              "steward",
                              FictionalUnits.list("2027-01-01"))));
      assertThat(house.journal.inspect()).isEmpty();
    }
  }

  @Test
  void everyVersionIsKeptAndFoundAfterAStart() throws Exception {
    try (House house = House.in(directory)) {
      take(house, FictionalUnits.list("2027-01-01"));
      take(house, FictionalUnits.list("2027-02-01"));
    }
    try (House house = House.in(directory)) {
      CodeShelf shelf = house.catalog.codes();
      List<CodeListEntry> versions = shelf.versions(CodeLists.UNITS);

      assertThat(versions)
          .extracting(entry -> entry.version().version())
          .containsExactly("2027-02-01", "2027-01-01", SHIPPED.version());
      assertThat(versions.getLast().imported()).isEmpty();
      assertThat(versions.getFirst().imported())
          .hasValueSatisfying(
              how -> {
                assertThat(how.by()).isEqualTo("steward");
                assertThat(how.why()).isEqualTo(WHY);
              });
      for (CodeListEntry entry : versions) {
        assertThat(
                shelf.find(CodeLists.UNITS, Optional.of(entry.version().version())).orElseThrow())
            .satisfies(list -> assertThat(list.version()).isEqualTo(entry.version()))
            .satisfies(
                list -> assertThat(Sha256.of(list.text())).isEqualTo(entry.version().sha256()));
      }
      assertThat(shelf.find(CodeLists.UNITS, Optional.empty()).orElseThrow().text())
          .isEqualTo(FictionalUnits.list("2027-02-01"));
      assertThat(shelf.find(CodeLists.UNITS, Optional.of("1"))).isEmpty();
      assertThat(shelf.find("nonsense", Optional.empty())).isEmpty();
      assertThat(shelf.versions()).hasSize(CodeLists.all().size() + 2);

      Path file = shelf.file(versions.getFirst().version(), directory.resolve("cache"));
      assertThat(Sha256.of(file)).isEqualTo(versions.getFirst().version().sha256());
      Files.delete(file);
      assertThat(shelf.file(versions.getFirst().version(), directory.resolve("cache"))).exists();
    }
  }

  @Test
  void theSameAgainChangesNothing() {
    try (House house = House.in(directory)) {
      String shipped = CodeLists.shipped(CodeLists.UNITS).text();
      assertThat(take(house, shipped)).isEqualTo(new Unchanged(SHIPPED));

      take(house, FictionalUnits.list("2027-01-01"));
      assertThat(take(house, FictionalUnits.list("2027-01-01").replace("\n", "\r\n")))
          .isInstanceOf(Unchanged.class);
      assertThat(house.journal.head()).isEqualTo(1);
    }
  }

  @Test
  void whatIsOlderOrClaimsAVersionThatIsThereIsRefused() {
    try (House house = House.in(directory)) {
      take(house, FictionalUnits.list("2027-01-01"));

      assertThat(said(take(house, FictionalUnits.list("2026-12-31"))))
          .contains("older than 2027-01-01");
      assertThat(said(take(house, CodeLists.shipped(CodeLists.UNITS).text())))
          .contains("older than 2027-01-01");
      assertThat(
              said(
                  take(
                      house,
                      FictionalUnits.list("2027-01-01").replace("Thử Nghiệm", "Thử Nghiệm Mới"))))
          .contains("says something else", "2027-01-01.1");
      assertThat(house.journal.head()).isEqualTo(1);
    }
  }

  @Test
  void aListThatForgetsAUnitOrHasAFaultIsRefusedWhole() {
    try (House house = House.in(directory)) {
      String list = FictionalUnits.list("2027-01-01");

      String forgotten = list.replaceAll("(2025-07-01\\|)?COMMUNE\\|00001\\|[^\n]*\n", "");
      assertThat(said(take(house, forgotten)))
          .contains("COMMUNE|00001|Phường Phúc Xá|001||2025-06-30", "Keep it");
      String orphans = list.replaceFirst("PROVINCE\\|01\\|[^\n]*\\|2025-06-30\n", "");
      assertThat(said(take(house, orphans))).contains("parent 01 of 001 does not stand");
      assertThat(((Refused) take(house, "")).faults()).isNotEmpty();
      assertThat(house.journal.head()).isZero();
      assertThat(house.catalog.codes().unitsVersion()).isEqualTo(SHIPPED);
    }
  }

  private static String said(CodesImport outcome) {
    return ((Refused) outcome).faults().stream().map(fault -> fault.why().en()).toList().toString();
  }

  @Test
  void ofSeveralAtOnceOneIsTaken() throws Exception {
    try (House house = House.in(directory);
        var threads = Executors.newFixedThreadPool(4)) {
      var all =
          java.util.stream.IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              take(
                                  house,
                                  FictionalUnits.list("2027-01-01")
                                      .replace("Thử Nghiệm", "Thử Nghiệm " + i))))
              .toList();
      int taken = 0;
      for (var each : all) {
        taken += each.get() instanceof Imported ? 1 : 0;
      }

      assertThat(taken).isEqualTo(1);
      assertThat(house.journal.head()).isEqualTo(1);
      assertThat(house.journal.inspect()).isEmpty();
    }
  }

  @Test
  void aListThatReportsNameIsNotErased() {
    try (House house = House.in(directory)) {
      var imported = (Imported) take(house, FictionalUnits.list("2027-01-01"));

      assertThatThrownBy(() -> house.intake.erase(imported.now().sha256(), "why", "steward"))
          .isInstanceOf(ConflictException.class);
      assertThat(house.catalog.codes().find(CodeLists.UNITS, Optional.empty())).isPresent();
    }
  }

  @Test
  void aJournalFromBeforeCodeListsOpensAndTakesOne() throws Exception {
    try (House house = House.in(directory)) {
      house.journal.append(List.of(Samples.admitted(POPULATION, "portal", "1", "Dân số")));
    }
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
        Statement statement = database.createStatement()) {
      for (String made :
          List.of(
              "trigger record_changes_agency",
              "trigger record_changes_dataset",
              "trigger dataset_changes_agency",
              "view assignment",
              "index record_of_home",
              "index dataset_merged",
              "table identity",
              "table about",
              "table transfer",
              "table succession",
              "table alias")) {
        statement.execute("drop " + made);
      }
      statement.execute("alter table record drop column home");
      statement.execute("alter table dataset drop column owner");
      statement.execute("alter table dataset drop column merged_into");
      statement.execute("drop table code_list");
      statement.execute("drop table liveness");
      statement.execute("drop table waiver");
      statement.execute("drop table correction");
      statement.execute("drop table consumer");
      statement.execute("drop table consumer_standing");
      statement.execute("delete from flyway_schema_history where version > '1'");
    }

    try (House house = House.in(directory)) {
      assertThat(house.catalog.codes().unitsVersion()).isEqualTo(SHIPPED);
      assertThat(take(house, FictionalUnits.list("2027-01-01"))).isInstanceOf(Imported.class);
      assertThat(house.journal.head()).isEqualTo(2);
      assertThat(house.journal.inspect()).isEmpty();
    }
  }

  @Test
  void aReportFromBeforeListsWereNamedIsStillRead() throws Exception {
    QualityReport report =
        Samples.report(Samples.version(PROVINCES.version(1), TableState.PUBLISHED, "x"));
    var json = (com.fasterxml.jackson.databind.node.ObjectNode) Json.mapper().valueToTree(report);
    json.remove("codeLists");

    QualityReport read = Json.read(json.toString(), QualityReport.class);

    assertThat(read.codeLists()).isEmpty();
    assertThat(read.findings()).isEqualTo(report.findings());
  }
}
