package vn.sen.harvest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * Times kept in a real database, turns taken by real threads; what is harvested is not looked at.
 */
@Timeout(120)
class HarvestScheduleTest {
  private static final HarvestSchedule.Settings QUICK =
      new HarvestSchedule.Settings(2, Duration.ofMillis(100), Duration.ofMillis(100));

  @TempDir Path directory;
  private Operations operations;
  private final List<RegisteredSource> sources = new CopyOnWriteArrayList<>();
  private final Map<SourceId, Instant> started = new ConcurrentHashMap<>();
  private final List<SourceId> harvested = new CopyOnWriteArrayList<>();
  private final AtomicLong revision = new AtomicLong();
  private final AtomicInteger listed = new AtomicInteger();

  @BeforeEach
  void open() {
    operations = SqliteOperations.open(directory);
  }

  @AfterEach
  void close() {
    operations.close();
  }

  private static RegisteredSource source(String id, String timetable) {
    return new RegisteredSource(
            new SourceId(id),
            URI.create("https://example.vn/" + id),
            "dcat",
            new AgencyCode("G09"),
            List.of(),
            true)
        .at(Optional.of(timetable));
  }

  private HarvestSchedule schedule(HarvestSchedule.Harvest harvest) {
    var schedule =
        new HarvestSchedule(
            operations,
            new Listed(),
            (source, progress) -> {
              started.put(source.id(), Instant.now());
              harvest.run(source, progress);
              harvested.add(source.id());
            },
            QUICK,
            Clock.systemUTC());
    schedule.start();
    return schedule;
  }

  /** The list above; each look at all of it is counted. */
  private final class Listed implements HarvestSchedule.Sources {
    @Override
    public long revision() {
      return revision.get();
    }

    @Override
    public List<RegisteredSource> all() {
      listed.incrementAndGet();
      return List.copyOf(sources);
    }

    @Override
    public Optional<RegisteredSource> find(SourceId source) {
      return sources.stream().filter(known -> known.id().equals(source)).findFirst();
    }

    @Override
    public Optional<Instant> lastStart(SourceId source) {
      return Optional.ofNullable(started.get(source));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void aSourceThatWasNeverHarvestedIsDueAtOnceAndThenByItsTimetable() throws Exception {
    sources.add(source("moi", "P1D"));
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      await(() -> !harvested.isEmpty());
      await(() -> schedule.due(new SourceId("moi")).filter(Instant.now()::isBefore).isPresent());

      assertThat(schedule.due(new SourceId("moi")).orElseThrow())
          .isAfter(Instant.now().plus(Duration.ofHours(23)));
      assertThat(harvested).hasSize(1);
    }
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    sources.add(source("moi", "P1D"));
    Instant due;
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      await(() -> schedule.due(new SourceId("moi")).filter(Instant.now()::isBefore).isPresent());
      due = schedule.due(new SourceId("moi")).orElseThrow();
    }
    try (HarvestSchedule again = schedule((_, _) -> {})) {
      TimeUnit.MILLISECONDS.sleep(500);

      assertThat(again.due(new SourceId("moi"))).contains(due);
      assertThat(harvested).hasSize(1);
    }
  }

  @Test
  void sourcesWithoutATimetableAndDisabledOnesAreLeftAlone() throws Exception {
    sources.add(source("tay", "P1D").at(Optional.empty()));
    sources.add(source("tat", "P1D").disable());
    sources.add(source("chay", "P1D"));
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      await(() -> !harvested.isEmpty());
      TimeUnit.MILLISECONDS.sleep(400);

      assertThat(harvested).containsExactly(new SourceId("chay"));
      assertThat(schedule.due(new SourceId("tay"))).isEmpty();
    }
  }

  @Test
  void anotherTimetableIsTakenUp() throws Exception {
    sources.add(source("moi", "P1D"));
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      SourceId id = new SourceId("moi");
      await(() -> schedule.due(id).filter(Instant.now()::isBefore).isPresent());
      sources.set(0, source("moi", "P7D"));
      revision.incrementAndGet();

      await(
          () ->
              schedule
                  .due(id)
                  .filter(Instant.now().plus(Duration.ofDays(6))::isBefore)
                  .isPresent());
      assertThat(harvested).hasSize(1);
    }
  }

  @Test
  void aDisabledSourceIsDroppedAtOnce() throws Exception {
    sources.add(source("moi", "P1D"));
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      SourceId id = new SourceId("moi");
      await(() -> schedule.due(id).filter(Instant.now()::isBefore).isPresent());
      assertThat(schedule.due()).containsOnlyKeys(id);

      sources.set(0, source("moi", "P1D").disable());
      revision.incrementAndGet();
      schedule.follow();

      assertThat(schedule.due(id)).isEmpty();
      assertThat(schedule.due()).isEmpty();
    }
  }

  @Test
  void aSourceThatIsDisabledWhileItIsHarvestedIsDroppedAfterwards() throws Exception {
    sources.add(source("moi", "PT5M"));
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (HarvestSchedule schedule =
        schedule(
            (_, _) -> {
              begun.countDown();
              go.await();
            })) {
      begun.await();
      sources.set(0, source("moi", "PT5M").disable());
      revision.incrementAndGet();
      schedule.follow();
      go.countDown();

      await(() -> schedule.due(new SourceId("moi")).isEmpty());
      assertThat(harvested).hasSize(1);
    }
  }

  @Test
  void aThousandSourcesAreListedOnlyWhenSomethingChanged() throws Exception {
    for (int i = 0; i < 1000; i++) {
      SourceId id = new SourceId("nguon-" + i);
      started.put(id, Instant.now());
      sources.add(source(id.value(), "P1D"));
    }
    try (HarvestSchedule schedule = schedule((_, _) -> {})) {
      await(() -> schedule.due().size() == 1000);
      int before = listed.get();
      TimeUnit.MILLISECONDS.sleep(500); // several looks
      assertThat(listed).hasValue(before);

      sources.removeFirst();
      revision.incrementAndGet();

      await(() -> schedule.due().size() == 999);
      assertThat(harvested).isEmpty();
    }
  }

  @Test
  void whatFailsIsPutOffAndTheOthersGoOn() throws Exception {
    sources.add(source("hong", "P1D"));
    sources.add(source("tot", "P1D"));
    try (HarvestSchedule schedule =
        schedule(
            (source, _) -> {
              if (source.id().value().equals("hong")) {
                throw new IllegalStateException("not today");
              }
            })) {
      await(() -> harvested.contains(new SourceId("tot")));
      SourceId failed = new SourceId("hong");
      await(() -> schedule.due(failed).filter(Instant.now()::isBefore).isPresent());

      assertThat(schedule.due(failed).orElseThrow())
          .isBetween(
              Instant.now().plus(Duration.ofMinutes(4)), Instant.now().plus(Duration.ofMinutes(6)));
    }
  }

  @Test
  void sourcesThatHangDelayNoOther() throws Exception {
    var release = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      sources.add(source("treo-" + i, "P1D"));
      sources.add(source("khoe-" + i, "P1D"));
    }
    var order = new ArrayList<>(sources);
    Collections.sort(order, (a, b) -> b.id().value().compareTo(a.id().value())); // who hangs, first
    sources.clear();
    sources.addAll(order);
    try (HarvestSchedule schedule =
        schedule(
            (source, progress) -> {
              progress.step();
              if (source.id().value().startsWith("treo")) {
                release.await();
              }
            })) {
      await(() -> harvested.size() == 20);

      assertThat(harvested).allMatch(id -> id.value().startsWith("khoe"));
      release.countDown();
      await(() -> harvested.size() == 40);
    }
  }

  @Test
  void aHarvestThatIsCutOffBeginsAgainAfterTheRestart() throws Exception {
    sources.add(source("dai", "P1D"));
    var begun = new CountDownLatch(1);
    try (HarvestSchedule schedule =
        schedule(
            (_, _) -> {
              begun.countDown();
              new CountDownLatch(1).await();
            })) {
      begun.await();
    }
    assertThat(harvested).isEmpty();

    try (HarvestSchedule again = schedule((_, _) -> {})) {
      await(() -> harvested.contains(new SourceId("dai")));
      assertThat(again.due(new SourceId("dai"))).isPresent();
    }
  }
}
