package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.sen.vocab.problem.CatalogException;

/** Whatever sources do and people decide, in any order. */
class IdentityProps {
  private static final List<AgencyCode> AGENCIES =
      List.of(new AgencyCode("H29"), new AgencyCode("H30"), new AgencyCode("H31"));

  /** Two of one agency, so that identifiers are shared; the third copies subjects. */
  private static final Map<String, AgencyCode> SOURCES =
      Map.of("one", AGENCIES.get(0), "two", AGENCIES.get(0), "three", AGENCIES.get(1));

  /** One thing that happens; numbers choose among what there is. */
  sealed interface Step {
    /**
     * @param offered identifier to what its title says, and who publishes it
     * @param whole whether what isn't offered is gone
     */
    record Harvest(String source, Map<Integer, Integer> offered, boolean whole) implements Step {}

    record Decide(int kind, int one, int other) implements Step {}

    record Undo(int which) implements Step {}
  }

  @Property(tries = 25, seed = "20261123")
  void everyAliasLeadsToOneThingAndUndoingEverythingLeadsBack(@ForAll("steps") List<Step> steps)
      throws IOException {
    Path directory = Files.createTempDirectory("sen-identity");
    Path plain = Files.createTempDirectory("sen-identity-plain");
    try (House house = House.in(directory);
        House without = House.in(plain)) {
      for (House each : List.of(house, without)) {
        AGENCIES.forEach(code -> each.intake.register(Samples.agency(code, code.value())));
        SOURCES.forEach(each::source);
      }
      Set<String> given = new HashSet<>();
      Set<DatasetId> ids = new HashSet<>();
      int run = 0;
      for (Step step : steps) {
        run++;
        switch (step) {
          case Step.Harvest harvest -> {
            carryOut(house, harvest, "run-" + run);
            carryOut(without, harvest, "run-" + run);
          }
          case Step.Decide decide -> decide(house, decide);
          case Step.Undo undo -> {
            List<Identity.Decided> decisions = house.journal.decisions();
            if (!decisions.isEmpty()) {
              tryTo(() -> undo(house, decisions.get(undo.which() % decisions.size())));
            }
          }
        }
        given.addAll(HeadTables.aliases(directory));
        isSound(house, ids);
        leads(house, given);
      }
      assertThat(house.journal.inspect()).isEmpty();

      // The latest first: nothing builds upon it. Some were made by records that bridge two.
      for (House each : List.of(house, without)) {
        while (!each.journal.decisions().isEmpty()) {
          undo(each, each.journal.decisions().getFirst());
        }
      }
      isSound(house, ids);
      leads(house, given);
      assertThat(house.journal.inspect()).isEmpty();
      assertThat(shape(house)).isEqualTo(shape(without));
    } finally {
      delete(directory);
      delete(plain);
    }
  }

  /** Each step undone at once leaves the heads as they were. */
  @Property(tries = 15, seed = "20261124")
  void undoingAtOnceChangesNothing(@ForAll("steps") List<Step> steps) throws IOException {
    Path directory = Files.createTempDirectory("sen-identity");
    try (House house = House.in(directory)) {
      AGENCIES.forEach(code -> house.intake.register(Samples.agency(code, code.value())));
      SOURCES.forEach(house::source);
      int run = 0;
      int kept = 0;
      for (Step step : steps) {
        run++;
        if (step instanceof Step.Harvest harvest) {
          carryOut(house, harvest, "run-" + run);
        } else if (step instanceof Step.Decide decide) {
          var before = HeadTables.of(directory);
          Optional<Identity.Decided> decided = decide(house, decide);
          if (decided.isPresent()) {
            undo(house, decided.get());
            List<String> minted =
                decided.get().what() instanceof Identity.Split split
                    ? List.of(split.into().value())
                    : List.of();
            assertThat(HeadTables.without(HeadTables.of(directory), minted)).isEqualTo(before);
            // Every other one stands, so that the next are made upon some.
            if (kept++ % 2 == 0) {
              decide(house, decide);
            }
          }
        }
      }
      assertThat(house.journal.inspect()).isEmpty();
    } finally {
      delete(directory);
    }
  }

  private static void carryOut(House house, Step.Harvest harvest, String run) {
    SourceId source = new SourceId(harvest.source());
    try (Intake.Session session = house.intake.open(source, run)) {
      harvest
          .offered()
          .forEach(
              (number, title) ->
                  session.offer(
                      House.record(
                          subject(harvest.source(), number),
                          "r" + number,
                          "Bản " + title,
                          title == 0 ? Map.of("H31", "Tỉnh") : Map.of())));
      if (harvest.whole()) {
        session.removeMissing();
      }
    }
    for (Held held : house.catalog.held()) {
      if (held instanceof Held.Removals removals) {
        house.intake.decideRemovals(
            removals.source(), removals.run(), Decision.APPROVE, "why", "steward");
      }
    }
  }

  /** The third describes things of the first; the second only shares its identifiers. */
  private static String subject(String source, int number) {
    String host = source.equals("three") ? "one" : source;
    return "https://%s.example.vn/dataset/%d".formatted(host, number);
  }

  private static Optional<Identity.Decided> decide(House house, Step.Decide step) {
    List<DatasetEntry> listed =
        house.journal.datasets(Optional.empty(), 1000).stream()
            .filter(entry -> entry.tombstone().isEmpty())
            .toList();
    AgencyCode agency = AGENCIES.get(step.one() % AGENCIES.size());
    AgencyCode other = AGENCIES.get(step.other() % AGENCIES.size());
    if (step.kind() == 3) {
      return tryTo(
          () ->
              house.intake.decide(
                  new IdentityWanted.Succession(agency, other, LocalDate.parse("2025-07-01")),
                  "why",
                  "steward"));
    }
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    DatasetEntry entry = byTitle(listed, step.one());
    return switch (step.kind()) {
      case 0 ->
          tryTo(
              () ->
                  house.intake.decide(
                      new IdentityWanted.Merge(entry.id(), byTitle(listed, step.other()).id()),
                      "why",
                      "steward"));
      case 1 ->
          listed.stream()
              .filter(each -> !each.alternates().isEmpty())
              .findFirst()
              .flatMap(
                  each -> {
                    DatasetEntry.Alternate copy =
                        each.alternates().get(step.other() % each.alternates().size());
                    return tryTo(
                        () ->
                            house.intake.decide(
                                new IdentityWanted.Split(
                                    each.id(), copy.source(), copy.identifier()),
                                "why",
                                "steward"));
                  });
      default ->
          tryTo(
              () ->
                  house.intake.decide(
                      new IdentityWanted.Transfer(entry.id(), other), "why", "steward"));
    };
  }

  /** Ids are random: what a number chooses must not depend on them. */
  private static DatasetEntry byTitle(List<DatasetEntry> listed, int number) {
    return listed.stream()
        .sorted(Comparator.comparing(e -> e.source() + " " + e.record().identifier()))
        .toList()
        .get(number % listed.size());
  }

  private static void undo(House house, Identity.Decided decided) {
    house.intake.undoDecision(decided.id(), "it was wrong", "steward");
  }

  private static void tryTo(Runnable what) {
    tryTo(
        () -> {
          what.run();
          return true;
        });
  }

  private static <T> Optional<T> tryTo(java.util.function.Supplier<T> what) {
    try {
      return Optional.of(what.get());
    } catch (CatalogException refused) {
      return Optional.empty();
    }
  }

  /** No dataset without a speaker but tombstones and merged ones; no id is ever lost. */
  private static void isSound(House house, Set<DatasetId> ids) {
    List<DatasetEntry> all = house.journal.datasets(Optional.empty(), 1000);
    assertThat(all).extracting(DatasetEntry::id).containsAll(ids);
    for (DatasetEntry entry : all) {
      ids.add(entry.id());
      List<RecordHead> live =
          house.journal.records(entry.id()).stream().filter(record -> !record.removed()).toList();
      if (entry.tombstone().isPresent()) {
        assertThat(live).isEmpty();
      } else {
        assertThat(live).filteredOn(RecordHead::owner).hasSize(1);
        assertThat(live).hasSize(1 + entry.alternates().size());
      }
      entry
          .mergedInto()
          .ifPresent(
              into -> {
                DatasetEntry last = house.entry(into);
                assertThat(last.mergedInto()).isEmpty();
                assertThat(last.replaces()).contains(entry.id());
              });
    }
  }

  private static void leads(House house, Set<String> given) {
    for (String alias : given) {
      Optional<DatasetId> dataset = house.catalog.resolve(alias.replace(" | ", ":"));
      assertThat(dataset).as(alias).isPresent();
      assertThat(house.entry(dataset.get()).mergedInto()).as(alias).isEmpty();
    }
  }

  /** Which records are of one dataset, who speaks, whose it is; ids are random. */
  private static Map<Set<String>, String> shape(House house) {
    var shape = new HashMap<Set<String>, String>();
    for (DatasetEntry entry : house.journal.datasets(Optional.empty(), 1000)) {
      if (entry.mergedInto().isEmpty()) {
        Set<String> records = new TreeSet<>();
        house
            .journal
            .records(entry.id())
            .forEach(r -> records.add(r.source() + ":" + r.identifier() + ":" + r.removed()));
        shape.put(
            records,
            entry.tombstone().isPresent()
                ? "gone"
                : "%s:%s of %s"
                    .formatted(entry.source(), entry.record().identifier(), entry.agency().code()));
      }
    }
    return shape;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> harvests =
        Combinators.combine(
                Arbitraries.of("one", "two", "three"),
                Arbitraries.maps(
                        Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 2))
                    .ofMaxSize(5),
                Arbitraries.of(true, false))
            .as(Step.Harvest::new);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 20);
    Arbitrary<Step> decisions =
        Combinators.combine(Arbitraries.integers().between(0, 3), any, any).as(Step.Decide::new);
    Arbitrary<Step> undos = any.map(Step.Undo::new);
    return Arbitraries.oneOf(harvests, decisions, decisions, undos)
        .list()
        .ofMinSize(3)
        .ofMaxSize(16);
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
