package vn.sen.publish.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.AttestationList;
import vn.sen.harvest.run.DistributionIntake;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.harvest.schedule.Timetable;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/** The harvester and the schedule of the program, for pages and commands on sources. */
final class ProgramDesk implements SourceDesk {
  /** What a timetable is called that is none. */
  static final String BY_HAND = "none";

  /** It takes a look at every file, and anybody may ask for it. */
  private static final Duration ROOM_STAYS = Duration.ofMinutes(5);

  /** Kinds of sources whose pages are found by following links. */
  private static final Set<String> CRAWLED = Set.of("waf");

  private final Program program;
  private final Limits limits;
  private final SourceClient client;
  private final AttestationList list;
  private final DistributionIntake files;
  private final Map<SourceId, Seen> rooms = new ConcurrentHashMap<>();

  ProgramDesk(
      Program program,
      Limits limits,
      SourceClient client,
      AttestationList list,
      DistributionIntake files) {
    this.program = program;
    this.limits = limits;
    this.client = client;
    this.list = list;
    this.files = files;
  }

  @Override
  public Map<SourceId, Instant> due() {
    return program.schedule().due();
  }

  @Override
  public List<Ongoing> ongoing() {
    return program.harvester().ongoing();
  }

  @Override
  public void stop(String run, String by) {
    program.harvester().stop(run, by);
  }

  @Override
  public Optional<Message> timetable(RegisteredSource source) {
    return source.schedule().map(Timetable::words);
  }

  @Override
  public Optional<Message> notice(RegisteredSource source) {
    return program.settings().attestation().notice(source, today());
  }

  @Override
  public boolean isLeft(RegisteredSource source) {
    return !program.settings().attestation().letsScheduleHarvest(source, today());
  }

  private LocalDate today() {
    return Layers.day(program.clock().instant());
  }

  @Override
  public Bounds bounds() {
    Duration longest = program.settings().longestHarvest();
    return new Bounds(
        limits.minDelay(), limits.concurrent(), limits.pageBytes(), limits.fileBytes(), longest);
  }

  @Override
  public Room room(RegisteredSource source) {
    Instant now = program.clock().instant();
    return rooms
        .compute(
            source.id(),
            (_, known) ->
                known != null && known.seen().plus(ROOM_STAYS).isAfter(now)
                    ? known
                    : new Seen(files.room(source), now))
        .room();
  }

  private record Seen(Room room, Instant seen) {}

  @Override
  public Optional<Robots> robots(RegisteredSource source) {
    return CRAWLED.contains(source.kind()) && isPublic(source)
        ? client
            .robotsKnown(source.url())
            .map(word -> new Robots(word.file(), word.refusal(), word.delay(), word.seen()))
        : Optional.empty();
  }

  @Override
  public boolean isPublic(RegisteredSource source) {
    return list.isPublic(source);
  }

  @Override
  public byte[] attestations() {
    return list.csv();
  }

  @Override
  public Preview preview(Wanted wanted) throws InterruptedException {
    return program.harvester().preview(source(wanted), program.settings().allowedHosts(), _ -> {});
  }

  @Override
  public RegisteredSource add(Wanted wanted) {
    return add(source(wanted), wanted.schedule());
  }

  /** Registers a source with this timetable, or the one it has. */
  RegisteredSource add(RegisteredSource source, Optional<String> schedule) {
    schedule.filter(text -> !text.equals(BY_HAND)).ifPresent(Timetable::parse);
    RegisteredSource wanted =
        schedule
            .map(text -> source.at(Optional.of(text).filter(given -> !given.equals(BY_HAND))))
            .orElse(source)
            .enable();
    program.intake().register(wanted);
    program.schedule().follow();
    return wanted;
  }

  private RegisteredSource source(Wanted wanted) {
    if (!List.of("http", "https").contains(String.valueOf(wanted.url().getScheme()))) {
      throw new InvalidRequestException(
          "Nguồn là địa chỉ http hoặc https, không phải '%s'. A source is an http or https address, got '%s'."
              .formatted(wanted.url(), wanted.url()));
    }
    return program.source(
        wanted.url().toString(), wanted.kind(), wanted.agency().orElse(null), List.of(), Map.of());
  }
}
