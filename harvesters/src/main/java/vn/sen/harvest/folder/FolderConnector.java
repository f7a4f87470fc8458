package vn.sen.harvest.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import vn.sen.harvest.Source;
import vn.sen.harvest.tree.Bounds;
import vn.sen.harvest.tree.FileTree;
import vn.sen.harvest.tree.TreeConnector;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Reads a folder of this machine, as {@link TreeConnector} does. Which folders may be read, an
 * administrator says: in general, or of one source in its option {@value #ALLOWED}, which whoever
 * names a folder on the command line of this machine thereby sets.
 */
public final class FolderConnector extends TreeConnector {
  public static final String KIND = "folder";

  /** The option of a source that holds a folder which it may read, by its {@link #real} path. */
  public static final String ALLOWED = "allow-folder";

  private final FolderGuard guard;
  private final Bounds bounds;

  /**
   * @param allowed folders that any source may read
   * @param own the platform's data directory, which none may
   */
  public FolderConnector(List<Path> allowed, Path own) {
    this(allowed, own, Bounds.USUAL);
  }

  FolderConnector(List<Path> allowed, Path own, Bounds bounds) {
    super(bounds, Duration.ofHours(1), 0, Duration.ZERO);
    this.guard = new FolderGuard(allowed, own);
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public URI address(String text) {
    return folder(text);
  }

  /**
   * The address of a folder.
   *
   * @throws InvalidRequestException when {@code text} is no whole path
   */
  public static URI folder(String text) {
    try {
      Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
      if (path.isAbsolute()) {
        // Without the slash that the JDK adds where there is a folder at the moment.
        String uri = path.normalize().toUri().toString();
        return URI.create(
            uri.length() > 8 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
      }
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      // told below, like a path that is not absolute
    }
    throw new InvalidRequestException(
        "A folder is named by its whole path, such as /srv/so-lieu or file:///srv/so-lieu, got '%s'."
            .formatted(text));
  }

  /** A folder as it is to be allowed: without links, as far as it is there. */
  public static Path real(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    try {
      return whole.toRealPath();
    } catch (IOException e) {
      return whole; // what comes there later may be no link
    }
  }

  @Override
  protected FileTree open(Source source) throws IOException {
    Path folder;
    try {
      folder = Path.of(source.url());
    } catch (IllegalArgumentException e) {
      throw new IOException("no path: " + source.url(), e);
    }
    return new LocalFolder(guard.check(folder, source.option(ALLOWED)), bounds.fileBytes());
  }
}
