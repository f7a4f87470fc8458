package vn.sen.harvest.csw;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.SourceServer.Request;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Sen;
import vn.sen.vocab.SharedCorpus;

class CswConnectorTest extends ConnectorContract {
  private static final String REFUSED =
      """
      <?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.2.0">
        <ows:Exception exceptionCode="%s" locator="%s"><ows:ExceptionText>%s</ows:ExceptionText></ows:Exception>
      </ows:ExceptionReport>\
      """;

  @Override
  protected Connector connector(SourceClient client) {
    return new CswConnector(client, 2);
  }

  @Override
  protected String path() {
    return "/csw";
  }

  @Override
  protected int pagesOfFive() {
    return 3;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return catalogue(identifiers, CswConnectorTest::gmd);
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return _ ->
        xml(
            answer(
                3,
                "nextRecord='0'",
                gmd("a") + gmd("x").replace("fileIdentifier", "f") + gmd("b")));
  }

  @Override
  protected Handler endless(SourceServer server) {
    return request ->
        xml(
            answer(
                1_000_000, "nextRecord='%d'".formatted(start(request) + 2), gmd("a") + gmd("b")));
  }

  private static String gmd(String id) {
    return """
    <gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
      <gmd:fileIdentifier><gco:CharacterString>%1$s</gco:CharacterString></gmd:fileIdentifier>
      <gmd:language><gmd:LanguageCode codeListValue="vie"/></gmd:language>
      <gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
        <gmd:title><gco:CharacterString>Tiêu đề %1$s</gco:CharacterString></gmd:title>
      </gmd:CI_Citation></gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo>
    </gmd:MD_Metadata>\
    """
        .formatted(id);
  }

  private static String dublinCore(String id) {
    return """
    <csw:Record xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:dct="http://purl.org/dc/terms/" xmlns:ows="http://www.opengis.net/ows">
      <dc:identifier>%1$s</dc:identifier><dc:title xml:lang="vi">Tiêu đề %1$s</dc:title>
      <dct:abstract>Mô tả</dct:abstract><dc:subject>đất</dc:subject><dc:type>dataset</dc:type>
      <dct:modified>2026-01-02</dct:modified><dc:rights>cc-by</dc:rights>
      <dct:references scheme="WWW:DOWNLOAD-1.0-http--download">http://h.vn/%1$s.zip</dct:references>
      <dct:references scheme="OGC:WMS">http://h.vn/wms</dct:references>
      <ows:BoundingBox><ows:LowerCorner>8 102</ows:LowerCorner><ows:UpperCorner>23 109</ows:UpperCorner></ows:BoundingBox>
    </csw:Record>\
    """
        .formatted(id);
  }

  private static String answer(long matched, String paging, String records) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"><csw:SearchStatus/>
      <csw:SearchResults numberOfRecordsMatched="%d" %s elementSet="full">%s</csw:SearchResults>
    </csw:GetRecordsResponse>\
    """
        .formatted(matched, paging, records);
  }

  private static Reply xml(String body) {
    return Reply.of("application/xml", body);
  }

  private static int start(Request request) {
    return Integer.parseInt(request.parameter("startPosition", "1"));
  }

  /** A catalogue that pages as the standard says, and sorts when it is asked to. */
  private static Handler catalogue(List<String> identifiers, Function<String, String> record) {
    return request -> {
      if (!request.parameter("request", "").equals("GetRecords")
          || !request.parameter("resultType", "").equals("results")) {
        return Reply.status(404, "no such operation");
      }
      List<String> all = new ArrayList<>(identifiers);
      if (!request.parameter("sortBy", "").isEmpty()) {
        all.sort(Comparator.naturalOrder());
      }
      int from = Math.min(start(request) - 1, all.size());
      int to = Math.min(from + Integer.parseInt(request.parameter("maxRecords", "10")), all.size());
      StringBuilder records = new StringBuilder();
      all.subList(from, to).forEach(id -> records.append(record.apply(id)));
      return xml(
          answer(
              all.size(),
              "numberOfRecordsReturned='%d' nextRecord='%d'"
                  .formatted(to - from, to < all.size() ? to + 1 : 0),
              records.toString()));
    };
  }

  private static HarvestOutcome harvest(SourceServer server, String path, HarvestLog log)
      throws Exception {
    try (var client =
        new SourceClient(
            "x",
            Limits.defaults()
                .withRetries(0, java.time.Duration.ofMillis(1), java.time.Duration.ofMillis(1)))) {
      return new CswConnector(client, 2)
          .harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  private static void assertPartial(HarvestOutcome outcome, int offered, String reason) {
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains(reason);
    assertThat(outcome.offered()).isEqualTo(offered);
  }

  private static String decoded(String words) {
    return URLDecoder.decode(words, StandardCharsets.UTF_8);
  }

  @Test
  void whatTheAddressAsksForIsKeptAndTheRestIsOurs() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(catalogue(List.of("a"), CswConnectorTest::gmd));
      var log = new HarvestLog();

      harvest(
          server,
          "/csw?request=GetCapabilities&SERVICE=CSW&map=/m&constraint=title%20LIKE%20'%25xa%25'&startPosition=9",
          log);

      Request asked = server.requests().getFirst();
      assertThat(decoded(asked.parameter("constraint", ""))).isEqualTo("title LIKE '%xa%'");
      assertThat(asked.parameter("constraintLanguage", "")).isEqualTo("CQL_TEXT");
      assertThat(asked.parameter("constraint_language_version", "")).isEqualTo("1.1.0");
      assertThat(asked.parameter("map", "")).isEqualTo("/m");
      assertThat(asked.parameter("startPosition", "")).isEqualTo("1");
      assertThat(asked.parameter("request", "")).isEqualTo("GetRecords");
      assertThat(asked.parameter("elementSetName", "")).isEqualTo("full");
      assertThat(decoded(asked.parameter("outputSchema", ""))).isEqualTo(IsoRecord.GMD);
      assertThat(asked.path()).doesNotContain("SERVICE=CSW");
      assertThat(log.record("a").subject().getURI())
          .isEqualTo(
              server.uri("/csw")
                  + "?service=CSW&version=2.0.2&request=GetRecordById&elementSetName=full&id=a");
    }
  }

  @Test
  void aCatalogueThatDoesNotSortIsAskedAgainWithout() throws Exception {
    try (var server = SourceServer.start()) {
      Handler inner = catalogue(List.of("c", "a", "b"), CswConnectorTest::gmd);
      for (int status : new int[] {200, 400}) {
        server.otherwise(
            request ->
                request.parameter("sortBy", "").isEmpty()
                    ? inner.answer(request)
                    : new Reply(
                        status,
                        java.util.Map.of(),
                        REFUSED
                            .formatted("InvalidParameterValue", "SortBy", "không sắp xếp")
                            .getBytes(StandardCharsets.UTF_8)));
        var log = new HarvestLog();

        assertThat(harvest(server, "/csw", log)).isEqualTo(new HarvestOutcome.Complete(3));
        assertThat(log.identifiers()).containsExactly("c", "a", "b");
      }
      assertThat(server.requests()).hasSize(2 * 3);
    }
  }

  @Test
  void aCatalogueWithoutIsoIsReadInTheBestThatItHas() throws Exception {
    try (var server = SourceServer.start()) {
      Handler inner = catalogue(List.of("a", "b", "c"), CswConnectorTest::dublinCore);
      server.otherwise(
          request -> {
            if (request.parameter("request", "").equals("GetCapabilities")) {
              return xml(
                  """
                  <csw:Capabilities xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:ows="http://www.opengis.net/ows">
                    <ows:OperationsMetadata><ows:Operation name="GetRecords"><ows:Parameter name="outputSchema">
                      <ows:Value>http://www.opengis.net/cat/csw/2.0.2</ows:Value></ows:Parameter></ows:Operation>
                    </ows:OperationsMetadata></csw:Capabilities>\
                  """);
            }
            return decoded(request.parameter("outputSchema", "")).endsWith("gmd")
                ? xml(REFUSED.formatted("InvalidParameterValue", "outputSchema", "unknown"))
                : inner.answer(request);
          });
      var log = new HarvestLog();

      assertThat(harvest(server, "/csw", log)).isEqualTo(new HarvestOutcome.Complete(3));

      Dataset dataset = Dataset.of(log.record("b"));
      assertThat(dataset.title().in("vi")).contains("Tiêu đề b");
      assertThat(dataset.keywords()).containsExactly("đất");
      assertThat(dataset.license()).contains("cc-by");
      assertThat(dataset.modified()).isEmpty();
      assertThat(dataset.distributions())
          .extracting(distribution -> distribution.downloadUrl().orElse(""))
          .containsExactly("http://h.vn/b.zip", "");
      assertThat(
              log.record("b")
                  .subject()
                  .getProperty(ResourceFactory.createProperty(Sen.NS + "csw:BoundingBox"))
                  .getString())
          .contains("8 102");
    }
  }

  @Test
  void aRefusalIsPartialWithItsCodeAndItsWords() throws Exception {
    try (var server = SourceServer.start()) {
      for (int status : new int[] {200, 403, 500}) {
        server.otherwise(
            _ ->
                new Reply(
                    status,
                    java.util.Map.of(),
                    REFUSED
                        .formatted("NoApplicableCode", "x", "Dịch vụ tạm đóng")
                        .getBytes(StandardCharsets.UTF_8)));

        assertPartial(
            harvest(server, "/csw", new HarvestLog()), 0, "NoApplicableCode (x): Dịch vụ tạm đóng");
      }
    }
  }

  @Test
  void aRefusalHalfwayEndsTheHarvest() throws Exception {
    try (var server = SourceServer.start()) {
      Handler inner = catalogue(List.of("a", "b", "c"), CswConnectorTest::gmd);
      server.otherwise(
          request ->
              start(request) == 1
                  ? inner.answer(request)
                  : xml(REFUSED.formatted("NoApplicableCode", "x", "hết giờ")));

      assertPartial(harvest(server, "/csw", new HarvestLog()), 2, "hết giờ");
    }
  }

  @Test
  void pagesThatLeadBackAreALoop() throws Exception {
    try (var server = SourceServer.start()) {
      for (int next : new int[] {1, 3}) {
        server.otherwise(
            request ->
                xml(
                    answer(
                        9,
                        "nextRecord='%d'".formatted(next),
                        gmd("a" + start(request)) + gmd("b" + start(request)))));

        assertPartial(harvest(server, "/csw", new HarvestLog()), next == 1 ? 2 : 4, "form a loop");
      }
      assertThat(server.requests()).hasSizeLessThan(5);
    }
  }

  @Test
  void aTotalThatGrowsWithEveryPageIsLeft() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              xml(
                  answer(
                      start(request) + 99L,
                      "nextRecord='%d'".formatted(start(request) + 50),
                      gmd("a" + start(request)))));

      HarvestOutcome outcome = harvest(server, "/csw", new HarvestLog());

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .contains("more than is credible");
      assertThat(server.requests()).hasSizeLessThan(20);
    }
  }

  @Test
  void fewerThanAnnouncedIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> xml(answer(5, "nextRecord='0'", gmd("a") + gmd("b"))));
      assertPartial(
          harvest(server, "/csw", new HarvestLog()), 2, "announces 5 records, 2 different");

      server.otherwise(
          request -> xml(answer(start(request) == 1 ? 5 : 4, "", gmd("a" + start(request)))));
      assertPartial(harvest(server, "/csw", new HarvestLog()), 2, "shrank from 5 to 4");

      server.otherwise(request -> xml(answer(5, "", start(request) == 1 ? gmd("a") : "")));
      assertPartial(harvest(server, "/csw", new HarvestLog()), 1, "An empty page after 1 of 5");
    }
  }

  @Test
  void aCatalogueThatSaysNothingOfTheNextPageIsCounted() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(request -> xml(answer(3, "", gmd("a" + start(request)))));

      assertThat(harvest(server, "/csw", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(3));
    }
  }

  @Test
  void whatOnePageHasTwiceIsRejectedByName() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> xml(answer(2, "nextRecord='0'", gmd("a") + gmd("a"))));
      var log = new HarvestLog();

      assertThat(harvest(server, "/csw", log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.rejected().get("#2").en()).contains("'a' stands on the same page");
    }
  }

  @Test
  void whatIsNoRecordIsRejectedWithItsName() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          _ ->
              xml(
                  answer(
                      2,
                      "nextRecord='0'",
                      gmd("a")
                          + "<gfc:FC_FeatureCatalogue"
                          + " xmlns:gfc='http://www.isotc211.org/2005/gfc'/>")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/csw", log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.rejected().get("#2").en()).contains("'FC_FeatureCatalogue' is no geographic");
    }
  }

  @Test
  void bombsAndLyingLettersArePartial() throws Exception {
    String bomb =
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            + answer(1, "", "<x>&b;</x>").replaceFirst("<\\?xml[^>]*>", "");
    byte[] lying =
        answer(1, "nextRecord='0'", gmd("xã"))
            .replace("UTF-8", "UTF-16")
            .getBytes(StandardCharsets.UTF_8);
    byte[] latin = answer(1, "nextRecord='0'", gmd("xã")).getBytes(StandardCharsets.ISO_8859_1);
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> xml(bomb));
      assertPartial(harvest(server, "/csw", new HarvestLog()), 0, "DOCTYPE");
      for (byte[] body : List.of(lying, latin)) {
        server.otherwise(_ -> new Reply(200, java.util.Map.of(), body));
        assertPartial(harvest(server, "/csw", new HarvestLog()), 0, "no well-formed XML");
      }
    }
  }

  @Test
  void realRecordsComeThroughACatalogue() throws Exception {
    String folder = "corpus/csw/gsa-datagov-harvester/example_data/";
    String records =
        (Files.readString(SharedCorpus.require(folder + "iso_2_waf/valid_iso1.xml"))
                + Files.readString(SharedCorpus.require(folder + "valid_iso2_parent.xml")))
            .replaceAll("<\\?xml[^>]*>", "");
    try (var server = SourceServer.start()) {
      var asked = new AtomicInteger();
      server.otherwise(
          _ -> {
            asked.incrementAndGet();
            return xml(answer(2, "numberOfRecordsReturned='2' nextRecord='0'", records));
          });
      var log = new HarvestLog();

      assertThat(harvest(server, "/csw", log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(asked).hasValue(1);
      assertThat(log.accepted())
          .allSatisfy(
              record -> {
                assertThat(record.subject().hasProperty(DCTerms.publisher)).isTrue();
                assertThat(record.subject().hasProperty(DCAT.contactPoint)).isTrue();
              });
    }
  }
}
