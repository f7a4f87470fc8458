package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

class LivenessTest {
  @TempDir Path directory;
  private House house;
  private DatasetId id;
  private TableVersion judged;

  @BeforeEach
  void open() {
    house = House.in(directory);
    SourceId source = house.source("portal", Samples.INTERIOR);
    house.harvest(source, "run", "a");
    id = house.dataset(source, "a");
    judged = house.judge(new TableId(id, "bang"), TableState.PUBLISHED, "rows");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theSameIsSaidOnce() {
    long before = house.journal.head();

    assertThat(house.intake.lives(id, life(0.9, Optional.empty()))).isTrue();
    assertThat(house.intake.lives(id, life(0.9, Optional.empty()))).isFalse();

    assertThat(house.journal.head()).isEqualTo(before + 1);
    assertThat(house.intake.lives(id, life(0.4, Optional.of(Severity.ERROR)))).isTrue();
    assertThat(house.entry(id).liveness().orElseThrow().live()).contains(0.4);
  }

  @Test
  void agingTouchesTheDatasetButDoesNotChangeIt() {
    DatasetEntry before = house.entry(id);

    house.intake.lives(id, life(0.4, Optional.of(Severity.ERROR)));

    assertThat(house.entry(id).changed()).isEqualTo(before.changed());
    assertThat(house.entry(id).sequence()).isGreaterThan(before.sequence());
  }

  @Test
  void aVersionKeepsWhatItWasGivenAndShowsHowItsDatasetLivesToday() {
    house.intake.lives(id, life(0.4, Optional.of(Severity.ERROR)));

    TableVersion recorded = house.journal.findVersion(judged.id()).orElseThrow();
    assertThat(recorded).isEqualTo(judged);

    TableVersion today =
        house.catalog.find(id).orElseThrow().tables().getFirst().published().orElseThrow();
    assertThat(today.scores().live()).contains(0.4);
    assertThat(today.scores().accurate()).isEqualTo(judged.scores().accurate());
    assertThat(today.scores().clean()).isEqualTo(judged.scores().clean());
    assertThat(today.scores().overall().orElseThrow()).isLessThanOrEqualTo(0.55);
    assertThat(today.state()).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(today.isPublic()).as("nothing is withdrawn").isTrue();
    assertThat(house.catalog.find(judged.id())).contains(today);

    QualityReport report = house.catalog.findReport(judged.id()).orElseThrow();
    assertThat(report.scores()).isEqualTo(today.scores());
    assertThat(report.findings()).extracting(Finding::rule).contains("LIV-01");
    assertThat(report.findings())
        .extracting(Finding::rule)
        .as("what the agency's servers do is not about the data")
        .doesNotContain("LIV-04");

    house.intake.lives(id, life(1, Optional.empty()));
    assertThat(house.catalog.findReport(judged.id()).orElseThrow().findings())
        .extracting(Finding::rule)
        .doesNotContain("LIV-01");
  }

  @Test
  void searchAndRdfFollow() {
    house.intake.lives(id, life(0.1, Optional.of(Severity.ERROR)));
    DatasetEntry entry = house.entry(id);

    assertThat(house.projection.document(entry).orElseThrow().scores().live()).contains(0.1);
    String all = house.catalog.rdf(id).orElseThrow().toString();
    assertThat(all).contains("urn:sen:metric:mqa", "urn:sen:rule:LIV-01");
  }

  @Test
  void anAgencysServersAreScoredApart() {
    assertThat(house.catalog.service(Samples.INTERIOR)).isEmpty();

    house.intake.lives(id, life(0.4, Optional.of(Severity.ERROR)));

    Catalog.Service service = house.catalog.service(Samples.INTERIOR).orElseThrow();
    assertThat(service.median()).isEqualTo(0.5);
    assertThat(service.datasets()).isEqualTo(1);
    assertThat(service.rules()).containsEntry("LIV-04", 1L);
  }

  @Test
  void theHeadsAreWhatTheEntriesLeadTo() {
    house.intake.lives(id, life(0.4, Optional.of(Severity.ERROR)));
    house.intake.lives(id, life(0.9, Optional.empty()));

    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void whatIsGoneDoesNotLive() {
    house.harvest(new SourceId("portal"), "later", "b", "c");
    house.intake.decideRemovals(
        new SourceId("portal"), "later", Decision.APPROVE, "gone", "steward");

    assertThat(house.intake.lives(id, life(0.4, Optional.empty()))).isFalse();
  }

  private static Liveness life(double live, Optional<Severity> severity) {
    return new Liveness(
        Instant.parse("2026-11-20T02:00:00Z"),
        "1",
        Optional.of(live),
        Optional.of(0.5),
        severity.stream()
            .flatMap(s -> java.util.stream.Stream.of(finding("LIV-01", s), finding("LIV-04", s)))
            .toList(),
        List.of(),
        new MetadataAssessment(List.of()));
  }

  private static Finding finding(String rule, Severity severity) {
    return new Finding(
        rule,
        Dimension.LIVE,
        severity,
        Finding.Scope.DATASET,
        Optional.empty(),
        1,
        1,
        false,
        List.of(),
        OptionalLong.empty(),
        new Message("trễ", "late"),
        Optional.empty());
  }
}
