package vn.sen.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {
  @TempDir Path directory;

  @Test
  void rowsThatAreOneRecordEachAreNumberedFromTheFirst() {
    try (var session = DuckSession.open(directory.resolve("spill"), 200 << 20, 2)) {
      Path file = directory.resolve("text.parquet");
      String many = "SELECT i::VARCHAR AS a, NULL::VARCHAR AS b FROM range(400_000) AS r(i)";

      assertThat(TextTable.write(session, many, 2, 7, file)).isEqualTo(400_000);

      assertThat(ParquetFiles.footer(session, file)).containsOnlyKeys("sen.first.record");
      assertThat(
              numbers(session, "WHERE _row <> a::BIGINT + 7 OR file_row_number <> _row - 7", file))
          .isEmpty();
      assertThat(numbers(session, "WHERE a IN ('0', '399999') ORDER BY 1", file))
          .containsExactly(7L, 400_006L);
    }
  }

  @Test
  void rowsBetweenWhichRecordsAreMissingKeepTheirNumbers() {
    try (var session = DuckSession.open(directory.resolve("spill"), 200 << 20, 2)) {
      Path file = directory.resolve("text.parquet");
      String gaps = "SELECT 'x' AS a, 3 * i + 2 AS _row FROM range(3) AS r(i)";

      assertThat(TextTable.write(session, gaps, 2, file)).isEqualTo(3);

      assertThat(numbers(session, "ORDER BY file_row_number", file)).containsExactly(2L, 5L, 8L);
    }
  }

  private static List<Long> numbers(DuckSession session, String which, Path file) {
    return session.query(
        "SELECT _row FROM " + TextTable.rows(session, file) + " " + which, row -> row.getLong(1));
  }
}
