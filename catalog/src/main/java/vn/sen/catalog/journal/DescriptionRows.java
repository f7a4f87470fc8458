package vn.sen.catalog.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import vn.sen.catalog.Journal.Copy;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/** Reads what sources say, and said, of datasets. */
final class DescriptionRows {
  private static final String SAID =
      """
      select p.size, p.bytes, json_extract(e.body, '$.subject') as subject,
          json_extract(e.body, '$.identifier') as identifier
      from entry e join payload p on p.hash = e.payload_hash and p.bytes is not null
      """;

  private DescriptionRows() {}

  static Optional<Dataset> now(Handle handle, SourceId source, String identifier) {
    return first(
        handle
            .createQuery(
                SAID
                    + " join record r on r.sequence = e.sequence"
                    + " where r.source = :source and r.identifier = :identifier")
            .bind("source", source.value())
            .bind("identifier", identifier));
  }

  static Optional<Dataset> then(Handle handle, Copy copy, SourceId source, Instant until) {
    return first(
        handle
            .createQuery(
                SAID
                    + """
                    where e.dataset in (:dataset, :home) and e.kind = 'record-admitted'
                    and e.at <= :until and json_extract(e.body, '$.source') = :source
                    and json_extract(e.body, '$.identifier') = :identifier
                    order by e.sequence desc limit 1
                    """)
            .bind("dataset", copy.dataset().value())
            .bind("home", copy.home().value())
            .bind("until", Micros.of(until))
            .bind("source", source.value())
            .bind("identifier", copy.identifier()));
  }

  static Optional<Dataset> spoken(Handle handle, DatasetId dataset, Instant until) {
    return first(
        handle
            .createQuery(
                SAID
                    + """
                    where e.dataset = :dataset and e.kind = 'record-admitted'
                    and e.at <= :until and json_extract(e.body, '$.owner') = 1
                    order by e.sequence desc limit 1
                    """)
            .bind("dataset", dataset.value())
            .bind("until", Micros.of(until)));
  }

  static List<Copy> copies(Handle handle, SourceId source, Instant since) {
    return handle
        .createQuery(
            """
            select r.identifier, r.dataset, r.home, d.source, d.identifier as spoken
            from record r join dataset d on d.id = r.dataset
            join record s on s.source = d.source and s.identifier = d.identifier
            join entry e on e.sequence = max(r.sequence, s.sequence)
            where r.source = :source and r.removed = 0 and d.tombstone is null
            and not (r.source = s.source and r.identifier = s.identifier) and e.at > :since
            order by r.identifier
            """)
        .bind("source", source.value())
        .bind("since", Micros.of(since))
        .map(
            (rows, _) ->
                new Copy(
                    rows.getString("identifier"),
                    new DatasetId(rows.getString("dataset")),
                    new DatasetId(rows.getString("home")),
                    new SourceId(rows.getString("source")),
                    rows.getString("spoken")))
        .list();
  }

  private static Optional<Dataset> first(Query query) {
    return query.map((rows, _) -> read(rows)).findFirst();
  }

  private static Dataset read(ResultSet rows) throws SQLException {
    String nquads = Payload.text(rows.getBytes("bytes"), rows.getInt("size"));
    return Dataset.of(
        new CatalogRecord(
            rows.getString("identifier"),
            Descriptions.read(List.of(nquads))
                .getFirst()
                .createResource(rows.getString("subject"))));
  }
}
