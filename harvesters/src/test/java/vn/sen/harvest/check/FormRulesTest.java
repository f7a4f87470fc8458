package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** CLN: what is judged by the form of a file and of its cells, personal data apart. */
class FormRulesTest {

  // CLN-01

  @Test
  void aWellFormedCsvPasses() {
    assertThat(only(TestTable.of("a").row("1").check(new CsvStructure())).score()).isEqualTo(1);
  }

  @Test
  void raggedRowsAreAnErrorFromTheFirstAndAQuarantineFromOnePercent() {
    assertThat(ragged(1_000, 1).severity()).contains(Severity.ERROR);
    assertThat(ragged(1_000, 10).severity()).contains(Severity.ERROR);
    assertThat(ragged(1_000, 11).severity()).contains(Severity.QUARANTINE);
    assertThat(ragged(10, 1).severity()).as("a quarantine needs two").contains(Severity.ERROR);
    assertThat(ragged(10, 2).severity()).contains(Severity.QUARANTINE);
  }

  @Test
  void raggedRowsAreListedByTheirNumberInTheFile() {
    Finding finding = ragged(1_000, 3).finding().orElseThrow();

    assertThat(finding.rows()).extracting(FailingRow::row).containsExactly(10L, 11L, 12L);
    assertThat(finding.rows().getFirst().expected()).contains("1 cells");
    assertThat(finding.message().vi()).contains("3 dòng không có đúng 1 ô");
  }

  @Test
  void aLongListOfRaggedRowsSaysThatItIsCut() {
    Finding finding = ragged(1_000, 400).finding().orElseThrow();

    assertThat(finding.rows()).hasSize(100);
    assertThat(finding.truncated()).isTrue();
    assertThat(finding.failed()).isEqualTo(400);
  }

  private static CheckResult ragged(int rows, int ragged) {
    var numbers = IntStream.range(0, Math.min(ragged, 100)).mapToObj(i -> 10L + i).toList();
    var notes =
        new Notes(
            1,
            0,
            0,
            0,
            numbers,
            ragged,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of());
    return only(
        TestTable.of("a").rows(rows, i -> List.of("v" + i)).notes(notes).check(new CsvStructure()));
  }

  @Test
  void aDelimiterThatMustBeGuessedIsAnErrorAndMixedLineEndsAreNoted() {
    var ambiguous =
        new Notes(
            1,
            0,
            0,
            0,
            List.of(),
            0,
            0,
            true,
            List.of("\t"),
            Optional.empty(),
            List.of(),
            List.of());
    assertThat(
            only(TestTable.of("a").row("1").notes(ambiguous).check(new CsvStructure())).severity())
        .contains(Severity.ERROR);

    var mixed =
        new Notes(
            1, 0, 0, 0, List.of(), 0, 0, true, List.of(), Optional.empty(), List.of(), List.of());
    assertThat(only(TestTable.of("a").row("1").notes(mixed).check(new CsvStructure())).severity())
        .contains(Severity.INFO);
  }

  @Test
  void aSpreadsheetHasNoCsvStructure() {
    assertThat(TestTable.of("a").row("1").format("xlsx").check(new CsvStructure())).isEmpty();
  }

  // CLN-02

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hà Nội",
        "XÃ HỘI CHỦ NGHĨA",
        "ĐÃ CÓ",
        "Thừa Thiên – Huế",
        "“trích dẫn”",
        "10 µm",
        "Crème brûlée",
        "São Tomé",
        "ÄÖÜ",
        "naïve",
        "Æsir",
        "Ấn Độ",
        "giá ≥ 5",
        "1º andar",
        "Bình Thuận·Phan Thiết",
        "Nước Nga (Россия)",
        "đường Lê Lợi",
        "±5 %",
        "m² và m³",
        "«ngoặc»"
      })
  void readableTextIsNoEncodingError(String text) {
    assertThat(encoding(text).failed()).isZero();
    assertThat(encoding(Normalizer.normalize(text, Normalizer.Form.NFD)).failed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H\uFFFD Nội",
        "HÃ\u00A0 Ná»™i",
        "Ä\u0091Æ°á»\u009Dng",
        "Thành phá»‘ Há»“ ChÃ\u00AD Minh",
        "Tá»•ng cá»™ng",
        "Quáº£ng Ninh",
        "Äá»“ng Nai Ã©",
        "â€œtrÃ­châ€\u009D",
        "Hµ Néi",
        "§µ N½ng nhµ"
      })
  void damagedTextIs(String text) {
    CheckResult result = encoding(text);

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows().getFirst().row()).isEqualTo(2);
  }

  @Test
  void onePercentOfDamagedCellsIsQuarantined() {
    assertThat(damaged(1_000, 9).severity()).contains(Severity.ERROR);
    assertThat(damaged(1_000, 10).severity()).contains(Severity.QUARANTINE);
    assertThat(damaged(1_000, 10).gating()).isTrue();
  }

  private static CheckResult damaged(int rows, int bad) {
    return only(
        TestTable.of("ten")
            .rows(rows, i -> List.of(i < bad ? "HÃ¡ Ná»™i" : "Hà Nội"))
            .check(new TextEncoding()));
  }

  private static CheckResult encoding(String text) {
    return only(TestTable.of("ten").row(text).row("Hà Nội").check(new TextEncoding()));
  }

  @Test
  void whatTheReaderCouldNotDecodeCountsWhereTheCellsDoNotShowIt() {
    var notes =
        new Notes(
            0.5,
            7,
            0,
            0,
            List.of(),
            0,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of());
    List<CheckResult> results =
        TestTable.of("ten")
            .rows(100, i -> List.of("Huế " + i))
            .notes(notes)
            .check(new TextEncoding());

    assertThat(results).hasSize(2);
    assertThat(results.getLast().column()).isEmpty();
    assertThat(results.getLast().failed()).isEqualTo(7);
    assertThat(results.getLast().severity()).contains(Severity.QUARANTINE);
  }

  // CLN-04

  @ParameterizedTest
  @ValueSource(
      strings = {" Huế", "Huế\u00A0", "Thừa\u00A0Thiên", "Hu\u200Bế", "\uFEFFHuế", "Huế\t"})
  void strayBlanksAndInvisibleCharactersAreAWarning(String text) {
    CheckResult result =
        only(
            TestTable.of("ten")
                .rows(100, i -> List.of(i == 50 ? text : "Huế " + i))
                .check(new StrayCharacters()));

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows().getFirst().row()).isEqualTo(52);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hu\u202Eế", "Hu\u0007ế", "\u2066Huế\u2069"})
  void controlAndBidirectionalCharactersAreAnError(String text) {
    CheckResult result =
        only(TestTable.of("ten").row("Huế").row(text).check(new StrayCharacters()));

    assertThat(result.severity()).contains(Severity.ERROR);
  }

  @Test
  void innerSpacesLineBreaksAndBlankCellsAreFine() {
    CheckResult result =
        only(
            TestTable.of("ten")
                .row("Thừa Thiên Huế")
                .row("hai\ndòng")
                .row("  ")
                .check(new StrayCharacters()));

    assertThat(result.failed()).isZero();
    assertThat(result.evaluated()).isEqualTo(2);
  }

  // CLN-05

  @Test
  void aPlainHeaderPasses() {
    CheckResult result = only(TestTable.of("ma", "ten").row("1", "a").check(new Headers()));

    assertThat(result.score()).isEqualTo(1);
    assertThat(result.finding()).isEmpty();
  }

  @Test
  void blankRepeatedAndMadeUpHeadersAreAnError() {
    CheckResult result =
        only(
            TestTable.of("a", "b", "b_2", "d", "e")
                .original("a", " ")
                .original("b_2", "b")
                .original("d", "Unnamed: 3")
                .header(2, 1)
                .row("1", "2", "3", "4", "5")
                .check(new Headers()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.finding().orElseThrow().rows())
        .allSatisfy(row -> assertThat(row.row()).isEqualTo(3))
        .extracting(FailingRow::expected)
        .anySatisfy(text -> assertThat(text).contains("column 2"));
  }

  @Test
  void aTitleAboveIsNotedForItIsSetAside() {
    assertThat(only(TestTable.of("a").header(1, 1).row("1").check(new Headers())).severity())
        .contains(Severity.INFO);
    assertThat(only(TestTable.of("a").header(0, 2).row("1").check(new Headers())).severity())
        .contains(Severity.INFO);
    assertThat(
            only(TestTable.of("a b").original("a b", "a\nb").row("1").check(new Headers()))
                .severity())
        .contains(Severity.INFO);
  }

  @Test
  void noHeaderAtAllIsAnError() {
    TestTable nameless = TestTable.of("column1").original("column1", "").header(0, 0).row("1");

    assertThat(only(nameless.check(new Headers())).severity()).contains(Severity.ERROR);
  }

  @Test
  void aFormatThatNamesItsColumnsNeedsNoHeaderRow() {
    TestTable json = TestTable.of("a", "b").format("json").header(0, 0).row("1", "2");

    assertThat(only(json.check(new Headers())).severity()).isEmpty();
  }

  @Test
  void aFaultThatOnlyTheReaderSawCounts() {
    var notes =
        new Notes(
            1,
            0,
            0,
            0,
            List.of(),
            0,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of("b"),
            List.of());
    assertThat(
            only(TestTable.of("a", "b").row("1", "2").notes(notes).check(new Headers())).failed())
        .isEqualTo(1);
  }

  // CLN-06

  @Test
  void rowsThatDifferInOneCellAreNoDuplicates() {
    CheckResult result =
        only(
            TestTable.of("a", "b")
                .row("x", "y")
                .row("y", "x")
                .row("x", "")
                .row("", "x")
                .row("xy", "")
                .row("x ", "y")
                .check(new DuplicateRows()));

    assertThat(result.failed()).isZero();
  }

  @Test
  void copiesAreCountedWithoutTheirFirst() {
    CheckResult result =
        only(
            TestTable.of("a", "b")
                .row("x", "1")
                .row("y", "2")
                .row("x", "1")
                .row("x", "1")
                .row("y", "2")
                .check(new DuplicateRows()));

    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(4L, 5L, 6L);
    assertThat(result.finding().orElseThrow().rows().getFirst().expected()).contains("row 2");
    assertThat(rowsBySql(result)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void duplicatesAreAWarningAndFromOnePercentAnError() {
    assertThat(duplicates(1_000, 9).severity()).contains(Severity.WARNING);
    assertThat(duplicates(1_000, 10).severity()).contains(Severity.ERROR);
    assertThat(duplicates(100, 1).severity()).as("an error needs two").contains(Severity.WARNING);
    assertThat(duplicates(100, 2).severity()).contains(Severity.ERROR);
    assertThat(duplicates(1_000, 10).gating()).isFalse();
  }

  private static CheckResult duplicates(int rows, int copies) {
    return only(
        TestTable.of("a")
            .rows(rows, i -> List.of(i < rows - copies ? "v" + i : "v0"))
            .check(new DuplicateRows()));
  }

  // CLN-08

  @Test
  void rowsInAnotherSpellingAreFoundBesideTheirCopies() {
    CheckResult result =
        only(
            TestTable.of("don_vi", "so")
                .type("so", ColumnType.INTEGER)
                .row("UBND TP HCM", "1")
                .row("UBND Tp. HCM", "1")
                .row("UBND TP HCM", "1")
                .row("ubnd tp  hcm", "2")
                .row("Đà Nẵng", "3")
                .row("DA NANG", "3")
                .row("Hà Nội", "4")
                .check(new NearDuplicates()));

    assertThat(result.evaluated()).isEqualTo(7);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L, 7L);
    assertThat(result.finding().orElseThrow().rows().getFirst().expected()).contains("row 2");
  }

  @Test
  void rowsThatDifferInANumberAreNotAlike() {
    TestTable table =
        TestTable.of("ten", "so")
            .type("so", ColumnType.INTEGER)
            .rows(200, i -> List.of(i % 2 == 0 ? "Huế" : "HUE", Integer.toString(i)));

    assertThat(only(table.check(new NearDuplicates())).failed()).isZero();
    assertThat(
            TestTable.of("so")
                .type("so", ColumnType.INTEGER)
                .row("1")
                .row("1")
                .check(new NearDuplicates()))
        .isEmpty();
  }

  // CLN-17

  @Test
  void aSheetThatNobodySeesHoldsAWorkbookBack() {
    Notes hiding = Notes.NONE.hiding(List.of("Bảng lương"));
    TestTable table = TestTable.of("a").row("1").notes(hiding);

    assertThat(table.check(new FileHazards())).as("no workbook").isEmpty();
    CheckResult result = only(table.format("xlsx").check(new FileHazards()));
    assertThat(result.severity()).contains(Severity.QUARANTINE);
    assertThat(result.gating()).isTrue();
    assertThat(result.finding().orElseThrow().message().vi()).contains("Bảng lương");
    assertThat(only(table.notes(Notes.NONE).check(new FileHazards())).failed()).isZero();
  }

  // CLN-07

  @Test
  void anInferredKeyNeedsAHeaderAndNearlyNoRepeats() {
    CheckResult repeated = only(keyed("Mã hồ sơ", 100, 1).check(new DuplicateKeys()));
    assertThat(repeated.basis()).isEqualTo(Basis.INFERRED);
    assertThat(repeated.failed()).isEqualTo(2);
    assertThat(repeated.gating()).isFalse();

    assertThat(keyed("Mã hồ sơ", 100, 30).check(new DuplicateKeys())).isEmpty();
    assertThat(keyed("Huyện", 100, 1).check(new DuplicateKeys())).isEmpty();
  }

  private static TestTable keyed(String header, int rows, int copies) {
    return TestTable.of(header).rows(rows, i -> List.of("H" + (i < copies ? rows - 1 : i)));
  }

  @Test
  void aDeclaredKeyOfTwoColumnsIsJudgedTogether() {
    var contract =
        new Contract(
            List.of(promised("tinh", false), promised("nam", false), promised("so", true)),
            List.of("tinh", "nam"));
    List<CheckResult> results =
        TestTable.of("tinh", "nam", "so")
            .row("01", "2020", "a")
            .row("01", "2021", "b")
            .row("01", "2020", "b")
            .row("", "2020", "c")
            .row("", "2020", "d")
            .contract(contract)
            .check(new DuplicateKeys());

    assertThat(results).hasSize(2).allSatisfy(r -> assertThat(r.basis()).isEqualTo(Basis.DECLARED));
    assertThat(results.getFirst().finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(2L, 4L);
    assertThat(results.getFirst().severity()).contains(Severity.QUARANTINE);
    assertThat(results.getLast().finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L, 4L);
  }

  private static PromisedColumn promised(String name, boolean unique) {
    return new PromisedColumn(
        name, Optional.of(ColumnType.TEXT), false, unique, Optional.empty(), Optional.empty());
  }

  // CLN-13

  @ParameterizedTest
  @ValueSource(
      strings = {"=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1+1"})
  void cellsThatASpreadsheetWouldRunAreAWarning(String text) {
    CheckResult result = only(TestTable.of("ghi_chu").row(text).row("x").check(new Formulas()));

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).contains(Severity.WARNING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "--", "-5", "+84 912 345 678", "-1.234,5 %", "a=b", "(5)", "= ", "@"})
  void numbersAndLoneSignsAreNot(String text) {
    assertThat(only(TestTable.of("ghi_chu").row(text).check(new Formulas())).failed()).isZero();
  }

  static CheckResult only(List<CheckResult> results) {
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  /** The rows that a finding's own SQL shows. */
  static List<Long> rowsBySql(CheckResult result) {
    return TestTable.session()
        .query(result.finding().flatMap(Finding::sql).orElseThrow(), row -> row.getLong(1));
  }
}
