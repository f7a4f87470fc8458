package vn.sen.harvest.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * In a new file of a directory. What broke off stays until {@link #close} where the rest of it can
 * be asked for. One request at a time.
 */
final class DiskKeeper implements Keeper<Downloaded>, AutoCloseable {
  private final Path directory;
  private final Consumer<Progress> progress;
  private volatile @Nullable Path file;
  private volatile Optional<Broken> broken = Optional.empty();
  private MessageDigest digest = Sha256.digest();
  private byte[] head = new byte[0];
  private long bytes;

  /**
   * @param directory must exist
   */
  DiskKeeper(Path directory, Consumer<Progress> progress) {
    this.directory = directory;
    this.progress = progress;
  }

  @Override
  public Kept<Downloaded> keep(InputStream body, Coming coming) throws IOException {
    if (!coming.rest()) {
      forget();
    }
    Path target = file == null ? begin() : file;
    boolean whole = false;
    try {
      write(body, coming.announced(), target);
      whole = true;
      file = null; // the caller's from now on
      String sha256 = Sha256.end(digest);
      return new Kept<>(
          new Downloaded(target, bytes, sha256, NoData.find(head, bytes == head.length)),
          bytes,
          sha256);
    } finally {
      broken =
          whole || bytes == 0
              ? Optional.empty()
              : coming
                  .validator()
                  .map(tag -> new Broken(coming.uri(), tag, bytes, coming.announced()));
      if (!whole && broken.isEmpty()) {
        forget();
      }
    }
  }

  @Override
  public Optional<Broken> broken() {
    return broken;
  }

  @Override
  public boolean isPatient() {
    return true;
  }

  @Override
  public void forget() throws IOException {
    broken = Optional.empty();
    digest = Sha256.digest();
    head = new byte[0];
    bytes = 0;
    close();
  }

  /** Deletes what did not come whole. */
  @Override
  public void close() throws IOException {
    Path left = file;
    file = null;
    if (left != null) {
      onThisDisk(() -> Files.deleteIfExists(left));
    }
  }

  private Path begin() throws FetchFault {
    Path made = onThisDisk(() -> Files.createTempFile(directory, "download-", ".part"));
    file = made;
    return made;
  }

  private void write(InputStream body, OptionalLong announced, Path target) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out =
        onThisDisk(() -> Files.newOutputStream(target, StandardOpenOption.APPEND))) {
      int read;
      while ((read = body.read(buffer, 0, buffer.length)) >= 0) {
        if (head.length < NoData.LONGEST_MESSAGE && head.length == bytes) {
          head = Arrays.copyOf(head, (int) Math.min(bytes + read, NoData.LONGEST_MESSAGE));
          System.arraycopy(buffer, 0, head, (int) bytes, head.length - (int) bytes);
        }
        int length = read;
        onThisDisk(
            () -> {
              out.write(buffer, 0, length);
              return length;
            });
        digest.update(buffer, 0, read);
        bytes += read;
        if (bytes % (1 << 20) < read) {
          progress.accept(new Progress(bytes, announced));
        }
      }
    }
    if (announced.isPresent() && bytes > announced.getAsLong()) {
      throw new ProtocolException("%d bytes came of %d".formatted(bytes, announced.getAsLong()));
    }
    if (announced.isPresent() && bytes < announced.getAsLong()) {
      throw new EOFException("%d of %d bytes".formatted(bytes, announced.getAsLong()));
    }
    progress.accept(new Progress(bytes, announced));
  }

  @FunctionalInterface
  interface DiskWork<V> {
    V run() throws IOException;
  }

  /** A fault of our disk must not be told as the source's. */
  private static <V> V onThisDisk(DiskWork<V> work) throws FetchFault {
    try {
      return work.run();
    } catch (IOException e) {
      throw new FetchFault(
          Fetched.Kind.LOCAL_DISK,
          new Message(
              "không ghi được tệp tải về (%s)".formatted(e.getMessage()),
              "the download cannot be written (%s)".formatted(e.getMessage())),
          new Message(
              "Giải phóng dung lượng đĩa hoặc kiểm tra quyền của thư mục dữ liệu, rồi thử lại.",
              "Free some disk space or check the data directory's permissions, then try again."),
          e);
    }
  }
}
