package vn.sen.harvest.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.read.ReadTable;

/**
 * What of a file is not in its table, as one file beside it: JSON Lines, each with its {@code kind}
 * first. {@code rejected} and {@code setAside} are records (row, line, byteOffset, raw, reason),
 * {@code nulled} is a cell that did not fit its column (row, column, raw).
 */
final class SideRecords {
  static final String EXTENSION = ".side.jsonl";

  private SideRecords() {}

  /**
   * Writes it if there is anything, and removes what an earlier run left there if there is not.
   *
   * @return whether there is such a file
   */
  static boolean write(ReadTable table, Path target) throws IOException {
    if (table.rejects().isEmpty() && table.setAside().isEmpty() && table.nulls().isEmpty()) {
      Files.deleteIfExists(target);
      return false;
    }
    try (BufferedWriter out = Files.newBufferedWriter(target)) {
      append("rejected", table.rejects(), out);
      append("setAside", table.setAside(), out);
      append("nulled", table.nulls(), out);
    }
    return true;
  }

  /** Every line is an object, written by this program; its kind goes before its first member. */
  private static void append(String kind, Optional<Path> lines, BufferedWriter out)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(lines.get())) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        out.write("{\"kind\":\"" + kind + "\"," + line.substring(1) + "\n");
      }
    }
  }
}
