package vn.sen.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SourceId;

/** What every connector keeps to, over real HTTP. */
public abstract class ConnectorContract {
  private SourceServer server;
  private SourceClient client;
  private final HarvestLog log = new HarvestLog();

  protected abstract Connector connector(SourceClient client);

  /** The path of the source on its server. */
  protected abstract String path();

  /** A healthy source of these records, in this order, {@code perPage} on a page. */
  protected abstract Handler healthy(SourceServer server, List<String> identifiers, int perPage);

  /** A healthy page of two usable records, {@code a} and {@code b}, and a broken one between. */
  protected abstract Handler withOneBroken(SourceServer server);

  /** A source that never ends. */
  protected abstract Handler endless(SourceServer server);

  /** How many pages five records, two on a page, take. */
  protected abstract int pagesOfFive();

  /** What a source calls its record {@code name}, such as by a prefix; the name alone for most. */
  protected String identifier(String name) {
    return name;
  }

  /** Whether each record has a page of its own, unchanged whatever becomes of the others. */
  protected boolean recordsHavePages() {
    return false;
  }

  @BeforeEach
  void start() {
    server = SourceServer.start();
    client =
        new SourceClient(
            "test@sen.vn",
            Limits.defaults()
                .withRetries(1, Duration.ofMillis(2), Duration.ofSeconds(1))
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20)));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private HarvestOutcome harvest() throws InterruptedException {
    return harvest(OptionalInt.empty());
  }

  private HarvestOutcome harvest(OptionalInt limit) throws InterruptedException {
    return connector(client).harvest(server.source(path(), limit), log, log);
  }

  private List<String> five() {
    return IntStream.rangeClosed(1, 5).mapToObj(i -> identifier("bo-" + i)).toList();
  }

  private void assertPartial(HarvestOutcome outcome, int offered) {
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    var partial = (HarvestOutcome.Partial) outcome;
    assertThat(partial.offered()).isEqualTo(offered);
    assertThat(partial.reason().vi()).isNotBlank();
    assertThat(partial.reason().en()).isNotBlank();
    assertThat(partial.stoppedAt().toString()).startsWith("http://127.0.0.1:");
  }

  @Test
  void everyRecordOfEveryPageIsOfferedOnce() throws Exception {
    server.otherwise(healthy(server, five(), 2));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.identifiers()).containsExactlyInAnyOrderElementsOf(five());
    assertThat(log.rejected()).isEmpty();
    assertThat(log.accepted())
        .allSatisfy(
            record -> {
              Dataset dataset = Dataset.of(record);
              assertThat(dataset.title().in("vi")).contains("Tiêu đề " + record.identifier());
              assertThat(dataset.identifiers()).contains(record.identifier());
            });
  }

  @Test
  void theOrderOfTheSourceDoesNotMatter() throws Exception {
    List<String> shuffled = new ArrayList<>(five());
    Collections.shuffle(shuffled, new Random(3));
    server.otherwise(healthy(server, shuffled, 2));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.identifiers()).containsExactlyInAnyOrderElementsOf(five());
  }

  @Test
  void aSourceThatFailsHalfwayIsPartialWithWhatItGave() throws Exception {
    server.otherwise(healthy(server, five(), 2)).breaksAfter(pagesOfFive() - 1);

    HarvestOutcome outcome = harvest();

    assertPartial(outcome, pagesOfFive() == 1 ? 0 : 4);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en())
        .contains("nguon-thu")
        .contains("500");
  }

  @Test
  void aSourceThatIsCutShortGivesNothing() throws Exception {
    server.otherwise(healthy(server, five(), 2)).cutsShort();

    assertPartial(harvest(), 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "{}",
        "{\"result\":{}}",
        "{\"result\":[]}",
        "{\"success\":true}",
        "{\"success\":true,\"result\":{}}",
        "{\"success\":true,\"result\":{\"count\":\"5\",\"results\":[]}}",
        "{\"success\":true,\"result\":{\"count\":5,\"results\":{}}}",
        "{\"success\":true,\"result\":[]}",
        "{\"success\":\"true\",\"result\":{\"count\":0,\"results\":[]}}",
        "{\"success\":false,\"error\":{\"message\":\"closed\"}}",
        "{\"success\":true,\"result\":{\"count\":1,\"results\":[{\"id\":\"a\"",
        "[{\"url\":",
        "<!DOCTYPE html><html><title>Đăng nhập</title></html>",
        "<html><body>502 Bad Gateway</body></html>",
        "<?xml version=\"1.0\"?><error/>",
        "Service temporarily unavailable",
        "\0\0\0\0\0\0\0\0",
      })
  void nonsenseIsNeverZeroRecords(String body) throws Exception {
    if (body.isBlank() && !body.isEmpty() && blankIsEmptyList()) {
      return; // a list that says nothing, and says so in full
    }
    for (String type : List.of("application/json", "text/turtle", "text/html", "text/plain")) {
      server.otherwise(_ -> Reply.of(type, body));

      assertPartial(harvest(), 0);
    }
    assertThat(log.accepted()).isEmpty();
  }

  /** Whether white space is a list of nothing. */
  protected boolean blankIsEmptyList() {
    return false;
  }

  @Test
  void nestingWithoutEndIsRefusedWithAReason() throws Exception {
    for (String deep :
        List.of(
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000),
            "<http://h.vn/a> <http://h.vn/p> " + "[ <http://h.vn/p> ".repeat(10_000),
            "<a>".repeat(10_000))) {
      for (String type : List.of("application/json", "text/turtle", "application/rdf+xml")) {
        server.otherwise(_ -> Reply.of(type, deep));

        assertPartial(harvest(), 0);
      }
    }
  }

  @Test
  void anEmptySourceIsCompleteAndEmpty() throws Exception {
    server.otherwise(healthy(server, List.of(), 2));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(0));
  }

  @Test
  void whatIsUnchangedIsNotReadAgain() throws Exception {
    server.otherwise(healthy(server, five(), 2));
    harvest();

    log.next();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));
    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).containsExactlyInAnyOrderElementsOf(five());
    assertThat(server.requests()).hasSize(2 * pagesOfFive());
  }

  @Test
  void whatTheSourceCallsUnchangedIsNotSentAgain() throws Exception {
    server.otherwiseTagged(healthy(server, five(), 2));
    harvest();
    log.next();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.unchanged()).containsExactlyInAnyOrderElementsOf(five());
    assertThat(server.requests().subList(pagesOfFive(), 2 * pagesOfFive()))
        .allSatisfy(request -> assertThat(request.headers()).containsKey("if-none-match"));
  }

  @Test
  void aRecordAddedLaterIsFoundAmongUnchangedOnes() throws Exception {
    server.otherwiseTagged(healthy(server, five(), 2));
    harvest();
    log.next();
    List<String> six = new ArrayList<>(five());
    six.add(identifier("bo-6"));
    server.otherwiseTagged(healthy(server, six, 2));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(6));

    List<String> all = new ArrayList<>(log.unchanged());
    all.addAll(log.identifiers());
    assertThat(all).containsExactlyInAnyOrderElementsOf(six);
    assertThat(log.identifiers()).contains(identifier("bo-6"));
  }

  @Test
  void oneBrokenRecordIsRejectedAndTheOthersStay() throws Exception {
    server.otherwise(withOneBroken(server));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(3));

    assertThat(log.identifiers()).containsExactlyInAnyOrder(identifier("a"), identifier("b"));
    assertThat(log.rejected()).hasSize(1);
    assertThat(log.rejected().values())
        .allSatisfy(why -> assertThat(why.en()).startsWith("Not usable: "));
  }

  @Test
  void aPageWithARejectedRecordIsReadAgain() throws Exception {
    server.otherwiseTagged(withOneBroken(server));
    harvest();
    log.next();

    harvest();

    if (recordsHavePages()) {
      assertThat(log.unchanged()).containsExactlyInAnyOrder(identifier("a"), identifier("b"));
    } else {
      assertThat(log.identifiers()).contains(identifier("a"));
      assertThat(log.unchanged()).doesNotContain(identifier("a"));
    }
    assertThat(log.rejected()).hasSize(1);
  }

  @Test
  void aSourceWithoutEndIsLeft() throws Exception {
    server.otherwise(endless(server));

    assertThat(harvest()).isInstanceOf(HarvestOutcome.Partial.class);

    assertThat(server.requests()).hasSizeLessThan(20);
  }

  @Test
  void theLimitIsKeptAndSaid() throws Exception {
    server.otherwise(healthy(server, five(), 2));

    HarvestOutcome cut = harvest(OptionalInt.of(3));

    assertPartial(cut, 3);
    assertThat(((HarvestOutcome.Partial) cut).reason().en()).contains("limit");
    assertThat(log.accepted()).hasSize(3);
  }

  @Test
  void aLimitThatIsNotReachedChangesNothing() throws Exception {
    server.otherwise(healthy(server, five(), 2));

    assertThat(harvest(OptionalInt.of(5))).isEqualTo(new HarvestOutcome.Complete(5));
  }

  @Test
  void aLimitHoldsForUnchangedRecordsToo() throws Exception {
    server.otherwise(healthy(server, five(), 2));
    harvest();
    log.next();

    assertPartial(harvest(OptionalInt.of(3)), 3);

    assertThat(log.unchanged()).hasSize(3);
  }

  @Test
  void aPrivateHostThatIsNotAllowedIsNotAsked() throws Exception {
    Source source =
        new Source(
            new SourceId("nguon-la"),
            server.uri(path()),
            new AgencyCode("G09"),
            List.of(),
            OptionalInt.empty());

    HarvestOutcome outcome = connector(client).harvest(source, log, log);

    assertPartial(outcome, 0);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("not public");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anUnreachableSourceIsPartial() throws Exception {
    Source source = server.source(path());
    server.close();

    assertPartial(connector(client).harvest(source, log, log), 0);
  }

  @Test
  void interruptionEndsAHarvest() {
    server.otherwise(healthy(server, five(), 2));
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::harvest).isInstanceOf(InterruptedException.class);
  }

  @Test
  void noPasswordIsSaidAnywhere() throws Exception {
    server.otherwise(_ -> new Reply(403, Map.of(), "no".getBytes(StandardCharsets.UTF_8)));
    Source source =
        new Source(
            new SourceId("nguon-thu"),
            java.net.URI.create(
                server.uri(path()).toString().replace("http://", "http://sen:mat-khau@")),
            new AgencyCode("G09"),
            List.of("127.0.0.1"),
            OptionalInt.empty());

    HarvestOutcome outcome = connector(client).harvest(source, log, log);

    assertThat(outcome.toString()).doesNotContain("mat-khau");
    assertThat(server.requests().getFirst().headers()).containsKey("authorization");
  }
}
