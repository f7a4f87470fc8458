package vn.sen.catalog.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import vn.sen.vocab.Sha256;

/** Files in folders named by the first two characters of their SHA-256. */
final class Tree {
  private final Path root;
  private final String folderMode;

  /**
   * @param folderMode of folders, such as {@code rwxr-xr-x}
   */
  Tree(Path root, String folderMode) throws IOException {
    this.root = root;
    this.folderMode = folderMode;
    makeFolder(root);
  }

  Path path(String sha256, String ending) {
    if (!Sha256.isForm(sha256)) {
      throw new IllegalArgumentException("no SHA-256 in lower case hexadecimal: " + sha256);
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2) + ending);
  }

  /** Gives a finished file its name; durable at return. */
  void place(Path finished, Path target) throws IOException {
    makeFolder(folder(target));
    move(finished, target);
  }

  private void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      // Whatever the umask is.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(folderMode));
      sync(folder(folder));
    }
  }

  /** Renames over whatever is there; durable at return. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder(to));
  }

  /** The folder that {@code path} is in. */
  static Path folder(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root is in no folder");
  }

  /** Writes a folder's names to the disk. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
