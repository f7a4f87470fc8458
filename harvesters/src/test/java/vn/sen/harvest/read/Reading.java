package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Column;

/**
 * Reads what a test writes, and shows what came out, in a directory of its own that goes with it.
 * Registered as an extension it is closed behind each test.
 */
final class Reading implements AutoCloseable, AfterEachCallback {
  private final Path directory;
  private final TableReader reader;
  private final DuckSession session;

  Reading() {
    try {
      this.directory = Files.createTempDirectory("reading");
      Files.createDirectories(directory.resolve("temporary"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.reader = new TableReader();
    this.session = DuckSession.open(directory.resolve("session"), 100L << 20, 1);
  }

  Path directory() {
    return directory;
  }

  /** A table as tests look at it. */
  record Result(ReadTable table, List<List<@Nullable String>> rows) {
    ReadReport report() {
      return table.report();
    }

    List<String> names() {
      return report().columns().stream().map(Column::name).toList();
    }

    List<String> types() {
      return report().columns().stream().map(c -> c.type().key()).toList();
    }

    boolean isRejected() {
      return report().status() == ReadReport.Status.REJECTED;
    }
  }

  Result typed(String text) {
    return typed(text.getBytes(StandardCharsets.UTF_8));
  }

  Result typed(byte[] bytes) {
    return only(all(write(bytes), ReadOptions.TYPED));
  }

  Result asText(String text) {
    return asText(text.getBytes(StandardCharsets.UTF_8));
  }

  Result asText(byte[] bytes) {
    return only(all(write(bytes), ReadOptions.AS_TEXT));
  }

  Path write(byte[] bytes) {
    try {
      return Files.write(directory.resolve("input"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result only(List<Result> results) {
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  List<Result> all(Path file, ReadOptions options) {
    try {
      var results = new ArrayList<Result>();
      List<ReadTable> tables =
          reader.read(
              new ReadRequest(
                  file,
                  file.getFileName().toString(),
                  directory.resolve("output"),
                  Map.of("dcterms:isPartOf", "urn:test"),
                  options),
              directory.resolve("temporary"));
      for (ReadTable table : tables) {
        results.add(
            new Result(table, table.typed().isPresent() ? rows(table.typed().get()) : List.of()));
      }
      return results;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<List<@Nullable String>> rows(Path parquet) {
    return session.query(
        "SELECT * FROM read_parquet(" + DuckSession.literal(parquet.toString()) + ")",
        row -> {
          var cells = new ArrayList<@Nullable String>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(row.getString(i));
          }
          return cells;
        });
  }

  DuckSession session() {
    return session;
  }

  @Override
  public void close() {
    reader.close();
    session.close();
    try {
      PathUtils.deleteDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
