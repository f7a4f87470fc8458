package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.check.LabelledColumns.Labelled;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Json;
import vn.sen.vocab.Severity;

class PersonalDataTest {

  @Test
  void personalColumnsAreFoundAndLookAlikesPass() {
    demand(LabelledColumns.asTheyAre());
  }

  @Test
  @Tag("slow")
  void theyAreFoundInEveryCondition() throws IOException {
    List<Labelled> columns = LabelledColumns.all();
    assertThat(columns).hasSizeGreaterThanOrEqualTo(500);

    Found found = demand(columns);

    FiguresPage.put(
        "Personal data",
        "Columns made up and labelled one by one, in four conditions each: as they are, the header"
            + " in snake case, the header in capitals and blanks behind values, every fifth cell"
            + " empty. Look-alikes are tax codes of enterprises, case numbers, counters,"
            + " coordinates, codes of statistics and of units, contacts of offices, counts of"
            + " people.",
        List.of(
            "| columns | personal | look-alikes | recall | precision |",
            "|--:|--:|--:|--:|--:|",
            String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.4f | %.4f |",
                columns.size(),
                columns.stream().filter(Labelled::personal).count(),
                columns.stream().filter(column -> !column.personal()).count(),
                found.recall(),
                found.precision())));
  }

  private record Found(double recall, double precision) {}

  private static Found demand(List<Labelled> columns) {
    var missed = new ArrayList<String>();
    var mistaken = new ArrayList<String>();
    int found = 0;
    for (Labelled column : columns) {
      boolean reported = isReported(column);
      if (column.personal() && !reported) {
        missed.add(column.label());
      }
      if (!column.personal() && reported) {
        mistaken.add(column.label());
      }
      found += column.personal() && reported ? 1 : 0;
    }
    double recall = (double) found / (found + missed.size());
    double precision = (double) found / (found + mistaken.size());

    assertThat(columns).hasSizeGreaterThanOrEqualTo(120);
    assertThat(recall).as("missed %s", missed).isGreaterThanOrEqualTo(0.99);
    assertThat(precision).as("mistaken %s", mistaken).isGreaterThanOrEqualTo(0.95);
    return new Found(recall, precision);
  }

  private static boolean isReported(Labelled column) {
    var names = new ArrayList<>(List.of(column.header()));
    names.addAll(column.beside().keySet());
    return TestTable.of(names.toArray(String[]::new))
        .rows(
            column.values().size(),
            i -> {
              var row = new ArrayList<>(List.of(column.values().get(i)));
              column.beside().values().forEach(other -> row.add(other.get(i)));
              return row;
            })
        .check(new PersonalData())
        .stream()
        .filter(result -> result.column().orElse("").equals(column.header()))
        .anyMatch(result -> result.severity().isPresent());
  }

  @Test
  void twentyPeopleBlockAndFewerQuarantine() {
    assertThat(phones(20).severity()).contains(Severity.BLOCK);
    assertThat(phones(19).severity()).contains(Severity.QUARANTINE);
    assertThat(phones(19).holdsBack()).isTrue();
  }

  private static CheckResult phones(int people) {
    return only(
        TestTable.column(
                "SĐT", IntStream.range(0, people).mapToObj(i -> "09012345" + (10 + i)).toList())
            .check(new PersonalData()));
  }

  @Test
  void aSensitiveHeaderWithContentBlocksAtOnce() {
    CheckResult result =
        only(TestTable.of("so_cccd").row("001090012345").check(new PersonalData()));

    assertThat(result.severity()).contains(Severity.BLOCK);
  }

  @Test
  void noValueIsEverShownWhole() {
    List<CheckResult> results =
        TestTable.of("so_cccd", "dien_thoai", "email", "ghi_chu")
            .row("001090012345", "0901234567", "lan.tran@gmail.com", " gọi 0901234567 ")
            .row("001090012345", "0901234567", "lan.tran@gmail.com", " gọi 0901234567 ")
            .row("079195123456 ", "+84 977 654 321", " binh@yahoo.com", "=CCCD 079195123456")
            .row("N/A", "-", "N/A", "lan.tran@gmail.com ")
            .check();
    String report = Json.write(results);

    assertThat(report)
        .doesNotContain(
            "001090012345", "079195123456", "0901234567", "977 654 321", "lan.tran", "binh@");
    assertThat(rows(results, "so_cccd"))
        .anySatisfy(row -> assertThat(row.value()).isEqualTo("0********345"));
    assertThat(rows(results, "dien_thoai"))
        .anySatisfy(row -> assertThat(row.value()).isEqualTo("0******567"));
    assertThat(rows(results, "email"))
        .anySatisfy(row -> assertThat(row.value()).isEqualTo("l***@***.com"));
  }

  private static List<FailingRow> rows(List<CheckResult> results, String column) {
    return results.stream()
        .filter(r -> r.rule().equals("CLN-15") && r.column().orElse("").equals(column))
        .flatMap(r -> r.finding().stream())
        .map(Finding::rows)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void columnsThatALawPermitsAreLeftOut() {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    var permitted =
        new Circumstances(
            lone.judgedOn(),
            lone.temporal(),
            lone.declaredFormat(),
            lone.declaredMediaType(),
            lone.languages(),
            lone.declaredByteSize(),
            lone.declaredChecksum(),
            lone.receivedBytes(),
            lone.announcedRows(),
            lone.previous(),
            lone.mode(),
            List.of("so_cccd"));

    assertThat(
            TestTable.of("so_cccd").row("001090012345").known(permitted).check(new PersonalData()))
        .isEmpty();
  }

  @Test
  void theQueryOfAFindingShowsItsRows() {
    CheckResult result =
        only(
            TestTable.of("so_cccd")
                .rows(30, i -> List.of(i % 2 == 0 ? "" : "0010900123" + (10 + i)))
                .check(new PersonalData()));

    assertThat(result.failed()).isEqualTo(15);
    assertThat(FormRulesTest.rowsBySql(result)).hasSize(15).startsWith(3L, 5L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0100109106", "0300588569", "0101248141"})
  void realTaxCodesPassTheirCheckDigit(String code) {
    assertThat(Identifiers.isEnterpriseTaxCode(code)).isTrue();
    char last = (char) ((code.charAt(9) - '0' + 1) % 10 + '0');
    assertThat(Identifiers.isEnterpriseTaxCode(code.substring(0, 9) + last)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "001090012345, 1990",
    "1090012345, 1990",
    "079305012345, 2005",
    "79305012345, 2005",
  })
  void aCitizenNumberStatesAYearOfBirth(String number, int year) {
    assertThat(Identifiers.birthYear(number)).contains(year);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"000090012345", "003090012345", "001490012345", "00109001234", "001299012345"})
  void numbersWithoutThatStructureAreNone(String number) {
    assertThat(Identifiers.isCitizenNumber(number)).isFalse();
  }

  @Test
  void twoPlatesInACellAreSeenWhereTheHeaderSaysNothing() {
    CheckResult result =
        TestTable.of("phương tiện")
            .rows(
                100,
                i ->
                    List.of(
                        "29A-%03d.45%s"
                            .formatted(i + 100, i % 3 == 0 ? "; 30F-%03d.90".formatted(i) : "")))
            .check(new PersonalData())
            .getFirst();

    assertThat(result.severity()).contains(Severity.BLOCK);
  }

  @ParameterizedTest
  @CsvSource({
    "001090012345, 0********345",
    "0901234567, 0******567",
    "12345678, ***",
  })
  void aNumberShowsItsFirstDigitAndItsLastThree(String number, String shown) {
    assertThat(Mask.number(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gọi 0901234567 nhé | gọi 0******567 nhé",
        "mst 0100109106 | mst 0100109106",
        "105.854444 | 105.854444",
        "1234567890123 | 1234567890123",
        "lan@gmail.com | l***@***.com",
        "001090012345 | 0********345",
      })
  void whatIsPersonalIsMaskedWhereverItStands(String value, String shown) {
    assertThat(Mask.whatIsPersonal(value)).isEqualTo(shown);
  }
}
