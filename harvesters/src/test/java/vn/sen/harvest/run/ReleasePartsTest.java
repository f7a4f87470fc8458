package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.ParquetFiles;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;

class ReleasePartsTest {
  private static final long ROWS = 300_000;
  private static final List<Column> COLUMNS =
      List.of(new Column("Mã", "Mã", ColumnType.TEXT), new Column("số", "số", ColumnType.INTEGER));

  @TempDir Path directory;
  private DuckSession session;
  private Path typed;

  @BeforeEach
  void open() {
    session = DuckSession.open(directory.resolve("duckdb"), 200L << 20, 2);
    typed = directory.resolve("t1.typed.parquet");
    ParquetFiles.write(
        session,
        "SELECT 'VN-' || (i * 7919 % 1000003) AS \"Mã\", i AS \"số\" FROM range(300000) t(i)",
        2,
        Map.of("dcterms:isPartOf", "urn:x"),
        typed);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aSmallTableWithoutAKeyIsItsOnlyPart() throws Exception {
    assertThat(parts(ReleaseParts.LARGEST, List.of()))
        .containsExactly(new ReleaseParts.Written(typed, ROWS));
  }

  @Test
  void aLargeTableHasSeveralPartsThatKeepItsOrderAndItsFooter() throws Exception {
    List<ReleaseParts.Written> parts = parts(Files.size(typed) / 3 + 1, List.of());

    assertThat(parts)
        .extracting(ReleaseParts.Written::rows)
        .containsExactly(120_832L, 120_832L, 58_336L);
    assertThat(typed).doesNotExist();
    long from = 0;
    for (ReleaseParts.Written part : parts) {
      assertThat(number("SELECT count(*) FROM %s WHERE \"số\" = file_row_number + " + from, part))
          .isEqualTo(part.rows());
      assertThat(ParquetFiles.footer(session, part.file()))
          .containsEntry("dcterms:isPartOf", "urn:x");
      from += part.rows();
    }
  }

  @Test
  void aTableWithAKeyIsSortedByItAndHasFiltersForIt() throws Exception {
    List<ReleaseParts.Written> parts = parts(ReleaseParts.LARGEST, List.of("MÃ"));

    assertThat(parts).hasSize(1);
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT \"Mã\" AS m, lag(\"Mã\") OVER (ORDER BY"
                    + " file_row_number) AS b FROM %s) WHERE m <= b",
                parts.getFirst()))
        .isZero();
    assertThat(
            session.<Long>one(
                "SELECT count(*) FROM parquet_metadata('%s') WHERE path_in_schema = 'Mã' AND bloom_filter_offset IS NULL"
                    .formatted(parts.getFirst().file()),
                row -> row.getLong(1)))
        .isZero();
  }

  @Test
  void eachPartSaysOnceWhatItsGeometryIs() throws Exception {
    ParquetFiles.write(
        session,
        "SELECT 'VN-' || i AS \"Mã\", CAST('POINT (' || i % 180 || ' 1)' AS GEOMETRY) AS hình"
            + " FROM range(300000) t(i)",
        2,
        Map.of("dcterms:isPartOf", "urn:x"),
        typed);

    for (ReleaseParts.Written part : parts(Files.size(typed) / 2 + 1, List.of("mã"))) {
      assertThat(
              session.query(
                  "SELECT decode(key) FROM parquet_kv_metadata('%s')".formatted(part.file()),
                  row -> row.getString(1)))
          .containsExactlyInAnyOrder("geo", "dcterms:isPartOf");
    }
  }

  @Test
  void aKeyThatTheTableDoesNotHaveChangesNothing() throws Exception {
    assertThat(parts(ReleaseParts.LARGEST, List.of("Mã", "năm"))).hasSize(1);
    assertThat(typed).exists();
  }

  private List<ReleaseParts.Written> parts(long largest, List<String> key) throws Exception {
    return new ReleaseParts(session, largest).of(typed, COLUMNS, ROWS, key);
  }

  private long number(String sql, ReleaseParts.Written part) {
    String source = "read_parquet('%s', file_row_number = true)".formatted(part.file());
    return session.one(sql.formatted(source), row -> row.getLong(1));
  }
}
