package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.CodeListReading.Fault;
import vn.sen.vocab.CodeListReading.Invalid;
import vn.sen.vocab.CodeListReading.Read;

/** Files of code lists: what is taken, and what is said of one that isn't. */
class CodeListReadingTest {
  private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

  /** A small country, every line numbered by its place: two provinces, three communes. */
  private static final String SMALL =
      """
      # list: administrative-units
      # version: 2027-01-01
      # source: a decree
      [units]
      level|code|name|parent|validFrom|validTo
      PROVINCE|01|Tỉnh Một||2025-07-01|
      PROVINCE|02|Tỉnh Hai||2025-07-01|2026-12-31
      COMMUNE|00001|Xã An|01|2025-07-01|
      COMMUNE|00002|Xã Bình|02|2025-07-01|2026-12-31
      COMMUNE|00002|Xã Bình|01|2027-01-01|
      [changes]
      on|levelBefore|codeBefore|levelAfter|codeAfter
      2027-01-01|PROVINCE|02|PROVINCE|01
      2027-01-01|COMMUNE|00002|COMMUNE|00002
      """;

  private static CodeListReading read(String text) {
    return CodeLists.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Fault> faults(String text) {
    return read(text) instanceof Invalid(List<Fault> faults) ? faults : List.of();
  }

  @Test
  void whatShipsWouldBeTaken() {
    CodeList shipped = CodeLists.shipped(CodeLists.UNITS);

    assertThat(read(shipped.text())).isEqualTo(new Read(shipped));
    assertThat(shipped.version().version()).isEqualTo("2026-07-25");
    assertThat(AdministrativeUnits.shipped().version()).isEqualTo(shipped.version());
  }

  @Test
  void everyListThatShipsSaysWhatItIs() {
    for (CodeLists.Known known : CodeLists.all()) {
      CodeList list = CodeLists.shipped(known.key());
      assertThat(list.version().list()).isEqualTo(known.key());
      assertThat(list.version().sha256()).isEqualTo(Sha256.of(list.text()));
      assertThat(list.source()).isNotBlank();
      assertThat(CodeListText.canonical(list.text().getBytes(StandardCharsets.UTF_8)))
          .as("shipped in the form in which lists are kept")
          .contains(list.text());
    }
    assertThatThrownBy(() -> CodeLists.shipped("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListHoldsWhatItsLinesSay() {
    assertThat(faults(SMALL)).isEmpty();
    CodeList list = ((Read) read(SMALL)).list();
    AdministrativeUnits units = AdministrativeUnits.of(list);

    assertThat(list.source()).isEqualTo("a decree");
    assertThat(units.version()).isEqualTo(list.version());
    assertThat(units.isValid("02", Level.PROVINCE, NEW_YEAR.minusDays(1))).isTrue();
    assertThat(units.isValid("02", Level.PROVINCE, NEW_YEAR)).isFalse();
    AdministrativeUnit binh = units.find("00002", Level.COMMUNE, NEW_YEAR).orElseThrow();
    assertThat(units.province(binh, NEW_YEAR).orElseThrow().name()).isEqualTo("Tỉnh Một");
  }

  @Test
  void howALineEndsAndHowAccentsAreWrittenIsNoDifference() {
    String decomposed = java.text.Normalizer.normalize(SMALL, java.text.Normalizer.Form.NFD);

    assertThat(read("\uFEFF" + SMALL.replace("\n", "\r\n"))).isEqualTo(read(SMALL));
    assertThat(read(decomposed.stripTrailing())).isEqualTo(read(SMALL));
  }

  /** Each replaces a piece of the small list, and is found in the line given. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "# list: administrative-units ~ # list: themes ~ 1 ~ part of the program",
        "# list: administrative-units ~ # list: villages ~ 1 ~ 'villages'",
        "# version: 2027-01-01 ~ # version: next year ~ 2 ~ 'next year'",
        "# source: a decree ~ # source: ~ 3 ~ No source",
        "# source: a decree ~ # version: 2 ~ 3 ~ said above already",
        "[units] ~ [places] ~ 5 ~ [changes], [units]",
        "level|code|name ~ level|name|code ~ 5 ~ it has to be 'level|code|name|parent",
        "Tỉnh Một||2025 ~ Tỉnh Một|2025 ~ 6 ~ 5 cells, the header 6",
        "PROVINCE|01 ~ STATE|01 ~ 6 ~ PROVINCE, DISTRICT, COMMUNE",
        "PROVINCE|01| ~ PROVINCE|1| ~ 6 ~ has 2 digits",
        "COMMUNE|00001| ~ COMMUNE|0000x| ~ 8 ~ has 5 digits",
        "Tỉnh Một| ~ | ~ 6 ~ has no name",
        "Tỉnh Một| ~ Tỉnh Một | ~ 6 ~ blanks",
        "Tỉnh Một| ~ Tỉnh\u200BMột| ~ 6 ~ U+200B",
        "||2025-07-01|2026-12-31 ~ ||01/07/2025|2026-12-31 ~ 7 ~ '01/07/2025' is no date",
        "||2025-07-01|2026-12-31 ~ ||2025-02-30|2026-12-31 ~ 7 ~ '2025-02-30' is no date",
        "||2025-07-01|2026-12-31 ~ ||0025-07-01|2026-12-31 ~ 7 ~ between 1900 and 2200",
        "||2025-07-01|2026-12-31 ~ ||2027-07-01|2026-12-31 ~ 7 ~ last day is before its first",
        "COMMUNE|00002|Xã Bình|01|2027-01-01| ~ COMMUNE|00002|Xã Bình|01|2026-12-31| ~ 10 ~"
            + " overlaps in time with line 9",
        "Xã An|01| ~ Xã An|03| ~ 8 ~ parent 03 of 00001 does not stand",
        "Xã An|01| ~ Xã An|02| ~ 8 ~ does not stand all the time from 2025-07-01",
        "Xã An|01| ~ Xã An|| ~ 8 ~ code of a province",
        "Tỉnh Một|| ~ Tỉnh Một|02| ~ 6 ~ a province has none",
        "2027-01-01|PROVINCE|02 ~ 2027-01-02|PROVINCE|02 ~ 13 ~ No PROVINCE 02 ends on 2027-01-01",
        "PROVINCE|02|PROVINCE|01 ~ PROVINCE|02|PROVINCE|04 ~ 13 ~ no PROVINCE 04 on 2027-01-01",
        "PROVINCE|02|PROVINCE|01 ~ COMMUNE|00002|COMMUNE|00002 ~ 14 ~ stands above already",
      })
  void aFaultIsSaidWithItsLine(String piece, String instead, int line, String said) {
    assertThat(SMALL).contains(piece);
    List<Fault> faults = faults(SMALL.replaceFirst(java.util.regex.Pattern.quote(piece), instead));

    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault.line()).isEqualTo(OptionalInt.of(line));
              assertThat(fault.why().en()).contains(said);
              assertThat(fault.why().vi()).isNotBlank().isNotEqualTo(fault.why().en());
            });
  }

  @Test
  void everyFaultIsSaidAtOnceInTheOrderOfLines() {
    List<Fault> faults =
        faults(SMALL.replace("PROVINCE|01", "PROVINCE|1").replace("Xã Bình|01|2027", "|01|2027"));

    assertThat(faults)
        .extracting(Fault::line)
        .containsExactly(OptionalInt.of(6), OptionalInt.of(10));
  }

  @Test
  void partOfAListIsNoList() {
    assertThat(faults(SMALL.substring(0, SMALL.indexOf("[changes]"))))
        .singleElement()
        .satisfies(fault -> assertThat(fault.why().en()).contains("[changes] is missing"));
    assertThat(faults(SMALL.replaceAll("(?m)^(PROVINCE|COMMUNE|2027).*\n", "")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.why().en()).contains("no units"));
    assertThat(faults("")).isNotEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AreNamedByTheirLine() {
    byte[] bytes = SMALL.replace("Tỉnh Hai", "T!nh").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '!' ? (byte) 0xEC : bytes[i];
    }

    List<Fault> faults = ((Invalid) CodeLists.read(bytes)).faults();

    assertThat(faults).singleElement();
    assertThat(faults.getFirst().line()).hasValue(7);
    assertThat(faults.getFirst().why().en()).contains("UTF-8");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    List<Fault> faults = ((Invalid) CodeLists.read(new byte[CodeLists.LARGEST_BYTES + 1])).faults();

    assertThat(faults).singleElement();
    assertThat(faults.getFirst().why().en()).contains("16777217 bytes");
  }

  @Test
  void whatANewerListChangesIsTold() {
    AdministrativeUnits before = units(SMALL);
    AdministrativeUnits after =
        units(
            """
            # list: administrative-units
            # version: 2028-01-01
            # source: another decree
            [units]
            level|code|name|parent|validFrom|validTo
            PROVINCE|01|Tỉnh Một||2025-07-01|2027-12-31
            PROVINCE|01|Thành phố Một||2028-01-01|
            PROVINCE|02|Tỉnh Hai||2025-07-01|2026-12-31
            COMMUNE|00001|Xã An Hòa|01|2025-07-01|2027-12-31
            COMMUNE|00002|Xã Bình|02|2025-07-01|2026-12-31
            COMMUNE|00002|Xã Bình|01|2027-01-01|2027-12-31
            COMMUNE|00003|Xã An Bình|01|2028-01-01|
            COMMUNE|00004|Đặc khu Xa|01|2028-01-01|
            [changes]
            on|levelBefore|codeBefore|levelAfter|codeAfter
            2027-01-01|PROVINCE|02|PROVINCE|01
            2027-01-01|COMMUNE|00002|COMMUNE|00002
            2028-01-01|PROVINCE|01|PROVINCE|01
            2028-01-01|COMMUNE|00001|COMMUNE|00003
            2028-01-01|COMMUNE|00002|COMMUNE|00003
            2028-01-01|COMMUNE|00002|COMMUNE|00004
            """);

    UnitChanges changes = UnitChanges.between(before, after);

    assertThat(changes.added())
        .extracting(AdministrativeUnit::name)
        .containsExactly("Thành phố Một", "Xã An Bình", "Đặc khu Xa");
    assertThat(changes.ended())
        .extracting(AdministrativeUnit::code)
        .containsExactly("01", "00001", "00002");
    assertThat(changes.renamed())
        .singleElement()
        .satisfies(
            became -> {
              assertThat(became.before().getFirst().name()).isEqualTo("Tỉnh Một");
              assertThat(became.after().getFirst().name()).isEqualTo("Thành phố Một");
            });
    assertThat(changes.merged())
        .singleElement()
        .satisfies(became -> assertThat(became.before()).hasSize(2));
    assertThat(changes.split())
        .singleElement()
        .satisfies(became -> assertThat(became.after()).hasSize(2));
    assertThat(UnitChanges.forgotten(before, after)).isEmpty();
    assertThat(UnitChanges.between(after, after).added()).isEmpty();
  }

  @Test
  void aListMayNotForgetAUnit() {
    AdministrativeUnits after =
        units(
            SMALL
                .replace("COMMUNE|00001|Xã An|01|2025-07-01|\n", "")
                .replace("27-01-01\n", "28\n"));

    assertThat(UnitChanges.forgotten(units(SMALL), after))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.why().en())
                    .contains("COMMUNE|00001|Xã An|01|2025-07-01|", "Keep it"));
  }

  private static AdministrativeUnits units(String text) {
    assertThat(faults(text)).isEmpty();
    return AdministrativeUnits.of(((Read) read(text)).list());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-25, 2027-01-01",
    "2026-07-25, 2026-07-25.1",
    "2026-07-25.9, 2026-07-25.10",
    "9, 10",
    "3, 2026-07-25",
  })
  void versionsComeInTime(String older, String newer) {
    assertThat(version(older)).isLessThan(version(newer));
    assertThat(version(newer)).isGreaterThan(version(older));
    assertThat(version(newer)).isEqualByComparingTo(version(newer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "next", "2026-", "-1", "1.2.3.4.5.6.7", "1234567890"})
  void otherWordsAreNoVersion(String text) {
    assertThat(CodeListVersion.isForm(text)).isFalse();
    assertThatThrownBy(() -> version(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static CodeListVersion version(String version) {
    return new CodeListVersion(CodeLists.UNITS, version, "0".repeat(64));
  }
}
