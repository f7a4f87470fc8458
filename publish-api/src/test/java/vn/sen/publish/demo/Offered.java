package vn.sen.publish.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.vocab.Json;

/**
 * What a portal offers, read through its own protocol: files by {@code dataset/file}, and their
 * addresses.
 */
record Offered(Map<String, URI> files) {

  static Offered by(SamplePortal portal, Browser browser) {
    return new Offered(
        switch (portal.kind()) {
          case CKAN -> ckan(portal.url(), browser);
          case DCAT -> dcat(portal.url(), browser);
          case FILES -> files(portal.url(), browser);
        });
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages of a DCAT catalogue, in one model. */
  static Model catalogue(URI first, Browser browser) {
    Model all = ModelFactory.createDefaultModel();
    Optional<URI> next = Optional.of(first);
    while (next.isPresent()) {
      HttpResponse<byte[]> response = browser.get(next.get());
      assertThat(response.statusCode()).isEqualTo(200);
      String mediaType = response.headers().firstValue("Content-Type").orElseThrow();
      Lang lang = RDFLanguages.contentTypeToLang(mediaType.split(";", -1)[0]);
      Model page = ModelFactory.createDefaultModel();
      RDFDataMgr.read(page, new ByteArrayInputStream(response.body()), lang);
      all.add(page);
      next =
          page.listObjectsOfProperty(page.createProperty("http://www.w3.org/ns/hydra/core#next"))
              .nextOptional()
              .map(node -> URI.create(node.asResource().getURI()));
    }
    return all;
  }

  private static Map<String, URI> ckan(URI root, Browser browser) {
    var files = new TreeMap<String, URI>();
    int count;
    int seen = 0;
    do {
      JsonNode answer =
          json(browser.get(root.resolve("api/3/action/package_search?rows=100&start=" + seen)));
      assertThat(answer.path("success").asBoolean()).isTrue();
      JsonNode results = answer.path("result").path("results");
      assertThat(results).isNotEmpty();
      count = answer.path("result").path("count").asInt();
      for (JsonNode dataset : results) {
        seen++;
        for (JsonNode resource : dataset.path("resources")) {
          put(files, dataset.path("name").asText(), resource.path("url").asText());
        }
      }
    } while (seen < count);
    return files;
  }

  private static Map<String, URI> dcat(URI first, Browser browser) {
    var files = new TreeMap<String, URI>();
    Model catalogue = catalogue(first, browser);
    for (Resource dataset : catalogue.listSubjectsWithProperty(DCTerms.spatial).toList()) {
      String identifier = dataset.getProperty(DCTerms.identifier).getString();
      dataset
          .listProperties(DCAT.distribution)
          .forEach(
              file ->
                  put(
                      files,
                      identifier,
                      file.getResource().getPropertyResourceValue(DCAT.downloadURL).getURI()));
    }
    return files;
  }

  private static Map<String, URI> files(URI list, Browser browser) {
    var files = new TreeMap<String, URI>();
    List<List<String>> rows = csv(Browser.text(browser.get(list)), ',');
    List<String> header = rows.getFirst();
    for (List<String> row : rows.subList(1, rows.size())) {
      put(files, row.get(header.indexOf("identifier")), row.get(header.indexOf("url")));
    }
    return files;
  }

  private static void put(Map<String, URI> files, String dataset, String url) {
    String name = url.substring(url.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    assertThat(files.put(dataset + "/" + name, URI.create(url))).isNull();
  }

  /** Records of delimited text after RFC 4180. */
  static List<List<String>> csv(String text, char delimiter) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == delimiter) {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(cell.toString());
      rows.add(List.copyOf(row));
    }
    return rows;
  }
}
