package vn.sen.harvest.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.CodeShelf;
import vn.sen.catalog.ConsumerShelf;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.Erasure;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Operations.Seen;
import vn.sen.catalog.Part;
import vn.sen.catalog.Problem;
import vn.sen.catalog.Problem.Stage;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.Source;
import vn.sen.harvest.check.AnnouncedBytes;
import vn.sen.harvest.check.CatalogueRules;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Circumstances.Mode;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.Gate;
import vn.sen.harvest.check.LinkRules;
import vn.sen.harvest.check.MetadataRules;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.FileType;
import vn.sen.vocab.Finding;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waived;
import vn.sen.vocab.problem.CatalogException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * Brings in the files of datasets: fetched, read and checked in a worker, judged by the gate, and
 * recorded whatever the verdict. What is published stays until something better passes.
 */
public final class DistributionIntake {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionIntake.class);

  private static final String SEEN = "file ";

  /** Written in JSON or XML, which may look like records, but no tables. */
  private static final Set<String> NO_TABLES =
      Set.of("JSON_LD", "RDF_XML", "KML", "GML", "GPX", "RSS", "ATOM");

  /** What such files are read as; none of these when they hold something else than declared. */
  private static final Set<String> DOCUMENTS = Set.of("", "json", "jsonl", "geojson", "xml");

  private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(\\s*;.*)?");

  private static final Pattern PLAIN_MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");

  private static final Pattern IANA =
      Pattern.compile("^https?://www\\.iana\\.org/assignments/media-types/");

  private final SourceClient client;
  private final Examiner examiner;
  private final Journal journal;
  private final CodeShelf codes;
  private final Consumers consumers;
  private final Path cache;
  private final Intake intake;
  private final Operations operations;
  private final ReleaseFiles files;
  private final LiveJudge live;
  private final String datasetBase;
  private final int parallel;
  private final long quota;
  private final Clock clock;

  /**
   * @param cache for code lists as workers read them; may be emptied at any time
   * @param datasetBase what the IRIs of datasets begin with
   * @param parallel datasets taken in at the same time
   * @param quota bytes of files that a source may take up, where it has no quota of its own
   */
  public DistributionIntake(
      SourceClient client,
      Examiner examiner,
      Journal journal,
      Intake intake,
      Operations operations,
      ReleaseFiles files,
      Path cache,
      LiveJudge live,
      String datasetBase,
      int parallel,
      long quota,
      Clock clock) {
    this.client = client;
    this.examiner = examiner;
    this.journal = journal;
    this.codes = new CodeShelf(journal);
    this.consumers = new Consumers(new ConsumerShelf(journal));
    this.cache = cache;
    this.intake = intake;
    this.operations = operations;
    this.files = files;
    this.live = live;
    this.datasetBase = datasetBase;
    this.parallel = parallel;
    this.quota = quota;
    this.clock = clock;
  }

  /**
   * Takes in the files of all datasets for which {@code source} speaks.
   *
   * @param supply who hands over those that are not had over HTTP
   */
  void takeAll(
      Source source,
      Optional<FileSupply> supply,
      Collection<DatasetId> datasets,
      String run,
      Tally tally,
      Progress progress)
      throws InterruptedException {
    var fetch = new FileFetch(client, source, supply);
    var done = new AtomicInteger();
    var shelf = new Shelf(journal);
    Quota room = quota(source.id(), source.option(Quota.OPTION));
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      List<Future<?>> tasks = new ArrayList<>();
      for (DatasetId dataset : datasets) {
        tasks.add(
            threads.submit(
                () -> {
                  takeOne(fetch, dataset, run, tally, shelf, room);
                  progress.step();
                  if (done.incrementAndGet() % 10 == 0) {
                    progress.say(
                        "files of %d of %d datasets".formatted(done.get(), datasets.size()));
                  }
                  return true;
                }));
      }
      try {
        for (Future<?> task : tasks) {
          task.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        if (e.getCause() instanceof InterruptedException interruption) {
          throw interruption;
        }
        throw new IllegalStateException(
            "taking in files of " + source.id() + " failed", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  /** What the files of a source take up. */
  public SourceDesk.Room room(RegisteredSource source) {
    return quota(source.id(), Optional.ofNullable(source.options().get(Quota.OPTION))).room();
  }

  private Quota quota(SourceId source, Optional<String> own) {
    Set<String> hashes = journal.bytesOf(source);
    long held = hashes.stream().mapToLong(sha256 -> files.size(sha256).orElse(0)).sum();
    return new Quota(source, own, quota, hashes, held);
  }

  /** What goes wrong with one dataset is that one's matter, unless nothing can be kept any more. */
  private void takeOne(
      FileFetch fetch, DatasetId id, String run, Tally tally, Shelf shelf, Quota room)
      throws InterruptedException {
    try {
      take(fetch, id, run, tally, shelf, room);
    } catch (StoreUnavailableException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      unlessInterrupted();
      LOG.error("{}: its files cannot be taken in", id, e);
      tally.problem(
          new Problem(
              id.value(),
              Optional.empty(),
              Stage.GATE,
              Optional.empty(),
              Severity.ERROR,
              ownFault(e)));
    }
  }

  private void take(FileFetch fetch, DatasetId id, String run, Tally tally, Shelf shelf, Quota room)
      throws InterruptedException {
    DatasetEntry entry = journal.find(id).orElseThrow();
    if (!entry.source().equals(fetch.source().id())) {
      return; // a copy: the owner's files are taken from the owner
    }
    var names = new TableNames(entry);
    var neighbours = new Neighbours(id, journal, files);
    for (Distribution distribution : entry.dataset().distributions()) {
      Optional<URI> url = fetch.address(distribution);
      if (url.isPresent()) {
        take(
            new Offer(
                fetch, entry, distribution, url.get(), names, run, tally, neighbours, shelf, room));
      }
    }
    live.look(id).ifPresent(today -> count(entry, today, run, tally));
  }

  /** What is wrong with how the dataset lives, beside what was found in its files. */
  private void count(DatasetEntry before, Liveness today, String run, Tally tally) {
    List<Finding> errors =
        today.ofData().stream()
            .filter(finding -> finding.severity().compareTo(Severity.ERROR) >= 0)
            .filter(finding -> !finding.rule().equals(LinkRules.SOFT_FAILURE))
            .toList();
    if (errors.isEmpty()) {
      return;
    }
    long published =
        journal.find(before.id()).stream()
            .flatMap(entry -> entry.tables().stream())
            .map(TableEntry::latest)
            .filter(latest -> latest.run().equals(run) && latest.state() == TableState.PUBLISHED)
            .count();
    tally.warned((int) published);
    for (Finding finding : errors) {
      tally.problem(
          new Problem(
              before.record().identifier(),
              Optional.empty(),
              Stage.CHECK,
              Optional.of(finding.rule()),
              finding.severity(),
              finding.message()));
    }
  }

  private void take(Offer offer) throws InterruptedException {
    try {
      Path directory = Files.createTempDirectory(files.temporaryDirectory(), "fetch-");
      try {
        fetch(offer, directory);
      } catch (StoreUnavailableException | UncheckedIOException e) {
        throw e; // the next file would fare no better
      } catch (CatalogException e) {
        // Such as bytes that were erased here for good: one file's matter, not the source's.
        failed(
            offer,
            Stage.GATE,
            Optional.empty(),
            new Message(String.valueOf(e.getMessage()), String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        unlessInterrupted();
        LOG.error("{}: {} cannot be taken in", offer.entry().id(), offer.key(), e);
        failed(offer, Stage.GATE, Optional.empty(), ownFault(e));
      } finally {
        PathUtils.deleteDirectory(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files cannot be written here", e);
    }
  }

  /** What goes wrong while all is being stopped is no fault of a file, nor of ours. */
  private static void unlessInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static Message ownFault(RuntimeException e) {
    return new Message(
        "Chưa nhận được tệp vì một lỗi của chính Sen (%s), không phải của tệp; nhật ký của chương trình có chi tiết. Các tệp khác vẫn được nhận. Báo cho người vận hành Sen."
            .formatted(e.getClass().getSimpleName()),
        "Not taken in because of a fault of Sen itself (%s), not of the file; the program's log has it in full. Other files are taken in. Tell who runs Sen."
            .formatted(e.getClass().getSimpleName()));
  }

  private void fetch(Offer offer, Path directory) throws IOException, InterruptedException {
    // Another dataset may have the same file: what this one has decides whether it must come.
    Optional<Seen> seen =
        operations
            .findSeen(offer.source().id(), seenKey(offer))
            .filter(last -> isAsBefore(offer, last.sha256()));
    Conditions conditions =
        seen.map(s -> new Conditions(s.etag(), s.lastModified())).orElse(Conditions.NONE);
    String accept = accept(offer.distribution());
    if (offer.room().isFull() && !offer.isKnown()) {
      failed(offer, Stage.FETCH, Optional.empty(), offer.room().exceeded());
      return; // its source need not send what finds no room
    }
    switch (offer.fetch().download(offer.url(), accept, directory, conditions)) {
      case Fetched.NotModified<Downloaded> _ -> unchanged(offer);
      case Fetched.Failure<Downloaded> failure -> {
        failed(offer, Stage.FETCH, Optional.empty(), failure.message());
      }
      case Fetched.Body<Downloaded>(Downloaded downloaded, Answer answer) -> {
        if (judge(offer, downloaded, answer, directory)) {
          operations.putSeen(
              offer.source().id(),
              seenKey(offer),
              new Seen(answer.etag(), answer.lastModified(), downloaded.sha256(), ""));
        }
      }
    }
  }

  /** Where one address has several forms, the one that is described; any rather than none. */
  static String accept(Distribution distribution) {
    return distribution
        .mediaType()
        .map(type -> IANA.matcher(type).replaceFirst(""))
        .filter(PLAIN_MEDIA_TYPE.asMatchPredicate())
        .map(type -> type + ", */*;q=0.1")
        .orElse("*/*");
  }

  /** Addresses may hold credentials: they are not kept in clear. */
  private static String seenKey(Offer offer) {
    return SEEN + Sha256.of(offer.url().toString());
  }

  private static void tell(Offer offer, List<AnnouncedBytes.Difference> differences) {
    differences.forEach(
        difference ->
            offer
                .tally()
                .problem(
                    problem(
                        offer,
                        Stage.CHECK,
                        Optional.of(AnnouncedBytes.RULE),
                        difference.severity(),
                        difference.message())));
  }

  /** What was announced of a file that is no table may have changed, or still be wrong. */
  private void compareAgain(Offer offer) {
    for (DatasetFile file : offer.entry().files()) {
      Optional<Path> kept = files.find(file.sha256());
      if (file.distribution().equals(offer.key()) && kept.isPresent()) {
        try {
          tell(
              offer,
              AnnouncedBytes.compare(
                  offer.distribution(), kept.get(), file.sha256(), Files.size(kept.get())));
        } catch (IOException e) {
          throw new UncheckedIOException("a file that is kept cannot be read", e);
        }
      }
    }
  }

  private void unchanged(Offer offer) {
    compareAgain(offer);
    offer.neighbours().unchanged(offer.key());
    offer.tally().unchangedTables(offer.knownTables().size());
    String shown = SourceClient.shown(offer.url()).toString();
    // A sheet that cannot be read is as unreadable as it was.
    boolean recovered =
        offer.entry().failures().stream()
            .filter(failure -> failure.url().equals(shown))
            .anyMatch(failure -> failure.received().filter(hash -> isKnown(offer, hash)).isEmpty());
    if (recovered) {
      intake.recovered(offer.entry().id(), shown, offer.run());
    }
  }

  /** Returns whether the file could be used, so that it need not come again while unchanged. */
  private boolean judge(Offer offer, Downloaded downloaded, Answer answer, Path directory)
      throws IOException, InterruptedException {
    if (isAsBefore(offer, downloaded.sha256())) {
      unchanged(offer);
      return true;
    }
    Optional<Erasure> erased = journal.findErasure(downloaded.sha256());
    if (erased.isPresent()) {
      failed(offer, Stage.GATE, Optional.empty(), erased(offer, erased.get()));
      return false;
    }
    Optional<FileType> declared = DeclaredType.find(offer.distribution());
    Optional<NoData> instead =
        downloaded
            .instead()
            .filter(
                what -> what != NoData.WEB_PAGE || declared.filter(DeclaredType::isHtml).isEmpty());
    if (instead.isPresent()) {
      failed(offer, Stage.FETCH, Optional.of(LinkRules.SOFT_FAILURE), noData(offer, instead.get()));
      return false;
    }
    Contracts.Found found =
        Contracts.find(offer.fetch(), offer.entry(), offer.distribution(), directory);
    if (found.fault().isPresent() && isKnown(offer, downloaded.sha256())) {
      // Judged anew without its contract, it might pass what the contract forbids.
      unchanged(offer);
      return true;
    }
    boolean again = offer.room().holds(downloaded.sha256());
    if (!again && !offer.room().take(downloaded.bytes())) {
      failed(offer, Stage.GATE, Optional.empty(), offer.room().exceeded());
      return false;
    }
    Examination.Request request =
        new Examination.Request(
                answer.fileName(),
                downloaded.sha256(),
                footer(offer, downloaded),
                circumstances(offer, downloaded),
                UnitList.inForce(codes, cache),
                previous(offer),
                found.contract())
            .with(consumers.of(offer.knownTables()));
    switch (examiner.examine(
        offer.source().id().value(), downloaded.file(), request, directory.resolve("tables"))) {
      case Examination.Broken(Message reason) -> {
        offer.room().kept(downloaded.sha256());
        blocked(offer, Optional.empty(), reason, files.seal(downloaded.file()));
        return false;
      }
      case Examination.Read(List<ExaminedTable> tables, _) -> {
        boolean document =
            declared.filter(type -> NO_TABLES.contains(type.code())).isPresent()
                && tables.stream().allMatch(t -> DOCUMENTS.contains(t.report().format()));
        if (document || tables.stream().noneMatch(DistributionIntake::isTable)) {
          offer.room().kept(downloaded.sha256());
          return keepAsFile(offer, downloaded, answer, declared, tables);
        }
        if (!again && !offer.room().take(parts(tables))) {
          offer.room().giveBack(downloaded.bytes());
          failed(offer, Stage.GATE, Optional.empty(), offer.room().exceeded());
          return false;
        }
        offer.room().kept(downloaded.sha256());
        record(offer, downloaded, answer, found, tables);
        return true;
      }
    }
  }

  private static long parts(List<ExaminedTable> tables) throws IOException {
    long bytes = 0;
    for (ExaminedTable table : tables) {
      for (Examination.ReleasedPart part : table.parts()) {
        bytes += Files.size(part.file());
      }
    }
    return bytes;
  }

  /** Whether it is a table, be it one that can't be read. */
  private static boolean isTable(ExaminedTable table) {
    return !table.parts().isEmpty() || !table.report().format().isEmpty();
  }

  /** Whether these bytes came before, and would be judged as they were. */
  private boolean isAsBefore(Offer offer, String sha256) {
    List<TableEntry> tables = offer.knownTables();
    if (tables.isEmpty()) {
      return offer.entry().files().stream()
          .anyMatch(
              file -> file.distribution().equals(offer.key()) && file.sha256().equals(sha256));
    }
    // A file may have lost a table since: those read last tell.
    TableEntry last =
        tables.stream().max(Comparator.comparing(t -> t.latest().judged())).orElseThrow();
    if (!last.latest().received().sha256().equals(sha256)) {
      return false;
    }
    List<TableEntry> same =
        tables.stream().filter(table -> table.latest().received().sha256().equals(sha256)).toList();
    List<QualityReport> reports =
        same.stream().flatMap(table -> findCurrentReport(table).stream()).toList();
    if (reports.size() < same.size() || !same.stream().allMatch(DistributionIntake::isSettled)) {
      // What waits for a person, or was decided by one, is asked again only under other rules.
      return reports.size() == same.size();
    }
    if (offer.neighbours().hasChangedTwin(offer.entry(), offer.distribution())) {
      return false;
    }
    List<CheckResult> today = datasetRules(offer, sha256);
    return reports.stream().allMatch(report -> DatasetRules.areSaidBy(report, today));
  }

  /**
   * What was found of the table's latest version; absent when that was under other rules. What is
   * published keeps the code lists it was judged by; what is held back, and nobody decided on, is
   * asked again by a newer list, of which it may be that it knows what the last did not.
   */
  private Optional<QualityReport> findCurrentReport(TableEntry table) {
    boolean settled = table.latest().state().isPublic() || table.decision().isPresent();
    return journal
        .findReport(table.latest().id())
        .filter(last -> last.ruleSet().equals(RuleCatalogue.version()))
        .filter(last -> settled || codes.areInForce(last.codeLists()));
  }

  private static boolean isKnown(Offer offer, String sha256) {
    return offer.knownTables().stream()
        .anyMatch(table -> table.latest().received().sha256().equals(sha256));
  }

  private static boolean isSettled(TableEntry table) {
    return table.latest().state().isPublic() && table.decision().isEmpty();
  }

  /** The description may be mended, and others publish the same, while the bytes stay. */
  private static List<CheckResult> datasetRules(Offer offer, String sha256) {
    return Stream.concat(
            DatasetRules.check(offer.entry()).stream(),
            CatalogueRules.check(
                offer.entry().dataset(), offer.shelf().resemblance(offer.entry(), sha256))
                .stream())
        .toList();
  }

  private boolean keepAsFile(
      Offer offer,
      Downloaded downloaded,
      Answer answer,
      Optional<FileType> declared,
      List<ExaminedTable> tables)
      throws IOException {
    if (declared.filter(FileType::isTabular).isPresent()) {
      blocked(
          offer,
          Optional.of("ACC-15"),
          tables.isEmpty() ? noTable(offer) : tables.getFirst().report().message(),
          files.seal(downloaded.file()));
      return false;
    }
    List<AnnouncedBytes.Difference> differences =
        AnnouncedBytes.compare(
            offer.distribution(), downloaded.file(), downloaded.sha256(), downloaded.bytes());
    for (AnnouncedBytes.Difference difference : differences) {
      if (difference.severity() == Severity.BLOCK) {
        offer.tally().table(TableState.BLOCKED);
        fail(
            offer,
            Stage.GATE,
            Optional.of(AnnouncedBytes.RULE),
            Severity.BLOCK,
            difference.message(),
            Optional.of(files.seal(downloaded.file())));
        return false;
      }
    }
    tell(offer, differences);
    String sha256 = files.put(downloaded.file());
    intake.received(
        offer.entry().id(),
        new DatasetFile(
            offer.key(),
            SourceClient.shown(offer.url()).toString(),
            answer.fileName(),
            declared
                .flatMap(type -> type.mediaTypes().stream().findFirst())
                .or(() -> answer.contentType().filter(MEDIA_TYPE.asMatchPredicate()))
                .orElse("application/octet-stream"),
            sha256,
            downloaded.bytes()),
        offer.run());
    return true;
  }

  /** Judges each table, keeps the bytes, and only then tells the journal. */
  private void record(
      Offer offer,
      Downloaded downloaded,
      Answer answer,
      Contracts.Found found,
      List<ExaminedTable> tables)
      throws IOException {
    found.contract().stream()
        .flatMap(DistributionIntake::unheld)
        .map(promise -> problem(offer, Stage.CHECK, Optional.empty(), Severity.INFO, promise))
        .forEach(offer.tally()::problem);
    List<CheckResult> shared = datasetRules(offer, downloaded.sha256());
    List<Verdict> verdicts =
        tables.stream()
            .filter(table -> !table.parts().isEmpty())
            .map(
                table -> {
                  TableId id =
                      offer.names().name(offer.key(), table.report().table(), offer.words(answer));
                  return new Verdict(id, table, report(id, answer, found, shared, table));
                })
            .toList();
    // The file as received holds the rows of all its tables: it is public only when all of them
    // are.
    boolean open =
        verdicts.size() == tables.size()
            && verdicts.stream().allMatch(verdict -> verdict.report().state().isPublic());
    String sha256 = open ? files.put(downloaded.file()) : files.seal(downloaded.file());
    var judged = new ArrayList<Intake.Verdict>();
    for (Verdict verdict : verdicts) {
      judged.add(new Intake.Verdict(version(offer, downloaded, answer, verdict), verdict.report()));
    }
    intake.judged(judged);
    judged.forEach(verdict -> count(offer, verdict));
    offer.neighbours().judged(offer.key());
    blocked(offer, tables.stream().filter(table -> table.parts().isEmpty()).toList(), sha256);
  }

  /** What is promised that nobody holds the table against: other files are not looked at. */
  private static Stream<Message> unheld(Contract contract) {
    return Stream.concat(
        contract.unheld().stream(), OtherFiles.in(Optional.empty(), contract).unheld().stream());
  }

  /** Tables of a file that could not be read: the first stands for them in the journal. */
  private void blocked(Offer offer, List<ExaminedTable> unread, String sha256) {
    for (ExaminedTable table : unread) {
      if (table == unread.getFirst()) {
        blocked(offer, Optional.empty(), table.report().message(), sha256);
      } else {
        offer.tally().table(TableState.BLOCKED);
        offer
            .tally()
            .problem(
                problem(
                    offer, Stage.READ, Optional.empty(), Severity.BLOCK, table.report().message()));
      }
    }
  }

  /**
   * @param shared results of the rules on the dataset
   */
  private QualityReport report(
      TableId id,
      Answer answer,
      Contracts.Found found,
      List<CheckResult> shared,
      ExaminedTable table) {
    var results = new ArrayList<CheckResult>(table.results());
    results.addAll(shared);
    if (results.stream().noneMatch(result -> result.rule().equals("COM-03"))) {
      results.add(MetadataRules.withoutDictionary(table.report().columns().size(), found.fault()));
    }
    return Gate.judge(
            TableNames.fullName(answer.fileName(), table.report().table()),
            table.report(),
            results,
            journal.inForce(id, Layers.day(clock.instant())))
        .with(table.consumers());
  }

  private TableVersion version(Offer offer, Downloaded downloaded, Answer answer, Verdict verdict)
      throws IOException {
    ReadReport read = verdict.table().report();
    QualityReport report = verdict.report();
    var parts = new ArrayList<Part>();
    for (Examination.ReleasedPart part : verdict.table().parts()) {
      parts.add(
          new Part(
              report.state().isPublic() ? files.put(part.file()) : files.seal(part.file()),
              Files.size(part.file()),
              part.rows()));
    }
    return new TableVersion(
        verdict.id().version(intake.nextVersion(verdict.id())),
        title(offer, read),
        offer.key(),
        new TableVersion.Received(
            SourceClient.shown(offer.url()).toString(),
            TableNames.fullName(answer.fileName(), read.table()),
            downloaded.sha256(),
            downloaded.bytes(),
            read.encoding(),
            read.format()),
        report.state(),
        report.scores(),
        read.rows(),
        read.columns(),
        parts,
        new TableVersion.Accounting(
            read.headerRows(),
            read.preambleRows(),
            read.rejectedRows(),
            read.setAsideRows(),
            read.nulledCells()),
        clock.instant(),
        offer.run(),
        waived(report));
  }

  private static List<Waived> waived(QualityReport report) {
    return report.state().isPublic()
        ? report.findings().stream()
            .flatMap(finding -> finding.waived().stream())
            .distinct()
            .toList()
        : List.of();
  }

  private static void count(Offer offer, Intake.Verdict verdict) {
    QualityReport report = verdict.report();
    offer.tally().table(report.state());
    for (Finding finding : report.findings()) {
      if (finding.severity().compareTo(Severity.ERROR) >= 0) {
        offer
            .tally()
            .problem(
                new Problem(
                    offer.identifier(),
                    Optional.of(verdict.version().id().table().slug()),
                    finding.severity() == Severity.ERROR || finding.waived().isPresent()
                        ? Stage.CHECK
                        : Stage.GATE,
                    Optional.of(finding.rule()),
                    finding.severity(),
                    finding.message()));
      }
    }
  }

  private static LangText title(Offer offer, ReadReport read) {
    LangText title =
        offer.distribution().title().isEmpty()
            ? offer.entry().dataset().title()
            : offer.distribution().title();
    if (read.table().isEmpty()) {
      return title;
    }
    Map<String, String> named = new HashMap<>();
    title.byLanguage().forEach((tag, text) -> named.put(tag, text + " – " + read.table().get()));
    return new LangText(named);
  }

  private Map<String, String> footer(Offer offer, Downloaded downloaded) {
    var footer = new HashMap<String, String>();
    footer.put("dataset", datasetBase + offer.entry().id());
    offer
        .distribution()
        .license()
        .or(() -> offer.entry().dataset().license())
        .ifPresent(license -> footer.put("license", Licences.iri(license)));
    footer.put("source_sha256", downloaded.sha256());
    footer.put("source_url", SourceClient.shown(offer.url()).toString());
    return footer;
  }

  private Circumstances circumstances(Offer offer, Downloaded downloaded) {
    Distribution distribution = offer.distribution();
    return new Circumstances(
            clock.instant().atZone(DatasetRules.VIETNAM).toLocalDate(),
            offer.entry().dataset().temporal(),
            distribution.format(),
            distribution.mediaType(),
            offer.entry().dataset().languages(),
            distribution.byteSize(),
            distribution.checksum(),
            OptionalLong.of(downloaded.bytes()),
            OptionalLong.empty(),
            Optional.empty(),
            // The platform's own list grows and shrinks as the platform does.
            Optional.of(Mode.EVENT)
                .filter(_ -> offer.source().id().equals(AttestationDataset.SOURCE)),
            List.of())
        .beside(offer.neighbours().of(offer.entry(), distribution, offer.shelf()));
  }

  private Map<String, Previous> previous(Offer offer) {
    var previous = new HashMap<String, Previous>();
    for (TableEntry table : offer.knownTables()) {
      table
          .published()
          .ifPresent(
              version ->
                  previous.put(
                      TableNames.innerName(version.received().name()),
                      new Previous(
                          version.rows(),
                          version.columns().stream().map(column -> column.name()).toList(),
                          Neighbours.parts(version, files))));
    }
    return previous;
  }

  /** Nothing usable came: no version, and what is published stays. */
  private void failed(Offer offer, Stage stage, Optional<String> rule, Message message) {
    offer.tally().failedTable();
    fail(offer, stage, rule, Severity.ERROR, message, Optional.empty());
  }

  /**
   * What came cannot be read as a table.
   *
   * @param sealed its SHA-256: it is kept, for whoever wants to see why
   */
  private void blocked(Offer offer, Optional<String> rule, Message message, String sealed) {
    offer.tally().table(TableState.BLOCKED);
    fail(offer, Stage.READ, rule, Severity.BLOCK, message, Optional.of(sealed));
  }

  private void fail(
      Offer offer,
      Stage stage,
      Optional<String> rule,
      Severity severity,
      Message message,
      Optional<String> received) {
    Problem problem = problem(offer, stage, rule, severity, message);
    offer.tally().problem(problem);
    intake.failed(
        offer.entry().id(),
        offer.key(),
        SourceClient.shown(offer.url()).toString(),
        problem,
        received,
        offer.run());
  }

  private static Problem problem(
      Offer offer, Stage stage, Optional<String> rule, Severity severity, Message message) {
    return new Problem(
        offer.identifier(), Optional.of(offer.label()), stage, rule, severity, message);
  }

  private static Message noData(Offer offer, NoData instead) {
    URI shown = SourceClient.shown(offer.url());
    return switch (instead) {
      case WEB_PAGE ->
          new Message(
              "%s trả về một trang HTML (trang đăng nhập hoặc báo lỗi) thay cho dữ liệu. Hãy sửa liên kết để tải được tệp mà không cần đăng nhập."
                  .formatted(shown),
              "%s answers with an HTML page (a login or an error) instead of data. Mend the link so that the file can be had without logging in."
                  .formatted(shown));
      case ERROR_MESSAGE ->
          new Message(
              "%s báo thành công nhưng nội dung là thông báo lỗi (JSON), không phải dữ liệu. Hãy sửa liên kết hoặc máy chủ; khi có lỗi, máy chủ phải trả mã lỗi HTTP."
                  .formatted(shown),
              "%s reports success, but its content is an error message (JSON), not data. Mend the link or the server, which must answer with an HTTP error when it fails."
                  .formatted(shown));
    };
  }

  private static Message erased(Offer offer, Erasure erasure) {
    URI shown = SourceClient.shown(offer.url());
    return new Message(
        "%s có đúng các byte đã bị xóa vĩnh viễn (%s). Nguồn phải gửi tệp khác."
            .formatted(shown, erasure.why()),
        "%s has the very bytes that were erased for good (%s). The source has to send another file."
            .formatted(shown, erasure.why()));
  }

  private static Message noTable(Offer offer) {
    URI shown = SourceClient.shown(offer.url());
    return new Message(
        "%s không chứa bảng nào. Hãy gửi tệp CSV hoặc XLSX có ít nhất một dòng tiêu đề."
            .formatted(shown),
        "%s holds no table. Send a CSV or XLSX file with at least a header row.".formatted(shown));
  }

  private record Verdict(TableId id, ExaminedTable table, QualityReport report) {}

  /** One distribution of a dataset, offered by its owner. */
  private record Offer(
      FileFetch fetch,
      DatasetEntry entry,
      Distribution distribution,
      URI url,
      TableNames names,
      String run,
      Tally tally,
      Neighbours neighbours,
      Shelf shelf,
      Quota room) {

    Source source() {
      return fetch.source();
    }

    String key() {
      return Neighbours.key(distribution);
    }

    String identifier() {
      return entry.record().identifier();
    }

    String label() {
      return distribution.title().in("vi").orElse(SourceClient.shown(url).toString());
    }

    List<TableEntry> knownTables() {
      return entry.tables().stream()
          .filter(table -> table.latest().distribution().equals(key()))
          .toList();
    }

    /** Whether something of it is held here. */
    boolean isKnown() {
      return !knownTables().isEmpty()
          || entry.files().stream().anyMatch(file -> file.distribution().equals(key()));
    }

    /** What a slug may be made of, best first. */
    List<String> words(Answer answer) {
      String file = answer.fileName().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
      return List.of(distribution.title().in("vi").orElse(file), file);
    }
  }
}
