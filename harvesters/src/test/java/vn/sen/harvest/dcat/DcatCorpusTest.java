package vn.sen.harvest.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.SharedCorpus;

/** Catalogues that others wrote, served from where they lie. */
class DcatCorpusTest {
  private static final String FDP = "fairdatapoint/docs/rdf-examples/";
  private static final String BEE = "semiceu-dcat-ap/3.0.0/html/examples/example-bee-";
  private static final String SERIES = BEE + "population-dataset-series";

  /** Records listed and rejected, or why the page is no use. */
  private record Expected(int listed, int rejected, String reason) {}

  private static Expected listed(int count) {
    return new Expected(count, 0, "");
  }

  private static Expected rejected(int count) {
    return new Expected(0, count, "");
  }

  private static Expected unusable(String reason) {
    return new Expected(0, 0, reason);
  }

  private static final Expected NO_CATALOGUE =
      unusable("neither a dcat:Catalog nor a dcat:Dataset");

  private static final Map<String, Expected> EXPECTED =
      Map.ofEntries(
          // Catalogues of a FAIR data point name their datasets and describe them elsewhere.
          Map.entry(FDP + "comparative-genomics-catalog.ttl", rejected(1)),
          Map.entry(FDP + "textmining-catalog.ttl", rejected(2)),
          Map.entry(FDP + "transcriptomics-catalog.ttl", rejected(1)),
          Map.entry(FDP + "disgenet.ttl", listed(1)),
          Map.entry(FDP + "fantom5.ttl", listed(1)),
          Map.entry(FDP + "gda-lumc.ttl", listed(1)),
          Map.entry(FDP + "goNlSvR5-dataset.ttl", listed(1)),
          Map.entry(FDP + "dtl-fdp.ttl", NO_CATALOGUE),
          Map.entry(FDP + "disgenet-html-page.ttl", NO_CATALOGUE),
          Map.entry(FDP + "disgenet-nanopubs-gzip.ttl", NO_CATALOGUE),
          Map.entry(FDP + "disgenet-textfile-gzip.ttl", NO_CATALOGUE),
          Map.entry(FDP + "fantom5-html.ttl", NO_CATALOGUE),
          Map.entry(FDP + "fantom5-sparql.ttl", NO_CATALOGUE),
          Map.entry(FDP + "fantom5-textfile.ttl", NO_CATALOGUE),
          Map.entry(FDP + "gda-lumc-sparql.ttl", NO_CATALOGUE),
          Map.entry(FDP + "gda-lumc-textfile.ttl", NO_CATALOGUE),
          Map.entry(FDP + "goNlSvR5-html.ttl", NO_CATALOGUE),
          Map.entry(FDP + "goNlSvR5-textfile-gzip.ttl", NO_CATALOGUE),
          Map.entry("semiceu-dcat-ap/2.1.1/examples/example1.nt", listed(1)),
          Map.entry("semiceu-dcat-ap/2.1.1/examples/example2.nt", listed(1)),
          Map.entry(BEE + "population.ttl", listed(1)),
          Map.entry(BEE + "population-2022-2023.ttl", listed(2)),
          Map.entry(BEE + "populaton-2022-2023.ttl", listed(2)),
          Map.entry(BEE + "population-dataset-frequency.ttl", listed(1)),
          Map.entry(SERIES + ".ttl", listed(3)),
          // A slash in a prefixed name: these two do not parse.
          Map.entry(SERIES + "-api.ttl", unusable("Not readable as Turtle at line")),
          Map.entry(SERIES + "-combined.ttl", unusable("Not readable as Turtle at line")),
          Map.entry(SERIES + "-frequency.ttl", listed(3)),
          Map.entry(SERIES + "-gea-nha.ttl", listed(4)),
          Map.entry(SERIES + "-issued.ttl", listed(3)),
          Map.entry(SERIES + "-life-count.ttl", listed(2)),
          Map.entry(SERIES + "-modified.ttl", listed(4)),
          Map.entry(SERIES + "-ordered.ttl", listed(3)),
          Map.entry(SERIES + "-spatial-thessaloniki.ttl", listed(2)),
          Map.entry(SERIES + "-spatial-thessaloniki-athens.ttl", listed(3)),
          Map.entry(BEE + "populaton-2022-2023.jsonld", listed(2)));

  private static HarvestOutcome harvest(Path file, HarvestLog log) throws Exception {
    byte[] body = Files.readAllBytes(file);
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(_ -> new Reply(200, Map.of(), body));
      return new DcatConnector(client)
          .harvest(server.source("/" + file.getFileName(), OptionalInt.empty()), log, log);
    }
  }

  @Test
  void everyCatalogueGivesWhatItHoldsOrAReason() throws Exception {
    Path corpus = SharedCorpus.require("corpus/dcat");

    for (var entry : EXPECTED.entrySet()) {
      HarvestLog log = new HarvestLog();
      HarvestOutcome outcome = harvest(corpus.resolve(entry.getKey()), log);
      Expected expected = entry.getValue();

      if (expected.reason().isEmpty()) {
        assertThat(outcome)
            .as(entry.getKey())
            .isEqualTo(new HarvestOutcome.Complete(expected.listed() + expected.rejected()));
      } else {
        assertThat(outcome).as(entry.getKey()).isInstanceOf(HarvestOutcome.Partial.class);
        assertThat(((HarvestOutcome.Partial) outcome).reason().en())
            .as(entry.getKey())
            .contains(expected.reason());
      }
      assertThat(log.accepted()).as(entry.getKey()).hasSize(expected.listed());
      assertThat(log.rejected()).as(entry.getKey()).hasSize(expected.rejected());
    }
  }

  /** Their context is not one of those that Sen brings along, and none is fetched. */
  @Test
  void jsonLdWithAContextOnTheNetworkIsRefusedByName() throws Exception {
    Path examples = SharedCorpus.require("corpus/dcat/semiceu-dcat-ap/3.0.0/html/examples");
    List<Path> remote;
    try (Stream<Path> files = Files.list(examples)) {
      remote =
          files
              .filter(file -> file.toString().endsWith(".jsonld"))
              .filter(file -> !EXPECTED.containsKey(key(examples, file)))
              .toList();
    }
    assertThat(remote).hasSize(15);

    for (Path file : remote) {
      if (file.endsWith("context.jsonld")) {
        continue;
      }
      HarvestOutcome outcome = harvest(file, new HarvestLog());

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .as(file.toString())
          .contains("Unknown JSON-LD context https://semiceu.github.io/");
    }
  }

  private static String key(Path examples, Path file) {
    return "semiceu-dcat-ap/3.0.0/html/examples/" + examples.relativize(file);
  }

  /** With the context that goes with them put inline, they say what their Turtle says. */
  @ParameterizedTest
  @CsvSource({
    "population, 1",
    "population-2022-2023, 2",
    "population-dataset-frequency, 1",
    "population-dataset-series, 3",
    "population-dataset-series-api, 1",
    "population-dataset-series-combined, 6",
    "population-dataset-series-frequency, 3",
    "population-dataset-series-gea-nha, 4",
    "population-dataset-series-issued, 3",
    "population-dataset-series-life-count, 2",
    "population-dataset-series-modified, 4",
    "population-dataset-series-ordered, 3",
    "population-dataset-series-spatial-thessaloniki, 2",
    "population-dataset-series-spatial-thessaloniki-athens, 3",
  })
  void jsonLdWithItsContextInlineIsRead(String example, int records) throws Exception {
    Path examples = SharedCorpus.require("corpus/dcat/semiceu-dcat-ap/3.0.0/html/examples");
    String context = Files.readString(examples.resolve("context.jsonld"));
    String inner = context.substring(context.indexOf(':') + 1, context.lastIndexOf('}'));
    String document =
        Files.readString(examples.resolve("example-bee-" + example + ".jsonld"))
            .replaceFirst(
                "\"@context\"\\s*:\\s*\"[^\"]*\"",
                java.util.regex.Matcher.quoteReplacement("\"@context\": " + inner));
    HarvestLog log = new HarvestLog();
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(_ -> Reply.of("application/ld+json", document));

      HarvestOutcome outcome =
          new DcatConnector(client).harvest(server.source("/c", OptionalInt.empty()), log, log);

      assertThat(outcome).isEqualTo(new HarvestOutcome.Complete(records));
    }
    assertThat(log.accepted()).hasSize(records);
  }

  @Test
  void noExampleIsLeftOut() throws Exception {
    Path corpus = SharedCorpus.require("corpus/dcat");
    List<String> examples;
    try (Stream<Path> files = Files.walk(corpus)) {
      examples =
          files
              .map(file -> corpus.relativize(file).toString())
              .filter(file -> file.matches(".*(rdf-examples|examples)/[^/]*\\.(ttl|nt|rdf)"))
              .toList();
    }

    assertThat(examples)
        .containsExactlyInAnyOrderElementsOf(
            EXPECTED.keySet().stream().filter(file -> !file.endsWith(".jsonld")).toList());
  }
}
