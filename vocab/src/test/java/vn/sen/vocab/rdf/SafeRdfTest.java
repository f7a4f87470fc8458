package vn.sen.vocab.rdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.rdf.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.rdf.Parsed.Unreadable;

class SafeRdfTest {
  private static final String BASE = "https://data.example.vn/catalog";
  private static final String RDF =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:d='http://d/'>";

  private static Parsed read(String document, RdfSyntax syntax) {
    return SafeRdf.read(document.getBytes(UTF_8), syntax, BASE);
  }

  private static Model graph(String document, RdfSyntax syntax) {
    return read(document, syntax).orThrow();
  }

  private static Unreadable refused(String document, RdfSyntax syntax) {
    Parsed parsed = read(document, syntax);
    assertThat(parsed).isInstanceOf(Unreadable.class);
    Unreadable unreadable = (Unreadable) parsed;
    assertThat(unreadable.message().vi()).isNotBlank().isNotEqualTo(unreadable.message().en());
    return unreadable;
  }

  @Test
  void theSameStatementsReadTheSameInEverySyntax() {
    Model turtle = graph("<a> <http://p> 'Hà Nội'@vi .", RdfSyntax.TURTLE);
    assertThat(turtle.size()).isEqualTo(1);
    for (RdfSyntax syntax : RdfSyntax.values()) {
      String written = RdfWriter.write(turtle, syntax);
      assertThat(graph(written, syntax).isIsomorphicWith(turtle)).as(syntax + written).isTrue();
      assertThat(graph("\uFEFF" + written, syntax).isIsomorphicWith(turtle))
          .as(syntax + " BOM")
          .isTrue();
    }
  }

  @Test
  void statementsOfNamedGraphsAreKept() {
    assertThat(graph("<g> { <a> <b> 1 } <a> <b> 2 .", RdfSyntax.TRIG).size()).isEqualTo(2);
    assertThat(graph("<http://a> <http://b> \"1\" <http://g> .", RdfSyntax.N_QUADS).size())
        .isEqualTo(1);
    assertThat(
            graph(
                    "{'@id':'http://g','@graph':[{'@id':'http://a','http://b':1}]}"
                        .replace('\'', '"'),
                    RdfSyntax.JSON_LD)
                .size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"5000", "10000", "200000"})
  void deepTurtleIsRefusedWhateverItNests(int depth) {
    for (String open : new String[] {"[ <b> ", "( ", "<< <a> <b> "}) {
      assertThat(refused("<a> <b> " + open.repeat(depth), RdfSyntax.TURTLE).message().en())
          .contains("nested more than 100 levels");
    }
    assertThat(refused("<a> <b>\n" + "[ <b> ".repeat(depth), RdfSyntax.TURTLE).line()).hasValue(2);
    assertThat(refused("{".repeat(depth), RdfSyntax.TRIG).message().vi())
        .contains("lồng quá 100 cấp");
  }

  @Test
  void bracketsInStringsIrisAndCommentsAreNotNesting() {
    String many = "[({<".repeat(500);
    assertThat(
            graph(
                    "# "
                        + many
                        + "\n<a> <b> \""
                        + many
                        + "\" , '"
                        + many
                        + "', \"\"\""
                        + many
                        + " \" \"\" \n\\\"\"\"\" , '''"
                        + many
                        + "\n''' , \"\" , '' , <x#"
                        + "(".repeat(300)
                        + "> . <c> <d> \"\\\""
                        + many
                        + "\" .",
                    RdfSyntax.TURTLE)
                .size())
        .isEqualTo(6);
    String wide = "<a> <b> " + "[ <b> 1 ] , ".repeat(5_000) + "1 .";
    assertThat(graph(wide, RdfSyntax.TURTLE).size()).isEqualTo(10_001);
  }

  @Test
  void deepJsonAndDeepXmlAreRefused() {
    assertThat(
            refused("{\"http://p\":".repeat(2_000) + "1" + "}".repeat(2_000), RdfSyntax.JSON_LD)
                .message()
                .en())
        .contains("nested more than 100");
    assertThat(refused("[".repeat(100_000), RdfSyntax.JSON_LD).message().en())
        .contains("nested more than 100");
    assertThat(
            refused(RDF + "<d:p><rdf:Description>".repeat(5_000), RdfSyntax.RDF_XML).message().en())
        .contains("nested more than 100");
  }

  @Test
  void entityBombsAndOutsideEntitiesAreRefusedButTheDocumentsOwnAreRead(@TempDir Path dir)
      throws IOException {
    var bomb = new StringBuilder("<!DOCTYPE rdf:RDF [<!ENTITY a0 'lol'>");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY a%d '%s'>".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    String body =
        RDF + "<rdf:Description rdf:about='a'><d:p>&%s;</d:p></rdf:Description></rdf:RDF>";
    assertThat(refused(bomb + "]>" + body.formatted("a9"), RdfSyntax.RDF_XML).message().en())
        .contains("Broken XML");
    String quadratic = "<!DOCTYPE rdf:RDF [<!ENTITY a '" + "x".repeat(100_000) + "'>]>";
    assertThat(
            refused(
                    quadratic + RDF + "<rdf:Description rdf:about='a'><d:p>" + "&a;".repeat(2_000),
                    RdfSyntax.RDF_XML)
                .message()
                .en())
        .contains("Broken XML");

    Path secret = Files.writeString(dir.resolve("secret"), "secret");
    assertThat(
            refused(
                    "<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM '%s'>]>".formatted(secret.toUri())
                        + body.formatted("x"),
                    RdfSyntax.RDF_XML)
                .message()
                .en())
        .contains("external entity 'x'");
    assertThat(
            refused(
                    "<!DOCTYPE rdf:RDF [<!ENTITY %% x SYSTEM '%s'> %%x;]>".formatted(secret.toUri())
                        + body.formatted("x"),
                    RdfSyntax.RDF_XML)
                .message()
                .en())
        .doesNotContain("secret\"");
    assertThat(
            graph(
                    "<!DOCTYPE rdf:RDF [<!ENTITY x 'http://x/'>]>" + body.formatted("x"),
                    RdfSyntax.RDF_XML)
                .listStatements()
                .next()
                .getString())
        .isEqualTo("http://x/");
  }

  @Test
  void noContextIsEverFetched(@TempDir Path dir) throws IOException {
    var calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          byte[] answer = "{\"@context\":{\"p\":\"http://p\"}}".getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/ld+json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String http = "http://127.0.0.1:%d/context.jsonld".formatted(server.getAddress().getPort());
      Path file = Files.writeString(dir.resolve("c.jsonld"), "{\"@context\":{\"p\":\"http://p\"}}");
      for (String address :
          new String[] {http, file.toUri().toString(), "jar:file:/x!/y", "c.jsonld"}) {
        for (String context :
            new String[] {
              "\"%s\"",
              "[{\"q\":\"http://q\"},\"%s\"]",
              "{\"@version\":1.1,\"@import\":\"%s\"}",
              "{\"p\":{\"@id\":\"http://p\",\"@context\":\"%s\"}}"
            }) {
          String document =
              "{\"@context\":%s,\"@id\":\"http://a\",\"p\":{\"p\":\"x\"}}"
                  .formatted(context.formatted(address));
          Unreadable refused = refused(document, RdfSyntax.JSON_LD);
          assertThat(refused.message().en())
              .contains("Unknown JSON-LD context")
              .contains(address.substring(address.lastIndexOf('/') + 1))
              .contains("inline");
        }
      }
      assertThat(calls).hasValue(0);
      refused(
          "<!DOCTYPE rdf:RDF SYSTEM '%s'>".formatted(http) + RDF + "</rdf:RDF>", RdfSyntax.RDF_XML);
      refused(
          "<!DOCTYPE rdf:RDF [<!ENTITY %% x SYSTEM '%s'> %%x;]>".formatted(http)
              + RDF
              + "</rdf:RDF>",
          RdfSyntax.RDF_XML);
      assertThat(calls).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void knownContextsComeFromTheProgram() {
    Model dcatAp =
        graph(
            """
            {"@context": "https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld",
             "@id": "http://a", "@type": "Dataset", "title": "Ong", "theme": ["http://t"],
             "datasetDistribution": {"@type": "Distribution", "accessUrl": ["http://x"], "byteSize": "12"}}
            """,
            RdfSyntax.JSON_LD);
    assertThat(dcatAp.size()).isEqualTo(7);
    assertThat(dcatAp.containsResource(dcatAp.createResource("http://www.w3.org/ns/dcat#Dataset")))
        .isTrue();
    assertThat(
            graph(
                    "{\"@context\":\"https://schema.org\",\"@type\":\"Dataset\",\"name\":\"x\"}",
                    RdfSyntax.JSON_LD)
                .contains(null, dcatAp.createProperty("http://schema.org/name"), "x"))
        .isTrue();
  }

  @Test
  void jsonWithoutAContextSaysSoInsteadOfNothing() {
    assertThat(refused("{\"result\":{}}", RdfSyntax.JSON_LD).message().en())
        .contains("no '@context'");
    assertThat(refused("{\"@type\":\"Dataset\",\"title\":\"x\"}", RdfSyntax.JSON_LD).message().vi())
        .contains("'title'");
    assertThat(graph("{\"@context\":{},\"@graph\":[]}", RdfSyntax.JSON_LD).isEmpty()).isTrue();
    assertThat(
            graph("[{\"@id\":\"http://a\",\"http://p\":[{\"@value\":1}]}]", RdfSyntax.JSON_LD)
                .size())
        .isEqualTo(1);
  }

  @Test
  void brokenInputIsRefusedAtItsPlace() {
    Unreadable turtle = refused("<a> <b> 1 .\n<c> <d> .\n", RdfSyntax.TURTLE);
    assertThat(turtle.line()).hasValue(2);
    assertThat(turtle.message().en()).contains("Turtle at line 2");
    assertThat(refused("{\"@id\":\"x\",\n \"a\" ; }", RdfSyntax.JSON_LD).line()).hasValue(2);
    assertThat(refused(RDF + "\n<d:p></rdf:RDF>", RdfSyntax.RDF_XML).line()).hasValue(2);
    assertThat(refused("<html><body>Đăng nhập</body></html>", RdfSyntax.TURTLE).message().vi())
        .contains("Turtle");
    assertThat(refused("", RdfSyntax.RDF_XML).message().en()).contains("XML");
  }

  @Test
  void bytesThatAreNotUtf8AreShownWhere() {
    byte[] latin = "<a> <b> 'x' .\n<a> <b> 'é' .".getBytes(ISO_8859_1);
    Unreadable refused = (Unreadable) SafeRdf.read(latin, RdfSyntax.TURTLE, BASE);
    assertThat(refused.line()).hasValue(2);
    assertThat(refused.column()).hasValue(10);
    assertThat(refused.message().en()).contains("0xE9").contains("UTF-8");
    Unreadable wide =
        (Unreadable) SafeRdf.read("<a> <b> 1 .".getBytes(UTF_16), RdfSyntax.TURTLE, BASE);
    assertThat(wide.message().en()).contains("UTF-16");
    Unreadable cut =
        (Unreadable)
            SafeRdf.read(new byte[] {'"', (byte) 0xe1, (byte) 0xba}, RdfSyntax.JSON_LD, BASE);
    assertThat(cut.message().en()).contains("Not UTF-8");
  }

  @Test
  void irisThatCouldNotBeWrittenAgainAreRefusedAndNeverDroppedInSilence() {
    assertThat(refused("<a> <b> 1 .\n<http://x/a b> <b> 1 .", RdfSyntax.TURTLE).line()).hasValue(2);
    Unreadable escaped = refused("<a> <b> 1 .\n<http://x/a\\u0020b> <b> 1 .", RdfSyntax.TURTLE);
    assertThat(escaped.message().en()).contains("U+0020");
    assertThat(escaped.line()).hasValue(2);
    refused(
        RDF + "<rdf:Description rdf:about='http://x/a b'><d:p>1</d:p></rdf:Description></rdf:RDF>",
        RdfSyntax.RDF_XML);
    assertThat(
            refused("{\"@id\":\"http://x/a b\",\"http://p\":1}", RdfSyntax.JSON_LD).message().en())
        .contains("http://x/a b");
    assertThat(
            refused(
                    "{\"@id\":\"http://x/a\",\"http://p\":{\"@id\":\"http://y/<b>\"}}",
                    RdfSyntax.JSON_LD)
                .message()
                .vi())
        .contains("'<'");
  }

  @Test
  void sizeIsCapped() throws IOException {
    byte[] document = "<a> <b> 1 .".getBytes(UTF_8);
    assertThat(SafeRdf.read(document, RdfSyntax.TURTLE, BASE, document.length))
        .isInstanceOf(Parsed.Graph.class);
    assertThat(SafeRdf.read(document, RdfSyntax.TURTLE, BASE, 10)).isInstanceOf(Unreadable.class);
    assertThat(SafeRdf.read(new ByteArrayInputStream(document), RdfSyntax.TURTLE, BASE, 10))
        .isInstanceOf(Unreadable.class);
    assertThat(SafeRdf.read(new ByteArrayInputStream(document), RdfSyntax.TURTLE, BASE, 100))
        .isInstanceOf(Parsed.Graph.class);
  }

  @Test
  void aVisitorsMistakeIsTheVisitorsToKnow() {
    assertThatThrownBy(() -> graph("nonsense", RdfSyntax.TURTLE))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void moreStatementsThanFitInMemoryAreRefusedInEverySyntax() {
    String objects =
        java.util.stream.IntStream.rangeClosed(0, 400_000)
            .mapToObj(Integer::toString)
            .collect(java.util.stream.Collectors.joining(","));
    String json = "{\"@id\":\"http://a\",\"http://b\":[%s,%s]}".formatted(objects, objects);
    String xml =
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:b='http://b#'>"
            + "<r:Description r:about='http://a'>%s</r:Description></r:RDF>"
                .formatted("<b:c r:parseType='Resource'/>".repeat(400_001));

    assertThat(refused("<http://a> <http://b> " + objects + " .", RdfSyntax.TURTLE).message().en())
        .contains("more than 400000 statements");
    assertThat(refused(json, RdfSyntax.JSON_LD).message().en()).contains("more than 400000");
    assertThat(refused(xml, RdfSyntax.RDF_XML).message().en()).contains("more than 400000");
    byte[] turtle = ("<http://a> <http://b> " + objects + " .").getBytes(UTF_8);
    assertThat(SafeRdf.read(turtle, RdfSyntax.TURTLE, BASE, turtle.length))
        .as("what is not a source's")
        .isInstanceOf(Parsed.Graph.class);
  }

  @Test
  @org.junit.jupiter.api.Timeout(60)
  void aNumberOfMillionsOfDigitsIsRefusedHoweverItIsWritten() {
    String integer = "http://www.w3.org/2001/XMLSchema#integer";
    String million = "1".repeat(5_000_000);
    String rdf =
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:b='http://b#'><r:Description r:about='http://a'><b:c"
            + " r:datatype='%s'>%s</b:c></r:Description></r:RDF>";
    String turtle = "<http://a> <http://b> %s .";

    for (String text :
        java.util.List.of(
            turtle.formatted(million),
            turtle.formatted("\"%s\"^^<%s>".formatted(million, integer)),
            turtle.formatted("\"%s\"^^<%s>".formatted("\\u0031".repeat(500_000), integer)),
            turtle.formatted("0." + million))) {
      assertThat(refused(text, RdfSyntax.TURTLE).message().en()).contains("more than 10000 digits");
    }
    for (String digits :
        java.util.List.of(
            million,
            "1<!---->".repeat(500_000),
            "&#49;".repeat(500_000),
            "1<?a?>".repeat(500_000))) {
      assertThat(refused(rdf.formatted(integer, digits), RdfSyntax.RDF_XML).message().en())
          .contains("more than 10000 digits");
    }
    assertThat(
            refused(
                    "{\"@id\":\"http://a\",\"http://b\":{\"@type\":\"%s\",\"@value\":\"%s\"}}"
                        .formatted(integer, million),
                    RdfSyntax.JSON_LD)
                .message()
                .en())
        .contains("more than 10000 digits");
    assertThat(graph(turtle.formatted("1".repeat(1_000)), RdfSyntax.TURTLE).size()).isEqualTo(1);
  }
}
