package vn.sen.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import vn.sen.vocab.CodeListReading.Fault;

/** The code lists that Sen knows, the versions that ship with it, and how newer ones are read. */
public final class CodeLists {
  /** Key of the list of provinces, districts and communes. */
  public static final String UNITS = "administrative-units";

  /** No list has nearly as much: that of the units has one megabyte. */
  public static final int LARGEST_BYTES = 16 << 20;

  private static final String EU = "http://publications.europa.eu/resource/authority/";

  private static final List<Known> ALL =
      List.of(
          new Known(
              UNITS,
              new Message("Đơn vị hành chính", "Administrative units"),
              Sen.NS + "codes:" + UNITS,
              ".csv.gz",
              Map.of(
                  "units", List.of("level", "code", "name", "parent", "validFrom", "validTo"),
                  "changes",
                      List.of("on", "levelBefore", "codeBefore", "levelAfter", "codeAfter"))),
          new Known(
              "themes",
              new Message("Chủ đề dữ liệu", "Data themes"),
              EU + "data-theme",
              ".csv",
              Map.of()),
          new Known(
              "frequencies",
              new Message("Tần suất cập nhật", "Frequencies"),
              EU + "frequency",
              ".csv",
              Map.of()),
          new Known(
              "file-types",
              new Message("Loại tệp", "File types"),
              EU + "file-type",
              ".csv",
              Map.of()),
          new Known(
              "licences",
              new Message("Giấy phép", "Licences"),
              Sen.NS + "codes:licences",
              ".csv",
              Map.of()));

  private static final Map<String, CodeListVersion> SHIPPED = new ConcurrentHashMap<>();

  private CodeLists() {}

  /**
   * A code list, whatever its version.
   *
   * @param iri what the list is called in RDF
   * @param ending of the resource that ships
   * @param tables the columns of each of its tables, for a list whose newer versions are taken in;
   *     none for one that is part of the program
   */
  public record Known(
      String key, Message title, String iri, String ending, Map<String, List<String>> tables) {

    /** Whether newer versions are imported; else they come with a newer Sen. */
    public boolean isImported() {
      return !tables.isEmpty();
    }
  }

  public static List<Known> all() {
    return ALL;
  }

  public static Optional<Known> find(String key) {
    return ALL.stream().filter(known -> known.key().equals(key)).findFirst();
  }

  /**
   * The version of a list that ships with Sen.
   *
   * @throws IllegalArgumentException when there is no such list
   */
  public static CodeListVersion shippedVersion(String key) {
    return SHIPPED.computeIfAbsent(key, CodeLists::readVersion);
  }

  private static CodeListVersion readVersion(String key) {
    return shipped(key).version();
  }

  /** As {@link #shippedVersion}, with all it says. */
  public static CodeList shipped(String key) {
    Known known = find(key).orElseThrow(() -> new IllegalArgumentException("no list " + key));
    String text = resource("codes/" + key + known.ending());
    String head =
        text.lines().takeWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
    return list(text, CodeListText.parse(head));
  }

  private static String resource(String name) {
    try (InputStream in = CodeLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("code list %s is missing".formatted(name));
      }
      InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read code list " + name, e);
    }
  }

  /** The rows of the one table of a shipped list. */
  static List<String[]> rows(String key) {
    CodeListText text = CodeListText.parse(shipped(key).text());
    if (!text.faults().isEmpty()) {
      throw new IllegalStateException("%s: %s".formatted(key, text.faults().getFirst()));
    }
    return text.rows("").stream().map(CodeListText.Row::cells).toList();
  }

  private static CodeList list(String text, CodeListText parsed) {
    return new CodeList(
        new CodeListVersion(parsed.word("list"), parsed.word("version"), Sha256.of(text)),
        parsed.word("source"),
        text);
  }

  /**
   * Reads the file of a list whole and strictly, as whoever imports it must know: form, columns,
   * periods, and what refers to what.
   */
  public static CodeListReading read(byte[] file) {
    if (file.length > LARGEST_BYTES) {
      return invalid(
          Fault.ofAll(
              "Tệp có %d byte; danh mục được phép tối đa %d byte. Kiểm tra lại xem có đúng tệp không."
                  .formatted(file.length, LARGEST_BYTES),
              "The file has %d bytes; a list has at most %d. See whether it is the right file."
                  .formatted(file.length, LARGEST_BYTES)));
    }
    Optional<String> text = CodeListText.canonical(file);
    if (text.isEmpty()) {
      return invalid(
          Fault.at(
              CodeListText.firstUndecodable(file),
              "Tệp không phải UTF-8 từ dòng này. Lưu lại tệp bằng mã UTF-8.",
              "From this line on the file is no UTF-8. Save it in UTF-8."));
    }
    CodeListText parsed = CodeListText.parse(text.get());
    var faults = new ArrayList<>(parsed.faults());
    faults.addAll(CodeListText.invisible(text.get()));
    Optional<Known> known = said(parsed, faults);
    known.ifPresent(list -> tables(list, parsed, faults));
    if (known.isPresent() && faults.isEmpty()) {
      faults.addAll(new UnitListCheck(parsed).faults());
    }
    if (faults.isEmpty()) {
      return new CodeListReading.Read(list(text.get(), parsed));
    }
    faults.sort(Comparator.comparingInt(fault -> fault.line().orElse(Integer.MAX_VALUE)));
    return new CodeListReading.Invalid(faults);
  }

  private static CodeListReading invalid(Fault fault) {
    return new CodeListReading.Invalid(List.of(fault));
  }

  /** The list that the file says it is; absent when it is none that can be imported. */
  private static Optional<Known> said(CodeListText parsed, List<Fault> faults) {
    String key = parsed.word("list");
    Optional<Known> known = find(key).filter(Known::isImported);
    if (known.isEmpty()) {
      String taken =
          ALL.stream().filter(Known::isImported).map(Known::key).collect(Collectors.joining(", "));
      faults.add(
          find(key).isPresent()
              ? Fault.at(
                  parsed.lineOf("list"),
                  "Danh mục \"%s\" là một phần của chương trình, bản mới đi cùng bản mới của Sen. Danh mục nhập được: %s."
                      .formatted(key, taken),
                  "The list '%s' is a part of the program; newer versions come with a newer Sen. Lists that are imported: %s."
                      .formatted(key, taken))
              : Fault.at(
                  parsed.lineOf("list"),
                  "Tệp ghi danh mục \"%s\"; cần dòng đầu \"# list: %s\".".formatted(key, taken),
                  "The file says it is the list '%s'; it has to begin with '# list: %s'."
                      .formatted(key, taken)));
    }
    String version = parsed.word("version");
    if (!CodeListVersion.isForm(version)) {
      faults.add(
          Fault.at(
              parsed.lineOf("version"),
              "Phiên bản ghi \"%s\"; cần ngày hoặc số, như \"# version: 2027-01-01\"."
                  .formatted(version),
              "The version is given as '%s'; it is a date or a number, as in '# version: 2027-01-01'."
                  .formatted(version)));
    }
    if (parsed.word("source").isEmpty()) {
      faults.add(
          Fault.at(
              parsed.lineOf("source"),
              "Không ghi nguồn. Thêm dòng \"# source: ...\" nêu văn bản hoặc nơi công bố.",
              "No source is given. Add a line '# source: ...' that names the decree or the"
                  + " publisher."));
    }
    return known;
  }

  private static void tables(Known list, CodeListText parsed, List<Fault> faults) {
    parsed
        .tables()
        .forEach(
            (name, table) -> {
              List<String> columns = list.tables().getOrDefault(name, List.of());
              if (!table.columns().equals(columns)) {
                String allowed =
                    columns.isEmpty()
                        ? list.tables().keySet().stream()
                            .sorted()
                            .map(known -> "[" + known + "]")
                            .collect(Collectors.joining(", "))
                        : String.join("|", columns);
                faults.add(
                    Fault.at(
                        table.line(),
                        columns.isEmpty()
                            ? "Không có bảng [%s]; các bảng là %s. Ghi tên bảng trước tiêu đề của nó."
                                .formatted(name, allowed)
                            : "Tiêu đề của [%s] là \"%s\"; cần \"%s\"."
                                .formatted(name, String.join("|", table.columns()), allowed),
                        columns.isEmpty()
                            ? "There is no table [%s]; the tables are %s. Write a table's name before its header."
                                .formatted(name, allowed)
                            : "The header of [%s] is '%s'; it has to be '%s'."
                                .formatted(name, String.join("|", table.columns()), allowed)));
              }
            });
    for (String name : list.tables().keySet().stream().sorted().toList()) {
      if (!parsed.tables().containsKey(name)) {
        faults.add(
            Fault.ofAll(
                "Thiếu bảng [%s]. Thêm dòng [%s] và tiêu đề \"%s\"."
                    .formatted(name, name, String.join("|", list.tables().get(name))),
                "The table [%s] is missing. Add a line [%s] and the header '%s'."
                    .formatted(name, name, String.join("|", list.tables().get(name)))));
      }
    }
  }
}
