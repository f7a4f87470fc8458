package vn.sen.harvest.ckan;

import static vn.sen.harvest.mapping.Statements.clean;
import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.encoded;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.mailbox;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what a CKAN package says. What has no place in DCAT is kept as literals under {@code
 * urn:sen:ckan:}, so that nothing is lost; {@code docs/mapping/ckan.md} has the table.
 */
final class CkanMapper {
  static final String NS = Sen.NS + "ckan:";

  /** A package as a record, or why it is none. */
  sealed interface Mapped {
    record Usable(CatalogRecord record) implements Mapped {}

    record Unusable(Optional<String> identifier, Message why) implements Mapped {}
  }

  private static final String GEO_JSON = "http://www.opengis.net/ont/geosparql#geoJSONLiteral";
  private static final Property CHECKSUM_TYPE = property(Sen.SPDX + "Checksum");
  private static final Property VERSION = property(DCAT.NS + "version");

  /** Formats that name a page or a service: what is behind the address is no file. */
  private static final Set<String> NO_FILES =
      Set.of(
          "html",
          "htm",
          "url",
          "link",
          "website",
          "web page",
          "http",
          "https",
          "api",
          "rest",
          "soap",
          "wms",
          "wfs",
          "wmts",
          "wcs",
          "wps",
          "csw",
          "sos",
          "sparql",
          "odata",
          "arcgis",
          "esri rest",
          "arcgis geoservices rest api",
          "arcgis map service",
          "service",
          "app");

  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final Pattern HASH =
      Pattern.compile("(?i)(?:(md5|sha-?1|sha-?256|sha-?512)\\s*[:=]\\s*)?([0-9a-f]{32,128})");

  private final CkanPortal portal;

  CkanMapper(CkanPortal portal) {
    this.portal = portal;
  }

  Mapped map(JsonNode node) {
    if (!node.isObject()) {
      return unusable(
          Optional.empty(),
          "phần tử không phải một đối tượng JSON mà là %s".formatted(node.getNodeType()),
          "the element is no JSON object but %s".formatted(node.getNodeType()),
          "Cổng phải trả về mỗi bộ dữ liệu là một đối tượng.",
          "The portal has to send each dataset as an object.");
    }
    Fields fields = new Fields(node);
    Optional<String> id = fields.takeText("id");
    Optional<String> name = fields.takeText("name");
    Optional<String> identifier = id.or(() -> name);
    if (identifier.isEmpty()) {
      return unusable(
          Optional.empty(),
          "bộ dữ liệu không có 'id' lẫn 'name'",
          "the dataset has neither 'id' nor 'name'",
          "Đặt mã ổn định cho bộ dữ liệu ở cổng nguồn.",
          "Give the dataset a stable id at the source portal.");
    }
    String state = fields.takeText("state").orElse("active");
    if (!state.equalsIgnoreCase("active")) {
      return unusable(
          identifier,
          "bộ dữ liệu ở trạng thái '%s'".formatted(state),
          "the dataset's state is '%s'".formatted(state),
          "Công bố bộ dữ liệu ở cổng nguồn (state: active).",
          "Publish the dataset at the source portal (state: active).");
    }
    if (fields.takeText("private").filter("true"::equalsIgnoreCase).isPresent()) {
      return unusable(
          identifier,
          "bộ dữ liệu để riêng tư",
          "the dataset is private",
          "Chuyển bộ dữ liệu sang công khai ở cổng nguồn.",
          "Make the dataset public at the source portal.");
    }
    return new Mapped.Usable(
        new CatalogRecord(identifier.get(), dataset(fields, identifier.get(), name)));
  }

  private static Mapped unusable(
      Optional<String> identifier, String vi, String en, String cureVi, String cureEn) {
    return new Mapped.Unusable(
        identifier,
        new Message(
            "Không dùng được: %s. %s".formatted(vi, cureVi),
            "Not usable: %s. %s".formatted(en, cureEn)));
  }

  private Resource dataset(Fields fields, String identifier, Optional<String> name) {
    Model model = ModelFactory.createDefaultModel();
    Resource dataset =
        model.createResource(
            fields
                .takeText("uri")
                .flatMap(SourceClient::address)
                .map(URI::toString)
                .orElseGet(() -> portal.page("dataset", identifier)));
    dataset.addProperty(RDF.type, DCAT.Dataset).addProperty(DCTerms.identifier, clean(identifier));
    name.filter(n -> !n.equals(identifier)).ifPresent(n -> text(dataset, property(NS + "name"), n));

    texts(dataset, DCTerms.title, fields, "title_translated", "title");
    if (!dataset.hasProperty(DCTerms.title)) {
      // CKAN itself shows the name where there is no title.
      name.ifPresent(n -> text(dataset, DCTerms.title, n));
    }
    texts(dataset, DCTerms.description, fields, "notes_translated", "notes", "description");
    keywords(dataset, fields);
    themes(dataset, fields);
    agents(dataset, fields);
    licence(dataset, fields);
    coverage(dataset, fields);

    fields
        .takeText("issued", "release_date", "dcat_issued")
        .ifPresent(time -> date(dataset, DCTerms.issued, time));
    fields
        .takeText("modified", "dcat_modified")
        .ifPresent(time -> date(dataset, DCTerms.modified, time));
    // CKAN's own times are UTC without saying so. The package's dates, where it states none.
    metadataDate(dataset, DCTerms.issued, fields, "metadata_created");
    metadataDate(dataset, DCTerms.modified, fields, "metadata_modified");

    iriOrText(
        dataset,
        DCTerms.accrualPeriodicity,
        fields.takeTexts(
            "frequency",
            "accrual_periodicity",
            "update_frequency",
            "frequency_of_update",
            "tần suất cập nhật",
            "chu kỳ cập nhật",
            "frequência de atualização",
            "frequência de atualização dos dados"));
    iriOrText(dataset, DCTerms.language, fields.takeTexts("language", "languages", "ngôn ngữ"));
    iriOrText(dataset, DCTerms.conformsTo, fields.takeTexts("conforms_to"));
    iriOrText(dataset, DCTerms.accessRights, fields.takeTexts("access_rights"));
    iriOrText(dataset, DCTerms.provenance, fields.takeTexts("provenance"));
    iriOrText(dataset, FOAF.page, fields.takeTexts("documentation"));
    iriOrText(dataset, property(Sen.ADMS + "identifier"), fields.takeTexts("alternate_identifier"));
    fields.takeText("version", "dcat_version").ifPresent(v -> text(dataset, VERSION, v));
    fields.takeText("version_notes").ifPresent(v -> text(dataset, OWL.versionInfo, v));
    landingPage(dataset, fields, name.orElse(identifier));

    fields
        .take("resources")
        .ifPresent(
            resources -> {
              if (!resources.isArray()) {
                text(dataset, property(NS + "resources"), resources.toString());
              }
              resources.forEach(resource -> distribution(dataset, identifier, resource));
            });
    fields.drop("num_resources", "num_tags", "tracking_summary", "isopen", "type");
    rest(dataset, fields);
    return dataset;
  }

  private static void keywords(Resource dataset, Fields fields) {
    fields
        .take("tags")
        .ifPresent(
            tags -> {
              for (JsonNode tag : tags) {
                // Some portals send the words themselves.
                String word =
                    tag.isTextual()
                        ? tag.textValue()
                        : tag.path("display_name").asText(tag.path("name").asText(""));
                text(dataset, DCAT.keyword, word);
              }
            });
    fields.takeTexts("tag_string").stream()
        .flatMap(words -> Pattern.compile(",").splitAsStream(words))
        .forEach(word -> text(dataset, DCAT.keyword, word));
  }

  private static void themes(Resource dataset, Fields fields) {
    fields
        .take("groups")
        .ifPresent(
            groups -> {
              for (JsonNode group : groups) {
                text(
                    dataset,
                    DCAT.theme,
                    group.isTextual()
                        ? group.textValue()
                        : firstText(group, "title", "display_name", "name"));
              }
            });
    iriOrText(dataset, DCAT.theme, fields.takeTexts("theme", "themes", "dcat_theme"));
  }

  private static String firstText(JsonNode object, String... names) {
    for (String name : names) {
      String text = object.path(name).asText("");
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private void agents(Resource dataset, Fields fields) {
    Model model = dataset.getModel();
    Optional<JsonNode> organization = fields.take("organization").filter(JsonNode::isObject);
    Optional<String> stated = fields.takeText("publisher_name");
    Optional<String> statedIri =
        fields.takeText("publisher_uri", "publisher_url").filter(Statements::isIri);
    if (stated.isPresent() || statedIri.isPresent()) {
      Resource publisher = statedIri.map(model::createResource).orElseGet(model::createResource);
      publisher.addProperty(RDF.type, FOAF.Agent);
      stated.ifPresent(name -> text(publisher, FOAF.name, name));
      fields.takeText("publisher_email").ifPresent(mail -> mailbox(publisher, FOAF.mbox, mail));
      dataset.addProperty(DCTerms.publisher, publisher);
    }
    organization.ifPresent(
        object -> {
          Fields of = new Fields(object);
          Optional<String> id = of.takeText("id").or(() -> of.takeText("name"));
          Resource agent =
              id.map(key -> model.createResource(portal.page("organization", key)))
                  .orElseGet(model::createResource);
          agent.addProperty(RDF.type, FOAF.Agent);
          texts(agent, FOAF.name, of, "title_translated", "title", "display_name", "name");
          texts(agent, DCTerms.description, of, "description");
          // Where the package names its publisher, the organization is who entered it.
          dataset.addProperty(
              dataset.hasProperty(DCTerms.publisher) ? DCTerms.contributor : DCTerms.publisher,
              agent);
          of.drop("is_organization", "type", "state", "approval_status", "package_count");
          rest(agent, of);
        });

    Optional<String> author = fields.takeText("author");
    Optional<String> authorMail = fields.takeText("author_email");
    if (author.isPresent() || authorMail.isPresent()) {
      Resource creator = model.createResource(FOAF.Agent);
      author.ifPresent(name -> text(creator, FOAF.name, name));
      authorMail.ifPresent(mail -> mailbox(creator, FOAF.mbox, mail));
      dataset.addProperty(DCTerms.creator, creator);
    }
    Optional<String> contact = fields.takeText("contact_name", "maintainer").or(() -> author);
    Optional<String> contactMail =
        fields.takeText("contact_email", "maintainer_email").or(() -> authorMail);
    Optional<String> contactIri = fields.takeText("contact_uri").filter(Statements::isIri);
    if (contact.isPresent() || contactMail.isPresent() || contactIri.isPresent()) {
      Resource point = contactIri.map(model::createResource).orElseGet(model::createResource);
      point.addProperty(RDF.type, VCARD4.Kind);
      contact.ifPresent(name -> text(point, VCARD4.fn, name));
      contactMail.ifPresent(mail -> mailbox(point, VCARD4.hasEmail, mail));
      dataset.addProperty(DCAT.contactPoint, point);
    }
  }

  private static void licence(Resource dataset, Fields fields) {
    Optional<String> url = fields.takeText("license_url").filter(Statements::isIri);
    Optional<String> title = fields.takeText("license_title");
    Optional<String> id = fields.takeText("license_id", "license");
    if (id.filter("notspecified"::equalsIgnoreCase).isPresent() && url.isEmpty()) {
      text(dataset, property(NS + "license_id"), id.get());
      return; // CKAN's way to say that there is none
    }
    if (url.isPresent()) {
      Resource licence = dataset.getModel().createResource(url.get());
      dataset.addProperty(DCTerms.license, licence);
      title.ifPresent(name -> text(licence, RDFS.label, name));
      id.ifPresent(key -> text(dataset, property(NS + "license_id"), key));
    } else if (id.filter(Statements::isIri).isPresent()) {
      dataset.addProperty(DCTerms.license, dataset.getModel().createResource(id.get()));
      title.ifPresent(name -> text(dataset, property(NS + "license_title"), name));
    } else {
      title.or(() -> id).ifPresent(words -> text(dataset, DCTerms.license, words));
      title.flatMap(_ -> id).ifPresent(key -> text(dataset, property(NS + "license_id"), key));
    }
  }

  private static void coverage(Resource dataset, Fields fields) {
    Model model = dataset.getModel();
    for (String place :
        fields.takeTexts(
            "spatial_uri", "spatial_text", "spatial_coverage", "cobertura geográfica")) {
      iriOrText(dataset, DCTerms.spatial, place);
    }
    fields
        .take("spatial")
        .ifPresent(
            spatial -> {
              String said = spatial.isTextual() ? spatial.textValue() : spatial.toString();
              if (said.strip().startsWith("{")) {
                Resource location = model.createResource(DCTerms.Location);
                location.addProperty(
                    DCAT.bbox,
                    model.createTypedLiteral(
                        clean(said), TypeMapper.getInstance().getSafeTypeByName(GEO_JSON)));
                dataset.addProperty(DCTerms.spatial, location);
              } else {
                iriOrText(dataset, DCTerms.spatial, said);
              }
            });
    Optional<String> start =
        fields.takeText(
            "temporal_start",
            "temporal_coverage_from",
            "temporal_coverage_start",
            "temporal_extent_begin",
            "coverage_start_date",
            "begin_date",
            "start_date",
            "date_from");
    Optional<String> end =
        fields.takeText(
            "temporal_end",
            "temporal_coverage_to",
            "temporal_coverage_end",
            "temporal_extent_end",
            "coverage_end_date",
            "end_date",
            "date_to");
    if (start.isPresent() || end.isPresent()) {
      Resource period = model.createResource(DCTerms.PeriodOfTime);
      start.ifPresent(time -> date(period, DCAT.startDate, time));
      end.ifPresent(time -> date(period, DCAT.endDate, time));
      dataset.addProperty(DCTerms.temporal, period);
    }
    iriOrText(
        dataset,
        DCTerms.temporal,
        fields.takeTexts("temporal", "temporal_coverage", "cobertura temporal"));
  }

  private void landingPage(Resource dataset, Fields fields, String name) {
    Optional<String> url = fields.takeText("url", "landing_page");
    Resource page =
        dataset
            .getModel()
            .createResource(
                url.filter(CkanMapper::isWebPage)
                    .flatMap(SourceClient::address)
                    .map(URI::toString)
                    .orElseGet(() -> portal.page("dataset", name)));
    dataset.addProperty(DCAT.landingPage, page);
    url.filter(u -> !isWebPage(u)).ifPresent(u -> text(dataset, property(NS + "url"), u));
  }

  private void distribution(Resource dataset, String identifier, JsonNode resource) {
    Model model = dataset.getModel();
    if (!resource.isObject()) {
      text(dataset, property(NS + "resource"), resource.toString());
      return;
    }
    Fields fields = new Fields(resource);
    if (fields.takeText("state").filter(state -> !state.equalsIgnoreCase("active")).isPresent()) {
      return; // deleted at the portal, shown by old versions all the same
    }
    Resource distribution =
        fields
            .takeText("id")
            .map(
                id ->
                    model.createResource(
                        portal.page("dataset", identifier) + "/resource/" + encoded(id)))
            .orElseGet(model::createResource);
    dataset.addProperty(DCAT.distribution, distribution);
    distribution.addProperty(RDF.type, DCAT.Distribution);
    texts(distribution, DCTerms.title, fields, "name_translated", "name", "title");
    texts(distribution, DCTerms.description, fields, "description_translated", "description");

    Optional<String> format = fields.takeText("format");
    boolean file =
        format.map(f -> !NO_FILES.contains(f.toLowerCase(Locale.ROOT))).orElse(true)
            && fields.takeText("resource_type").map(t -> t.startsWith("file")).orElse(true);
    format.ifPresent(f -> iriOrText(distribution, DCTerms.format, f));
    iriOrText(distribution, DCAT.mediaType, fields.takeTexts("mimetype", "media_type"));
    Optional<String> download = fields.takeText("download_url");
    Optional<String> url = fields.takeText("url", "access_url");
    url.ifPresent(u -> link(distribution, DCAT.accessURL, u));
    if (download.isPresent()) {
      link(distribution, DCAT.downloadURL, download.get());
    } else if (file) {
      url.ifPresent(u -> link(distribution, DCAT.downloadURL, u));
    }

    fields
        .takeText("size", "byte_size")
        .ifPresent(
            size -> {
              if (DIGITS.matcher(size).matches()) {
                distribution.addProperty(
                    DCAT.byteSize,
                    model.createTypedLiteral(
                        new BigInteger(size).toString(), XSDDatatype.XSDnonNegativeInteger));
              } else {
                text(distribution, property(NS + "size"), size);
              }
            });
    Optional<String> algorithm = fields.takeText("hash_algorithm");
    fields.takeText("hash").ifPresent(hash -> checksum(distribution, hash, algorithm));
    Optional<String> created = fields.takeText("issued", "created", "metadata_created");
    created.map(DkanDate::plain).ifPresent(time -> date(distribution, DCTerms.issued, time));
    fields
        .takeText("modified", "last_modified")
        .map(DkanDate::plain)
        .ifPresent(time -> date(distribution, DCTerms.modified, time));
    iriOrText(distribution, DCTerms.license, fields.takeTexts("license_url", "license"));
    iriOrText(distribution, DCTerms.language, fields.takeTexts("language"));
    iriOrText(distribution, DCTerms.conformsTo, fields.takeTexts("conforms_to"));
    iriOrText(distribution, DCTerms.rights, fields.takeTexts("rights"));
    fields.drop("package_id", "position", "tracking_summary", "revision_id");
    rest(distribution, fields);
  }

  private static void link(Resource distribution, Property property, String url) {
    if (!Statements.link(distribution, property, url)) {
      text(distribution, property(NS + "url"), url);
    }
  }

  private static void checksum(Resource distribution, String hash, Optional<String> algorithm) {
    Matcher matcher = HASH.matcher(hash);
    String hex = matcher.matches() ? matcher.group(2) : "";
    Optional<String> name =
        Optional.ofNullable(matcher.matches() ? matcher.group(1) : null)
            .or(() -> algorithm.map(a -> a.substring(a.lastIndexOf('_') + 1)))
            .map(a -> a.toLowerCase(Locale.ROOT).replace("-", ""))
            .or(
                () ->
                    switch (hex.length()) {
                      case 32 -> Optional.of("md5");
                      case 40 -> Optional.of("sha1");
                      case 64 -> Optional.of("sha256");
                      case 128 -> Optional.of("sha512");
                      default -> Optional.empty();
                    });
    if (hex.isEmpty() || name.isEmpty()) {
      text(distribution, property(NS + "hash"), hash);
      return;
    }
    Model model = distribution.getModel();
    distribution.addProperty(
        Sen.SPDX_CHECKSUM,
        model
            .createResource(CHECKSUM_TYPE)
            .addProperty(
                Sen.SPDX_ALGORITHM,
                model.createResource(Sen.SPDX + "checksumAlgorithm_" + name.get()))
            .addProperty(
                Sen.SPDX_CHECKSUM_VALUE,
                model.createTypedLiteral(hex.toLowerCase(Locale.ROOT), XSDDatatype.XSDhexBinary)));
  }

  /** What DCAT has no word for. */
  private static void rest(Resource subject, Fields fields) {
    fields
        .rest()
        .forEach(
            (name, value) ->
                kept(subject, NS, name, value.isValueNode() ? value.asText() : value.toString()));
  }

  /** The texts of the first of {@code names}: one, or one per language. */
  private static void texts(Resource subject, Property property, Fields fields, String... names) {
    for (String name : names) {
      Optional<JsonNode> value = fields.take(name);
      if (value.isEmpty()) {
        continue;
      }
      if (value.get().isObject()) {
        value
            .get()
            .properties()
            .forEach(
                text -> {
                  String words = clean(text.getValue().asText("")).strip();
                  if (!words.isEmpty() && Statements.isLanguage(text.getKey())) {
                    subject.addProperty(property, words, text.getKey().replace('_', '-'));
                  }
                });
      } else if (!subject.hasProperty(property)) {
        text(subject, property, value.get().asText(value.get().toString()));
      } else if (!hasWords(subject, property, value.get().asText(""))) {
        text(subject, property(NS + name), value.get().asText(value.get().toString()));
      }
    }
  }

  private static boolean hasWords(Resource subject, Property property, String words) {
    return subject
        .listProperties(property)
        .filterKeep(s -> s.getString().equals(clean(words).strip()))
        .hasNext();
  }

  private static void metadataDate(
      Resource dataset, Property property, Fields fields, String name) {
    Optional<String> stated =
        fields
            .takeText(name)
            .map(DkanDate::plain)
            .map(time -> time.replaceFirst("(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?)$", "$1Z"));
    if (dataset.hasProperty(property)) {
      stated.ifPresent(time -> text(dataset, property(NS + name), time));
    } else {
      stated.ifPresent(time -> date(dataset, property, time));
    }
  }

  private static boolean isWebPage(String text) {
    return SourceClient.address(text).isPresent();
  }
}
