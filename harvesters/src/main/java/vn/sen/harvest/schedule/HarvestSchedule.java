package vn.sen.harvest.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.Progress;
import vn.sen.vocab.SourceId;

/**
 * Harvests every enabled source that has a timetable, at its times, for as long as the server runs.
 * When each is due is kept in the operational database, so a restart forgets nothing: what was cut
 * off begins again within a minute, and goes on where its pages are remembered.
 */
public final class HarvestSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HarvestSchedule.class);
  private static final String HARVEST = "harvest";

  /** Harvests that wait for their sources cost a thread each, and little else. */
  private static final int MOST_AT_ONCE = 128;

  private static final Duration SHORTEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);

  private final Sources sources;
  private final Harvest harvest;
  private final Clock clock;
  private final Turns turns;
  private final CustomTask<String> task;
  private final Scheduler scheduler;
  private OptionalLong followed = OptionalLong.empty();

  /** The sources there are, asked again and again. */
  public interface Sources {
    /** Another number than before whenever a source may be otherwise than before. Asked often. */
    long revision();

    List<RegisteredSource> all();

    Optional<RegisteredSource> find(SourceId source);

    /** When a source was last harvested, whoever began it. */
    Optional<Instant> lastStart(SourceId source);
  }

  /** Carries out one harvest. */
  @FunctionalInterface
  public interface Harvest {
    void run(RegisteredSource source, Progress progress) throws InterruptedException;
  }

  /**
   * How to go about it.
   *
   * @param atOnce harvests that work at the same time; those that wait for their sources are not
   *     counted
   * @param patience a harvest that did nothing for so long waits
   * @param look how often to look for what is due
   */
  public record Settings(int atOnce, Duration patience, Duration look) {
    public static final Settings USUAL =
        new Settings(4, Duration.ofMillis(200), Duration.ofSeconds(5));

    /** The same with another number of harvests at once. */
    public Settings with(int harvests) {
      return new Settings(harvests, patience, look);
    }
  }

  public HarvestSchedule(
      Operations operations, Sources sources, Harvest harvest, Settings settings, Clock clock) {
    this.sources = sources;
    this.harvest = harvest;
    this.clock = clock;
    this.turns = new Turns(settings.atOnce(), settings.patience());
    this.task =
        Tasks.custom(HARVEST, String.class)
            .onFailure(this::putOff)
            .onDeadExecutionRevive()
            .execute(
                (instance, _) ->
                    carryOut(new SourceId(instance.getId()))
                        ? this::scheduleNext
                        : this::beginAgain);
    RecurringTask<Void> follow =
        Tasks.recurring("follow-sources", FixedDelay.of(settings.look()))
            .execute((_, _) -> follow());
    this.scheduler =
        Scheduler.create(operations.jobs(), task)
            .startTasks(follow)
            .clock(clock::instant)
            .serializer(new TextAsBytes())
            .threads(MOST_AT_ONCE)
            .executorService(
                Executors.newFixedThreadPool(
                    MOST_AT_ONCE, Thread.ofPlatform().daemon().name("harvest-", 0).factory()))
            .pollingInterval(settings.look())
            .heartbeatInterval(Duration.ofSeconds(10))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(1))
            .build();
  }

  /** Begins. */
  public void start() {
    scheduler.start();
  }

  /** When the source is due; absent where it has no timetable, or the schedule has not seen it. */
  public Optional<Instant> due(SourceId source) {
    return scheduler
        .getScheduledExecution(TaskInstanceId.of(HARVEST, source.value()))
        .map(ScheduledExecution::getExecutionTime);
  }

  /** Whether it came to its end; it is cut off when the program stops. */
  private boolean carryOut(SourceId id) {
    Optional<RegisteredSource> source = find(id);
    if (source.isPresent()) {
      try (Turns.Turn turn = turns.take()) {
        harvest.run(source.get(), new InTurn(turn));
      } catch (InterruptedException e) {
        LOG.info("the harvest of {} was cut off", id);
        return false; // not interrupted any more: what is to come is still to be kept
      }
    }
    return true;
  }

  private void beginAgain(ExecutionComplete complete, ExecutionOperations<String> operations) {
    operations.reschedule(complete, clock.instant());
  }

  /** A harvest tells what it does to its turn alone; nobody watches it. */
  private record InTurn(Turns.Turn turn) implements Progress {
    @Override
    public void say(String words) {
      turn.step();
    }

    @Override
    public void step() {
      turn.step();
    }
  }

  private void scheduleNext(ExecutionComplete complete, ExecutionOperations<String> operations) {
    Optional<Instant> next =
        find(new SourceId(complete.getExecution().getId()))
            .flatMap(RegisteredSource::schedule)
            .flatMap(text -> next(text, complete.getTimeDone()));
    if (next.isPresent()) {
      operations.reschedule(complete, next.get());
    } else {
      operations.remove();
    }
  }

  /** What went wrong is not of the source, whose faults end in a report; tried again soon. */
  private void putOff(ExecutionComplete complete, ExecutionOperations<String> operations) {
    if (scheduler.getSchedulerState().isShuttingDown()) {
      operations.reschedule(complete, clock.instant()); // with the next start
      return;
    }
    int failures = Math.min(complete.getExecution().consecutiveFailures, 10);
    Duration pause = SHORTEST_BACK_OFF.multipliedBy(1L << failures);
    operations.reschedule(
        complete,
        clock.instant().plus(pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF));
  }

  /** When each source is due that has a timetable, and that the schedule has seen. */
  public Map<SourceId, Instant> due() {
    return known().values().stream()
        .collect(
            Collectors.toMap(
                each -> new SourceId(each.getTaskInstance().getId()),
                ScheduledExecution::getExecutionTime));
  }

  private Optional<RegisteredSource> find(SourceId id) {
    return sources.find(id).filter(HarvestSchedule::isScheduled);
  }

  private static boolean isScheduled(RegisteredSource source) {
    return source.enabled() && source.schedule().isPresent();
  }

  private static Optional<Instant> next(String schedule, Instant last) {
    return Timetable.parse(schedule).next(last, ThreadLocalRandom.current());
  }

  private Map<String, ScheduledExecution<String>> known() {
    return scheduler.getScheduledExecutionsForTask(HARVEST, String.class).stream()
        .collect(Collectors.toMap(each -> each.getTaskInstance().getId(), each -> each));
  }

  /**
   * Takes up sources that are new or have another timetable than they had, and drops those that are
   * harvested no longer. Costs next to nothing while no source is otherwise than before.
   */
  public synchronized void follow() {
    long revision = sources.revision();
    if (OptionalLong.of(revision).equals(followed)) {
      return;
    }
    Map<String, ScheduledExecution<String>> known = known();
    for (RegisteredSource source : sources.all()) {
      if (isScheduled(source)) {
        take(source, Optional.ofNullable(known.remove(source.id().value())));
      }
    }
    known.values().forEach(this::drop);
    followed = OptionalLong.of(revision);
  }

  /** One that is being harvested is dropped when that has ended. */
  private void drop(ScheduledExecution<String> known) {
    if (!known.isPicked()) {
      try {
        scheduler.cancel(known.getTaskInstance());
        LOG.info("{} is harvested no longer", known.getTaskInstance().getId());
      } catch (TaskInstanceException e) {
        LOG.debug("{} was picked or dropped meanwhile", known.getTaskInstance().getId(), e);
      }
    }
  }

  private void take(RegisteredSource source, Optional<ScheduledExecution<String>> known) {
    String schedule = source.schedule().orElseThrow();
    TaskInstance<String> instance = task.instance(source.id().value(), schedule);
    if (known.isEmpty()) {
      first(source.id(), schedule).ifPresent(at -> scheduler.scheduleIfNotExists(instance, at));
    } else if (!known.get().isPicked() && !schedule.equals(known.get().getData())) {
      first(source.id(), schedule)
          .ifPresent(
              at -> {
                LOG.info("{} is harvested by another timetable now: {}", source.id(), schedule);
                scheduler.reschedule(instance, at, schedule);
              });
    }
  }

  /** One that was never harvested by an interval is due now. */
  private Optional<Instant> first(SourceId source, String schedule) {
    Optional<Instant> last = sources.lastStart(source);
    if (last.isEmpty() && Timetable.parse(schedule) instanceof Timetable.Every) {
      return Optional.of(clock.instant());
    }
    return next(schedule, last.orElseGet(clock::instant));
  }

  @Override
  public void close() {
    scheduler.stop();
    turns.close();
  }

  /** What is kept of a source is its timetable, a text. */
  private static final class TextAsBytes implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(new String(data, StandardCharsets.UTF_8));
    }
  }
}
