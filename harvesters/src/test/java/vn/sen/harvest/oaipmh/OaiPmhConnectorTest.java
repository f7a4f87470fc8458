package vn.sen.harvest.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.oaipmh.OaiPages.deleted;
import static vn.sen.harvest.oaipmh.OaiPages.item;
import static vn.sen.harvest.oaipmh.OaiPages.record;
import static vn.sen.harvest.oaipmh.OaiPages.records;
import static vn.sen.harvest.oaipmh.OaiPages.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;

class OaiPmhConnectorTest extends ConnectorContract {

  @Override
  protected Connector connector(SourceClient client) {
    return new OaiPmhConnector(client);
  }

  /** With a format and a set in it, so that every request is one for a page. */
  @Override
  protected String path() {
    return "/oai?metadataPrefix=oai_dc&set=all";
  }

  @Override
  protected int pagesOfFive() {
    return 3;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return OaiPages.of(identifiers, perPage);
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return _ -> records(item("a"), "<record><metadata/></record>", item("b"));
  }

  @Override
  protected Handler endless(SourceServer server) {
    var asked = new AtomicInteger();
    return _ -> records(item("a"), item("b"), token("t" + asked.incrementAndGet(), ""));
  }

  private static HarvestOutcome harvest(SourceServer server, String path, HarvestLog log)
      throws Exception {
    try (var client = new SourceClient("x", Limits.defaults().withBytes(20 << 20, 1 << 20))) {
      return new OaiPmhConnector(client)
          .harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  private static HarvestOutcome harvest(SourceServer server, HarvestLog log) throws Exception {
    return harvest(server, "/oai?metadataPrefix=oai_dc&set=all", log);
  }

  private static void assertPartial(HarvestOutcome outcome, int offered, String reason) {
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains(reason);
    assertThat(outcome.offered()).isEqualTo(offered);
  }

  private static void assertPartial(Handler handler, int offered, String reason) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(handler);
      assertPartial(harvest(server, new HarvestLog()), offered, reason);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/oai?metadataPrefix=mods&set=a:b, '?verb=ListRecords&metadataPrefix=mods&set=a:b'",
    "/oai?set=a&verb=Identify, '?verb=ListRecords&metadataPrefix=oai_dc&set=a'",
    "/oai?verb=ListRecords&resumptionToken=old, '?verb=ListRecords&metadataPrefix=oai_dc'",
    "/oai?page=x&from=2020-01-01, '?page=x&verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01'",
  })
  void whatTheAddressSelectsIsKept(String path, String asked) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(OaiPages.of(List.of("a"), 1));

      assertThat(harvest(server, path, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(server.requests().getLast().path()).isEqualTo("/oai" + asked);
    }
  }

  @Test
  void aTokenIsSentAloneAndWithThePortalsOwnParameters() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              request.path().contains("resumptionToken")
                  ? records(item("b"))
                  : records(item("a"), token("x/y &amp; z=1+", "")));
      var log = new HarvestLog();

      harvest(server, "/oai?page=x&set=s&metadataPrefix=oai_dc", log);

      assertThat(log.identifiers()).containsExactly("a", "b");
      assertThat(server.requests().getLast().path())
          .isEqualTo("/oai?page=x&verb=ListRecords&resumptionToken=x%2Fy%20%26%20z%3D1%2B");
    }
  }

  @Test
  void pagesAreUnchangedThoughTheirTokensAndTimesAreOthers() throws Exception {
    try (var server = SourceServer.start()) {
      var log = new HarvestLog();
      server.otherwise(OaiPages.withFreshTokens(List.of("a", "b", "c", "d", "e"), 2));
      harvest(server, log);
      log.next();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(5));

      assertThat(log.accepted()).isEmpty();
      assertThat(log.unchanged()).containsExactly("a", "b", "c", "d", "e");
    }
  }

  @Test
  void aPageWhoseOnlyChangeIsTheTokenIsNotTakenForTheOldOne() throws Exception {
    try (var server = SourceServer.start()) {
      var log = new HarvestLog();
      server.otherwise(OaiPages.of(List.of("a", "b", "c"), 2));
      harvest(server, log);
      log.next();
      server.otherwise(OaiPages.of(List.of("a", "b"), 2));

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.unchanged()).containsExactly("a", "b");
    }
  }

  /** A first page that the repository calls unchanged leads to a token of the last harvest. */
  @Test
  void aTokenOfTheLastHarvestThatIsNoGoodAnyMoreIsFetchedAnew() throws Exception {
    try (var server = SourceServer.start()) {
      var log = new HarvestLog();
      var expired = new AtomicInteger();
      Handler tagged =
          request -> {
            if (!request.path().contains("resumptionToken")) {
              return "\"t\"".equals(request.headers().get("if-none-match"))
                  ? new Reply(304, Map.of(), new byte[0])
                  : records(item("a"), token("run" + expired.get(), "")).with("ETag", "\"t\"");
            }
            return request.parameter("resumptionToken", "").equals("run" + expired.get())
                ? records(item("b"))
                : OaiPages.error("badResumptionToken", "expired");
          };
      server.otherwise(tagged);
      harvest(server, log);
      log.next();
      expired.incrementAndGet();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.unchanged()).containsExactly("a", "b");
      assertThat(server.requests()).hasSize(2 + 4);
    }
  }

  @Test
  void whatIsDeletedIsNotOffered() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              request.path().contains("resumptionToken")
                  ? records(deleted("b"), item("c"), token("", "completeListSize=\"4\""))
                  : records(item("a"), deleted("x"), token("2", "completeListSize=\"4\"")));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.identifiers()).containsExactly("a", "c");
      assertThat(log.rejected()).isEmpty();
    }
  }

  @Test
  void anIdentifierThatComesTwiceIsOfferedOnce() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> records(item("a"), item("b"), item("a")));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.identifiers()).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"badArgument", "badResumptionToken", "cannotDisseminateFormat", "noSetHierarchy"})
  void anErrorIsPartialWithTheRepositorysWords(String code) throws Exception {
    assertPartial(_ -> OaiPages.error(code, "không được đâu"), 0, code + " (không được đâu)");
  }

  @Test
  void anErrorUnderAStatusOfFailureIsPassedOnToo() throws Exception {
    assertPartial(
        _ -> new Reply(400, Map.of(), OaiPages.error("badArgument", "sai tham số").body()),
        0,
        "The repository says: badArgument (sai tham số)");
  }

  @Test
  void noneMatchAfterTheFirstPageIsNoEnd() throws Exception {
    assertPartial(
        request ->
            request.path().contains("resumptionToken")
                ? OaiPages.error("noRecordsMatch", "")
                : records(item("a"), token("2", "")),
        1,
        "noRecordsMatch");
  }

  @Test
  void aListThatIsShorterThanAnnouncedIsPartial() throws Exception {
    assertPartial(
        _ -> records(item("a"), token("", "completeListSize=\"7\"")),
        1,
        "announces 7 records (completeListSize) and sent 1");
  }

  @Test
  void aTokenThatWasFollowedIsALoop() throws Exception {
    var asked = new AtomicInteger();
    assertPartial(
        _ -> records(item("a" + asked.incrementAndGet()), token("same", "")),
        2,
        "its list is a loop");
  }

  @Test
  void whereARecordComesAgainOnALaterPageOthersMayHaveBeenMissed() throws Exception {
    assertPartial(
        request ->
            request.path().contains("resumptionToken")
                ? records(item("b"), item("c"))
                : records(item("a"), item("b"), token("t", "")),
        3,
        "1 records came again on later pages");
  }

  @Test
  void recordsThatComeAgainDoNotMakeUpForThoseThatDoNotCome() throws Exception {
    assertPartial(
        request ->
            request.path().contains("resumptionToken")
                ? records(item("b"), item("c"))
                : records(item("a"), item("b"), token("t", " completeListSize='4'")),
        3,
        "announces 4 records (completeListSize) and sent 3 different ones");
  }

  @Test
  void aRecordThatStandsTwiceOnOnePageIsOneThatTheRepositoryHasTwice() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> records(item("a"), item("b"), item("b")));

      assertThat(harvest(server, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(2));
    }
  }

  @Test
  void aPageThatOnlyRepeatsIsPartial() throws Exception {
    var asked = new AtomicInteger();
    assertPartial(
        _ -> records(item("a"), token("t" + asked.incrementAndGet(), "")), 1, "only repeats");
  }

  @Test
  void anEmptyPageIsPartialUnlessItIsTheLast() throws Exception {
    assertPartial(_ -> records(token("2", "")), 0, "A page without records");
    assertPartial(_ -> records(), 0, "A page without records");
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              request.path().contains("resumptionToken")
                  ? records()
                  : records(item("a"), token("2", "completeListSize=\"1\"")));
      assertThat(harvest(server, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(1));
    }
  }

  @Test
  void aTokenOfTenMegabytesIsNotSentBack() throws Exception {
    try (var server = SourceServer.start()) {
      String token = "x".repeat(10 << 20);
      server.otherwise(_ -> records(item("a"), token(token, "")));

      assertPartial(harvest(server, new HarvestLog()), 0, "longer than the 6000");

      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE OAI-PMH [<!ENTITY e SYSTEM \"http://169.254.169.254/\">]>",
      })
  void aDocumentTypeIsRefused(String type) throws Exception {
    String page = new String(records(item("a")).body(), StandardCharsets.UTF_8);
    String bomb = page.replace("<OAI-PMH", type + "<OAI-PMH");
    assertPartial(_ -> Reply.of("text/xml", bomb), 0, "DOCTYPE");
  }

  @Test
  void theXmlKnowsItsEncodingBetterThanTheServer() throws Exception {
    try (var server = SourceServer.start()) {
      Reply page = records(item("a"));
      server.otherwise(_ -> page.with("Content-Type", "text/xml; charset=ISO-8859-1"));
      var log = new HarvestLog();
      harvest(server, log);
      assertThat(Dataset.of(log.record("a")).title().in("vi")).contains("Tiêu đề a");
    }
    byte[] latin =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAI-PMH>\u00ea</OAI-PMH>"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertPartial(_ -> new Reply(200, Map.of(), latin), 0, "no well-formed XML");
    assertPartial(
        _ -> Reply.of("text/xml", "<?xml version=\"1.0\" encoding=\"klingon\"?><OAI-PMH/>"),
        0,
        "no well-formed XML");
  }

  @Test
  void anotherVersionOrAnotherListIsNoAnswer() throws Exception {
    assertPartial(
        _ -> Reply.of("text/xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/1.1/\"/>"),
        0,
        "not the <OAI-PMH> of version 2.0");
    assertPartial(_ -> OaiPages.answer("<Identify/>"), 0, "Identify where");
    assertPartial(_ -> OaiPages.answer("<GetRecord/>"), 0, "neither the list");
    assertPartial(_ -> OaiPages.answer(OaiPages.formats("oai_dc")), 0, "ListMetadataFormats where");
  }

  @Test
  void whatHasNoMetadataOrAStrangeOneIsRejected() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          _ ->
              records(
                  "<record><header><identifier>khong</identifier></header></record>",
                  "<record/>",
                  record("la", "<mods xmlns=\"http://www.loc.gov/mods/v3\"/>"),
                  item("a")));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(4));

      assertThat(log.identifiers()).containsExactly("a");
      assertThat(log.rejected()).containsOnlyKeys("khong", "#2", "la");
      assertThat(log.rejected().get("la").en()).contains("<mods> (http://www.loc.gov/mods/v3)");
    }
  }
}
