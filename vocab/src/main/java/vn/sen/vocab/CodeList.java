package vn.sen.vocab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads the lists that ship as resources: a row a line, cells between bars, {@code #} before a
 * comment, the first line that is none being the header.
 */
final class CodeList {
  private CodeList() {}

  /** The rows under the header; every row has as many cells as it. */
  static List<String[]> rows(String resource) {
    try (InputStream in = CodeList.class.getResourceAsStream("codes/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("code list %s is missing".formatted(resource));
      }
      InputStream plain = resource.endsWith(".gz") ? new GZIPInputStream(in) : in;
      var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
      List<String[]> rows =
          reader
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> line.split("\\|", -1))
              .toList();
      int width = rows.getFirst().length;
      for (String[] row : rows) {
        if (row.length != width) {
          throw new IllegalStateException(
              "%s: %d cells in '%s', not %d"
                  .formatted(resource, row.length, String.join("|", row), width));
        }
      }
      return rows.subList(1, rows.size());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read code list " + resource, e);
    }
  }

  /** A cell that holds several values, separated by semicolons; none when it is empty. */
  static List<String> values(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" *; *"));
  }
}
