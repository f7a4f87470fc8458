package vn.sen.harvest.tree;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Sha256;

/**
 * The files of a source, read only. Paths are relative to its folder, with slashes between their
 * parts; the folder itself is empty. What leads out of it is not in it. For one thread.
 */
public interface FileTree extends Closeable {

  /** Whether a file or folder of that name may be looked at: it is not hidden, and no key. */
  static boolean isOpen(String name) {
    return Survey.isOpen(name);
  }

  /**
   * What lies in a folder, in no particular order; neither files nor folders are left out.
   *
   * @param most so many, and one more where there are more
   */
  List<Entry> list(String folder, int most) throws IOException;

  /** A file or folder as it is now; absent when there is none, or it leads out of the tree. */
  Optional<Entry> find(String path) throws IOException;

  /** The bytes of a file from {@code start} on. */
  InputStream open(String path, long start) throws IOException;

  /**
   * What tells this content of a file from others: its hash where that is cheap to have, else what
   * {@link Entry#stamp} says. Absent when the file changed meanwhile.
   */
  default Optional<String> fingerprint(Entry file) throws IOException {
    return Optional.of(Sha256.of(file.stamp()));
  }

  /** Whether an entry has content. */
  enum Kind {
    FILE,
    FOLDER
  }

  /** A file or folder. */
  record Entry(String path, Kind kind, long bytes, Instant modified) {

    /** The last part of its path. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder it is in, empty for that of the source. */
    public String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Another one when its size or time is another. */
    public String stamp() {
      return bytes + "-" + modified;
    }
  }
}
