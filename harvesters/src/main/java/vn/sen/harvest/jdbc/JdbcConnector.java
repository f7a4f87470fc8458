package vn.sen.harvest.jdbc;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.jdbc.TableShape.ColumnShape;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Reads a relational database: every table and view of a schema that its user may select from, or
 * the queries of the option {@value #QUERIES}. Each is a record, its rows a file of JSON Lines in a
 * fixed order.
 *
 * <p>Identifier: {@code schema.table}, or the query's id. Nothing is written, drivers are the
 * administrator's.
 */
public final class JdbcConnector implements Connector, FileSupply {
  /** The option of a source that holds its queries, as JSON. */
  public static final String QUERIES = "queries";

  private static final Logger LOG = LoggerFactory.getLogger(JdbcConnector.class);

  /** Rows at once, until a driver knows how wide they are. */
  private static final int FETCH = 100;

  /** What the protocol says besides rows. */
  private static final long BESIDE_BYTES = 64L << 20;

  private final SourceClient net;
  private final Drivers drivers;
  private final Bounds bounds;

  /**
   * How much of a database is read.
   *
   * @param tables of a schema
   * @param rows of a table
   * @param bytes of a table, as written; and some more as they come
   * @param statement longest that the database may think
   * @param longest that one table may take
   */
  record Bounds(int tables, long rows, long bytes, Duration statement, Duration longest) {
    static final Bounds USUAL =
        new Bounds(10_000, 50_000_000, 2L << 30, Duration.ofMinutes(10), Duration.ofHours(1));
  }

  /**
   * @param drivers the folder of drivers
   */
  public JdbcConnector(SourceClient net, Path drivers) {
    this(net, drivers, Bounds.USUAL);
  }

  JdbcConnector(SourceClient net, Path drivers, Bounds bounds) {
    this.net = net;
    this.drivers = new Drivers(drivers);
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public boolean isPrivate() {
    return true;
  }

  @Override
  public URI address(String text) {
    DatabaseAddress.of(text); // or says what is wrong with it
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidRequestException(
          "The address of the database has letters that must be percent-encoded.");
    }
  }

  /**
   * Queries as an administrator writes them.
   *
   * @throws InvalidRequestException names what is wrong
   */
  public static void demandQueries(String json) {
    NamedQuery.parse(json);
  }

  private static Optional<List<NamedQuery>> queries(Source source) {
    return source.option(QUERIES).map(NamedQuery::parse);
  }

  private <T> T with(Source source, String what, Session.Work<T> work)
      throws JdbcFault, IOException, InterruptedException {
    // Rows come in other forms than they are written in, but hardly in twice as many bytes.
    long most = 2 * bounds.bytes() + BESIDE_BYTES;
    return Session.with(net, drivers, source, bounds.longest(), most, what, work);
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var offering = new Offering(source, sink);
    URI top = new PrivateName(source.id(), "-").uri();
    var mapper = new JdbcMapper(source);
    Found found;
    try {
      Optional<List<NamedQuery>> queries = queries(source);
      found =
          queries.isPresent()
              ? with(
                  source,
                  "SELECT",
                  connection -> {
                    connection.getMetaData(); // that it lets us in
                    return new Found(queries.get().stream().map(mapper::query).toList(), false);
                  })
              : with(source, "SELECT", connection -> tables(connection, source, mapper));
    } catch (JdbcFault e) {
      return offering.partial(top, e.told());
    } catch (IOException e) {
      LOG.warn("{} cannot be read", source.id(), e);
      return offering.partial(top, JdbcFault.of(new SQLException("08000", "08000"), "").told());
    }
    for (CatalogRecord record : found.records()) {
      offer(record, offering, known);
    }
    if (offering.isCut()) {
      return offering.atLimit(top);
    }
    return found.cut()
        ? offering.partial(top, tooManyTables(bounds.tables()))
        : offering.complete();
  }

  /**
   * What a source has.
   *
   * @param cut whether it has more
   */
  private record Found(List<CatalogRecord> records, boolean cut) {
    Found {
      records = List.copyOf(records);
    }
  }

  private Found tables(Connection connection, Source source, JdbcMapper mapper)
      throws SQLException, JdbcFault {
    // A table that may not be read must not spoil the transaction of the others.
    connection.setAutoCommit(true);
    DatabaseAddress address = DatabaseAddress.of(source.url().toString());
    var schema = new Schema(connection, address.dialect());
    schema.demand(address);
    Schema.Tables tables = schema.tables(bounds.tables());
    var records = new ArrayList<CatalogRecord>();
    for (String table : tables.names()) {
      schema.find(table).map(mapper::table).ifPresent(records::add);
    }
    schema.demand(address); // still
    return new Found(records, tables.cut());
  }

  private static void offer(CatalogRecord record, Offering offering, Known known) {
    URI page = URI.create(record.subject().getURI());
    String hash =
        Sha256.of(
            record.description().listStatements().toList().stream()
                .map(
                    statement ->
                        statement.getPredicate()
                            + " "
                            + (statement.getObject().isAnon() ? "" : statement.getObject()))
                .sorted()
                .toList()
                .toString());
    Optional<Known.Page> before = known.findPage(page);
    if (before.filter(seen -> seen.sha256().equals(hash)).isPresent()) {
      offering.unchanged(before.get().identifiers(), page);
      return;
    }
    before.ifPresent(_ -> known.forgetPage(page));
    if (offering.accept(record, page) && !offering.isCut()) {
      known.putPage(
          page,
          new Known.Page(Optional.empty(), Optional.empty(), hash, List.of(record.identifier())));
    }
  }

  @Override
  public Fetched<Downloaded> download(
      Source source, PrivateName file, Path directory, Conditions conditions)
      throws InterruptedException {
    try {
      Path target = Files.createTempFile(directory, "rows-", ".part");
      Optional<RowFile.Written> written =
          with(
              source,
              "'" + file.name() + "'",
              connection -> write(connection, source, file, target));
      if (written.isEmpty()) {
        return new Fetched.Failure<>(Fetched.Kind.HTTP_STATUS, gone(file.name()));
      }
      if (written.get().bytes() == 0) {
        return new Fetched.Failure<>(Fetched.Kind.EMPTY, empty(file.name()));
      }
      return new Fetched.Body<>(
          new Downloaded(target, written.get().bytes(), written.get().sha256(), Optional.empty()),
          new Answer(
              file.uri(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              URLDecoder.decode(file.fileName().replace("+", "%2B"), StandardCharsets.UTF_8)
                  .replaceAll("[/\\\\\\p{Cntrl}]", "_"),
              Optional.empty(),
              written.get().bytes(),
              written.get().sha256()));
    } catch (JdbcFault e) {
      return new Fetched.Failure<>(Fetched.Kind.UNREACHABLE, e.told());
    } catch (IOException e) {
      LOG.warn("{}: {} cannot be written", source.id(), file, e);
      return new Fetched.Failure<>(
          Fetched.Kind.LOCAL_DISK,
          new Message(
              "Không ghi được các dòng vào đĩa. Giải phóng chỗ trống rồi thử lại.",
              "The rows cannot be written to the disk. Make room, and try again."));
    }
  }

  /** Writes what {@code file} names; empty where it names nothing. */
  private Optional<RowFile.Written> write(
      Connection connection, Source source, PrivateName file, Path target)
      throws SQLException, IOException, JdbcFault {
    Dialect dialect = DatabaseAddress.of(source.url().toString()).dialect();
    var schema = new Schema(connection, dialect);
    Optional<List<NamedQuery>> queries = queries(source);
    if (queries.isPresent()) {
      for (NamedQuery query : queries.get()) {
        if (file.name().equals(query.id() + JdbcMapper.ROWS)) {
          String sql = query.ordered() ? query.sql() : ordered(connection, schema, dialect, query);
          return Optional.of(rows(connection, sql, target, query.id()));
        }
      }
      return Optional.empty();
    }
    String ending = file.name().endsWith(JdbcMapper.SCHEMA) ? JdbcMapper.SCHEMA : JdbcMapper.ROWS;
    Optional<TableShape> table =
        file.name().endsWith(ending)
            ? find(schema, file.name().substring(0, file.name().length() - ending.length()))
            : Optional.empty();
    if (table.isEmpty()) {
      return Optional.empty();
    }
    if (ending.equals(JdbcMapper.SCHEMA)) {
      byte[] promised = JdbcMapper.schema(table.get()).getBytes(StandardCharsets.UTF_8);
      Files.write(target, promised);
      return Optional.of(new RowFile.Written(0, promised.length, Sha256.of(promised)));
    }
    return Optional.of(
        rows(connection, select(schema, dialect, table.get()), target, table.get().name()));
  }

  private static Optional<TableShape> find(Schema schema, String path) throws SQLException {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String table =
        URLDecoder.decode(path.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return path.equals(JdbcMapper.path(schema.name(), table))
        ? schema.find(table)
        : Optional.empty();
  }

  /** By its key, else by all columns: equal rows look alike, whichever comes first. */
  private static String select(Schema schema, Dialect dialect, TableShape table)
      throws SQLException {
    var columns = new ArrayList<String>();
    var order = new ArrayList<String>();
    for (ColumnShape column : table.columns()) {
      columns.add(schema.quote(column.name()));
      if (table.primaryKey().isEmpty()) {
        order.addAll(dialect.order(schema.quote(column.name()), column.type()));
      }
    }
    for (String key : table.primaryKey()) {
      order.add(schema.quote(key));
    }
    return "select %s from %s%s"
        .formatted(
            String.join(", ", columns),
            schema.quoted(table.name()),
            order.isEmpty() ? "" : " order by " + String.join(", ", order));
  }

  private String ordered(Connection connection, Schema schema, Dialect dialect, NamedQuery query)
      throws SQLException {
    String within = "select * from (" + query.sql() + "\n) sen_query";
    var order = new ArrayList<String>();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(Math.toIntExact(bounds.statement().toSeconds()));
      try (ResultSet none = statement.executeQuery(within + " where 1 = 0")) {
        for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
          order.addAll(
              dialect.order(
                  schema.quote(none.getMetaData().getColumnLabel(i)),
                  none.getMetaData().getColumnTypeName(i)));
        }
      }
    }
    return order.isEmpty() ? within : within + " order by " + String.join(", ", order);
  }

  private RowFile.Written rows(Connection connection, String sql, Path target, String what)
      throws SQLException, IOException, JdbcFault {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      statement.setQueryTimeout(Math.toIntExact(bounds.statement().toSeconds()));
      try (ResultSet rows = statement.executeQuery(sql)) {
        return new RowFile(bounds.rows(), bounds.bytes()).write(rows, target, "'" + what + "'");
      }
    }
  }

  private static Message gone(String name) {
    return new Message(
        "Không có bảng hay truy vấn '%s' trong nguồn, hoặc không được đọc nó.".formatted(name),
        "There is no table or query '%s' in the source, or it may not be read.".formatted(name));
  }

  private static Message empty(String name) {
    return new Message(
        "'%s' không có dòng nào. Nếu đúng vậy, không cần làm gì: phiên bản tốt cuối cùng vẫn còn."
            .formatted(name),
        "'%s' has no rows. If that is right, nothing need be done: the last good version stays."
            .formatted(name));
  }

  private static Message tooManyTables(int most) {
    return new Message(
        "Lược đồ có hơn %d bảng; phần còn lại không được đọc. Dùng --queries, hoặc chia theo lược đồ."
            .formatted(most),
        "The schema has more than %d tables; the rest was not read. Use --queries, or a source for each schema."
            .formatted(most));
  }
}
