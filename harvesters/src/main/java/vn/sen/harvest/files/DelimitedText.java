package vn.sen.harvest.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Records of comma-, semicolon- or tab-separated text (RFC 4180). Only for lists, which are small
 * and made by hand; tables are read elsewhere.
 */
final class DelimitedText {
  private DelimitedText() {}

  /** A record and the line it starts on, from 1. */
  record Line(int number, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /** The delimiter that the first line with any text has most of; a comma where it has none. */
  static char delimiter(String text) {
    String first =
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .findFirst()
            .orElse("");
    char best = ',';
    for (char candidate : new char[] {'\t', ';'}) {
      if (count(first, candidate) > count(first, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  static List<Line> read(String text, char delimiter) {
    List<Line> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int line = 1;
    int start = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == delimiter) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else if (c == '\n') {
        end(lines, cells, cell, start);
        start = line;
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (!cell.isEmpty() || !cells.isEmpty()) {
      end(lines, cells, cell, start);
    }
    return lines;
  }

  private static void end(List<Line> lines, List<String> cells, StringBuilder cell, int start) {
    cells.add(cell.toString().strip());
    cell.setLength(0);
    lines.add(new Line(start, List.copyOf(cells)));
    cells.clear();
  }
}
