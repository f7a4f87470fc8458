package vn.sen.publish.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DatasetEntry;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.SourceText;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Json;
import vn.sen.vocab.Licences;

/** A dataset for search engines. Source: schema.org, Dataset. */
final class StructuredData {
  private StructuredData() {}

  static Content of(Page page, DatasetEntry entry, String title) {
    Dataset dataset = entry.dataset();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("@context", "https://schema.org/");
    json.put("@type", "Dataset");
    json.put("@id", page.absolute("/dataset/" + entry.id()));
    json.put("url", page.absolute("/dataset/" + entry.id()));
    json.put("name", title);
    json.put("description", SourceText.plain(page.of(dataset.description(), title), 5000));
    json.put("identifier", entry.id().value());
    json.put("isAccessibleForFree", true);
    json.putObject("creator")
        .put("@type", "GovernmentOrganization")
        .put("name", page.of(entry.agency().name(), entry.agency().code().value()));
    dataset.license().map(Licences::iri).ifPresent(l -> json.put("license", l));
    dataset.issued().ifPresent(date -> json.put("datePublished", date));
    json.put("dateModified", dataset.modified().orElseGet(() -> entry.changed().toString()));
    dataset
        .temporal()
        .ifPresent(
            period ->
                json.put(
                    "temporalCoverage",
                    period.start().orElse("..") + "/" + period.end().orElse("..")));
    if (!dataset.keywords().isEmpty()) {
      ArrayNode keywords = json.putArray("keywords");
      dataset.keywords().forEach(keywords::add);
    }
    ArrayNode distributions = json.putArray("distribution");
    entry
        .tables()
        .forEach(
            table ->
                table
                    .published()
                    .ifPresent(
                        version -> {
                          for (Catalog.Format format : Catalog.Format.values()) {
                            distributions
                                .addObject()
                                .put("@type", "DataDownload")
                                .put("encodingFormat", mediaType(format))
                                .put(
                                    "contentUrl",
                                    page.absolute(
                                        "/download/%s/%d.%s"
                                            .formatted(
                                                table.id(),
                                                version.id().number(),
                                                format.extension())));
                          }
                        }));
    // A script element ends at "</script" whatever surrounds it.
    String safe =
        Json.write(json).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    return output ->
        output.writeContent("<script type=\"application/ld+json\">" + safe + "</script>\n");
  }

  private static String mediaType(Catalog.Format format) {
    return switch (format) {
      case PARQUET -> "application/vnd.apache.parquet";
      case CSV -> "text/csv";
      case JSONL -> "application/jsonl";
    };
  }
}
