package vn.sen.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * The one directory that holds everything, locked for one process. Others may pass through it to
 * the published files and see nothing else (mode 0711).
 */
public final class DataDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> PASS = PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");

  /**
   * What this very process holds. POSIX gives up a lock when any channel on its file is closed, so
   * a file that is locked here must not be opened again.
   */
  private static final Map<Path, Holder> OURS = new ConcurrentHashMap<>();

  private final Path root;
  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, Path key, FileChannel channel, FileLock lock) {
    this.root = root;
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens {@code root}, made at first start, and holds it until {@link #close} or the end of the
   * process, however it ends.
   *
   * @throws ConflictException when another process holds it; names that process
   * @throws StoreUnavailableException when it can't be made or written
   */
  public static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root);
      Path key = root.toRealPath();
      var starting = new Holder(ProcessHandle.current().pid(), OptionalInt.empty());
      Holder ours = OURS.putIfAbsent(key, starting);
      if (ours != null) {
        throw new ConflictException(heldMessage(root, ours));
      }
      boolean opened = false;
      try {
        DataDirectory directory = open(root, key);
        directory.write(starting);
        opened = true;
        return directory;
      } finally {
        if (!opened) {
          OURS.remove(key);
        }
      }
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Không mở được thư mục dữ liệu %s. The data directory %s cannot be opened: %s"
              .formatted(root, root, e.getMessage()),
          e);
    }
  }

  private static DataDirectory open(Path root, Path key) throws IOException {
    Files.setPosixFilePermissions(root, PASS);
    FileChannel channel =
        FileChannel.open(
            root.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(SECRET));
    FileLock lock = tryLock(channel);
    if (lock == null) {
      try (channel) {
        throw new ConflictException(heldMessage(root, read(channel)));
      }
    }
    for (Place place : Place.values()) {
      Path path = Files.createDirectories(root.resolve(folder(place)));
      Files.setPosixFilePermissions(path, place == Place.FILES ? PASS : OWNER);
    }
    return new DataDirectory(root, key, channel, lock);
  }

  /** The process that holds {@code root} now; absent when none does. */
  public static Optional<Holder> findHolder(Path root) throws IOException {
    Path file = root.resolve("lock");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Holder ours = OURS.get(root.toRealPath());
    if (ours != null) {
      return Optional.of(ours);
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      return Optional.of(read(channel));
    }
  }

  /** The administrator's token of {@code root}; absent before its first start. */
  public static Optional<String> findToken(Path root) throws IOException {
    Path file = root.resolve("token");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      // Beyond the content, so that others can read who holds it where locks bind readers.
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // Another thread of this process is just looking who holds it.
    }
  }

  private static String heldMessage(Path root, Holder holder) {
    String port = holder.port().isPresent() ? ", port " + holder.port().getAsInt() : "";
    return ("Thư mục dữ liệu %s đang được tiến trình %d%s sử dụng. The data directory %s is held"
            + " by process %d%s.")
        .formatted(root, holder.pid(), port, root, holder.pid(), port);
  }

  private static Holder read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(256);
    channel.read(buffer, 0);
    try {
      return Json.read(
          new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8), Holder.class);
    } catch (IllegalArgumentException e) {
      return new Holder(0, OptionalInt.empty()); // It has only just begun.
    }
  }

  private void write(Holder holder) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(Json.write(holder).getBytes(StandardCharsets.UTF_8));
    channel.truncate(0);
    channel.write(text, 0);
  }

  /** Tells other processes where this one answers. */
  public void announce(int port) {
    try {
      var answering = new Holder(ProcessHandle.current().pid(), OptionalInt.of(port));
      write(answering);
      OURS.put(key, answering);
    } catch (IOException e) {
      throw new StoreUnavailableException("%s cannot be written".formatted(root), e);
    }
  }

  public Path root() {
    return root;
  }

  public Path path(Place place) {
    return root.resolve(folder(place));
  }

  private static String folder(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  /** Where the key that locks sealed files is kept unless the environment has it. */
  public Path masterKeyFile() {
    return root.resolve("master.key");
  }

  /**
   * What Sen's own IRIs begin with, ending in a slash: as given at first start, for ever.
   *
   * @param wanted taken at first start only
   */
  public URI baseIri(URI wanted) {
    String text = wanted.toString();
    return URI.create(
        keep(
            "base-iri",
            text.endsWith("/") ? text : text + "/",
            PosixFilePermissions.fromString("rw-r--r--")));
  }

  /** The administrator's token, made at first start, readable by the directory's owner only. */
  public String token() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return keep("token", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SECRET);
  }

  private String keep(String name, String first, Set<PosixFilePermission> mode) {
    Path file = root.resolve(name);
    try {
      if (!Files.exists(file)) {
        Path temporary = root.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(mode));
        try (FileChannel target = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          target.write(ByteBuffer.wrap(first.getBytes(StandardCharsets.UTF_8)));
          target.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StoreUnavailableException("%s cannot be kept".formatted(file), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new StoreUnavailableException("%s cannot be released".formatted(root), e);
    } finally {
      OURS.remove(key);
    }
  }

  /** The folders within. */
  public enum Place {
    JOURNAL,
    FILES,
    RDF,
    SEARCH,
    WORK,
    CACHE
  }

  /**
   * A process that holds a data directory.
   *
   * @param port where it answers; absent when it doesn't, or not yet
   */
  public record Holder(long pid, OptionalInt port) {}
}
