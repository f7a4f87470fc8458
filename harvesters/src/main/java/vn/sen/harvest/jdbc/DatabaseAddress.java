package vn.sen.harvest.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Where a database is.
 *
 * @param properties allowed ones, by name
 */
record DatabaseAddress(
    Dialect dialect, String host, int port, String database, Map<String, String> properties) {
  private static final String HOST =
      "(?<host>\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+)(:(?<port>\\d{1,5}))?";
  private static final Pattern SLASHES =
      Pattern.compile(
          "jdbc:(?<kind>postgresql|mysql)://"
              + HOST
              + "/(?<database>[^/?#;:]+)(\\?(?<rest>[^#]*))?");
  private static final Pattern SQL_SERVER =
      Pattern.compile("jdbc:sqlserver://" + HOST + "(;(?<rest>.*))?");
  private static final Pattern ORACLE =
      Pattern.compile("jdbc:oracle:thin:@(//)?" + HOST + "/(?<database>[\\w.$#-]+)");

  DatabaseAddress {
    properties = Map.copyOf(properties);
  }

  /**
   * @throws InvalidRequestException when it is none, or has a property that is not allowed; does
   *     not repeat the text, which may hold a password
   */
  static DatabaseAddress of(String text) {
    Matcher slashes = SLASHES.matcher(text);
    if (slashes.matches()) {
      return of(
          slashes.group("kind").equals("mysql") ? Dialect.MYSQL : Dialect.POSTGRESQL,
          slashes,
          slashes.group("database"),
          "&");
    }
    Matcher sqlServer = SQL_SERVER.matcher(text);
    if (sqlServer.matches()) {
      DatabaseAddress address = of(Dialect.SQL_SERVER, sqlServer, "", ";");
      String database = address.properties().getOrDefault("databaseName", "master");
      return new DatabaseAddress(
          address.dialect(), address.host(), address.port(), database, address.properties());
    }
    Matcher oracle = ORACLE.matcher(text);
    if (oracle.matches()) {
      return of(Dialect.ORACLE, oracle, oracle.group("database"), "&");
    }
    throw new InvalidRequestException(
        "A database is an address such as jdbc:postgresql://host:5432/database or"
            + " jdbc:mysql://host:3306/database, of one host; the user and password are given"
            + " by 'sen source credentials ID --basic USER'.");
  }

  private static DatabaseAddress of(
      Dialect dialect, Matcher parts, String database, String separator) {
    int port = parts.group("port") == null ? dialect.port() : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw new InvalidRequestException("A port is 1 to 65535, got %d.".formatted(port));
    }
    boolean has = dialect != Dialect.ORACLE && parts.group("rest") != null;
    return new DatabaseAddress(
        dialect,
        parts.group("host"),
        port,
        database,
        has ? properties(dialect, parts.group("rest"), separator) : Map.of());
  }

  private static Map<String, String> properties(Dialect dialect, String rest, String separator) {
    var properties = new TreeMap<String, String>();
    for (String pair : rest.split(separator)) {
      if (pair.isEmpty()) {
        continue;
      }
      String name = pair.replaceFirst("=.*$", "");
      String known =
          dialect.allowed().stream()
              .filter(name::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(() -> notAllowed(dialect, name));
      String value =
          URLDecoder.decode(
              pair.substring(Math.min(pair.length(), name.length() + 1)), StandardCharsets.UTF_8);
      if (!value.matches("[\\w .,/:+-]*")) {
        throw new InvalidRequestException(
            "The property %s of the address has letters that it may not have.".formatted(known));
      }
      if (value.equalsIgnoreCase("verify-full") || value.equalsIgnoreCase("verify_identity")) {
        throw new InvalidRequestException(
            "The host's name cannot be verified here, for the connection goes by a relay; use"
                + " verify-ca or require.");
      }
      properties.put(known, value);
    }
    return properties;
  }

  private static InvalidRequestException notAllowed(Dialect dialect, String name) {
    boolean secret = name.matches("(?i)user|username|password|pwd|uid");
    return new InvalidRequestException(
        secret
            ? "The address holds a user or password. Leave it out, and give it by 'sen source"
                + " credentials ID --basic USER'."
            : "The property '%s' is not allowed in the address of a %s; allowed are: %s."
                .formatted(
                    name,
                    dialect.title(),
                    dialect.allowed().isEmpty()
                        ? "none"
                        : String.join(", ", dialect.allowed().stream().sorted().toList())));
  }
}
