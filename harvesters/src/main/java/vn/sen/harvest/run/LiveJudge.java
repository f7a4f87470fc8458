package vn.sen.harvest.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Event;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalEntry;
import vn.sen.catalog.LinkLog;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.MetadataAssessment;
import vn.sen.catalog.Operations;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.Tables;
import vn.sen.harvest.Link;
import vn.sen.harvest.LinkProbe;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.LinkRules;
import vn.sen.harvest.check.LiveRules;
import vn.sen.harvest.check.LiveVerdict;
import vn.sen.harvest.check.TimeColumns;
import vn.sen.harvest.check.Vitals;
import vn.sen.harvest.check.Vitals.Harvests;
import vn.sen.harvest.check.Vitals.KeptPart;
import vn.sen.harvest.check.Vitals.Moment;
import vn.sen.harvest.check.Vitals.Series;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Column;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.CatalogException;

/**
 * Says how a dataset lives today, and tells the journal when that is other than before. Asks no
 * source: what was found at its links is read from {@link LinkLog}. Safe for many threads.
 */
public final class LiveJudge {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJudge.class);

  /** How long probes are kept, and count. */
  static final Duration WINDOW = Duration.ofDays(30);

  private static final int MOMENTS = 60;
  private static final int RUNS = 50;
  private static final Pattern MODIFIED =
      Pattern.compile("<http://purl\\.org/dc/terms/modified> \"([^\"]*)\"");

  private final Journal journal;
  private final Intake intake;
  private final Operations operations;
  private final ReleaseFiles files;
  private final Tables tables;
  private final Optional<Duration> harvestEvery;
  private final Clock clock;

  /**
   * @param harvestEvery how often each source should be harvested; absent where no schedule is set
   */
  public LiveJudge(
      Journal journal,
      Intake intake,
      Operations operations,
      ReleaseFiles files,
      Tables tables,
      Optional<Duration> harvestEvery,
      Clock clock) {
    this.journal = journal;
    this.intake = intake;
    this.operations = operations;
    this.files = files;
    this.tables = tables;
    this.harvestEvery = harvestEvery;
    this.clock = clock;
  }

  /**
   * Looks at a dataset again: which links it has, and how it lives.
   *
   * @return how it lives; absent when it is gone
   */
  public Optional<Liveness> look(DatasetId id) {
    Optional<DatasetEntry> entry = journal.find(id);
    if (entry.isEmpty() || entry.get().tombstone().isPresent()) {
      entry.ifPresent(this::mourn);
      return Optional.empty();
    }
    operations.links().want(id, entry.get().source(), LiveLinks.of(entry.get(), clock.instant()));
    Liveness liveness = judge(entry.get());
    intake.lives(id, liveness);
    return Optional.of(liveness);
  }

  /** What is gone has no links, and a reason. */
  private void mourn(DatasetEntry gone) {
    operations.links().want(gone.id(), gone.source(), List.of());
    String reason = gone.tombstone().map(DatasetEntry.Tombstone::reason).orElse("");
    LiveRules.removal(reason)
        .finding()
        .ifPresent(
            finding -> LOG.warn("{} {}: {}", gone.id(), finding.rule(), finding.message().en()));
  }

  /** How {@code entry} lives now. */
  Liveness judge(DatasetEntry entry) {
    Instant now = clock.instant();
    LinkLog log = operations.links();
    List<LinkLog.Link> all = log.links(entry.id());
    List<Link> links =
        all.stream().filter(link -> !isPart(link)).map(link -> link(log, link, now)).toList();
    var results = new ArrayList<CheckResult>();
    results.addAll(LiveRules.check(vitals(entry, kept(log, all, entry), now)));
    results.addAll(LinkRules.check(links, softFailures(entry), now));
    LiveVerdict verdict = LiveVerdict.of(results);
    List<Liveness.Link> tried =
        links.stream()
            .flatMap(link -> link.last().map(last -> tried(link, last)).stream())
            .toList();
    Set<String> answering = answering(entry, tried);
    return new Liveness(
        now,
        RuleCatalogue.version(),
        verdict.live(),
        verdict.operations(),
        verdict.findings(),
        tried,
        MetadataAssessment.of(
            entry.record(),
            entry.dataset(),
            words -> shown(words).filter(answering::contains).isPresent()));
  }

  private static Liveness.Link tried(Link link, LinkProbe last) {
    boolean right = link.isRight(last);
    return new Liveness.Link(
        link.url(),
        LiveLinks.kind(link.use()),
        right ? Optional.empty() : link.failingSince().or(() -> Optional.of(last.at())),
        right ? Optional.empty() : last.fault());
  }

  /** A file that we hold came from a link that answered; until the first probe says otherwise. */
  private static Set<String> answering(DatasetEntry entry, List<Liveness.Link> tried) {
    Set<String> answering = new HashSet<>();
    entry.tables().forEach(table -> answering.add(table.latest().received().url()));
    entry.files().forEach(file -> answering.add(file.url()));
    entry.failures().forEach(failure -> answering.remove(failure.url()));
    tried.stream()
        .filter(link -> link.failingSince().isPresent())
        .forEach(link -> answering.remove(link.url()));
    tried.stream()
        .filter(link -> link.failingSince().isEmpty())
        .forEach(link -> answering.add(link.url()));
    return answering;
  }

  private static Optional<String> shown(String words) {
    return SourceClient.address(words).map(SourceClient::shown).map(URI::toString);
  }

  private static boolean isPart(LinkLog.Link link) {
    return link.kind().equals(LiveLinks.PART);
  }

  private static Link link(LinkLog log, LinkLog.Link link, Instant now) {
    return new Link(
        shown(link.url()).orElse(link.url()),
        LiveLinks.use(link.kind()),
        link.failingSince(),
        log.probes(link, now.minus(WINDOW)).stream().map(LiveJudge::probe).toList());
  }

  private static LinkProbe probe(LinkLog.Probe probe) {
    return new LinkProbe(
        probe.at(),
        LinkProbe.Answer.valueOf(probe.answer()),
        probe.firstByte(),
        probe.certificateEnds(),
        probe.fault());
  }

  private static Set<String> softFailures(DatasetEntry entry) {
    return entry.failures().stream()
        .filter(
            failure -> failure.problem().rule().filter(LinkRules.SOFT_FAILURE::equals).isPresent())
        .map(DatasetEntry.Failure::url)
        .collect(Collectors.toSet());
  }

  /** What was found the last time the bytes of published parts were looked at. */
  private List<KeptPart> kept(LinkLog log, Collection<LinkLog.Link> links, DatasetEntry entry) {
    Map<String, String> names = new HashMap<>();
    for (TableEntry table : entry.tables()) {
      table
          .published()
          .ifPresent(
              version ->
                  version
                      .parts()
                      .forEach(part -> names.put(part.sha256(), version.id().toString())));
    }
    var kept = new ArrayList<KeptPart>();
    for (LinkLog.Link link : links) {
      if (isPart(link)) {
        List<LinkLog.Probe> probes = log.probes(link, Instant.EPOCH);
        if (!probes.isEmpty()) {
          kept.add(
              new KeptPart(
                  names.getOrDefault(link.url(), link.url()),
                  probes.getLast().answer().equals(LinkProbe.Answer.DATA.name())));
        }
      }
    }
    return kept;
  }

  private Vitals vitals(DatasetEntry entry, List<KeptPart> kept, Instant now) {
    List<Moment> moments = entry.dataset().modified().isPresent() ? moments(entry) : List.of();
    return new Vitals(
        entry.dataset(),
        day(now),
        day(entry.admitted()),
        content(entry),
        moments,
        series(entry, day(now)),
        harvestEvery.flatMap(every -> harvests(entry.source(), every, now)),
        kept,
        Optional.empty());
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, DatasetRules.VIETNAM);
  }

  /** The days on which other bytes came. */
  private List<LocalDate> content(DatasetEntry entry) {
    var days = new TreeSet<LocalDate>();
    for (TableEntry table : entry.tables()) {
      String before = "";
      for (TableVersion version : journal.versions(table.id()).reversed()) {
        if (!version.received().sha256().equals(before)) {
          days.add(day(version.judged()));
          before = version.received().sha256();
        }
      }
    }
    if (days.isEmpty() && !entry.files().isEmpty()) {
      journal.received(entry.id(), MOMENTS).forEach(at -> days.add(day(at)));
    }
    return List.copyOf(days);
  }

  private List<Moment> moments(DatasetEntry entry) {
    var moments = new ArrayList<Moment>();
    Map<String, String> bytes = new HashMap<>();
    for (JournalEntry line : journal.history(entry.id(), MOMENTS).reversed()) {
      switch (line.event()) {
        case Event.RecordAdmitted e when e.source().equals(entry.source()) && e.owner() ->
            moments.add(described(line.at(), e.nquads()));
        case Event.TableJudged e -> {
          String sha256 = e.version().received().sha256();
          if (!sha256.equals(bytes.put(e.version().id().table().slug(), sha256))) {
            moments.add(new Moment.Content(line.at()));
          }
        }
        case Event.FileReceived _ -> moments.add(new Moment.Content(line.at()));
        case Event.TableFailed _ -> moments.add(new Moment.Missed(line.at()));
        default -> {}
      }
    }
    return moments;
  }

  private static Moment described(Instant at, String nquads) {
    Optional<String> modified =
        MODIFIED.matcher(nquads).results().map(m -> m.group(1)).max(String::compareTo);
    String rest =
        nquads
            .lines()
            .filter(line -> !line.contains("<http://purl.org/dc/terms/modified>"))
            .sorted()
            .collect(Collectors.joining("\n"));
    return new Moment.Described(at, modified, Sha256.of(rest));
  }

  private List<Series> series(DatasetEntry entry, LocalDate today) {
    boolean promised =
        entry
            .dataset()
            .frequency()
            .flatMap(Frequencies::find)
            .filter(f -> f.kind() != Frequency.Kind.ENDED && f.period().isPresent())
            .isPresent();
    if (!promised) {
      return List.of();
    }
    var series = new ArrayList<Series>();
    for (TableEntry table : entry.tables()) {
      table.published().ifPresent(version -> series.addAll(series(version, today)));
    }
    return series;
  }

  private List<Series> series(TableVersion version, LocalDate today) {
    List<Column> times = TimeColumns.of(version.columns());
    if (times.isEmpty()) {
      return List.of();
    }
    LinkLog.LatestDays latest;
    try {
      latest =
          operations.links().findLatestDays(version.id()).orElseGet(() -> latest(version, times));
    } catch (CatalogException e) {
      LOG.warn("{} cannot be asked for its latest day: {}", version.id(), e.getMessage());
      return List.of();
    }
    var series = new ArrayList<Series>();
    for (Column column : times) {
      for (LinkLog.Latest value : latest.columns()) {
        if (value.column().equals(column.name())) {
          TimeColumns.lastDay(value.value())
              .ifPresent(
                  day ->
                      series.add(
                          new Series(
                              version.id().table().slug(),
                              column.name(),
                              column.type(),
                              day.isAfter(today) ? today : day)));
        }
      }
    }
    return series;
  }

  private LinkLog.LatestDays latest(TableVersion version, List<Column> times) {
    var found = new ArrayList<LinkLog.Latest>();
    List<java.nio.file.Path> parts =
        version.parts().stream().flatMap(part -> files.find(part.sha256()).stream()).toList();
    if (parts.size() < version.parts().size()) {
      return new LinkLog.LatestDays(List.of());
    }
    for (Column column : times) {
      var query =
          new RowsQuery(
              List.of("max(%s)".formatted(column.name())),
              Optional.empty(),
              List.of(),
              List.of(),
              1,
              Optional.empty());
      tables.rows(version, parts, query).items().stream()
          .flatMap(row -> row.values().stream())
          .filter(java.util.Objects::nonNull)
          .findFirst()
          .ifPresent(value -> found.add(new LinkLog.Latest(column.name(), value.toString())));
    }
    var latest = new LinkLog.LatestDays(found);
    operations.links().putLatestDays(version.id(), latest);
    return latest;
  }

  private Optional<Harvests> harvests(SourceId source, Duration every, Instant now) {
    List<Operations.Run> runs = operations.runs(Optional.of(source), RUNS);
    return runs.stream()
        .filter(run -> run.outcome().equals("complete"))
        .flatMap(run -> run.ended().stream())
        .findFirst()
        .or(() -> runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast().started()))
        .map(last -> new Harvests(every, last, now));
  }
}
