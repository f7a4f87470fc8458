package vn.sen.publish.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.vocab.Json;
import vn.sen.vocab.LangText;

/**
 * A CKAN portal: the reading half of the Action API, version 3, with the extra members that
 * ckanext-dcat maps to DCAT and the {@code *_translated} ones of ckanext-fluent.
 *
 * <p>Source: docs.ckan.org, API guide, for CKAN 2.11.
 */
final class CkanSite implements Site {
  private static final Pattern ACTION = Pattern.compile("/api/(?:3/)?action/(\\w+)/?");
  private static final Pattern FILTER =
      Pattern.compile("\\+?(\\w+):(?:\"([^\"]*)\"|(\\[[^\\]]*\\])|(\\S+))\\s*(?:AND\\s+)?");
  private static final Pattern RANGE = Pattern.compile("\\[(\\S+) TO (\\S+)\\]");

  private final URI base;
  private final Office operator;
  private final List<Sample> samples;
  private final int mostRows;
  private final Shelf shelf;

  /**
   * @param mostRows of one page, whatever is asked for ({@code ckan.search.rows_max})
   */
  CkanSite(URI base, Office operator, LangText name, int mostRows, List<Sample> samples) {
    this.base = base;
    this.operator = operator;
    this.samples = List.copyOf(samples);
    this.mostRows = mostRows;
    this.shelf = new Shelf(base, name, samples);
  }

  @Override
  public Answer answer(Request request) {
    Matcher action = ACTION.matcher(request.path());
    return action.matches()
        ? act(action.group(1), request.parameters())
        : shelf.answer(request.path());
  }

  private Answer act(String action, Map<String, String> parameters) {
    return switch (action) {
      case "status_show" -> success(action, status());
      case "site_read" -> success(action, Json.mapper().getNodeFactory().booleanNode(true));
      case "package_list" -> success(action, names());
      case "package_search" -> search(action, parameters);
      case "package_show" -> show(action, parameters);
      case "organization_list" -> success(action, organizations(parameters));
      case "organization_show" -> organizationShow(action, parameters);
      default ->
          json(
              400,
              Json.mapper()
                  .getNodeFactory()
                  .textNode("Bad request - Action name not known: " + action));
    };
  }

  private JsonNode status() {
    ObjectNode status = Json.mapper().createObjectNode();
    status.put("ckan_version", "2.11.3").put("site_url", base.toString());
    status.put("site_title", operator.name().in("vi").orElse(""));
    status.put("site_description", "Cổng mẫu của Sen").put("locale_default", "vi");
    status.putArray("extensions").add("dcat").add("fluent");
    return status;
  }

  private JsonNode names() {
    ArrayNode names = Json.mapper().createArrayNode();
    samples.stream().map(Sample::identifier).sorted().forEach(names::add);
    return names;
  }

  private Answer search(String action, Map<String, String> parameters) {
    OptionalInt rows = natural(parameters, "rows", 10);
    OptionalInt start = natural(parameters, "start", 0);
    if (rows.isEmpty() || start.isEmpty()) {
      String which = rows.isEmpty() ? "rows" : "start";
      return failure(409, action, "Validation Error", which + ": Must be a natural number");
    }
    Optional<Predicate<Sample>> filter = filter(parameters.getOrDefault("fq", ""));
    if (filter.isEmpty()) {
      return failure(409, action, "Search Query Error", "Search Query is invalid");
    }
    String sort = parameters.getOrDefault("sort", "score desc, metadata_modified desc");
    String query = parameters.getOrDefault("q", "*:*");
    List<Sample> found =
        samples.stream()
            .filter(filter.get())
            .filter(sample -> matches(sample, query))
            .sorted(order(sort))
            .toList();
    ObjectNode result = Json.mapper().createObjectNode();
    result.put("count", found.size()).put("sort", sort);
    result.putObject("facets");
    ArrayNode results = result.putArray("results");
    found.stream()
        .skip(start.getAsInt())
        .limit(Math.min(mostRows, rows.getAsInt()))
        .map(this::dataset)
        .forEach(results::add);
    result.putObject("search_facets");
    return success(action, result);
  }

  /** Empty for a value that is no natural number. */
  private static OptionalInt natural(Map<String, String> parameters, String name, int otherwise) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      return OptionalInt.of(otherwise);
    }
    return value.matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(value))
        : OptionalInt.empty();
  }

  /** The part of Solr's language that harvesters use; empty for anything else. */
  private Optional<Predicate<Sample>> filter(String query) {
    Predicate<Sample> all = sample -> true;
    Matcher term = FILTER.matcher(query.strip());
    int end = 0;
    while (term.lookingAt()) {
      String value =
          Stream.of(term.group(2), term.group(3), term.group(4))
              .filter(group -> group != null)
              .findFirst()
              .orElseThrow();
      Optional<Predicate<Sample>> one = filter(term.group(1), value);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all.and(one.get());
      end = term.end();
      term.region(end, query.strip().length());
    }
    return end == query.strip().length() ? Optional.of(all) : Optional.empty();
  }

  private Optional<Predicate<Sample>> filter(String field, String value) {
    return switch (field) {
      case "name" -> Optional.of(sample -> sample.identifier().equals(value));
      case "organization" -> Optional.of(sample -> operator.slug().equals(value));
      case "tags" -> Optional.of(sample -> sample.keywords().contains(value));
      case "res_format" ->
          Optional.of(
              sample ->
                  sample.files().stream().anyMatch(file -> file.format().name().equals(value)));
      case "type", "dataset_type" -> Optional.of(sample -> value.equals("dataset"));
      case "state" -> Optional.of(sample -> value.equals("active"));
      case "metadata_modified" -> {
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
          yield Optional.empty();
        }
        String from = range.group(1);
        String to = range.group(2);
        yield Optional.of(
            sample ->
                (from.equals("*") || modified(sample).compareTo(from) >= 0)
                    && (to.equals("*") || modified(sample).compareTo(to) <= 0));
      }
      default -> Optional.empty();
    };
  }

  private static boolean matches(Sample sample, String query) {
    String words = query.strip().toLowerCase(Locale.ROOT);
    return words.isEmpty()
        || words.equals("*:*")
        || Stream.concat(
                sample.title().byLanguage().values().stream(),
                sample.description().byLanguage().values().stream())
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  /** Ties, and whatever can't be sorted by, fall back on the name, so that pages never overlap. */
  private static Comparator<Sample> order(String sort) {
    Comparator<Sample> order = (_, _) -> 0;
    for (String key : sort.split(",", -1)) {
      String[] words = key.strip().split("\\s+", 2);
      Comparator<Sample> by =
          switch (words[0]) {
            case "name", "id" -> Comparator.comparing(Sample::identifier);
            case "title_string", "title" ->
                Comparator.comparing(sample -> sample.title().in("vi").orElse(""));
            case "metadata_modified" -> Comparator.comparing(Sample::modified);
            case "metadata_created" -> Comparator.comparing(Sample::issued);
            default -> (_, _) -> 0;
          };
      boolean descending = words.length > 1 && words[1].equalsIgnoreCase("desc");
      order = order.thenComparing(descending ? by.reversed() : by);
    }
    return order.thenComparing(Sample::identifier);
  }

  private Answer show(String action, Map<String, String> parameters) {
    String id = parameters.getOrDefault("id", parameters.getOrDefault("name_or_id", ""));
    if (id.isEmpty()) {
      return failure(409, action, "Validation Error", "name_or_id: Missing value");
    }
    return samples.stream()
        .filter(sample -> sample.identifier().equals(id) || uuid(sample.iri()).equals(id))
        .findFirst()
        .map(sample -> success(action, dataset(sample)))
        .orElseGet(() -> failure(404, action, "Not Found Error", "Not found"));
  }

  private JsonNode organizations(Map<String, String> parameters) {
    ArrayNode list = Json.mapper().createArrayNode();
    if (Boolean.parseBoolean(parameters.getOrDefault("all_fields", "false"))) {
      list.add(organization());
    } else {
      list.add(operator.slug());
    }
    return list;
  }

  private Answer organizationShow(String action, Map<String, String> parameters) {
    return parameters.getOrDefault("id", "").equals(operator.slug())
        ? success(action, organization())
        : failure(404, action, "Not Found Error", "Not found");
  }

  private ObjectNode organization() {
    ObjectNode organization = Json.mapper().createObjectNode();
    organization.put("id", uuid(operator.iri())).put("name", operator.slug());
    organization.put("title", operator.name().in("vi").orElse(""));
    organization.put("type", "organization").put("description", "").put("image_url", "");
    organization.put("is_organization", true).put("state", "active");
    organization.put("approval_status", "approved").put("package_count", samples.size());
    return organization;
  }

  private ObjectNode dataset(Sample sample) {
    ObjectNode dataset = Json.mapper().createObjectNode();
    dataset.put("id", uuid(sample.iri())).put("name", sample.identifier());
    dataset.put("title", sample.title().in("vi").orElse(""));
    dataset.set("title_translated", translated(sample.title()));
    dataset.put("notes", sample.description().in("vi").orElse(""));
    dataset.set("notes_translated", translated(sample.description()));
    dataset.put("type", "dataset").put("state", "active").put("private", false);
    dataset.put("url", shelf.landingPage(sample)).put("version", "");
    dataset.put("author", sample.owner().name().in("vi").orElse(""));
    dataset.put("maintainer", sample.owner().name().in("vi").orElse(""));
    dataset.put("maintainer_email", sample.owner().email());
    sample
        .license()
        .ifPresentOrElse(
            iri ->
                dataset
                    .put("license_id", "cc-by-4.0")
                    .put("license_title", "CC BY 4.0")
                    .put("license_url", iri)
                    .put("isopen", true),
            () -> dataset.putNull("license_id").putNull("license_title").put("isopen", false));
    dataset.put(
        "metadata_created", Shelf.instant(sample.issued()).toString().replace("Z", ".000000"));
    dataset.put("metadata_modified", modified(sample).replace("Z", ".000000"));
    dataset.put("owner_org", uuid(operator.iri())).set("organization", organization());
    dataset.set("extras", extras(sample));
    ArrayNode tags = dataset.putArray("tags");
    for (String keyword : sample.keywords()) {
      tags.addObject()
          .put("id", uuid("tag:" + keyword))
          .put("name", keyword)
          .put("display_name", keyword)
          .put("state", "active")
          .putNull("vocabulary_id");
    }
    dataset.put("num_tags", tags.size());
    dataset.putArray("groups");
    ArrayNode resources = dataset.putArray("resources");
    for (SampleFile file : sample.files()) {
      resources.add(resource(sample, file, resources.size()));
    }
    dataset.put("num_resources", resources.size());
    dataset.putArray("relationships_as_subject");
    dataset.putArray("relationships_as_object");
    return dataset;
  }

  private ArrayNode extras(Sample sample) {
    ArrayNode extras = Json.mapper().createArrayNode();
    extra(extras, "uri", sample.iri());
    extra(extras, "identifier", sample.identifier());
    extra(extras, "issued", sample.issued().toString());
    extra(extras, "modified", sample.modified().toString());
    extra(extras, "frequency", sample.frequency().iri());
    extra(extras, "theme", Json.write(List.of(sample.themeIri())));
    extra(
        extras,
        "language",
        Json.write(List.of("http://publications.europa.eu/resource/authority/language/VIE")));
    extra(
        extras,
        "access_rights",
        "http://publications.europa.eu/resource/authority/access-right/PUBLIC");
    extra(extras, "publisher_uri", sample.owner().iri());
    extra(extras, "publisher_name", sample.owner().name().in("vi").orElse(""));
    extra(extras, "publisher_identifier", sample.owner().code().value());
    extra(extras, "contact_name", sample.owner().name().in("vi").orElse(""));
    extra(extras, "contact_email", sample.owner().email());
    extra(extras, "spatial_uri", sample.place());
    sample
        .period()
        .ifPresent(
            period -> {
              extra(extras, "temporal_start", period.start().toString());
              extra(extras, "temporal_end", period.end().toString());
            });
    return extras;
  }

  private ObjectNode resource(Sample sample, SampleFile file, int position) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource
        .put("id", uuid(sample.iri() + "/" + file.name()))
        .put("package_id", uuid(sample.iri()));
    resource.put("uri", sample.iri() + "/" + file.name());
    resource.put("name", file.title().in("vi").orElse("")).put("description", "");
    resource.set("name_translated", translated(file.title()));
    resource.put("url", shelf.url(sample, file)).putNull("url_type").putNull("resource_type");
    resource.put("format", file.format().name()).put("mimetype", file.format().mediaType());
    resource.put("state", "active").put("position", position);
    resource.put("created", Shelf.instant(sample.issued()).toString().replace("Z", ".000000"));
    resource.put("last_modified", modified(sample).replace("Z", ".000000"));
    resource.put("metadata_modified", modified(sample).replace("Z", ".000000"));
    sample.license().ifPresent(iri -> resource.put("license", iri));
    shelf
        .schemaUrl(sample, file)
        .ifPresent(
            schema -> {
              resource.put("schema", schema);
              resource.putArray("conforms_to").add(schema);
            });
    shelf
        .content(sample, file)
        .ifPresentOrElse(
            content ->
                resource
                    .put("size", content.bytes().length)
                    .put("hash", content.sha256())
                    .put("hash_algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            () -> resource.putNull("size").put("hash", ""));
    return resource;
  }

  private static void extra(ArrayNode extras, String key, String value) {
    extras.addObject().put("key", key).put("value", value);
  }

  private static ObjectNode translated(LangText text) {
    ObjectNode translations = Json.mapper().createObjectNode();
    text.byLanguage().forEach(translations::put);
    return translations;
  }

  private static String modified(Sample sample) {
    return Shelf.instant(sample.modified()).toString();
  }

  /** The same thing has the same id at every start. */
  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Answer success(String action, JsonNode result) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("help", help(action)).put("success", true).set("result", result);
    return json(200, answer);
  }

  private Answer failure(int status, String action, String type, String message) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("help", help(action)).put("success", false);
    answer.putObject("error").put("message", message).put("__type", type);
    return json(status, answer);
  }

  private String help(String action) {
    return base + "api/3/action/help_show?name=" + action;
  }

  private Answer json(int status, JsonNode body) {
    return new Answer(
        status, Content.text("application/json", body.toString(), Shelf.newest(samples)));
  }
}
