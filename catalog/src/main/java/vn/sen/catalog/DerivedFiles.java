package vn.sen.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.sen.vocab.Sha256;

/**
 * Files made from a version's parts, kept until somebody needs the room: the folder may be emptied
 * at any time. Named by what they were made from. Safe for many threads.
 */
final class DerivedFiles {
  private final Path directory;
  private final Object[] locks = Stream.generate(Object::new).limit(256).toArray();

  DerivedFiles(Path directory) {
    this.directory = directory;
  }

  /** The file in {@code format}; {@code maker} writes it where it is missing. */
  Made make(TableVersion version, Catalog.Format format, Consumer<Path> maker) throws IOException {
    Path file = path(version, format);
    // One maker at a time per file; who comes meanwhile waits, and finds it there.
    synchronized (locks[Math.floorMod(file.hashCode(), locks.length)]) {
      Path hash = file.resolveSibling(file.getFileName() + ".sha256");
      if (!Files.exists(hash) || !Files.exists(file)) {
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, "making", null);
        Path temporaryHash = Files.createTempFile(directory, "making", null);
        try {
          Files.delete(temporary); // Who writes it wants to make it.
          maker.accept(temporary);
          Files.writeString(temporaryHash, Sha256.of(temporary));
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
          Files.move(temporaryHash, hash, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(temporary);
          Files.deleteIfExists(temporaryHash);
        }
      }
      return new Made(file, Files.size(file), Files.readString(hash));
    }
  }

  /** Deletes everything made from a version. */
  void drop(TableVersion version) throws IOException {
    for (Catalog.Format format : Catalog.Format.values()) {
      Path file = path(version, format);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".sha256"));
      Files.deleteIfExists(file);
    }
  }

  private Path path(TableVersion version, Catalog.Format format) {
    MessageDigest digest = Sha256.digest();
    version
        .parts()
        .forEach(part -> digest.update(part.sha256().getBytes(StandardCharsets.US_ASCII)));
    String name = Sha256.end(digest);
    return directory.resolve(name + "." + format.extension());
  }

  /** A file that was made. */
  record Made(Path path, long byteSize, String sha256) {}
}
