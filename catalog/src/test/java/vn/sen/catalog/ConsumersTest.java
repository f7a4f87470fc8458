package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Consumer.Held;
import vn.sen.catalog.Consumer.Outcome;
import vn.sen.catalog.ConsumerShelf.Erased;
import vn.sen.catalog.ConsumerShelf.Pin;
import vn.sen.catalog.Intake.ConsumerGiven;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Consumers in the journal: who registered, and which version each can use. */
class ConsumersTest {
  private static final ConsumerId X = new ConsumerId("c000000000x");
  private static final ConsumerId Y = new ConsumerId("c000000000y");
  private static final ConsumerGiven GIVEN =
      new ConsumerGiven("Công ty X", "mail@x.vn", "{\"fields\": [{\"name\": \"a\"}]}");

  @TempDir Path directory;

  private static TableId provinces(House house) {
    SourceId portal = house.source("portal", new AgencyCode("G09"));
    house.harvest(portal, "run-1", "dan-so");
    return new TableId(house.dataset(portal, "dan-so"), "provinces");
  }

  private static ConsumerOutcome outcome(ConsumerId id, Standing standing) {
    return ConsumerOutcome.of(
        id.value(),
        standing,
        standing == Standing.KEPT
            ? List.of()
            : List.of(
                new BrokenPromise(
                    "COM-12",
                    Optional.empty(),
                    1,
                    OptionalLong.of(1),
                    new Message("quoted", "quoted"))),
        Optional.of(LocalDate.of(2026, 11, 1)));
  }

  private static TableVersionId judge(
      House house, TableId table, TableState state, ConsumerOutcome... outcomes) {
    int number = house.intake.nextVersion(table);
    String content = "v" + number;
    TableVersion version = Samples.version(table.version(number), state, content);
    house.keep(content, state.isPublic());
    house.keep("received " + content, state.isPublic());
    house.intake.judged(
        List.of(new Intake.Verdict(version, Samples.report(version).with(List.of(outcomes)))));
    return version.id();
  }

  private static List<Outcome> kept(ConsumerId id, int version) {
    return List.of(new Outcome(version, outcome(id, Standing.KEPT)));
  }

  private static Optional<Integer> pinned(House house, ConsumerId id) {
    return house
        .catalog
        .consumers()
        .pin(house.catalog.consumers().find(id).orElseThrow())
        .map(Pin::version)
        .map(version -> version.id().number());
  }

  @Test
  void aConsumerIsPinnedToTheLastVersionThatKeepsItsContract() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(
          X, table, GIVEN, List.of(new Outcome(1, outcome(X, Standing.KEPT))), "steward");
      house.intake.register(
          Y, table, GIVEN, List.of(new Outcome(1, outcome(Y, Standing.KEPT))), "steward");
      assertThat(pinned(house, X)).contains(1);

      judge(
          house,
          table,
          TableState.PUBLISHED,
          outcome(X, Standing.BROKEN),
          outcome(Y, Standing.KEPT));
      assertThat(pinned(house, X)).contains(1);
      assertThat(pinned(house, Y)).contains(2);
      ConsumerShelf shelf = house.catalog.consumers();
      Consumer x = shelf.find(X).orElseThrow();
      assertThat(shelf.after(x, shelf.pin(x))).extracting(Held::version).containsExactly(2);
      assertThat(shelf.outcome(x, 2)).contains(outcome(X, Standing.BROKEN));

      judge(house, table, TableState.PUBLISHED, outcome(X, Standing.STALE));
      assertThat(pinned(house, X)).contains(3);
      assertThat(house.journal.inspect()).isEmpty();
    }
    try (House again = House.in(directory)) {
      assertThat(pinned(again, X)).contains(3);
      assertThat(pinned(again, Y)).contains(2);
    }
  }

  @Test
  void aVersionHeldBackPinsNobodyUntilAPersonLetsItThrough() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");
      TableVersionId second =
          judge(house, table, TableState.QUARANTINED, outcome(X, Standing.KEPT));
      assertThat(pinned(house, X)).contains(1);

      house.intake.decide(second, Decision.APPROVE, "seen", "steward");

      assertThat(pinned(house, X)).contains(2);
    }
  }

  @Test
  void whatWasErasedByLawIsNoLongerPinnedAndTheReasonIsKnown() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(
          X, table, GIVEN, List.of(new Outcome(1, outcome(X, Standing.KEPT))), "steward");
      TableVersionId second = judge(house, table, TableState.PUBLISHED, outcome(X, Standing.KEPT));

      house.intake.erase(
          house.journal.findVersion(second).orElseThrow().parts().getFirst().sha256(),
          "a court's order",
          "administrator");

      assertThat(pinned(house, X)).contains(1);
      ConsumerShelf shelf = house.catalog.consumers();
      assertThat(shelf.erased(shelf.find(X).orElseThrow()))
          .extracting(Erased::version)
          .containsExactly(second);
      assertThat(shelf.erased(shelf.find(X).orElseThrow()).getFirst().message())
          .contains("a court's order");
      assertThat(house.journal.inspect()).isEmpty();
    }
  }

  @Test
  void removalErasesWhoItWasAndTheChainHolds() throws Exception {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");
      house.intake.register(Y, table, GIVEN, kept(Y, 1), "steward");

      house.intake.removeConsumer(X, "asked for", "steward");

      assertThat(house.catalog.consumers().of(table))
          .singleElement()
          .satisfies(
              left -> {
                assertThat(left.id()).isEqualTo(Y);
                assertThat(left.registration().orElseThrow().contact()).isEqualTo("mail@x.vn");
              });
      Consumer removed = house.catalog.consumers().find(X).orElseThrow();
      assertThat(removed.registration()).isEmpty();
      assertThat(removed.removed()).isPresent();
      assertThat(house.journal.inspect()).isEmpty();
      assertThat(house.journal.after(0, 100))
          .extracting(JournalEntry::event)
          .filteredOn(event -> event instanceof Event.ConsumerRegistered)
          .extracting(event -> ((Event.ConsumerRegistered) event).registration().isPresent())
          .containsExactly(false, true);
      assertThatThrownBy(() -> house.intake.removeConsumer(X, "again", "steward"))
          .isInstanceOf(ConflictException.class);
    }
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from entry where body like '%mail@x.vn%' or body like '%Công"
                    + " ty%'")) {
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void aReportThatIsErasedStillTellsWhoCanUseTheVersion() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED, outcome(X, Standing.KEPT));

      Event judged =
          house.journal.after(0, 100).stream()
              .map(JournalEntry::event)
              .filter(event -> event instanceof Event.TableJudged)
              .findFirst()
              .orElseThrow();
      assertThat(((Event.TableJudged) judged).report().consumers().orElseThrow().outcomes())
          .containsExactly(outcome(X, Standing.KEPT));
      // Replaying reads entries without their payloads, as after an erasure.
      assertThat(house.journal.inspect()).isEmpty();
      assertThat(house.journal.standings(table, X)).extracting(Held::version).containsExactly(1);
    }
  }

  @Test
  void howADatasetLivesTakesNothingFromWhatItsConsumersAreTold() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      TableVersionId first = judge(house, table, TableState.PUBLISHED, outcome(X, Standing.BROKEN));

      house.intake.lives(table.dataset(), Samples.liveness(0.4));

      assertThat(house.catalog.findReport(first).orElseThrow().consumers().orElseThrow().broken())
          .isEqualTo(1);
    }
  }

  @Test
  void aVersionThatWasNotLookedAtIsNoGroundToRegisterOn() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      TableVersionId second = judge(house, table, TableState.QUARANTINED);

      assertThatThrownBy(() -> house.intake.register(X, table, GIVEN, kept(X, 1), "steward"))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining(second.toString());
      assertThat(house.catalog.consumers().of(table)).isEmpty();

      house.intake.decide(second, Decision.REFUSE, "seen", "steward");
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");
      assertThat(pinned(house, X)).contains(1);
    }
  }

  @Test
  void ofAVersionThatItWasNotHeldAgainstAConsumerIsToldThatNothingIsKnown() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");

      judge(house, table, TableState.PUBLISHED);

      ConsumerShelf shelf = house.catalog.consumers();
      Consumer x = shelf.find(X).orElseThrow();
      assertThat(shelf.after(x, shelf.pin(x)))
          .containsExactly(new Held(2, Standing.UNKNOWN, Optional.empty()));
    }
  }

  @Test
  void nothingIsQuotedOfAVersionUntilItIsPublic() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");
      TableVersionId second =
          judge(house, table, TableState.QUARANTINED, outcome(X, Standing.BROKEN));

      assertThat(told(house, second))
          .satisfies(
              told -> {
                assertThat(told.broken()).isEqualTo(1);
                assertThat(told.freshUntil()).isEmpty();
                BrokenPromise promise = told.breaks().getFirst();
                assertThat(promise.rule()).isEqualTo("COM-12");
                assertThat(promise.failed()).isEqualTo(1);
                assertThat(promise.row()).isEmpty();
                assertThat(promise.message().en()).doesNotContain("quoted");
              });

      house.intake.decide(second, Decision.APPROVE, "seen", "steward");

      assertThat(told(house, second)).isEqualTo(outcome(X, Standing.BROKEN));
    }
  }

  @Test
  void ofWhoIsRemovedAReportSaysHowItStoodAndNotWhatItReliedOn() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");
      TableVersionId second =
          judge(house, table, TableState.PUBLISHED, outcome(X, Standing.BROKEN));
      assertThat(told(house, second).breaks()).hasSize(1);

      house.intake.removeConsumer(X, "asked for", "steward");

      assertThat(told(house, second)).isEqualTo(outcome(X, Standing.BROKEN).brief());
    }
  }

  private static ConsumerOutcome told(House house, TableVersionId version) {
    return house
        .catalog
        .findReport(version)
        .flatMap(report -> report.consumers())
        .orElseThrow()
        .outcomes()
        .getFirst();
  }

  @Test
  void aReportOnAnotherTableSaysNothingOfAConsumer() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);
      house.intake.register(X, table, GIVEN, kept(X, 1), "steward");

      TableId other = new TableId(table.dataset(), "districts");
      judge(house, other, TableState.PUBLISHED, outcome(X, Standing.BROKEN));
      judge(house, other, TableState.PUBLISHED, outcome(X, Standing.KEPT));

      assertThat(house.journal.standings(table, X))
          .extracting(Held::version, Held::standing)
          .containsExactly(tuple(1, Standing.KEPT));
      assertThat(house.journal.inspect()).isEmpty();
    }
  }

  @Test
  void registrationNeedsATableANameAContactAndRoom() {
    try (House house = House.in(directory)) {
      TableId table = provinces(house);
      judge(house, table, TableState.PUBLISHED);

      assertThatThrownBy(
              () ->
                  house.intake.register(
                      X,
                      new TableId(new DatasetId("0000000009"), "khac"),
                      GIVEN,
                      List.of(),
                      "steward"))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(
              () ->
                  house.intake.register(
                      X, table, new ConsumerGiven(" ", "mail@x.vn", "{}"), List.of(), "steward"))
          .isInstanceOf(InvalidRequestException.class);
      assertThatThrownBy(
              () ->
                  house.intake.register(
                      X, table, new ConsumerGiven("X", "", "{}"), List.of(), "steward"))
          .isInstanceOf(InvalidRequestException.class);
      for (int i = 0; i < Consumer.MOST; i++) {
        ConsumerId id = ConsumerId.mint();
        house.intake.register(id, table, GIVEN, kept(id, 1), "steward");
      }
      assertThatThrownBy(() -> house.intake.register(X, table, GIVEN, kept(X, 1), "steward"))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("100");
    }
  }
}
