package vn.sen.publish.sparql;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.sen.catalog.RdfStore;
import vn.sen.publish.page.SourceText;
import vn.sen.vocab.Json;

/** Turns an answer into something to look at. Source: SPARQL 1.1 Query Results JSON Format. */
final class Solutions {
  static final String EXAMPLE =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>

      SELECT ?dataset ?title WHERE {
        ?dataset a dcat:Dataset ; dct:title ?title .
      }
      ORDER BY ?title
      LIMIT 20
      """;

  private static final int MOST_ROWS = 500;
  private static final int MOST_BYTES = 4_000_000;

  private Solutions() {}

  static SparqlView read(String query, RdfStore.Answer answer) throws IOException {
    byte[] bytes = answer.body().readNBytes(MOST_BYTES + 1);
    boolean isCut = bytes.length > MOST_BYTES;
    if (!answer.contentType().contains("json")) {
      String text =
          new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8);
      return new SparqlView(query, List.of(), List.of(), isCut, text, "");
    }
    if (isCut) {
      return new SparqlView(
          query,
          List.of(),
          List.of(),
          true,
          "",
          "the answer is larger than %d MB: add LIMIT, or fetch it with a program"
              .formatted(MOST_BYTES / 1_000_000));
    }
    JsonNode json = Json.mapper().readTree(bytes);
    if (json.has("boolean")) {
      return new SparqlView(query, List.of(), List.of(), false, json.path("boolean").asText(), "");
    }
    var variables = new ArrayList<String>();
    json.path("head").path("vars").forEach(v -> variables.add(v.asText()));
    var rows = new ArrayList<List<SparqlView.Cell>>();
    JsonNode bindings = json.path("results").path("bindings");
    for (JsonNode solution : bindings) {
      if (rows.size() == MOST_ROWS) {
        break;
      }
      rows.add(variables.stream().map(v -> cell(solution.path(v))).toList());
    }
    return new SparqlView(
        query, List.copyOf(variables), List.copyOf(rows), bindings.size() > MOST_ROWS, "", "");
  }

  private static SparqlView.Cell cell(JsonNode term) {
    String value = term.path("value").asText("");
    String link =
        term.path("type").asText("").equals("uri") ? SourceText.link(value).orElse("") : "";
    return new SparqlView.Cell(value, link);
  }
}
