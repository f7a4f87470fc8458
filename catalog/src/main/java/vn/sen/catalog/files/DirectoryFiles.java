package vn.sen.catalog.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * Release files in a directory: {@code public/} for everyone's eyes and nobody's hands, {@code
 * sealed/} encrypted, {@code tmp/} for what is being written.
 */
public final class DirectoryFiles implements ReleaseFiles {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Tree open;
  private final Tree sealed;
  private final Path temporary;
  private final MasterKey master;

  private DirectoryFiles(Path root, MasterKey master) throws IOException {
    this.open = new Tree(root.resolve("public"), "rwxr-xr-x");
    this.sealed = new Tree(root.resolve("sealed"), "rwx------");
    this.temporary = root.resolve("tmp");
    this.master = master;
    Files.createDirectories(temporary);
    // Passed through by workers of another user, listed by none.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /**
   * Opens the tree at {@code root}, made where there is none, and clears away what a crash left
   * unfinished. One process at a time.
   */
  public static DirectoryFiles open(Path root, MasterKey master) throws IOException {
    Files.createDirectories(root);
    var files = new DirectoryFiles(root, master);
    clear(files.temporary);
    return files;
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path leftover : leftovers) {
        if (Files.isDirectory(leftover, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          clear(leftover);
        }
        Files.delete(leftover);
      }
    }
  }

  @Override
  public String put(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      String sha256 = publish(bytes);
      // Visitors may see these bytes now: there is nothing left to hide.
      deleteSealed(sha256);
      return sha256;
    }
  }

  private String publish(InputStream bytes) throws IOException {
    Path target = Files.createTempFile(temporary, "put", null);
    try {
      String sha256 = write(target, bytes, InputStream::transferTo);
      Path place = open.path(sha256, "");
      if (!Files.exists(place)) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r--r--r--"));
        open.place(target, place);
      }
      return sha256;
    } catch (IOException e) {
      throw full(e);
    } finally {
      Files.deleteIfExists(target);
    }
  }

  @Override
  public String seal(Path file) throws IOException {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    Path target = Files.createTempFile(temporary, "seal", null);
    Path keyFile = Files.createTempFile(temporary, "key", null);
    try (InputStream bytes = Files.newInputStream(file)) {
      String sha256 =
          write(target, bytes, (plain, sealedBytes) -> Sealing.encrypt(plain, sealedBytes, key));
      if (!Files.exists(open.path(sha256, "")) && !isSealed(sha256)) {
        write(
            keyFile,
            new java.io.ByteArrayInputStream(master.lock(key, sha256)),
            InputStream::transferTo);
        sealed.place(target, bytes(sha256));
        // The key last: with it the file is there, whole.
        sealed.place(keyFile, key(sha256));
      }
      return sha256;
    } catch (IOException e) {
      throw full(e);
    } finally {
      Files.deleteIfExists(target);
      Files.deleteIfExists(keyFile);
    }
  }

  @Override
  public Optional<Path> find(String sha256) {
    return Optional.of(open.path(sha256, "")).filter(Files::isRegularFile);
  }

  @Override
  public Optional<InputStream> open(String sha256) throws IOException {
    try {
      return Optional.of(Files.newInputStream(open.path(sha256, "")));
    } catch (NoSuchFileException e) {
      return isSealed(sha256) ? Optional.of(unlocked(sha256)) : Optional.empty();
    }
  }

  @Override
  public OptionalLong size(String sha256) {
    for (Path place : List.of(open.path(sha256, ""), bytes(sha256))) {
      try {
        return OptionalLong.of(Files.size(place));
      } catch (NoSuchFileException e) {
        // the other place, or nowhere
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be looked at".formatted(place), e);
      }
    }
    return OptionalLong.empty();
  }

  private InputStream unlocked(String sha256) throws IOException {
    byte[] fileKey = master.unlock(Files.readAllBytes(key(sha256)), sha256);
    return Sealing.decrypt(
        new BufferedInputStream(Files.newInputStream(bytes(sha256)), Sealing.CHUNK), fileKey);
  }

  @Override
  public void unseal(String sha256) throws IOException {
    if (Files.exists(open.path(sha256, ""))) {
      deleteSealed(sha256);
      return;
    }
    if (!isSealed(sha256)) {
      throw new NoSuchFileException(sha256, null, "nothing of that name is sealed");
    }
    try (InputStream plain = unlocked(sha256)) {
      String found = publish(plain);
      if (!found.equals(sha256)) {
        Files.delete(open.path(found, ""));
        throw new IOException("sealed file %s holds other bytes: %s".formatted(sha256, found));
      }
    }
    deleteSealed(sha256);
  }

  @Override
  public void erase(String sha256) throws IOException {
    deleteSealed(sha256);
    Path place = open.path(sha256, "");
    if (Files.deleteIfExists(place)) {
      Tree.sync(Tree.folder(place));
    }
  }

  private void deleteSealed(String sha256) throws IOException {
    Path keyFile = key(sha256);
    if (Files.exists(keyFile)) {
      // Without its key the rest is noise, even on a disk that keeps what was deleted.
      try (FileChannel channel = FileChannel.open(keyFile, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate((int) channel.size()));
        channel.force(true);
      }
      Files.delete(keyFile);
    }
    if (Files.deleteIfExists(bytes(sha256))) {
      Tree.sync(Tree.folder(bytes(sha256)));
    }
  }

  @Override
  public Path temporaryDirectory() {
    return temporary;
  }

  private boolean isSealed(String sha256) {
    return Files.exists(key(sha256));
  }

  private Path bytes(String sha256) {
    return sealed.path(sha256, ".sealed");
  }

  private Path key(String sha256) {
    return sealed.path(sha256, ".key");
  }

  /** Writes through {@code how}, synced; gives the SHA-256 of what was read. */
  private static String write(Path target, InputStream from, Copying how) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel channel =
            FileChannel.open(target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE));
        OutputStream to = Channels.newOutputStream(channel);
        var read = new DigestInputStream(from, digest)) {
      how.copy(read, to);
      channel.force(true);
    }
    return Sha256.end(digest);
  }

  /** Says of a full disk what the caller needs to hear; anything else stays as it is. */
  private IOException full(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left") || message.contains("quota exceeded")) {
      throw new StoreUnavailableException(
          "Đĩa chứa %s đã đầy: không ghi được, vẫn đọc được; hãy giải phóng chỗ trống. The disk of %s is full: nothing can be written, reading goes on; make room."
              .formatted(temporary.getParent(), temporary.getParent()),
          e);
    }
    return e;
  }

  /** Copies a stream, perhaps changed on the way. */
  @FunctionalInterface
  private interface Copying {
    void copy(InputStream from, OutputStream to) throws IOException;
  }
}
