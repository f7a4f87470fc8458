package vn.sen.harvest.read;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Rows that did not become rows of the table, as JSON Lines. Created with the first one. */
final class SideFile implements AutoCloseable {
  private static final int LONGEST = 10_000;
  private final Path path;
  private @Nullable BufferedWriter writer;
  private long count;

  SideFile(Path path) {
    this.path = path;
  }

  void add(long row, long line, long byteOffset, String raw, Message reason) throws IOException {
    if (writer == null) {
      writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
    var entry = new LinkedHashMap<String, Object>();
    entry.put("row", row);
    if (line > 0) {
      entry.put("line", line);
    }
    if (byteOffset >= 0) {
      entry.put("byteOffset", byteOffset);
    }
    entry.put("raw", raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw);
    entry.put("reason", reason);
    writer.write(Json.write(entry));
    writer.write('\n');
    count++;
  }

  long count() {
    return count;
  }

  Optional<Path> path() {
    return count > 0 ? Optional.of(path) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
