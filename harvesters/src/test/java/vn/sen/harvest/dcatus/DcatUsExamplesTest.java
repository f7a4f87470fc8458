package vn.sen.harvest.dcatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SharedCorpus;

/** Catalogues that data.gov tests its own harvester with, served from where they lie. */
class DcatUsExamplesTest {
  private static final String FOLDER = "corpus/dcat/gsa-datagov-harvester/";
  private static final String SITE = "https://example.gov/";

  /** The identifiers of what is listed and of what is rejected. */
  private record Expected(List<String> listed, List<String> rejected) {}

  private static Expected listed(String... identifiers) {
    return new Expected(List.of(identifiers), List.of());
  }

  private static final Map<String, Expected> EXPECTED =
      Map.ofEntries(
          Map.entry(
              "dcatus",
              listed(
                  "cftc-dc1",
                  "cftc-dc2",
                  "cftc-dc3",
                  "cftc-dc4",
                  "cftc-dc5",
                  "cftc-dc6",
                  "cftc-dc7")),
          Map.entry("dcatus_2", listed("cftc-dc1", "cftc-dc2", "cftc-dc3")),
          Map.entry("dcatus_no_identifier", new Expected(List.of(), List.of("#1"))),
          Map.entry("dcatus_same_title", listed("cftc-dc1", "cftc-dc2")),
          Map.entry("dcatus_single_record", listed("cftc-dc1")),
          Map.entry("dcatus_single_record_non-federal", listed("cftc-dc1")),
          Map.entry(
              "dcatus3_0",
              listed(
                  SITE + "datasets/one",
                  SITE + "datasets/two",
                  SITE + "datasets/three",
                  "NCDC-CLIMATE-OBS-2024")),
          Map.entry("dcatus3_0_no_identifier", new Expected(List.of(), List.of("#1"))),
          Map.entry(
              "dcatus3_0_nested_catalog",
              listed(
                  SITE + "datasets/nested-parent",
                  SITE + "datasets/nested-child",
                  SITE + "datasets/nested-grandchild")),
          // It has no list of datasets: they stand in the series.
          Map.entry(
              "dcatus3_0_series_with_members",
              listed(
                  SITE + "series/annual-report",
                  SITE + "datasets/annual-report-2023",
                  SITE + "datasets/annual-report-2024")),
          Map.entry(
              "dcatus3_0_service_no_identifier",
              new Expected(List.of(SITE + "datasets/one"), List.of("#service/1"))),
          // Its second catalogue record is about a dataset that it does not have.
          Map.entry(
              "dcatus3_0_with_records",
              new Expected(List.of(SITE + "datasets/one"), List.of(SITE + "datasets/two"))),
          Map.entry(
              "dcatus3_0_with_services",
              listed(SITE + "datasets/one", SITE + "services/one", SITE + "services/two")));

  private static HarvestOutcome harvest(String body, HarvestLog log) throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(_ -> Reply.of("application/json", body));
      return new DcatUsConnector(client)
          .harvest(server.source("/data.json", OptionalInt.empty()), log, log);
    }
  }

  private static HarvestLog harvested(String body) throws Exception {
    var log = new HarvestLog();
    assertThat(harvest(body, log)).isInstanceOf(HarvestOutcome.Complete.class);
    return log;
  }

  private static String example(String name) throws Exception {
    return Files.readString(
        SharedCorpus.require(FOLDER + "example_data/dcatus").resolve(name + ".json"));
  }

  @Test
  void everyExampleGivesWhatItHolds() throws Exception {
    for (var entry : EXPECTED.entrySet()) {
      var log = new HarvestLog();
      Expected expected = entry.getValue();

      assertThat(harvest(example(entry.getKey()), log))
          .as(entry.getKey())
          .isEqualTo(
              new HarvestOutcome.Complete(expected.listed().size() + expected.rejected().size()));

      assertThat(log.identifiers()).as(entry.getKey()).containsExactlyElementsOf(expected.listed());
      assertThat(log.rejected().keySet())
          .as(entry.getKey())
          .containsExactlyInAnyOrderElementsOf(expected.rejected());
      assertThat(log.accepted())
          .allSatisfy(record -> assertThat(Dataset.of(record).title().isEmpty()).isFalse());
    }
  }

  @Test
  void noExampleIsLeftOut() throws Exception {
    Path folder = SharedCorpus.require(FOLDER + "example_data/dcatus");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    }
  }

  @Test
  void whatARealDatasetSaysIsFoundInDcat() throws Exception {
    Dataset dataset = Dataset.of(harvested(example("dcatus")).record("cftc-dc1"));

    assertThat(dataset.title().in("en")).contains("Commitment of Traders");
    assertThat(dataset.publisher().orElseThrow().name().in("en"))
        .contains("U.S. Commodity Futures Trading Commission");
    assertThat(dataset.contactPoint().orElseThrow().email()).contains("hhild@CFTC.GOV");
    assertThat(dataset.frequency()).contains("R/P1W");
    assertThat(dataset.modified()).isEmpty();
    assertThat(dataset.spatial()).containsExactly("United States");
    assertThat(dataset.distributions().getFirst().accessUrl())
        .contains("https://www.cftc.gov/MarketReports/CommitmentsofTraders/index.htm");
  }

  /** A dataset is no catalogue; in a list it is one. */
  @Test
  void aDatasetWithoutACatalogueIsPartialAndInOneItIsRead() throws Exception {
    String dol =
        Files.readString(
            SharedCorpus.require(FOLDER + "tests/distribution-examples/dol-example.json"));

    assertThat(harvest(dol, new HarvestLog())).isInstanceOf(HarvestOutcome.Partial.class);

    Dataset dataset =
        Dataset.of(
            harvested("{\"dataset\": [" + dol + "]}")
                .record("https://data.wa.gov/api/views/f6w7-q2d2"));
    assertThat(dataset.subject()).isEqualTo("https://data.wa.gov/api/views/f6w7-q2d2");
    assertThat(dataset.distributions())
        .extracting(file -> file.mediaType().orElseThrow())
        .containsExactlyInAnyOrder(
            "text/csv", "application/rdf+xml", "application/json", "application/xml");
    assertThat(dataset.temporal().orElseThrow().start()).contains("2000-01-15T00:45:00Z");
    assertThat(dataset.license()).contains("http://opendatacommons.org/licenses/odbl/1.0/");
  }

  @Test
  void theCompleteExampleOfVersion3IsFoundInDcat() throws Exception {
    String complete =
        Files.readString(
            SharedCorpus.require(
                FOLDER + "schemas/dcatus3.0/examples/Dataset/good/complete_example.json"));
    var log = harvested("{\"dataset\": [" + complete + "]}");

    var record = log.record("NCDC-CLIMATE-OBS-2024");
    Dataset dataset = Dataset.of(record);
    assertThat(dataset.subject()).isEqualTo(SITE + "datasets/national-climate-observations-2024");
    assertThat(dataset.publisher().orElseThrow().iri()).contains(SITE + "organizations/ncdc");
    assertThat(dataset.publisher().orElseThrow().name().in("en"))
        .contains("National Climate Data Center");
    assertThat(dataset.contactPoint().orElseThrow().name()).contains("Climate Data Support Team");
    assertThat(dataset.landingPage()).contains(SITE + "datasets/climate-2024");
    assertThat(dataset.temporal().orElseThrow().end()).contains("2024-12-31");
    assertThat(dataset.frequency()).contains("daily");
    assertThat(dataset.themes())
        .containsExactly(
            SITE + "concepts/climate-science", SITE + "concepts/environmental-monitoring");
    assertThat(dataset.distributions())
        .anySatisfy(
            file -> {
              assertThat(file.subject()).isEqualTo(SITE + "distributions/climate-csv");
              assertThat(file.byteSize()).hasValue(524_288_000);
              assertThat(file.modified()).contains("2024-06-01");
            });
    assertThat(dataset.distributions()).hasSize(2);
    var series = ResourceFactory.createProperty(DCAT.NS + "inSeries");
    assertThat(record.subject().getProperty(series).getResource().getURI())
        .isEqualTo(SITE + "series/annual-climate-observations");
    assertThat(
            record
                .description()
                .containsResource(ResourceFactory.createResource(SITE + "organizations/noaa")))
        .isTrue();
    // What it says of other datasets is not its own.
    assertThat(record.description().listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList())
        .hasSize(1);
    assertThat(
            record.subject().hasProperty(ResourceFactory.createProperty("urn:sen:dcat-us:purpose")))
        .isTrue();
  }

  @Test
  void membersOfASeriesAreInItAndCatalogueRecordsAreWithTheirDatasets() throws Exception {
    var log = harvested(example("dcatus3_0_series_with_members"));
    assertThat(
            log.record(SITE + "datasets/annual-report-2023")
                .subject()
                .getProperty(ResourceFactory.createProperty(DCAT.NS + "inSeries"))
                .getResource()
                .getURI())
        .isEqualTo(SITE + "series/annual-report");
    assertThat(
            log.record(SITE + "series/annual-report")
                .subject()
                .listProperties(ResourceFactory.createProperty(DCAT.NS + "seriesMember"))
                .toList())
        .hasSize(2);

    var recorded = harvested(example("dcatus3_0_with_records")).record(SITE + "datasets/one");
    assertThat(
            recorded
                .description()
                .getResource(SITE + "catalog-records/one")
                .getProperty(DCTerms.modified)
                .getString())
        .isEqualTo("2024-06-15");
  }
}
