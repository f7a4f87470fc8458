package vn.sen.harvest.read;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a file is, told by its bytes alone. */
enum FileKind {
  TEXT,
  XLSX,
  OLE2,
  ODS,
  FLAT_ODS,
  XML_WORKBOOK,
  SYLK,
  JSON,
  XML,
  PX,
  PARQUET,
  SQLITE,
  GZIP,
  BZIP2,
  XZ,
  TAR,
  ZIP,
  SEVEN_ZIP,
  RAR,
  ZSTANDARD,
  EMPTY,
  HTML,
  HTML_TABLE,
  PDF,
  XLSB,
  OFFICE,
  IMAGE,
  ZEROS,
  BINARY;

  private static final int LOOK = 64 << 10;
  private static final int MOST_NAMES = 10_000;

  /** How files of PC-Axis begin: a keyword, perhaps of a language, and what it is. */
  private static final Pattern PC_AXIS =
      Pattern.compile(
          "(charset|axis-version|codepage|language|languages|creation-date|decimals|showdecimals"
              + "|matrix|subject-code|subject-area|title|contents)(\\[[a-z-]+])?\\s*=\\s*(\"|\\d)");

  /** An entry of an office file, by what its name begins with. */
  private static final Pattern OFFICE_NAME =
      Pattern.compile("(?s)PK\\x03\\x04.{26}(xl/|word/|ppt/|\\[Content_Types]\\.xml)");

  /** The root of an XML, behind what may stand before it. */
  private static final Pattern ROOT =
      Pattern.compile(
          "(?s)(?:<\\?.{0,1000}?\\?>\\s*|<!--.{0,1000}?-->\\s*){0,20}<(?:[\\w.-]{1,50}:)?(\\w+)[\\s>]");

  /** How files of SYLK begin: each line says what it is, and its fields what they are. */
  private static final Pattern SYMBOLIC_LINK =
      Pattern.compile("id;p[^\\n]*\\n((b|c|f|o|p|w|n[nuel]);[a-z@][^\\n]*\\n){2}");

  /** What pages have that ask for something, or do something. */
  private static final Pattern ASKS = Pattern.compile("<(form|input|button|script|iframe)\\b");

  /** An element whose name has letters beyond ASCII. */
  private static final Pattern OTHER_NAME =
      Pattern.compile("<[a-z_\\x80-\\x{10ffff}][\\w:.\\x80-\\x{10ffff}-]*[\\s/>]");

  /** Control characters that separate cells in files of databases. */
  static final String SEPARATORS = "\u0001\u001c\u001d\u001e\u001f";

  /** Control characters that text may hold. */
  private static final String CONTROLS = "\t\n\r\f\u000b\u001a";

  /** VISCII has letters at six more. */
  private static final String VISCII_LETTERS = "\u0002\u0005\u0006\u0014\u0019\u001e";

  static FileKind of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(LOOK);
    }
    if (start.length == 0) {
      return EMPTY;
    }
    String ascii = new String(start, StandardCharsets.ISO_8859_1);
    if (ascii.startsWith("PK\3\4") || ascii.startsWith("PK\5\6")) {
      return zip(file);
    }
    if (ascii.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      return OLE2;
    }
    if (ascii.startsWith("\u001f\u008b")) {
      return GZIP;
    }
    if (ascii.startsWith("%PDF-")) {
      return PDF;
    }
    if (ascii.startsWith("PAR1")) {
      return PARQUET;
    }
    if (ascii.startsWith("SQLite format 3\0")) {
      return SQLITE;
    }
    if (ascii.startsWith("BZh")) {
      return BZIP2;
    }
    if (ascii.startsWith("\u00fd7zXZ\0")) {
      return XZ;
    }
    if (ascii.startsWith("7z\u00bc\u00af")) {
      return SEVEN_ZIP;
    }
    if (ascii.startsWith("Rar!")) {
      return RAR;
    }
    if (ascii.startsWith("(\u00b5/\u00fd")) {
      return ZSTANDARD;
    }
    if (ascii.length() > 262 && ascii.startsWith("ustar", 257)) {
      return TAR;
    }
    if (ascii.startsWith("\u0089PNG")
        || ascii.startsWith("GIF8")
        || ascii.startsWith("\u00ff\u00d8\u00ff")
        || ascii.startsWith("II*\0")) {
      return IMAGE;
    }
    // A BIFF stream without its OLE2 container: Excel 2 to 4, and some statistics offices.
    if (ascii.startsWith("\u0009\u0008\u0010\0\0\u0006")
        || ascii.startsWith("\u0009\u0008\u0008\0")) {
      return BINARY;
    }
    return text(start);
  }

  private static FileKind text(byte[] start) {
    Optional<Charset> wide = utf16(start);
    String text = new String(start, wide.orElse(StandardCharsets.ISO_8859_1));
    String known = wide.isPresent() ? CONTROLS : CONTROLS + VISCII_LETTERS;
    long zeros = text.chars().filter(c -> c == 0).count();
    long controls =
        text.chars().filter(c -> c > 0 && c < 0x20 && known.indexOf(c) < 0 || c == 0xfffd).count();
    // One of them may be what the cells are told apart by.
    controls -=
        SEPARATORS
            .chars()
            .mapToLong(separator -> text.chars().filter(c -> c == separator).count())
            .max()
            .orElse(0);
    if (wide.isEmpty() && zeros == text.length()) {
      return ZEROS;
    }
    if (zeros > text.length() / 50 + 2 || controls > text.length() / 50 + 2) {
      return BINARY;
    }
    String head = withoutMark(text).strip().toLowerCase(Locale.ROOT);
    if (head.isEmpty()) {
      return EMPTY;
    }
    if (head.startsWith("<")) {
      // First of all, since there may be elements of HTML in them.
      Optional<FileKind> office = office(head);
      if (office.isPresent()) {
        return office.get();
      }
      String early = head.substring(0, Math.min(head.length(), 2_000));
      if (early.matches("(?s)<(!doctype html|html|head|body|table|div|script|meta|p|h1|title)\\b.*")
          || early.contains("<html")) {
        return isSavedTable(head) ? HTML_TABLE : HTML;
      }
      return early.matches("(?s)<(\\?xml|[a-z_][\\w:.-]*[\\s/>]|!--|!doctype).*")
              || OTHER_NAME.matcher(early).lookingAt() && head.contains("</")
          ? XML
          : TEXT;
    }
    if (SYMBOLIC_LINK.matcher(head).lookingAt()) {
      return SYLK;
    }
    if (head.startsWith("mime-version:") && head.contains("multipart/related")) {
      return HTML_TABLE;
    }
    if (looksLikeJson(head)) {
      return JSON;
    }
    return PC_AXIS.matcher(head).lookingAt() ? PX : TEXT;
  }

  /** A document of an office program that is one XML. */
  private static Optional<FileKind> office(String head) {
    Matcher root = ROOT.matcher(head);
    String name = root.lookingAt() ? root.group(1) : "";
    if (name.equals("workbook") && head.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
      return Optional.of(XML_WORKBOOK);
    }
    if (name.equals("document") && head.contains("urn:oasis:names:tc:opendocument:xmlns:office")) {
      return Optional.of(
          head.contains("application/vnd.oasis.opendocument.spreadsheet") ? FLAT_ODS : OFFICE);
    }
    return Optional.empty();
  }

  /** What Excel saves as a page, or a website writes under the name of a workbook. */
  private static boolean isSavedTable(String head) {
    return head.contains("schemas-microsoft-com:office:excel")
        || head.contains("<table") && !ASKS.matcher(head).find();
  }

  /** By its mark, or because every second byte of Latin text is zero. */
  private static Optional<Charset> utf16(byte[] start) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i < start.length; i++) {
      if (start[i] == 0) {
        even += 1 - i % 2;
        odd += i % 2;
      }
    }
    boolean marked = start.length >= 2;
    if (marked && start[0] == (byte) 0xff && start[1] == (byte) 0xfe
        || odd > start.length / 10 && even <= odd / 20) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (marked && start[0] == (byte) 0xfe && start[1] == (byte) 0xff
        || even > start.length / 10 && odd <= even / 20) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff")
        ? text.substring(1)
        : text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
  }

  private static boolean looksLikeJson(String head) {
    if (head.startsWith("{")) {
      return head.matches("(?s)\\{\\s*(\"[^\"]{0,500}\"\\s*:.*|}\\s*(\\{.*)?)");
    }
    // A list of addresses, [10.0.0.1], is none of numbers.
    return head.matches("(?s)\\[\\s*([{\\[\"].*|-?\\d+(\\.\\d+)?(e[+-]?\\d+)?\\s*[,\\]].*|]\\s*)");
  }

  /** The start of an archive as Latin letters, in which the names of its first entries stand. */
  private static String firstNames(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LOOK), StandardCharsets.ISO_8859_1);
    }
  }

  private static FileKind zip(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    String mediaType = "";
    try (var zip = new ZipFile(file.toFile())) {
      // By its directory: to go through its entries would unpack them.
      zip.stream().limit(MOST_NAMES).map(ZipEntry::getName).forEach(names::add);
      ZipEntry type = zip.getEntry("mimetype");
      if (type != null) {
        try (InputStream in = zip.getInputStream(type)) {
          mediaType = new String(in.readNBytes(100), StandardCharsets.US_ASCII);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // A damaged archive is still an archive; its reader will say what is wrong with it.
      String start = firstNames(file);
      if (start.contains("mimetypeapplication/vnd.oasis.opendocument.")) {
        return ODS;
      }
      names = OFFICE_NAME.matcher(start).results().map(name -> name.group(1)).collect(toSet());
    }
    if (mediaType.contains("opendocument")) {
      return ODS;
    }
    if (names.contains("xl/workbook.bin")) {
      return XLSB;
    }
    if (names.stream().anyMatch(name -> name.startsWith("xl/"))) {
      return XLSX;
    }
    if (names.stream().anyMatch(name -> name.startsWith("word/") || name.startsWith("ppt/"))) {
      return OFFICE;
    }
    // An office file whose workbook comes later than what was looked at.
    return names.contains("[Content_Types].xml") ? XLSX : ZIP;
  }

  /** Why a file of this kind is no table, and what to do. */
  Refused refusal() {
    return switch (this) {
      case EMPTY ->
          new Refused(
              "Tệp rỗng. Hãy gửi lại tệp có dữ liệu.",
              "The file is empty. Send it again with data in it.");
      case HTML ->
          new Refused(
              "Đây là trang web (HTML), không phải tệp dữ liệu: có thể là trang đăng nhập hoặc"
                  + " trang lỗi. Hãy kiểm tra địa chỉ tải về.",
              "This is a web page (HTML), not a data file: a login or an error page perhaps. Check"
                  + " the download address.");
      case SYLK ->
          new Refused(
              "Đây là tệp SYLK (.slk), một định dạng cũ. Hãy mở bằng Excel hoặc LibreOffice rồi lưu"
                  + " thành XLSX hoặc CSV.",
              "This is SYLK (.slk), an old format. Open it in Excel or LibreOffice and save it as"
                  + " XLSX or CSV.");
      case HTML_TABLE ->
          new Refused(
              "Đây là bảng dạng trang web (HTML), dù tên tệp có thể là .xls: Excel mở được, nhưng"
                  + " đó không phải sổ Excel. Hãy mở bằng Excel rồi lưu thành XLSX hoặc CSV.",
              "This is a table as a web page (HTML), though its name may end in .xls: Excel opens"
                  + " it, but it is no workbook. Open it in Excel and save it as XLSX or CSV.");
      case PDF ->
          new Refused(
              "Đây là PDF, máy không đọc được bảng trong đó. Hãy gửi bảng gốc dạng CSV hoặc XLSX.",
              "This is a PDF, whose tables machines can't read. Send the original table as CSV or"
                  + " XLSX.");
      case XLSB ->
          new Refused(
              "Đây là sổ Excel nhị phân (XLSB). Hãy lưu thành XLSX hoặc CSV.",
              "This is a binary Excel workbook (XLSB). Save it as XLSX or CSV.");
      case OFFICE ->
          new Refused(
              "Đây là tài liệu Word hoặc PowerPoint, không phải bảng. Hãy gửi bảng dạng CSV hoặc"
                  + " XLSX.",
              "This is a Word or PowerPoint document, no table. Send the table as CSV or XLSX.");
      case RAR ->
          new Refused(
              "Đây là tệp nén RAR, một định dạng đóng. Hãy nén lại dạng ZIP, hoặc gửi từng bảng.",
              "This is a RAR archive, a closed format. Pack it as ZIP, or send each table.");
      case ZSTANDARD ->
          new Refused(
              "Đây là tệp nén Zstandard, chương trình không mở. Hãy nén lại dạng GZIP hoặc ZIP.",
              "This is packed by Zstandard, which is not read. Pack it as GZIP or ZIP.");
      case IMAGE ->
          new Refused(
              "Đây là tệp ảnh, không phải bảng. Hãy gửi bảng dạng CSV hoặc XLSX.",
              "This is an image, no table. Send the table as CSV or XLSX.");
      case ZEROS ->
          new Refused(
              "Tệp chỉ có byte NUL (số 0): nội dung đã mất khi ghi hoặc khi tải. Hãy gửi lại bản"
                  + " gốc.",
              "The file holds nothing but NUL bytes: its contents were lost in writing or transfer."
                  + " Send the original again.");
      default ->
          new Refused(
              "Không nhận ra đây là tệp gì: dữ liệu nhị phân. Hãy gửi bảng dạng CSV hoặc XLSX.",
              "This is binary data of no known kind. Send the table as CSV or XLSX.");
    };
  }
}
