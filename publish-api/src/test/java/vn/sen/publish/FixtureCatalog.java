package vn.sen.publish;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.CodeShelf;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.ConsumerBook;
import vn.sen.catalog.ConsumerShelf;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Erasure;
import vn.sen.catalog.Event;
import vn.sen.catalog.Held;
import vn.sen.catalog.Identity;
import vn.sen.catalog.JournalEntry;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RdfStore;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.Release;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.problem.OverloadedException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * A catalogue in memory with rules of its own: words are found as they stand, a filter is one
 * comparison, a SPARQL query is answered by what it looks like.
 */
public final class FixtureCatalog implements Catalog {
  private final CodeShelf codes = new CodeShelf(CodeShelf.Imports.NONE);
  static final byte[] PARQUET = bytes("PAR1", 50_000);
  static final byte[] PDF = bytes("%PDF-1.7\n", 3_000);
  static final String PARQUET_SHA = sha256(PARQUET);
  static final String PDF_SHA = sha256(PDF);
  static final String INTERNAL_SECRET = "table t_secret at /var/lib/sen is on fire";

  private static final Pattern COMPARISON =
      Pattern.compile("(\\w+)\\s*(=|>|<)\\s*('([^']*)'|[0-9.]+)");

  private final Map<DatasetId, DatasetEntry> entries = new LinkedHashMap<>();
  private final Path directory;
  final List<Held> held = new ArrayList<>();

  FixtureCatalog(Path directory) {
    this.directory = directory;
    FixtureData.entries().forEach(e -> entries.put(e.id(), e));
    entries.values().stream()
        .flatMap(e -> e.tables().stream())
        .filter(t -> t.latest().state().key().equals("quarantined") && t.decision().isEmpty())
        .forEach(
            t ->
                held.add(
                    new Held.Version(
                        t.latest().id(),
                        t.latest().title(),
                        "COM-08: số dòng giảm 80 %",
                        t.latest().judged())));
    held.add(
        new Held.Removals(
            FixtureData.CKAN,
            "2026-11-20-1",
            List.of("bang-a", "bang-b", "bang-c"),
            "nguồn không còn 3 trong 12 bản ghi (25 %)",
            FixtureData.NOW));
  }

  private static byte[] bytes(String start, int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31 + i / 251);
    }
    System.arraycopy(start.getBytes(StandardCharsets.US_ASCII), 0, content, 0, start.length());
    return content;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Layers layers() {
    return Layers.NONE;
  }

  @Override
  public ConsumerShelf consumers() {
    return new ConsumerShelf(new Nobody());
  }

  /** No table of the fixture has a consumer. */
  private static final class Nobody implements ConsumerBook {
    @Override
    public List<Consumer> consumers(TableId table) {
      return List.of();
    }

    @Override
    public Optional<Consumer> findConsumer(ConsumerId id) {
      return Optional.empty();
    }

    @Override
    public List<TableVersion> versions(TableId table) {
      return List.of();
    }

    @Override
    public Optional<TableEntry.Ruling> findRuling(TableVersionId id) {
      return Optional.empty();
    }

    @Override
    public List<Consumer.Held> standings(TableId table, ConsumerId id) {
      return List.of();
    }

    @Override
    public Optional<TableVersion> findVersion(TableVersionId id) {
      return Optional.empty();
    }

    @Override
    public Optional<QualityReport> findReport(TableVersionId id) {
      return Optional.empty();
    }

    @Override
    public Optional<Erasure> findErasure(String sha256) {
      return Optional.empty();
    }
  }

  @Override
  public List<vn.sen.catalog.Conflicts.Conflict> conflicts(DatasetEntry entry) {
    return List.of();
  }

  @Override
  public Identity.Book identity() {
    return Identity.Book.NONE;
  }

  @Override
  public CodeShelf codes() {
    return codes;
  }

  @Override
  public Optional<DatasetEntry> find(DatasetId id) {
    if (id.value().equals("0000000000")) {
      throw new IllegalStateException(INTERNAL_SECRET);
    }
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public Optional<DatasetId> resolve(String idOrAlias) {
    return entries.values().stream()
        .filter(
            e ->
                e.id().value().equals(idOrAlias)
                    || (e.agency().code() + ":" + e.record().identifier()).equals(idOrAlias))
        .map(DatasetEntry::id)
        .findFirst();
  }

  @Override
  public SearchPage search(SearchQuery query) {
    int from = query.cursor().map(FixtureCatalog::offset).orElse(0);
    List<SearchDocument> all =
        entries.values().stream()
            .filter(e -> e.tombstone().isEmpty())
            .map(FixtureCatalog::document)
            .filter(d -> matches(d, query.text()))
            .toList();
    List<SearchDocument> found = narrowed(all, query, null);
    Map<Facet, List<SearchPage.FacetValue>> facets = new TreeMap<>();
    for (Facet facet : Facet.values()) {
      var counts = new TreeMap<String, Long>();
      narrowed(all, query, facet)
          .forEach(d -> values(d, facet).forEach(v -> counts.merge(v, 1L, Long::sum)));
      facets.put(
          facet,
          counts.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .map(e -> new SearchPage.FacetValue(e.getKey(), e.getValue()))
              .toList());
    }
    Comparator<SearchDocument> order =
        query.sort() == SearchQuery.Sort.TITLE
            ? Comparator.comparing(d -> d.title().in("vi").orElse(""))
            : Comparator.comparing(SearchDocument::modified).reversed();
    int to = Math.min(found.size(), from + query.limit());
    return new SearchPage(
        found.size(),
        found.stream().sorted(order).toList().subList(Math.min(from, found.size()), to).stream()
            .map(d -> hit(d, query.text()))
            .toList(),
        facets,
        to < found.size() && query.limit() > 0 ? Optional.of("o" + to) : Optional.empty());
  }

  private static int offset(String cursor) {
    if (!cursor.matches("o\\d{1,6}")) {
      throw new InvalidRequestException("the cursor '%s' is none of ours".formatted(cursor));
    }
    return Integer.parseInt(cursor.substring(1));
  }

  private static List<SearchDocument> narrowed(
      List<SearchDocument> all, SearchQuery query, Facet except) {
    return all.stream()
        .filter(
            d ->
                query.filters().entrySet().stream()
                    .filter(f -> f.getKey() != except)
                    .allMatch(f -> values(d, f.getKey()).stream().anyMatch(f.getValue()::contains)))
        .toList();
  }

  private static boolean matches(SearchDocument document, String text) {
    String all =
        (document.title().byLanguage().values()
                + " "
                + document.description().byLanguage().values())
            .toLowerCase(Locale.ROOT);
    return text.isBlank()
        || List.of(text.toLowerCase(Locale.ROOT).split("\\s+")).stream().allMatch(all::contains);
  }

  private static List<String> values(SearchDocument document, Facet facet) {
    return switch (facet) {
      case PUBLISHER -> List.of(document.agency().value());
      case THEME -> document.themes();
      case FORMAT -> document.formats();
      case LICENCE -> document.licence().stream().toList();
      case GRADE -> List.of(document.scores().grade().map(Enum::name).orElse("unrated"));
      case PLACE -> document.places();
      case STATE -> document.states();
    };
  }

  private static SearchPage.Hit hit(SearchDocument document, String text) {
    String title = document.title().in("vi").orElse("");
    int at =
        text.isBlank() ? -1 : title.toLowerCase(Locale.ROOT).indexOf(text.toLowerCase(Locale.ROOT));
    return new SearchPage.Hit(
        document,
        at < 0
            ? List.of()
            : List.of(
                new SearchPage.Run(title.substring(0, at), false),
                new SearchPage.Run(title.substring(at, at + text.length()), true),
                new SearchPage.Run(title.substring(at + text.length()), false)),
        List.of());
  }

  private static SearchDocument document(DatasetEntry entry) {
    List<TableVersion> published =
        entry.tables().stream().flatMap(t -> t.published().stream()).toList();
    return new SearchDocument(
        entry.id(),
        entry.dataset().title(),
        entry.dataset().description(),
        entry.dataset().keywords(),
        entry.dataset().identifiers(),
        entry.agency().code(),
        entry.agency().name(),
        entry.dataset().themes(),
        published.isEmpty()
            ? (entry.files().isEmpty() ? List.of() : List.of("PDF"))
            : List.of("CSV"),
        entry.dataset().license(),
        entry.dataset().spatial(),
        entry.dataset().temporal().flatMap(p -> p.start()),
        entry.dataset().temporal().flatMap(p -> p.end()),
        List.of(),
        entry.tables().stream()
            .map(t -> t.published().orElse(t.latest()).scores())
            .min(Comparator.comparingDouble(s -> s.overall().orElse(-1.0)))
            .orElse(Scores.NOT_RATED),
        entry.tables().isEmpty()
            ? List.of(entry.failures().isEmpty() ? "no-table" : "failed")
            : entry.tables().stream()
                .map(
                    t ->
                        t.published().isPresent()
                            ? t.published().get().state()
                            : t.latest().state())
                .map(s -> s.key())
                .distinct()
                .toList(),
        entry.changed(),
        published.stream().mapToLong(TableVersion::rows).sum());
  }

  @Override
  public Optional<TableVersion> find(TableVersionId id) {
    return versions(id.table()).stream().filter(v -> v.id().equals(id)).findFirst();
  }

  @Override
  public List<TableVersion> versions(TableId table) {
    return find(table.dataset()).stream()
        .flatMap(e -> e.tables().stream())
        .filter(t -> t.id().equals(table))
        .flatMap(
            t ->
                t.isHeldBack()
                    ? java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(t.latest()), t.published().stream())
                    : java.util.stream.Stream.of(t.latest()))
        .toList();
  }

  @Override
  public Optional<QualityReport> findReport(TableVersionId id) {
    return find(id).map(FixtureData::report);
  }

  @Override
  public Optional<Erasure> findErasure(TableVersion version) {
    return version.id().equals(FixtureData.ERASED)
        ? Optional.of(new Erasure(sha256(PDF), "công dân yêu cầu", "Trần Thị Lan", FixtureData.NOW))
        : Optional.empty();
  }

  @Override
  public List<Release> releases(DatasetId id) {
    DatasetEntry entry = entries.get(id);
    List<TableVersionId> tables =
        entry.tables().stream().flatMap(t -> t.published().stream()).map(TableVersion::id).toList();
    return List.of(
        new Release(id, 2, FixtureData.NOW, tables, List.of(), "ab12"),
        new Release(id, 1, FixtureData.NOW.minusSeconds(86_400), tables, List.of(), "ab11"));
  }

  @Override
  public List<JournalEntry> history(DatasetId id, int limit) {
    DatasetEntry entry = entries.get(id);
    var lines = new ArrayList<JournalEntry>();
    long sequence = entry.sequence();
    for (TableEntry table : entry.tables()) {
      lines.add(
          new JournalEntry(
              sequence--,
              FixtureData.NOW,
              new Event.TableJudged(table.latest(), FixtureData.report(table.latest()))));
      if (table.decision().isPresent()) {
        TableEntry.Ruling ruling = table.decision().get();
        lines.add(
            new JournalEntry(
                sequence--,
                ruling.at(),
                new Event.VersionDecided(
                    table.latest().id(), ruling.decision(), ruling.why(), ruling.by())));
      }
    }
    lines.add(
        new JournalEntry(
            sequence,
            entry.admitted(),
            new Event.RecordAdmitted(
                id,
                entry.source(),
                entry.record().identifier(),
                true,
                entry.agency().code(),
                entry.dataset().subject(),
                "",
                "00",
                "2026-11-20-1")));
    return lines.stream().limit(limit).toList();
  }

  @Override
  public List<AgencySummary> agencies() {
    var summaries = new TreeMap<AgencyCode, AgencySummary>();
    for (DatasetEntry entry : entries.values()) {
      if (entry.tombstone().isEmpty()) {
        AgencySummary before = summaries.get(entry.agency().code());
        long rows =
            entry.tables().stream()
                .flatMap(t -> t.published().stream())
                .mapToLong(TableVersion::rows)
                .sum();
        summaries.put(
            entry.agency().code(),
            new AgencySummary(
                entry.agency(),
                1 + (before == null ? 0 : before.datasets()),
                rows + (before == null ? 0 : before.rows())));
      }
    }
    return List.copyOf(summaries.values());
  }

  @Override
  public Optional<Agency> findAgency(AgencyCode code) {
    return agencies().stream()
        .map(AgencySummary::agency)
        .filter(a -> a.code().equals(code))
        .findFirst();
  }

  @Override
  public Optional<Service> service(AgencyCode code) {
    return code.equals(FixtureData.INTERIOR.code())
        ? Optional.of(new Service(4, 0.87, 0.42, Map.of("LIV-04", 2L, "LIV-11", 1L)))
        : Optional.empty();
  }

  @Override
  public Totals totals() {
    return new Totals(
        entries.size() - 1,
        entries.values().stream().mapToLong(e -> e.tables().size()).sum(),
        agencies().stream().mapToLong(AgencySummary::rows).sum(),
        agencies().size(),
        Optional.of(FixtureData.NOW));
  }

  @Override
  public RowsPage rows(TableVersionId id, RowsQuery query) {
    TableVersion version = open(id);
    List<Map<String, Object>> all = FixtureData.provinceRows((int) (version.rows() / 34));
    Predicate<Map<String, Object>> condition =
        query.where().map(FixtureCatalog::condition).orElse(_ -> true);
    List<Map<String, Object>> found = all.stream().filter(condition).toList();
    int from = query.cursor().map(FixtureCatalog::offset).orElse(0);
    int to = Math.min(found.size(), from + query.limit());
    return new RowsPage(
        found.size(),
        version.columns(),
        found.subList(Math.min(from, found.size()), to),
        to < found.size() && query.limit() > 0 ? Optional.of("o" + to) : Optional.empty());
  }

  private static Predicate<Map<String, Object>> condition(String where) {
    Matcher comparison = COMPARISON.matcher(where);
    if (!comparison.matches()) {
      throw new InvalidRequestException("the filter '%s' doesn't parse".formatted(where));
    }
    String column = comparison.group(1);
    if (FixtureData.provinceColumns().stream().noneMatch(c -> c.name().equals(column))) {
      throw new InvalidRequestException(
          "there is no column '%s'; there are: %s"
              .formatted(
                  column,
                  FixtureData.provinceColumns().stream()
                      .map(c -> c.name())
                      .collect(Collectors.joining(", "))));
    }
    return row -> {
      Object value = row.get(column);
      if (value == null) {
        return false;
      }
      return switch (comparison.group(2)) {
        case "=" -> value.toString().equals(comparison.group(4));
        case ">" -> Double.parseDouble(value.toString()) > Double.parseDouble(comparison.group(3));
        default -> Double.parseDouble(value.toString()) < Double.parseDouble(comparison.group(3));
      };
    };
  }

  private TableVersion open(TableVersionId id) {
    TableVersion version =
        find(id).orElseThrow(() -> new NotFoundException("there is no version " + id));
    boolean isPublished =
        entries.get(id.table().dataset()).tables().stream()
            .flatMap(t -> t.published().stream())
            .anyMatch(v -> v.id().equals(id));
    if (!isPublished) {
      throw new GoneException("version %s is %s".formatted(id, version.state().key()));
    }
    return version;
  }

  @Override
  public Download download(TableVersionId id, Format format) throws IOException {
    TableVersion version = open(id);
    byte[] content =
        format == Format.PARQUET
            ? PARQUET
            : FixtureData.provinceRows((int) (version.rows() / 34)).stream()
                .map(
                    row ->
                        row.values().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    return file(
        content,
        "Bảng %s v%d.%s".formatted(id.table().slug(), id.number(), format.extension()),
        switch (format) {
          case PARQUET -> "application/vnd.apache.parquet";
          case CSV -> "text/csv;charset=utf-8";
          case JSONL -> "application/jsonl";
        },
        version.rows());
  }

  @Override
  public Optional<Download> downloadFile(DatasetId id, String sha256) throws IOException {
    return id.equals(FixtureData.PLAN) && sha256.equals(PDF_SHA)
        ? Optional.of(file(PDF, "Quy hoạch Thủ đô.pdf", "application/pdf", 0))
        : Optional.empty();
  }

  private Download file(byte[] content, String name, String mediaType, long rows)
      throws IOException {
    String hash = sha256(content);
    Path path = directory.resolve(hash);
    if (!Files.exists(path)) {
      Files.write(path, content);
    }
    return new Download(path, name, mediaType, content.length, hash, rows);
  }

  @Override
  public Optional<Model> rdf(DatasetId id) {
    return Optional.ofNullable(entries.get(id))
        .map(
            entry -> {
              Model model = ModelFactory.createDefaultModel();
              model.setNsPrefix("dcat", DCAT.getURI()).setNsPrefix("dct", DCTerms.getURI());
              Resource dataset = model.createResource("http://sen.test/dataset/" + id);
              dataset.addProperty(RDF.type, DCAT.Dataset);
              entry
                  .dataset()
                  .title()
                  .byLanguage()
                  .forEach((tag, text) -> dataset.addProperty(DCTerms.title, text, tag));
              return model;
            });
  }

  @Override
  public RdfPage rdf(Optional<DatasetId> after, int limit) {
    List<DatasetId> ids =
        entries.values().stream()
            .filter(e -> e.tombstone().isEmpty())
            .map(DatasetEntry::id)
            .sorted()
            .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
            .toList();
    Model model = ModelFactory.createDefaultModel();
    List<DatasetId> shown = ids.stream().limit(limit).toList();
    shown.forEach(id -> model.add(rdf(id).orElseThrow()));
    return new RdfPage(
        model,
        entries.size() - 1,
        shown.size() < ids.size() ? Optional.of(shown.getLast()) : Optional.empty());
  }

  @Override
  public RdfStore.Answer sparql(String query, String accept, Duration deadline) {
    if (query.contains("SLOW")) {
      throw new OverloadedException("the query took longer than " + deadline);
    }
    if (query.contains("DOWN")) {
      throw new StoreUnavailableException("the RDF store starts again");
    }
    if (query.contains("CONSTRUCT")) {
      return answer("text/turtle", "<urn:a> <urn:b> <urn:c> .\n");
    }
    if (query.contains("ASK")) {
      return answer("application/sparql-results+json", "{\"head\":{},\"boolean\":true}");
    }
    if (!query.contains("SELECT")) {
      throw new InvalidRequestException("Line 1, column 1: not a query");
    }
    return accept.contains("text/csv")
        ? answer("text/csv;charset=utf-8", "s,title\r\nhttp://sen.test/a,Tên\r\n")
        : answer(
            "application/sparql-results+json",
            """
            {"head":{"vars":["s","title"]},"results":{"bindings":[
              {"s":{"type":"uri","value":"http://sen.test/a"},
               "title":{"type":"literal","value":"Dân số <b>"}},
              {"s":{"type":"uri","value":"javascript:alert(1)"}}]}}
            """);
  }

  private static RdfStore.Answer answer(String type, String body) {
    return new RdfStore.Answer(
        type, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<Held> held() {
    return List.copyOf(held);
  }

  @Override
  public List<RegisteredSource> sources() {
    return List.of(
        new RegisteredSource(
            FixtureData.CKAN,
            java.net.URI.create("https://bot:secret@data.example.vn/api"),
            "ckan",
            FixtureData.FINANCE.code(),
            List.of("10.0.0.7"),
            true),
        new RegisteredSource(
            FixtureData.FILES,
            java.net.URI.create("https://moha.example.vn/files.txt"),
            "files",
            FixtureData.INTERIOR.code(),
            List.of(),
            false));
  }

  @Override
  public Lag lag() {
    return new Lag(240, 238, 240);
  }
}
