package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;

/** What consumers rely on, held against tables. */
class ReliedOnTest {

  static Contract contract(String json) {
    return switch (ContractFile.read(json, "bang")) {
      case ContractReading.Read(Contract contract) -> contract;
      case ContractReading.Invalid(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  private static TestTable people() {
    return TestTable.of("ma", "tuoi", "ngay", "ghi_chu")
        .type("tuoi", ColumnType.INTEGER)
        .type("ngay", ColumnType.DATE)
        .row("A1", "30", "2026-11-18", "x")
        .row("A2", "41", "2026-11-10", "")
        .row("A3", "214", "2026-11-01", "y");
  }

  private static ConsumerOutcome hold(String json, TestTable table) {
    return ReliedOn.hold(
            List.of(new Relying("c1", contract(json))),
            table.write(),
            TestTable.session(),
            Duration.ofMinutes(1))
        .getFirst();
  }

  private static List<String> rules(ConsumerOutcome outcome) {
    return outcome.breaks().stream().map(BrokenPromise::rule).toList();
  }

  @Test
  void whatItDoesNotNameMayBeAsItLikes() {
    ConsumerOutcome outcome =
        hold("{\"fields\": [{\"name\": \"ma\", \"constraints\": {\"unique\": true}}]}", people());

    assertThat(outcome.standing()).isEqualTo(Standing.KEPT);
    assertThat(outcome.breaks()).isEmpty();
  }

  @Test
  void everyPromiseThatIsNotKeptIsNamedWithColumnRuleAndRow() {
    ConsumerOutcome outcome =
        hold(
            """
            {"fields": [
              {"name": "ma", "constraints": {"enum": ["A1", "A2"]}},
              {"name": "tuoi", "type": "integer", "constraints": {"maximum": 150}},
              {"name": "ghi_chu", "type": "date", "constraints": {"required": true}},
              {"name": "gioi_tinh"}],
             "primaryKey": "ma"}\
            """,
            people());

    assertThat(outcome.standing()).isEqualTo(Standing.BROKEN);
    assertThat(outcome.broken()).isEqualTo(5);
    assertThat(rules(outcome))
        .containsExactlyInAnyOrder("ACC-01", "ACC-02", "ACC-02", "COM-04", "COM-12");
    assertThat(outcome.breaks())
        .filteredOn(b -> b.column().equals(Optional.of("tuoi")))
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.row()).hasValue(4);
              assertThat(b.failed()).isEqualTo(1);
              assertThat(b.message().en()).contains("150").doesNotContain("214");
            });
    assertThat(outcome.breaks())
        .filteredOn(b -> b.rule().equals("COM-12"))
        .singleElement()
        .satisfies(b -> assertThat(b.message().vi()).contains("gioi_tinh"));
  }

  @Test
  void aTableWithNoneOfTheColumnsIsBroken() {
    ConsumerOutcome outcome = hold("{\"fields\": [{\"name\": \"khac\"}]}", people());

    assertThat(outcome.standing()).isEqualTo(Standing.BROKEN);
    assertThat(rules(outcome)).containsExactly("COM-12");
  }

  @Test
  void oneCellInAThousandBreaksAPromise() {
    TestTable table =
        TestTable.of("so")
            .type("so", ColumnType.INTEGER)
            .rows(3_000, i -> List.of(i == 2_000 ? "-1" : "5"));

    ConsumerOutcome outcome =
        hold("{\"fields\": [{\"name\": \"so\", \"constraints\": {\"minimum\": 0}}]}", table);

    assertThat(outcome.standing()).isEqualTo(Standing.BROKEN);
    assertThat(outcome.breaks().getFirst().row()).hasValue(2_002);
  }

  @Test
  void dataTooOldAreStaleByTheDayOfJudgement() {
    String within =
        """
        {"fields": [{"name": "ngay"}],
         "sen:rules": [{"rule": "LIV-09", "column": "ngay", "longest": "%s"}]}\
        """;

    ConsumerOutcome fresh = hold(within.formatted("P2D"), people());
    assertThat(fresh.standing()).isEqualTo(Standing.KEPT);
    assertThat(fresh.freshUntil()).contains(LocalDate.of(2026, 11, 20));
    ConsumerOutcome old = hold(within.formatted("P1D"), people());
    assertThat(old.standing()).isEqualTo(Standing.STALE);
    assertThat(rules(old)).containsExactly("LIV-09");
    assertThat(old.breaks().getFirst().message().en()).contains("2026-11-18", "P1D", "2026-11-19");
  }

  @Test
  void ofSeveralColumnsTheOneThatGrowsOldFirstCounts() {
    TestTable table =
        TestTable.of("cu", "moi")
            .type("cu", ColumnType.DATE)
            .type("moi", ColumnType.DATE)
            .row("2026-10-01", "2026-11-18");

    ConsumerOutcome outcome =
        hold(
            """
            {"fields": [{"name": "cu"}, {"name": "moi"}],
             "sen:rules": [{"rule": "LIV-09", "column": "cu", "longest": "P100D"},
                           {"rule": "LIV-09", "column": "moi", "longest": "P5D"}]}\
            """,
            table);

    assertThat(outcome.standing()).isEqualTo(Standing.KEPT);
    assertThat(outcome.freshUntil()).contains(LocalDate.of(2026, 11, 23));
  }

  @Test
  void noCellIsQuotedWhateverAContractAsksFor() {
    TestTable table =
        TestTable.of("ho_ten", "ngay_sinh", "nam")
            .type("ngay_sinh", ColumnType.DATE)
            .type("nam", ColumnType.YEAR)
            .row("Nguyễn Thị Hoa", "1990-02-03", "1990")
            .row("Trần Văn Bình", "1985-07-09", "1997");

    ConsumerOutcome outcome =
        hold(
            """
            {"fields": [{"name": "ho_ten"}],
             "sen:rules": [{"rule": "COM-09", "columns": ["ho_ten", "ngay_sinh"]},
                           {"rule": "COM-10", "column": "nam"}]}\
            """,
            table);

    assertThat(rules(outcome)).contains("COM-09");
    assertThat(outcome.toString())
        .doesNotContain("Hoa", "Bình", "1990", "1985", "1997")
        .contains("2 of 4 fail");
  }

  @Test
  void howManyColumnsThereAreIsAskedOfTheWholeTable() {
    String counted =
        """
        {"fields": [{"name": "ma"}], "sen:rules": [{"rule": "COM-12", "%s": 4}]}\
        """;

    assertThat(hold(counted.formatted("minimum"), people()).standing()).isEqualTo(Standing.KEPT);
    assertThat(hold(counted.formatted("exactly"), people()).standing()).isEqualTo(Standing.KEPT);
    ConsumerOutcome fewer = hold(counted.formatted("maximum").replace("4", "3"), people());
    assertThat(fewer.standing()).isEqualTo(Standing.BROKEN);
    assertThat(rules(fewer)).containsExactly("COM-12");
  }

  @Test
  void aColumnThatTellsNoDayCannotSayHowFreshTheDataAre() {
    ConsumerOutcome outcome =
        hold(
            """
            {"fields": [{"name": "ma"}],
             "sen:rules": [{"rule": "LIV-09", "column": "ma", "longest": "P1D"}]}\
            """,
            people());

    assertThat(outcome.standing()).isEqualTo(Standing.BROKEN);
  }

  @Test
  void sqlOfAConsumerIsNeverRunAndSaidToBeUnheld() {
    Contract contract =
        contract(
            """
            {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1",
             "status": "active", "schema": [{"name": "bang", "logicalType": "object",
               "properties": [{"name": "ma"}],
               "quality": [{"type": "sql", "query": "SELECT count(*) FROM bang", "mustBe": 7}]}]}\
            """);

    assertThat(ReliedOn.unheld(contract)).singleElement().asString().contains("SELECT count(*)");
    assertThat(
            ReliedOn.hold(
                    List.of(new Relying("c1", contract)),
                    people().write(),
                    TestTable.session(),
                    Duration.ofMinutes(1))
                .getFirst()
                .standing())
        .isEqualTo(Standing.KEPT);
  }

  @Test
  void whereTheTimeIsOverNothingIsSaid() {
    List<Relying> two =
        List.of(
            new Relying("c1", contract("{\"fields\": [{\"name\": \"ma\"}]}")),
            new Relying("c2", contract("{\"fields\": [{\"name\": \"khac\"}]}")));

    assertThat(ReliedOn.hold(two, people().write(), TestTable.session(), Duration.ZERO))
        .extracting(ConsumerOutcome::standing)
        .containsOnly(Standing.UNKNOWN);
  }

  @Test
  void ageIsReadFromServiceLevelsToo() {
    String odcs =
        """
        {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1",
         "status": "active", "schema": [{"name": "bang", "logicalType": "object",
           "properties": [{"name": "ngay", "logicalType": "date"}]}],
         "slaProperties": [
           {"property": "latency", "value": 1, "unit": "d", "element": "bang.ngay"},
           {"property": "frequency", "value": 1, "unit": "months", "element": "bang"},
           {"property": "retention", "value": 3, "unit": "y", "element": "bang.ngay"}]}\
        """;

    assertThat(contract(odcs).rules())
        .extracting(rule -> rule.rule() + " " + rule.parameter("longest"))
        .containsExactly("LIV-09 [P1D]", "LIV-01 [P1M]");
    assertThat(hold(odcs, people()).standing()).isEqualTo(Standing.STALE);
  }
}
