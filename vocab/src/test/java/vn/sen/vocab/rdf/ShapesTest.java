package vn.sen.vocab.rdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.rdf.ShaclReport.Result;

class ShapesTest {
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Pattern EXPECT = Pattern.compile("# expect sen: (\\d+) must, (\\d+) should");

  private static Model data(String turtle) {
    return SafeRdf.read(turtle.getBytes(UTF_8), RdfSyntax.TURTLE, "https://data.example.vn/")
        .orThrow();
  }

  static Stream<Path> examples() throws IOException, URISyntaxException {
    Path folder = Path.of(ShapesTest.class.getResource("/vn/sen/vocab/shapes").toURI());
    return Files.walk(folder).filter(p -> p.toString().endsWith(".ttl")).sorted();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachExampleBreaksJustWhatItSays(Path file) throws IOException {
    String turtle = Files.readString(file);
    var expected = EXPECT.matcher(turtle);
    assertThat(expected.find()).as("the first line says what to expect").isTrue();
    ShaclReport report = Shapes.profile("sen").validate(data(turtle));
    List<Result> must = report.results().stream().filter(r -> r.level() == Severity.ERROR).toList();
    List<Result> should =
        report.results().stream().filter(r -> r.level() == Severity.WARNING).toList();
    assertThat(must).hasSize(Integer.parseInt(expected.group(1)));
    assertThat(should).hasSize(Integer.parseInt(expected.group(2)));
    assertThat(must.isEmpty()).isEqualTo(file.toString().contains("/good/"));
    for (Result result : report.results()) {
      assertThat(result.message().vi()).isNotBlank().isNotEqualTo(result.message().en());
    }
  }

  @Test
  void aResultSaysWhereWhatAndHowToMendItInBothLanguages() {
    ShaclReport report =
        Shapes.profile("sen")
            .validate(
                data(
                    "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct:"
                        + " <http://purl.org/dc/terms/> <d> a dcat:Dataset ; dct:title 'x' ;"
                        + " dct:description 'y' ; dcat:landingPage <p> ."));
    assertThat(report.conforms()).isFalse();
    assertThat(report.about("https://data.example.vn/d"))
        .filteredOn(r -> r.level() == Severity.ERROR)
        .containsExactly(
            new Result(
                "https://data.example.vn/d",
                Optional.of("http://purl.org/dc/terms/publisher"),
                SH + "MinCountConstraintComponent",
                SH + "Violation",
                Optional.empty(),
                new Message(
                    "Thiếu cơ quan công bố (dct:publisher).", "No publisher (dct:publisher).")));
  }

  @Test
  void dcatApAsksForItsMandatoryProperties() {
    ShaclReport bare =
        Shapes.profile("dcat-ap-3")
            .validate(
                data(
                    """
                    PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
                    PREFIX spdx: <http://spdx.org/rdf/terms#>
                    <c> a dcat:Catalog . <d> a dcat:Dataset . <f> a dcat:Distribution . <s> a dcat:DataService .
                    <r> a dcat:CatalogRecord . <a> a foaf:Agent . <k> a spdx:Checksum .
                    """));
    assertThat(bare.results().stream().filter(r -> r.level() == Severity.ERROR))
        .extracting(
            r -> r.focusNode().substring(23) + " " + RdfWriter.shorten(r.path().orElseThrow()))
        .containsExactlyInAnyOrder(
            "/c dct:title",
            "/c dct:description",
            "/c dct:publisher",
            "/d dct:title",
            "/d dct:description",
            "/f dcat:accessURL",
            "/s dcat:endpointURL",
            "/s dct:title",
            "/r dct:modified",
            "/r foaf:primaryTopic",
            "/a foaf:name",
            "/k spdx:algorithm",
            "/k spdx:checksumValue");
    assertThat(bare.results()).allSatisfy(r -> assertThat(r.message().vi()).startsWith("Thiếu"));
  }

  @Test
  void dcatApChecksCardinalitiesAndRanges() {
    ShaclReport report =
        Shapes.profile("dcat-ap-3")
            .validate(
                data(
                    """
                    PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                    <d> a dcat:Dataset ; dct:title "a"@vi, "b"@en ; dct:description <x> ; dct:modified "2024"^^xsd:gYear ;
                      dct:issued "hôm qua" ; dct:publisher <p>, <q> ; dct:accrualPeriodicity "monthly" .
                    <f> a dcat:Distribution ; dcat:accessURL <u> ; dcat:byteSize "12" .
                    """));
    assertThat(report.results().stream().filter(r -> r.level() == Severity.ERROR))
        .extracting(
            r ->
                RdfWriter.shorten(r.path().orElseThrow())
                    + " "
                    + r.component().substring(SH.length()).replace("ConstraintComponent", ""))
        .containsExactlyInAnyOrder(
            "dct:description NodeKind",
            "dct:issued Node",
            "dct:publisher MaxCount",
            "dct:accrualPeriodicity NodeKind",
            "dcat:byteSize Datatype");
  }

  @Test
  void someonesOwnShapesKeepTheirWords() {
    Shapes shapes =
        Shapes.of(
            """
            PREFIX sh: <http://www.w3.org/ns/shacl#>
            <s> a sh:NodeShape ; sh:targetNode <https://data.example.vn/x> ;
              sh:property [ sh:path <p> ; sh:minCount 1 ; sh:message "cần p" ; sh:severity <urn:mine> ] ;
              sh:property [ sh:path <q> ; sh:minLength 5 ] .
            """
                .getBytes(UTF_8),
            RdfSyntax.TURTLE);
    ShaclReport report = shapes.validate(data("<x> <urn:sen:q> 'abc' ."));
    assertThat(report.results()).hasSize(1);
    assertThat(report.results().getFirst().message()).isEqualTo(new Message("cần p", "cần p"));
    assertThat(report.results().getFirst().severity()).isEqualTo("urn:mine");
    assertThat(report.results().getFirst().level()).isEqualTo(Severity.ERROR);
  }

  @Test
  void whatIsNoShapeIsRefused() {
    assertThatThrownBy(() -> Shapes.profile("nope"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("dcat-ap-3");
    for (String none :
        List.of(
            "<a> <b> <c> .",
            "nonsense",
            "PREFIX sh: <http://www.w3.org/ns/shacl#> <s> a sh:NodeShape ; sh:targetClass <c> ;"
                + " sh:property <nowhere> .",
            "PREFIX sh: <http://www.w3.org/ns/shacl#> <s> a sh:NodeShape ; sh:targetClass <c> ;"
                + " sh:property [ sh:path <p> ; sh:minCount 'many' ] .")) {
      assertThatThrownBy(() -> Shapes.of(none.getBytes(UTF_8), RdfSyntax.TURTLE))
          .as(none)
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void aShapesQueryCannotCallOut() throws IOException {
    var calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try {
      Shapes shapes =
          Shapes.of(
              """
              PREFIX sh: <http://www.w3.org/ns/shacl#>
              <s> a sh:NodeShape ; sh:targetNode <https://data.example.vn/x> ;
                sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this ?value WHERE { $this ?p ?value SERVICE SILENT <http://127.0.0.1:%d/> { ?a ?b ?c } }" ] .
              """
                  .formatted(server.getAddress().getPort())
                  .getBytes(UTF_8),
              RdfSyntax.TURTLE);
      try {
        shapes.validate(data("<x> <q> 'abc' ."));
      } catch (RuntimeException e) {
        assertThat(e).hasMessageContaining("SERVICE");
      }
      assertThat(calls).hasValue(0);
    } finally {
      server.stop(0);
    }
  }
}
