package vn.sen.harvest.jdbc;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of its own, in a folder of its own, on a free port. */
public final class PostgresCluster implements AutoCloseable {
  static final String OWNER = "chu";
  static final String OWNER_PASSWORD = "mat-khau-cua-chu";

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresCluster(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one. Where PostgreSQL is not installed the test is skipped, saying so; with {@code
   * SEN_REQUIRE_POSTGRES=true} in the environment it fails.
   */
  public static PostgresCluster start() throws Exception {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      String message =
          "no PostgreSQL is installed (looked for initdb in /usr/lib/postgresql and PATH)";
      if ("true".equals(System.getenv("SEN_REQUIRE_POSTGRES"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    Path folder = Files.createTempDirectory("sen-postgres");
    // Its server refuses to run as root, and is then run as the user that its package made.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    var cluster = new PostgresCluster(programs.orElseThrow(), folder, freePort());
    Path password = Files.writeString(folder.resolve("password"), OWNER_PASSWORD);
    cluster.run(
        "initdb",
        "-D",
        cluster.data(),
        "-U",
        OWNER,
        "--pwfile=" + password,
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    cluster.startServer();
    return cluster;
  }

  void startServer() throws Exception {
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories= -c fsync=off"
            .formatted(port),
        "start");
  }

  void stopServer() throws Exception {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Optional<Path> programs() throws IOException {
    var folders = new ArrayList<Path>();
    Path usual = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> versions = Files.list(usual)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(version -> version.resolve("bin"))
            .forEach(folders::add);
      }
    }
    for (String folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
      folders.add(Path.of(folder));
    }
    return folders.stream().filter(f -> Files.isExecutable(f.resolve("initdb"))).findFirst();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void run(String program, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("sen-postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    String words = Files.readString(said);
    Files.delete(said);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(program + " failed: " + words);
    }
  }

  /** The jar of its driver, which tests have. */
  public static Path driver() throws Exception {
    return Path.of(
        org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  public int port() {
    return port;
  }

  /** A connection of the owner of everything, past everything that is tested. */
  Connection connect() throws SQLException {
    var properties = new Properties();
    properties.put("user", OWNER);
    properties.put("password", OWNER_PASSWORD);
    return new org.postgresql.Driver()
        .connect("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), properties);
  }

  /** As the owner of everything. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws Exception {
    stopServer();
    PathUtils.deleteDirectory(folder);
  }
}
