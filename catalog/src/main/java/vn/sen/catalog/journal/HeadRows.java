package vn.sen.catalog.journal;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Correction;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.Problem;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;

/** Reads the head tables: of many datasets as cheaply as of one. */
final class HeadRows {
  static final String VERSION_COLUMNS =
      "dataset, slug, number, state, is_public, body, decision, why, decided_by, decided_at";
  static final String RECORD_COLUMNS =
      """
      r.dataset, r.home, r.source, r.identifier, r.agency, r.subject, r.content_hash, r.removed,
      case when d.source = r.source and d.identifier = r.identifier then 1 else 0 end as owner
      """;
  private static final Map<String, TableState> STATES = new HashMap<>();

  static {
    for (TableState state : TableState.values()) {
      STATES.put(state.key(), state);
    }
  }

  private HeadRows() {}

  /** What {@code ids} name, in no particular order. */
  static List<DatasetEntry> datasets(Handle handle, Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, List<RecordHead>> records =
        handle
            .createQuery(
                "select "
                    + RECORD_COLUMNS
                    + " from record r join dataset d on d.id = r.dataset"
                    + " where r.dataset in (<ids>) order by r.admitted")
            .bindList("ids", ids)
            .map((rows, _) -> recordHead(rows))
            .stream()
            .collect(groupingBy(record -> record.dataset().value()));
    Map<String, List<Version>> versions =
        handle
            .createQuery(
                "select "
                    + VERSION_COLUMNS
                    + " from table_version where dataset in (<ids>) order by slug, number")
            .bindList("ids", ids)
            .map((rows, _) -> version(rows))
            .stream()
            .collect(groupingBy(version -> version.version().id().table().dataset().value()));
    Map<String, List<DatasetFile>> files =
        byDataset(
            handle,
            "select dataset, body from file where dataset in (<ids>) order by name, url",
            ids,
            rows -> Json.read(rows.getString(2), DatasetFile.class));
    Map<String, List<DatasetEntry.Failure>> failures =
        byDataset(
            handle,
            "select dataset, distribution, url, problem, received, at from failure"
                + " where dataset in (<ids>) order by url",
            ids,
            rows ->
                new DatasetEntry.Failure(
                    rows.getString(2),
                    rows.getString(3),
                    Json.read(rows.getString(4), Problem.class),
                    Optional.ofNullable(rows.getString(5)),
                    Micros.instant(rows.getLong(6))));
    Map<String, List<Liveness>> lives =
        byDataset(
            handle,
            "select dataset, body from liveness where dataset in (<ids>)",
            ids,
            rows -> Json.read(rows.getString(2), Liveness.class));
    Map<String, List<LayerRows.Corrected>> corrections = LayerRows.corrections(handle, ids);
    List<DatasetRow> rows =
        handle
            .createQuery(
                """
                select d.id, d.agency, a.body as agency_body, d.source, d.identifier, d.sequence,
                    d.admitted, d.changed, d.tombstone, d.tombstone_at, d.merged_into, r.subject,
                    r.agency as stated, p.size, p.bytes
                from dataset d
                join record r on r.source = d.source and r.identifier = d.identifier
                left join payload p on p.hash = r.payload_hash
                left join agency a on a.code = d.agency
                where d.id in (<ids>)
                """)
            .bindList("ids", ids)
            .map((row, _) -> datasetRow(handle, row))
            .list();
    Map<String, List<DatasetId>> replaced = IdentityRows.beneath(handle, ids);
    List<Model> descriptions = Descriptions.read(rows.stream().map(DatasetRow::nquads).toList());
    var entries = new ArrayList<DatasetEntry>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      DatasetRow row = rows.get(i);
      String id = row.id().value();
      var record =
          new CatalogRecord(row.identifier(), descriptions.get(i).createResource(row.subject()));
      List<Correction> corrected =
          LayerRows.lay(corrections.getOrDefault(id, List.of()), record, row.agency());
      entries.add(
          new DatasetEntry(
              row.id(),
              row.agency(),
              record,
              Dataset.of(record),
              row.source(),
              alternates(records.getOrDefault(id, List.of())),
              row.sequence(),
              row.admitted(),
              row.changed(),
              row.tombstone(),
              tables(versions.getOrDefault(id, List.of())),
              files.getOrDefault(id, List.of()),
              failures.getOrDefault(id, List.of()),
              lives.getOrDefault(id, List.of()).stream().findFirst(),
              corrected,
              replaced.getOrDefault(id, List.of()),
              row.stated().filter(code -> !code.equals(row.agency().code()))));
    }
    return entries;
  }

  private static DatasetRow datasetRow(Handle handle, ResultSet rows) throws SQLException {
    String nquads = text(rows);
    return new DatasetRow(
        new DatasetId(rows.getString("id")),
        agency(rows),
        new SourceId(rows.getString("source")),
        rows.getString("identifier"),
        rows.getString("subject"),
        nquads == null ? "" : nquads,
        rows.getLong("sequence"),
        Micros.instant(rows.getLong("admitted")),
        Micros.instant(rows.getLong("changed")),
        tombstone(handle, rows),
        Optional.of(new AgencyCode(rows.getString("stated"))));
  }

  private static <T> Map<String, List<T>> byDataset(
      Handle handle, String sql, Collection<String> ids, RowReader<T> reader) {
    var found = new HashMap<String, List<T>>();
    handle
        .createQuery(sql)
        .bindList("ids", ids)
        .map((rows, _) -> Map.entry(rows.getString(1), reader.read(rows)))
        .forEach(
            row -> found.computeIfAbsent(row.getKey(), _ -> new ArrayList<>()).add(row.getValue()));
    return found;
  }

  private static Agency agency(ResultSet rows) throws SQLException {
    String body = rows.getString("agency_body");
    if (body != null) {
      return Json.read(body, Agency.class);
    }
    String code = rows.getString("agency");
    return new Agency(new AgencyCode(code), LangText.of(code), Optional.empty());
  }

  private static Optional<DatasetEntry.Tombstone> tombstone(Handle handle, ResultSet rows)
      throws SQLException {
    String reason = rows.getString("tombstone");
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new DatasetEntry.Tombstone(
                reason,
                Micros.instant(rows.getLong("tombstone_at")),
                Optional.ofNullable(rows.getString("merged_into"))
                    .map(into -> new DatasetId(IdentityRows.shown(handle, into)))));
  }

  private static List<DatasetEntry.Alternate> alternates(List<RecordHead> records) {
    return records.stream()
        .filter(record -> !record.owner() && !record.removed())
        .map(r -> new DatasetEntry.Alternate(r.source(), r.identifier(), r.subject()))
        .toList();
  }

  private static List<TableEntry> tables(List<Version> versions) {
    return versions.stream()
        .collect(groupingBy(v -> v.version().id().table().slug()))
        .values()
        .stream()
        .map(
            table -> {
              Version latest = table.getLast();
              return new TableEntry(
                  latest.version().id().table(),
                  table.stream()
                      .filter(Version::isPublic)
                      .map(Version::version)
                      .reduce((_, later) -> later),
                  latest.version(),
                  latest.ruling());
            })
        .sorted(java.util.Comparator.comparing(table -> table.id().slug()))
        .toList();
  }

  static RecordHead recordHead(ResultSet rows) throws SQLException {
    return new RecordHead(
        new DatasetId(rows.getString("dataset")),
        new DatasetId(rows.getString("home")),
        new SourceId(rows.getString("source")),
        rows.getString("identifier"),
        new AgencyCode(rows.getString("agency")),
        rows.getString("subject"),
        rows.getString("content_hash"),
        rows.getInt("owner") == 1,
        rows.getInt("removed") == 1);
  }

  /** A row of {@link #VERSION_COLUMNS}. */
  static Version version(ResultSet rows) throws SQLException {
    TableVersion judged = Json.read(rows.getString("body"), TableVersion.class);
    TableState state = STATES.get(rows.getString("state"));
    if (state == null) {
      throw new IllegalStateException("no state is called " + rows.getString("state"));
    }
    return new Version(
        state == judged.state() ? judged : judged.in(state),
        rows.getInt("is_public") == 1,
        ruling(rows));
  }

  private static Optional<TableEntry.Ruling> ruling(ResultSet rows) throws SQLException {
    String decision = rows.getString("decision");
    return decision == null
        ? Optional.empty()
        : Optional.of(
            new TableEntry.Ruling(
                Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
                rows.getString("why"),
                rows.getString("decided_by"),
                Micros.instant(rows.getLong("decided_at"))));
  }

  /** The columns dataset, slug, number. */
  static TableVersionId versionId(ResultSet rows) throws SQLException {
    return new TableId(new DatasetId(rows.getString("dataset")), rows.getString("slug"))
        .version(rows.getInt("number"));
  }

  /** The text of a payload; null when it was erased. */
  static @Nullable String text(ResultSet rows) throws SQLException {
    byte[] deflated = rows.getBytes("bytes");
    return deflated == null ? null : Payload.text(deflated, rows.getInt("size"));
  }

  /**
   * A dataset, the description still as it is written.
   *
   * @param nquads empty when it was erased
   */
  private record DatasetRow(
      DatasetId id,
      Agency agency,
      SourceId source,
      String identifier,
      String subject,
      String nquads,
      long sequence,
      Instant admitted,
      Instant changed,
      Optional<DatasetEntry.Tombstone> tombstone,
      Optional<AgencyCode> stated) {}

  /** A version as it is now. */
  record Version(TableVersion version, boolean isPublic, Optional<TableEntry.Ruling> ruling) {}

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
