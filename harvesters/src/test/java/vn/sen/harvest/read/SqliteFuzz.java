package vn.sen.harvest.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases of SQLite. */
class SqliteFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, SqliteFile::open);
  }

  static Stream<Arguments> seeds() throws IOException, SQLException {
    Path file = Files.createTempFile("seed", ".sqlite");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 512");
      statement.execute("CREATE TABLE tinh (ma TEXT, ten VARCHAR, dan_so REAL, anh BLOB)");
      statement.execute(
          "INSERT INTO tinh VALUES ('01', 'Hà Nội', 8587.1, x'00ff'), ('46', NULL, 2, NULL)");
      statement.execute("CREATE TABLE khac (x, y AS (x + 1))");
      statement.execute("INSERT INTO khac VALUES (1), ('hai')");
      statement.execute("CREATE VIEW nhin AS SELECT * FROM tinh");
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return Stream.of(Arguments.of((Object) bytes));
  }
}
