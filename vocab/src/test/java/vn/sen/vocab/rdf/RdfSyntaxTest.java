package vn.sen.vocab.rdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdfSyntaxTest {

  @Test
  void mediaTypesAndExtensionsLeadToTheSyntax() {
    for (RdfSyntax syntax : RdfSyntax.values()) {
      assertThat(RdfSyntax.ofMediaType(syntax.mediaType())).contains(syntax);
      assertThat(RdfSyntax.ofExtension(syntax.extension())).contains(syntax);
    }
    assertThat(RdfSyntax.ofMediaType("Text/Turtle; charset=utf-8")).contains(RdfSyntax.TURTLE);
    assertThat(RdfSyntax.ofExtension("catalog.TTL")).contains(RdfSyntax.TURTLE);
    assertThat(RdfSyntax.ofMediaType("text/html")).isEmpty();
    assertThat(RdfSyntax.ofExtension("csv")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .|TURTLE",
        "PREFIX dcat: <http://www.w3.org/ns/dcat#>|TURTLE",
        "<http://a> <http://b> <http://c> .|TURTLE",
        "<http://a> <http://b> \"c\"@vi <http://g> .|N_QUADS",
        "[] a <http://www.w3.org/ns/dcat#Dataset> .|TURTLE",
        "dcat:x a dcat:Dataset .|TURTLE",
        "{ \"@context\": {} }|JSON_LD",
        "[{\"@id\": \"http://a\"}]|JSON_LD",
        "{ <http://a> <http://b> 1 }|TRIG",
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'/>|RDF_XML",
        "<rdf:RDF xmlns:rdf='x'/>|RDF_XML",
      })
  void theFirstBytesTellTheSyntax(String head, RdfSyntax syntax) {
    assertThat(RdfSyntax.guess(head.getBytes(UTF_8))).contains(syntax);
    assertThat(RdfSyntax.guess(("\uFEFF \n" + head).getBytes(UTF_8))).contains(syntax);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<!DOCTYPE html><html><title>Đăng nhập</title>",
        "<html lang='vi'>",
        "<?xml version='1.0'?><feed/>",
        "Mã,Tên",
        "Internal Server Error",
        "# only a comment",
      })
  void whatIsNoRdfIsNotTakenForIt(String head) {
    assertThat(RdfSyntax.guess(head.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void longWordsAndManyRemarksAreReadLikeShortOnes() {
    String literal = "<http://a> <http://b> \"%s\" .".formatted("x".repeat(10_000));
    String remarks = "#\n".repeat(2_047);

    assertThat(RdfSyntax.guess(literal.getBytes(UTF_8))).contains(RdfSyntax.TURTLE);
    assertThat(RdfSyntax.guess((remarks + "[]").getBytes(UTF_8))).contains(RdfSyntax.TURTLE);
    assertThat(RdfSyntax.guess(("\n".repeat(4_000) + "@base <a> .").getBytes(UTF_8)))
        .contains(RdfSyntax.TURTLE);
  }
}
