package vn.sen.harvest.iso;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.xml.XmlElement;

/**
 * The texts of a record, in its languages. A text stands in an element of the property, as a string
 * or an anchor (a string that links); its translations in a {@code PT_FreeText} beside. What has a
 * {@code nilReason} is absent.
 */
final class Texts {
  private final String main;
  private final Map<String, String> locales = new HashMap<>();

  /** Some words; the language's tag is empty where unknown. */
  record Text(String words, String language) {}

  Texts(XmlElement metadata) {
    main = language(metadata).flatMap(Languages::tag).orElse("");
    Stream.of("locale", "otherLocale", "defaultLocale")
        .flatMap(name -> metadata.all(name, "PT_Locale"))
        .forEach(
            locale ->
                locale
                    .attribute("id")
                    .ifPresent(
                        id ->
                            Stream.of("languageCode", "language")
                                .flatMap(name -> locale.all(name))
                                .flatMap(code -> code(code).stream())
                                .flatMap(code -> Languages.tag(code).stream())
                                .findFirst()
                                .ifPresent(tag -> locales.put(id, tag))));
  }

  /** The language that a record, or a resource, says it is in. */
  static Optional<String> language(XmlElement element) {
    return Stream.concat(
            element.all("language"), element.all("defaultLocale", "PT_Locale", "language"))
        .flatMap(language -> code(language).stream())
        .findFirst();
  }

  /** Every text of a property. */
  Set<Text> all(XmlElement property) {
    Set<Text> all = new LinkedHashSet<>();
    plain(property).ifPresent(words -> all.add(new Text(words, main)));
    if (isNil(property)) {
      return all;
    }
    property
        .all("PT_FreeText", "textGroup", "LocalisedCharacterString")
        .filter(text -> !text.text().isEmpty())
        .forEach(text -> all.add(new Text(text.text(), locale(text))));
    // Words that stand there twice, once as those of no known language, are those of the other.
    all.removeIf(
        text ->
            text.language().isEmpty()
                && all.stream()
                    .anyMatch(
                        other ->
                            !other.language().isEmpty() && other.words().equals(text.words())));
    return all;
  }

  private String locale(XmlElement text) {
    String id = text.attribute("locale").orElse("").replaceFirst("^.*#", "");
    return Optional.ofNullable(locales.get(id)).or(() -> Languages.tag(id)).orElse("");
  }

  /** Says each text of each property. */
  void say(Resource subject, Property property, Stream<XmlElement> said) {
    said.flatMap(element -> all(element).stream())
        .forEach(text -> Statements.text(subject, property, text.words(), text.language()));
  }

  /** The text of a property in the record's main language, or in its first. */
  static Optional<String> plain(XmlElement property) {
    if (isNil(property)) {
      return Optional.empty();
    }
    Optional<String> direct =
        property
            .children()
            .filter(child -> !child.name().equals("PT_FreeText") && !isNil(child))
            .map(XmlElement::text)
            .filter(words -> !words.isEmpty())
            .findFirst();
    if (direct.isPresent()) {
      return direct;
    }
    // Some writers leave the string out and put the words into the property itself.
    return property.children().findAny().isEmpty()
        ? Optional.of(property.text()).filter(words -> !words.isEmpty())
        : Optional.empty();
  }

  /** The texts of all of a path. */
  static Stream<String> plain(XmlElement from, String... path) {
    return from.all(path).flatMap(property -> plain(property).stream());
  }

  /** The value of a property that takes it from a code list. */
  static Optional<String> code(XmlElement property) {
    return isNil(property)
        ? Optional.empty()
        : property
            .children()
            .flatMap(child -> child.attribute("codeListValue").stream())
            .findFirst()
            .or(() -> plain(property));
  }

  /** The values of all of a path that are from a code list. */
  static Stream<String> codes(XmlElement from, String... path) {
    return from.all(path).flatMap(property -> code(property).stream());
  }

  /** Where an anchor leads: an IRI that may stand in RDF. */
  static Optional<String> anchor(XmlElement property) {
    return isNil(property)
        ? Optional.empty()
        : property
            .children()
            .filter(child -> child.name().equals("Anchor"))
            .flatMap(child -> child.attribute("href").stream())
            .flatMap(href -> iri(href).stream())
            .findFirst();
  }

  /** An IRI in words, mended as browsers do; empty when they are none. */
  static Optional<String> iri(String words) {
    return SourceClient.address(words)
        .map(Object::toString)
        .or(() -> Optional.of(words).filter(Statements::isIri));
  }

  private static boolean isNil(XmlElement element) {
    return element.attributes().stream()
        .anyMatch(
            attribute ->
                attribute.name().equals("nilReason")
                    || (attribute.name().equals("nil")
                        && attribute.value().strip().equals("true")));
  }
}
