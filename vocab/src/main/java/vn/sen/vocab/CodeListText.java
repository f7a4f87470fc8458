package vn.sen.vocab;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.CodeListReading.Fault;

/**
 * The text of a code list taken apart: what its first comments say of it, and its tables. A row a
 * line, cells between bars, {@code #} before a comment; the first row of a table is its header, and
 * where there are several tables each begins with its name in brackets.
 *
 * @param said {@code list}, {@code version} and {@code source}, those that are there
 * @param tables by name; the empty name for one that has none
 * @param faults of form, in the order of lines
 */
record CodeListText(Map<String, Said> said, Map<String, Table> tables, List<Fault> faults) {
  private static final Pattern SAID = Pattern.compile("# *(list|version|source):(.*)");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\uFFFD\\u00A0&&[^\\n]]");

  /** What a comment says, and where. */
  record Said(int line, String words) {}

  /** A row of a table, and where it stands. */
  record Row(int line, String[] cells) {}

  /**
   * @param line of the header
   */
  record Table(int line, List<String> columns, List<Row> rows) {}

  /**
   * The text of a file in the one form in which it is kept and hashed: without a byte order mark,
   * NFC, every line ended by a line feed alone. Absent when the bytes are no UTF-8.
   */
  static Optional<String> canonical(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String lines = plain.replace("\r\n", "\n").replace('\r', '\n');
    String composed = Normalizer.normalize(lines, Normalizer.Form.NFC);
    return Optional.of(composed.endsWith("\n") ? composed : composed + "\n");
  }

  /** The line in which the first bytes stand that are no UTF-8, from 1. */
  static int firstUndecodable(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    decoder.decode(in, java.nio.CharBuffer.allocate(bytes.length + 1), true);
    int line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** Faults of characters that nobody sees, at most one a line. */
  static List<Fault> invisible(String text) {
    var faults = new ArrayList<Fault>();
    Matcher found = INVISIBLE.matcher(text);
    int line = 1;
    int at = 0;
    while (found.find(at)) {
      line += (int) text.substring(at, found.start()).chars().filter(c -> c == '\n').count();
      String character = "U+%04X".formatted(text.codePointAt(found.start()));
      faults.add(
          Fault.at(
              line,
              "Dòng có ký tự không nhìn thấy %s. Xoá ký tự đó.".formatted(character),
              "The line holds the invisible character %s. Delete it.".formatted(character)));
      line++;
      at = text.indexOf('\n', found.start()) + 1;
    }
    return faults;
  }

  /** Takes a canonical text apart. */
  static CodeListText parse(String text) {
    var parsing = new Parsing();
    int line = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      line++;
      parsing.take(line, text.substring(start, end < 0 ? text.length() : end));
      start = end < 0 ? text.length() : end + 1;
    }
    return new CodeListText(Map.copyOf(parsing.said), parsing.tables, List.copyOf(parsing.faults));
  }

  /** The words said under a key; empty where there are none. */
  String word(String key) {
    return Optional.ofNullable(said.get(key)).map(Said::words).orElse("");
  }

  int lineOf(String key) {
    return Optional.ofNullable(said.get(key)).map(Said::line).orElse(1);
  }

  List<Row> rows(String table) {
    return Optional.ofNullable(tables.get(table)).map(Table::rows).orElse(List.of());
  }

  private static final class Parsing {
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private String name = "";
    private @Nullable Table open;
    private boolean begun;

    void take(int number, String line) {
      if (line.isBlank()) {
        return;
      }
      if (line.startsWith("#")) {
        comment(number, line);
        return;
      }
      begun = true;
      if (line.startsWith("[") && line.endsWith("]")) {
        name = line.substring(1, line.length() - 1);
        open = null;
      } else {
        row(number, line.split("\\|", -1));
      }
    }

    private void comment(int number, String line) {
      Matcher says = SAID.matcher(line);
      if (begun || !says.matches()) {
        return;
      }
      if (said.putIfAbsent(says.group(1), new Said(number, says.group(2).strip())) != null) {
        faults.add(
            Fault.at(
                number,
                "\"# %s:\" đã được ghi ở trên. Chỉ giữ một dòng.".formatted(says.group(1)),
                "\"# %s:\" was said above already. Keep one line.".formatted(says.group(1))));
      }
    }

    private void row(int number, String[] cells) {
      Table table = open;
      if (table == null) {
        open = new Table(number, List.of(cells), new ArrayList<>());
        if (tables.putIfAbsent(name, open) != null) {
          faults.add(
              Fault.at(
                  number,
                  "Bảng [%s] có hai lần. Gộp làm một.".formatted(name),
                  "There are two tables [%s]. Make them one.".formatted(name)));
        }
      } else if (cells.length != table.columns().size()) {
        faults.add(
            Fault.at(
                number,
                "Dòng có %d ô, tiêu đề có %d cột (%s). Thêm hoặc bớt dấu |."
                    .formatted(cells.length, table.columns().size(), shown(table)),
                "The line has %d cells, the header %d columns (%s). Add or remove bars."
                    .formatted(cells.length, table.columns().size(), shown(table))));
      } else {
        table.rows().add(new Row(number, cells));
      }
    }

    private static String shown(Table table) {
      return String.join("|", table.columns());
    }
  }
}
