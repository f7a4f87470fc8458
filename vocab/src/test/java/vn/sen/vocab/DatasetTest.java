package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      PREFIX spdx: <http://spdx.org/rdf/terms#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX time: <http://www.w3.org/2006/time#>
      PREFIX schema: <http://schema.org/>
      PREFIX schemas: <https://schema.org/>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      BASE <https://data.example.vn/>
      """;

  private static Dataset read(String turtle) {
    var model = ModelFactory.createDefaultModel();
    RDFDataMgr.read(model, new StringReader(PREFIXES + turtle), null, Lang.TURTLE);
    return Dataset.of(new CatalogRecord("x", model.createResource("https://data.example.vn/d")));
  }

  @Test
  void readsAWellDescribedDataset() {
    Dataset d =
        read(
            """
            <d> a dcat:Dataset ; dct:title "Giá lúa"@vi, "Rice prices"@en ;
              dct:description "Giá lúa theo tỉnh"@vi-VN ; dct:identifier "gia-lua" ;
              dct:publisher <agency> ; dcat:keyword "lúa", "giá" ;
              dcat:theme <http://publications.europa.eu/resource/authority/data-theme/AGRI> ;
              dct:license <http://creativecommons.org/licenses/by/4.0/> ;
              dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/MONTHLY> ;
              dct:issued "2024"^^xsd:gYear ; dct:modified "2025-02-03"^^xsd:date ;
              dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2020-01-01"^^xsd:date ; dcat:endDate "2024-12-31"^^xsd:date ] ;
              dct:spatial <http://example.vn/vn> ; dct:language <http://publications.europa.eu/resource/authority/language/VIE> ;
              dcat:landingPage <page> ; dct:conformsTo <standard> ;
              dcat:contactPoint [ a vcard:Organization ; vcard:fn "Phòng Thống kê" ; vcard:hasEmail <mailto:tk@example.vn> ; vcard:hasURL <lien-he> ] ;
              dcat:distribution <csv> .
            <agency> a foaf:Organization ; foaf:name "Bộ Nông nghiệp"@vi ; dct:identifier "G10" .
            <csv> a dcat:Distribution ; dct:title "CSV" ; dcat:downloadURL <gia.csv> ; dcat:accessURL <page> ;
              dct:format "CSV" ; dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
              dcat:byteSize "1024.0"^^xsd:decimal ; dct:license <http://creativecommons.org/licenses/by/4.0/> ;
              spdx:checksum [ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "ABCD"^^xsd:hexBinary ] .
            """);
    assertThat(d.subject()).isEqualTo("https://data.example.vn/d");
    assertThat(d.title().byLanguage()).isEqualTo(Map.of("vi", "Giá lúa", "en", "Rice prices"));
    assertThat(d.description().byLanguage()).containsOnlyKeys("vi");
    assertThat(d.identifiers()).containsExactly("gia-lua");
    assertThat(d.publisher().orElseThrow().code()).contains("G10");
    assertThat(d.publisher().orElseThrow().iri()).contains("https://data.example.vn/agency");
    assertThat(d.publisher().orElseThrow().name().in("vi")).contains("Bộ Nông nghiệp");
    assertThat(d.keywords()).containsExactly("giá", "lúa");
    assertThat(d.issued()).contains("2024");
    assertThat(d.modified()).contains("2025-02-03");
    assertThat(d.temporal())
        .contains(new Dataset.Period(Optional.of("2020-01-01"), Optional.of("2024-12-31")));
    assertThat(d.contactPoint())
        .contains(
            new Dataset.Contact(
                Optional.of("Phòng Thống kê"),
                Optional.of("tk@example.vn"),
                Optional.of("https://data.example.vn/lien-he")));
    Distribution csv = d.distributions().getFirst();
    assertThat(csv.downloadUrl()).contains("https://data.example.vn/gia.csv");
    assertThat(csv.byteSize()).isEqualTo(OptionalLong.of(1024));
    assertThat(csv.checksum()).contains(new Distribution.Checksum("SHA-256", "abcd"));
    assertThat(csv.mediaType()).hasValueSatisfying(m -> assertThat(m).endsWith("text/csv"));
  }

  @Test
  void readsWhatOlderAndNeighbouringVocabulariesSay() {
    Dataset d =
        read(
            """
            <d> a schemas:Dataset ; schemas:name "Air quality" ; schema:description "Hourly" ;
              schemas:keywords "air" ; schemas:license "CC0" ; schema:dateModified "2024-05" ;
              schemas:temporalCoverage "2020-01-01/.." ; schema:publisher [ schema:name "EPA" ] ;
              schemas:distribution [ schemas:contentUrl "https://example.org/a.csv" ; schemas:encodingFormat "text/csv" ] .
            """);
    assertThat(d.title().in("vi")).contains("Air quality");
    assertThat(d.license()).contains("CC0");
    assertThat(d.modified()).contains("2024-05");
    assertThat(d.temporal())
        .contains(new Dataset.Period(Optional.of("2020-01-01"), Optional.empty()));
    assertThat(d.publisher().orElseThrow().name().in("en")).contains("EPA");
    assertThat(d.distributions().getFirst().downloadUrl()).contains("https://example.org/a.csv");
  }

  @Test
  void takesTheLabelOfABlankNodeForAWord() {
    Dataset d =
        read(
            """
            <d> dct:title "x" ; dct:license [ rdfs:label "Giấy phép mở" ] ; dct:spatial [ skos:prefLabel "Hà Nội" ] ;
              dct:publisher "Sở Y tế" ; dcat:contactPoint "yte@example.vn" ; dct:accrualPeriodicity [ rdfs:label "hàng tháng" ] ;
              dct:temporal [ time:hasBeginning [ time:inXSDDate "2021-01-01"^^xsd:date ] ] ;
              dcat:keyword ( "b" "a" ) ; dcat:distribution [ dcat:accessURL <x.csv> ; dct:format [ rdfs:label "CSV" ] ; dcat:byteSize "nhiều" ] .
            """);
    assertThat(d.license()).contains("Giấy phép mở");
    assertThat(d.spatial()).containsExactly("Hà Nội");
    assertThat(d.publisher().orElseThrow().name().in("vi")).contains("Sở Y tế");
    assertThat(d.contactPoint().orElseThrow().email()).contains("yte@example.vn");
    assertThat(d.frequency()).contains("hàng tháng");
    assertThat(d.temporal().orElseThrow().start()).contains("2021-01-01");
    assertThat(d.keywords()).containsExactly("b", "a");
    assertThat(d.distributions().getFirst().byteSize()).isEmpty();
    assertThat(d.distributions().getFirst().format()).contains("CSV");
    assertThat(d.distributions().getFirst().downloadUrl()).isEmpty();
  }

  @Test
  void aRingOfListCellsAndEmptyTextsDoNoHarm() {
    Dataset d =
        read(
            """
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            <d> dct:title "  " ; dcat:keyword _:l . _:l rdf:first "a" ; rdf:rest _:l .
            """);
    assertThat(d.title().isEmpty()).isTrue();
    assertThat(d.keywords()).isEmpty();
    assertThat(d.publisher()).isEmpty();
    assertThat(d.distributions()).isEmpty();
  }
}
