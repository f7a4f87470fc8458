package vn.sen.harvest.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A table written with one fault at a time, and what a careful person would still read in it. The
 * idea, one fault a file at every place of a table, is that of Vitagliano et al., "Pollock: A Data
 * Loading Benchmark" (2023); table and faults are our own.
 *
 * @param header names as they stand; empty when the file has none
 * @param rows records that belong to the table; those that were too short are filled up
 */
record Pollution(String name, byte[] bytes, List<String> header, List<List<String>> rows) {

  /** How a table is written. */
  private record Style(String delimiter, String quote, String escaped, String end) {
    static final Style PLAIN = new Style(",", "\"", "\"\"", "\r\n");

    Style delimiter(String other) {
      return new Style(other, quote, escaped, end);
    }

    Style quote(String other, String within) {
      return new Style(delimiter, other, within, end);
    }

    Style end(String other) {
      return new Style(delimiter, quote, escaped, other);
    }

    String cell(String text) {
      boolean bare =
          !text.contains(delimiter)
              && !text.contains(quote)
              && !text.contains("\n")
              && text.length() <= 24;
      return bare || text.isEmpty() ? text : quote + text.replace(quote, escaped) + quote;
    }

    String row(List<String> cells) {
      return String.join(delimiter, cells.stream().map(this::cell).toList()) + end;
    }
  }

  static final List<String> HEADER =
      List.of(
          "Ngày", "Giờ", "Số lượng", "Mã hàng", "Đơn giá", "Loại", "Mô tả", "Liên kết", "Ghi chú");

  static final int ROWS = 60;

  private static final List<String> KINDS =
      List.of("Áo đi mưa", "Men's trail shoes", "Giày leo núi nữ", "Mũ", "Tất len (dày)");

  private static final List<String> WORDS =
      List.of(
          "Nhẹ, bền và chống nước, hợp với đường dài.",
          "It's light, rugged and dries quickly, even in the rain.",
          "Loại \"đặc biệt\" dành cho người đi rừng, có 3 túi.",
          "Dệt từ sợi tái chế; giặt máy được, không cần là.",
          "Great grip for wet rocks: a favourite of guides, and of children.");

  static List<List<String>> goods() {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          List.of(
              "%02d/%02d/2025".formatted(1 + i * 7 % 28, 1 + i % 12),
              "%02d:%02d".formatted(i % 24, i * 15 % 60),
              Integer.toString(i * 3 % 17),
              "%s-%04d".formatted(i % 2 == 0 ? "MG" : "HK", 1000 + i * 37),
              "$%d.%02d".formatted(20 + i, i * 7 % 100),
              KINDS.get(i % KINDS.size()),
              WORDS.get(i % WORDS.size()),
              "https://example.org/hang/%04d.html?a=1&b=%d".formatted(1000 + i * 37, i),
              i % 9 == 4 ? "hết hàng" : ""));
    }
    return rows;
  }

  private static String text(Style style, List<List<String>> rows) {
    var text = new StringBuilder(style.row(HEADER));
    rows.forEach(row -> text.append(style.row(row)));
    return text.toString();
  }

  private static Pollution of(
      String name, String text, List<String> header, List<List<String>> rows) {
    return new Pollution(name, text.getBytes(StandardCharsets.UTF_8), header, rows);
  }

  /** Faults of the file and of the table as a whole. */
  static List<Pollution> ofTables() {
    var all = new ArrayList<Pollution>();
    ofFiles(all::add);
    ofTables(all::add);
    return all;
  }

  /**
   * Faults of one record.
   *
   * @param row 0 for the header
   */
  static List<Pollution> ofRow(int row) {
    var all = new ArrayList<Pollution>();
    ofRows(row, all::add);
    return all;
  }

  private static void ofFiles(Consumer<Pollution> all) {
    List<List<String>> rows = goods();
    Style plain = Style.PLAIN;
    String text = text(plain, rows);
    all.accept(of("clean", text, HEADER, rows));
    all.accept(of("no line end at the end", text.stripTrailing(), HEADER, rows));
    all.accept(of("two line ends at the end", text + "\r\n", HEADER, rows));
    all.accept(of("byte order mark", "\ufeff" + text, HEADER, rows));
    for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
      all.accept(
          new Pollution(
              charset, ("\ufeff" + text).getBytes(Charset.forName(charset)), HEADER, rows));
    }
    for (String end : List.of("\n", "\r")) {
      all.accept(of("line end " + shown(end), text(plain.end(end), rows), HEADER, rows));
    }
    for (String delimiter :
        List.of(
            ";", "\t", "|", ", ", "; ", "||", "::", "^", "~", " ", " | ", "#", "@", "\u0001",
            "§")) {
      all.accept(
          of(
              "delimiter " + shown(delimiter),
              text(plain.delimiter(delimiter), rows),
              HEADER,
              rows));
    }
    all.accept(of("quote '", text(plain.quote("'", "''"), rows), HEADER, rows));
    all.accept(of("escape \\", text(plain.quote("\"", "\\\""), rows), HEADER, rows));
    all.accept(of("no escape", text(plain.quote("\"", "\""), rows), HEADER, rows));
    all.accept(of("quote ' escape \\", text(plain.quote("'", "\\'"), rows), HEADER, rows));
    all.accept(of("quote ' no escape", text(plain.quote("'", "'"), rows), HEADER, rows));
    all.accept(of("quote `", text(plain.quote("`", "``"), rows), HEADER, rows));
    all.accept(
        of(
            "everything quoted",
            quoted(HEADER) + rows.stream().map(Pollution::quoted).collect(Collectors.joining()),
            HEADER,
            rows));
    all.accept(of("header alone", plain.row(HEADER), HEADER, List.of()));
    all.accept(of("one row", text(plain, rows.subList(0, 1)), HEADER, rows.subList(0, 1)));
    all.accept(of("two rows", text(plain, rows.subList(0, 2)), HEADER, rows.subList(0, 2)));
    all.accept(of("no header", text.substring(text.indexOf("\r\n") + 2), List.of(), rows));
  }

  private static String quoted(List<String> cells) {
    return String.join(",", cells.stream().map(c -> '"' + c.replace("\"", "\"\"") + '"').toList())
        + "\r\n";
  }

  private static void ofTables(Consumer<Pollution> all) {
    List<List<String>> rows = goods();
    Style plain = Style.PLAIN;
    String text = text(plain, rows);
    List<String> titles =
        List.of(
            "Bảng giá năm 2025\r\n",
            "Bảng giá năm 2025\r\n\r\n",
            "Bảng giá năm 2025\r\nNguồn: Sở Công Thương\r\nĐơn vị: USD\r\n",
            "Bảng giá năm 2025\r\nNguồn: Sở Công Thương\r\n\r\nCập nhật: 01/02/2025\r\n\r\n",
            "\"Bảng giá, hàng thể thao\",,,,,,,,\r\n,,,,,,,,\r\n",
            "\r\n\r\n",
            "# Bảng giá, xuất ngày 01/02/2025\r\n# mọi giá, chưa thuế\r\n",
            "Bảng giá, hàng thể thao, năm 2025\r\n");
    for (String title : titles) {
      all.accept(of("titled " + shown(title), title + text, HEADER, rows));
      all.accept(
          of(
              "titled, three rows " + shown(title),
              title + text(plain, rows.subList(0, 3)),
              HEADER,
              rows.subList(0, 3)));
    }
    for (String note :
        List.of(
            "\r\nNguồn: Sở Công Thương, số liệu tạm tính.\r\n",
            "Nguồn: Sở Công Thương.\r\n",
            "\r\n(1) Chưa gồm thuế.\r\n(2) Số liệu tạm tính.\r\n",
            ",,,,,,,,\r\nGhi chú: giá chưa gồm thuế,,,,,,,,\r\n")) {
      all.accept(of("note " + shown(note), text + note, HEADER, rows));
    }
    // Blank rows within.
    all.accept(
        of(
            "blank line within",
            text(plain, rows.subList(0, 20))
                + "\r\n"
                + rows.subList(20, ROWS).stream().map(plain::row).collect(Collectors.joining()),
            HEADER,
            rows));
  }

  private static void ofRows(int row, Consumer<Pollution> all) {
    Style plain = Style.PLAIN;
    for (int column = 0; column < HEADER.size(); column++) {
      int c = column;
      all.accept(inRow("delimiter more", row, c, cells -> cells.add(c + 1, "")));
      if (column + 1 < HEADER.size()) {
        all.accept(inRow("delimiter less", row, c, cells -> join(cells, c)));
      }
      int every = (row * HEADER.size() + column) % 3;
      if (every == 0) {
        all.accept(extraQuote(row, c, "start", t -> "\"" + t));
        all.accept(
            extraQuote(
                row,
                c,
                "middle",
                t -> t.length() < 2 ? t : t.substring(0, 2) + "\"" + t.substring(2)));
        all.accept(extraQuote(row, c, "end", t -> t + "\""));
      }
    }
    for (String delimiter : List.of(";", "\t", "|")) {
      all.accept(otherStyle("delimiter " + shown(delimiter), row, plain.delimiter(delimiter)));
    }
    all.accept(otherStyle("quote '", row, plain.quote("'", "''")));
    all.accept(otherStyle("escape \\", row, plain.quote("\"", "\\\"")));
    all.accept(otherStyle("end lf", row, plain.end("\n")));
    all.accept(otherStyle("end cr", row, plain.end("\r")));
    all.accept(otherStyle("end two", row, plain.end("\r\n\r\n")));
  }

  private static boolean bare(String cell) {
    return Style.PLAIN.cell(cell).equals(cell);
  }

  /** Makes one of a cell and the next, where no quote keeps them apart. */
  private static void join(List<String> cells, int first) {
    if (bare(cells.get(first)) && bare(cells.get(first + 1))) {
      cells.set(first, cells.get(first) + cells.remove(first + 1));
    }
  }

  /** The header and the rows, in lists that may be changed. */
  private static List<List<String>> lines() {
    var lines = new ArrayList<List<String>>();
    lines.add(new ArrayList<>(HEADER));
    goods().forEach(row -> lines.add(new ArrayList<>(row)));
    return lines;
  }

  private static Pollution inRow(String what, int row, int column, Consumer<List<String>> change) {
    List<List<String>> lines = lines();
    change.accept(lines.get(row));
    String text = lines.stream().map(Style.PLAIN::row).collect(Collectors.joining());
    var expected = new ArrayList<List<String>>();
    for (List<String> line : lines) {
      var padded = new ArrayList<>(line);
      while (padded.size() < HEADER.size()) {
        padded.add("");
      }
      expected.add(padded);
    }
    return of(
        "%s, row %d, cell %d".formatted(what, row, column),
        text,
        expected.getFirst(),
        expected.subList(1, expected.size()));
  }

  /** One quote too many in a cell: it is text. */
  private static Pollution extraQuote(
      int row, int column, String where, UnaryOperator<String> change) {
    List<List<String>> lines = lines();
    var text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i != row) {
        text.append(Style.PLAIN.row(lines.get(i)));
        continue;
      }
      var cells = new ArrayList<String>();
      var read = new ArrayList<>(lines.get(i));
      for (int c = 0; c < read.size(); c++) {
        String cell = Style.PLAIN.cell(read.get(c));
        if (c == column) {
          if (bare(read.get(c))) {
            cell = change.apply(cell);
            read.set(c, cell);
          } else {
            String within = change.apply(read.get(c));
            cell = '"' + change.apply(read.get(c).replace("\"", "\"\"")) + '"';
            read.set(c, within);
          }
        }
        cells.add(cell);
      }
      text.append(String.join(",", cells)).append("\r\n");
      lines.set(i, read);
    }
    return of(
        "quote more, %s, row %d, cell %d".formatted(where, row, column),
        text.toString(),
        lines.getFirst(),
        lines.subList(1, lines.size()));
  }

  private static Pollution otherStyle(String name, int row, Style style) {
    var text = new StringBuilder(row == 0 ? style.row(HEADER) : Style.PLAIN.row(HEADER));
    List<List<String>> rows = goods();
    for (int i = 0; i < rows.size(); i++) {
      text.append((i + 1 == row ? style : Style.PLAIN).row(rows.get(i)));
    }
    return of("row %d in other style: %s".formatted(row, name), text.toString(), HEADER, rows);
  }

  private static String shown(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
  }
}
