package vn.sen.harvest.waf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Message;

/**
 * A page that lists a folder: of Apache, nginx, IIS and their like, or an S3 bucket's XML.
 *
 * <p>An HTML page is a listing when its title or heading says so, or it leads to the folder above
 * as listings do, or most of its links are metadata files below the folder, in a table, a list or
 * preformatted text. Any other page, a login or an error, is none: taken for one it would be an
 * empty folder.
 *
 * @param folder that it lists, as it finally answered
 * @param entries metadata files and folders below {@code folder}; folders end with a slash
 */
record FolderIndex(URI folder, List<URI> entries) {
  private static final Pattern METADATA = Pattern.compile("(?i).*\\.(xml|rdf|ttl|jsonld|nt)");

  private static final Pattern SAYS_SO =
      Pattern.compile(
          "(?is)\\s*(index of|directory listing|directory:|directory of|listing of|contents"
              + " of|folder listing)\\b.*|\\s*\\S+ - /\\S*\\s*" // IIS
              + "|\\s*/\\S*/\\s*"); // Caddy
  private static final Pattern UP =
      Pattern.compile(
          "(?is)\\s*(\\.\\./?|.*parent (directory|folder).*|up to .*|go up|up|thư mục cha)\\s*");
  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s;\"]+)");

  /** A page held as a tree costs some twenty times its bytes. */
  private static final int MOST_BYTES = 16 << 20;

  /** However few they take to write. */
  private static final int MOST_TAGS = 600_000;

  private static final Message CURE =
      new Message(
          "Kiểm tra địa chỉ có liệt kê thư mục (autoindex) chứa các tệp siêu dữ liệu hay không.",
          "Check that the address lists a folder of metadata files (autoindex).");

  FolderIndex {
    entries = List.copyOf(entries);
  }

  List<URI> folders() {
    return entries.stream().filter(entry -> entry.getRawPath().endsWith("/")).toList();
  }

  List<URI> files() {
    return entries.stream().filter(entry -> !entry.getRawPath().endsWith("/")).toList();
  }

  /**
   * @param scope of the source; empty for its own folder
   * @throws WrongContentException when it is no listing; says why
   */
  static FolderIndex read(byte[] body, Answer answer, Optional<Scope> scope)
      throws WrongContentException {
    if (body.length > MOST_BYTES) {
      throw wrong(
          "trang dài hơn %d MB".formatted(MOST_BYTES >> 20),
          "the page is longer than %d MB".formatted(MOST_BYTES >> 20));
    }
    URI folder = Scope.folder(answer.uri());
    if (looksLikeHtml(body)) {
      return html(body, answer, folder, scope.orElse(new Scope(folder)));
    }
    XmlElement root = XmlDocument.read(body, CURE);
    if (!root.name().equals("ListBucketResult")) {
      throw wrong(
          "XML là '%s', không phải danh sách tệp".formatted(root.name()),
          "the XML is a '%s', no list of files".formatted(root.name()));
    }
    return bucket(root, answer.uri(), scope);
  }

  /** Listings begin with a comment, a doctype or a tag, whatever they are called. */
  private static boolean looksLikeHtml(byte[] body) {
    return NoData.isWebPage(body)
        || NoData.isWebPage(withoutComments(body))
        || new String(body, 0, Math.min(body.length, 1024), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT)
            .matches("(?s)\\s*<(pre|table|ul|hr|h2)\\b.*");
  }

  private static byte[] withoutComments(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      int end = text.startsWith("<!--", at) ? text.indexOf("-->", at) : -1;
      if (end < 0) {
        return text.substring(at).getBytes(StandardCharsets.ISO_8859_1);
      }
      at = end + 3;
    }
  }

  private static FolderIndex html(byte[] body, Answer answer, URI folder, Scope scope)
      throws WrongContentException {
    int tags = 0;
    for (int i = 1; i < body.length; i++) {
      tags += body[i - 1] == '<' && body[i] != '/' ? 1 : 0;
    }
    if (tags > MOST_TAGS) {
      throw wrong(
          "trang có hơn %d thẻ".formatted(MOST_TAGS),
          "the page has more than %d tags".formatted(MOST_TAGS));
    }
    Document page = parse(body, answer);
    if (page.selectFirst("input[type=password]") != null) {
      throw wrong("đó là trang đăng nhập", "it is a login page");
    }
    String whole = page.title().isEmpty() ? "" : " '%s'".formatted(page.title());
    Set<URI> entries = new LinkedHashSet<>();
    boolean leadsUp = false;
    int listed = 0;
    int elsewhere = 0;
    List<Element> links = page.select("a[href]");
    for (Element link : links) {
      String href = link.attr("href").strip();
      leadsUp |= UP.matcher(link.text()).matches() && isAbove(folder, href);
      Optional<URI> entry = scope.find(folder, href).filter(uri -> isEntry(uri, folder));
      if (entry.isPresent()) {
        entries.add(entry.get());
        if (!entry.get().getRawPath().endsWith("/") && link.closest("pre, table, ul, ol") != null) {
          listed++;
        }
      } else if (METADATA.matcher(href).matches()) {
        elsewhere++;
      }
    }
    boolean saysSo =
        SAYS_SO.matcher(page.title()).matches()
            || page.select("h1, h2").stream().anyMatch(h -> SAYS_SO.matcher(h.text()).matches());
    // A page for people may lead to a feed or a map of the site, among much else.
    boolean listsFiles = listed > 0 && 2 * listed >= links.size();
    if (!saysSo && !leadsUp && !listsFiles) {
      throw wrong(
          "đó là một trang HTML%s, không phải danh sách tệp: không có tiêu đề 'Index of', liên kết lên thư mục trên hay bảng tệp siêu dữ liệu"
              .formatted(whole),
          "it is an HTML page%s, no listing: without a title 'Index of', a link to the folder above or a table of metadata files"
              .formatted(whole));
    }
    // Such as where the address is written in other letters than its links.
    if (entries.isEmpty() && elsewhere > 0) {
      throw wrong(
          "cả %d liên kết tới tệp siêu dữ liệu đều dẫn ra ngoài thư mục %s"
              .formatted(elsewhere, folder),
          "all of its %d links to metadata files lead out of the folder %s"
              .formatted(elsewhere, folder));
    }
    if (isCut(body)) {
      throw wrong(
          "danh sách bị cắt: thiếu </html> ở cuối", "the listing is cut: its </html> is missing");
    }
    return new FolderIndex(folder, List.copyOf(entries));
  }

  private static Document parse(byte[] body, Answer answer) {
    Matcher stated = CHARSET.matcher(answer.contentType().orElse(""));
    Optional<String> charset =
        Optional.of(stated)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .filter(FolderIndex::isCharset);
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(body), charset.orElse(null), answer.uri().toString());
    } catch (IOException e) {
      throw new IllegalStateException("an array does not fail", e);
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isEntry(URI uri, URI folder) {
    String path = uri.getRawPath();
    return path.startsWith(folder.getRawPath())
        && path.length() > folder.getRawPath().length()
        && (path.endsWith("/") || METADATA.matcher(path).matches());
  }

  private static boolean isAbove(URI folder, String href) {
    return SourceClient.resolve(folder, href.replaceFirst("[?#].*$", ""))
        .map(URI::normalize)
        .map(URI::getRawPath)
        .filter(path -> !path.equals(folder.getRawPath()) && folder.getRawPath().startsWith(path))
        .isPresent();
  }

  /** Servers close what they open; a proxy that gives up does not. */
  private static boolean isCut(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return text.contains("<html") && !text.contains("</html");
  }

  private static FolderIndex bucket(XmlElement root, URI address, Optional<Scope> scope)
      throws WrongContentException {
    if (root.text("IsTruncated").filter("true"::equalsIgnoreCase).isPresent()) {
      throw wrong("danh sách S3 bị cắt (IsTruncated)", "the S3 listing is cut (IsTruncated)");
    }
    // The bucket's name is in the host, or the first part of the path.
    String name = root.text("Name").orElse("");
    String path = Optional.ofNullable(address.getRawPath()).orElse("");
    String before =
        path.startsWith("/" + name + "/") || path.equals("/" + name) ? "/" + name + "/" : "/";
    URI bucket = address.resolve(before);
    Scope within = scope.orElse(Scope.of(URI.create(bucket.toString())));
    List<URI> entries = new ArrayList<>();
    root.texts("Contents", "Key")
        .filter(key -> METADATA.matcher(key).matches())
        .forEach(
            key ->
                within
                    .find(within.folder(), before + Statements.encoded(key).replace("%2F", "/"))
                    .ifPresent(entries::add));
    return new FolderIndex(within.folder(), entries.stream().distinct().toList());
  }

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }
}
