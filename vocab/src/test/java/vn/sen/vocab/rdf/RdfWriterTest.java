package vn.sen.vocab.rdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.problem.InvalidRequestException;

class RdfWriterTest {

  private static Model example() {
    return SafeRdf.read(
            """
            PREFIX d: <http://www.w3.org/ns/dcat#> PREFIX x: <http://purl.org/dc/terms/>
            <http://a/1> a d:Dataset ; x:title "Lúa"@vi ; x:publisher [ x:identifier "G10" ] .
            """
                .getBytes(UTF_8),
            RdfSyntax.TURTLE,
            "http://b/")
        .orThrow();
  }

  @Test
  void usesOurPrefixesAndOnlyThoseInUse() {
    String turtle = RdfWriter.write(example(), RdfSyntax.TURTLE);
    assertThat(turtle).contains("dcat:Dataset").contains("dct:title").contains("\"Lúa\"@vi");
    assertThat(turtle).doesNotContain("foaf").doesNotContain("PREFIX d:").doesNotContain("x:title");
    assertThat(RdfWriter.write(example(), RdfSyntax.JSON_LD))
        .contains("\"dct:title\"")
        .doesNotContain("foaf");
    assertThat(RdfWriter.write(example(), RdfSyntax.RDF_XML))
        .contains("<dct:title xml:lang=\"vi\">");
  }

  @Test
  void writesTheSameToAStreamAsToAString() {
    for (RdfSyntax syntax : RdfSyntax.values()) {
      var out = new ByteArrayOutputStream();
      RdfWriter.write(example(), syntax, out);
      Model again = SafeRdf.read(out.toByteArray(), syntax, "http://b/").orThrow();
      assertThat(again.isIsomorphicWith(example())).as(syntax.label()).isTrue();
    }
  }

  @Test
  void aLongChainOfBlankNodesDoesNotOverflowTheWriter() {
    Model chain = ModelFactory.createDefaultModel();
    Resource at = chain.createResource("http://a");
    for (int i = 0; i < 5_000; i++) {
      Resource next = chain.createResource();
      at.addProperty(ResourceFactory.createProperty("http://p"), next);
      at = next;
    }
    at.addProperty(ResourceFactory.createProperty("http://p"), "end");
    for (RdfSyntax syntax : RdfSyntax.values()) {
      String text = RdfWriter.write(chain, syntax);
      assertThat(text).as(syntax.label()).contains("end");
      assertThat(SafeRdf.read(text.getBytes(UTF_8), syntax, "http://b/").orThrow().size())
          .as(syntax.label())
          .isEqualTo(chain.size());
    }
  }

  @Test
  void saysWhatRdfXmlCannotHold() {
    Model model = ModelFactory.createDefaultModel();
    model.createResource("http://a").addProperty(ResourceFactory.createProperty("http://p/1"), "x");
    assertThatThrownBy(() -> RdfWriter.write(model, RdfSyntax.RDF_XML))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("http://p/1");
  }
}
