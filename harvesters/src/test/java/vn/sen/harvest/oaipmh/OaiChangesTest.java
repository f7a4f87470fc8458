package vn.sen.harvest.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.SourceServer.Request;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.zoo.House;

/** Harvests that ask for what changed since the last whole list. */
class OaiChangesTest {
  private static final Instant BEGIN = Instant.parse("2026-03-10T08:00:00Z");

  private final Repository repository = new Repository();
  private final HarvestLog log = new HarvestLog();
  private final SourceServer server = SourceServer.start();

  @BeforeEach
  void fiveItems() {
    server.otherwise(repository);
    for (String identifier : List.of("a", "b", "c", "d", "e")) {
      repository.put(identifier, "v1", BEGIN.minus(Duration.ofDays(30)));
    }
    repository.now = BEGIN;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HarvestOutcome harvest(String path) throws Exception {
    try (var client =
        new SourceClient(
            "x", Limits.defaults().withRetries(1, Duration.ofMillis(2), Duration.ofSeconds(1)))) {
      return new OaiPmhConnector(client)
          .harvest(server.source(path, OptionalInt.empty()), log.next(), log);
    }
  }

  private HarvestOutcome harvest() throws Exception {
    return harvest("/oai?metadataPrefix=oai_dc");
  }

  private void assertFive(HarvestOutcome outcome) {
    assertThat(outcome).isEqualTo(new HarvestOutcome.Complete(5));
  }

  private List<String> fromsAsked() {
    return server.requests().stream()
        .filter(request -> request.parameter("verb", "").equals("ListRecords"))
        .map(request -> request.parameter("from", ""))
        .toList();
  }

  @Test
  void onlyWhatChangedSinceTheWholeListIsAskedForAndTheRestIsUnchanged() throws Exception {
    assertFive(harvest());
    repository.now = BEGIN.plus(Duration.ofDays(1));
    repository.put("b", "v2", repository.now);

    assertFive(harvest());

    assertThat(log.identifiers()).containsExactly("b");
    assertThat(log.unchanged()).containsExactlyInAnyOrder("a", "c", "d", "e");
    assertThat(fromsAsked()).containsExactly("", "", "", "2026-03-09T08:00:00Z");
  }

  @Test
  void whatIsDeletedIsNotOfferedNeitherThenNorLater() throws Exception {
    harvest();
    repository.now = BEGIN.plus(Duration.ofDays(1));
    repository.delete("c", repository.now);
    repository.put("f", "v1", repository.now);

    for (int harvest = 0; harvest < 3; harvest++) {
      assertFive(harvest());
      assertThat(log.identifiers()).containsExactly("f");
      assertThat(log.unchanged()).doesNotContain("c").contains("a", "b", "d", "e");
    }
  }

  @Test
  void whatIsDeletedLeavesTheCatalogueAndChangesAreAskedForAllTheSame(@TempDir Path directory)
      throws Exception {
    for (int more = 0; more < 20; more++) { // so that two are not too many to go
      repository.put("x" + more, "v1", BEGIN.minus(Duration.ofDays(30)));
    }
    try (var client = new SourceClient("x", Limits.defaults());
        House house = House.in(directory, client, Duration.ofMinutes(5))) {
      assertThat(harvest(house).records().added()).isEqualTo(25);
      repository.now = BEGIN.plus(Duration.ofDays(1));
      repository.delete("c", repository.now);
      repository.put("b", "v2", repository.now);

      HarvestReport deleting = harvest(house);
      HarvestReport after = harvest(house);

      assertThat(deleting.records().changed()).isEqualTo(1);
      assertThat(deleting.records().unchanged()).isEqualTo(23);
      assertThat(deleting.removed()).isEqualTo(1);
      assertThat(after.records().unchanged()).isEqualTo(24);
      assertThat(after.removed()).isZero();
      assertThat(fromsAsked().stream().filter(from -> !from.isEmpty()))
          .containsExactly("2026-03-09T08:00:00Z", "2026-03-09T08:00:00Z");
      assertThat(fromsAsked().getLast()).isNotEmpty();

      repository.put("c", "v3", repository.now);

      assertThat(harvest(house).records().added()).isEqualTo(1);
    }
  }

  @Test
  void whatIsRestoredAsItWasStaysWhenTheWholeListIsReadAgain() throws Exception {
    harvest();
    repository.now = BEGIN.plus(Duration.ofDays(1));
    repository.delete("c", repository.now);
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(4));
    repository.put("c", "v1", repository.now);
    assertFive(harvest());
    repository.now = BEGIN.plus(Duration.ofDays(9));

    assertFive(harvest());

    assertThat(log.identifiers()).contains("c");
  }

  @Test
  void whatIsAsItWasOnceIsReadAgainForMeanwhileItWasAnother() throws Exception {
    harvest();
    repository.put("b", "v2", BEGIN.plusSeconds(60));
    harvest();
    repository.put("b", "v1", BEGIN.plusSeconds(120));
    repository.now = BEGIN.plus(Duration.ofDays(9));

    assertFive(harvest());

    assertThat(log.identifiers()).contains("b");
  }

  @Test
  void aRepositoryThatForgetsWhatItToldIsReadWhole() throws Exception {
    harvest();
    repository.put("f", "v1", BEGIN.plusSeconds(60));
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(6));
    repository.put("f", "v1", BEGIN.minus(Duration.ofDays(30)));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(6));

    assertThat(log.identifiers()).contains("f");
    assertThat(fromsAsked().getLast()).isEmpty();
  }

  @Test
  void aListInWhichItemsCameTwiceIsReadWholeForOthersMayHaveSlippedPast() throws Exception {
    server.otherwise(
        request ->
            request.parameter("from", "").isEmpty() && request.path().contains("ListRecords")
                ? OaiPages.records(OaiPages.item("a"), OaiPages.item("a"), OaiPages.item("b"))
                : repository.answer(request));
    harvest();
    harvest();

    assertThat(fromsAsked()).containsOnly("");
  }

  @Test
  void aClockBeyondReckoningIsNoClock() throws Exception {
    assertThat(WholeList.instant("+1000000000-12-31T23:59:59.999999999Z")).isEmpty();
    assertThat(WholeList.instant("2026-01-01T00:00:00Z")).isPresent();
    assertThat(WholeList.instant("2026-01-01")).isEmpty();
  }

  private HarvestReport harvest(House house) throws InterruptedException {
    return house.harvest(server, "kho", "oai-pmh", "/oai?metadataPrefix=oai_dc");
  }

  @Test
  void nothingNewIsACompleteAnswer() throws Exception {
    harvest();

    assertFive(harvest());

    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
  }

  @Test
  void changesOfSeveralPagesAreReadToTheirEnd() throws Exception {
    harvest();
    for (String identifier : List.of("a", "b", "c")) {
      repository.put(identifier, "v2", BEGIN.plusSeconds(60));
    }

    assertFive(harvest());

    assertThat(log.identifiers()).containsExactly("a", "b", "c");
    assertThat(log.unchanged()).containsExactlyInAnyOrder("d", "e");
  }

  @Test
  void aRepositoryOfDaysIsAskedByDays() throws Exception {
    repository.granularity = "YYYY-MM-DD";
    harvest();
    repository.now = BEGIN.plus(Duration.ofDays(2));

    assertFive(harvest());

    assertThat(fromsAsked().getLast()).isEqualTo("2026-03-09");
  }

  @Test
  void theWholeListIsReadAgainAfterAWeek() throws Exception {
    harvest();
    repository.now = BEGIN.plus(Duration.ofDays(8));
    repository.items.remove("c"); // and never said so

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(4));

    assertThat(fromsAsked()).containsOnly("");
    repository.put("a", "v2", repository.now);
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(4));
    assertThat(fromsAsked().getLast()).isEqualTo("2026-03-17T08:00:00Z");
    assertThat(log.identifiers()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "transient", ""})
  void aRepositoryThatForgetsWhatItDeletedIsReadWhole(String deletedRecord) throws Exception {
    repository.deletedRecord = deletedRecord;
    harvest();

    assertFive(harvest());

    assertThat(fromsAsked()).containsOnly("");
  }

  @ParameterizedTest
  @CsvSource({"set=x", "from=2020-01-01T00:00:00Z", "until=2030-01-01T00:00:00Z"})
  void aPartOfARepositoryIsReadWholeForNobodyTellsWhatLeftIt(String part) throws Exception {
    harvest("/oai?metadataPrefix=oai_dc&" + part);
    int before = server.requests().size();

    assertFive(harvest("/oai?metadataPrefix=oai_dc&" + part));

    assertThat(server.requests().subList(before, server.requests().size()))
        .hasSize(3)
        .allSatisfy(request -> assertThat(request.parameter("verb", "")).isEqualTo("ListRecords"));
  }

  @Test
  void aListWithSomethingToRejectIsReadWholeSoThatItIsSaidAgain() throws Exception {
    repository.put("bad", null, BEGIN);
    harvest();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(6));

    assertThat(fromsAsked()).containsOnly("");
    assertThat(log.rejected()).containsOnlyKeys("bad");
  }

  @Test
  void aWholeListThatBrokeOffIsBegunAgain() throws Exception {
    harvest();
    repository.now = BEGIN.plus(Duration.ofDays(8));
    repository.fault = request -> request.path().contains("resumptionToken");
    assertThat(harvest()).isInstanceOf(HarvestOutcome.Partial.class);
    repository.fault = _ -> false;
    int before = server.requests().size();

    assertFive(harvest());

    assertThat(server.requests().get(before).parameter("verb", "")).isEqualTo("ListRecords");
    assertThat(fromsAsked()).containsOnly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=", "verb=Identify"})
  void whereChangesAreNotToldTheWholeListIsRead(String failing) throws Exception {
    harvest();
    repository.put("b", "v2", BEGIN.plusSeconds(60));
    repository.fault = request -> request.path().contains(failing);

    assertFive(harvest());

    assertThat(log.identifiers()).containsExactly("a", "b"); // of one page
    assertThat(log.unchanged()).containsExactlyInAnyOrder("c", "d", "e");
    assertThat(fromsAsked().getLast()).isEmpty();
  }

  @Test
  void aRepositoryThatTakesNoNoticeOfTheTimeIsReadAllTheSame() throws Exception {
    harvest();
    repository.deafToFrom = true;
    repository.put("b", "v2", BEGIN.plusSeconds(60));

    assertFive(harvest());

    assertThat(log.identifiers()).contains("b");
    assertThat(log.unchanged()).doesNotContain("b");
  }

  @Test
  void aClockThatGoesBackIsNotTrusted() throws Exception {
    harvest();
    repository.now = BEGIN.minusSeconds(1);

    assertFive(harvest());

    assertThat(fromsAsked()).containsOnly("");
  }

  /** Two items on a page; its tokens say what was asked for and where to go on. */
  private static final class Repository implements Handler {
    private record Item(Instant dated, boolean deleted, Optional<String> words) {}

    private final Map<String, Item> items = new TreeMap<>();
    private Instant now = BEGIN;
    private String deletedRecord = "persistent";
    private String granularity = "YYYY-MM-DDThh:mm:ssZ";
    private boolean deafToFrom;
    private Predicate<Request> fault = _ -> false;

    void put(String identifier, String words, Instant dated) {
      items.put(identifier, new Item(dated, false, Optional.ofNullable(words)));
    }

    void delete(String identifier, Instant dated) {
      items.put(identifier, new Item(dated, true, Optional.empty()));
    }

    @Override
    public Reply answer(Request request) {
      if (fault.test(request)) {
        return OaiPages.error("badArgument", "not today");
      }
      if (request.parameter("verb", "").equals("Identify")) {
        return dated(
            OaiPages.answer(
                "<Identify><deletedRecord>%s</deletedRecord><granularity>%s</granularity></Identify>"
                    .formatted(deletedRecord, granularity)));
      }
      String[] token = request.parameter("resumptionToken", "0|").replace("%7C", "|").split("\\|");
      int at = Integer.parseInt(token[0]);
      String from = token.length > 1 ? token[1] : request.parameter("from", "");
      from = from.replace("%3A", ":");
      if (!from.isEmpty() && (from.length() == 10) != (granularity.length() == 10)) {
        return OaiPages.error("badArgument", "the wrong granularity");
      }
      Instant since = deafToFrom || from.isEmpty() ? Instant.MIN : instant(from);
      List<String> records =
          items.entrySet().stream()
              .filter(entry -> !entry.getValue().dated().isBefore(since))
              .map(entry -> shown(entry.getKey(), entry.getValue()))
              .toList();
      if (records.isEmpty()) {
        return OaiPages.error("noRecordsMatch", "");
      }
      int to = Math.min(at + 2, records.size());
      return dated(
          OaiPages.records(
              String.join("\n", records.subList(at, to)),
              OaiPages.token(to < records.size() ? to + "|" + from : "", "")));
    }

    private static String shown(String identifier, Item item) {
      return item.deleted()
          ? OaiPages.deleted(identifier)
          : item.words().isEmpty()
              ? "<record><header><identifier>%s</identifier></header></record>"
                  .formatted(identifier)
              : OaiPages.record(
                  identifier,
                  OaiPages.dc(
                      "<dc:title>%s %s</dc:title>".formatted(identifier, item.words().get())));
    }

    private static Instant instant(String from) {
      return from.length() == 10
          ? LocalDate.parse(from).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(from);
    }

    private Reply dated(Reply reply) {
      String body = new String(reply.body(), StandardCharsets.UTF_8);
      return Reply.of(
          "text/xml;charset=UTF-8", body.replace("2026-01-01T00:00:00Z", now.toString()));
    }
  }
}
