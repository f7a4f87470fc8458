package vn.sen.harvest.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Digests;
import vn.sen.harvest.check.FailingRows;
import vn.sen.harvest.check.TableChecker;
import vn.sen.harvest.check.TableUnderCheck;
import vn.sen.harvest.check.TableUnderCheck.OtherTable;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.harvest.run.Examination.OtherFile;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sha256;

/** The worker's side of {@link Examiner}: reads a file and checks each of its tables. */
public final class ExamineJob implements WorkerJob {
  /** Under which workers know it. */
  public static final String NAME = "examine";

  private static final String FAILING = "failing.parquet";

  private static final long MEMORY = 400L << 20;

  /** As long as the worker lives. */
  private final TableReader reader = new TableReader();

  /** Likewise: lists are few, and reading one takes longer than judging a small file. */
  private final Map<CodeListVersion, AdministrativeUnits> units = new ConcurrentHashMap<>();

  @Override
  public String run(String json, Files files) throws IOException {
    var request =
        Json.read(json, Examination.Request.class)
            .at(place -> files.inputs().get(Integer.parseInt(place.getFileName().toString())));
    List<ReadTable> tables =
        reader.read(
            new ReadRequest(
                files.inputs().getFirst(),
                request.name(),
                files.output(),
                request.footer(),
                ReadOptions.TYPED),
            files.temporary());
    Circumstances received =
        Digests.received(files.inputs().getFirst(), request.circumstances(), request.contract());
    // Of several tables in a file, none is the same data as another file.
    Circumstances circumstances =
        tables.size() == 1 ? received : received.beside(received.beside().withoutTwins());
    Map<String, OtherTable> others = others(request.others(), files);
    var answers = new ArrayList<Answer>();
    var relied = new ReliedTime();
    try (DuckSession session = DuckSession.open(files.temporary(), MEMORY, 2)) {
      Optional<FailingRows> failing =
          request.listing()
              ? Optional.of(new FailingRows(session, files.temporary()))
              : Optional.empty();
      List<String> key = request.contract().map(Contract::primaryKey).orElse(List.of());
      for (ReadTable table : tables) {
        List<CheckResult> results =
            check(
                request,
                table,
                circumstances,
                () -> units(request.units(), files),
                others,
                session,
                failing);
        List<Written> parts = parts(table, key, session);
        answers.add(
            new Answer(
                table.report(),
                parts,
                results,
                relied.hold(request, table, circumstances, session)));
      }
      failing.ifPresent(rows -> rows.write(files.output().resolve(FAILING)));
      return Json.write(new Answers(answers, failing.map(_ -> FAILING)));
    }
  }

  private static List<Written> parts(ReadTable table, List<String> key, DuckSession session)
      throws IOException {
    if (table.typed().isEmpty()) {
      return List.of();
    }
    ReadReport report = table.report();
    return new ReleaseParts(session, ReleaseParts.LARGEST)
        .of(table.typed().get(), report.columns(), report.rows(), key).stream()
            .map(part -> new Written(part.file().getFileName().toString(), part.rows()))
            .toList();
  }

  /** The first table of each of the other files; none of one that can't be read. */
  private Map<String, OtherTable> others(List<OtherFile> wanted, Files files) throws IOException {
    var others = new HashMap<String, OtherTable>();
    for (int i = 0; i < Math.min(wanted.size(), files.inputs().size() - 1); i++) {
      Path directory = java.nio.file.Files.createDirectory(files.temporary().resolve("other-" + i));
      ReadTable table =
          reader
              .read(
                  new ReadRequest(
                      files.inputs().get(i + 1),
                      wanted.get(i).name(),
                      java.nio.file.Files.createDirectory(directory.resolve("tables")),
                      Map.of(),
                      ReadOptions.TYPED),
                  java.nio.file.Files.createDirectory(directory.resolve("work")))
              .getFirst();
      String name = wanted.get(i).table();
      table
          .text()
          .ifPresent(text -> others.put(name, new OtherTable(text, table.report().columns())));
    }
    return others;
  }

  /** The list that was asked for; one that does not ship came behind all other files. */
  private AdministrativeUnits units(UnitList list, Files files) {
    AdministrativeUnits shipped = AdministrativeUnits.shipped();
    return shipped.version().equals(list.version())
        ? shipped
        : units.computeIfAbsent(list.version(), version -> read(version, files.inputs().getLast()));
  }

  private static AdministrativeUnits read(CodeListVersion version, Path file) {
    try {
      String text = java.nio.file.Files.readString(file);
      if (!Sha256.of(text).equals(version.sha256())) {
        throw new IllegalStateException("the file is not the list %s".formatted(version));
      }
      return AdministrativeUnits.of(new CodeList(version, "", text));
    } catch (IOException e) {
      throw new UncheckedIOException("the list %s cannot be read".formatted(version), e);
    }
  }

  private static List<CheckResult> check(
      Examination.Request request,
      ReadTable table,
      Circumstances known,
      Supplier<AdministrativeUnits> units,
      Map<String, OtherTable> others,
      DuckSession session,
      Optional<FailingRows> failing) {
    if (table.text().isEmpty() || table.typed().isEmpty()) {
      return List.of();
    }
    String inner = table.report().table().orElse("");
    Circumstances circumstances =
        Optional.ofNullable(request.previous().get(inner)).map(known::after).orElse(known);
    var subject =
        new TableUnderCheck(
            TableNames.fullName(request.name(), table.report().table()),
            request.sha256(),
            table.report(),
            table.text().get(),
            table.typed().get(),
            request.contract(),
            circumstances,
            units,
            others);
    var checker = new TableChecker();
    return failing.isPresent()
        ? checker.check(subject, session, failing.get())
        : checker.check(subject, session);
  }

  /**
   * What is said of a file.
   *
   * @param failing the file with every failing row, by name
   */
  record Answers(List<Answer> tables, Optional<String> failing) {}

  /** A part of a table, its file by name. */
  record Written(String file, long rows) {}

  /** What is said of a table. */
  record Answer(
      ReadReport report,
      List<Written> parts,
      List<CheckResult> results,
      List<ConsumerOutcome> consumers) {

    private static Optional<Examination.ReleasedPart> in(Path directory, Written part) {
      return WorkerFiles.find(directory, part.file)
          .map(file -> new Examination.ReleasedPart(file, part.rows));
    }

    /** Absent when the parts are not all there, or are not the table. */
    Optional<Examination.ExaminedTable> in(Path directory) {
      List<Examination.ReleasedPart> found =
          parts.stream().flatMap(part -> in(directory, part).stream()).toList();
      long rows = found.stream().mapToLong(Examination.ReleasedPart::rows).sum();
      boolean whole =
          found.size() == parts.size()
              && found.stream().map(Examination.ReleasedPart::file).distinct().count()
                  == found.size()
              && (found.isEmpty() || rows == report.rows());
      return whole
          ? Optional.of(new Examination.ExaminedTable(report, found, results, consumers))
          : Optional.empty();
    }
  }
}
