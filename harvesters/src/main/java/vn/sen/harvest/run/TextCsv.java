package vn.sen.harvest.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Column;

/**
 * Writes a table of text as CSV that says no more than its file did: the header as it stands,
 * however often a name is there, and cells behind the last column only in the records that have
 * them.
 */
final class TextCsv {
  private TextCsv() {}

  static void write(DuckSession session, Path table, ReadReport report, Path target)
      throws IOException {
    int width = report.columns().size() - report.notes().surplusColumns();
    String header =
        report.columns().subList(0, width).stream()
            .map(report.headerRows() == 0 ? Column::name : Column::original)
            .map(name -> cell(name.strip()))
            .collect(Collectors.joining(",", "", "\n"));
    String source = "read_parquet(" + DuckSession.literal(table.toString()) + ")";
    if (report.notes().surplusColumns() == 0) {
      Path body = target.resolveSibling(target.getFileName() + ".body");
      session.execute(
          "COPY (FROM %s) TO %s (FORMAT csv, HEADER false, NULLSTR '')"
              .formatted(source, DuckSession.literal(body.toString())));
      try (OutputStream out = Files.newOutputStream(target)) {
        out.write(header.getBytes(StandardCharsets.UTF_8));
        Files.copy(body, out);
      } finally {
        Files.deleteIfExists(body);
      }
      return;
    }
    try (BufferedWriter out = Files.newBufferedWriter(target);
        Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery("FROM " + source)) {
      out.write(header);
      while (rows.next()) {
        out.write(record(rows, width, report.columns().size()));
      }
    } catch (SQLException e) {
      throw new IOException("a table of text cannot be written: " + target, e);
    }
  }

  private static String record(ResultSet rows, int width, int all) throws SQLException {
    int cells = all;
    while (cells > width && rows.getString(cells) == null) {
      cells--;
    }
    var texts = new ArrayList<String>(cells);
    for (int i = 1; i <= cells; i++) {
      String text = rows.getString(i);
      texts.add(text == null ? "" : cell(text));
    }
    String line = String.join(",", texts);
    // An empty line is no record to most readers.
    return (line.isEmpty() ? "\"\"" : line) + "\n";
  }

  private static String cell(String text) {
    boolean bare = IntStream.of(',', '"', '\n', '\r').allMatch(c -> text.indexOf(c) < 0);
    return bare ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
