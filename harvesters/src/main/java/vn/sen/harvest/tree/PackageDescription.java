package vn.sen.harvest.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/**
 * The dataset that a {@code datapackage.json} (Frictionless Data Package) or a {@code
 * metadata.json} with the same members describes: the files it names, or else all that lie beside
 * it.
 */
final class PackageDescription {
  /** Files of one dataset. */
  private static final int MOST_FILES = 10_000;

  private static final Message CURE =
      new Message("Sửa hoặc bỏ tệp này.", "Mend it or take it away.");

  private final TreeMapper mapper;
  private final FileTree.Entry description;
  private final TreeFiles files;
  private final Set<String> taken;
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * @param files paths of all files of the tree
   * @param taken those that another description has
   */
  PackageDescription(
      SourceId source, FileTree.Entry description, TreeFiles files, Set<String> taken) {
    this.mapper = new TreeMapper(source);
    this.description = description;
    this.files = files;
    this.taken = taken;
  }

  /**
   * @throws WrongContentException when it cannot be said what it describes
   */
  Described read(byte[] body) throws WrongContentException {
    JsonNode json = JsonBody.read(body, CURE);
    if (!json.isObject()) {
      throw new WrongContentException(
          new Message("không phải một đối tượng JSON", "it is no JSON object"), CURE);
    }
    String identifier =
        first(json, "identifier", "id").orElse(TreeMapper.identifier(description.path()));
    Resource dataset = mapper.dataset(description.path(), identifier);
    describe(dataset, json);
    Optional<Message> fault = distributions(dataset, json);
    return fault.isPresent()
        ? new Described.Unusable(identifier, fault.get())
        : new Described.Usable(new CatalogRecord(identifier, dataset), used);
  }

  private void describe(Resource dataset, JsonNode json) {
    words(dataset, DCTerms.title, json, "title", "name");
    if (!dataset.hasProperty(DCTerms.title)) {
      String folder = description.folder();
      Statements.text(
          dataset,
          DCTerms.title,
          TreeMapper.title(
              folder.isEmpty()
                  ? description.name()
                  : folder.substring(folder.lastIndexOf('/') + 1)));
    }
    words(dataset, DCTerms.description, json, "description", "notes");
    each(json, "keywords", "tags", "keyword")
        .forEach(word -> Statements.text(dataset, DCAT.keyword, word));
    each(json, "themes", "theme").forEach(word -> Statements.iriOrText(dataset, DCAT.theme, word));
    licence(dataset, json);
    first(json, "modified", "updated")
        .ifPresent(d -> Statements.date(dataset, DCTerms.modified, d));
    first(json, "issued", "created").ifPresent(d -> Statements.date(dataset, DCTerms.issued, d));
    first(json, "homepage", "landingPage")
        .ifPresent(url -> Statements.link(dataset, DCAT.landingPage, url));
    first(json, "frequency", "accrualPeriodicity")
        .ifPresent(word -> Statements.iriOrText(dataset, DCTerms.accrualPeriodicity, word));
    each(json, "spatial").forEach(word -> Statements.iriOrText(dataset, DCTerms.spatial, word));
    first(json, "temporal").ifPresent(word -> Statements.text(dataset, DCTerms.temporal, word));
    each(json, "language", "languages")
        .forEach(word -> Statements.iriOrText(dataset, DCTerms.language, word));
    first(json, "version").ifPresent(v -> Statements.text(dataset, DCAT_VERSION, v));
    publisher(dataset, json);
    contact(dataset, json);
  }

  private static final Property DCAT_VERSION = Statements.property(DCAT.NS + "version");

  private static void licence(Resource subject, JsonNode json) {
    JsonNode licences = json.path("licenses");
    if (licences.isArray() && !licences.isEmpty()) {
      first(licences.get(0), "path", "name", "title")
          .ifPresent(words -> Statements.iriOrText(subject, DCTerms.license, words));
    } else {
      first(json, "licence", "license")
          .ifPresent(words -> Statements.iriOrText(subject, DCTerms.license, words));
    }
  }

  private static void publisher(Resource dataset, JsonNode json) {
    Optional<String> name =
        first(json, "publisher").or(() -> first(json.path("publisher"), "name", "title"));
    for (JsonNode contributor : json.path("contributors")) {
      boolean publishes =
          contributor.path("role").asText().equals("publisher")
              || contributor.path("roles").toString().contains("\"publisher\"");
      name = name.or(() -> publishes ? first(contributor, "title") : Optional.empty());
    }
    name.ifPresent(
        words -> Statements.text(agent(dataset, DCTerms.publisher, FOAF.Agent), FOAF.name, words));
  }

  private static Resource agent(Resource dataset, Property property, Resource type) {
    Resource agent = dataset.getModel().createResource(type);
    dataset.addProperty(property, agent);
    return agent;
  }

  private static void contact(Resource dataset, JsonNode json) {
    Optional<String> mail =
        first(json, "email").or(() -> first(json.path("contact"), "email", "mail"));
    Optional<String> name = first(json, "contact").or(() -> first(json.path("contact"), "name"));
    if (mail.isEmpty() && name.isEmpty()) {
      return;
    }
    Resource contact = agent(dataset, DCAT.contactPoint, VCARD4.Kind);
    mail.ifPresent(words -> Statements.mailbox(contact, VCARD4.hasEmail, words));
    name.ifPresent(
        words -> {
          if (words.contains("@") && mail.isEmpty()) {
            Statements.mailbox(contact, VCARD4.hasEmail, words);
          } else {
            Statements.text(contact, VCARD4.fn, words);
          }
        });
  }

  /** Adds the distributions; says what is wrong with one that cannot be meant. */
  private Optional<Message> distributions(Resource dataset, JsonNode json) {
    JsonNode resources = json.has("resources") ? json.path("resources") : json.path("files");
    if (!resources.isArray()) {
      List<String> beside = beside();
      if (beside.size() > MOST_FILES) {
        return Optional.of(tooMany());
      }
      for (String file : beside) {
        used.add(file);
        dataset.addProperty(DCAT.distribution, mapper.distribution(dataset.getModel(), file));
      }
      return Optional.empty();
    }
    int named = 0;
    for (JsonNode resource : resources) {
      JsonNode path = resource.isTextual() ? resource : resource.path("path");
      List<String> parts = new ArrayList<>();
      (path.isArray() ? path : List.of(path)).forEach(part -> parts.add(part.asText()));
      named += Math.max(1, parts.size());
      if (named > MOST_FILES) {
        return Optional.of(tooMany());
      }
      for (String part : parts) {
        if (part.isBlank()) {
          continue; // data within the description itself
        }
        Optional<Resource> distribution = distribution(dataset, part);
        if (distribution.isEmpty()) {
          return Optional.of(outside(part));
        }
        if (resource.isObject()) {
          describe(distribution.get(), resource, parts.size() == 1);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Resource> distribution(Resource dataset, String path) {
    if (SourceClient.address(path).isPresent()) {
      Resource distribution = dataset.getModel().createResource(DCAT.Distribution);
      Statements.link(distribution, DCAT.downloadURL, path);
      TreeMapper.type(distribution, path);
      dataset.addProperty(DCAT.distribution, distribution);
      return Optional.of(distribution);
    }
    // One that is not there yet is a file that does not come, not a fault of the description.
    return files
        .find(description.folder(), path)
        .or(() -> TreeMapper.resolve(description.folder(), path))
        .map(
            file -> {
              used.add(file);
              Resource distribution = mapper.distribution(dataset.getModel(), file);
              dataset.addProperty(DCAT.distribution, distribution);
              return distribution;
            });
  }

  private void describe(Resource distribution, JsonNode resource, boolean alone) {
    if (alone && resource.hasNonNull("title")) {
      distribution.removeAll(DCTerms.title);
      words(distribution, DCTerms.title, resource, "title");
    }
    words(distribution, DCTerms.description, resource, "description");
    licence(distribution, resource);
    first(resource, "mediatype", "mediaType")
        .ifPresent(
            type -> {
              distribution.removeAll(DCAT.mediaType);
              Statements.iriOrText(distribution, DCAT.mediaType, type);
            });
    JsonNode schema = resource.path("schema");
    if (schema.isObject() || resource.has("hash") || resource.has("bytes")) {
      Statements.iriOrText(
          distribution, DCTerms.conformsTo, mapper.name(description.path()).toString());
    } else if (schema.isTextual()) {
      files
          .find(description.folder(), schema.asText())
          .ifPresent(
              file -> {
                used.add(file);
                Statements.iriOrText(
                    distribution, DCTerms.conformsTo, mapper.name(file).toString());
              });
    }
  }

  private List<String> beside() {
    String folder = description.folder();
    return files.stream()
        .filter(file -> file.substring(0, Math.max(0, file.lastIndexOf('/'))).equals(folder))
        .filter(file -> !Survey.isDescription(file.substring(file.lastIndexOf('/') + 1)))
        .filter(file -> !taken.contains(file))
        .sorted()
        .toList();
  }

  private static void words(Resource subject, Property property, JsonNode json, String... names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isObject()) {
        for (Map.Entry<String, JsonNode> one : value.properties()) {
          Statements.text(subject, property, one.getValue().asText(), one.getKey());
        }
        return;
      }
      if (value.isValueNode() && !value.asText().isBlank() && !value.isNull()) {
        Statements.text(subject, property, value.asText());
        return;
      }
    }
  }

  private static Optional<String> first(JsonNode json, String... names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
        return Optional.of(value.asText().strip());
      }
    }
    return Optional.empty();
  }

  private static List<String> each(JsonNode json, String... names) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      JsonNode value = json.path(name);
      (value.isArray() ? value : List.of(value))
          .forEach(
              one -> {
                String text = one.isObject() ? one.path("name").asText() : one.asText();
                if (!one.isNull() && !text.isBlank()) {
                  all.add(text.strip());
                }
              });
    }
    return all;
  }

  private Message tooMany() {
    return new Message(
        "Không dùng được: %s nêu hơn %d tệp cho một bộ dữ liệu. Chia thành nhiều bộ."
            .formatted(description.path(), MOST_FILES),
        "Not usable: %s gives one dataset more than %d files. Make several datasets of it."
            .formatted(description.path(), MOST_FILES));
  }

  private Message outside(String path) {
    return new Message(
        "Không dùng được: %s nêu tệp '%s' nằm ngoài thư mục của nguồn, hoặc tệp ẩn. Chỉ nêu đường dẫn tương đối tới tệp trong thư mục."
            .formatted(description.path(), path),
        "Not usable: %s names the file '%s', which is hidden or outside the source's folder. Name relative paths of files in the folder only."
            .formatted(description.path(), path));
  }
}
