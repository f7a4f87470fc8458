package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sen.catalog.Consumer.Outcome;
import vn.sen.catalog.Consumer.Registration;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.NotFoundException;

/** Registers consumers of tables, and removes them. Under the intake's lock. */
final class ConsumerIntake {
  private final Journal journal;

  ConsumerIntake(Journal journal) {
    this.journal = journal;
  }

  void register(
      ConsumerId id, TableId table, Intake.ConsumerGiven given, List<Outcome> outcomes, String by) {
    List<TableVersion> versions = journal.versions(table);
    if (versions.isEmpty()) {
      throw new NotFoundException(
          "Không có bảng %s. There is no table %s.".formatted(table, table));
    }
    var shelf = new ConsumerShelf(journal);
    shelf.demandRoom(table);
    versions.stream()
        .filter(shelf::isOrMayBePublic)
        .findFirst()
        .filter(newest -> outcomes.stream().noneMatch(o -> o.version() == newest.id().number()))
        .ifPresent(
            newest -> {
              throw new ConflictException(
                  "Phiên bản %s vừa đến và chưa được đối chiếu; hãy đăng ký lại. Version %s has come meanwhile and was not held against the contract; register again."
                      .formatted(newest.id(), newest.id()));
            });
    var registration =
        new Registration(
            given.name(),
            given.contact(),
            given.contract(),
            outcomes,
            UUID.randomUUID().toString());
    journal.append(
        List.of(
            new Event.ConsumerRegistered(
                table,
                id,
                outcomes.stream().map(Outcome::brief).toList(),
                Optional.of(registration),
                by)));
  }

  void remove(ConsumerId id, String why, String by) {
    Consumer consumer =
        journal
            .findConsumer(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "Không có bên sử dụng %s. There is no consumer %s.".formatted(id, id)));
    if (consumer.removed().isPresent()) {
      throw new ConflictException(
          "%s đã được gỡ ngày %s. %s was removed on %s already."
              .formatted(id, consumer.removed().get(), id, consumer.removed().get()));
    }
    journal.append(List.of(new Event.ConsumerRemoved(consumer.table(), id, why, by)));
  }
}
