package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/** Whatever sources do, in any order. */
class IntakeProps {
  private static final List<String> SOURCES = List.of("portal", "copy", "national");

  /**
   * A harvest.
   *
   * @param offered identifier to what its title says
   * @param complete whether it may remove
   * @param decision what a person says to removals that wait
   */
  record Harvest(
      String source, Map<String, Integer> offered, boolean complete, Decision decision) {}

  @Property(tries = 40, seed = "20260301")
  void headsAreWhatTheEntriesLeadToAndNothingIsLost(@ForAll("harvests") List<Harvest> harvests)
      throws IOException {
    Path directory = Files.createTempDirectory("sen-intake");
    try (House house = House.in(directory)) {
      house.source("portal", new AgencyCode("G09"));
      house.source("copy", new AgencyCode("G18"));
      house.source("national", new AgencyCode("G09"));
      var listed = new HashMap<String, Set<String>>();
      SOURCES.forEach(source -> listed.put(source, new HashSet<>()));

      int run = 0;
      for (Harvest harvest : harvests) {
        carryOut(house, harvest, "run-" + run++, listed);
      }

      listed.forEach(
          (source, identifiers) ->
              assertThat(house.journal.identifiers(new SourceId(source)))
                  .containsExactlyElementsOf(new TreeSet<>(identifiers)));
      house.journal.datasets(java.util.Optional.empty(), 1000).forEach(e -> isSound(house, e));
      assertThat(house.journal.inspect()).isEmpty();
    } finally {
      delete(directory);
    }
  }

  private static void carryOut(
      House house, Harvest harvest, String run, Map<String, Set<String>> listed) {
    SourceId source = new SourceId(harvest.source());
    Set<String> has = listed.getOrDefault(harvest.source(), Set.of());
    try (Intake.Session session = house.intake.open(source, run)) {
      harvest
          .offered()
          .forEach(
              (identifier, title) ->
                  session.offer(
                      House.record(
                          "https://portal.example.vn/dataset/" + identifier,
                          identifier,
                          "Bản " + title,
                          Map.of())));
      has.addAll(harvest.offered().keySet());
      if (harvest.complete()) {
        Intake.Removals removals = session.removeMissing();
        removals.removed().forEach(has::remove);
        assertThat(removals.removed()).noneMatch(harvest.offered()::containsKey);
      }
    }
    for (Held held : house.catalog.held()) {
      if (held instanceof Held.Removals removals) {
        house.intake.decideRemovals(
            removals.source(), removals.run(), harvest.decision(), "why", "steward");
        if (harvest.decision() == Decision.APPROVE) {
          removals.identifiers().forEach(has::remove);
        }
      }
    }
  }

  /** A listed dataset has exactly one record that speaks, and a tombstone has none left at all. */
  private static void isSound(House house, DatasetEntry entry) {
    DatasetId id = entry.id();
    List<RecordHead> live =
        house.journal.records(id).stream().filter(record -> !record.removed()).toList();
    if (entry.tombstone().isPresent()) {
      assertThat(live).isEmpty();
    } else {
      assertThat(live).filteredOn(RecordHead::owner).hasSize(1);
      assertThat(live).hasSize(1 + entry.alternates().size());
      assertThat(live).extracting(RecordHead::source).doesNotHaveDuplicates();
    }
  }

  @Provide
  Arbitrary<List<Harvest>> harvests() {
    Arbitrary<Map<String, Integer>> offered =
        Arbitraries.maps(
                Arbitraries.integers().between(0, 11).map(i -> "r" + i),
                Arbitraries.integers().between(0, 2))
            .ofMaxSize(12);
    return Combinators.combine(
            Arbitraries.of(SOURCES),
            offered,
            Arbitraries.of(true, true, false),
            Arbitraries.of(Decision.class))
        .as(Harvest::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static void delete(Path directory) throws IOException {
    var paths = new ArrayList<Path>();
    try (var all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
