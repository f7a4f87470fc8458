package vn.sen.publish.page;

import gg.jte.Content;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Text that came from a source, made safe to show. */
public final class SourceText {
  private static final Pattern TAG =
      Pattern.compile("</?(?i:p|br|div|span|ul|ol|li|a|b|i|em|strong|h[1-6]|table)(\\s[^<>]*)?/?>");
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private static final PolicyFactory RICH =
      new HtmlPolicyBuilder()
          .allowElements("p", "br", "ul", "ol", "li", "b", "i", "em", "strong", "a")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .onElements("a")
          .requireRelNofollowOnLinks()
          .toFactory();
  private static final PolicyFactory NOTHING = new HtmlPolicyBuilder().toFactory();

  private SourceText() {}

  /** Paragraphs, lists and links; everything else of HTML is taken out. */
  public static Content rich(String text) {
    String html = TAG.matcher(text).find() ? RICH.sanitize(text) : paragraphs(text);
    return output -> output.writeContent(html);
  }

  private static String paragraphs(String text) {
    var html = new StringBuilder();
    for (String paragraph : text.strip().split("\\R\\s*\\R")) {
      html.append("<p>").append(escaped(paragraph.strip()).replace("\n", "<br>")).append("</p>");
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("\r\n", "\n")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** One line without any tags, at most {@code most} characters; the template escapes it. */
  public static String plain(String text, int most) {
    String plain =
        TAG.matcher(text).find() ? unescaped(NOTHING.sanitize(text.replace("<", " <"))) : text;
    plain = plain.strip().replaceAll("\\s+", " ");
    if (plain.length() <= most) {
      return plain;
    }
    int space = plain.lastIndexOf(' ', most);
    return plain.substring(0, space > most / 2 ? space : most) + "…";
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#61;", "=")
        .replace("&#43;", "+")
        .replace("&#64;", "@")
        .replace("&#96;", "`")
        .replace("&amp;", "&");
  }

  /** An address that may become a link; absent for any other scheme than http, https, mailto. */
  public static Optional<String> link(String address) {
    try {
      String scheme = new URI(address.strip()).getScheme();
      return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
          ? Optional.of(address.strip())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
