package vn.sen.harvest.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.commons.io.file.PathUtils;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.ConsumerShelf;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Intake.ConsumerGiven;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.ReliedOn;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.Freshness;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.Message;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.NotFoundException;

/**
 * Where consumers of tables register what they rely on. A contract is held against what is
 * published, and what may be, before it is taken. Safe for many threads.
 */
public final class ConsumerDesk {
  /** Characters of a contract: each is read anew for every new version. */
  private static final int LONGEST_CONTRACT = 200_000;

  /** Versions looked at for one that keeps the contract. */
  private static final int LOOKED_BACK = 10;

  private final Journal journal;
  private final ConsumerShelf shelf;
  private final ContentAge content;
  private final Intake intake;
  private final ReleaseFiles files;
  private final Examiner examiner;
  private final Supplier<UnitList> units;
  private final Clock clock;

  public ConsumerDesk(
      Journal journal,
      Intake intake,
      ReleaseFiles files,
      Examiner examiner,
      Supplier<UnitList> units,
      Clock clock) {
    this.journal = journal;
    this.shelf = new ConsumerShelf(journal);
    this.content = new ContentAge(journal);
    this.intake = intake;
    this.files = files;
    this.examiner = examiner;
    this.units = units;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param evenSo to be registered though what is published does not keep the contract, or though
   *     that could not be said
   * @param by who registers it
   */
  public record Application(TableId table, ConsumerGiven given, boolean evenSo, String by) {}

  /** What came of an application. */
  public sealed interface Answer {
    /**
     * It is registered.
     *
     * @param pinned the version it can use; absent when none of those looked at
     * @param published how it fares with what is published now; absent when nothing is
     * @param unheld what its contract says that no version is held against
     */
    record Registered(
        ConsumerId id,
        Optional<Integer> pinned,
        Optional<ConsumerOutcome> published,
        List<Message> unheld)
        implements Answer {}

    /** The contract is none that can be used: every fault with its place. */
    record Invalid(List<Message> faults) implements Answer {}

    /** It could not be said how it fares with a version, and nobody said as much either. */
    record NotKnown(int version) implements Answer {}

    /** What is published does not keep it, and nobody said that it be registered even so. */
    record NotKept(int version, ConsumerOutcome outcome) implements Answer {}
  }

  /**
   * Registers a consumer, or says why not.
   *
   * @throws NotFoundException when there is no such table
   * @throws vn.sen.vocab.problem.ConflictException as {@link Intake#register}
   */
  public Answer register(Application asked) throws InterruptedException {
    List<TableVersion> versions = journal.versions(asked.table());
    if (versions.isEmpty()) {
      throw new NotFoundException(
          "Không có bảng %s. There is no table %s.".formatted(asked.table(), asked.table()));
    }
    shelf.demandRoom(asked.table());
    if (asked.given().contract().length() > LONGEST_CONTRACT) {
      return invalid(
          "Hợp đồng dài quá %d ký tự.".formatted(LONGEST_CONTRACT),
          "The contract is longer than %d characters.".formatted(LONGEST_CONTRACT));
    }
    return switch (Consumers.read(asked.given().contract(), asked.table())) {
      case ContractReading.Invalid(var faults) ->
          new Answer.Invalid(faults.stream().map(FileCheck::placed).toList());
      case ContractReading.Read(Contract contract) ->
          contract.columns().isEmpty() && contract.rules().isEmpty()
              ? invalid(
                  "Hợp đồng không nhắc đến cột nào, nên không dựa vào điều gì.",
                  "The contract names no column, so that it relies on nothing.")
              : register(asked, contract, versions);
    };
  }

  private static Answer invalid(String vi, String en) {
    return new Answer.Invalid(List.of(new Message(vi, en)));
  }

  private Answer register(Application asked, Contract contract, List<TableVersion> versions)
      throws InterruptedException {
    var id = ConsumerId.mint();
    var outcomes = new ArrayList<Consumer.Outcome>();
    // What waits may be let through, and nobody looks at it then.
    for (TableVersion version : waiting(versions)) {
      ConsumerOutcome outcome = hold(id, contract, version);
      if (outcome.standing() == Standing.UNKNOWN && !asked.evenSo()) {
        return new Answer.NotKnown(version.id().number());
      }
      outcomes.add(new Consumer.Outcome(version.id().number(), outcome));
    }
    var published = new ArrayList<Consumer.Outcome>();
    for (TableVersion version : versions) {
      if (!version.isPublic()) {
        continue;
      }
      ConsumerOutcome outcome = aged(hold(id, contract, version), contract, version);
      if (published.isEmpty() && !asked.evenSo() && outcome.standing() != Standing.KEPT) {
        return outcome.standing() == Standing.UNKNOWN
            ? new Answer.NotKnown(version.id().number())
            : new Answer.NotKept(version.id().number(), outcome);
      }
      published.add(new Consumer.Outcome(version.id().number(), outcome));
      if (outcome.standing().isUsable() || published.size() == LOOKED_BACK) {
        break;
      }
    }
    outcomes.addAll(published);
    intake.register(id, asked.table(), asked.given(), outcomes, asked.by());
    return new Answer.Registered(
        id,
        published.stream()
            .filter(outcome -> outcome.outcome().standing().isUsable())
            .map(Consumer.Outcome::version)
            .findFirst(),
        published.stream().map(Consumer.Outcome::outcome).findFirst(),
        ReliedOn.unheld(contract));
  }

  /** Those after what is published that a person may let through, last first. */
  private List<TableVersion> waiting(List<TableVersion> versions) {
    return versions.stream()
        .takeWhile(version -> !version.isPublic())
        .filter(shelf::isOrMayBePublic)
        .limit(LOOKED_BACK)
        .toList();
  }

  /** How the contract fares with a version, by what was received or else by what is published. */
  private ConsumerOutcome hold(ConsumerId id, Contract contract, TableVersion version)
      throws InterruptedException {
    try {
      Path scratch = Files.createTempDirectory(files.temporaryDirectory(), "consumer-");
      try {
        Optional<Path> received = received(version, scratch);
        Optional<Path> file =
            received.or(
                () ->
                    version.parts().size() == 1
                        ? files.find(version.parts().getFirst().sha256())
                        : Optional.empty());
        String name = version.received().name();
        String inner = received.isPresent() ? TableNames.innerName(name) : "";
        return file.isPresent()
            ? examine(id, contract, version, file.get(), inner, scratch.resolve("tables"))
            : ReliedOn.unknown(id.value());
      } finally {
        PathUtils.deleteDirectory(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files cannot be read here", e);
    }
  }

  private Optional<Path> received(TableVersion version, Path scratch) throws IOException {
    String sha256 = version.received().sha256();
    Optional<Path> open = files.find(sha256);
    if (open.isPresent()) {
      return open;
    }
    // A sheet beside it is held back, so that the file is sealed.
    try (InputStream sealed = files.open(sha256).orElse(InputStream.nullInputStream())) {
      Path file = scratch.resolve("received");
      return Files.copy(sealed, file) > 0 ? Optional.of(file) : Optional.empty();
    }
  }

  private ConsumerOutcome examine(
      ConsumerId id, Contract contract, TableVersion version, Path file, String inner, Path results)
      throws InterruptedException {
    String fullName = version.received().name();
    int hash = fullName.indexOf('#');
    Examination examination =
        examiner.examine(
            "consumers of " + version.id().table().dataset(),
            file,
            new Examination.Request(
                    hash < 0 ? fullName : fullName.substring(0, hash),
                    version.received().sha256(),
                    Map.of(),
                    Circumstances.unknown(today()),
                    units.get(),
                    Map.of(),
                    Optional.empty())
                .with(Map.of(inner, List.of(new Relying(id.value(), contract)))),
            results);
    List<ExaminedTable> tables =
        examination instanceof Examination.Read(List<ExaminedTable> read, _) ? read : List.of();
    return tables.stream()
        .flatMap(table -> table.consumers().stream())
        .findFirst()
        .orElseGet(() -> ReliedOn.unknown(id.value()));
  }

  /** The outcome where what counts is the day the content last changed, which no table tells. */
  private ConsumerOutcome aged(ConsumerOutcome outcome, Contract contract, TableVersion version) {
    return content
        .until(contract, version)
        .filter(today()::isAfter)
        .map(
            until ->
                outcome.stale(
                    new BrokenPromise(
                        Freshness.OF_CONTENT,
                        Optional.empty(),
                        1,
                        OptionalLong.empty(),
                        new Message(
                            "Nội dung đổi lần cuối ngày %s; cần mới hơn, tức còn mới đến ngày %s."
                                .formatted(content.day(version), until),
                            "The content last changed on %s, and was fresh until %s."
                                .formatted(content.day(version), until)))))
        .orElse(outcome);
  }

  private LocalDate today() {
    return Layers.day(clock.instant());
  }
}
