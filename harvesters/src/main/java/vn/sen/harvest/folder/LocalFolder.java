package vn.sen.harvest.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import vn.sen.harvest.tree.FileTree;
import vn.sen.vocab.Sha256;

/** A folder of this machine. Links are followed as far as they stay in it. */
final class LocalFolder implements FileTree {
  private final Path root;
  private final long largest;

  /**
   * @param root a real path
   * @param largest bytes of a file that is hashed to be told from others
   */
  LocalFolder(Path root, long largest) {
    this.root = root;
    this.largest = largest;
  }

  @Override
  public List<Entry> list(String folder, int most) throws IOException {
    var inside = new ArrayList<Entry>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(real(folder).orElseThrow(() -> gone(folder)))) {
      for (Path entry : entries) {
        if (inside.size() > most) {
          break;
        }
        String name = entry.getFileName().toString();
        find(folder.isEmpty() ? name : folder + "/" + name).ifPresent(inside::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return inside;
  }

  @Override
  public Optional<Entry> find(String path) throws IOException {
    Optional<Path> real = real(path);
    if (real.isEmpty()) {
      return Optional.empty();
    }
    BasicFileAttributes found;
    try {
      found =
          Files.readAttributes(real.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    // A link to a folder may lead round in a circle.
    if (found.isDirectory() && !real.get().equals(root.resolve(path))) {
      return Optional.empty();
    }
    return found.isDirectory() || found.isRegularFile()
        ? Optional.of(
            new Entry(
                path,
                found.isDirectory() ? Kind.FOLDER : Kind.FILE,
                found.size(),
                found.lastModifiedTime().toInstant()))
        : Optional.empty();
  }

  @Override
  public InputStream open(String path, long start) throws IOException {
    InputStream in =
        Files.newInputStream(real(path).orElseThrow(() -> gone(path)), LinkOption.NOFOLLOW_LINKS);
    try {
      in.skipNBytes(start);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Its hash, as far as size and time are the same after reading as they were before. */
  @Override
  public Optional<String> fingerprint(Entry file) throws IOException {
    if (file.bytes() > largest) {
      return FileTree.super.fingerprint(file); // it will be refused, and is not read for that
    }
    String sha256;
    try (InputStream in = open(file.path(), 0)) {
      sha256 = Sha256.of(in);
    }
    return find(file.path()).map(Entry::stamp).filter(file.stamp()::equals).map(_ -> sha256);
  }

  /** Where a path of the tree really is; absent when that is not in it, hidden, or nowhere. */
  private Optional<Path> real(String path) {
    try {
      return Optional.of(root.resolve(path).toRealPath()).filter(this::isOpen);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A link may be called harmlessly, and lead to a key. */
  private boolean isOpen(Path real) {
    if (real.equals(root)) {
      return true;
    }
    return real.startsWith(root)
        && StreamSupport.stream(root.relativize(real).spliterator(), false)
            .allMatch(part -> FileTree.isOpen(part.toString()));
  }

  private static NoSuchFileException gone(String path) {
    return new NoSuchFileException(path);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
