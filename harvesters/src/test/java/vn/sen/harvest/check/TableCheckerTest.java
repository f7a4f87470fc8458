package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;

class TableCheckerTest {

  @Test
  void aCleanTableIsPublishedWithTheBestGrade() {
    QualityReport report = judge(clean());

    assertThat(report.findings()).isEmpty();
    assertThat(report.state()).isEqualTo(TableState.PUBLISHED);
    assertThat(report.scores().overall()).contains(1.0);
    assertThat(report.scores().live()).isEmpty();
    assertThat(report.scores().coverage()).isEqualTo(1);
  }

  private static TestTable clean() {
    return TestTable.of("ma", "ten", "nam", "gia_tri")
        .type("nam", ColumnType.YEAR)
        .type("gia_tri", ColumnType.DECIMAL)
        .rows(
            500, i -> List.of("H" + i, "Chỉ tiêu " + i, String.valueOf(2000 + i % 25), i + ".25"));
  }

  private static QualityReport judge(TestTable table) {
    TableUnderCheck written = table.write();
    return Gate.judge(written, new TableChecker().check(written, TestTable.session()));
  }

  @Test
  void theSameTableGivesTheSameReportToTheByte() {
    TableUnderCheck table = clean().row("H1", " -", "x", "N/A").row("H1", " -", "x", "N/A").write();

    String once =
        Json.write(Gate.judge(table, new TableChecker().check(table, TestTable.session())));
    String again =
        Json.write(Gate.judge(table, new TableChecker().check(table, TestTable.session())));

    assertThat(again).isEqualTo(once);
  }

  @Test
  void everyRuleCanLookAtGeometry() {
    List<CheckResult> results =
        TestTable.of("ma", "hinh")
            .type("hinh", ColumnType.GEOMETRY)
            .rows(300, i -> List.of("H" + i, "POINT (105." + i + " 21)"))
            .row("H300", "trung tâm")
            .check();

    assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.JUDGED));
    assertThat(results.stream().filter(r -> r.severity().isPresent()).map(CheckResult::rule))
        .containsExactly("ACC-01");
  }

  @Test
  void theOrderOfTheRowsChangesNoScore() {
    TestTable forth = TestTable.of("ten", "so").type("so", ColumnType.INTEGER);
    TestTable back = TestTable.of("ten", "so").type("so", ColumnType.INTEGER);
    for (int i = 0; i < 200; i++) {
      forth.row(cell(i), String.valueOf(i % 190));
      back.row(cell(199 - i), String.valueOf((199 - i) % 190));
    }

    assertThat(judge(back).scores()).isEqualTo(judge(forth).scores());
  }

  private static String cell(int i) {
    return i % 20 == 0 ? "-" : i % 33 == 0 ? "Huế " : "Huế " + i;
  }

  @Test
  void onlyTheFirstHundredFailingRowsAreShownAndTheTrueTotalIsStated() {
    Finding finding =
        TestTable.of("ten")
            .rows(5_000, i -> List.of("-"))
            .check(new DisguisedMissing())
            .getFirst()
            .finding()
            .orElseThrow();

    assertThat(finding.failed()).isEqualTo(5_000);
    assertThat(finding.truncated()).isTrue();
    assertThat(finding.rows())
        .extracting(FailingRow::row)
        .containsExactlyElementsOf(IntStream.rangeClosed(2, 101).mapToObj(i -> (long) i).toList());
  }

  @Test
  void namesThatNeedQuotingAreNoTrouble() {
    List<CheckResult> results =
        TestTable.of("Tên \"gọi\"", "a'b; DROP TABLE t", "select")
            .type("select", ColumnType.INTEGER)
            .row("-", "x ", "mười")
            .row("Huế", "y", "1")
            .check();

    assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.JUDGED));
    assertThat(results.stream().filter(r -> r.severity().isPresent()).map(CheckResult::rule))
        .contains("COM-05", "CLN-04", "ACC-01");
  }

  @Test
  void columnsMayBeCalledAsTheRulesCallTheirOwn() {
    List<String> names =
        List.of(
            "v",
            "n",
            "k",
            "t",
            "typed",
            "h",
            "g",
            "first",
            "forth",
            "back",
            "copies",
            "row",
            "value",
            "column",
            "hashed",
            "determinant",
            "ngay",
            "ma_tinh",
            "ho_ten",
            "excluded");
    List<CheckResult> results =
        TestTable.of(names.toArray(String[]::new))
            .type("n", ColumnType.INTEGER)
            .type("ngay", ColumnType.DATE)
            .rows(
                30,
                i ->
                    names.stream()
                        .map(
                            name ->
                                switch (name) {
                                  case "n" -> i == 3 ? "x" : "" + i;
                                  case "ngay" -> "2024-01-%02d".formatted(i % 28 + 1);
                                  case "ma_tinh" -> "01";
                                  case "ho_ten" -> "Nguyễn Văn " + (char) ('A' + i % 26);
                                  default -> i % 7 == 0 ? "-" : name + i % 9;
                                })
                        .toList())
            .check();

    assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.JUDGED));
  }

  @Test
  void aRuleThatCannotBeRunFallsAloneAndNeverPasses() {
    var broken =
        new BrokenRule(Inquiry.ofText(List.of("no_such_function(1)"), (_, _) -> List.of()));
    List<CheckResult> results =
        clean()
            .row("H1", "-", "2020", "1")
            .check(new TableChecker(List.of(broken, new DisguisedMissing())));

    CheckResult failed = results.getLast();
    assertThat(failed.rule()).isEqualTo("ACC-02");
    assertThat(failed.outcome()).isEqualTo(Outcome.NOT_RUN);
    assertThat(failed.severity()).contains(Severity.ERROR);
    assertThat(
            results.stream()
                .filter(r -> r.rule().equals("COM-05"))
                .mapToLong(CheckResult::failed)
                .sum())
        .isEqualTo(1);
  }

  @Test
  void aJudgeThatThrowsFallsAloneToo() {
    var broken =
        new BrokenRule(
            Inquiry.none(
                (_, _) -> {
                  throw new IllegalStateException("a secret cell");
                }));
    List<CheckResult> results = clean().check(new TableChecker(List.of(broken, new NoRows())));

    assertThat(results)
        .extracting(CheckResult::outcome)
        .containsExactly(Outcome.JUDGED, Outcome.NOT_RUN);
    assertThat(Json.write(results)).doesNotContain("secret");
  }

  @Test
  void whenPersonalDataCannotBeLookedForNoValueIsShown() {
    var broken =
        new TableRule() {
          @Override
          public String id() {
            return PersonalData.ID;
          }

          @Override
          public List<Inquiry> inquire(Subject subject) {
            throw new IllegalStateException();
          }
        };
    List<CheckResult> results =
        TestTable.of("ten")
            .row("Huế ")
            .check(new TableChecker(List.of(new StrayCharacters(), broken)));

    assertThat(results.getFirst().finding().orElseThrow().rows().getFirst().value())
        .isEqualTo("***");
    assertThat(Gate.state(results)).isEqualTo(TableState.QUARANTINED);
  }

  @Test
  void everyRuleStandsInTheCatalogueOnce() {
    assertThat(TableRules.ALL.stream().map(TableRule::id).collect(Collectors.toSet()))
        .hasSameSizeAs(TableRules.ALL);
    assertThat(TableRules.ALL).allSatisfy(rule -> vn.sen.vocab.RuleCatalogue.rule(rule.id()));
  }

  @Test
  void aTableOfManyColumnsIsJudgedInSeveralPasses() {
    int columns = 600;
    String[] names = IntStream.range(0, columns).mapToObj(i -> "c" + i).toArray(String[]::new);
    List<CheckResult> results =
        TestTable.of(names)
            .rows(
                30,
                i ->
                    IntStream.range(0, columns)
                        .mapToObj(c -> c == 500 && i == 3 ? "-" : "v" + i + "x" + c)
                        .toList())
            .check();

    assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.JUDGED));
    assertThat(results.stream().filter(r -> r.severity().isPresent())).hasSize(1);
  }

  private record BrokenRule(Inquiry inquiry) implements TableRule {
    @Override
    public String id() {
      return "ACC-02";
    }

    @Override
    public List<Inquiry> inquire(Subject subject) {
      return List.of(inquiry);
    }
  }
}
