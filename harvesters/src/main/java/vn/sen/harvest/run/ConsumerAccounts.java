package vn.sen.harvest.run;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.ConsumerShelf;
import vn.sen.catalog.ConsumerShelf.Erased;
import vn.sen.catalog.ConsumerShelf.Pin;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.NotFoundException;

/** Where consumers of tables learn which version they can use. Safe for many threads. */
public final class ConsumerAccounts {
  private final ConsumerShelf shelf;
  private final ContentAge content;
  private final Clock clock;

  public ConsumerAccounts(Journal journal, Clock clock) {
    this.shelf = new ConsumerShelf(journal);
    this.content = new ContentAge(journal);
    this.clock = clock;
  }

  /**
   * How things stand with a consumer.
   *
   * @param pin the version it can use
   * @param freshUntil the last day on which that is as fresh as it relies on; absent when it does
   *     not rely on that
   * @param isFresh whether that day is not over
   * @param later published versions since, last first
   * @param erased versions that it could use until they were erased, last first
   */
  public record Account(
      Consumer consumer,
      Optional<Pin> pin,
      Optional<LocalDate> freshUntil,
      boolean isFresh,
      List<Later> later,
      List<Erased> erased) {}

  /** A version after the one that a consumer is kept at, and what it breaks. */
  public record Later(int version, Standing standing, List<BrokenPromise> breaks) {}

  /**
   * How things stand with a consumer of a table.
   *
   * @throws NotFoundException when the table has none of that id, or has it no longer
   */
  public Account account(TableId table, String id) {
    Consumer consumer =
        Optional.of(id)
            .filter(ConsumerId::isForm)
            .flatMap(text -> shelf.find(new ConsumerId(text)))
            .filter(found -> found.table().equals(table) && found.removed().isEmpty())
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "Bảng %s không có bên sử dụng %s. Table %s has no consumer %s."
                            .formatted(table, id, table, id)));
    Optional<Pin> pin = shelf.pin(consumer);
    Optional<LocalDate> until = pin.flatMap(p -> freshUntil(consumer, p));
    LocalDate today = Layers.day(clock.instant());
    return new Account(
        consumer,
        pin,
        until,
        until.map(day -> !today.isAfter(day)).orElse(true),
        shelf.after(consumer, pin).stream()
            .map(
                held ->
                    new Later(
                        held.version(),
                        held.standing(),
                        shelf
                            .outcome(consumer, held.version())
                            .map(ConsumerOutcome::breaks)
                            .orElse(List.of())))
            .toList(),
        shelf.erased(consumer));
  }

  private Optional<LocalDate> freshUntil(Consumer consumer, Pin pin) {
    return Stream.concat(
            pin.held().freshUntil().stream(),
            Consumers.contract(consumer)
                .flatMap(contract -> content.until(contract, pin.version()))
                .stream())
        .min(LocalDate::compareTo);
  }
}
