package vn.sen.publish.page;

import io.micronaut.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.sen.publish.Site;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableState;

/** What a template asks for: sentences, numbers, dates and addresses, for this reader. */
public final class Page {
  static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Language language;
  private final Texts texts;
  private final Assets assets;
  private final Site site;
  private final String path;
  private final Map<String, List<String>> parameters;
  private final DecimalFormatSymbols symbols;

  Page(Assets assets, Site site, HttpRequest<?> request) {
    this.language = Language.of(request);
    this.texts = Texts.of(language);
    this.assets = assets;
    this.site = site;
    // What a form was sent to cannot be asked for again: its error page leads to the start.
    boolean askable = !request.getMethod().permitsRequestBody();
    this.path = askable ? request.getUri().getRawPath() : "/";
    this.parameters = askable ? request.getParameters().asMap() : Map.of();
    this.symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(language == Language.VI ? '.' : ',');
    symbols.setDecimalSeparator(language == Language.VI ? ',' : '.');
  }

  public Language language() {
    return language;
  }

  /** The tag of the reader's language. */
  public String tag() {
    return language.tag();
  }

  /** A sentence of the bundle. */
  public String text(String key, Object... arguments) {
    return texts.get(key, arguments);
  }

  /** A sentence whose key a program made, or {@code otherwise} where the bundle has none. */
  public String textOr(String key, String otherwise) {
    return texts.has(key) ? texts.get(key) : otherwise;
  }

  /** How many there are, in words: {@code key.one} for one where the language has such a form. */
  public String count(String key, long number) {
    return texts.get(number == 1 ? key + ".one" : key, number(number));
  }

  public String of(Message message) {
    return message.in(language.tag());
  }

  public String of(LangText text, String otherwise) {
    return text.in(language.tag()).filter(t -> !t.isBlank()).orElse(otherwise);
  }

  /** The tag of the language that {@link #of(LangText, String)} speaks; empty when not stated. */
  public String tagOf(LangText text) {
    String shown = of(text, "");
    return text.byLanguage().entrySet().stream()
        .filter(e -> e.getValue().equals(shown))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** The sign of a dimension in this language. */
  public String dimension(Dimension dimension) {
    return of(dimension.label());
  }

  /** {@code 1.234.567} or {@code 1,234,567}. */
  public String number(long value) {
    return new DecimalFormat("#,##0", symbols).format(value);
  }

  /** Rounded to at most {@code digits} decimals. */
  public String decimal(double value, int digits) {
    var format = new DecimalFormat(digits == 0 ? "#,##0" : "#,##0." + "#".repeat(digits), symbols);
    format.setRoundingMode(java.math.RoundingMode.HALF_UP);
    return format.format(value);
  }

  /** A share in percent, rounded down, so that only what is whole shows 100. */
  public String percent(double share) {
    return number((long) Math.floor(share * 100 + 1e-9)) + " %";
  }

  public String percent(Optional<Double> share) {
    return share.map(this::percent).orElseGet(() -> text("score.none"));
  }

  /** A size for people. */
  public String bytes(long bytes) {
    if (bytes < 1_000) {
      return number(bytes) + " B";
    }
    double value = bytes;
    for (String unit : new String[] {"kB", "MB", "GB"}) {
      value /= 1_000;
      if (value < 999.5) {
        return decimal(value, value < 10 ? 1 : 0) + " " + unit;
      }
    }
    return decimal(value / 1_000, 1) + " TB";
  }

  /** A day in Vietnam. */
  public String date(Instant instant) {
    return date(instant.atZone(ZONE).toLocalDate());
  }

  public String date(LocalDate date) {
    return date.format(
        language == Language.VI
            ? DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)
            : DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
  }

  /** A day and a minute in Vietnam. */
  public String time(Instant instant) {
    ZonedDateTime there = instant.atZone(ZONE);
    String minute = there.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT));
    return language == Language.VI
        ? minute + " " + date(there.toLocalDate())
        : date(there.toLocalDate()) + ", " + minute;
  }

  /** A declared date, its precision kept: a year stays a year. */
  public String lexicalDate(String date) {
    try {
      if (date.matches("\\d{4}")) {
        return date;
      }
      if (date.matches("\\d{4}-\\d{2}")) {
        return YearMonth.parse(date)
            .format(
                language == Language.VI
                    ? DateTimeFormatter.ofPattern("MM/yyyy", Locale.ROOT)
                    : DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
      }
      if (date.matches("\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:\\d{2})")) {
        return date(OffsetDateTime.parse(date).toInstant());
      }
      if (date.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
        return date(LocalDate.parse(date.substring(0, 10)));
      }
    } catch (DateTimeParseException e) {
      return date; // shown as its source wrote it
    }
    return date;
  }

  /** The name of a code of some list, such as {@code theme}, or the code itself. */
  public String named(String list, String iri) {
    String code = Named.code(iri);
    return textOr(list + "." + code.toUpperCase(Locale.ROOT), code);
  }

  public String theme(String words) {
    return of(Named.theme(words));
  }

  public String licence(String words) {
    return of(Named.licence(words));
  }

  public String frequency(String words) {
    return of(Named.frequency(words));
  }

  public Lotus lotus(Scores scores) {
    return Lotus.open(scores, this);
  }

  /** The mark of a table version; closed while visitors may not see it. */
  public Lotus lotus(Scores scores, TableState state) {
    return state.isPublic() ? Lotus.open(scores, this) : Lotus.closed(this);
  }

  /** The address of a file that comes with the program. */
  public String asset(String name) {
    return assets.path(name);
  }

  /** Where the reader is. */
  public String path() {
    return path;
  }

  /** The absolute address of a path of ours. */
  public String absolute(String relative) {
    return site.absolute(relative);
  }

  /** This page in the other language. */
  public String inOtherLanguage() {
    return here().with("lang", language.other().tag()).toString();
  }

  /** This page, to be changed in some parameters. The language is left out: a cookie has it. */
  public Address here() {
    return new Address(path, parameters).without("lang");
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
