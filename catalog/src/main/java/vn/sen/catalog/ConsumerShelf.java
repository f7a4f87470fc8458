package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.catalog.Consumer.Held;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.ConsumersReport;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.ConflictException;

/** Consumers of tables, and the versions that they can use. Safe for many threads. */
public final class ConsumerShelf {
  private final ConsumerBook journal;

  public ConsumerShelf(ConsumerBook journal) {
    this.journal = journal;
  }

  /** Those of a table that are registered now, in the order of their registration. */
  public List<Consumer> of(TableId table) {
    return journal.consumers(table);
  }

  /** Removed ones too. */
  public Optional<Consumer> find(ConsumerId id) {
    return journal.findConsumer(id);
  }

  /**
   * The last published version that keeps what the consumer relies on; one whose data have grown
   * old counts, for those before it are older. Absent while there is none.
   */
  public Optional<Pin> pin(Consumer consumer) {
    return journal.standings(consumer.table(), consumer.id()).stream()
        .filter(held -> held.standing().isUsable())
        .flatMap(held -> version(consumer, held).stream().map(v -> new Pin(v, held)))
        .filter(pin -> pin.version().isPublic())
        .findFirst();
  }

  /**
   * Versions after the pinned one that are published, or all since the first that it was held
   * against, last first. Of one that it was not held against, nothing is known.
   */
  public List<Held> after(Consumer consumer, Optional<Pin> pin) {
    List<Held> standings = journal.standings(consumer.table(), consumer.id());
    int last =
        pin.map(p -> p.version().id().number())
            .orElse(standings.isEmpty() ? 0 : standings.getLast().version() - 1);
    return journal.versions(consumer.table()).stream()
        .filter(version -> version.isPublic() && version.id().number() > last)
        .map(version -> standing(version.id().number(), standings))
        .toList();
  }

  private static Held standing(int version, List<Held> standings) {
    return standings.stream()
        .filter(held -> held.version() == version)
        .findFirst()
        .orElse(new Held(version, Standing.UNKNOWN, Optional.empty()));
  }

  /** Whether visitors get a version, or will once a person lets it through. */
  public boolean isOrMayBePublic(TableVersion version) {
    return version.isPublic()
        || version.state() == TableState.QUARANTINED && journal.findRuling(version.id()).isEmpty();
  }

  /**
   * Refuses where a table has as many consumers as it may have.
   *
   * @throws ConflictException when it has {@link Consumer#MOST}
   */
  public void demandRoom(TableId table) {
    if (of(table).size() >= Consumer.MOST) {
      throw new ConflictException(
          "Bảng %s đã có %d bên sử dụng, là mức nhiều nhất. Table %s has %d consumers already, the most there may be."
              .formatted(table, Consumer.MOST, table, Consumer.MOST));
    }
  }

  /**
   * A report as anybody may read it: nothing is quoted of a version that is not public, nor of what
   * those relied on who are registered no longer.
   */
  QualityReport told(QualityReport report, TableVersionId id) {
    if (report.consumers().isEmpty()) {
      return report;
    }
    Set<String> registered =
        of(id.table()).stream().map(one -> one.id().value()).collect(Collectors.toSet());
    boolean open = journal.findVersion(id).filter(TableVersion::isPublic).isPresent();
    QualityReport known =
        report.told(outcome -> registered.contains(outcome.consumer()) ? outcome : outcome.brief());
    return open ? known : known.told(ConsumerOutcome::heldBack);
  }

  /** Versions that it could use until their bytes were erased, last first, with the reason. */
  public List<Erased> erased(Consumer consumer) {
    return journal.standings(consumer.table(), consumer.id()).stream()
        .filter(held -> held.standing().isUsable())
        .flatMap(held -> version(consumer, held).stream())
        .filter(version -> !version.isPublic())
        .flatMap(
            version ->
                version.parts().stream()
                    .flatMap(part -> journal.findErasure(part.sha256()).stream())
                    .findFirst()
                    .map(erasure -> new Erased(version.id(), erasure))
                    .stream())
        .toList();
  }

  /** All that was found when the consumer's contract was held against a version. */
  public Optional<ConsumerOutcome> outcome(Consumer consumer, int version) {
    return consumer.registration().stream()
        .flatMap(registration -> registration.outcomes().stream())
        .filter(outcome -> outcome.version() == version)
        .map(Consumer.Outcome::outcome)
        .findFirst()
        .or(
            () ->
                journal
                    .findReport(consumer.table().version(version))
                    .flatMap(report -> report.consumers())
                    .flatMap(report -> of(report, consumer)));
  }

  private static Optional<ConsumerOutcome> of(ConsumersReport report, Consumer consumer) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.consumer().equals(consumer.id().value()))
        .findFirst();
  }

  private Optional<TableVersion> version(Consumer consumer, Held held) {
    return journal.findVersion(consumer.table().version(held.version()));
  }

  /** The version that a consumer is kept at. */
  public record Pin(TableVersion version, Held held) {}

  /** A version that a consumer could use, and that is gone. */
  public record Erased(TableVersionId version, Erasure erasure) {
    /** What became of it, for people. */
    public String message() {
      return Lookup.erased(version, erasure);
    }
  }
}
