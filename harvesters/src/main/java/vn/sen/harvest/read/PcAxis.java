package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of PC-Axis ({@code .px}): statements {@code KEYWORD[language]("variable")=values;}, the
 * last of which holds the data. Only the file's own language is read.
 */
final class PcAxis {
  private static final long LARGEST = 24L << 20;

  private final String text;
  private int at;
  private final Map<String, List<String>> statements = new LinkedHashMap<>();
  private List<String> data = List.of();

  private PcAxis(String text) {
    this.text = text;
  }

  /**
   * @param file in UTF-8
   */
  static Cube read(Path file, int mark) throws IOException, Refused {
    if (Files.size(file) > LARGEST) {
      throw new Refused(
          "Tệp PC-Axis lớn hơn 24 MB. Hãy chia nhỏ bảng.",
          "The PC-Axis file is larger than 24 MB. Split the table.");
    }
    byte[] bytes = Files.readAllBytes(file);
    return new PcAxis(new String(bytes, mark, bytes.length - mark, StandardCharsets.UTF_8)).cube();
  }

  private Cube cube() throws Refused {
    while (statement()) {
      // Until the data, or the end.
    }
    var names = new ArrayList<>(statements.getOrDefault("STUB", List.of()));
    names.addAll(statements.getOrDefault("HEADING", List.of()));
    if (names.isEmpty()) {
      throw wrong("STUB, HEADING");
    }
    if (statements.containsKey("KEYS")) {
      throw wrong("KEYS");
    }
    var dimensions = new ArrayList<Cube.Dimension>();
    for (String name : names) {
      List<String> labels = statements.getOrDefault("VALUES(" + name + ")", List.of());
      if (labels.isEmpty()) {
        throw wrong("VALUES(\"" + name + "\")");
      }
      List<String> codes = statements.getOrDefault("CODES(" + name + ")", labels);
      dimensions.add(
          new Cube.Dimension(name, codes.size() == labels.size() ? codes : labels, labels));
    }
    List<String> values = data;
    var cube = new Cube(dimensions, index -> values.get((int) index));
    if (cube.size() != values.size()) {
      throw new Refused(
          "DATA có %,d số, các chiều cần %,d: tệp bị cắt cụt hoặc sai."
              .formatted(values.size(), cube.size()),
          "DATA holds %,d values, the dimensions need %,d: the file is cut or wrong."
              .formatted(values.size(), cube.size()));
    }
    return cube;
  }

  private static Refused wrong(String keyword) {
    return new Refused(
        "Tệp PC-Axis thiếu hoặc có %s mà chương trình không đọc được.".formatted(keyword),
        "The PC-Axis file lacks %s, or has it in a form that is not read.".formatted(keyword));
  }

  /** Reads one statement; false when there is no other. */
  private boolean statement() throws Refused {
    blanks();
    int start = at;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
      at = text.charAt(at) == '"' ? behindQuote(at) : at + 1;
    }
    if (at >= text.length() || text.charAt(at) == ';') {
      at++;
      return at < text.length();
    }
    String head = text.substring(start, at).strip();
    at++;
    if (head.toUpperCase(Locale.ROOT).equals("DATA")) {
      data = data();
      return false;
    }
    List<String> values = values();
    int open = head.indexOf('(');
    if ((open < 0 ? head : head.substring(0, open)).indexOf('[') < 0) {
      statements.putIfAbsent(key(head), values);
    }
    return true;
  }

  /** {@code VALUES("Tỉnh")} as {@code VALUES(Tỉnh)}. */
  private static String key(String head) {
    int open = head.indexOf('(');
    if (open < 0) {
      return head.toUpperCase(Locale.ROOT);
    }
    return head.substring(0, open).strip().toUpperCase(Locale.ROOT)
        + head.substring(open).replace("\"", "");
  }

  /** Texts between quotes; those with no comma between them are one that goes on. */
  private List<String> values() throws Refused {
    var values = new ArrayList<String>();
    var value = new StringBuilder();
    boolean goesOn = false;
    while (at < text.length() && text.charAt(at) != ';') {
      char c = text.charAt(at);
      if (c == '"') {
        int end = behindQuote(at);
        value.append(text, at + 1, end - 1);
        goesOn = true;
        at = end;
      } else {
        if (c == ',' && goesOn) {
          values.add(value.toString());
          value.setLength(0);
          goesOn = false;
        }
        at++;
      }
    }
    if (goesOn) {
      values.add(value.toString());
    }
    at++;
    return values;
  }

  private int behindQuote(int open) throws Refused {
    int close = text.indexOf('"', open + 1);
    if (close < 0) {
      throw new Refused(
          "Một dấu nháy trong tệp PC-Axis mở mà không đóng: tệp bị cắt cụt.",
          "A quote in the PC-Axis file opens and never closes: the file is cut.");
    }
    return close + 1;
  }

  private List<String> data() throws Refused {
    var values = new ArrayList<String>();
    while (true) {
      blanks();
      if (at >= text.length() || text.charAt(at) == ';') {
        return Collections.unmodifiableList(values);
      }
      int end = at;
      if (text.charAt(at) == '"') {
        end = behindQuote(at);
        values.add(text.substring(at + 1, end - 1));
      } else {
        while (end < text.length() && !isBlank(text.charAt(end)) && text.charAt(end) != ';') {
          end++;
        }
        values.add(text.substring(at, end));
      }
      at = end;
    }
  }

  private void blanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == ',';
  }
}
