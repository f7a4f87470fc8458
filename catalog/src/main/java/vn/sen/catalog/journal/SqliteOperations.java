package vn.sen.catalog.journal;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import vn.sen.catalog.LinkLog;
import vn.sen.catalog.Operations;
import vn.sen.catalog.SealedSecrets;
import vn.sen.vocab.SourceId;

/**
 * Operational state in SQLite, a file of its own. A crash of the machine may cost the last moments,
 * a crash of the process nothing.
 */
public final class SqliteOperations implements Operations {
  private static final String PUT_RUN =
      """
      insert into run (id, source, started, heartbeat, ended, outcome, report)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set source = excluded.source, started = excluded.started,
          heartbeat = excluded.heartbeat, ended = excluded.ended, outcome = excluded.outcome,
          report = excluded.report
      """;
  private static final String PUT_SEEN =
      """
      insert into seen (source, url, etag, last_modified, sha256, detail)
      values (?, ?, ?, ?, ?, ?)
      on conflict (source, url) do update set etag = excluded.etag,
          last_modified = excluded.last_modified, sha256 = excluded.sha256,
          detail = excluded.detail
      """;

  private static final String UNREPORTED =
      "id, source, started, heartbeat, ended, outcome, '' as report";
  private static final String BRIEF =
      """
      id, source, started, heartbeat, ended, outcome,
      case when report = '' then '' else json_set(json_remove(report, '$.problems'),
          '$.problemCount', json_array_length(report, '$.problems')) end as report\
      """;

  private final SqliteFile file;
  private final LinkLog links;
  private final SealedSecrets secrets;

  private SqliteOperations(SqliteFile file) {
    this.file = file;
    this.links = new SqliteLinks(file);
    this.secrets = new SqliteSecrets(file);
  }

  /**
   * Opens the database in {@code directory}, made where there is none.
   *
   * @throws vn.sen.vocab.problem.StoreUnavailableException when it can't be opened
   */
  public static SqliteOperations open(Path directory) {
    return new SqliteOperations(
        SqliteFile.open(
            directory.resolve("operations.db"), SQLiteConfig.SynchronousMode.NORMAL, "operations"));
  }

  @Override
  public DataSource jobs() {
    return file.jobs();
  }

  @Override
  public void putRun(Run run) {
    execute(
        PUT_RUN,
        run.id(),
        run.source().value(),
        Micros.of(run.started()),
        Micros.of(run.heartbeat()),
        run.ended().map(Micros::of),
        run.outcome(),
        run.report());
  }

  @Override
  public Optional<Run> findRun(String id) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from run where id = ?")
                .bind(0, id)
                .map((rows, _) -> run(rows))
                .findOne());
  }

  @Override
  public List<Run> runs(Optional<SourceId> source, int limit) {
    return runs("*", source, limit);
  }

  @Override
  public List<Run> briefRuns(Optional<SourceId> source, int limit) {
    return runs(BRIEF, source, limit);
  }

  @Override
  public Optional<Run> lastRun(SourceId source) {
    return runs(UNREPORTED, Optional.of(source), 1).stream().findFirst();
  }

  private List<Run> runs(String columns, Optional<SourceId> source, int limit) {
    return file.read(
        handle ->
            (source.isPresent()
                    ? handle
                        .createQuery(
                            "select "
                                + columns
                                + " from run where source = :source"
                                + " order by started desc, id desc limit :limit")
                        .bind("source", source.get().value())
                    : handle.createQuery(
                        "select "
                            + columns
                            + " from run order by started desc, id desc limit :limit"))
                .bind("limit", limit)
                .map((rows, _) -> run(rows))
                .list());
  }

  @Override
  public List<Run> lastRuns() {
    // With max() the other columns are those of the row that has it (SQLite, "bare columns").
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select id, source, max(started) as started, heartbeat, ended, outcome,"
                        + " '' as report from run group by source")
                .map((rows, _) -> run(rows))
                .list());
  }

  @Override
  public List<Run> unended() {
    return file.read(
        handle ->
            handle
                .createQuery("select * from run where ended is null")
                .map((rows, _) -> run(rows))
                .list());
  }

  @Override
  public Optional<Seen> findSeen(SourceId source, String url) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from seen where source = ? and url = ?")
                .bind(0, source.value())
                .bind(1, url)
                .map(
                    (rows, _) ->
                        new Seen(
                            Optional.ofNullable(rows.getString("etag")),
                            Optional.ofNullable(rows.getString("last_modified")),
                            rows.getString("sha256"),
                            rows.getString("detail")))
                .findOne());
  }

  @Override
  public void putSeen(SourceId source, String url, Seen seen) {
    execute(
        PUT_SEEN,
        source.value(),
        url,
        seen.etag(),
        seen.lastModified(),
        seen.sha256(),
        seen.detail());
  }

  @Override
  public void forgetSeen(SourceId source, String url) {
    execute("delete from seen where source = ? and url = ?", source.value(), url);
  }

  @Override
  public LinkLog links() {
    return links;
  }

  @Override
  public SealedSecrets secrets() {
    return secrets;
  }

  private void execute(String sql, Object... values) {
    file.write(handle -> handle.execute(sql, values));
  }

  private static Run run(ResultSet rows) throws SQLException {
    long ended = rows.getLong("ended");
    Optional<Instant> end = rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(ended));
    return new Run(
        rows.getString("id"),
        new SourceId(rows.getString("source")),
        Micros.instant(rows.getLong("started")),
        Micros.instant(rows.getLong("heartbeat")),
        end,
        rows.getString("outcome"),
        rows.getString("report"));
  }

  @Override
  public void close() {
    file.close();
  }
}
