package vn.sen.harvest.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

/** The times at which a source is harvested. */
public sealed interface Timetable {
  /** Words that a timetable is written in: of intervals with their shortest, and of Unix cron. */
  String FORM =
      "an interval of ISO 8601 from PT5M on (P1D, PT6H), or five fields of cron (0 2 * * *), in the"
          + " time of Viet Nam";

  /** So long after its end, a harvest begins again. */
  record Every(Duration interval) implements Timetable {}

  /** At the times of a Unix cron expression. */
  record Cron(ExecutionTime times) implements Timetable {}

  /**
   * Reads a timetable.
   *
   * @throws InvalidRequestException when {@code text} is not in the {@link #FORM}
   */
  static Timetable parse(String text) {
    String given = text.strip();
    try {
      if (given.startsWith("P")) {
        Duration interval = Duration.parse(given);
        if (interval.compareTo(Jitter.SHORTEST) < 0) {
          throw unusable(text, "it is shorter");
        }
        return new Every(interval);
      }
      return new Cron(
          ExecutionTime.forCron(
              new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                  .parse(given)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw unusable(text, e.getMessage());
    }
  }

  /**
   * A timetable in words; one of cron that no plain words fit, as it stands.
   *
   * @throws InvalidRequestException when {@code text} is not in the {@link #FORM}
   */
  static Message words(String text) {
    return switch (parse(text)) {
      case Every(Duration interval) -> TimetableWords.every(interval);
      case Cron _ -> TimetableWords.cron(text.strip());
    };
  }

  private static InvalidRequestException unusable(
      String text, @org.jspecify.annotations.Nullable String why) {
    return new InvalidRequestException(
        "A schedule is %s; got '%s': %s.".formatted(FORM, text, why));
  }

  /**
   * The next time after {@code last}, put off by chance a little, so that sources of one timetable
   * don't all begin at once. Absent where a cron expression has no further time.
   */
  default Optional<Instant> next(Instant last, RandomGenerator random) {
    return switch (this) {
      case Every(Duration interval) ->
          Optional.of(last.plus(interval).plus(Jitter.of(interval, random)));
      case Cron(ExecutionTime times) ->
          times
              .nextExecution(last.atZone(Jitter.ZONE))
              .map(time -> time.toInstant().plus(Jitter.of(Duration.ofHours(1), random)));
    };
  }

  /** How far times are put off: a tenth of the interval, at most ten minutes. */
  final class Jitter {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofMinutes(10);

    private Jitter() {}

    static Duration of(Duration interval, RandomGenerator random) {
      Duration most = interval.dividedBy(10);
      return Duration.ofMillis(
          random.nextLong((most.compareTo(MOST) < 0 ? most : MOST).toMillis() + 1));
    }
  }
}
