package vn.sen.harvest.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;

/** What the address of a source holds. */
sealed interface FileList {

  /** A list, which may be empty. */
  record Rows(List<Row> rows) implements FileList {}

  /** The address is a data file itself. */
  record Single() implements FileList {}

  /** A line of the list. */
  sealed interface Row {
    /** Where it stands in the list, from 1. */
    int position();

    /**
     * @param values by column, folded by {@link #folded}; blank cells are absent
     * @param names the columns as the list spells them, by folded name
     */
    record Cells(int position, Map<String, String> values, Map<String, String> names)
        implements Row {}

    record Broken(int position, Message why) implements Row {}
  }

  List<String> URL_COLUMNS =
      List.of("url", "link", "href", "downloadurl", "accessurl", "diachi", "duongdan", "lienket");

  Pattern URL_LINE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
  Pattern MARKS = Pattern.compile("\\p{M}+");

  /** So much of a long body shows what it is. */
  int HEAD = 1 << 16;

  Pattern MAP = Pattern.compile("\"type\"\\s{0,9}:\\s{0,9}\"(FeatureCollection|Topology)\"");

  /** Endings of files that are data even where their bytes don't tell. */
  Pattern DATA_NAME =
      Pattern.compile(
          "(?i).*\\.(csv|tsv|xlsx?|ods|parquet|json|geojson|xml|zip|gz|7z|pdf|txt|dbf)");

  Message CURE =
      new Message(
          "Địa chỉ phải là danh sách tệp (mỗi dòng một URL, CSV có cột 'url', hoặc mảng JSON) hay"
              + " một tệp dữ liệu.",
          "The address has to be a list of files (a URL per line, CSV with a column 'url', or a"
              + " JSON array) or a data file.");

  /** A list held as rows costs some twenty times its bytes. */
  int MOST_BYTES = 8 << 20;

  /** However short its lines are. */
  int MOST_ROWS = 200_000;

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }

  /**
   * @throws WrongContentException when {@code body} is neither a list nor data
   */
  static FileList read(byte[] body, Answer answer) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw wrong("đó là một trang HTML", "it is an HTML page");
    }
    if (isBinaryData(body)) {
      return new Single();
    }
    return isLong(body) ? large(body, answer) : small(body, answer);
  }

  private static boolean isLong(byte[] body) {
    int lines = 0;
    for (int i = 0; i < body.length && lines <= MOST_ROWS; i++) {
      lines += body[i] == '\n' ? 1 : 0;
    }
    return body.length > MOST_BYTES || lines > MOST_ROWS;
  }

  /** What is too long for a list may be a table or a map all the same, as its beginning shows. */
  private static FileList large(byte[] body, Answer answer) throws WrongContentException {
    if (DATA_NAME.matcher(answer.fileName()).matches()) {
      return new Single();
    }
    int end = Math.min(body.length, HEAD);
    while (end > 0 && body[end - 1] != '\n') {
      end--;
    }
    byte[] head = Arrays.copyOf(body, end == 0 ? Math.min(body.length, HEAD) : end);
    String start = new String(head, StandardCharsets.UTF_8).stripLeading();
    boolean isJson = start.startsWith("[") || start.startsWith("{");
    if (isJson ? MAP.matcher(start).find() : small(head, answer) instanceof Single) {
      return new Single();
    }
    throw wrong(
        "danh sách dài hơn %d MB hoặc %d dòng".formatted(MOST_BYTES >> 20, MOST_ROWS),
        "the list is longer than %d MB or %d lines".formatted(MOST_BYTES >> 20, MOST_ROWS));
  }

  private static FileList small(byte[] body, Answer answer) throws WrongContentException {
    Optional<String> decoded = text(body);
    if (decoded.isEmpty()) {
      // Text in an older encoding: a table perhaps, never a list.
      return singleIfNamed(answer);
    }
    String text = decoded.get();
    String start = text.stripLeading();
    if (start.startsWith("[") || start.startsWith("{")) {
      return json(text);
    }
    Optional<String> first =
        text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).findFirst();
    if (first.isEmpty()) {
      return new Rows(List.of());
    }
    char delimiter = DelimitedText.delimiter(text);
    if (URL_LINE.matcher(first.get()).matches() && first.get().indexOf('\t') < 0) {
      return new Rows(urls(text));
    }
    return table(DelimitedText.read(text, delimiter), answer);
  }

  private static FileList singleIfNamed(Answer answer) throws WrongContentException {
    if (DATA_NAME.matcher(answer.fileName()).matches()) {
      return new Single();
    }
    throw wrong(
        "nội dung không phải danh sách, cũng không phải định dạng dữ liệu nhận ra được",
        "the body is neither a list nor data of a known format");
  }

  private static boolean isBinaryData(byte[] body) {
    return startsWith(body, "PK\3\4")
        || startsWith(body, "\u00d0\u00cf\u0011\u00e0")
        || startsWith(body, "PAR1")
        || startsWith(body, "\u001f\u008b")
        || startsWith(body, "%PDF-")
        || startsWith(body, "7z\u00bc\u00af")
        || startsWith(body, "SQLite format 3");
  }

  private static boolean startsWith(byte[] body, String latin1) {
    byte[] magic = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return body.length >= magic.length
        && Arrays.equals(body, 0, magic.length, magic, 0, magic.length);
  }

  private static Optional<String> text(byte[] body) {
    boolean wide = body.length > 1 && (body[0] & 0xff) + (body[1] & 0xff) == 0xff + 0xfe;
    try {
      String text =
          (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
              .newDecoder()
              .decode(ByteBuffer.wrap(body))
              .toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text)
          .filter(t -> t.indexOf('\0') < 0);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<Row> urls(String text) {
    List<Row> rows = new ArrayList<>();
    int position = 0;
    for (String line : text.lines().toList()) {
      position++;
      String url = line.strip();
      if (!url.isEmpty() && !url.startsWith("#")) {
        rows.add(
            SourceClient.address(url).isPresent()
                ? new Row.Cells(position, Map.of("url", url), Map.of("url", "url"))
                : new Row.Broken(
                    position,
                    new Message(
                        "Không dùng được: dòng này không phải địa chỉ http hoặc https. Ghi chú"
                            + " thích sau dấu #.",
                        "Not usable: the line is no http or https address. Put remarks after a"
                            + " #.")));
      }
    }
    return rows;
  }

  private static FileList json(String text) throws WrongContentException {
    JsonNode list = JsonBody.read(text, CURE);
    if (list.path("type").asText("").matches("FeatureCollection|Topology")) {
      return new Single();
    }
    if (!list.isArray()) {
      throw wrong("JSON không phải một mảng", "its JSON is no array");
    }
    if (list.size() > MOST_ROWS) {
      throw wrong(
          "mảng JSON có hơn %d phần tử".formatted(MOST_ROWS),
          "its JSON array has more than %d elements".formatted(MOST_ROWS));
    }
    boolean isList = list.isEmpty();
    List<Row> rows = new ArrayList<>();
    int position = 0;
    for (JsonNode element : list) {
      position++;
      Row row = row(position, element);
      isList |= row instanceof Row.Cells cells && url(cells).isPresent();
      rows.add(row);
    }
    boolean isTable = !list.isEmpty() && list.get(0).isObject() && list.size() > 1;
    if (!isList && !isTable) {
      throw wrong(
          "mảng JSON không có phần tử nào có 'url'", "no element of its JSON array has a 'url'");
    }
    return isList ? new Rows(rows) : new Single();
  }

  private static Row row(int position, JsonNode element) {
    if (element.isTextual()) {
      return new Row.Cells(position, Map.of("url", element.textValue()), Map.of("url", "url"));
    }
    if (!element.isObject()) {
      return new Row.Broken(
          position,
          new Message(
              "Không dùng được: phần tử không phải chuỗi hay đối tượng JSON. Ghi {\"url\": ...}.",
              "Not usable: the element is neither text nor an object. Write {\"url\": ...}."));
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    element
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String text = value.isValueNode() ? value.asText() : joined(value);
              if (!value.isNull() && !text.isBlank()) {
                values.putIfAbsent(folded(member.getKey()), text.strip());
                names.putIfAbsent(folded(member.getKey()), member.getKey());
              }
            });
    return new Row.Cells(position, values, names);
  }

  /** A list of words is written as in CSV; anything deeper stays JSON. */
  private static String joined(JsonNode value) {
    List<String> words = new ArrayList<>();
    for (JsonNode element : value) {
      if (!value.isArray() || !element.isValueNode()) {
        return value.toString();
      }
      words.add(element.asText());
    }
    return String.join(";", words);
  }

  private static FileList table(List<DelimitedText.Line> lines, Answer answer)
      throws WrongContentException {
    List<DelimitedText.Line> filled =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.cells().getFirst().startsWith("#"))
            .toList();
    if (filled.isEmpty()) {
      return new Rows(List.of());
    }
    List<String> header = filled.getFirst().cells();
    List<String> columns = header.stream().map(FileList::folded).toList();
    if (columns.stream().noneMatch(URL_COLUMNS::contains)) {
      boolean isTable =
          header.size() > 1
              && filled.size() > 1
              && filled.stream().limit(20).allMatch(line -> line.cells().size() == header.size());
      return isTable ? new Single() : singleIfNamed(answer);
    }
    List<Row> rows = new ArrayList<>();
    for (DelimitedText.Line line : filled.subList(1, filled.size())) {
      rows.add(row(line, header, columns));
    }
    return new Rows(rows);
  }

  private static Row row(DelimitedText.Line line, List<String> header, List<String> columns) {
    if (line.cells().size() > header.size()) {
      return new Row.Broken(
          line.number(),
          new Message(
              "Không dùng được: dòng có %d ô, tiêu đề chỉ có %d. Đặt ô chứa dấu phân cách trong ngoặc kép."
                  .formatted(line.cells().size(), header.size()),
              "Not usable: the line has %d cells, the header only %d. Quote cells that hold the delimiter."
                  .formatted(line.cells().size(), header.size())));
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < line.cells().size(); i++) {
      if (!line.cells().get(i).isBlank()) {
        values.putIfAbsent(columns.get(i), line.cells().get(i));
        names.putIfAbsent(columns.get(i), header.get(i));
      }
    }
    return new Row.Cells(line.number(), values, names);
  }

  /** The address that a row states. */
  static Optional<String> url(Row.Cells row) {
    return URL_COLUMNS.stream()
        .filter(row.values()::containsKey)
        .map(row.values()::get)
        .findFirst();
  }

  /**
   * A column's name without case, accents and separators: {@code Định dạng} is {@code dinhdang}.
   */
  static String folded(String name) {
    return MARKS
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace('đ', 'd')
        .replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
