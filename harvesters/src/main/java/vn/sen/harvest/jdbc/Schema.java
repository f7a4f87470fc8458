package vn.sen.harvest.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.jdbc.TableShape.ColumnShape;
import vn.sen.harvest.jdbc.TableShape.Nullness;
import vn.sen.harvest.jdbc.TableShape.Reference;
import vn.sen.vocab.Message;

/** The schema that a source's address names, or where its user arrives. */
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  /** Of so many times as many tables as are read, the names are looked at: some may be closed. */
  private static final int NAMES = 10;

  private static final String[] TYPES = {
    "TABLE", "BASE TABLE", "VIEW", "MATERIALIZED VIEW", "PARTITIONED TABLE", "FOREIGN TABLE"
  };

  private final Connection connection;
  private final Dialect dialect;
  private final DatabaseMetaData data;
  private final @Nullable String catalog;
  private final @Nullable String schema;

  Schema(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.data = connection.getMetaData();
    this.catalog = connection.getCatalog();
    this.schema = dialect == Dialect.MYSQL ? null : connection.getSchema();
  }

  /** What the schema is called. */
  String name() {
    return Optional.ofNullable(schema).or(() -> Optional.ofNullable(catalog)).orElse("-");
  }

  /**
   * That there is a schema, and that it is the one which the address names first.
   *
   * @throws JdbcFault when it is not: no table would be there, which is not the same as none left
   */
  void demand(DatabaseAddress address) throws SQLException, JdbcFault {
    Optional<String> now =
        Optional.ofNullable(
            dialect == Dialect.MYSQL ? connection.getCatalog() : connection.getSchema());
    String first =
        address.properties().getOrDefault("currentSchema", "").replaceFirst(",.*$", "").strip();
    if (now.isEmpty()
        || !now.get().equals(name())
        || !(first.isEmpty() || first.equalsIgnoreCase(now.get()))) {
      throw new JdbcFault(
          new Message(
              "Lược đồ của nguồn không có trong cơ sở dữ liệu, đã đổi tên, hoặc người dùng không có"
                  + " quyền USAGE. Kiểm tra địa chỉ ('sen source list') và quyền.",
              "The source's schema is not in the database, has another name by now, or its user has"
                  + " no right of USAGE. Check the address ('sen source list') and the rights."));
    }
  }

  /**
   * Tables of a schema.
   *
   * @param names sorted
   * @param cut whether there may be more
   */
  record Tables(List<String> names, boolean cut) {
    Tables {
      names = List.copyOf(names);
    }
  }

  /**
   * The tables and views that this user may select from.
   *
   * @param most after so many it stops
   * @throws SQLException when it is not known of one whether it may be read, too
   */
  Tables tables(int most) throws SQLException {
    Set<String> parts = partitions();
    var names = new TreeSet<String>();
    boolean cut = false;
    try (ResultSet rows = data.getTables(catalog, escaped(schema), "%", TYPES)) {
      while (!cut && rows.next()) {
        String name = rows.getString("TABLE_NAME");
        if (name != null && !parts.contains(name)) {
          names.add(name);
          cut = names.size() > (long) NAMES * most;
        }
      }
    }
    var open = new ArrayList<String>();
    for (String name : names) {
      if (maySelect(name)) {
        if (open.size() == most) {
          return new Tables(open, true);
        }
        open.add(name);
      }
    }
    return new Tables(open, cut);
  }

  /** Parts of tables are in their tables. */
  private Set<String> partitions() throws SQLException {
    var names = new HashSet<String>();
    if (dialect == Dialect.POSTGRESQL) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                  + " where c.relispartition and n.nspname = ?")) {
        statement.setString(1, schema);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString(1));
          }
        }
      }
    }
    return names;
  }

  /** Only a plain no is one: of what is locked, or not reached any more, nothing is known. */
  private boolean maySelect(String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(30);
      try (ResultSet rows =
          statement.executeQuery("select * from " + quoted(table) + " where 1 = 0")) {
        return rows.getMetaData().getColumnCount() > 0;
      }
    } catch (SQLException e) {
      if (dialect.denies(e)) {
        return false;
      }
      LOG.warn("whether {} may be read is not known", table);
      throw e;
    }
  }

  /** A table of the schema; absent where there is none of that name. */
  Optional<TableShape> find(String table) throws SQLException {
    Map<String, String> comments = comments(table);
    var columns = new ArrayList<ColumnShape>();
    try (ResultSet rows = data.getColumns(catalog, escaped(schema), escaped(table), "%")) {
      while (rows.next()) {
        String name = rows.getString("COLUMN_NAME");
        columns.add(
            new ColumnShape(
                name,
                rows.getInt("DATA_TYPE"),
                rows.getString("TYPE_NAME"),
                rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                    ? Nullness.REQUIRED
                    : Nullness.NULLABLE,
                words(rows.getString("REMARKS"))
                    .or(() -> Optional.ofNullable(comments.get(name)))));
      }
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> comment = Optional.ofNullable(comments.get(""));
    try (ResultSet rows = data.getTables(catalog, escaped(schema), escaped(table), TYPES)) {
      if (rows.next()) {
        comment = words(rows.getString("REMARKS")).or(() -> Optional.ofNullable(comments.get("")));
      }
    }
    return Optional.of(
        new TableShape(name(), table, comment, columns, primaryKey(table), references(table)));
  }

  private List<String> primaryKey(String table) throws SQLException {
    var key = new TreeMap<Integer, String>();
    try (ResultSet rows = data.getPrimaryKeys(catalog, schema, table)) {
      while (rows.next()) {
        key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(key.values());
  }

  private List<Reference> references(String table) throws SQLException {
    Map<String, Reference> references = new LinkedHashMap<>();
    try (ResultSet rows = data.getImportedKeys(catalog, schema, table)) {
      while (rows.next()) {
        String to = rows.getString("PKTABLE_NAME");
        String key = rows.getString("FK_NAME") + " " + to;
        Reference before = references.getOrDefault(key, new Reference(List.of(), to, List.of()));
        var columns = new ArrayList<>(before.columns());
        columns.add(rows.getString("FKCOLUMN_NAME"));
        var theirs = new ArrayList<>(before.theirColumns());
        theirs.add(rows.getString("PKCOLUMN_NAME"));
        references.put(key, new Reference(columns, to, theirs));
      }
    }
    return List.copyOf(references.values());
  }

  /** Where the driver tells none: of columns by name, of the table by the empty one. */
  private Map<String, String> comments(String table) {
    var comments = new TreeMap<String, String>();
    if (dialect != Dialect.SQL_SERVER) {
      return comments;
    }
    String sql =
        "select coalesce(c.name, ''), cast(p.value as nvarchar(4000))"
            + " from sys.extended_properties p"
            + " left join sys.columns c on c.object_id = p.major_id and c.column_id = p.minor_id"
            + " where p.class = 1 and p.name = 'MS_Description' and p.major_id = object_id(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, quoted(table));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          words(rows.getString(2)).ifPresent(words(rows, comments));
        }
      }
    } catch (SQLException e) {
      return comments; // whoever may not read them does without
    }
    return comments;
  }

  private static java.util.function.Consumer<String> words(
      ResultSet rows, Map<String, String> comments) throws SQLException {
    String column = rows.getString(1);
    return text -> comments.put(column, text);
  }

  private static Optional<String> words(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(words -> !words.isEmpty());
  }

  /** A name as a pattern that means it alone. */
  private @Nullable String escaped(@Nullable String name) throws SQLException {
    if (name == null) {
      return null;
    }
    String escape = data.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  /** A table with its schema, as SQL. */
  String quoted(String table) throws SQLException {
    return quote(name()) + "." + quote(table);
  }

  /** A name as SQL. */
  String quote(String name) throws SQLException {
    String mark = data.getIdentifierQuoteString().strip();
    return mark + name.replace(mark, mark + mark) + mark;
  }
}
