package vn.sen.catalog.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * DuckDB's driver for child processes: its classes in one jar and its native library beside it. The
 * jar as it comes unpacks 70 MB into the temporary directory at every start, and leaves them there
 * when the process is killed; without a library inside, the driver loads the one that lies beside
 * it.
 */
public final class DuckLibrary {
  private static final String LIBRARY = "libduckdb_java.so_";

  private DuckLibrary() {}

  /**
   * The same classpath, with DuckDB's driver replaced by one that starts at once.
   *
   * @param directory where driver and library are kept; written once for each version
   */
  public static List<Path> beside(List<Path> classpath, Path directory) {
    var replaced = new ArrayList<Path>();
    for (Path entry : classpath) {
      String name = entry.getFileName().toString();
      replaced.add(
          name.contains("duckdb_jdbc") && name.endsWith(".jar")
              ? unpacked(entry, directory)
              : entry);
    }
    return replaced;
  }

  private static Path unpacked(Path jar, Path directory) {
    try {
      Files.createDirectories(directory);
      Path target = directory.resolve(jar.getFileName().toString());
      if (!Files.exists(target)) {
        unpack(jar, directory, target);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("DuckDB's driver cannot be unpacked to " + directory, e);
    }
  }

  private static void unpack(Path jar, Path directory, Path target) throws IOException {
    Path part = Files.createTempFile(directory, "driver-", ".part");
    String system = system();
    try (var from = new JarFile(jar.toFile());
        var to = new JarOutputStream(Files.newOutputStream(part))) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().equals(LIBRARY + system)) {
          Path library = directory.resolve(entry.getName());
          Path copy = Files.createTempFile(directory, "library-", ".part");
          try (var in = from.getInputStream(entry)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
          }
          makeReadable(copy);
          Files.move(copy, library, StandardCopyOption.ATOMIC_MOVE);
        } else if (!entry.getName().startsWith(LIBRARY) && !entry.isDirectory()) {
          to.putNextEntry(new JarEntry(entry.getName()));
          try (var in = from.getInputStream(entry)) {
            in.transferTo(to);
          }
          to.closeEntry();
        }
      }
    }
    makeReadable(part);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void makeReadable(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("r--r--r--"));
    }
  }

  /** As the driver names it. */
  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    String cpu = System.getProperty("os.arch").toLowerCase(java.util.Locale.ROOT);
    return (os.contains("win") ? "windows" : os.contains("mac") ? "macos" : "linux")
        + "_"
        + (cpu.equals("aarch64") || cpu.equals("arm64") ? "arm64" : "amd64");
  }
}
