package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.catalog.Samples.INTERIOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

class InspectionTest {
  private House house;
  private TableVersion open;
  private TableVersion sealed;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    house = House.in(directory);
    SourceId portal = house.source("portal", INTERIOR);
    var table =
        new TableId(house.offer(portal, House.record("portal", "a", "Dân số")).dataset(), "t");
    open = house.judge(table, TableState.PUBLISHED, "public rows");
    sealed = house.judge(table, TableState.QUARANTINED, "held rows");
    try (var projector = Projector.start(house.journal, house.rdf, house.index, house.projection)) {
      assertThat(projector.await(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(faults()).isEmpty();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<String> faults() {
    return Inspection.run(house.journal, house.files, house.rdf, house.index, house.projection)
        .stream()
        .map(fault -> fault.where() + ": " + fault.message().en())
        .toList();
  }

  private Path file(String folder, String sha256, String ending) {
    return house.directory.resolve(
        "files/%s/%s/%s%s".formatted(folder, sha256.substring(0, 2), sha256.substring(2), ending));
  }

  @Test
  void aMissingPublicFileIsFound() throws IOException {
    Files.delete(file("public", open.parts().getFirst().sha256(), ""));

    assertThat(faults()).singleElement().asString().contains(open.id().toString(), "missing");
  }

  @Test
  void aChangedPublicFileIsFound() throws IOException {
    Path path = file("public", open.parts().getFirst().sha256(), "");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(path, "other rows");

    assertThat(faults()).singleElement().asString().contains("have changed");
  }

  @Test
  void aSealedFileThatNoKeyOpensIsFound() throws IOException {
    Files.write(file("sealed", sealed.parts().getFirst().sha256(), ".key"), new byte[60]);

    assertThat(faults()).singleElement().asString().contains("cannot be opened", "master key");
  }

  @Test
  void erasedBytesThatAreStillThereAreFound() {
    String part = open.parts().getFirst().sha256();
    house.journal.append(
        List.of(new Event.BytesErased(part, Optional.of(open.id()), "by law", "admin")));

    assertThat(faults()).anyMatch(fault -> fault.contains("Erased bytes are still on the disk"));
  }

  @Test
  void aProjectionThatIsBehindAheadOrIncompleteIsFound() {
    long head = house.journal.head();
    house.index.apply(head, List.of(), List.of(open.id().table().dataset()));
    house.rdf.apply(head + 5, List.of());

    assertThat(faults())
        .containsExactly(
            "search: It has 0 datasets, the journal 1: run sen reindex.",
            "rdf: It has reached entry %d of a journal that ends at %d: run sen reindex."
                .formatted(head + 5, head));

    house.offer(new SourceId("portal"), House.record("portal", "b", "b"));
    assertThat(faults()).contains("search: It is 1 entries behind the journal.");

    house.rdf.setUp(false);
    assertThat(faults()).anyMatch(fault -> fault.startsWith("rdf: It does not answer"));
  }
}
