package vn.sen.harvest.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.catalog.tables.DuckSession;

/** Parquet, which DuckDB reads. */
class ParquetFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, file -> ParquetTable.open(file, ANY.directory()));
  }

  static Stream<Arguments> seeds() throws IOException {
    Path file = Files.createTempFile("seed", ".parquet");
    for (String compression : List.of("uncompressed", "zstd")) {
      ANY.reading()
          .session()
          .execute(
              "COPY (SELECT '01' AS ma, 'Hà Nội' AS ten, 8587.1 AS dan_so, DATE '2024-12-31' AS"
                  + " ngay, [1, 2] AS day UNION ALL SELECT '46', NULL, 2, NULL, NULL) TO "
                  + DuckSession.literal(file + "." + compression)
                  + " (FORMAT parquet, COMPRESSION "
                  + compression
                  + ")");
    }
    Files.delete(file);
    byte[] plain = seed(Path.of(file + ".uncompressed"));
    byte[] packed = seed(Path.of(file + ".zstd"));
    return Stream.of(plain, packed).map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] seed(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }
}
