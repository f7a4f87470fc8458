package vn.sen.harvest.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/** Where the bytes of a body go. */
@FunctionalInterface
interface Keeper<K> {

  /** A kept body, its size and SHA-256. */
  record Kept<K>(K value, long bytes, String sha256) {}

  /**
   * @param announced bytes to come, empty where that is not said
   */
  Kept<K> keep(InputStream body, OptionalLong announced) throws IOException;

  /** In memory. */
  static Keeper<byte[]> inMemory() {
    return (body, _) -> {
      // In pieces that are put together at the end: an array that grows holds three times as much.
      byte[] bytes = body.readAllBytes();
      return new Kept<>(bytes, bytes.length, Sha256.of(bytes));
    };
  }

  /** In a new file of {@code directory}, which is gone again if the body does not come whole. */
  static Keeper<Downloaded> onDisk(Path directory, Consumer<Progress> progress) {
    return (body, announced) -> {
      Path file = onThisDisk(() -> Files.createTempFile(directory, "download-", ".part"));
      boolean whole = false;
      try {
        Downloaded downloaded = write(body, announced, file, progress);
        whole = true;
        return new Kept<>(downloaded, downloaded.bytes(), downloaded.sha256());
      } finally {
        if (!whole) {
          Files.deleteIfExists(file);
        }
      }
    };
  }

  private static Downloaded write(
      InputStream body, OptionalLong announced, Path file, Consumer<Progress> progress)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] head = new byte[0];
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (OutputStream out = onThisDisk(() -> Files.newOutputStream(file))) {
      int read;
      while ((read = body.readNBytes(buffer, 0, buffer.length)) > 0) {
        if (bytes == 0) {
          head = Arrays.copyOf(buffer, Math.min(read, NoData.LONGEST_MESSAGE));
        }
        digest.update(buffer, 0, read);
        int length = read;
        onThisDisk(
            () -> {
              out.write(buffer, 0, length);
              return length;
            });
        bytes += read;
        if (bytes % (1 << 20) < read) {
          progress.accept(new Progress(bytes, announced));
        }
      }
    }
    progress.accept(new Progress(bytes, announced));
    return new Downloaded(file, bytes, Sha256.end(digest), NoData.find(head, bytes == head.length));
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
