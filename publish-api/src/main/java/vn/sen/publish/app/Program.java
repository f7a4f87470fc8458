package vn.sen.publish.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DataDirectory;
import vn.sen.catalog.DataDirectory.Place;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Inspection;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalCatalog;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Projection;
import vn.sen.catalog.Projector;
import vn.sen.catalog.RdfStore;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.SearchIndex;
import vn.sen.catalog.Tables;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.files.SealedVault;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.catalog.rdf.ChildRdfStore;
import vn.sen.catalog.rdf.RdfProcess;
import vn.sen.catalog.search.LuceneIndex;
import vn.sen.catalog.tables.DuckTables;
import vn.sen.harvest.Connector;
import vn.sen.harvest.Keepsakes;
import vn.sen.harvest.ckan.CkanConnector;
import vn.sen.harvest.csw.CswConnector;
import vn.sen.harvest.dcat.DcatConnector;
import vn.sen.harvest.dcatus.DcatUsConnector;
import vn.sen.harvest.files.FilesConnector;
import vn.sen.harvest.folder.FolderConnector;
import vn.sen.harvest.jdbc.JdbcConnector;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.MailDomains;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.oaipmh.OaiPmhConnector;
import vn.sen.harvest.pxweb.PxWebConnector;
import vn.sen.harvest.run.AttestationDataset;
import vn.sen.harvest.run.AttestationList;
import vn.sen.harvest.run.ConsumerAccounts;
import vn.sen.harvest.run.ConsumerDesk;
import vn.sen.harvest.run.DistributionIntake;
import vn.sen.harvest.run.Examiner;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.harvest.run.Harvester;
import vn.sen.harvest.run.JudgedReturn;
import vn.sen.harvest.run.KeptOperations;
import vn.sen.harvest.run.LinkProber;
import vn.sen.harvest.run.LiveJudge;
import vn.sen.harvest.run.LiveWatch;
import vn.sen.harvest.run.SourceSecrets;
import vn.sen.harvest.run.UnitList;
import vn.sen.harvest.schedule.HarvestSchedule;
import vn.sen.harvest.sdmx.SdmxConnector;
import vn.sen.harvest.sftp.SftpConnector;
import vn.sen.harvest.waf.WafConnector;
import vn.sen.publish.check.Uploads;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Everything on one data directory, put together; the only place that says {@code new}. */
final class Program implements AutoCloseable {
  /** Bound while the server carries out a command: the program it runs on. */
  static final ScopedValue<Program> CURRENT = ScopedValue.newInstance();

  private static final int PAGE = 200;
  private static final Duration ROWS_DEADLINE = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Settings settings;
  private final Clock clock;
  private final DataDirectory directory;
  private final URI base;
  private final Journal journal;
  private final Operations operations;
  private final SourceSecrets secrets;
  private final Intake intake;
  private final Catalog catalog;
  private final Projector projector;
  private final RdfStore rdf;
  private final ReleaseFiles files;
  private final SearchIndex search;
  private final Projection projection;
  private final LiveJudge liveJudge;
  private final LinkProber linkProber;
  private final LiveWatch liveWatch;
  private final Harvester harvester;
  private final HarvestSchedule schedule;
  private final ProgramDesk desk;
  private final Optional<AttestationDataset> attestations;
  private final FileCheck fileCheck;
  private final JudgedReturn judgedReturn;
  private final Uploads uploads;
  private final ConsumerDesk consumerDesk;

  private Program(Settings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.clock = clock;
    directory = closing(DataDirectory.open(settings.data()));
    base = directory.baseIri(settings.base());
    journal = closing(SqliteJournal.open(directory.path(Place.JOURNAL), clock));
    operations = closing(SqliteOperations.open(directory.path(Place.JOURNAL)));
    MasterKey master =
        MasterKey.load(
            Optional.ofNullable(System.getenv("SEN_MASTER_KEY")), directory.masterKeyFile());
    files = DirectoryFiles.open(directory.path(Place.FILES), master);
    secrets = new SourceSecrets(new SealedVault(operations.secrets(), master));
    search = closing(LuceneIndex.open(directory.path(Place.SEARCH)));
    rdf =
        closing(
            new ChildRdfStore(
                rdfProcess(settings), directory.path(Place.RDF), ChildRdfStore.Settings.USUAL));
    Tables tables = closing(new DuckTables(directory.path(Place.WORK), ROWS_DEADLINE));
    Path cache = directory.path(Place.CACHE);
    intake = new JournalIntake(journal, files, cache, clock);
    projection = new Projection(base);
    projector = closing(Projector.start(journal, rdf, search, projection));
    catalog = new JournalCatalog(journal, files, tables, rdf, search, projection, cache);
    Workers workers = closing(Workers.start(settings.workers()));
    fileCheck = new FileCheck(workers.pool(), () -> UnitList.inForce(catalog.codes(), cache));
    judgedReturn = new JudgedReturn(workers.pool(), journal, files);
    consumerDesk =
        new ConsumerDesk(
            journal,
            intake,
            files,
            new Examiner(workers.pool()),
            () -> UnitList.inForce(catalog.codes(), cache),
            clock);
    uploads = new Uploads(workers.uploads(), settings.largestCheck());
    SourceClient client =
        closing(new SourceClient(settings.contact().orElse("no contact given"), Limits.defaults()));
    liveJudge =
        new LiveJudge(journal, intake, operations, files, tables, settings.harvestEvery(), clock);
    SourceClient guest =
        closing(new SourceClient(settings.contact().orElse("no contact given"), Limits.probing()));
    linkProber =
        new LinkProber(
            guest,
            MailDomains.system(),
            journal,
            operations.links(),
            files,
            settings.allowedHosts(),
            settings.liveHosts(),
            clock);
    liveWatch = closing(new LiveWatch(journal, operations.links(), liveJudge, linkProber, clock));
    var list = new AttestationList(journal, settings.allowedHosts(), clock);
    var distributions =
        new DistributionIntake(
            client,
            new Examiner(workers.pool()),
            journal,
            intake,
            operations,
            files,
            cache,
            liveJudge,
            base + "dataset/",
            settings.workers(),
            settings.quota(),
            clock);
    harvester =
        closing(
            new Harvester(
                connectors(client, list, new KeptOperations(operations)),
                journal,
                intake,
                operations,
                distributions,
                secrets,
                settings.longestHarvest(),
                settings.attestation(),
                clock));
    schedule =
        closing(
            new HarvestSchedule(
                operations,
                new Sources(journal, operations),
                (source, progress) ->
                    harvester.harvestInTurn(
                        request(source, Depth.FULL, OptionalInt.empty(), List.of()), progress),
                HarvestSchedule.Settings.USUAL.with(settings.harvestsAtOnce()),
                clock));
    desk = new ProgramDesk(this, Limits.defaults(), client, list, distributions);
    attestations =
        settings
            .operator()
            .map(
                operator ->
                    closing(
                        new AttestationDataset(
                            list,
                            operator,
                            base.resolve("api/v1/sources/attestations.csv"),
                            journal,
                            intake,
                            harvester)));
    closeInterruptedRuns(clock.instant());
  }

  /** What the schedule asks of sources. */
  private record Sources(Journal journal, Operations operations)
      implements HarvestSchedule.Sources {
    @Override
    public long revision() {
      return journal.head();
    }

    @Override
    public List<RegisteredSource> all() {
      return journal.sources();
    }

    @Override
    public Optional<RegisteredSource> find(SourceId source) {
      return journal.findSource(source);
    }

    @Override
    public Optional<Instant> lastStart(SourceId source) {
      return operations.lastRun(source).map(Operations.Run::started);
    }
  }

  /** One for each kind of source there is. */
  private List<Connector> connectors(
      SourceClient client, AttestationList list, Keepsakes keepsakes) {
    var all =
        new ArrayList<Connector>(
            List.of(
                new CkanConnector(client),
                new CswConnector(client),
                new DcatConnector(client),
                new DcatUsConnector(client),
                new FilesConnector(client),
                new FolderConnector(settings.folders(), settings.data()),
                new JdbcConnector(client, settings.drivers()),
                new OaiPmhConnector(client),
                new PxWebConnector(client),
                new SdmxConnector(client),
                new SftpConnector(client, keepsakes),
                new WafConnector(client)));
    settings
        .operator()
        .map(operator -> AttestationDataset.connector(list, operator, settings.contact()))
        .ifPresent(all::add);
    return all;
  }

  /**
   * Nobody else works on this directory: a run that is still going was cut off with its program.
   */
  private void closeInterruptedRuns(Instant now) {
    for (Operations.Run run : operations.unended()) {
      operations.putRun(
          new Operations.Run(
              run.id(),
              run.source(),
              run.started(),
              now,
              Optional.of(now),
              "interrupted",
              run.report()));
    }
  }

  /**
   * Opens the data directory and everything on it.
   *
   * @throws vn.sen.vocab.problem.ConflictException when another process holds it
   */
  static Program open(Settings settings) throws IOException {
    return new Program(settings, Clock.systemUTC());
  }

  private <T extends AutoCloseable> T closing(T part) {
    open.push(part);
    return part;
  }

  /** This very program, as the RDF process. */
  private static List<String> rdfProcess(Settings settings) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(RdfProcess.javaFlags(settings.sparqlHeap()));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "sparql"));
    return command;
  }

  Settings settings() {
    return settings;
  }

  /** What the IRIs of datasets begin with. */
  URI base() {
    return base;
  }

  /** The time that all parts go by. */
  Clock clock() {
    return clock;
  }

  DataDirectory directory() {
    return directory;
  }

  Catalog catalog() {
    return catalog;
  }

  Intake intake() {
    return intake;
  }

  Operations operations() {
    return operations;
  }

  SourceSecrets secrets() {
    return secrets;
  }

  Harvester harvester() {
    return harvester;
  }

  JudgedReturn judgedReturn() {
    return judgedReturn;
  }

  ConsumerAccounts consumerAccounts() {
    return new ConsumerAccounts(journal, Clock.systemUTC());
  }

  ConsumerDesk consumerDesk() {
    return consumerDesk;
  }

  FileCheck fileCheck() {
    return fileCheck;
  }

  /** Where visitors' own files lie while they are checked. */
  Uploads uploads() {
    return uploads;
  }

  LiveJudge liveJudge() {
    return liveJudge;
  }

  LinkProber linkProber() {
    return linkProber;
  }

  /** Every dataset there is, tombstones too. */
  List<DatasetId> datasets() {
    var all = new ArrayList<DatasetId>();
    Optional<DatasetId> last = Optional.empty();
    for (List<DatasetEntry> page; !(page = journal.datasets(last, PAGE)).isEmpty(); ) {
      page.forEach(entry -> all.add(entry.id()));
      last = Optional.of(page.getLast().id());
    }
    return all;
  }

  HarvestSchedule schedule() {
    return schedule;
  }

  ProgramDesk desk() {
    return desk;
  }

  /** Publishes at once what the list of attestations says now, where it is published. */
  void publishAttestations() throws InterruptedException {
    if (attestations.isPresent()) {
      attestations.get().refresh();
    }
  }

  /**
   * Begins to harvest by the timetables of sources, and to watch how datasets live where the
   * settings want it; ends with the program.
   */
  void watch() {
    schedule.start();
    attestations.ifPresent(AttestationDataset::start);
    if (settings.live()) {
      liveWatch.start();
    }
  }

  /** What whoever decides must show. */
  String token() {
    return directory.token();
  }

  /** Returns when every projection has taken in all of the journal, or after {@code atMost}. */
  boolean settle(Duration atMost) throws InterruptedException {
    return projector.await(atMost);
  }

  /** The entry of the journal up to which every projection has taken it in. */
  long projected() {
    return projector.reached();
  }

  void reindex() {
    projector.reindex();
  }

  /** What journal, files and projections don't agree on. */
  List<Inspection.Fault> inspect() {
    return Inspection.run(journal, files, rdf, search, projection);
  }

  void compact() {
    rdf.compact();
  }

  /**
   * A registered source, by its name.
   *
   * @throws NotFoundException when there is none of that name
   */
  RegisteredSource source(String name) {
    return catalog.sources().stream()
        .filter(known -> known.id().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no source '%s'; 'sen source list' names them. A new one takes its address and --kind."
                        .formatted(name)));
  }

  /**
   * A source as registered at this address, else one to be registered by that name.
   *
   * @param address as people write it
   * @param options what its kind wants to know besides; those that are not given stay as they were
   */
  RegisteredSource source(
      String address,
      String kind,
      @org.jspecify.annotations.Nullable String agency,
      List<String> hosts,
      Map<String, String> options) {
    URI url = harvester.address(kind, address);
    boolean isPrivate = harvester.isPrivate(kind);
    Optional<RegisteredSource> known =
        catalog.sources().stream()
            .filter(source -> source.url().equals(url) && source.kind().equals(kind))
            .findFirst();
    if (isPrivate && agency == null && known.isEmpty()) {
      throw new InvalidRequestException(
          "Say with --agency who speaks through this source, such as H29.3: nothing of its address"
              + " may be made public.");
    }
    var allowed = new LinkedHashSet<>(hosts);
    known.ifPresent(source -> allowed.addAll(source.allowedHosts()));
    return new RegisteredSource(
            known
                .map(RegisteredSource::id)
                .orElseGet(() -> isPrivate ? opaqueName(kind) : name(url, kind)),
            url,
            kind,
            agency == null
                ? known.map(RegisteredSource::agency).orElseGet(() -> agencyOf(url))
                : agency(agency),
            List.copyOf(allowed),
            known.map(RegisteredSource::enabled).orElse(true))
        .at(known.flatMap(RegisteredSource::schedule))
        .attested(known.flatMap(RegisteredSource::attestation))
        .withOptions(known.map(RegisteredSource::options).orElse(Map.of()))
        .withOptions(options);
  }

  /** Of a source whose address is nobody's business: the name is seen by everyone. */
  private static SourceId opaqueName(String kind) {
    return new SourceId("%s-%08x".formatted(kind, new SecureRandom().nextInt()));
  }

  /** A harvest that may reach the private hosts of the configuration, too, and of this run. */
  HarvestRequest request(
      RegisteredSource source, Depth depth, OptionalInt limit, List<String> hosts) {
    if (!source.enabled()) {
      throw new ConflictException(
          "The source %s is disabled; 'sen source add' takes it up again.".formatted(source.id()));
    }
    var all = new ArrayList<>(settings.allowedHosts());
    all.addAll(hosts);
    return new HarvestRequest(source, depth, limit, all);
  }

  private static AgencyCode agency(String code) {
    if (!AgencyCode.isForm(code)) {
      throw new InvalidRequestException(
          "An agency code has groups of 0-9 and A-Z joined by dots, such as H29.3; got '%s'."
              .formatted(code));
    }
    return new AgencyCode(code);
  }

  /** Without a user and a password: names of sources are for anyone to see. */
  private static String hostAndPort(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static SourceId name(URI url, String kind) {
    String words =
        (hostAndPort(url) + " " + url.getPath() + " " + kind)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return new SourceId(
        words.length() <= 60
            ? words
            : words.substring(0, 50).replaceAll("-$", "")
                + "-"
                + Integer.toHexString(url.toString().hashCode()));
  }

  /** Until somebody says who speaks there: the host's name, the largest part first. */
  private static AgencyCode agencyOf(URI url) {
    List<String> parts =
        Arrays.asList(
            url.getHost().toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z.]", "").split("\\."));
    boolean isNumber = parts.stream().allMatch(part -> part.matches("[0-9]*"));
    String code =
        (isNumber ? parts : parts.reversed())
            .stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
    return new AgencyCode(
        code.length() <= 35 ? code : code.substring(0, 35).replaceAll("\\.$", ""));
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
