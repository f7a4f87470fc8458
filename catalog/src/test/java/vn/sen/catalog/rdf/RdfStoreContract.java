package vn.sen.catalog.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.RdfStore;
import vn.sen.catalog.RdfStore.Answer;
import vn.sen.catalog.RdfStore.GraphChange;
import vn.sen.vocab.problem.InvalidRequestException;

/** What every RDF store does. One store serves all tests, emptied before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RdfStoreContract {
  private static final Duration DEADLINE = Duration.ofSeconds(120);
  private static final String COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";

  private Path directory;
  protected RdfStore store;

  /** Opens the store of this directory. */
  abstract RdfStore open(Path directory);

  @BeforeAll
  void begin(@TempDir Path fresh) {
    directory = fresh;
    store = open(directory);
  }

  @BeforeEach
  void empty() throws IOException {
    store.apply(0, List.of()); // waits, should a test have cost the store its process
    store.apply(
        0,
        csv("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").stream()
            .map(graph -> new GraphChange(graph, Optional.empty()))
            .toList());
  }

  @AfterAll
  void end() {
    store.close();
  }

  @Test
  void anEmptyStoreHasReachedNothing() throws IOException {
    assertThat(store.reached()).isZero();
    assertThat(store.isUp()).isTrue();
    assertThat(count()).isZero();
  }

  @Test
  void theDefaultGraphIsTheUnionOfTheNamedOnes() throws IOException {
    store.apply(2, List.of(Graphs.small(1, "Một"), Graphs.small(2, "Hai")));

    assertThat(store.reached()).isEqualTo(2);
    assertThat(count()).isEqualTo(6);
    assertThat(csv("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"))
        .containsExactly(Graphs.name(1), Graphs.name(2));
    assertThat(
            csv(
                "SELECT ?t WHERE { GRAPH <"
                    + Graphs.name(2)
                    + "> { ?s <"
                    + DCTerms.title
                    + "> ?t } }"))
        .containsExactly("Hai");
  }

  @Test
  void aGraphIsReplacedAsAWholeAndDroppedAsAWhole() throws IOException {
    store.apply(3, List.of(Graphs.small(1, "Cũ"), Graphs.usual(2), Graphs.small(3, "Ba")));

    store.apply(5, List.of(Graphs.small(1, "Mới"), Graphs.dropped(2), Graphs.dropped(99)));

    assertThat(store.reached()).isEqualTo(5);
    assertThat(csv("SELECT ?t WHERE { ?s <" + DCTerms.title + "> ?t } ORDER BY ?t"))
        .containsExactly("Ba", "Mới");
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void blankNodesHoldTogetherWithinAGraphAndApartBetweenGraphs() throws IOException {
    store.apply(1, List.of(Graphs.usual(1)));
    store.apply(2, List.of(Graphs.usual(2)));

    assertThat(
            csv(
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?s dcat:distribution ?d . ?d dcat:byteSize ?b }\
                """))
        .containsExactly("20");
    assertThat(
            csv(
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                SELECT (COUNT(*) AS ?n) WHERE { ?s dcat:distribution ?d . ?t dcat:distribution ?d FILTER (?s != ?t) }\
                """))
        .containsExactly("0");
  }

  @ParameterizedTest
  @CsvSource({
    "application/sparql-results+json, application/sparql-results+json, '\"bindings\"'",
    "application/sparql-results+xml, application/sparql-results+xml, <binding name",
    "text/csv, text/csv, t",
    "text/tab-separated-values, text/tab-separated-values, ?t",
    "*/*, application/sparql-results+json, Một",
    "'text/html, application/xml;q=0.9, */*;q=0.8', application/xml, Một",
    "'text/csv;q=0.5, application/json', application/json, Một",
    "'', application/sparql-results+json, Một",
  })
  void rowsComeInTheFormatAskedFor(String accept, String type, String part) throws IOException {
    store.apply(1, List.of(Graphs.small(1, "Một")));

    try (Answer answer =
        store.query("SELECT ?t { ?s <" + DCTerms.title + "> ?t }", accept, DEADLINE)) {
      assertThat(answer.contentType()).startsWith(type);
      assertThat(text(answer)).contains(part).contains("Một");
    }
    try (Answer answer = store.query("ASK { ?s ?p ?o }", accept, DEADLINE)) {
      assertThat(text(answer)).contains("true");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/turtle, TURTLE",
    "application/n-triples, N-TRIPLES",
    "application/rdf+xml, RDF/XML",
    "application/ld+json, JSON-LD",
    "*/*, TURTLE"
  })
  void graphsComeInTheFormatAskedFor(String accept, String language) throws IOException {
    GraphChange graph = Graphs.usual(1);
    store.apply(1, List.of(graph));

    for (String query :
        List.of(
            "PREFIX dct: <http://purl.org/dc/terms/> CONSTRUCT WHERE { ?s ?p ?o }",
            "DESCRIBE <" + Graphs.name(1) + ">")) {
      try (Answer answer = store.query(query, accept, DEADLINE)) {
        Model read = ModelFactory.createDefaultModel();
        RDFParser.source(answer.body())
            .lang(org.apache.jena.riot.RDFLanguages.nameToLang(language))
            .parse(read);
        assertThat(read.isIsomorphicWith(graph.content().orElseThrow())).isTrue();
      }
    }
  }

  @Test
  void aFormatThatIsNotOfferedIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> store.query("ASK {}", "image/png", DEADLINE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("text/csv");
    assertThatThrownBy(() -> store.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", DEADLINE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("text/turtle");
  }

  @Test
  void graphsOfAnySizeAreGivenWhereTheFormatCanBeStreamed() throws IOException {
    store.rebuild(1, Graphs.usual(0, 1_000).iterator());

    try (Answer answer =
        store.query("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", DEADLINE)) {
      assertThat(text(answer).lines()).hasSize(60_000).doesNotHaveDuplicates();
    }
    assertThatThrownBy(
            () -> store.query("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", DEADLINE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("n-triples");
  }

  @Test
  void largeAnswersComeWhole() throws IOException {
    store.rebuild(1, Graphs.usual(0, 500).iterator());

    List<String> rows = csv("SELECT ?s ?p ?o WHERE { ?s ?p ?o }");

    assertThat(rows).hasSize(30_000);
  }

  @Test
  void fromSelectsAmongTheGraphsInTheStore() throws IOException {
    store.apply(1, List.of(Graphs.small(1, "Một"), Graphs.small(2, "Hai"), Graphs.small(3, "Ba")));
    String title = " { ?s <" + DCTerms.title + "> ?t } ";

    assertThat(csv("SELECT ?t FROM <" + Graphs.name(1) + "> WHERE" + title)).containsExactly("Một");
    assertThat(
            csv(
                "SELECT ?t FROM NAMED <%s> FROM NAMED <%s> WHERE { GRAPH ?g %s } ORDER BY ?t"
                    .formatted(Graphs.name(2), Graphs.name(3), title)))
        .containsExactly("Ba", "Hai");
    assertThat(csv("SELECT ?t FROM <https://sen.example/nowhere> WHERE" + title)).isEmpty();
  }

  @Test
  void aQueryThatDoesNotParseIsRefusedWithThePlace() {
    assertThatThrownBy(() -> store.query("SELECT *\nWHERE { ?s ?p }", "*/*", DEADLINE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("line 2, column 15");
    assertThatThrownBy(() -> store.query("SELECT * { ?s foo:bar ?o }", "*/*", DEADLINE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("foo:bar");
    assertThatThrownBy(() -> store.query("", "*/*", DEADLINE))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <file:///etc/passwd>",
        "CREATE GRAPH <urn:g>",
        "SELECT * { } ; DROP ALL"
      })
  void updatesAreRefused(String update) throws IOException {
    store.apply(1, List.of(Graphs.small(1, "Một")));

    assertThatThrownBy(() -> store.query(update, "*/*", DEADLINE))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void nothingOutsideTheStoreIsEverReached(@TempDir Path files) throws IOException {
    var calls = new AtomicInteger();
    HttpServer canary =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    canary.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "text/turtle");
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write("<urn:a> <urn:b> <urn:c> .".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    canary.start();
    try {
      String web = "http://127.0.0.1:" + canary.getAddress().getPort() + "/x.ttl";
      Path secret = Files.writeString(files.resolve("secret.ttl"), "<urn:a> <urn:b> <urn:c> .");

      for (String refused :
          List.of(
              "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
              "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
              "SELECT * { BIND(<%s> AS ?u) SERVICE ?u { ?s ?p ?o } }",
              "SELECT * { { SELECT * { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } } } }",
              "SELECT * { FILTER NOT EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
              "SELECT (EXISTS { SERVICE <%s> { ?s ?p ?o } } AS ?e) {}",
              "SELECT (COUNT(EXISTS { SERVICE <%s> { ?s ?p ?o } }) AS ?e) {}",
              "SELECT * { } ORDER BY (EXISTS { SERVICE <%s> { ?s ?p ?o } })",
              "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
              "LOAD <%s>")) {
        assertThatThrownBy(() -> store.query(refused.formatted(web), "*/*", DEADLINE))
            .as(refused)
            .isInstanceOf(InvalidRequestException.class);
      }
      for (String source : List.of(web, secret.toUri().toString(), "file:///etc/passwd")) {
        assertThat(csv("SELECT * FROM <" + source + "> { ?s ?p ?o }")).isEmpty();
        assertThat(csv("SELECT * FROM NAMED <" + source + "> { GRAPH ?g { ?s ?p ?o } }")).isEmpty();
        assertThat(csv("SELECT * { GRAPH <" + source + "> { ?s ?p ?o } }")).isEmpty();
        try (Answer answer =
            store.query("DESCRIBE <" + source + ">", "application/n-triples", DEADLINE)) {
          assertThat(text(answer)).isBlank();
        }
      }
      assertThat(calls).hasValue(0);
    } finally {
      canary.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT (<java:java.lang.System>(1) AS ?x) {}",
        "SELECT * { FILTER <java:org.apache.jena.sparql.function.library.wait>(1) }",
        "PREFIX j: <java:java.lang.> SELECT (COUNT(j:Runtime(?s)) AS ?x) { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ORDER BY <http://jena.apache.org/ARQ/jsFunction#f>(?s)",
        "SELECT * { } GROUP BY (<urn:any>(1) AS ?k) HAVING (<java:a.B>(1))",
        "SELECT (CALL(IRI('java:java.lang.System')) AS ?x) {}",
        "SELECT * { ?s ?p ?o FILTER EXISTS { BIND(<java:a.B>(?s) AS ?x) } }",
        "PREFIX afn: <http://jena.apache.org/ARQ/function#> SELECT (afn:wait(1) AS ?x) {}",
      })
  void functionsOutsideTheStandardAreRefused(String query) {
    assertThatThrownBy(() -> store.query(query, "*/*", DEADLINE))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void functionsOfTheStandardAreThere() throws IOException {
    assertThat(
            csv(
                """
                PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                PREFIX fn: <http://www.w3.org/2005/xpath-functions#>
                SELECT (xsd:integer("12") + 1 AS ?a) (fn:upper-case("đ") AS ?b)
                  (STRLEN("đường") AS ?c) (REPLACE("a-b", "-", "+") AS ?d) (SHA256("") AS ?e) {}\
                """))
        .containsExactly(
            "13,Đ,5,a+b,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    store.apply(1, List.of(Graphs.usual(1)));
    assertThat(
            csv(
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                SELECT (SUM(?b) AS ?n) (GROUP_CONCAT(?t; separator="|") AS ?all) {
                  { SELECT ?b ?t { ?s dcat:distribution/dcat:byteSize ?b
                    BIND(STR(?b) AS ?t) FILTER (?b < 3000) } ORDER BY ?b } }\
                """))
        .containsExactly("3003,1|1001|2001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <urn:x-arq:DefaultGraph> { ?s ?p ?o } }",
        "SELECT * { GRAPH <urn:x-arq:DefaultGraphNode> { ?s ?p ?o } }",
        "SELECT * FROM <urn:x-arq:DefaultGraph> { ?s ?p ?o }",
        "SELECT * { BIND(IRI('urn:x-arq:DefaultGraph') AS ?g) GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH ?g { ?s (<urn:a>|!<urn:a>)* ?o } }"
      })
  void theSequenceNumberIsNoneOfTheStatements(String query) throws IOException {
    store.apply(123_456, List.of());

    assertThat(store.reached()).isEqualTo(123_456);
    assertThat(String.join("\n", csv(query))).doesNotContain("123456");
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 5_000, 40_000})
  void queriesNestedTooDeeplyAreRefused(int depth) throws IOException {
    store.apply(1, List.of(Graphs.small(1, "Một")));
    for (String query :
        List.of(
            "SELECT * WHERE " + "{".repeat(depth) + "}".repeat(depth),
            "SELECT (" + "(".repeat(depth) + "1" + ")".repeat(depth) + " AS ?x) {}",
            "SELECT * { ?s ?p " + "[ <urn:p> ".repeat(depth) + "]".repeat(depth) + " }",
            "SELECT * { ?s ?p " + "(".repeat(depth) + "1" + ")".repeat(depth) + " }",
            "SELECT * { ?s " + "(".repeat(depth) + "<urn:p>" + ")*".repeat(depth) + " ?o }")) {
      assertThatThrownBy(() -> store.query(query, "*/*", DEADLINE))
          .isInstanceOf(InvalidRequestException.class)
          .message()
          .matches(message -> message.contains("deep") || message.contains("characters"));
    }
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void queriesOfVeryManyPartsAreAnsweredOrRefused() throws IOException {
    store.apply(1, List.of(Graphs.small(1, "Một")));
    for (String query :
        List.of(
            "SELECT * { FILTER(" + "?a || ".repeat(3_000) + "true) }",
            "SELECT * { " + "OPTIONAL { ?s ?p ?o } ".repeat(1_000) + "}",
            "SELECT * { {}" + " UNION {}".repeat(2_000) + "}",
            "SELECT * { ?s <urn:a>" + "/<urn:a>".repeat(2_000) + " ?o }",
            "SELECT (1" + "+1".repeat(5_000) + " AS ?x) {}",
            "SELECT * { FILTER(" + "!".repeat(50_000) + "true) }",
            "SELECT * { VALUES ?x { " + "1 ".repeat(40_000) + "} }")) {
      try (Answer answer = store.query(query, "text/csv", DEADLINE)) {
        assertThat(answer.contentType()).startsWith("text/csv");
      } catch (InvalidRequestException e) {
        assertThat(e).hasMessageNotContaining("Exception");
      }
      assertThat(count()).isEqualTo(3);
    }
  }

  @Test
  void bracketsInTextAndCommentsAreNoNesting() throws IOException {
    String query =
        "SELECT ?x { # "
            + "{".repeat(200)
            + "\n BIND(\""
            + "(".repeat(200)
            + "\" AS ?x) FILTER(1 < 2) }";

    assertThat(csv(query)).containsExactly("(".repeat(200));
  }

  @Test
  void noContentPassesForSyntax() throws IOException {
    Model model = ModelFactory.createDefaultModel();
    model.add(
        ResourceFactory.createResource("urn:s> <urn:p> <urn:o> <urn:other> .\n<urn:s"),
        DCTerms.title,
        "breaks out by its IRI");
    model.add(
        ResourceFactory.createResource("urn:ok"),
        DCTerms.title,
        "\" . <urn:x> <urn:y> <urn:z> <urn:other> .\n\u0000\\");
    store.apply(1, List.of(new GraphChange("urn:g", Optional.of(model))));

    assertThat(csv("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")).containsExactly("urn:g");
    assertThat(csv("SELECT ?s { ?s ?p ?o }")).containsExactly("urn:ok");
    try (Answer answer =
        store.query("CONSTRUCT WHERE {?s ?p ?o}", "application/n-triples", DEADLINE)) {
      Model read = ModelFactory.createDefaultModel();
      RDFParser.source(new ByteArrayInputStream(answer.body().readAllBytes()))
          .lang(Lang.NTRIPLES)
          .parse(read);
      assertThat(read.size()).isEqualTo(1);
    }
  }

  @Test
  void aRebuildStartsFromNothing() throws IOException {
    store.apply(1, List.of(Graphs.small(900, "Cũ")));

    store.rebuild(77, Graphs.usual(0, 250).iterator());

    assertThat(store.reached()).isEqualTo(77);
    assertThat(csv("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))
        .containsExactly("250");
    assertThat(count()).isEqualTo(250 * 60);
    store.apply(78, List.of(Graphs.small(900, "Mới")));
    assertThat(count()).isEqualTo(250 * 60 + 3);
  }

  @Test
  void aRebuildThatBreaksOffChangesNothing() throws IOException {
    store.apply(5, List.of(Graphs.small(1, "Một")));

    assertThatThrownBy(
            () ->
                store.rebuild(
                    9,
                    IntStream.range(0, 1_000)
                        .mapToObj(
                            i -> {
                              if (i == 350) {
                                throw new IllegalStateException("the journal broke off");
                              }
                              return Graphs.usual(i);
                            })
                        .iterator()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broke off");

    assertThat(store.reached()).isEqualTo(5);
    store.apply(6, List.of(Graphs.small(2, "Hai")));
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void compactingKeepsEverything() throws IOException {
    for (int round = 1; round <= 5; round++) {
      store.apply(round, Graphs.usual(0, 50).toList());
    }
    store.apply(6, List.of(Graphs.dropped(0)));

    store.compact();

    assertThat(store.reached()).isEqualTo(6);
    assertThat(count()).isEqualTo(49 * 60);
    assertThat(
            csv(
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s dcat:distribution/dcat:byteSize ?b } }\
                """))
        .containsExactly("490");
    store.apply(7, List.of(Graphs.dropped(1)));
    assertThat(count()).isEqualTo(48 * 60);
  }

  @Test
  void whatWasAppliedIsThereWhenItOpensAgain() throws IOException {
    store.apply(41, List.of(Graphs.small(1, "Một")));
    store.close();

    store = open(directory);

    assertThat(store.reached()).isEqualTo(41); // waits until it answers
    assertThat(count()).isEqualTo(3);
  }

  protected long count() throws IOException {
    return Long.parseLong(csv(COUNT).getFirst());
  }

  /** The rows of an answer, without the header. */
  protected List<String> csv(String query) throws IOException {
    try (Answer answer = store.query(query, "text/csv", DEADLINE)) {
      return text(answer).lines().skip(1).collect(Collectors.toList());
    }
  }

  private static String text(Answer answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
