package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of PC-Axis ({@code .px}): statements {@code KEYWORD[language]("variable")=values;}, the
 * last of which holds the data: all of it, or, with {@code KEYS}, the rows that are not all zeros.
 * Only the file's own language is read.
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
    List<Cube.Dimension> stub = dimensions("STUB");
    var dimensions = new ArrayList<>(stub);
    dimensions.addAll(dimensions("HEADING"));
    if (dimensions.isEmpty()) {
      throw wrong("STUB, HEADING");
    }
    boolean keyed = statements.keySet().stream().anyMatch(key -> key.startsWith("KEYS("));
    return keyed ? keyed(stub, dimensions) : dense(dimensions);
  }

  private List<Cube.Dimension> dimensions(String keyword) throws Refused {
    var dimensions = new ArrayList<Cube.Dimension>();
    for (String name : statements.getOrDefault(keyword, List.of())) {
      List<String> labels = statements.getOrDefault("VALUES(" + name + ")", List.of());
      if (labels.isEmpty()) {
        throw wrong("VALUES(\"" + name + "\")");
      }
      List<String> codes = statements.getOrDefault("CODES(" + name + ")", labels);
      dimensions.add(
          new Cube.Dimension(name, codes.size() == labels.size() ? codes : labels, labels));
    }
    return dimensions;
  }

  private Cube dense(List<Cube.Dimension> dimensions) throws Refused {
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

  /**
   * Data whose rows begin with the categories of the stub that they are for. A row that is not
   * there is all zeros.
   */
  private Cube keyed(List<Cube.Dimension> stub, List<Cube.Dimension> dimensions) throws Refused {
    Map<Long, Integer> rows = new HashMap<>();
    var sparse = new Cube(dimensions, _ -> "0");
    long all = sparse.size();
    if (stub.isEmpty()) {
      throw wrong("STUB");
    }
    long ofStub = new Cube(stub, sparse.values()).size();
    int cells = (int) (all / ofStub);
    int width = stub.size() + cells;
    if (data.size() % width != 0) {
      throw new Refused(
          "DATA có KEYS nhưng các dòng không đủ %,d ô: tệp bị cắt cụt hoặc sai.".formatted(width),
          "DATA has KEYS, but not every row has %,d cells: the file is cut or wrong."
              .formatted(width));
    }
    List<Map<String, Integer>> places = stub.stream().map(this::places).toList();
    for (int at = 0; at < data.size(); at += width) {
      long row = 0;
      for (int i = 0; i < stub.size(); i++) {
        @Nullable Integer place = places.get(i).get(data.get(at + i));
        if (place == null) {
          throw unknown(stub.get(i).name(), data.get(at + i));
        }
        row = row * stub.get(i).labels().size() + place;
      }
      if (rows.put(row, at + stub.size()) != null) {
        throw unknown(stub.getLast().name(), data.get(at + stub.size() - 1));
      }
    }
    List<String> values = data;
    return new Cube(
        dimensions,
        index -> {
          @Nullable Integer first = rows.get(index / cells);
          return first == null ? "0" : values.get(first + (int) (index % cells));
        });
  }

  /** The places of a dimension's categories, by what stands for them in the data. */
  private Map<String, Integer> places(Cube.Dimension dimension) {
    List<String> by = statements.getOrDefault("KEYS(" + dimension.name() + ")", List.of());
    List<String> keys =
        by.stream().anyMatch("CODES"::equalsIgnoreCase) ? dimension.codes() : dimension.labels();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      places.putIfAbsent(keys.get(i), i);
    }
    return places;
  }

  private static Refused unknown(String dimension, String key) {
    return new Refused(
        "Một dòng của DATA có '%s' không thuộc '%s', hoặc lặp lại.".formatted(key, dimension),
        "A row of DATA has '%s', which is not of '%s', or is there twice."
            .formatted(key, dimension));
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

  /**
   * Texts between quotes; those with no comma between them are one that goes on. A lone value needs
   * no quotes.
   */
  private List<String> values() throws Refused {
    var values = new ArrayList<String>();
    var value = new StringBuilder();
    boolean goesOn = false;
    int start = at;
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
    if (values.isEmpty()) {
      String bare = text.substring(start, at).strip();
      if (!bare.isEmpty()) {
        values.add(bare);
      }
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
