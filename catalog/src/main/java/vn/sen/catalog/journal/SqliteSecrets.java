package vn.sen.catalog.journal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.sen.catalog.SealedSecrets;
import vn.sen.vocab.SourceId;

/** Sealed secrets in the operational database. */
final class SqliteSecrets implements SealedSecrets {
  private final SqliteFile file;

  SqliteSecrets(SqliteFile file) {
    this.file = file;
  }

  @Override
  public void put(SourceId source, String kind, byte[] sealed) {
    file.write(
        handle ->
            handle.execute(
                """
                insert into secret (source, kind, sealed) values (?, ?, ?)
                on conflict (source) do update set kind = excluded.kind, sealed = excluded.sealed
                """,
                source.value(),
                kind,
                sealed));
    file.emptyLog();
  }

  @Override
  public Optional<byte[]> find(SourceId source) {
    return file.read(
        handle ->
            handle
                .createQuery("select sealed from secret where source = ?")
                .bind(0, source.value())
                .map((rows, _) -> rows.getBytes("sealed"))
                .findOne());
  }

  @Override
  public void remove(SourceId source) {
    file.write(handle -> handle.execute("delete from secret where source = ?", source.value()));
    file.emptyLog();
  }

  @Override
  public Map<SourceId, String> kinds() {
    var kinds = new TreeMap<SourceId, String>();
    file.read(
            handle ->
                handle
                    .createQuery("select source, kind from secret")
                    .map(
                        (rows, _) ->
                            Map.entry(
                                new SourceId(rows.getString("source")), rows.getString("kind")))
                    .list())
        .forEach(entry -> kinds.put(entry.getKey(), entry.getValue()));
    return kinds;
  }
}
