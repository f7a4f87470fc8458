package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sen.catalog.Samples.HEALTH;
import static vn.sen.catalog.Samples.INTERIOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.jena.vocabulary.DCAT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Catalog.Format;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.problem.StoreUnavailableException;

class CatalogTest {
  private House house;
  private SourceId portal;
  private TableId table;

  @BeforeEach
  void open(@TempDir Path directory) {
    house = House.in(directory);
    house.intake.register(Samples.agency(INTERIOR, "Bộ Nội vụ"));
    portal = house.source("portal", INTERIOR);
    table =
        new TableId(
            house.offer(portal, House.record("portal", "a", "Dân số")).dataset(), "provinces");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aPublicVersionIsReadAndDownloaded() throws IOException {
    TableVersion version = house.judge(table, TableState.PUBLISHED, "one\ntwo");

    assertThat(house.catalog.rows(version.id(), RowsQuery.first(10)).total()).isEqualTo(2);
    Catalog.Download parquet = house.catalog.download(version.id(), Format.PARQUET);
    assertThat(parquet.sha256()).isEqualTo(version.parts().getFirst().sha256());
    assertThat(parquet.name()).isEqualTo("provinces-1.parquet");
    Catalog.Download csv = house.catalog.download(version.id(), Format.CSV);
    assertThat(csv.path()).hasContent("csv\none\ntwo");
    assertThat(csv.sha256()).isEqualTo(Samples.sha256("csv\none\ntwo"));
    assertThat(csv.byteSize()).isEqualTo(Files.size(csv.path()));
    assertThat(csv.rows()).isEqualTo(34);
    assertThat(house.catalog.download(version.id(), Format.JSONL).path())
        .hasContent("json\none\ntwo");
  }

  @Test
  void aDerivedFileIsMadeOnceHoweverManyAsk() throws Exception {
    TableVersion version = house.judge(table, TableState.PUBLISHED, "one");

    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Catalog.Download> download = () -> house.catalog.download(version.id(), Format.CSV);
      var all = threads.invokeAll(Collections.nCopies(16, download));
      for (var each : all) {
        assertThat(each.get().path()).exists();
      }
    }
    assertThat(house.tables.written()).isEqualTo(1);

    Files.delete(house.catalog.download(version.id(), Format.CSV).path());
    assertThat(house.catalog.download(version.id(), Format.CSV).path()).exists();
    assertThat(house.tables.written()).isEqualTo(2);
  }

  @Test
  void whatIsHeldBackOrUnknownIsRefusedWithItsReason() throws IOException {
    TableVersion held = house.judge(table, TableState.QUARANTINED, "held");
    TableVersion blocked = house.judge(table, TableState.BLOCKED, "blocked");
    TableVersion withdrawn = house.judge(table, TableState.PUBLISHED, "withdrawn");
    house.intake.erase(withdrawn.parts().getFirst().sha256(), "Luật 91/2025", "admin");

    assertThatThrownBy(() -> house.catalog.rows(held.id(), RowsQuery.first(1)))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> house.catalog.download(blocked.id(), Format.CSV))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> house.catalog.download(withdrawn.id(), Format.PARQUET))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("Luật 91/2025");
    TableEntry entry = house.catalog.find(table.dataset()).orElseThrow().tables().getFirst();
    assertThatThrownBy(() -> new Lookup(house.catalog).published(entry, Optional.empty()))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("Luật 91/2025");
    assertThat(house.catalog.findErasure(withdrawn).orElseThrow().by()).isEqualTo("admin");
    assertThat(house.catalog.findErasure(held)).isEmpty();
    assertThatThrownBy(() -> house.catalog.rows(table.version(9), RowsQuery.first(1)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aWithdrawnDatasetSaysWhy() {
    TableVersion version = house.judge(table, TableState.PUBLISHED, "one");
    house.harvest(portal, "run-2");
    house.intake.decideRemovals(portal, "run-2", Decision.APPROVE, "portal closed", "steward");

    assertThatThrownBy(() -> house.catalog.rows(version.id(), RowsQuery.first(1)))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("portal closed");
    assertThat(house.catalog.rdf(table.dataset())).isEmpty();
    assertThat(house.catalog.find(table.dataset()).orElseThrow().tombstone()).isPresent();
    assertThat(house.catalog.totals().datasets()).isZero();
  }

  @Test
  void aMissingPartIsOurFaultAndSaidSo() throws IOException {
    TableVersion version = house.judge(table, TableState.PUBLISHED, "one");
    house.files.erase(version.parts().getFirst().sha256());

    assertThatThrownBy(() -> house.catalog.rows(version.id(), RowsQuery.first(1)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("fsck");
  }

  @Test
  void filesAreHandedOutToThoseWhoNameThem() throws IOException {
    String sha256 = house.keep("pdf", true);
    house.keep("sealed", false);
    house.intake.received(
        table.dataset(),
        new DatasetFile("d", "https://a.example.vn/a.pdf", "a.pdf", "application/pdf", sha256, 3),
        "run");

    Catalog.Download file = house.catalog.downloadFile(table.dataset(), sha256).orElseThrow();

    assertThat(file.path()).hasContent("pdf");
    assertThat(file.name()).isEqualTo("a.pdf");
    assertThat(house.catalog.downloadFile(table.dataset(), Samples.sha256("sealed"))).isEmpty();
    assertThat(house.catalog.downloadFile(new DatasetId("0000000000"), sha256)).isEmpty();
  }

  @Test
  void agenciesAndTotalsCountWhatIsListed() {
    SourceId health = house.source("health", HEALTH);
    house.harvest(health, "run", "x", "y");
    house.judge(table, TableState.PUBLISHED, "one");
    house.judge(table, TableState.PUBLISHED, "two");

    assertThat(house.catalog.agencies())
        .extracting(a -> a.agency().code(), a -> a.datasets(), a -> a.rows())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(INTERIOR, 1L, 34L),
            org.assertj.core.groups.Tuple.tuple(HEALTH, 2L, 0L));
    Catalog.Totals totals = house.catalog.totals();
    assertThat(totals.datasets()).isEqualTo(3);
    assertThat(totals.tables()).isEqualTo(1);
    assertThat(totals.agencies()).isEqualTo(2);
    assertThat(totals.changed()).isPresent();
  }

  @Test
  void theWholeCatalogueComesInPagesOfRdf() {
    house.harvest(
        portal, "run", IntStream.range(0, 20).mapToObj(i -> "r" + i).toArray(String[]::new));
    var seen = new HashSet<String>();
    Optional<DatasetId> after = Optional.empty();
    int pages = 0;
    do {
      Catalog.RdfPage page = house.catalog.rdf(after, 6);
      page.model()
          .listSubjectsWithProperty(org.apache.jena.vocabulary.RDF.type, DCAT.Dataset)
          .forEach(dataset -> assertThat(seen.add(dataset.getURI())).isTrue());
      assertThat(page.total()).isEqualTo(house.catalog.totals().datasets());
      after = page.next();
      pages++;
    } while (after.isPresent());

    assertThat(seen).hasSize((int) house.catalog.totals().datasets());
    assertThat(pages).isEqualTo((seen.size() + 5) / 6);
  }

  @Test
  void historyTellsTheLatestFirst() {
    house.judge(table, TableState.PUBLISHED, "one");

    List<JournalEntry> history = house.catalog.history(table.dataset(), 2);

    assertThat(history)
        .extracting(entry -> entry.event().getClass().getSimpleName())
        .containsExactly("ReleaseMade", "TableJudged");
  }
}
