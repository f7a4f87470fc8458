package vn.sen.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every part for text, one row a line. */
public final class PlainTables implements Tables {
  private final AtomicInteger written = new AtomicInteger();

  /** How often a file was written. */
  public int written() {
    return written.get();
  }

  @Override
  public RowsPage rows(TableVersion version, List<Path> parts, RowsQuery query) {
    List<Map<String, Object>> rows =
        lines(parts).stream().map(line -> Map.<String, Object>of("line", line)).toList();
    return new RowsPage(rows.size(), version.columns(), rows, Optional.empty());
  }

  @Override
  public void writeCsv(TableVersion version, List<Path> parts, Path target) {
    write(target, "csv\n" + String.join("\n", lines(parts)));
  }

  @Override
  public void writeJsonLines(TableVersion version, List<Path> parts, Path target) {
    write(target, "json\n" + String.join("\n", lines(parts)));
  }

  @Override
  public void writeParquet(TableVersion version, List<Path> parts, Path target) {
    write(target, "parquet\n" + String.join("\n", lines(parts)));
  }

  private void write(Path target, String text) {
    written.incrementAndGet();
    try {
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(List<Path> parts) {
    return parts.stream()
        .flatMap(
            part -> {
              try {
                return Files.readAllLines(part).stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  @Override
  public void close() {}
}
