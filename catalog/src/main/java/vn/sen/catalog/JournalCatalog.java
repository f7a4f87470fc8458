package vn.sen.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.problem.StoreUnavailableException;

/** The read door over the journal and its projections. */
public final class JournalCatalog implements Catalog {
  /** Counting takes at most this share of the time while changes come in. */
  private static final int COUNTING_SHARE = 20;

  private static final Map<Format, String> MEDIA_TYPES =
      Map.of(
          Format.PARQUET, "application/vnd.apache.parquet",
          Format.CSV, "text/csv; charset=utf-8",
          Format.JSONL, "application/x-ndjson");

  private final Journal journal;
  private final CodeShelf codes;
  private final ConsumerShelf consumers;
  private final ReleaseFiles files;
  private final Tables tables;
  private final RdfStore rdf;
  private final SearchIndex search;
  private final Projection projection;
  private final DerivedFiles derived;
  private volatile @Nullable Counted counted;

  /**
   * @param cache for derived files; may be emptied at any time
   */
  public JournalCatalog(
      Journal journal,
      ReleaseFiles files,
      Tables tables,
      RdfStore rdf,
      SearchIndex search,
      Projection projection,
      Path cache) {
    this.journal = journal;
    this.codes = new CodeShelf(journal);
    this.consumers = new ConsumerShelf(journal);
    this.files = files;
    this.tables = tables;
    this.rdf = rdf;
    this.search = search;
    this.projection = projection;
    this.derived = new DerivedFiles(cache);
  }

  @Override
  public Optional<DatasetEntry> find(DatasetId id) {
    return journal.find(id).map(DatasetEntry::today);
  }

  @Override
  public Optional<DatasetId> resolve(String idOrAlias) {
    if (DatasetId.isForm(idOrAlias)) {
      var id = new DatasetId(idOrAlias);
      if (journal.find(id).isPresent()) {
        return Optional.of(id);
      }
    }
    int colon = idOrAlias.indexOf(':');
    if (colon <= 0 || !AgencyCode.isForm(idOrAlias.substring(0, colon))) {
      return Optional.empty();
    }
    return journal.findAlias(
        new AgencyCode(idOrAlias.substring(0, colon)), idOrAlias.substring(colon + 1));
  }

  @Override
  public CodeShelf codes() {
    return codes;
  }

  @Override
  public Layers layers() {
    return journal;
  }

  @Override
  public Identity.Book identity() {
    return journal;
  }

  @Override
  public List<Conflicts.Conflict> conflicts(DatasetEntry entry) {
    return new Conflicts(journal).of(entry);
  }

  @Override
  public ConsumerShelf consumers() {
    return consumers;
  }

  @Override
  public SearchPage search(SearchQuery query) {
    return search.search(query);
  }

  @Override
  public Optional<TableVersion> find(TableVersionId id) {
    Optional<Liveness> life = journal.findLiveness(id.table().dataset());
    return journal.findVersion(id).map(version -> today(version, life));
  }

  @Override
  public List<TableVersion> versions(TableId table) {
    Optional<Liveness> life = journal.findLiveness(table.dataset());
    return journal.versions(table).stream().map(version -> today(version, life)).toList();
  }

  private static TableVersion today(TableVersion version, Optional<Liveness> life) {
    return life.map(known -> known.on(version)).orElse(version);
  }

  @Override
  public Optional<QualityReport> findReport(TableVersionId id) {
    Optional<QualityReport> report = journal.findReport(id).map(r -> consumers.told(r, id));
    Optional<Liveness> life = journal.findLiveness(id.table().dataset());
    if (report.isEmpty() || life.isEmpty()) {
      return report;
    }
    return journal.findVersion(id).map(version -> life.get().on(report.get(), version));
  }

  @Override
  public Optional<Service> service(AgencyCode code) {
    return journal.service(code);
  }

  @Override
  public List<Release> releases(DatasetId id) {
    return journal.releases(id);
  }

  @Override
  public List<JournalEntry> history(DatasetId id, int limit) {
    return journal.history(id, limit);
  }

  @Override
  public List<AgencySummary> agencies() {
    return counted().agencies();
  }

  @Override
  public Optional<Agency> findAgency(AgencyCode code) {
    return journal.agencies().stream().filter(agency -> agency.code().equals(code)).findFirst();
  }

  @Override
  public Totals totals() {
    return counted().totals();
  }

  /** Counts once per change; where that takes long, the last count stands for a while. */
  private Counted counted() {
    Counted last = counted;
    long head = journal.head();
    long start = System.nanoTime();
    if (last != null && (last.head() == head || start < last.goodUntil())) {
      return last;
    }
    Journal.Counts counts = journal.counts();
    List<Agency> agencies = journal.agencies();
    long end = System.nanoTime();
    Counted now = Counted.of(head, end + (end - start) * COUNTING_SHARE, counts, agencies);
    counted = now;
    return now;
  }

  @Override
  public RowsPage rows(TableVersionId id, RowsQuery query) {
    TableVersion version = visible(id);
    return tables.rows(version, parts(version), query);
  }

  @Override
  public Download download(TableVersionId id, Format format) throws IOException {
    TableVersion version = visible(id);
    List<Path> parts = parts(version);
    String name = "%s-%d.%s".formatted(id.table().slug(), id.number(), format.extension());
    String mediaType = Optional.ofNullable(MEDIA_TYPES.get(format)).orElseThrow();
    if (format == Format.PARQUET && parts.size() == 1) {
      Part part = version.parts().getFirst();
      return new Download(
          parts.getFirst(), name, mediaType, part.byteSize(), part.sha256(), version.rows());
    }
    DerivedFiles.Made made =
        derived.make(
            version,
            format,
            target -> {
              switch (format) {
                case CSV -> tables.writeCsv(version, parts, target);
                case JSONL -> tables.writeJsonLines(version, parts, target);
                case PARQUET -> tables.writeParquet(version, parts, target);
              }
            });
    return new Download(
        made.path(), name, mediaType, made.byteSize(), made.sha256(), version.rows());
  }

  @Override
  public Optional<Erasure> findErasure(TableVersion version) {
    return version.parts().stream()
        .flatMap(part -> journal.findErasure(part.sha256()).stream())
        .findFirst();
  }

  private TableVersion visible(TableVersionId id) {
    TableVersion version =
        journal
            .findVersion(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "Không có phiên bản %s. There is no version %s.".formatted(id, id)));
    journal
        .find(id.table().dataset())
        .flatMap(DatasetEntry::withdrawn)
        .ifPresent(
            tombstone -> {
              throw new GoneException(tombstone.reason());
            });
    if (!version.isPublic()) {
      throw new GoneException(reason(version));
    }
    return version;
  }

  private String reason(TableVersion version) {
    Optional<Erasure> erasure = findErasure(version);
    if (erasure.isPresent()) {
      return Lookup.erased(version.id(), erasure.get());
    }
    return version.state() == TableState.QUARANTINED
        ? "%s bị giữ lại để kiểm tra. %s is held back to be looked at."
            .formatted(version.id(), version.id())
        : "%s bị chặn vì chất lượng. %s is blocked for its quality."
            .formatted(version.id(), version.id());
  }

  private List<Path> parts(TableVersion version) {
    return version.parts().stream()
        .map(
            part ->
                files
                    .find(part.sha256())
                    .orElseThrow(
                        () ->
                            new StoreUnavailableException(
                                "Thiếu tệp của %s; hãy báo người vận hành (sen fsck). A file of %s is missing; tell the operator (sen fsck)."
                                    .formatted(version.id(), version.id()))))
        .toList();
  }

  @Override
  public Optional<Download> downloadFile(DatasetId id, String sha256) throws IOException {
    Optional<DatasetFile> file =
        journal.find(id).filter(entry -> entry.withdrawn().isEmpty()).stream()
            .flatMap(entry -> entry.files().stream())
            .filter(f -> f.sha256().equals(sha256))
            .findFirst();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> path = files.find(sha256);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    DatasetFile found = file.get();
    return Optional.of(
        new Download(
            path.get(), found.name(), found.mediaType(), Files.size(path.get()), sha256, 0));
  }

  @Override
  public Optional<Model> rdf(DatasetId id) {
    return journal.find(id).filter(entry -> entry.tombstone().isEmpty()).map(this::model);
  }

  private Model model(DatasetEntry entry) {
    Model all = ModelFactory.createDefaultModel();
    projection
        .graphs(entry, journal.reports(Projection.published(entry)))
        .forEach(change -> change.content().ifPresent(all::add));
    return all;
  }

  @Override
  public RdfPage rdf(Optional<DatasetId> after, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new InvalidRequestException("limit: 1-1000");
    }
    var entries = new ArrayList<DatasetEntry>();
    Optional<DatasetId> last = after;
    // One more than asked for tells whether there is a next page.
    while (entries.size() <= limit) {
      List<DatasetEntry> page = journal.datasets(last, limit + 1);
      if (page.isEmpty()) {
        break;
      }
      last = Optional.of(page.getLast().id());
      page.stream().filter(entry -> entry.tombstone().isEmpty()).forEach(entries::add);
    }
    List<DatasetEntry> shown = entries.subList(0, Math.min(limit, entries.size()));
    Model all = ModelFactory.createDefaultModel();
    shown.forEach(entry -> all.add(model(entry)));
    return new RdfPage(
        all,
        totals().datasets(),
        entries.size() > limit ? Optional.of(shown.getLast().id()) : Optional.empty());
  }

  @Override
  public RdfStore.Answer sparql(String query, String accept, Duration deadline) {
    return rdf.query(query, accept, deadline);
  }

  @Override
  public List<Held> held() {
    return journal.held();
  }

  @Override
  public Map<SourceId, Integer> heldBySource() {
    return journal.heldBySource();
  }

  @Override
  public List<RegisteredSource> sources() {
    return journal.sources();
  }

  @Override
  public Optional<RegisteredSource> findSource(SourceId source) {
    return journal.findSource(source);
  }

  @Override
  public Lag lag() {
    return new Lag(journal.head(), rdf.reached(), search.reached());
  }

  /**
   * What was counted.
   *
   * @param goodUntil by the clock of {@link System#nanoTime}
   */
  private record Counted(long head, long goodUntil, List<AgencySummary> agencies, Totals totals) {

    private static Counted of(
        long head, long goodUntil, Journal.Counts counts, List<Agency> known) {
      Map<AgencyCode, Agency> byCode =
          known.stream().collect(Collectors.toMap(Agency::code, Function.identity()));
      List<AgencySummary> agencies =
          counts.agencies().stream()
              .map(
                  count ->
                      new AgencySummary(
                          byCode.getOrDefault(
                              count.agency(),
                              new Agency(
                                  count.agency(),
                                  LangText.of(count.agency().value()),
                                  Optional.empty())),
                          count.datasets(),
                          count.rows()))
              .toList();
      return new Counted(
          head,
          goodUntil,
          agencies,
          new Totals(
              agencies.stream().mapToLong(AgencySummary::datasets).sum(),
              counts.agencies().stream().mapToLong(Journal.AgencyCount::tables).sum(),
              agencies.stream().mapToLong(AgencySummary::rows).sum(),
              agencies.size(),
              counts.changed()));
    }
  }
}
