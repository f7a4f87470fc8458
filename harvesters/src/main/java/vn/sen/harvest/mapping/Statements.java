package vn.sen.harvest.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import vn.sen.harvest.net.SourceClient;

/**
 * Adds what a source says to a description: each thing with the form that it has, and as the words
 * it is where it has none. Blank words say nothing.
 */
public final class Statements {
  private static final Pattern IRI =
      Pattern.compile("(?i)(https?|ftps?|urn|mailto|doi|info|tag):\\S+");
  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>\"{}|\\\\^`]+@[^\\s@<>\"{}|\\\\^`]+");
  private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,8}([-_][a-zA-Z0-9]{1,8})*");

  /** RFC 5646 asks for room for 35 characters. */
  private static final int LONGEST_LANGUAGE = 50;

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?");

  private Statements() {}

  public static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }

  public static void text(Resource subject, Property property, String words) {
    String clean = clean(words).strip();
    if (!clean.isEmpty()) {
      subject.addProperty(property, clean);
    }
  }

  /**
   * @param language as the source writes it, such as {@code vi} or {@code vi_VN}; what is no tag of
   *     a language is left out
   */
  public static void text(Resource subject, Property property, String words, String language) {
    String clean = clean(words).strip();
    if (!isLanguage(language)) {
      text(subject, property, words);
    } else if (!clean.isEmpty()) {
      subject.addProperty(property, clean, language.replace('_', '-'));
    }
  }

  /**
   * Whether {@code words} is a tag of a language, with {@code -} or {@code _} between its parts.
   */
  public static boolean isLanguage(String words) {
    return words.length() <= LONGEST_LANGUAGE && LANGUAGE.matcher(words).matches();
  }

  public static void iriOrText(Resource subject, Property property, String value) {
    String clean = clean(value).strip();
    if (isIri(clean)) {
      subject.addProperty(property, ResourceFactory.createResource(clean));
    } else {
      text(subject, property, clean);
    }
  }

  public static void iriOrText(Resource subject, Property property, Collection<String> values) {
    values.forEach(value -> iriOrText(subject, property, value));
  }

  /** A date with the precision it has; what is no date stays the words it is. */
  public static void date(Resource subject, Property property, String words) {
    String stated = words.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:)", "$1T$2");
    Optional<RDFDatatype> type = dateType(stated);
    if (type.isPresent()) {
      subject.addProperty(property, ResourceFactory.createTypedLiteral(stated, type.get()));
    } else {
      text(subject, property, words);
    }
  }

  /** Whether {@link #date} takes {@code words} for a date. */
  public static boolean isDate(String words) {
    return dateType(words.strip()).isPresent();
  }

  private static Optional<RDFDatatype> dateType(String stated) {
    Optional<RDFDatatype> type =
        YEAR.matcher(stated).matches()
            ? Optional.of(XSDDatatype.XSDgYear)
            : MONTH.matcher(stated).matches()
                ? Optional.of(XSDDatatype.XSDgYearMonth)
                : DAY.matcher(stated).matches()
                    ? Optional.of(XSDDatatype.XSDdate)
                    : TIME.matcher(stated).matches()
                        ? Optional.of(XSDDatatype.XSDdateTime)
                        : Optional.empty();
    return type.filter(form -> form.isValid(stated));
  }

  /** An address of mail, with or without {@code mailto:}. */
  public static void mailbox(Resource subject, Property property, String address) {
    String mail = address.strip().replaceFirst("(?i)^mailto:", "").strip();
    if (MAIL.matcher(mail).matches()) {
      subject.addProperty(property, ResourceFactory.createResource("mailto:" + mail));
    } else {
      text(subject, property, address);
    }
  }

  /**
   * An address as people write it, blanks and brackets in it escaped; says whether it was one. What
   * is none is not added.
   */
  public static boolean link(Resource subject, Property property, String url) {
    Optional<String> iri =
        SourceClient.address(clean(url))
            .map(URI::toString)
            .or(() -> Optional.of(url.strip()).filter(Statements::isIri));
    iri.ifPresent(text -> subject.addProperty(property, ResourceFactory.createResource(text)));
    return iri.isPresent();
  }

  /** What has no place, as a literal in the mapper's own namespace. */
  public static void kept(Resource subject, String namespace, String name, String value) {
    text(subject, property(namespace + encoded(name)), value);
  }

  /** Absolute, and with nothing in it that an IRI may not hold. */
  public static boolean isIri(String text) {
    if (!IRI.matcher(text).matches()) {
      return false;
    }
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** {@code words} as a part of a path or the value of a parameter. */
  public static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Text that RDF can hold: half a surrogate pair and NUL are no characters. */
  public static String clean(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
