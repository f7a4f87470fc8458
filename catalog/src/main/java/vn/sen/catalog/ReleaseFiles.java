package vn.sen.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files named by the SHA-256 of their bytes. Public ones are immutable and readable by other users
 * (workers); sealed ones are encrypted, each with a key of its own. Safe for many threads.
 */
public interface ReleaseFiles {

  /**
   * Keeps the bytes of {@code file} for visitors: copied, fsynced, renamed. Doing it again is
   * cheap.
   *
   * @return SHA-256, hexadecimal
   */
  String put(Path file) throws IOException;

  /** Keeps bytes that visitors may not see, encrypted with a key of their own. */
  String seal(Path file) throws IOException;

  /** The public file of that name; absent when there is none. */
  Optional<Path> find(String sha256);

  /** The bytes, sealed or not; absent when erased or never there. For stewards, not visitors. */
  Optional<InputStream> open(String sha256) throws IOException;

  /** Bytes that they take up here, sealed or not; empty when erased or never there. */
  OptionalLong size(String sha256);

  /** Makes public what was sealed, after a steward's decision. */
  void unseal(String sha256) throws IOException;

  /** Erases the bytes, or their key. The journal keeps the hash. */
  void erase(String sha256) throws IOException;

  /** A directory on the same file system for files being written. */
  Path temporaryDirectory();
}
