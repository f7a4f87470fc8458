package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.tables.TextTable;

/** Tables of so many rows that the types of the first are tried on all. */
class GuessTest {
  private static final int ROWS = Guess.ROWS + 500;

  private static final List<String> NAMES =
      List.of(
          "id", "ma", "ten", "ngay", "luc", "ghi_luc", "gio", "gia", "ti_le", "dung", "co", "tien",
          "ngay_vn", "ngay_my", "ghi_chu");

  private static final List<String> TYPES =
      List.of(
          "integer",
          "text",
          "text",
          "date",
          "timestamp",
          "timestamp",
          "time",
          "integer",
          "decimal",
          "boolean",
          "boolean",
          "decimal",
          "date",
          "date",
          "text");

  @RegisterExtension final Reading reading = new Reading();

  @Test
  void aTableWhoseValuesGiveItsCellsBackIsWrittenOnce() {
    List<List<String>> cells = table();

    Reading.Result read = reading.typed(csv(cells));

    assertThat(read.types()).isEqualTo(TYPES);
    assertThat(read.report().nulledCells()).isZero();
    assertThat(read.table().text()).isEqualTo(read.table().typed());
    assertThat(text(read)).isEqualTo(cells);
    assertThat(numbers(read)).isEqualTo("2 " + (ROWS + 1) + " " + ROWS);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "gia | +5 | 0",
        "gia | -0 | 0",
        "gia | x | 1",
        "gia | N/A | 0",
        "ti_le | 0.5 | 0",
        "ti_le | -0.0000 | 0",
        "ti_le | .2500 | 0",
        "ti_le | 1234567890.1234 | 0",
        "ti_le | 1E+2 | 0",
        "tien | 1.234,5 | 0",
        "tien | 12 | 0",
        "ngay | 2025-7-1 | 0",
        "ngay | 2025/07/01 | 0",
        "ngay | 2025-02-30 | 1",
        "ngay | 0999-01-01 | 0",
        "ngay | 2025-07-01 08:30:00 | 1",
        "luc | 2025-07-01 08:30:00 | 0",
        "luc | 2025-07-01T08:30 | 0",
        "luc | 2025-07-01 | 1",
        "ghi_luc | 2025-07-01 08:30:00.5 | 0",
        "gio | 8:30:00 | 0",
        "gio | 08:30 | 0",
        "dung | True | 0",
        "dung | có | 0",
        "co | FALSE? | 1",
        "ngay_vn | 1/7/2025 | 0",
        "ngay_vn | 31-12-2025 | 0",
        "ngay_my | 31/12/2025 | 1",
        "ten | '  Huế' | 0",
        "ghi_chu | ' ' | 0",
        "id | 7 | 0"
      })
  void aCellOfAnotherFormFarBelowKeepsItsText(String column, String cell, long nulled) {
    List<List<String>> cells = table();
    cells.get(ROWS - 5).set(NAMES.indexOf(column), cell);

    Reading.Result read = reading.typed(csv(cells));

    assertThat(read.types()).isEqualTo(TYPES);
    assertThat(read.report().nulledCells()).isEqualTo(nulled);
    assertThat(text(read)).isEqualTo(cells);
    assertThat(numbers(read)).isEqualTo("2 " + (ROWS + 1) + " " + ROWS);
  }

  @Test
  void lettersAndMarksThatStandApartStayApartInTheText() {
    List<List<String>> cells = table();
    cells.get(ROWS - 5).set(2, Normalizer.normalize("Huế", Normalizer.Form.NFD));

    Reading.Result read = reading.typed(csv(cells));

    assertThat(text(read)).isEqualTo(cells);
    assertThat(read.rows().get(ROWS - 5).get(2)).isEqualTo("Huế");
  }

  @Test
  void aTotalAtTheEndIsInNeitherTable() {
    List<List<String>> cells = table();
    var total = new ArrayList<>(NAMES.stream().map(name -> "").toList());
    total.set(1, "Tổng cộng");
    total.set(7, "123456");
    cells.add(total);

    Reading.Result read = reading.typed(csv(cells));

    cells.removeLast();
    assertThat(read.report().setAsideRows()).isEqualTo(1);
    assertThat(read.rows()).hasSize(ROWS);
    assertThat(text(read)).isEqualTo(cells);
  }

  @Test
  void whatADateOfTheTextFarBelowLooksLikeChangesNothing() {
    List<List<String>> cells = table();
    cells.get(ROWS - 5).set(2, "12/05/2025");

    Reading.Result read = reading.typed(csv(cells));

    assertThat(read.table().text()).isEqualTo(read.table().typed());
    assertThat(text(read)).isEqualTo(cells);
  }

  private static List<List<String>> table() {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < ROWS; i++) {
      int day = 1 + i % 28;
      int month = 1 + i % 12;
      String clock = "%02d:%02d:%02d".formatted(i % 24, i % 60, (i + 7) % 60);
      String date = "2025-%02d-%02d".formatted(month, day);
      rows.add(
          new ArrayList<>(
              List.of(
                  Integer.toString(i),
                  "%02d".formatted(i % 96),
                  i % 2 == 0 ? "Đà Nẵng" : "Hà Nội",
                  date,
                  date + "T" + clock,
                  date + " " + clock,
                  clock,
                  Integer.toString(i * 100 - 5_000),
                  String.format(Locale.ROOT, "%.4f", i / 4.0 - 7),
                  Boolean.toString(i % 3 == 0),
                  Boolean.toString(i % 5 == 0).toUpperCase(Locale.ROOT),
                  (i - 9) + ",5",
                  "%02d/%02d/2025".formatted(day, month),
                  "%02d/%02d/2025".formatted(month, day),
                  i % 4 == 0 ? "" : "Kỳ " + i % 50)));
    }
    return rows;
  }

  private static String csv(List<List<String>> cells) {
    return cells.stream()
        .map(row -> row.stream().map(GuessTest::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", String.join(",", NAMES) + "\n", "\n"));
  }

  private static String quoted(String cell) {
    return cell.contains(",") ? '"' + cell + '"' : cell;
  }

  private List<List<String>> text(Reading.Result read) {
    return reading
        .session()
        .query(
            "SELECT * EXCLUDE (_row, file_row_number) FROM %s ORDER BY _row"
                .formatted(TextTable.rows(reading.session(), text(read.table()))),
            row -> {
              String[] cells = new String[NAMES.size()];
              for (int i = 0; i < cells.length; i++) {
                @Nullable String cell = row.getString(i + 1);
                cells[i] = cell == null ? "" : cell;
              }
              return Arrays.asList(cells);
            });
  }

  private String numbers(Reading.Result read) {
    return reading
        .session()
        .one(
            "SELECT min(_row) || ' ' || max(_row) || ' ' || count(DISTINCT _row) FROM "
                + TextTable.rows(reading.session(), text(read.table())),
            row -> row.getString(1));
  }

  private static Path text(ReadTable table) {
    return table.text().orElseThrow();
  }
}
