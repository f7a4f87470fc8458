package vn.sen.harvest.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.HarvestOutcome.Complete;
import vn.sen.harvest.HarvestOutcome.Partial;
import vn.sen.harvest.Source;
import vn.sen.harvest.run.HarvestReport.Outcome;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Runs harvests: fetch, read, check, gate, intake, each tied to the next here and nowhere else.
 * Different sources may run at the same time; one source runs once at a time.
 */
public final class Harvester {
  private static final Logger LOG = LoggerFactory.getLogger(Harvester.class);
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Map<String, Connector> connectors;
  private final Journal journal;
  private final Intake intake;
  private final Operations operations;
  private final DistributionIntake distributions;
  private final Clock clock;
  private final Set<SourceId> running = new java.util.HashSet<>();

  public Harvester(
      List<Connector> connectors,
      Journal journal,
      Intake intake,
      Operations operations,
      DistributionIntake distributions,
      Clock clock) {
    this.connectors =
        connectors.stream()
            .collect(Collectors.toMap(Connector::name, c -> c, (a, _) -> a, TreeMap::new));
    this.journal = journal;
    this.intake = intake;
    this.operations = operations;
    this.distributions = distributions;
    this.clock = clock;
  }

  /**
   * Harvests one source, and records the run.
   *
   * @throws InvalidRequestException when its kind is unknown
   * @throws vn.sen.vocab.problem.ConflictException when the source is being harvested already
   */
  public HarvestReport harvest(HarvestRequest request, Progress progress)
      throws InterruptedException {
    RegisteredSource source = request.source();
    Connector connector = connector(source.kind());
    occupy(source.id());
    try {
      return harvest(request, connector, progress);
    } finally {
      release(source.id());
    }
  }

  /**
   * Makes sure that a kind can be harvested.
   *
   * @throws InvalidRequestException when it is unknown
   */
  public void demandKind(String kind) {
    connector(kind);
  }

  private Connector connector(String kind) {
    return Optional.ofNullable(connectors.get(kind))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "There is no kind of source called '%s'; there are %s."
                        .formatted(kind, String.join(", ", connectors.keySet()))));
  }

  private HarvestReport harvest(HarvestRequest request, Connector connector, Progress progress)
      throws InterruptedException {
    RegisteredSource source = request.source();
    Instant started = clock.instant();
    String run =
        "%s-%s-%04x"
            .formatted(
                RUN.format(started), source.id(), ThreadLocalRandom.current().nextInt(0x10000));
    boolean dry = request.depth() == Depth.DRY_RUN;
    if (!dry) {
      intake.register(source);
      operations.putRun(
          new Operations.Run(run, source.id(), started, started, Optional.empty(), "running", ""));
    }
    var tally = new Tally();
    HarvestReport report;
    try {
      report = harvest(request, connector, run, started, tally, progress);
    } catch (InterruptedException | RuntimeException e) {
      if (!dry) {
        Instant now = clock.instant();
        operations.putRun(
            new Operations.Run(
                run, source.id(), started, now, Optional.of(now), "interrupted", ""));
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

  private HarvestReport harvest(
      HarvestRequest request,
      Connector connector,
      String run,
      Instant started,
      Tally tally,
      Progress progress)
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
            request.limit());
    HarvestOutcome outcome;
    Intake.Removals removals = new Intake.Removals(List.of(), List.of());
    Set<DatasetId> datasets = new LinkedHashSet<>();
    boolean dry = request.depth() == Depth.DRY_RUN;
    try (Intake.Session session =
        dry ? new Rehearsal(registered.id(), journal) : intake.open(registered.id(), run)) {
      var memory = new PageMemory(registered.id(), operations, journal);
      var sink = new RecordIntake(session, memory, tally, datasets, progress);
      outcome = connector.harvest(source, dry ? vn.sen.harvest.Known.nothing() : memory, sink);
      session.flush();
      if (!dry) {
        memory.keep();
      }
      if (outcome instanceof Complete) {
        removals = session.removeMissing();
      }
    }
    if (outcome instanceof Partial(int offered, URI stoppedAt, var reason)) {
      LOG.warn(
          "{} stopped at {} after {} records: {}",
          registered.id(),
          stoppedAt,
          offered,
          reason.en());
      tally.problem(
          new Problem(
              "", Optional.empty(), Problem.Stage.FETCH, Optional.empty(), Severity.ERROR, reason));
    }
    if (request.depth() == Depth.FULL) {
      distributions.takeAll(source, datasets, run, tally, progress);
    }
    return new HarvestReport(
        run,
        registered.id(),
        registered.kind(),
        started,
        clock.instant(),
        outcome(outcome),
        tally.records(),
        removals.removed().size(),
        removals.held().size(),
        tally.tables(),
        tally.problems());
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
        throw new vn.sen.vocab.problem.ConflictException(
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
}
