package vn.sen.harvest.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SharedCorpus;

/** Recorded answers of a repository, served again over HTTP. */
class OaiPmhRecordingsTest {
  /** What each recording gives as the only answer to {@code ListRecords}. */
  private static final Map<String, String> ALONE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GetRecord.xml", "neither the list that was asked for"),
              Map.entry("Identify.xml", "Identify where ListRecords was asked"),
              Map.entry("ListIdentifiers.xml", "neither the list that was asked for"),
              Map.entry("ListMetadataFormats.xml", "ListMetadataFormats where ListRecords"),
              // The same page whatever the token: it says nothing new.
              Map.entry("ListRecords.xml", "only repeats"),
              Map.entry("ListRecords2.xml", "only repeats"),
              Map.entry("ListRecords3.xml", "only repeats"),
              Map.entry("badArgument.xml", "refuses: badArgument."),
              Map.entry("noRecordsMatch.xml", "")));

  private final SourceServer server = SourceServer.start();
  private HarvestLog log = new HarvestLog();

  @AfterEach
  void stop() {
    server.close();
  }

  @BeforeEach
  void corpus() {
    SharedCorpus.require("corpus/oai/sickle/sample_data");
  }

  private static Path recording(String file) {
    return SharedCorpus.require("corpus/oai/sickle/sample_data").resolve(file);
  }

  private static Reply reply(String file) throws IOException {
    return Files.exists(recording(file))
        ? new Reply(200, Map.of("Content-Type", "text/xml"), Files.readAllBytes(recording(file)))
        : Reply.status(404, "no such recording");
  }

  private HarvestOutcome harvest(String path) throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new OaiPmhConnector(client)
          .harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  @Test
  void everyRecordingAloneGivesWhatItSays() throws Exception {
    try (Stream<Path> files = Files.list(recording(""))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ALONE.keySet());
    }
    for (var entry : ALONE.entrySet()) {
      server.otherwise(_ -> reply(entry.getKey()));
      log = new HarvestLog();

      HarvestOutcome outcome = harvest("/oai?metadataPrefix=oai_dc");

      if (entry.getValue().isEmpty()) {
        assertThat(outcome).as(entry.getKey()).isEqualTo(new HarvestOutcome.Complete(0));
      } else {
        assertThat(((HarvestOutcome.Partial) outcome).reason().en())
            .as(entry.getKey())
            .contains(entry.getValue());
      }
      assertThat(log.accepted()).hasSize(entry.getValue().equals("only repeats") ? 1 : 0);
      assertThat(log.rejected()).isEmpty();
    }
  }

  /** Its pages are one page under three names, so that the second adds nothing to the first. */
  @Test
  void theRecordedListIsPartialWithWhatItsFirstPageGives() throws Exception {
    server.otherwise(
        request ->
            request.path().contains("ListMetadataFormats")
                ? reply("ListMetadataFormats.xml")
                : reply(request.parameter("resumptionToken", "ListRecords.xml")));

    HarvestOutcome outcome = harvest("/oai");

    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(1).parameter("metadataPrefix", "")).isEqualTo("oai_dc");
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(outcome.offered()).isEqualTo(1);
    assertThat(((HarvestOutcome.Partial) outcome).stoppedAt().toString())
        .endsWith("?verb=ListRecords&resumptionToken=ListRecords2.xml");
    assertThat(log.identifiers()).containsExactly("oai:test.example.com:1585322");
    Dataset dataset = Dataset.of(log.accepted().getFirst());
    assertThat(dataset.title().in("en")).contains("Sample Title");
    assertThat(dataset.landingPage()).contains("http://test.example.com/publication/1585322");
    assertThat(dataset.publisher().orElseThrow().name().in("en")).contains("Sample Publisher");
    assertThat(dataset.issued()).contains("2010");
    assertThat(dataset.description().byLanguage()).containsOnlyKeys("eng");
  }

  /** With other identifiers on each page it is what was recorded: 6 of 8 records, 3 deleted. */
  @Test
  void theRecordedListWithItemsOfItsOwnOnEachPageEndsWhereTheRecordingEnds() throws Exception {
    server.otherwise(
        request -> {
          String file = request.parameter("resumptionToken", "ListRecords.xml");
          Reply reply = reply(file);
          String text = new String(reply.body(), StandardCharsets.UTF_8);
          return reply.status() == 200
              ? Reply.of("text/xml", text.replace("oai:test.example.com:", "oai:" + file + ":"))
              : reply;
        });

    HarvestOutcome outcome = harvest("/oai?metadataPrefix=oai_dc");

    assertThat(outcome.offered()).isEqualTo(3);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("404");
    assertThat(log.identifiers())
        .containsExactly(
            "oai:ListRecords.xml:1585322",
            "oai:ListRecords2.xml:1585322",
            "oai:ListRecords3.xml:1585322");
  }
}
