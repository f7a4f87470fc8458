package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Consumer.Held;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumersReport;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

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
    return journal.standings(consumer.id()).stream()
        .filter(held -> held.standing().isUsable())
        .flatMap(held -> version(consumer, held).stream().map(v -> new Pin(v, held)))
        .filter(pin -> pin.version().isPublic())
        .findFirst();
  }

  /** Versions after the pinned one that are published, or all of these, last first. */
  public List<Held> after(Consumer consumer, Optional<Pin> pin) {
    int pinned = pin.map(p -> p.version().id().number()).orElse(0);
    return journal.standings(consumer.id()).stream()
        .takeWhile(held -> held.version() > pinned)
        .filter(held -> version(consumer, held).filter(TableVersion::isPublic).isPresent())
        .toList();
  }

  /** Versions that it could use until their bytes were erased, last first, with the reason. */
  public List<Erased> erased(Consumer consumer) {
    return journal.standings(consumer.id()).stream()
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
