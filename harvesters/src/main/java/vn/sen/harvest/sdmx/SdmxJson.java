package vn.sen.harvest.sdmx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.WrongContentException;

/** Reads structure messages of SDMX-JSON, versions 1.0 and 2.0. */
final class SdmxJson {
  private SdmxJson() {}

  static SdmxAnswer read(byte[] body) throws WrongContentException {
    JsonNode message = JsonBody.read(body, SdmxAnswer.CURE);
    JsonNode errors = message.path("errors");
    if (errors.isArray() && !errors.isEmpty()) {
      List<SdmxAnswer.Fault> faults = new ArrayList<>();
      errors.forEach(error -> faults.add(fault(error)));
      return SdmxAnswer.of(faults);
    }
    JsonNode data = message.path("data");
    JsonNode flows = data.path("dataflows");
    if (!message.path("meta").isObject()
        || !data.isObject()
        || !(flows.isArray() || data.isEmpty())) {
      throw SdmxAnswer.wrong(
          "JSON không có 'meta' và danh sách 'data.dataflows' của SDMX-JSON, cũng không có"
              + " 'errors'",
          "the JSON has neither the 'meta' and the list 'data.dataflows' of SDMX-JSON nor"
              + " 'errors'");
    }
    String language = language(message.path("meta"));
    List<Dataflow> read = new ArrayList<>();
    flows.forEach(flow -> read.add(flow(flow, language)));
    return new Structures(
        read,
        categories(data.path("categorisations")),
        categoryNames(data.path("categorySchemes"), language),
        agencyNames(data.path("agencySchemes"), language));
  }

  private static SdmxAnswer.Fault fault(JsonNode error) {
    String title = error.path("title").asText("");
    String detail = error.path("detail").asText(error.path("details").asText(""));
    return new SdmxAnswer.Fault(
        error.path("code").asText(""),
        title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail);
  }

  /** What texts are in that are there once only. */
  private static String language(JsonNode meta) {
    JsonNode stated =
        meta.path("contentLanguages").isArray()
            ? meta.path("contentLanguages")
            : meta.path("content-languages");
    return stated.size() == 1 ? stated.path(0).asText("") : "";
  }

  private static Dataflow flow(JsonNode flow, String language) {
    Map<String, String> beside = new LinkedHashMap<>();
    for (String name : List.of("isFinal", "validFrom", "validTo")) {
      if (flow.path(name).isValueNode() && !flow.path(name).isNull()) {
        beside.put(name, flow.path(name).asText());
      }
    }
    link(flow, "self", "urn").ifPresent(urn -> beside.put("urn", urn));
    List<Dataflow.Annotation> annotations = new ArrayList<>();
    flow.path("annotations").forEach(one -> annotations.add(annotation(one, language)));
    return new Dataflow(
        flow.path("agencyID").asText("").strip(),
        flow.path("id").asText("").strip(),
        Optional.of(flow.path("version").asText("").strip())
            .filter(version -> !version.isEmpty())
            .orElse(Dataflow.FIRST_VERSION),
        words(flow, "name", language),
        words(flow, "description", language),
        Optional.of(flow.path("structure").asText(""))
            .filter(urn -> Urn.of(urn).isPresent())
            .or(() -> link(flow, "structure", "urn")),
        flow.path("isExternalReference").asBoolean(false),
        link(flow, "external", "href").or(() -> link(flow, "self", "href")),
        annotations,
        beside);
  }

  /** What the first link of that relation says. */
  private static Optional<String> link(JsonNode of, String rel, String member) {
    for (JsonNode link : of.path("links")) {
      String said = link.path(member).asText("");
      if (link.path("rel").asText("").equals(rel) && !said.isBlank()) {
        return Optional.of(said);
      }
    }
    return Optional.empty();
  }

  /** {@code names} by language, or the lone {@code name}. */
  private static List<Words> words(JsonNode of, String member, String language) {
    List<Words> words = new ArrayList<>();
    of.path(member + "s")
        .properties()
        .forEach(text -> words.add(new Words(text.getKey(), text.getValue().asText(""))));
    String lone = of.path(member).asText("");
    if (words.isEmpty() && !lone.isBlank()) {
      words.add(new Words(language, lone));
    }
    return words;
  }

  private static Dataflow.Annotation annotation(JsonNode annotation, String language) {
    List<Words> words = new ArrayList<>();
    for (String member : List.of("title", "value")) {
      words.add(new Words("", annotation.path(member).asText("")));
    }
    words.addAll(words(annotation, "text", language));
    annotation
        .path("links")
        .forEach(link -> words.add(new Words("", link.path("href").asText(""))));
    String type = annotation.path("type").asText("");
    return new Dataflow.Annotation(
        type.isEmpty() ? annotation.path("id").asText("") : type,
        words.stream().filter(one -> !one.text().isBlank()).toList());
  }

  private static Map<String, List<String>> categories(JsonNode categorisations) {
    Map<String, List<String>> categories = new HashMap<>();
    for (JsonNode one : categorisations) {
      String target = one.path("target").asText("");
      Urn.of(one.path("source").asText(""))
          .filter(urn -> urn.type().equals("Dataflow") && Urn.of(target).isPresent())
          .ifPresent(
              urn ->
                  categories
                      .computeIfAbsent(urn.agency() + ":" + urn.id(), _ -> new ArrayList<>())
                      .add(target));
    }
    return categories;
  }

  private static Map<String, List<Words>> categoryNames(JsonNode schemes, String language) {
    Map<String, List<Words>> names = new HashMap<>();
    for (JsonNode scheme : schemes) {
      within(scheme, "", language)
          .forEach(
              (path, words) ->
                  names.put(
                      Urn.category(
                          scheme.path("agencyID").asText(""),
                          scheme.path("id").asText(""),
                          scheme.path("version").asText(Dataflow.FIRST_VERSION),
                          path),
                      words));
    }
    return names;
  }

  private static Map<String, List<Words>> within(JsonNode above, String prefix, String language) {
    Map<String, List<Words>> names = new HashMap<>();
    for (JsonNode category : above.path("categories")) {
      String path = prefix + category.path("id").asText("");
      names.put(path, words(category, "name", language));
      names.putAll(within(category, path + ".", language));
    }
    return names;
  }

  private static Map<String, List<Words>> agencyNames(JsonNode schemes, String language) {
    Map<String, List<Words>> names = new HashMap<>();
    for (JsonNode scheme : schemes) {
      for (JsonNode agency : scheme.path("agencies")) {
        names.put(
            SdmxXml.agencyId(scheme.path("agencyID").asText(""), agency.path("id").asText("")),
            words(agency, "name", language));
      }
    }
    return names;
  }
}
