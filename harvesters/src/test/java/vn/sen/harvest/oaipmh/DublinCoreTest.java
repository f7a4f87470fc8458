package vn.sen.harvest.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.oaipmh.OaiPages.dc;
import static vn.sen.harvest.oaipmh.OaiPages.record;
import static vn.sen.harvest.oaipmh.OaiPages.records;

import java.util.List;
import java.util.OptionalInt;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;

class DublinCoreTest {

  private static CatalogRecord mapped(String elements) throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(
          _ ->
              records(
                  record("oai:h.vn:1", dc(elements))
                      .replace("</header>", "<setSpec>so-y-te</setSpec></header>")));
      var log = new HarvestLog();
      new OaiPmhConnector(client)
          .harvest(server.source("/oai?metadataPrefix=oai_dc", OptionalInt.empty()), log, log);
      return log.accepted().getFirst();
    }
  }

  private static List<String> values(CatalogRecord record, Property property) {
    return record
        .subject()
        .listProperties(property)
        .mapWith(Statement::getObject)
        .mapWith(node -> node.isLiteral() ? node.asLiteral().getLexicalForm() : node.toString())
        .toList();
  }

  private static Property kept(String name) {
    return ResourceFactory.createProperty("urn:sen:oai-pmh:" + name);
  }

  @Test
  void theElementsOfDublinCoreAreFoundInDcat() throws Exception {
    CatalogRecord record =
        mapped(
            """
            <dc:title xml:lang="vi_VN">Dân số</dc:title>
            <dc:title xml:lang="en">Population</dc:title>
            <dc:title xml:lang="en">People</dc:title>
            <dc:description>Đoạn một</dc:description>
            <dc:description>Đoạn hai</dc:description>
            <dc:subject>dân số</dc:subject>
            <dc:subject>http://publications.europa.eu/resource/authority/data-theme/SOCI</dc:subject>
            <dc:publisher>Cục Thống kê</dc:publisher>
            <dc:creator>Nguyễn An</dc:creator>
            <dc:date>2024-03-05T08:00:00Z</dc:date>
            <dc:date>2023-12</dc:date>
            <dc:type>Dataset</dc:type>
            <dc:format>text/csv</dc:format>
            <dc:identifier>http://h.vn/trang/1</dc:identifier>
            <dc:identifier>http://h.vn/dân số.csv</dc:identifier>
            <dc:identifier>ISBN 1-2</dc:identifier>
            <dc:language>vi</dc:language>
            <dc:rights>CC-BY-4.0</dc:rights>
            <dc:rights>Của Cục Thống kê</dc:rights>
            <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
            <dc:coverage>Huế</dc:coverage>
            <dc:coverage>2010-01-01/2019-12-31</dc:coverage>
            <dc:relation>http://h.vn/trang/2</dc:relation>
            <dc:source>Tổng điều tra</dc:source>
            <khac xmlns="urn:khac">điều khác</khac>
            """);

    Dataset dataset = Dataset.of(record);
    assertThat(record.subject().getURI())
        .endsWith("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai%3Ah.vn%3A1");
    assertThat(dataset.identifiers()).containsExactly("oai:h.vn:1");
    assertThat(dataset.title().byLanguage())
        .containsEntry("vi", "Dân số")
        .containsEntry("en", "Population");
    assertThat(values(record, DCTerms.alternative)).containsExactly("People");
    assertThat(dataset.description().in("vi")).contains("Đoạn một\n\nĐoạn hai");
    assertThat(dataset.keywords()).containsExactly("dân số");
    assertThat(dataset.themes())
        .containsExactly("http://publications.europa.eu/resource/authority/data-theme/SOCI");
    assertThat(dataset.publisher().orElseThrow().name().in("vi")).contains("Cục Thống kê");
    assertThat(record.subject().getProperty(DCTerms.creator).getProperty(FOAF.name).getString())
        .isEqualTo("Nguyễn An");
    assertThat(dataset.issued()).contains("2023-12");
    assertThat(values(record, kept("date"))).containsExactly("2024-03-05T08:00:00Z");
    assertThat(values(record, DCTerms.type)).containsExactly("Dataset");
    assertThat(dataset.landingPage()).contains("http://h.vn/trang/1");
    assertThat(dataset.distributions()).hasSize(1);
    assertThat(dataset.distributions().getFirst().downloadUrl())
        .contains("http://h.vn/dân%20số.csv");
    assertThat(dataset.distributions().getFirst().format()).contains("text/csv");
    assertThat(dataset.languages()).containsExactly("vi");
    assertThat(dataset.license()).contains("CC-BY-4.0");
    assertThat(dataset.accessRights()).contains("info:eu-repo/semantics/openAccess");
    assertThat(values(record, DCTerms.rights)).containsExactly("Của Cục Thống kê");
    assertThat(dataset.spatial()).containsExactly("Huế");
    assertThat(dataset.temporal().orElseThrow().end()).contains("2019-12-31");
    assertThat(values(record, DCTerms.relation)).containsExactly("http://h.vn/trang/2");
    assertThat(values(record, DCTerms.source)).containsExactly("Tổng điều tra");
    assertThat(values(record, kept("khac"))).containsExactly("điều khác");
    assertThat(values(record, kept("setSpec"))).containsExactly("so-y-te");
  }

  @Test
  void aFormatBelongsToTheDatasetWhereNoFileIsNamed() throws Exception {
    CatalogRecord record =
        mapped("<dc:title>A</dc:title><dc:format>CSV</dc:format><dc:date>hôm qua</dc:date>");

    assertThat(values(record, DCTerms.format)).containsExactly("CSV");
    assertThat(values(record, kept("date"))).containsExactly("hôm qua");
    assertThat(Dataset.of(record).distributions()).isEmpty();
    assertThat(Dataset.of(record).issued()).isEmpty();
  }

  @Test
  @org.junit.jupiter.api.Timeout(30)
  void wordsOfAMegabyteThatLookLikeALanguageOrAPeriodAreReadInPassing() throws Exception {
    CatalogRecord record =
        mapped(
            "<dc:title xml:lang=\"vi%s\">Dân số</dc:title><dc:coverage>2020T%s x</dc:coverage>"
                .formatted("-aaaaaaaa".repeat(100_000), "-1234".repeat(100_000)));

    assertThat(values(record, org.apache.jena.vocabulary.DCTerms.title)).containsExactly("Dân số");
    assertThat(values(record, org.apache.jena.vocabulary.DCTerms.spatial)).hasSize(1);
  }
}
