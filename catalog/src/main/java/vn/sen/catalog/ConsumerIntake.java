package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sen.catalog.Consumer.Outcome;
import vn.sen.catalog.Consumer.Registration;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Registers consumers of tables, and removes them. Under the intake's lock. */
final class ConsumerIntake {
  private static final int LONGEST_NAME = 200;

  private final Journal journal;

  ConsumerIntake(Journal journal) {
    this.journal = journal;
  }

  void register(
      ConsumerId id, TableId table, Intake.ConsumerGiven given, List<Outcome> outcomes, String by) {
    demand(given.name(), "Tên", "The name");
    demand(given.contact(), "Liên hệ", "The contact");
    if (journal.versions(table).isEmpty()) {
      throw new NotFoundException(
          "Không có bảng %s. There is no table %s.".formatted(table, table));
    }
    if (journal.consumers(table).size() >= Consumer.MOST) {
      throw new ConflictException(
          "Bảng %s đã có %d bên sử dụng, là mức nhiều nhất. Table %s has %d consumers already, the most there may be."
              .formatted(table, Consumer.MOST, table, Consumer.MOST));
    }
    var registration =
        new Registration(
            given.name().strip(),
            given.contact().strip(),
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

  private static void demand(String text, String vi, String en) {
    if (text.isBlank() || text.length() > LONGEST_NAME) {
      throw new InvalidRequestException(
          "%s cần từ 1 đến %d ký tự. %s has 1 to %d characters."
              .formatted(vi, LONGEST_NAME, en, LONGEST_NAME));
    }
  }
}
