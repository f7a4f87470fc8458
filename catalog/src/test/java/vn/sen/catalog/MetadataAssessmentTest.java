package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.catalog.MetadataAssessment.Area;
import vn.sen.catalog.MetadataAssessment.Indicator;
import vn.sen.catalog.MetadataAssessment.Rating;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Json;

class MetadataAssessmentTest {
  private static final String FILE = "https://x.example/a.csv";
  private static final String PAGE = "https://x.example/a";

  private static final String WHOLE =
      """
      <https://x.example/d> a dcat:Dataset ;
        dct:title "Dân số"@vi ; dct:description "Dân số theo tỉnh, mỗi năm một lần."@vi ;
        dct:identifier "d" ;
        dcat:keyword "dân số"@vi ;
        dcat:theme <http://publications.europa.eu/resource/authority/data-theme/SOCI> ;
        dct:spatial <http://publications.europa.eu/resource/authority/country/VNM> ;
        dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2020-01-01"^^xsd:date ] ;
        dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
        dct:rights [ a dct:RightsStatement ] ;
        dct:publisher <https://x.example/agency> ;
        dcat:contactPoint [ a vcard:Kind ; vcard:fn "Văn phòng" ;
          vcard:hasEmail <mailto:vp@x.example> ] ;
        dct:issued "2026-01-01"^^xsd:date ; dct:modified "2026-02-01"^^xsd:date ;
        dcat:distribution <https://x.example/d#csv> .
      <https://x.example/agency> a foaf:Agent ; foaf:name "Cục Thống kê"@vi .
      <https://x.example/d#csv> a dcat:Distribution ;
        dcat:accessURL <https://x.example/a> ; dcat:downloadURL <https://x.example/a.csv> ;
        dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
        dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
        dct:license <http://creativecommons.org/licenses/by/4.0/> ;
        dcat:byteSize "12"^^xsd:nonNegativeInteger .
      """;

  @Test
  void theIndicatorsAreWorthWhatTheMethodSays() {
    assertThat(Arrays.stream(Indicator.values()).mapToInt(Indicator::points).sum())
        .isEqualTo(MetadataAssessment.MOST)
        .isEqualTo(405);
    assertThat(Area.FINDABILITY.most()).isEqualTo(100);
    assertThat(Area.ACCESSIBILITY.most()).isEqualTo(100);
    assertThat(Area.INTEROPERABILITY.most()).isEqualTo(110);
    assertThat(Area.REUSABILITY.most()).isEqualTo(75);
    assertThat(Area.CONTEXTUALITY.most()).isEqualTo(20);
  }

  @Test
  void aWholeDescriptionWhoseLinksAnswerHasEveryPoint() {
    MetadataAssessment whole = assess(WHOLE);

    assertThat(whole.met()).containsExactly(Indicator.values());
    assertThat(whole.points()).isEqualTo(405);
    assertThat(whole.rating()).isEqualTo(Rating.EXCELLENT);
  }

  @Test
  void nothingButATitleHasNext() {
    MetadataAssessment bare =
        assess("<https://x.example/d> a dcat:Dataset ; dct:title \"Dân số\"@vi .");

    assertThat(bare.met()).isSubsetOf(Indicator.DCAT_AP);
    assertThat(bare.rating()).isEqualTo(Rating.BAD);
  }

  static Stream<Arguments> lacking() {
    return Stream.of(
        lack("dcat:keyword \"dân số\"@vi ;", Indicator.KEYWORD),
        lack(
            "dcat:theme <http://publications.europa.eu/resource/authority/data-theme/SOCI> ;",
            Indicator.THEME),
        lack(
            "dct:spatial <http://publications.europa.eu/resource/authority/country/VNM> ;",
            Indicator.SPATIAL),
        lack(
            "dct:temporal [ a dct:PeriodOfTime ; dcat:startDate \"2020-01-01\"^^xsd:date ] ;",
            Indicator.TEMPORAL),
        lack(
            "; dcat:downloadURL <https://x.example/a.csv>",
            Indicator.DOWNLOAD_URL,
            Indicator.DOWNLOAD_URL_ANSWERS),
        lack(
            "dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;",
            Indicator.FORMAT,
            Indicator.FORMAT_VOCABULARY),
        lack(
            "dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;",
            Indicator.MEDIA_TYPE,
            Indicator.FORMAT_VOCABULARY),
        lack(
            "dct:license <http://creativecommons.org/licenses/by/4.0/> ;",
            Indicator.LICENCE,
            Indicator.KNOWN_LICENCE),
        lack(
            "dct:accessRights"
                + " <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;",
            Indicator.ACCESS_RIGHTS,
            Indicator.ACCESS_RIGHTS_VOCABULARY),
        lack("dct:rights [ a dct:RightsStatement ] ;", Indicator.RIGHTS),
        lack("dct:publisher <https://x.example/agency> ;", Indicator.PUBLISHER),
        lack(
            """
            dcat:contactPoint [ a vcard:Kind ; vcard:fn "Văn phòng" ;
                vcard:hasEmail <mailto:vp@x.example> ] ;\
            """,
            Indicator.CONTACT_POINT),
        lack("dct:issued \"2026-01-01\"^^xsd:date ;", Indicator.ISSUED),
        lack("dct:modified \"2026-02-01\"^^xsd:date ;", Indicator.MODIFIED),
        lack(
            "dct:license <http://creativecommons.org/licenses/by/4.0/> ;\n"
                + "  dcat:byteSize \"12\"^^xsd:nonNegativeInteger .",
            "dct:license <http://creativecommons.org/licenses/by/4.0/> .",
            Indicator.BYTE_SIZE),
        lack(
            "<http://creativecommons.org/licenses/by/4.0/>",
            "<https://x.example/our-licence>",
            Indicator.KNOWN_LICENCE),
        lack(
            "<http://publications.europa.eu/resource/authority/access-right/PUBLIC>",
            "\"công khai\"",
            Indicator.ACCESS_RIGHTS_VOCABULARY),
        lack("file-type/CSV>", "file-type/XLS>", Indicator.NON_PROPRIETARY),
        lack(
            "<http://publications.europa.eu/resource/authority/file-type/CSV>",
            "\"CSV\"",
            Indicator.FORMAT_VOCABULARY),
        lack("dct:description \"Dân số theo tỉnh, mỗi năm một lần.\"@vi ;", "", Indicator.DCAT_AP));
  }

  private static Arguments lack(String statement, Indicator... lost) {
    return Arguments.of(statement, "", Set.of(lost));
  }

  private static Arguments lack(String statement, String instead, Indicator... lost) {
    return Arguments.of(statement, instead, Set.of(lost));
  }

  @ParameterizedTest
  @MethodSource("lacking")
  void whatIsLackingCostsItsIndicator(String statement, String instead, Set<Indicator> lost) {
    assertThat(WHOLE).contains(statement);

    Set<Indicator> kept = EnumSet.allOf(Indicator.class);
    kept.removeAll(assess(WHOLE.replace(statement, instead)).met());
    // That DCAT-AP wants some of them, too, is its own matter.
    if (!lost.contains(Indicator.DCAT_AP)) {
      kept.remove(Indicator.DCAT_AP);
    }

    assertThat(kept).isEqualTo(lost);
  }

  @Test
  void aFormatThatNoProgramReadsCostsTwoIndicators() {
    MetadataAssessment pdf =
        assess(
            WHOLE
                .replace("file-type/CSV>", "file-type/PDF>")
                .replace("text/csv>", "application/pdf>"));

    assertThat(pdf.met()).contains(Indicator.FORMAT).doesNotContain(Indicator.MACHINE_READABLE);
  }

  @Test
  void theBestDistributionCounts() {
    MetadataAssessment two =
        assess(
            WHOLE
                + """
                <https://x.example/d> dcat:distribution <https://x.example/d#pdf> .
                <https://x.example/d#pdf> a dcat:Distribution ; dct:format <http://publications.europa.eu/resource/authority/file-type/PDF> ;
                  dcat:accessURL <https://x.example/pdf> .
                """);

    assertThat(two.points(Area.INTEROPERABILITY)).isEqualTo(110);
  }

  @Test
  void aLinkThatDoesNotAnswerOrWasNeverTriedCostsItsPoints() {
    assertThat(assess(WHOLE, List.of(FILE)).met())
        .doesNotContain(Indicator.ACCESS_URL_ANSWERS)
        .contains(Indicator.DOWNLOAD_URL_ANSWERS);
    assertThat(assess(WHOLE, List.of(PAGE)).met())
        .contains(Indicator.ACCESS_URL_ANSWERS, Indicator.DOWNLOAD_URL)
        .doesNotContain(Indicator.DOWNLOAD_URL_ANSWERS);
  }

  @Test
  void theRatingsBeginWhereTheMethodSays() {
    assertThat(rated(351)).isEqualTo(Rating.EXCELLENT);
    assertThat(rated(350)).isEqualTo(Rating.GOOD);
    assertThat(rated(221)).isEqualTo(Rating.GOOD);
    assertThat(rated(220)).isEqualTo(Rating.SUFFICIENT);
    assertThat(rated(121)).isEqualTo(Rating.SUFFICIENT);
    assertThat(rated(120)).isEqualTo(Rating.BAD);
  }

  @Test
  void itIsReadAgainAsItWasWritten() {
    MetadataAssessment whole = assess(WHOLE, List.of());

    assertThat(Json.read(Json.write(whole), MetadataAssessment.class)).isEqualTo(whole);
  }

  private static Rating rated(int points) {
    return Rating.of(points);
  }

  private static MetadataAssessment assess(String turtle) {
    return assess(turtle, List.of(FILE, PAGE));
  }

  private static MetadataAssessment assess(String turtle, List<String> answering) {
    var model = ModelFactory.createDefaultModel();
    RDFParser.fromString(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            """
                + turtle,
            Lang.TURTLE)
        .parse(model);
    var record = new CatalogRecord("d", model.createResource("https://x.example/d"));
    return MetadataAssessment.of(record, Dataset.of(record), answering::contains);
  }
}
