package vn.sen.harvest.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.HarvestOutcome.Complete;
import vn.sen.harvest.HarvestOutcome.Partial;
import vn.sen.harvest.Known;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.FileSupply;
import vn.sen.harvest.run.HarvestReport.Outcome;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/**
 * Runs harvests: fetch, read, check, gate, intake, each tied to the next here and nowhere else.
 * Different sources may run at the same time; one source runs once at a time.
 */
public final class Harvester implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Harvester.class);
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Map<String, Connector> connectors;
  private final Journal journal;
  private final Intake intake;
  private final Operations operations;
  private final DistributionIntake distributions;
  private final SourceSecrets secrets;
  private final Clock clock;
  private final Duration longest;
  private final AttestationPolicy attestations;
  private final OngoingRuns ongoing;
  private final Set<SourceId> running = new java.util.HashSet<>();

  /**
   * @param longest how long one harvest may take
   * @param attestations what is asked of sources
   */
  public Harvester(
      List<Connector> connectors,
      Journal journal,
      Intake intake,
      Operations operations,
      DistributionIntake distributions,
      SourceSecrets secrets,
      Duration longest,
      AttestationPolicy attestations,
      Clock clock) {
    this.connectors =
        connectors.stream()
            .collect(Collectors.toMap(Connector::name, c -> c, (a, _) -> a, TreeMap::new));
    this.journal = journal;
    this.intake = intake;
    this.operations = operations;
    this.distributions = distributions;
    this.secrets = secrets;
    this.clock = clock;
    this.longest = longest;
    this.attestations = attestations;
    this.ongoing = new OngoingRuns(operations, clock);
  }

  /**
   * Harvests one source for a person, and records the run. One that is {@linkplain #stop stopped},
   * or takes too long, ends partial.
   *
   * @throws InvalidRequestException when its kind is unknown
   * @throws ConflictException when the source is being harvested already, or may not be without an
   *     attestation; a rehearsal takes nothing in, and needs none
   */
  public HarvestReport harvest(HarvestRequest request, Progress progress)
      throws InterruptedException {
    RegisteredSource source = attested(request.source());
    Connector connector = connector(source.kind());
    if (request.depth() != Depth.DRY_RUN && !attestations.letsPeopleHarvest(source, today())) {
      Message why = attestations.notice(source, today()).orElseThrow();
      throw new ConflictException(why.vi() + " " + why.en());
    }
    return harvestAlone(request, connector, progress, usual());
  }

  /** Harvests that go on. */
  public List<SourceDesk.Ongoing> ongoing() {
    return ongoing.all();
  }

  /**
   * Reads the first records of a source, registered or not, and changes nothing.
   *
   * @param hosts private hosts that this may reach besides those of the source
   * @throws InvalidRequestException when its kind is unknown
   */
  public SourceDesk.Preview preview(RegisteredSource source, List<String> hosts, Progress progress)
      throws InterruptedException {
    var records = new ArrayList<CatalogRecord>();
    HarvestReport report =
        harvestAlone(
            new HarvestRequest(
                source, Depth.DRY_RUN, OptionalInt.of(SourceDesk.Preview.RECORDS), hosts),
            connector(source.kind()),
            progress,
            new Manner(records::add, SourceDesk.Preview.LONGEST));
    return new SourceDesk.Preview(report, records);
  }

  /**
   * Harvests one source whose time has come, as {@link #harvest} does. One that has no valid
   * attestation and needs it is skipped: a run says why, and goes on being that run while the
   * source is skipped again and again.
   */
  public HarvestReport harvestInTurn(HarvestRequest request, Progress progress)
      throws InterruptedException {
    RegisteredSource source = attested(request.source());
    return attestations.letsScheduleHarvest(source, today())
        ? harvestAlone(request, connector(source.kind()), progress, usual())
        : skip(source, attestations.notice(source, today()).orElseThrow());
  }

  private HarvestReport harvestAlone(
      HarvestRequest request, Connector connector, Progress progress, Manner manner)
      throws InterruptedException {
    SourceId source = request.source().id();
    occupy(source);
    try {
      return harvest(request, connector, progress, manner);
    } finally {
      release(source);
    }
  }

  private HarvestReport skip(RegisteredSource source, Message why) {
    Instant now = clock.instant();
    Optional<Operations.Run> before =
        operations.runs(Optional.of(source.id()), 1).stream()
            .filter(run -> run.outcome().equals(Outcome.SKIPPED.key()))
            .findFirst();
    Instant since = before.map(Operations.Run::started).orElse(now);
    String run = before.map(Operations.Run::id).orElseGet(() -> runId(source.id(), now));
    var tally = new Tally();
    tally.problem(ofSource(why));
    HarvestReport report =
        report(source, new Attempt(run, since, tally, _ -> {}), Outcome.SKIPPED, List.of());
    operations.putRun(
        new Operations.Run(
            run,
            source.id(),
            since,
            now,
            Optional.of(report.ended()),
            report.outcome().key(),
            Json.write(report)));
    LOG.info("{} skipped: {}", source.id(), why.en());
    return report;
  }

  /** With the attestation that is recorded, whoever asks. */
  private RegisteredSource attested(RegisteredSource source) {
    return source.attested(journal.findSource(source.id()).flatMap(RegisteredSource::attestation));
  }

  private LocalDate today() {
    return Layers.day(clock.instant());
  }

  private static String runId(SourceId source, Instant started) {
    return "%s-%s-%04x"
        .formatted(RUN.format(started), source, ThreadLocalRandom.current().nextInt(0x10000));
  }

  /**
   * The address of a source of some kind, from the way people write it.
   *
   * @throws InvalidRequestException when the kind is unknown, or has no such addresses
   */
  public URI address(String kind, String text) {
    Connector connector = connector(kind);
    if (connector instanceof PlatformConnector) {
      throw noKind(kind);
    }
    return connector.address(text);
  }

  /**
   * Whether where a source of some kind lies is nobody's business but its administrator's.
   *
   * @throws InvalidRequestException when the kind is unknown
   */
  public boolean isPrivate(String kind) {
    return connector(kind).isPrivate();
  }

  private Connector connector(String kind) {
    return Optional.ofNullable(connectors.get(kind)).orElseThrow(() -> noKind(kind));
  }

  private InvalidRequestException noKind(String kind) {
    return new InvalidRequestException(
        "There is no kind of source called '%s'; there are %s."
            .formatted(
                kind,
                connectors.values().stream()
                    .filter(connector -> !(connector instanceof PlatformConnector))
                    .map(Connector::name)
                    .collect(Collectors.joining(", "))));
  }

  private HarvestReport harvest(
      HarvestRequest request, Connector connector, Progress progress, Manner manner)
      throws InterruptedException {
    RegisteredSource source = request.source();
    Instant started = clock.instant();
    String run = runId(source.id(), started);
    boolean dry = request.depth() == Depth.DRY_RUN;
    if (!dry) {
      intake.register(source);
      operations.putRun(
          new Operations.Run(run, source.id(), started, started, Optional.empty(), "running", ""));
    }
    var attempt = new Attempt(run, started, new Tally(), manner.audience());
    HarvestReport report;
    try (OngoingRuns.Ongoing watched =
        ongoing.begin(run, source.id(), started, manner.longest(), !dry)) {
      report = harvest(request, connector, attempt, watched, progress);
    } catch (InterruptedException | RuntimeException | Error e) {
      if (!dry) {
        interrupted(source, attempt, e);
      }
      throw e;
    }
    if (!dry) {
      operations.putRun(
          new Operations.Run(
              run,
              source.id(),
              started,
              report.ended(),
              Optional.of(report.ended()),
              report.outcome().key(),
              Json.write(report)));
    }
    LOG.info(
        "{} {}: {} records, {} tables, {} problems in {} ms",
        source.id(),
        report.outcome().key(),
        report.records().offered(),
        report.tables().seen(),
        report.problems().size(),
        Duration.between(started, report.ended()).toMillis());
    return report;
  }

  /** What was done until then was done, and is said. */
  private void interrupted(RegisteredSource source, Attempt attempt, Throwable by) {
    attempt.tally.problem(ofSource(cutOff(by)));
    HarvestReport report = report(source, attempt, stopped(attempt), List.of());
    operations.putRun(
        new Operations.Run(
            attempt.run,
            source.id(),
            attempt.started,
            report.ended(),
            Optional.of(report.ended()),
            "interrupted",
            Json.write(report)));
  }

  private static Message cutOff(Throwable by) {
    return by instanceof InterruptedException
        ? new Message(
            "Bị ngắt khi Sen dừng. Những gì đã lấy được giữ lại; lần thu thập sau đọc phần còn"
                + " lại.",
            "Cut off when Sen ended. What was taken in stays; the next harvest reads the rest.")
        : new Message(
            "Dừng vì một lỗi của chính Sen (%s); nhật ký của chương trình có chi tiết. Những gì đã lấy được giữ lại; hãy thu thập lại."
                .formatted(by.getClass().getSimpleName()),
            "Stopped by a fault of Sen itself (%s); the program's log has it in full. What was taken in stays; harvest again."
                .formatted(by.getClass().getSimpleName()));
  }

  private static Outcome stopped(Attempt attempt) {
    return attempt.tally.records().offered() == 0 ? Outcome.FAILED : Outcome.PARTIAL;
  }

  /**
   * How to go about a harvest.
   *
   * @param audience is shown the records of a rehearsal
   * @param longest how long it may take
   */
  private record Manner(Consumer<CatalogRecord> audience, Duration longest) {}

  private Manner usual() {
    return new Manner(_ -> {}, longest);
  }

  /** One harvest that goes on: what it is called, and what it has counted. */
  private record Attempt(
      String run, Instant started, Tally tally, Consumer<CatalogRecord> audience) {}

  private HarvestReport harvest(
      HarvestRequest request,
      Connector connector,
      Attempt attempt,
      OngoingRuns.Ongoing watched,
      Progress progress)
      throws InterruptedException {
    Outcome outcome;
    try {
      outcome = take(request, connector, attempt, new Watched(watched, progress));
    } catch (InterruptedException e) {
      Message why = watched.stopped().orElseThrow(() -> e);
      attempt.tally.problem(ofSource(why));
      outcome = stopped(attempt);
    }
    RegisteredSource source = request.source();
    return report(
        source, attempt, outcome, attestations.notice(attested(source), today()).stream().toList());
  }

  private HarvestReport report(
      RegisteredSource source, Attempt attempt, Outcome outcome, List<Message> notices) {
    return new HarvestReport(
        attempt.run,
        source.id(),
        source.kind(),
        attempt.started,
        clock.instant(),
        outcome,
        attempt.tally.records(),
        attempt.tally.removed(),
        attempt.tally.held(),
        attempt.tally.tables(),
        attempt.tally.problems(),
        notices);
  }

  private Outcome take(
      HarvestRequest request, Connector connector, Attempt attempt, Progress progress)
      throws InterruptedException {
    RegisteredSource registered = request.source();
    var source =
        new Source(
            registered.id(),
            registered.url(),
            registered.agency(),
            Stream.concat(registered.allowedHosts().stream(), request.hosts().stream())
                .distinct()
                .toList(),
            request.limit(),
            registered.options(),
            secrets.find(registered.id()));
    Tally tally = attempt.tally;
    HarvestOutcome outcome;
    Set<DatasetId> datasets = new LinkedHashSet<>();
    boolean dry = request.depth() == Depth.DRY_RUN;
    var memory = new PageMemory(registered.id(), operations, journal);
    try (Intake.Session session =
        dry
            ? new Rehearsal(registered.id(), journal, attempt.audience)
            : intake.open(registered.id(), attempt.run)) {
      var sink = new RecordIntake(session, memory, tally, datasets, progress);
      Known names = memory.namesAlone();
      Known known = dry ? names : memory;
      outcome =
          request.record().isPresent()
              ? findOne(request.record().get(), connector, source, names, sink)
              : connector.harvest(source, known, sink);
      session.flush();
      if (outcome instanceof Complete && request.record().isEmpty()) {
        tally.removals(session.removeMissing());
      }
    }
    if (!dry) {
      memory.keep();
      Contradictions.begun(journal, operations, registered.id(), attempt.run)
          .forEach(tally::problem);
    }
    if (outcome instanceof Partial(int offered, URI stoppedAt, var reason)) {
      LOG.warn(
          "{} stopped at {} after {} records: {}",
          registered.id(),
          stoppedAt,
          offered,
          reason.en());
      tally.problem(ofSource(reason));
    }
    if (request.depth() == Depth.FULL) {
      distributions.takeAll(source, supply(connector), datasets, attempt.run, tally, progress);
    }
    return outcome(outcome);
  }

  private static Optional<FileSupply> supply(Connector connector) {
    return connector instanceof FileSupply supply ? Optional.of(supply) : Optional.empty();
  }

  /** Reads until the record comes; a source that has all others and not this has it no longer. */
  private static HarvestOutcome findOne(
      String identifier, Connector connector, Source source, Known names, RecordIntake sink)
      throws InterruptedException {
    HarvestOutcome outcome;
    try {
      outcome = connector.harvest(source, names, new OneRecord(identifier, sink));
    } catch (OneRecord.Found e) {
      return new Complete(1);
    }
    return switch (outcome) {
      case Partial(int _, URI stoppedAt, Message reason) -> new Partial(0, stoppedAt, reason);
      case Complete(int offered) ->
          new Partial(
              0,
              source.url(),
              new Message(
                  "Nguồn có %d bản ghi nhưng không còn bản ghi '%s'."
                      .formatted(offered, identifier),
                  "The source has %d records, and '%s' is not among them any more."
                      .formatted(offered, identifier)));
    };
  }

  private static Problem ofSource(Message reason) {
    return new Problem(
        "", Optional.empty(), Problem.Stage.FETCH, Optional.empty(), Severity.ERROR, reason);
  }

  /** Progress that shows in the run, too. */
  private record Watched(OngoingRuns.Ongoing run, Progress progress) implements Progress {
    @Override
    public void say(String words) {
      run.step();
      progress.say(words);
    }

    @Override
    public void step() {
      run.step();
      progress.step();
    }
  }

  /**
   * Stops a harvest that goes on; it ends partial, and what it took in stays. Returns before it has
   * ended.
   *
   * @param by who wants it
   * @throws NotFoundException when no such harvest goes on
   */
  public void stop(String run, String by) {
    boolean stopped =
        ongoing.stop(
            run,
            new Message(
                "Dừng theo yêu cầu của %s. Những gì đã nhận được giữ lại.".formatted(by),
                "Stopped by %s. What was taken in stays.".formatted(by)));
    if (!stopped) {
      throw new NotFoundException(
          "No harvest '%s' goes on here; 'sen runs' lists them.".formatted(run));
    }
  }

  private static Outcome outcome(HarvestOutcome outcome) {
    return switch (outcome) {
      case Complete _ -> Outcome.COMPLETE;
      case Partial(int offered, var _, var _) when offered == 0 -> Outcome.FAILED;
      case Partial _ -> Outcome.PARTIAL;
    };
  }

  private void occupy(SourceId source) {
    synchronized (running) {
      if (!running.add(source)) {
        throw new ConflictException(
            "The source %s is being harvested already; wait until that run has ended."
                .formatted(source));
      }
    }
  }

  private void release(SourceId source) {
    synchronized (running) {
      running.remove(source);
    }
  }

  @Override
  public void close() {
    ongoing.close();
  }
}
