package vn.sen.catalog.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the program starts itself again as a worker.
 *
 * @param java the executable
 * @param classpath jars and directories
 * @param options of the JVM, besides those the limits ask for
 * @param main class and arguments
 */
public record WorkerProgram(
    Path java, List<Path> classpath, List<String> options, List<String> main) {
  public WorkerProgram {
    classpath = List.copyOf(classpath);
    options = List.copyOf(options);
    main = List.copyOf(main);
  }

  /** This very program, with another main class or other arguments. */
  public static WorkerProgram same(String... main) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<Path> classpath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isBlank())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(Files::exists)
            .toList();
    return new WorkerProgram(java, classpath, List.of(), List.of(main));
  }

  /** The same with other jars, such as a driver whose native library lies beside it. */
  public WorkerProgram withClasspath(List<Path> other) {
    return new WorkerProgram(java, other, options, main);
  }

  /**
   * The same, its jars and classes in a directory that another user can read: a home directory
   * usually can't be. Files are linked where the file system allows it, copied elsewhere.
   */
  public WorkerProgram installedIn(Path directory) {
    try {
      Files.createDirectories(directory);
      makeReadable(directory);
      var installed = new ArrayList<Path>();
      for (Path entry : classpath) {
        Path target = directory.resolve(installed.size() + "-" + entry.getFileName());
        if (Files.isDirectory(entry)) {
          copyTree(entry, target);
        } else {
          linkOrCopy(entry, target);
        }
        installed.add(target);
      }
      return withClasspath(installed);
    } catch (IOException e) {
      throw new UncheckedIOException("the workers' program cannot be put into " + directory, e);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(directory).toString());
            Files.createDirectories(target);
            makeReadable(target);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            linkOrCopy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A file under another name; an older one there is replaced. */
  static void linkOrCopy(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    if (isReadableByAll(from)) {
      try {
        Files.createLink(to, from.toRealPath());
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Another file system: a copy does as well.
      }
    }
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    if (isPosix(to)) {
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("r--r--r--"));
    }
  }

  private static boolean isReadableByAll(Path file) throws IOException {
    return !isPosix(file)
        || PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).charAt(6) == 'r';
  }

  static void makeReadable(Path directory) throws IOException {
    if (isPosix(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
