package vn.sen.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

/**
 * The read door. Safe for many threads. Everything it gives may be shown to anyone, but for {@link
 * #held}.
 */
public interface Catalog {

  /** A dataset, its tables rated as they are today. */
  Optional<DatasetEntry> find(DatasetId id);

  /** Finds a dataset by its id or its alias {@code agency-code:identifier}. */
  Optional<DatasetId> resolve(String idOrAlias);

  SearchPage search(SearchQuery query);

  Optional<TableVersion> find(TableVersionId id);

  /** All versions of a table, last first, those held back included. */
  List<TableVersion> versions(TableId table);

  /** The report on a version: what was found of it then, and how its dataset lives today. */
  Optional<QualityReport> findReport(TableVersionId id);

  /** Last first. */
  List<Release> releases(DatasetId id);

  /** Why the bytes of a version are gone; absent while nobody erased them. */
  Optional<Erasure> findErasure(TableVersion version);

  /** The latest entries about a dataset, last first. */
  List<JournalEntry> history(DatasetId id, int limit);

  /** Agencies with datasets, by code. */
  List<AgencySummary> agencies();

  Optional<Agency> findAgency(AgencyCode code);

  Totals totals();

  /** How well the servers of an agency answer; absent while nobody looked. */
  Optional<Service> service(AgencyCode code);

  /**
   * Rows of a public version.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such version
   * @throws vn.sen.vocab.problem.GoneException when visitors may not see it, with the reason
   */
  RowsPage rows(TableVersionId id, RowsQuery query);

  /** A whole public version as a file; throws as {@link #rows}. */
  Download download(TableVersionId id, Format format) throws IOException;

  /** A public file of a dataset that is no table. */
  Optional<Download> downloadFile(DatasetId id, String sha256) throws IOException;

  /** The dataset in RDF as Sen publishes it: DCAT, with its quality and provenance. */
  Optional<Model> rdf(DatasetId id);

  /** A page of the catalogue in RDF, in the order of ids. */
  RdfPage rdf(Optional<DatasetId> after, int limit);

  /** See {@link RdfStore#query}. */
  RdfStore.Answer sparql(String query, String accept, Duration deadline);

  /** What waits for a person. For stewards. */
  List<Held> held();

  /** How many of these are of each source; those without any are missing. */
  default Map<SourceId, Integer> heldBySource() {
    return held().stream()
        .flatMap(
            held ->
                switch (held) {
                  case Held.Removals removals -> Stream.of(removals.source());
                  case Held.Version version ->
                      find(version.id().table().dataset()).map(DatasetEntry::source).stream();
                })
        .collect(Collectors.toMap(source -> source, _ -> 1, Integer::sum));
  }

  List<RegisteredSource> sources();

  default Optional<RegisteredSource> findSource(SourceId source) {
    return sources().stream().filter(known -> known.id().equals(source)).findFirst();
  }

  /** The versions of all code lists, shipped and imported. */
  CodeShelf codes();

  /** What stewards laid over harvests. */
  Layers layers();

  /** What people decided of what is one dataset, and whose it is. */
  Identity.Book identity();

  /** What the copies of a dataset say otherwise than it is shown. */
  List<Conflicts.Conflict> conflicts(DatasetEntry entry);

  /** Those who registered what they rely on, and the versions they can use. */
  ConsumerShelf consumers();

  /** How far the projections are behind the journal. */
  Lag lag();

  /** A format of a whole table. */
  enum Format {
    PARQUET,
    CSV,
    JSONL;

    /** The ending of file names: {@code parquet}. */
    public String extension() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A file to hand out. */
  record Download(
      Path path, String name, String mediaType, long byteSize, String sha256, long rows) {}

  /** An agency and what it has. */
  record AgencySummary(Agency agency, long datasets, long rows) {}

  /**
   * How well the servers of an agency answer. Nothing of it counts for its data: Sen serves copies.
   *
   * @param datasets whose links were tried
   * @param median of their operations scores, 0 to 1
   * @param tenth what nine tenths of them reach
   * @param rules how many datasets each rule found something of
   */
  record Service(long datasets, double median, double tenth, Map<String, Long> rules) {
    public Service {
      rules = new TreeMap<>(rules);
    }
  }

  /** What the whole catalogue has. */
  record Totals(long datasets, long tables, long rows, long agencies, Optional<Instant> changed) {}

  /** A page of RDF. */
  record RdfPage(Model model, long total, Optional<DatasetId> next) {}

  /** Sequence numbers: of the journal, and what each projection has taken in. */
  record Lag(long journal, long rdf, long search) {}

  /** A name for people. */
  static String name(LangText text, String language, String otherwise) {
    return text.in(language).orElse(otherwise);
  }
}
