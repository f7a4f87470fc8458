package vn.sen.harvest.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sen.harvest.net.Relay;

/**
 * What is different between databases.
 *
 * <p>Of a driver's properties only those are allowed that change what is read or how the connection
 * is secured: others read files, load classes or call home.
 */
enum Dialect {
  POSTGRESQL(
      "PostgreSQL",
      5432,
      "jdbc:postgresql://%s:%d/%s",
      "org.postgresql.Driver",
      "org.postgresql:postgresql",
      Set.of("currentSchema", "sslmode"),
      Map.of(
          "ApplicationName", "Sen",
          "connectTimeout", "10",
          "readOnlyMode", "always",
          // Of wide rows fewer are held at once.
          "maxResultBuffer", "64M",
          "adaptiveFetch", "true",
          "adaptiveFetchMaximum", "1000"),
      Set.of()),
  MYSQL(
      "MySQL",
      3306,
      "jdbc:mysql://%s:%d/%s",
      "com.mysql.cj.jdbc.Driver",
      "com.mysql:mysql-connector-j",
      Set.of("sslMode", "characterEncoding", "connectionTimeZone", "tinyInt1isBit"),
      Map.of(
          "useCursorFetch", "true",
          "allowLoadLocalInfile", "false",
          "allowUrlInLocalInfile", "false",
          "autoDeserialize", "false",
          "connectTimeout", "10000",
          "useInformationSchema", "true"),
      // No right to the database, table or column; no such table; a view of what is closed or gone.
      // Of class 42 are also limits that a user has reached.
      Set.of(1044, 1142, 1143, 1146, 1356)),
  SQL_SERVER(
      "SQL Server",
      1433,
      "jdbc:sqlserver://%s:%d;databaseName=%s",
      "com.microsoft.sqlserver.jdbc.SQLServerDriver",
      "com.microsoft.sqlserver:mssql-jdbc",
      Set.of("databaseName", "encrypt", "trustServerCertificate"),
      Map.of(
          "loginTimeout", "10",
          "applicationName", "Sen",
          "responseBuffering", "adaptive",
          // One address, tried once, by the sockets that are given.
          "multiSubnetFailover", "false",
          "transparentNetworkIPResolution", "false",
          "connectRetryCount", "0"),
      Set.of(208, 229, 230)),
  ORACLE(
      "Oracle",
      1521,
      "jdbc:oracle:thin:@//%s:%d/%s",
      "oracle.jdbc.OracleDriver",
      "com.oracle.database.jdbc:ojdbc11",
      Set.of(),
      Map.of(
          "remarksReporting", "true",
          "oracle.net.CONNECT_TIMEOUT", "10000",
          // Urgent data does not go by a relay, and news of other servers are none of ours.
          "oracle.net.disableOob", "true",
          "oracle.jdbc.fanEnabled", "false"),
      Set.of(942, 1031));

  private final String title;
  private final int port;
  private final String url;
  private final String driver;
  private final String artifact;
  private final Set<String> allowed;
  private final Map<String, String> fixed;
  private final Set<Integer> denials;

  Dialect(
      String title,
      int port,
      String url,
      String driver,
      String artifact,
      Set<String> allowed,
      Map<String, String> fixed,
      Set<Integer> denials) {
    this.title = title;
    this.port = port;
    this.url = url;
    this.driver = driver;
    this.artifact = artifact;
    this.allowed = allowed;
    this.fixed = fixed;
    this.denials = denials;
  }

  /** For people. */
  String title() {
    return title;
  }

  /**
   * How its driver comes to the relay. One that goes where a server sends it, by sockets of its
   * own, has to ask there for each address, and gets none but the one that was checked.
   */
  Relay.Manner manner() {
    return this == ORACLE ? Relay.Manner.SOCKS : Relay.Manner.STRAIGHT;
  }

  /** Where it listens usually. */
  int port() {
    return port;
  }

  /** The address of {@code database} behind a host and port. */
  String url(String host, int at, String database) {
    return url.formatted(host, at, database);
  }

  /** The class of its driver. */
  String driver() {
    return driver;
  }

  /** What its driver is called on Maven Central. */
  String artifact() {
    return artifact;
  }

  /** Properties that an address may have. */
  Set<String> allowed() {
    return allowed;
  }

  /** Properties that every connection has, whatever the address says. */
  Map<String, String> fixed() {
    return fixed;
  }

  /**
   * Whether the database said that something is not there, or not for this user; by its own codes
   * where the SQL standard's class 42 means other things, too.
   */
  boolean denies(SQLException e) {
    return denials.isEmpty()
        ? String.valueOf(e.getSQLState()).startsWith("42")
        : denials.contains(e.getErrorCode());
  }

  private static final Pattern UNORDERED =
      Pattern.compile(
          "(?i).*(json|xml|lob|long|geo|point|box|circle|line|path|polygon|raw|image|n?text).*");

  /**
   * What to sort by for a column; empty where its type has no order.
   *
   * @param quoted its name
   * @param type as the database calls it
   */
  List<String> order(String quoted, String type) {
    return switch (this) {
      // Text has one there, whatever the type.
      case POSTGRESQL ->
          List.of(
              UNORDERED.matcher(type).matches() && !type.equals("text")
                  ? quoted + "::text"
                  : quoted);
      case MYSQL, SQL_SERVER, ORACLE ->
          UNORDERED.matcher(type).matches() ? List.of() : List.of(quoted);
    };
  }
}
