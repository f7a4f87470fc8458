package vn.sen.publish.sources;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.harvest.run.SourceDesk.Ongoing;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.NotFoundException;

/** All sources, each with what is known of it today; a few questions for all of them together. */
@Singleton
final class SourceBook {
  private final Catalog catalog;
  private final Operations operations;
  private final SourceDesk desk;
  private final Clock clock;

  SourceBook(Catalog catalog, Operations operations, SourceDesk desk, Clock clock) {
    this.catalog = catalog;
    this.operations = operations;
    this.desk = desk;
    this.clock = clock;
  }

  /** By agency, then by name. */
  List<SourceLine> all() {
    Map<SourceId, Run> last =
        operations.lastRuns().stream().collect(Collectors.toMap(Run::source, run -> run));
    Map<SourceId, Integer> held = catalog.heldBySource();
    Facts facts = new Facts(last, held, desk.due(), ongoing(), new HashMap<>());
    return catalog.sources().stream()
        .sorted(Comparator.comparing(RegisteredSource::agency).thenComparing(RegisteredSource::id))
        .map(source -> line(source, facts))
        .toList();
  }

  /**
   * @throws NotFoundException when there is no such source
   */
  SourceLine one(SourceId id) {
    RegisteredSource source =
        catalog
            .findSource(id)
            .orElseThrow(() -> new NotFoundException("there is no source '%s'".formatted(id)));
    Map<SourceId, Run> last =
        operations.lastRun(id).stream().collect(Collectors.toMap(Run::source, run -> run));
    return line(
        source, new Facts(last, catalog.heldBySource(), desk.due(), ongoing(), new HashMap<>()));
  }

  Instant now() {
    return clock.instant();
  }

  private Map<SourceId, Ongoing> ongoing() {
    return desk.ongoing().stream()
        .collect(Collectors.toMap(Ongoing::source, Function.identity(), (a, _) -> a));
  }

  private record Facts(
      Map<SourceId, Run> last,
      Map<SourceId, Integer> held,
      Map<SourceId, Instant> due,
      Map<SourceId, Ongoing> ongoing,
      Map<AgencyCode, LangText> agencies) {}

  private SourceLine line(RegisteredSource source, Facts facts) {
    SourceId id = source.id();
    LocalDate today = Layers.day(clock.instant());
    return new SourceLine(
        source,
        facts.agencies.computeIfAbsent(
            source.agency(),
            code -> catalog.findAgency(code).map(Agency::name).orElse(LangText.of(code.value()))),
        desk.isPublic(source),
        desk.timetable(source),
        source.standing(today),
        source.enabled() ? desk.notice(source) : Optional.empty(),
        desk.isLeft(source),
        Optional.ofNullable(facts.last.get(id)),
        Optional.ofNullable(facts.ongoing.get(id)),
        Optional.ofNullable(facts.due.get(id)).filter(_ -> source.enabled()),
        facts.held.getOrDefault(id, 0));
  }
}
