package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.Gate;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.markup.MarkedReturn;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Sha256;

/**
 * Checks one file that belongs to no dataset, for whoever asks: the command line, the API and the
 * page, which all say the same. Received bytes are opened in a worker only. Safe for many threads.
 */
public final class FileCheck {
  private static final int LARGEST_CONTRACT = 20_000_000;

  private final WorkerPool workers;
  private final Examiner examiner;
  private final Supplier<UnitList> units;

  /**
   * @param units the list of administrative units to judge by, asked for each file
   */
  public FileCheck(WorkerPool workers, Supplier<UnitList> units) {
    this.workers = workers;
    this.units = units;
    this.examiner = new Examiner(workers);
  }

  /**
   * A file with the name that its owner knows it by; where it lies is nobody's business.
   *
   * @param name with its extension, which helps to tell what it is
   */
  public record Named(Path file, String name) {
    /** A file that is called what it is called on the disk. */
    public static Named of(Path file) {
      return new Named(file, String.valueOf(file.getFileName()));
    }
  }

  /**
   * What is to be checked.
   *
   * @param owner whose bytes they are; a worker that has seen them sees nobody else's
   * @param contract what is promised of the table; absent when nothing is
   * @param previous the last accepted version, to compare with
   * @param at the day to judge by; absent for today in Vietnam
   * @param listing whether every failing row is to be listed, as {@link
   *     vn.sen.harvest.check.FailingRows} writes them
   * @param folder in which the contract may find tables that this one refers to; absent where it
   *     may open no other file
   * @param consumers contracts of those who use the table, of which is said what would break
   */
  public record Request(
      String owner,
      Named file,
      Optional<Named> contract,
      Optional<Named> previous,
      Optional<LocalDate> at,
      boolean listing,
      Optional<Path> folder,
      List<Named> consumers) {
    public Request {
      consumers = List.copyOf(consumers);
    }

    /** Of which nobody relies on anything. */
    public Request(
        String owner,
        Named file,
        Optional<Named> contract,
        Optional<Named> previous,
        Optional<LocalDate> at,
        boolean listing,
        Optional<Path> folder) {
      this(owner, file, contract, previous, at, listing, folder, List.of());
    }

    /** Of a contract that may open no other file. */
    public Request(
        String owner,
        Named file,
        Optional<Named> contract,
        Optional<Named> previous,
        Optional<LocalDate> at) {
      this(owner, file, contract, previous, at, false, Optional.empty(), List.of());
    }
  }

  /** What came of a check. */
  public sealed interface Outcome {

    /**
     * It was judged.
     *
     * @param tables of the file, at least one
     * @param unheld what the contract promises that Sen does not hold the table against
     * @param failing every failing row, in the scratch directory; absent where not asked for
     */
    record Judged(List<JudgedTable> tables, List<Message> unheld, Optional<Path> failing)
        implements Outcome {
      public Judged {
        tables = List.copyOf(tables);
        unheld = List.copyOf(unheld);
      }

      public List<QualityReport> reports() {
        return tables.stream().map(JudgedTable::verdict).toList();
      }

      /** Whether nothing at all was found, and nobody is broken by it. */
      public boolean isSpotless() {
        return reports().stream()
            .allMatch(
                report ->
                    report.findings().isEmpty()
                        && report.consumers().filter(c -> c.broken() + c.unknown() > 0).isEmpty());
      }

      /** The report of a file that is one table, or an array of reports; a line of its own. */
      public String json() {
        List<QualityReport> reports = reports();
        return (reports.size() == 1 ? Json.write(reports.getFirst()) : Json.write(reports)) + "\n";
      }
    }

    /** The worker died, hung or overran on the file. */
    record Broken(Message reason) implements Outcome {}

    /** The contract is none that can be used: every fault with its place. */
    record InvalidContract(String contract, List<Message> faults) implements Outcome {
      public InvalidContract {
        faults = List.copyOf(faults);
      }
    }

    /** The previous version cannot be read, so that there is nothing to compare with. */
    record UnreadablePrevious(String previous) implements Outcome {}
  }

  /** A table as it was read, and the verdict on it. */
  public record JudgedTable(ReadReport report, QualityReport verdict) {}

  /**
   * A file on its way back.
   *
   * @param file absent when there is none, of which {@code message} says why
   */
  public record Marked(Optional<Path> file, Message message) {}

  /**
   * Checks a file.
   *
   * @param scratch an existing directory for what is needed in between; the caller's to delete
   */
  public Outcome check(Request request, Path scratch) throws IOException, InterruptedException {
    Optional<Contract> promised = Optional.empty();
    if (request.contract().isPresent()) {
      Named file = request.contract().get();
      switch (contract(file, ContractFile.tableOf(request.file().name()))) {
        case ContractReading.Read(Contract contract) -> promised = Optional.of(contract);
        case ContractReading.Invalid(var faults) -> {
          return new Outcome.InvalidContract(
              file.name(), faults.stream().map(FileCheck::placed).toList());
        }
      }
    }
    var relying = new ArrayList<Relying>();
    for (Named file : request.consumers()) {
      switch (contract(file, ContractFile.tableOf(request.file().name()))) {
        case ContractReading.Read(Contract contract) ->
            relying.add(new Relying(file.name(), contract));
        case ContractReading.Invalid(var faults) -> {
          return new Outcome.InvalidContract(
              file.name(), faults.stream().map(FileCheck::placed).toList());
        }
      }
    }
    Map<String, Previous> before = Map.of();
    if (request.previous().isPresent()) {
      Named file = request.previous().get();
      Examination examination =
          examine(
              request,
              file,
              Map.of(),
              Optional.empty(),
              OtherFiles.NONE,
              false,
              List.of(),
              scratch.resolve("previous"));
      if (!(examination instanceof Examination.Read(List<ExaminedTable> tables, _))
          || tables.stream().allMatch(table -> table.parts().isEmpty())) {
        return new Outcome.UnreadablePrevious(file.name());
      }
      before = previous(tables);
    }
    OtherFiles others =
        promised.map(c -> OtherFiles.in(request.folder(), c)).orElse(OtherFiles.NONE);
    Examination examination =
        examine(
            request,
            request.file(),
            before,
            promised,
            others,
            request.listing(),
            relying,
            scratch.resolve("tables"));
    return switch (examination) {
      case Examination.Broken(Message reason) -> new Outcome.Broken(reason);
      case Examination.Read(List<ExaminedTable> tables, Optional<Path> failing) ->
          new Outcome.Judged(
              tables.stream().map(t -> new JudgedTable(t.report(), verdict(t))).toList(),
              Stream.concat(
                      promised.stream().flatMap(c -> c.unheld().stream()), others.unheld().stream())
                  .toList(),
              failing);
    };
  }

  /** Writes a checked file with what was found in it, to be mended and sent again. */
  public Marked giveBack(Request request, Outcome.Judged judged, Path scratch)
      throws IOException, InterruptedException {
    MarkedReturn.Outcome outcome =
        MarkJob.mark(
            workers,
            request.owner(),
            request.file().file(),
            request.file().name(),
            judged.tables().stream()
                .map(t -> new MarkedReturn.Judged(t.report(), t.verdict().findings()))
                .toList(),
            judged.failing(),
            Files.createDirectory(scratch.resolve("return")));
    return switch (outcome) {
      case MarkedReturn.Outcome.Written(Path file, Message message) ->
          new Marked(Optional.of(file), message);
      case MarkedReturn.Outcome.Refused(Message message) -> new Marked(Optional.empty(), message);
    };
  }

  private static ContractReading contract(Named contract, String table) throws IOException {
    if (Files.size(contract.file()) > LARGEST_CONTRACT) {
      return notText("lớn hơn 20 MB", "it is larger than 20 MB");
    }
    try {
      return ContractFile.read(Files.readString(contract.file()), table);
    } catch (CharacterCodingException e) {
      return notText("không phải văn bản UTF-8", "it is no text in UTF-8");
    }
  }

  private static ContractReading notText(String vi, String en) {
    return new ContractReading.Invalid(List.of(new ContractReading.Fault("", new Message(vi, en))));
  }

  static Message placed(ContractReading.Fault fault) {
    return fault.where().isEmpty()
        ? fault.why()
        : new Message(
            fault.where() + ": " + fault.why().vi(), fault.where() + ": " + fault.why().en());
  }

  private Examination examine(
      Request request,
      Named file,
      Map<String, Previous> previous,
      Optional<Contract> contract,
      OtherFiles others,
      boolean listing,
      List<Relying> relying,
      Path results)
      throws IOException, InterruptedException {
    return examiner.examine(
        request.owner(),
        file.file(),
        others.files(),
        new Examination.Request(
            file.name(),
            Sha256.of(file.file()),
            Map.of(),
            Circumstances.unknown(
                request.at().orElseGet(() -> LocalDate.now(DatasetRules.VIETNAM))),
            units.get(),
            previous,
            contract,
            others.named(),
            listing,
            Map.of(Examination.Request.ANY_TABLE, relying)),
        results);
  }

  private static Map<String, Previous> previous(List<ExaminedTable> tables) {
    var previous = new HashMap<String, Previous>();
    for (ExaminedTable table : tables) {
      previous.put(
          table.report().table().orElse(""),
          new Previous(
              table.report().rows(),
              table.report().columns().stream().map(column -> column.name()).toList(),
              table.parts().stream().map(part -> part.file()).toList()));
    }
    return previous;
  }

  private static QualityReport verdict(ExaminedTable table) {
    String name = TableNames.fullName(table.report().input(), table.report().table());
    return table.parts().isEmpty()
        ? Gate.unreadable(name, table.report())
        : Gate.judge(name, table.report(), table.results()).with(table.consumers());
  }
}
