package vn.sen.harvest.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.TextTable;
import vn.sen.harvest.units.UnitMigration.Outcome;
import vn.sen.harvest.units.UnitMigration.Placed;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;

class UnitMigrationTest {
  private static final LocalDate OLD = LocalDate.of(2025, 6, 30);
  private static final LocalDate NEW = LocalDate.of(2025, 7, 1);

  @TempDir Path directory;

  @ParameterizedTest(name = "{0} {1} of {2} is {4} on {3}")
  @CsvSource({
    "PROVINCE, 01, 2025-06-30, 2025-07-01, 01",
    "PROVINCE, 02, 2025-06-30, 2025-07-01, 08",
    "PROVINCE, 74, 2025-06-30, 2026-10-01, 79",
    "COMMUNE, 00001, 2025-06-30, 2025-07-01, 00097",
    "COMMUNE, 1, 2025-06-30, 2025-07-01, 00097",
    "COMMUNE, 1.0, 2025-06-30, 2025-07-01, 00097",
    "PROVINCE, 75, 2025-06-30, 2026-10-01, 75",
    "PROVINCE, 04, 2025-07-01, 2025-06-30, 04",
    "PROVINCE, 01, 2025-06-30, 2025-06-30, 01",
    "PROVINCE, 79, 2025-07-01, 2025-06-30, ''",
    "COMMUNE, 00007, 2025-06-30, 2025-07-01, ''",
    "DISTRICT, 001, 2025-06-30, 2025-07-01, ''",
    "DISTRICT, 498, 2025-06-30, 2025-07-01, 20333",
    "PROVINCE, 02, 2025-07-01, 2025-07-01, ''",
    "PROVINCE, Hà Nội, 2025-06-30, 2025-07-01, ''"
  })
  void aCodeIsPlacedWhereOnlyOneUnitHoldsWhatItNamed(
      Level level, String code, LocalDate from, LocalDate to, String expected) {
    Whereabouts found = Whereabouts.of(AdministrativeUnits.shipped(), code, level, from, to);

    assertThat(found.unit().map(unit -> unit.code()).orElse("")).isEqualTo(expected);
    if (found.unit().isEmpty()) {
      assertThat(found.note()).isPresent();
    }
  }

  @Test
  void everyCellStaysAndTheUnitOfTheOtherDayStandsBehind() throws IOException {
    Outcome outcome =
        migrate(
            List.of(),
            List.of("Mã tỉnh", "Tên", "mã tỉnh_2025-07-01"),
            List.of("27", " Bắc, Ninh", "x"),
            List.of("1", "Hà Nội", ""),
            List.of("99", "\"?\"", ""),
            List.of("", "", ""));

    assertThat(Files.readAllLines(directory.resolve("out.csv")))
        .containsExactly(
            "Mã tỉnh,Tên,mã tỉnh_2025-07-01,Mã tỉnh_2025-07-01_2,Mã tỉnh_2025-07-01_ten,Mã"
                + " tỉnh_2025-07-01_ghi_chu",
            "27,\" Bắc, Ninh\",x,24,Tỉnh Bắc Ninh,",
            "1,Hà Nội,,01,Thành phố Hà Nội,Mã đủ là 01. / In full the code is 01.",
            "99,\"\"\"?\"\"\",,,,Mã 99 không có trong danh mục ngày 30/06/2025. / Code 99 is not in"
                + " the list of 2025-06-30.",
            ",,,,,");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Written.class,
            written -> {
              Placed column = written.columns().getFirst();
              assertThat(written.columns()).hasSize(1);
              assertThat(column.level()).isEqualTo(Level.PROVINCE);
              assertThat(column.placed()).isEqualTo(2);
              assertThat(column.unplaced()).isEqualTo(1);
              assertThat(column.why()).containsOnlyKeys("99");
            });
  }

  @Test
  void aColumnThatIsNamedNeedsNoHeaderThatSaysSo() throws IOException {
    Outcome outcome =
        migrate(List.of("Mã"), List.of("Mã", "Tuổi"), List.of("27", "01"), List.of("74", "02"));

    assertThat(outcome).isInstanceOf(Outcome.Written.class);
    assertThat(Files.readAllLines(directory.resolve("out.csv")).getFirst())
        .isEqualTo("Mã,Tuổi,Mã_2025-07-01,Mã_2025-07-01_ten,Mã_2025-07-01_ghi_chu");
  }

  @Test
  void codesOfCommunesAreKnownByThemselves() throws IOException {
    List<List<String>> rows =
        AdministrativeUnits.shipped().units(Level.COMMUNE, OLD).stream()
            .limit(20)
            .map(unit -> List.of(unit.code()))
            .toList();

    Outcome outcome = migrate(List.of(), List.of("Mã"), rows.toArray(List[]::new));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Written.class,
            written ->
                assertThat(written.columns())
                    .extracting(Placed::level)
                    .containsExactly(Level.COMMUNE));
  }

  @Test
  void aTableWithoutCodesIsLeftAlone() {
    assertThat(migrate(List.of(), List.of("Mã tỉnh"), List.of("Huế"), List.of("Hà Nội")))
        .isInstanceOf(Outcome.NoCodes.class);
    assertThat(migrate(List.of(), List.of("Tuổi"), List.of("27"), List.of("74")))
        .isInstanceOf(Outcome.NoCodes.class);
    assertThat(directory.resolve("out.csv")).doesNotExist();
  }

  @SafeVarargs
  private Outcome migrate(List<String> named, List<String> header, List<String>... rows) {
    Path text = directory.resolve("text.parquet");
    try (var session = DuckSession.open(directory.resolve("spill"), 100L << 20, 1)) {
      List<String> selects =
          IntStream.range(0, rows.length).mapToObj(i -> select(header, rows[i], i + 2)).toList();
      TextTable.write(session, String.join(" UNION ALL ", selects), header.size() + 1, text);
      return new UnitMigration(AdministrativeUnits.shipped(), OLD, NEW)
          .migrate(
              session,
              text,
              header.stream().map(name -> new Column(name, name, ColumnType.TEXT)).toList(),
              named,
              directory.resolve("out.csv"));
    }
  }

  private static String select(List<String> header, List<String> cells, int number) {
    return IntStream.range(0, header.size())
            .mapToObj(
                i ->
                    "nullif(%s, '') AS %s"
                        .formatted(
                            DuckSession.literal(cells.get(i)),
                            DuckSession.identifier(header.get(i))))
            .reduce("SELECT ", (a, b) -> a + b + ", ")
        + number
        + "::BIGINT AS _row";
  }
}
