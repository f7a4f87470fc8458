package vn.sen.harvest.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.oaipmh.OaiPages.answer;
import static vn.sen.harvest.oaipmh.OaiPages.formats;
import static vn.sen.harvest.oaipmh.OaiPages.item;
import static vn.sen.harvest.oaipmh.OaiPages.rdf;
import static vn.sen.harvest.oaipmh.OaiPages.record;
import static vn.sen.harvest.oaipmh.OaiPages.records;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;

class FormatChoiceTest {
  private static final String DCAT =
      rdf("<dcat:Dataset rdf:about=\"http://h.vn/a\"><dct:title>A</dct:title></dcat:Dataset>");

  private static HarvestOutcome harvest(SourceServer server, HarvestLog log) throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new OaiPmhConnector(client)
          .harvest(server.source("/oai", OptionalInt.empty()), log, log);
    }
  }

  /** A repository of these formats, whose records in RDF say {@code rdf}. */
  private static Handler repository(String offered, String rdf) {
    return request -> {
      if (request.path().contains("ListMetadataFormats")) {
        return answer(formats(offered.split(" ")));
      }
      String prefix = request.parameter("metadataPrefix", "");
      return records(prefix.equals("oai_dc") ? item("a") : record("a", rdf));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "epicur oai_dc mods, oai_dc",
    "oai_dc dcat, dcat",
    "oai_dc rdf dcat_ap, dcat_ap",
    "oai_dc DCAT-AP-3, DCAT-AP-3",
    "oai_dc rdf, rdf",
    "rdf, rdf",
  })
  void theFormatThatSaysMostIsRead(String offered, String chosen) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(repository(offered, DCAT));

      assertThat(harvest(server, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(server.requests().getLast().parameter("metadataPrefix", "")).isEqualTo(chosen);
    }
  }

  @Test
  void aGeographicRecordIsReadUnderTheNameThatTheRepositoryGivesIt() throws Exception {
    String iso =
        """
        <gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd"
            xmlns:gco="http://www.isotc211.org/2005/gco">
          <gmd:fileIdentifier><gco:CharacterString>khac</gco:CharacterString></gmd:fileIdentifier>
          <gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
            <gmd:title><gco:CharacterString>Bản đồ</gco:CharacterString></gmd:title>
          </gmd:CI_Citation></gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo>
        </gmd:MD_Metadata>\
        """;
    try (var server = SourceServer.start()) {
      server.otherwise(repository("oai_dc iso19139", iso));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(server.requests().getLast().parameter("metadataPrefix", "")).isEqualTo("iso19139");
      assertThat(log.identifiers()).containsExactly("a");
      assertThat(Dataset.of(log.accepted().getFirst()).title().byLanguage())
          .containsValue("Bản đồ");
    }
  }

  @Test
  void rdfWithoutDcatInItIsPassedOver() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          repository(
              "rdf oai_dc",
              rdf(
                  "<rdf:Description"
                      + " rdf:about=\"http://h.vn/a\"><dct:title>A</dct:title></rdf:Description>")));

      harvest(server, new HarvestLog());

      assertThat(server.requests().getLast().parameter("metadataPrefix", "")).isEqualTo("oai_dc");
    }
  }

  @Test
  void aRepositoryWithoutAFormatThatCanBeReadIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(repository("mods marc21", ""));

      HarvestOutcome outcome = harvest(server, new HarvestLog());

      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("only: mods, marc21");
    }
  }

  @Test
  void aNameOfAFormatIsNoPartOfAnAddressUntilItIsEncoded() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              request.path().contains("ListMetadataFormats")
                  ? answer(formats("dcat " + "x".repeat(1 << 20), "dcat &amp;verb=Identify#|"))
                  : records(record("a", DCAT)));

      assertThat(harvest(server, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(server.requests().getLast().path())
          .isEqualTo("/oai?verb=ListRecords&metadataPrefix=dcat%20%26verb%3DIdentify%23%7C");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html></html>", "<a/>", "<OAI-PMH/>"})
  void nonsenseIsNoListOfFormats(String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> Reply.of("text/xml", body));

      assertThat(harvest(server, new HarvestLog())).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void anErrorWhereFormatsAreAskedForIsPassedOn() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> OaiPages.error("badVerb", "Illegal verb"));

      HarvestOutcome outcome = harvest(server, new HarvestLog());

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .contains("badVerb (Illegal verb)");
    }
  }

  private static HarvestLog dcat(String... payloads) throws Exception {
    try (var server = SourceServer.start()) {
      StringBuilder page = new StringBuilder();
      for (String payload : payloads) {
        page.append(record("oai:h.vn:" + payload.hashCode(), payload));
      }
      server.otherwise(
          request ->
              request.path().contains("ListMetadataFormats")
                  ? answer(formats("dcat"))
                  : records(page.toString()));
      var log = new HarvestLog();
      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(payloads.length));
      return log;
    }
  }

  @Test
  void dcatIsKeptAsItIsUnderTheHeadersIdentifier() throws Exception {
    HarvestLog log =
        dcat(
            rdf(
                """
                <dcat:Catalog rdf:about="http://h.vn/"><dcat:dataset rdf:resource="http://h.vn/a"/></dcat:Catalog>
                <dcat:Dataset rdf:about="http://h.vn/a"><dct:title xml:lang="vi">Một</dct:title>
                <dcat:distribution><dcat:Distribution><dcat:downloadURL rdf:resource="http://h.vn/a.csv"/>
                </dcat:Distribution></dcat:distribution></dcat:Dataset>\
                """));

    var record = log.accepted().getFirst();
    assertThat(record.identifier()).startsWith("oai:h.vn:");
    assertThat(record.subject().getURI()).isEqualTo("http://h.vn/a");
    Dataset dataset = Dataset.of(record);
    assertThat(dataset.title().byLanguage()).containsEntry("vi", "Một");
    assertThat(dataset.distributions().getFirst().downloadUrl()).contains("http://h.vn/a.csv");
  }

  @Test
  void theFrameOfRdfMayBeLeftOut() throws Exception {
    HarvestLog log =
        dcat(
            """
            <dcat:Dataset xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
            <dct:identifier>mã 1</dct:identifier><dct:title>Một</dct:title></dcat:Dataset>\
            """);

    assertThat(log.accepted().getFirst().subject().getURI())
        .endsWith("/.well-known/genid/m%C3%A3%201");
  }

  @Test
  void ofSeveralDatasetsTheOneThatNobodyRefersToIsMeant() throws Exception {
    HarvestLog log =
        dcat(
            rdf(
                """
                <dcat:Dataset rdf:about="http://h.vn/a"><dct:title>A</dct:title>
                <dcat:inSeries><dcat:DatasetSeries rdf:about="http://h.vn/s"><dct:title>S</dct:title>
                </dcat:DatasetSeries></dcat:inSeries></dcat:Dataset>\
                """));

    assertThat(log.accepted().getFirst().subject().getURI()).isEqualTo("http://h.vn/a");
  }

  @Test
  void rdfThatIsBrokenOrDescribesNoneOrSeveralIsRejected() throws Exception {
    HarvestLog log =
        dcat(
            rdf("<dcat:Dataset rdf:about=\"http://h.vn/a\" rdf:ID=\"b\"/>"),
            rdf(
                "<rdf:Description"
                    + " rdf:about=\"http://h.vn/a\"><dct:title>A</dct:title></rdf:Description>"),
            rdf(
                "<dcat:Dataset rdf:about=\"http://h.vn/a\"/><dcat:Dataset"
                    + " rdf:about=\"http://h.vn/b\"/>"));

    assertThat(log.accepted()).isEmpty();
    assertThat(log.rejected().values())
        .extracting(message -> message.en())
        .anySatisfy(why -> assertThat(why).contains("RDF is broken"))
        .anySatisfy(why -> assertThat(why).contains("describes no dcat:Dataset"))
        .anySatisfy(why -> assertThat(why).contains("several datasets"));
  }
}
