package vn.sen.catalog.journal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.sen.catalog.Identity;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;

/** Reads what people decided of what is one dataset, and whose it is. */
final class IdentityRows {
  private IdentityRows() {}

  /** Where merges lead from {@code dataset}. */
  static String shown(Handle handle, String dataset) {
    return handle
        .createQuery(
            """
            with recursive line(id, step) as (select :id, 0
                union all select d.merged_into, l.step + 1 from dataset d
                join line l on d.id = l.id where d.merged_into is not null)
            select id from line order by step desc limit 1
            """)
        .bind("id", dataset)
        .mapTo(String.class)
        .one();
  }

  static List<Identity.Decided> decisions(Handle handle) {
    return handle
        .createQuery("select * from identity order by sequence desc")
        .map((rows, _) -> decided(rows))
        .list();
  }

  static Optional<Identity.Decided> findDecision(Handle handle, String id) {
    return handle
        .createQuery("select * from identity where id = ?")
        .bind(0, id)
        .map((rows, _) -> decided(rows))
        .findOne();
  }

  private static Identity.Decided decided(ResultSet rows) throws SQLException {
    return new Identity.Decided(
        rows.getString("id"),
        Json.read(rows.getString("body"), Identity.class),
        rows.getString("why"),
        rows.getString("decided_by"),
        Micros.instant(rows.getLong("at")));
  }

  /** Whether a split stands between what is shown in these two, or their merge was undone. */
  static boolean areToldApart(Handle handle, String one, String other) {
    return handle
        .createQuery(
            """
            with recursive family(top, id) as (
                values (:one, :one), (:other, :other)
                union select f.top, d.id from dataset d join family f on d.merged_into = f.id),
            apart(a, b) as (
                select json_extract(body, '$.dataset'), json_extract(body, '$.into')
                from identity where json_extract(body, '$.kind') = 'split'
                union all
                select json_extract(e.body, '$.what.dataset'), json_extract(e.body, '$.what.into')
                from entry e where e.dataset in (select id from family)
                and e.kind = 'identity-undone' and json_extract(e.body, '$.what.kind') = 'merge')
            select exists (select 1 from apart
                join family a on a.id = apart.a join family b on b.id = apart.b
                where a.top <> b.top)
            """)
        .bind("one", one)
        .bind("other", other)
        .mapTo(Boolean.class)
        .one();
  }

  /** What was merged into each of {@code ids}, at once or by way of others. */
  static Map<String, List<DatasetId>> beneath(Handle handle, Collection<String> ids) {
    return handle
        .createQuery(
            """
            with recursive beneath(top, id) as (
                select merged_into, id from dataset where merged_into in (<ids>)
                union select b.top, d.id from dataset d join beneath b on d.merged_into = b.id)
            select top, id from beneath order by top, id
            """)
        .bindList("ids", ids)
        .map((rows, _) -> Map.entry(rows.getString(1), new DatasetId(rows.getString(2))))
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  /** Who came last after {@code agency}; itself where nobody did. */
  static AgencyCode now(Handle handle, AgencyCode agency) {
    return handle
        .createQuery("select now from succession where code = ?")
        .bind(0, agency.value())
        .map((rows, _) -> new AgencyCode(rows.getString(1)))
        .findOne()
        .orElse(agency);
  }
}
