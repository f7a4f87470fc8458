package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.catalog.Samples.INTERIOR;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

class ProjectorTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private House house;
  private SourceId portal;
  private Projector projector;

  @BeforeEach
  void open(@TempDir Path directory) {
    house = House.in(directory);
    house.intake.register(Samples.agency(INTERIOR, "Bộ Nội vụ"));
    portal = house.source("portal", INTERIOR);
    start();
  }

  @AfterEach
  void close() {
    projector.close();
    house.close();
  }

  private void start() {
    projector = Projector.start(house.journal, house.rdf, house.index, house.projection);
  }

  private List<Inspection.Fault> faults() {
    return Inspection.run(house.journal, house.files, house.rdf, house.index, house.projection);
  }

  private void settled() throws InterruptedException {
    assertThat(projector.await(LONG)).isTrue();
    for (int i = 0; i < 200 && house.catalog.lag().search() < house.journal.head(); i++) {
      Thread.sleep(20);
    }
  }

  @Test
  void projectionsFollowTheJournal() throws Exception {
    house.harvest(portal, "run-1", "a", "b");
    settled();

    assertThat(house.index.documents()).hasSize(2);
    assertThat(house.rdf.graphs()).hasSize(4);
    assertThat(house.catalog.search(SearchQuery.of("a")).total()).isEqualTo(1);
    assertThat(house.catalog.lag())
        .isEqualTo(
            new Catalog.Lag(house.journal.head(), house.journal.head(), house.journal.head()));
    assertThat(faults()).isEmpty();
  }

  @Test
  void aRemovedDatasetLeavesBoth() throws Exception {
    String[] all = IntStream.range(0, 20).mapToObj(i -> "r" + i).toArray(String[]::new);
    house.harvest(portal, "run-1", all);
    settled();
    house.harvest(portal, "run-2", java.util.Arrays.copyOf(all, 19));
    settled();

    assertThat(house.index.documents()).hasSize(19);
    assertThat(house.rdf.graphs()).hasSize(38);
    assertThat(faults()).isEmpty();
  }

  @Test
  void oneThatFailsDoesNotHoldUpTheOtherAndCatchesUp() throws Exception {
    house.rdf.setUp(false);
    house.harvest(portal, "run-1", "a");
    for (int i = 0; i < 500 && house.index.documents().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertThat(house.index.documents()).hasSize(1);

    house.rdf.setUp(true);
    settled();

    assertThat(house.rdf.graphs()).hasSize(2);
  }

  @Test
  void oneThatIsDamagedIsBuiltAnew() throws Exception {
    house.harvest(portal, "run-1", "a", "b");
    settled();
    house.rdf.damage();
    house.harvest(portal, "run-2", "a", "b", "c");
    settled();

    assertThat(house.rdf.rebuilds()).isEqualTo(1);
    assertThat(house.rdf.graphs()).hasSize(6);
    assertThat(faults()).isEmpty();
  }

  @Test
  void whatACrashCostIsTakenInAgain() throws Exception {
    house.harvest(portal, "run-1", "a", "b", "c");
    settled();
    projector.close();
    house.index.apply(
        house.journal.head(), List.of(), List.copyOf(house.index.documents().keySet()));
    house.index.crash();
    house.offer(portal, House.record("portal", "d", "d"));

    start();
    settled();

    assertThat(house.index.documents()).hasSize(4);
    assertThat(faults()).isEmpty();
  }

  @Test
  void aChangedNameOfAnAgencyReachesItsDatasets() throws Exception {
    house.harvest(portal, "run-1", "a", "b");
    house.intake.register(Samples.agency(INTERIOR, "Bộ Nội vụ và Lao động"));
    settled();

    assertThat(house.index.documents().values())
        .extracting(document -> document.agencyName().in("vi").orElseThrow())
        .containsOnly("Bộ Nội vụ và Lao động");
  }

  @Test
  void bothAreBuiltAnewFromNothing() throws Exception {
    house.harvest(portal, "run-1", "a", "b", "c");
    DatasetId id = house.dataset(portal, "a");
    house.judge(new TableId(id, "t"), TableState.PUBLISHED, "rows");
    settled();
    var graphs = house.rdf.graphs().keySet();
    var documents = house.index.documents();
    house.rdf.apply(
        house.journal.head(),
        List.of(
            new RdfStore.GraphChange(
                "urn:stray",
                java.util.Optional.of(
                    org.apache.jena.rdf.model.ModelFactory.createDefaultModel()))));

    projector.reindex();

    assertThat(house.rdf.graphs().keySet()).isEqualTo(graphs);
    assertThat(house.index.documents()).isEqualTo(documents);
    assertThat(house.rdf.rebuilds()).isEqualTo(1);
    assertThat(faults()).isEmpty();
  }

  @Test
  void oneThatKnowsAnotherJournalIsBuiltAnew() throws Exception {
    projector.close();
    house.rdf.apply(1_000_000, List.of());
    house.offer(portal, House.record("portal", "a", "a"));

    start();
    settled();

    assertThat(house.rdf.reached()).isEqualTo(house.journal.head());
    assertThat(house.rdf.graphs()).hasSize(2);
  }

  @Test
  void manyBatchesArriveInOrder() throws Exception {
    try (Intake.Session session = house.intake.open(portal, "run")) {
      IntStream.range(0, 2500)
          .forEach(i -> session.offer(House.record("portal", "r" + i, "Số " + i)));
    }
    settled();

    assertThat(house.index.documents()).hasSize(2500);
    assertThat(house.rdf.graphs()).hasSize(5000);
    assertThat(faults()).isEmpty();
  }
}
