package vn.sen.harvest.jdbc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.sen.harvest.net.RelaySockets;
import vn.sen.vocab.Message;

/**
 * Drivers that an administrator put into a folder, loaded apart from the program's own classes.
 * None is shipped.
 */
final class Drivers {
  private final Path folder;
  private List<Path> loaded = List.of();
  private ClassLoader loader = ClassLoader.getPlatformClassLoader();

  Drivers(Path folder) {
    this.folder = folder;
  }

  /**
   * The driver of a database.
   *
   * @throws JdbcFault when there is none; says how to get it
   */
  synchronized Driver find(Dialect dialect) throws JdbcFault {
    List<Path> jars = jars();
    if (!jars.equals(loaded)) {
      // Connections that go on keep the classes they have.
      loader = new Apart(urls(jars));
      loaded = jars;
    }
    try {
      return (Driver)
          Class.forName(dialect.driver(), true, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      var fault = new JdbcFault(missing(dialect));
      fault.initCause(e);
      throw fault;
    }
  }

  /** Sees none of the program's classes but the sockets that a driver is to use. */
  private static final class Apart extends URLClassLoader {
    Apart(URL[] jars) {
      super(jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.equals(RelaySockets.class.getName()) ? RelaySockets.class : super.findClass(name);
    }
  }

  private List<Path> jars() throws JdbcFault {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    } catch (IOException e) {
      var fault =
          new JdbcFault(
              new Message(
                  "Không đọc được thư mục trình điều khiển (sen.harvest.drivers). Kiểm tra quyền.",
                  "The folder of drivers (sen.harvest.drivers) cannot be read. Check"
                      + " permissions."));
      fault.initCause(e);
      throw fault;
    }
  }

  private static URL[] urls(List<Path> jars) {
    var urls = new ArrayList<URL>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("a path has no address: " + jar, e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static Message missing(Dialect dialect) {
    return new Message(
        "Thiếu trình điều khiển JDBC cho %s (lớp %s). Tải tệp .jar của %s từ Maven Central hoặc nhà cung cấp, đặt vào thư mục trình điều khiển (sen.harvest.drivers; mặc định là drivers/ trong thư mục dữ liệu) rồi thử lại."
            .formatted(dialect.title(), dialect.driver(), dialect.artifact()),
        "There is no JDBC driver for %s (class %s). Get the jar of %s from Maven Central or its maker, put it into the folder of drivers (sen.harvest.drivers; drivers/ in the data directory unless set), and try again."
            .formatted(dialect.title(), dialect.driver(), dialect.artifact()));
  }
}
