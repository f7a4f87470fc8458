package vn.sen.harvest.dcatus;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * Says in DCAT what an entry of {@code data.json} says; {@code docs/mapping/dcat-us.md} has the
 * table.
 */
final class DcatUsMapper {
  /** An entry as a record, or why it is none. */
  sealed interface Mapped {
    record Usable(CatalogRecord record) implements Mapped {}

    record Unusable(Optional<String> identifier, Message why) implements Mapped {}
  }

  private static final Resource SERIES = ResourceFactory.createResource(DCAT.NS + "DatasetSeries");
  private static final Property IN_SERIES = property(DCAT.NS + "inSeries");
  private static final String ACCESS =
      "http://publications.europa.eu/resource/authority/access-right/";

  /**
   * ISO 8601: again and again after that time. The standard says so where data change all the time.
   */
  private static final Pattern REPEATING =
      Pattern.compile("(?i)(R\\d*/)?(\\d{4}[^/]*/)?(P[\\dYMWDTHS.]+)");

  private static final Pattern INTERVAL = Pattern.compile("([^/]+)/([^/]+)");

  private final URI list;

  /**
   * @param list the source's address
   */
  DcatUsMapper(URI list) {
    this.list = SourceClient.shown(list);
  }

  /**
   * The name of something: its {@code identifier}, of an object its {@code @id} or {@code
   * notation}; else its own {@code @id}. Empty where it has none.
   */
  static String name(JsonNode entry) {
    if (entry.isValueNode()) {
      return entry.isNull() ? "" : entry.asText("").strip();
    }
    JsonNode stated = entry.path("identifier");
    for (JsonNode candidate :
        List.of(stated, stated.path("@id"), stated.path("notation"), entry.path("@id"))) {
      if (candidate.isValueNode() && !candidate.asText("").isBlank() && !candidate.isNull()) {
        return candidate.asText().strip();
      }
    }
    return "";
  }

  /**
   * @param records what the catalogue says of its own record of the entry
   * @param series that lists the entry, by name; empty for none
   */
  Mapped map(DataJson.Kind kind, JsonNode entry, List<JsonNode> records, String series) {
    if (!(entry instanceof ObjectNode object)) {
      return unusable(
          "",
          "mục không phải một đối tượng JSON mà là %s".formatted(entry.getNodeType()),
          "the entry is no JSON object but %s".formatted(entry.getNodeType()),
          "Mỗi bộ dữ liệu phải là một đối tượng.",
          "Each dataset has to be an object.");
    }
    String identifier = name(object);
    if (identifier.isEmpty()) {
      String title = object.path("title").asText("").strip();
      String named = title.isEmpty() ? "" : " '" + title + "'";
      return unusable(
          "",
          "mục%s không có 'identifier'".formatted(named),
          "the entry%s has no 'identifier'".formatted(named),
          "Đặt mã ổn định và duy nhất ở nguồn.",
          "Give it a stable and unique one at the source.");
    }
    JsonNode level = object.path("accessLevel");
    // Whatever is no plain "public" is not taken for it.
    String access =
        (level.isContainerNode() ? level.toString() : level.asText(""))
            .strip()
            .toLowerCase(Locale.ROOT);
    if (access.matches("non[- ]?public|private")) {
      String rights = object.path("rights").asText("").strip();
      String why = rights.isEmpty() ? "" : " (" + shortened(rights) + ")";
      return unusable(
          identifier,
          "dữ liệu không công khai, accessLevel là '%s'%s".formatted(access, why),
          "the data are not public, accessLevel is '%s'%s".formatted(access, why),
          "Bỏ mục khỏi data.json, hoặc công khai dữ liệu.",
          "Take the entry out of data.json, or open the data.");
    }
    return new Mapped.Usable(
        new CatalogRecord(
            identifier, described(kind, object.deepCopy(), identifier, access, records, series)));
  }

  private static String shortened(String words) {
    return words.length() > 200 ? words.substring(0, 200) + "..." : words;
  }

  private static Mapped unusable(
      String identifier, String vi, String en, String cureVi, String cureEn) {
    return new Mapped.Unusable(
        Optional.of(identifier).filter(name -> !name.isEmpty()),
        new Message(
            "Không dùng được: %s. %s".formatted(vi, cureVi),
            "Not usable: %s. %s".formatted(en, cureEn)));
  }

  private Resource described(
      DataJson.Kind kind,
      ObjectNode rest,
      String identifier,
      String access,
      List<JsonNode> records,
      String series) {
    Resource subject = ModelFactory.createDefaultModel().createResource(iri(rest, identifier));
    subject.addProperty(
        RDF.type,
        switch (kind) {
          case DATASET, RECORD -> DCAT.Dataset;
          case SERVICE -> DCAT.DataService;
          case SERIES -> SERIES;
        });
    text(subject, DCTerms.identifier, identifier);
    JsonNode stated = rest.path("identifier");
    rest.remove("identifier");
    if (stated.isObject()) {
      Terms.describe(subject, Json.mapper().createObjectNode().set("otherIdentifier", stated));
    }
    if (!series.isEmpty() && !rest.has("inSeries")) {
      iriOrText(subject, IN_SERIES, series);
    }
    access(subject, rest, access);
    modified(subject, rest);
    temporal(subject, rest);
    Terms.describe(subject, rest);
    for (JsonNode record : records) {
      if (record instanceof ObjectNode object) {
        Resource about =
            Terms.iri(object)
                .filter(name -> !name.equals(subject.getURI()))
                .map(subject.getModel()::createResource)
                .orElseGet(subject.getModel()::createResource);
        about.addProperty(RDF.type, DCAT.CatalogRecord).addProperty(FOAF.primaryTopic, subject);
        Terms.describe(about, (ObjectNode) object.deepCopy().without("primaryTopic"));
      }
    }
    return subject;
  }

  /** Its own where it has one, else the identifier where it is an address, else one in the list. */
  private String iri(ObjectNode entry, String identifier) {
    return Terms.iri(entry)
        .or(() -> SourceClient.address(identifier).map(URI::toString).filter(Statements::isIri))
        .orElseGet(
            () -> list.toString().replaceFirst("#.*$", "") + "#" + Statements.encoded(identifier));
  }

  /** What not everyone may have is listed without its files. */
  private static void access(Resource subject, ObjectNode rest, String access) {
    if (access.isEmpty()) {
      return;
    }
    switch (access) {
      case "public" -> iriOrText(subject, DCTerms.accessRights, ACCESS + "PUBLIC");
      case "restricted public" -> iriOrText(subject, DCTerms.accessRights, ACCESS + "RESTRICTED");
      default -> text(subject, DCTerms.accessRights, access);
    }
    if (!access.equals("public")) {
      for (String files : List.of("distribution", "sample")) {
        if (rest.has(files)) {
          Terms.keep(subject, files, rest.remove(files));
        }
      }
    }
  }

  /** {@code R/P1Y} is no day of a change but how often there is one. */
  private static void modified(Resource subject, ObjectNode rest) {
    String words = rest.path("modified").asText("").strip();
    Matcher repeating = REPEATING.matcher(words);
    if (!repeating.matches()) {
      return;
    }
    Terms.keep(subject, "modified", rest.remove("modified"));
    if (rest.path("accrualPeriodicity").asText("").isBlank()) {
      text(subject, DCTerms.accrualPeriodicity, "R/" + repeating.group(3).toUpperCase(Locale.ROOT));
    }
  }

  private static void temporal(Resource subject, ObjectNode rest) {
    Matcher interval = INTERVAL.matcher(rest.path("temporal").asText("").strip());
    if (interval.matches()
        && Statements.isDate(interval.group(1))
        && Statements.isDate(interval.group(2))) {
      Resource period = subject.getModel().createResource(DCTerms.PeriodOfTime);
      date(period, DCAT.startDate, interval.group(1));
      date(period, DCAT.endDate, interval.group(2));
      subject.addProperty(DCTerms.temporal, period);
      rest.remove("temporal");
    }
  }
}
