package vn.sen.harvest.sdmx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;

/** Reads messages of SDMX-ML, versions 2.1 and 3.0. */
final class SdmxXml {
  private static final Pattern MESSAGE =
      Pattern.compile("https?://www\\.sdmx\\.org/resources/sdmxml/schemas/v(2_1|3_\\d)/message");

  /** What the schemas say {@code xml:lang} is where it is not written. */
  private static final String DEFAULT_LANGUAGE = "en";

  private SdmxXml() {}

  static SdmxAnswer read(byte[] body) throws WrongContentException {
    XmlElement root = XmlDocument.read(body, SdmxAnswer.CURE);
    boolean sdmx = MESSAGE.matcher(root.namespace().toLowerCase(java.util.Locale.ROOT)).matches();
    if (root.name().equals("Error") && sdmx) {
      return SdmxAnswer.of(root.all("ErrorMessage").map(SdmxXml::fault).toList());
    }
    // Some services wrap their errors as SOAP did.
    if (root.name().equals("Fault") && root.text("faultstring").isPresent()) {
      return SdmxAnswer.of(
          List.of(
              new SdmxAnswer.Fault(
                  root.text("faultcode").orElse(""), root.text("faultstring").orElse(""))));
    }
    if (!root.name().equals("Structure") || !sdmx) {
      throw SdmxAnswer.wrong(
          "gốc của XML là <%s>, không phải <Structure> của SDMX-ML 2.1 hoặc 3.0"
              .formatted(root.name()),
          "the root of its XML is <%s>, not the <Structure> of SDMX-ML 2.1 or 3.0"
              .formatted(root.name()));
    }
    XmlElement structures =
        root.first("Structures")
            .orElseThrow(
                () ->
                    SdmxAnswer.wrong(
                        "thông điệp không có <Structures>", "the message has no <Structures>"));
    if (structures.children().findAny().isPresent() && structures.first("Dataflows").isEmpty()) {
      throw SdmxAnswer.wrong(
          "thông điệp có cấu trúc khác, không có <Dataflows>",
          "the message holds other structures and no <Dataflows>");
    }
    return new Structures(
        structures.all("Dataflows", "Dataflow").map(SdmxXml::flow).toList(),
        categories(structures),
        categoryNames(structures),
        agencyNames(structures));
  }

  private static SdmxAnswer.Fault fault(XmlElement message) {
    return new SdmxAnswer.Fault(
        message.attribute("code").orElse(""),
        message.texts("Text").collect(Collectors.joining(", ")));
  }

  private static Dataflow flow(XmlElement flow) {
    Map<String, String> beside = new LinkedHashMap<>();
    for (String name : List.of("urn", "isFinal", "validFrom", "validTo")) {
      flow.attribute(name).ifPresent(value -> beside.put(name, value));
    }
    return new Dataflow(
        flow.attribute("agencyID").orElse(""),
        flow.attribute("id").orElse(""),
        flow.attribute("version").orElse(Dataflow.FIRST_VERSION),
        words(flow, "Name"),
        words(flow, "Description"),
        flow.first("Structure").flatMap(SdmxXml::structure),
        flow.attribute("isExternalReference").filter(SdmxXml::isTrue).isPresent(),
        flow.attribute("structureURL").or(() -> flow.attribute("serviceURL")),
        flow.all("Annotations", "Annotation").map(SdmxXml::annotation).toList(),
        beside);
  }

  private static boolean isTrue(String words) {
    return words.equals("true") || words.equals("1");
  }

  private static List<Words> words(XmlElement element, String name) {
    return element
        .all(name)
        .filter(text -> !text.text().isEmpty())
        .map(text -> new Words(text.attribute("lang").orElse(DEFAULT_LANGUAGE), text.text()))
        .toList();
  }

  private static Optional<String> structure(XmlElement structure) {
    return structure
        .first("Ref")
        .flatMap(
            ref ->
                ref.attribute("agencyID")
                    .flatMap(
                        agency ->
                            ref.attribute("id")
                                .map(id -> Urn.structure(agency, id, version(ref, "version")))))
        .or(() -> urn(structure));
  }

  /** A URN that stands in an element, or in one within: as 3.0, and as 2.1 has it. */
  private static Optional<String> urn(XmlElement reference) {
    return Optional.of(reference.text("URN").orElseGet(reference::text))
        .filter(text -> Urn.of(text).isPresent());
  }

  private static String version(XmlElement ref, String attribute) {
    return ref.attribute(attribute).orElse(Dataflow.FIRST_VERSION);
  }

  private static Dataflow.Annotation annotation(XmlElement annotation) {
    List<Words> words = new ArrayList<>();
    annotation
        .children()
        .filter(part -> !part.name().equals("AnnotationType"))
        .filter(part -> !part.text().isEmpty())
        .forEach(
            part ->
                words.add(
                    new Words(
                        part.name().equals("AnnotationText")
                            ? part.attribute("lang").orElse(DEFAULT_LANGUAGE)
                            : "",
                        part.text())));
    return new Dataflow.Annotation(
        annotation.text("AnnotationType").or(() -> annotation.attribute("id")).orElse(""), words);
  }

  private static Map<String, List<String>> categories(XmlElement structures) {
    Map<String, List<String>> categories = new HashMap<>();
    structures
        .all("Categorisations", "Categorisation")
        .forEach(
            one ->
                one.first("Source")
                    .flatMap(SdmxXml::dataflow)
                    .ifPresent(
                        flow ->
                            one.first("Target")
                                .flatMap(SdmxXml::category)
                                .ifPresent(
                                    category ->
                                        categories
                                            .computeIfAbsent(flow, _ -> new ArrayList<>())
                                            .add(category))));
    return categories;
  }

  /** The identifier of the dataflow that is referred to. */
  private static Optional<String> dataflow(XmlElement source) {
    return source
        .first("Ref")
        .filter(ref -> ref.attribute("class").orElse("Dataflow").equals("Dataflow"))
        .map(ref -> ref.attribute("agencyID").orElse("") + ":" + ref.attribute("id").orElse(""))
        .or(
            () ->
                urn(source)
                    .flatMap(Urn::of)
                    .filter(urn -> urn.type().equals("Dataflow"))
                    .map(urn -> urn.agency() + ":" + urn.id()));
  }

  private static Optional<String> category(XmlElement target) {
    return target
        .first("Ref")
        .flatMap(
            ref ->
                ref.attribute("maintainableParentID")
                    .map(
                        scheme ->
                            Urn.category(
                                ref.attribute("agencyID").orElse(""),
                                scheme,
                                version(ref, "maintainableParentVersion"),
                                ref.attribute("id").orElse(""))))
        .or(() -> urn(target));
  }

  private static Map<String, List<Words>> categoryNames(XmlElement structures) {
    Map<String, List<Words>> names = new HashMap<>();
    structures
        .all("CategorySchemes", "CategoryScheme")
        .forEach(
            scheme ->
                within(scheme, "")
                    .forEach(
                        (path, words) ->
                            names.put(
                                Urn.category(
                                    scheme.attribute("agencyID").orElse(""),
                                    scheme.attribute("id").orElse(""),
                                    version(scheme, "version"),
                                    path),
                                words)));
    return names;
  }

  /** Names of the categories below, by their paths. */
  private static Map<String, List<Words>> within(XmlElement above, String prefix) {
    Map<String, List<Words>> names = new HashMap<>();
    above
        .all("Category")
        .forEach(
            category -> {
              String path = prefix + category.attribute("id").orElse("");
              names.put(path, words(category, "Name"));
              names.putAll(within(category, path + "."));
            });
    return names;
  }

  private static Map<String, List<Words>> agencyNames(XmlElement structures) {
    Map<String, List<Words>> names = new HashMap<>();
    // 2.1 has them within all organisations.
    Stream.concat(
            structures.all("AgencySchemes", "AgencyScheme"),
            structures.all("OrganisationSchemes", "AgencyScheme"))
        .forEach(
            scheme ->
                scheme
                    .all("Agency")
                    .forEach(
                        agency ->
                            names.put(
                                agencyId(
                                    scheme.attribute("agencyID").orElse(""),
                                    agency.attribute("id").orElse("")),
                                words(agency, "Name"))));
    return names;
  }

  /** Agencies below those of SDMX itself are named after the ones above them. */
  static String agencyId(String above, String id) {
    return above.isEmpty() || above.equals("SDMX") ? id : above + "." + id;
  }
}
