package vn.sen.catalog.journal;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Correction;
import vn.sen.catalog.Event;
import vn.sen.catalog.WaiverEntry;
import vn.sen.vocab.Agency;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.Waiver;

/** Reads what stewards laid over harvests, and lays it over descriptions. */
final class LayerRows {
  private static final String WAIVERS = "select * from waiver";
  private static final String LAST_FIRST = " order by at desc, id";

  private LayerRows() {}

  static List<WaiverEntry> waivers(Handle handle) {
    return handle.createQuery(WAIVERS + LAST_FIRST).map((rows, _) -> waiver(rows)).list();
  }

  static List<WaiverEntry> waivers(Handle handle, DatasetId dataset) {
    return handle
        .createQuery(WAIVERS + " where dataset = ?" + LAST_FIRST)
        .bind(0, dataset.value())
        .map((rows, _) -> waiver(rows))
        .list();
  }

  static Optional<WaiverEntry> waiver(Handle handle, String id) {
    return handle
        .createQuery(WAIVERS + " where id = ?")
        .bind(0, id)
        .map((rows, _) -> waiver(rows))
        .findOne();
  }

  private static WaiverEntry waiver(ResultSet rows) throws SQLException {
    String slug = rows.getString("slug");
    String endedBy = rows.getString("ended_by");
    return new WaiverEntry(
        new DatasetId(rows.getString("dataset")),
        slug.isEmpty() ? Optional.empty() : Optional.of(slug),
        Json.read(rows.getString("body"), Waiver.class),
        Micros.instant(rows.getLong("at")),
        endedBy == null
            ? Optional.empty()
            : Optional.of(
                new WaiverEntry.Ended(
                    rows.getString("ended_why"),
                    endedBy,
                    Micros.instant(rows.getLong("ended_at")))));
  }

  static Optional<DatasetId> corrected(Handle handle, String id) {
    return handle
        .createQuery("select dataset from correction where id = ?")
        .bind(0, id)
        .map((rows, _) -> new DatasetId(rows.getString(1)))
        .findOne();
  }

  static Optional<String> correctionOfWords(Handle handle, byte[] hash) {
    return handle
        .createQuery(
            "select c.id from correction c join entry e on e.sequence = c.sequence"
                + " where e.payload_hash = ?")
        .bind(0, hash)
        .map((rows, _) -> rows.getString(1))
        .findFirst();
  }

  /** The corrections of these datasets. */
  static Map<String, List<Corrected>> corrections(Handle handle, Collection<String> ids) {
    return handle
        .createQuery(
            """
            select c.*, e.body, e.payload_hash, p.size, p.bytes from correction c
            join entry e on e.sequence = c.sequence
            left join payload p on p.hash = e.payload_hash
            where c.dataset in (<ids>) order by c.property, c.language
            """)
        .bindList("ids", ids)
        .map((rows, _) -> corrected(rows))
        .stream()
        .collect(groupingBy(Corrected::dataset));
  }

  private static Corrected corrected(ResultSet rows) throws SQLException {
    String language = rows.getString("language");
    String property = rows.getString("property");
    var event = (Event.MetadataCorrected) Line.event(rows.getString("body"), HeadRows.text(rows));
    return new Corrected(
        rows.getString("dataset"),
        rows.getString("id"),
        Correctable.find(property)
            .orElseThrow(() -> new IllegalStateException("nobody corrects " + property)),
        language.isEmpty() ? Optional.empty() : Optional.of(language),
        event.before(),
        event.values(),
        Optional.ofNullable(rows.getBytes("payload_hash")).map(HexFormat.of()::formatHex),
        rows.getString("why"),
        rows.getString("corrected_by"),
        Micros.instant(rows.getLong("at")));
  }

  /**
   * Lays corrections over a description, whose model is changed.
   *
   * @param agency who owns the dataset
   * @return them, with what the source says today
   */
  static List<Correction> lay(List<Corrected> corrections, CatalogRecord record, Agency agency) {
    var laid = new ArrayList<Correction>(corrections.size());
    for (Corrected each : corrections) {
      laid.add(each.lay(record, agency));
    }
    return laid;
  }

  /** A row of the corrections. */
  record Corrected(
      String dataset,
      String id,
      Correctable property,
      Optional<String> language,
      List<String> before,
      List<String> values,
      Optional<String> words,
      String why,
      String by,
      Instant at) {
    Correction lay(CatalogRecord record, Agency agency) {
      List<String> now =
          property.layOver(record.subject(), Dataset.of(record), language, values, agency);
      return new Correction(id, property.iri(), language, before, now, values, words, why, by, at);
    }
  }
}
