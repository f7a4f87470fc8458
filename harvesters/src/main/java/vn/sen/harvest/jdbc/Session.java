package vn.sen.harvest.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Relay;
import vn.sen.harvest.net.RelaySockets;
import vn.sen.harvest.net.Relayed;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Message;

/** A connection to the database of a source, by a relay, which only reads. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private Session() {}

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException, IOException, JdbcFault;
  }

  /**
   * Connects, does {@code work}, and is gone. It may be interrupted, whatever the driver waits for.
   *
   * @param what is done, for people
   * @throws JdbcFault in words for the public
   */
  static <T> T with(
      SourceClient net,
      Drivers drivers,
      Source source,
      Duration longest,
      long mostBytes,
      String what,
      Work<T> work)
      throws JdbcFault, IOException, InterruptedException {
    DatabaseAddress address = DatabaseAddress.of(source.url().toString());
    Driver driver = drivers.find(address.dialect());
    try (Relay relay = relay(net, source, address, longest, mostBytes)) {
      var done = new CompletableFuture<T>();
      Thread thread =
          Thread.ofVirtual()
              .name("jdbc-" + source.id())
              .start(
                  () -> {
                    try (Connection connection = connect(driver, relay, address, source)) {
                      done.complete(work.with(connection));
                    } catch (Throwable e) {
                      done.completeExceptionally(e);
                    }
                  });
      try {
        return done.get();
      } catch (InterruptedException e) {
        relay.close(); // what the driver waits for does not come any more
        thread.interrupt();
        throw e;
      } catch (ExecutionException e) {
        throw told(e.getCause() == null ? e : e.getCause(), source, what);
      }
    }
  }

  private static JdbcFault told(Throwable cause, Source source, String what) throws IOException {
    switch (cause) {
      case JdbcFault fault -> {
        return fault;
      }
      case SQLException e -> {
        LOG.warn(
            "{}: {} failed, SQLSTATE {}: {}", source.id(), what, e.getSQLState(), e.getMessage());
        return JdbcFault.of(e, what);
      }
      case IOException e -> throw e;
      default -> {
        // A driver is somebody else's code: what it does not foresee ends this table alone.
        LOG.error("{}: {} failed in the driver", source.id(), what, cause);
        return JdbcFault.of(new SQLException("the driver failed", "XX000", cause), what);
      }
    }
  }

  private static Relay relay(
      SourceClient net, Source source, DatabaseAddress address, Duration longest, long mostBytes)
      throws JdbcFault {
    return switch (net.relay(
        address.dialect().manner(), source, address.host(), address.port(), longest, mostBytes)) {
      case Relayed.Open(Relay open) -> open;
      case Relayed.Refused(Message why) -> throw new JdbcFault(why);
    };
  }

  private static Connection connect(
      Driver driver, Relay relay, DatabaseAddress address, Source source)
      throws SQLException, JdbcFault {
    var properties = new Properties();
    properties.putAll(address.properties());
    properties.putAll(address.dialect().fixed());
    if (address.dialect() == Dialect.SQL_SERVER) {
      properties.put("hostNameInCertificate", address.host());
      properties.put("socketFactoryClass", RelaySockets.class.getName());
      properties.put("socketFactoryConstructorArg", String.valueOf(relay.address().getPort()));
    }
    if (address.dialect() == Dialect.ORACLE) {
      properties.put("oracle.net.socksProxyHost", relay.address().getAddress().getHostAddress());
      properties.put("oracle.net.socksProxyPort", String.valueOf(relay.address().getPort()));
    }
    // Where none are given, drivers take the user of this machine and what its home has.
    properties.put("user", "");
    properties.put("password", "");
    if (source.credentials().isPresent()) {
      if (!(source.credentials().get()
          instanceof Credentials.Basic(String user, Secret password))) {
        throw new JdbcFault(
            new Message(
                "Cơ sở dữ liệu chỉ dùng người dùng và mật khẩu. Đặt lại: sen source credentials ID"
                    + " --basic USER.",
                "Databases know users and passwords only. Set them: sen source credentials ID"
                    + " --basic USER."));
      }
      properties.put("user", user);
      properties.put("password", password.reveal());
    }
    String url =
        address
            .dialect()
            .url(
                relay.address().getAddress().getHostAddress(),
                relay.address().getPort(),
                address.database());
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not know its own addresses", "08001");
    }
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      if (address.dialect() == Dialect.ORACLE) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set transaction read only");
        }
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
