package vn.sen.harvest.dcatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Dataset.Contact;
import vn.sen.vocab.Dataset.Period;

class DcatUsMappingTest {

  private static CatalogRecord mapped(String members) throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(
          _ ->
              Reply.of(
                  "application/json",
                  "{\"dataset\": [{\"identifier\": \"a\", %s}]}".formatted(members)));
      var log = new HarvestLog();
      new DcatUsConnector(client)
          .harvest(server.source("/data.json", OptionalInt.empty()), log, log);
      return log.accepted().getFirst();
    }
  }

  private static List<String> values(CatalogRecord record, String iri) {
    return record
        .subject()
        .listProperties(ResourceFactory.createProperty(iri))
        .mapWith(
            statement ->
                statement.getObject().isLiteral()
                    ? statement.getLiteral().getLexicalForm()
                    : statement.getObject().toString())
        .toList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> kept(CatalogRecord record, String name) {
    return values(record, "urn:sen:dcat-us:" + name);
  }

  @Test
  void version11IsFoundInDcat() throws Exception {
    CatalogRecord record =
        mapped(
            """
            "@type": "dcat:Dataset", "title": "Dân số", "description": "Theo xã",
            "keyword": ["dân số", "xã"], "modified": "2024-05-06", "issued": "2020",
            "publisher": {"@type": "org:Organization", "name": "Cục Thống kê",
              "subOrganizationOf": {"name": "Bộ Tài chính"}},
            "contactPoint": {"@type": "vcard:Contact", "fn": "Ông An", "hasEmail": "mailto:an@h.vn"},
            "accessLevel": "public", "rights": "Ai cũng được dùng",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "bureauCode": ["015:11", "015:12"], "programCode": ["015:001"], "dataQuality": true,
            "primaryITInvestmentUII": "023-000000001", "systemOfRecords": "https://h.vn/sorn",
            "spatial": "Huế", "temporal": "2010-01-01/2019-12-31", "accrualPeriodicity": "R/P1Y",
            "conformsTo": "https://h.vn/chuan", "describedBy": "https://h.vn/tu-dien.pdf",
            "describedByType": "application/pdf", "isPartOf": "bo-me", "landingPage": "https://h.vn/a",
            "language": ["vi", "en"], "references": ["https://h.vn/1", "https://h.vn/2"],
            "theme": ["Dân cư"], "moi": {"x": 1},
            "distribution": [{"@type": "dcat:Distribution", "title": "Bảng",
              "downloadURL": "https://h.vn/bảng 1.csv", "mediaType": "text/csv", "format": "CSV",
              "description": "Cả nước", "conformsTo": "https://h.vn/csv",
              "describedBy": "https://h.vn/schema.json", "describedByType": "application/json"},
              {"accessURL": "https://h.vn/api", "format": "API"}]
            """);

    Dataset dataset = Dataset.of(record);
    assertThat(dataset.title().in("vi")).contains("Dân số");
    assertThat(dataset.keywords()).containsExactly("dân số", "xã");
    assertThat(dataset.modified()).contains("2024-05-06");
    assertThat(dataset.issued()).contains("2020");
    assertThat(dataset.publisher().orElseThrow().name().in("vi")).contains("Cục Thống kê");
    assertThat(
            record
                .subject()
                .getProperty(DCTerms.publisher)
                .getProperty(
                    ResourceFactory.createProperty("http://www.w3.org/ns/org#subOrganizationOf"))
                .getProperty(FOAF.name)
                .getString())
        .isEqualTo("Bộ Tài chính");
    assertThat(dataset.contactPoint())
        .contains(new Contact(Optional.of("Ông An"), Optional.of("an@h.vn"), Optional.empty()));
    assertThat(dataset.license()).contains("https://creativecommons.org/licenses/by/4.0/");
    assertThat(dataset.spatial()).containsExactly("Huế");
    assertThat(dataset.temporal())
        .contains(new Period(Optional.of("2010-01-01"), Optional.of("2019-12-31")));
    assertThat(dataset.frequency()).contains("R/P1Y");
    assertThat(dataset.conformsTo()).containsExactly("https://h.vn/chuan");
    assertThat(dataset.landingPage()).contains("https://h.vn/a");
    assertThat(dataset.languages()).containsExactly("en", "vi");
    assertThat(dataset.themes()).containsExactly("Dân cư");
    assertThat(values(record, "http://xmlns.com/foaf/0.1/page"))
        .containsExactly("https://h.vn/tu-dien.pdf");
    assertThat(values(record, "http://purl.org/dc/terms/references"))
        .containsExactly("https://h.vn/1", "https://h.vn/2");
    assertThat(values(record, "http://purl.org/dc/terms/isPartOf")).containsExactly("bo-me");
    assertThat(values(record, "http://purl.org/dc/terms/rights"))
        .containsExactly("Ai cũng được dùng");
    assertThat(kept(record, "bureauCode")).containsExactly("015:11", "015:12");
    assertThat(kept(record, "programCode")).containsExactly("015:001");
    assertThat(kept(record, "dataQuality")).containsExactly("true");
    assertThat(kept(record, "accessLevel")).containsExactly("public");
    assertThat(kept(record, "moi")).containsExactly("{\"x\":1}");
    var files = dataset.distributions();
    assertThat(files).hasSize(2);
    assertThat(files.get(1).downloadUrl()).contains("https://h.vn/bảng%201.csv");
    assertThat(files.get(1).mediaType()).contains("text/csv");
    assertThat(files.get(0).downloadUrl()).isEmpty();
    assertThat(files.get(0).accessUrl()).contains("https://h.vn/api");
  }

  @ParameterizedTest
  @CsvSource({
    "R/P1Y, , R/P1Y",
    "R/2014-01-01/P1M, , R/P1M",
    "P1W, , R/P1W",
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z,",
    "2024, 2024,",
    "hôm qua, hôm qua,",
  })
  void aTimeThatRepeatsIsAFrequencyAndNoDay(String stated, String modified, String frequency)
      throws Exception {
    CatalogRecord record = mapped("\"title\": \"A\", \"modified\": \"%s\"".formatted(stated));

    assertThat(Dataset.of(record).modified()).isEqualTo(Optional.ofNullable(modified));
    assertThat(Dataset.of(record).frequency()).isEqualTo(Optional.ofNullable(frequency));
    assertThat(kept(record, "modified")).isEqualTo(frequency == null ? List.of() : List.of(stated));
  }

  @Test
  void aFrequencyThatIsStatedComesFirst() throws Exception {
    CatalogRecord record = mapped("\"modified\": \"R/P1Y\", \"accrualPeriodicity\": \"irregular\"");

    assertThat(Dataset.of(record).frequency()).contains("irregular");
  }

  @Test
  void placesMayBeGeometryAndTextsMayHaveLanguages() throws Exception {
    CatalogRecord record =
        mapped(
            """
            "title": {"vi": "Một", "en": "One"}, "description": {"@value": "Hai", "@language": "vi"},
            "spatial": {"type": "Point", "coordinates": [107.6, 16.4]}, "temporal": "2010/P1Y",
            "language": null, "theme": [], "keyword": "lẻ"
            """);

    assertThat(Dataset.of(record).title().byLanguage()).containsEntry("en", "One");
    assertThat(Dataset.of(record).description().byLanguage()).containsOnlyKeys("vi");
    assertThat(Dataset.of(record).keywords()).containsExactly("lẻ");
    assertThat(values(record, "http://purl.org/dc/terms/temporal")).containsExactly("2010/P1Y");
    assertThat(
            record
                .subject()
                .getProperty(DCTerms.spatial)
                .getProperty(ResourceFactory.createProperty("http://www.w3.org/ns/locn#geometry"))
                .getLiteral()
                .getDatatypeURI())
        .endsWith("geoJSONLiteral");
  }

  /** Nothing of another shape than the schema's is lost or breaks the rest. */
  @Test
  void whatHasAnotherShapeIsKept() throws Exception {
    CatalogRecord record =
        mapped(
            """
            "title": "A", "otherIdentifier": "x", "distribution": {"downloadURL": "không phải URL"},
            "contactPoint": "an@h.vn", "publisher": ["Sở Y tế"], "keyword": [["a"], {"b": {}}],
            "byteSize": "lớn", "modified": {"d": 1}, "temporal": ["2010/2011"], "issued": ["2020"],
            "source": {}, "isPartOf": {"title": "Bộ mẹ"}, "landingPage": {"title": "Trang"}
            """);

    Dataset dataset = Dataset.of(record);
    assertThat(dataset.publisher().orElseThrow().name().in("vi")).contains("Sở Y tế");
    assertThat(dataset.distributions()).hasSize(1);
    assertThat(dataset.distributions().getFirst().downloadUrl()).isEmpty();
    assertThat(dataset.issued()).contains("2020");
    assertThat(kept(record, "keyword")).containsExactly("[\"a\"]", "{\"b\":{}}");
    assertThat(kept(record, "byteSize")).containsExactly("lớn");
    assertThat(kept(record, "modified")).containsExactly("{\"d\":1}");
    assertThat(kept(record, "source")).containsExactly("{}");
    assertThat(values(record, "http://purl.org/dc/terms/isPartOf")).containsExactly("Bộ mẹ");
    assertThat(
            record
                .subject()
                .getProperty(DCAT.distribution)
                .getProperty(ResourceFactory.createProperty("urn:sen:dcat-us:downloadURL"))
                .getString())
        .isEqualTo("không phải URL");
  }

  @Test
  void nestingHasAnEndAfterWhichItIsKeptAsItStands() throws Exception {
    CatalogRecord record =
        mapped(
            "\"publisher\": "
                + "{\"name\": \"x\", \"subOrganizationOf\": ".repeat(200)
                + "\"y\""
                + "}".repeat(200));

    assertThat(record.description().size()).isLessThan(40);
  }
}
