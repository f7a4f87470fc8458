package vn.sen.catalog.rdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import vn.sen.vocab.problem.OverloadedException;

/**
 * Takes an answer in whole before anyone sees it: a visitor who reads slowly then holds up no
 * query, and one that breaks off halfway is never taken for an answer. What is large waits in a
 * file that goes when it is closed.
 */
final class SpooledAnswer {
  private static final int IN_MEMORY = 256 << 10;
  private static final long LARGEST = 256L << 20;

  private SpooledAnswer() {}

  /**
   * Reads all of {@code body}.
   *
   * @param directory where a large answer waits
   * @throws OverloadedException when it is larger than 256 MB
   */
  static InputStream of(InputStream body, Path directory) throws IOException {
    byte[] start = body.readNBytes(IN_MEMORY);
    if (start.length < IN_MEMORY) {
      return new ByteArrayInputStream(start);
    }
    Path rest = Files.createTempFile(directory, "answer-", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(rest)) {
        byte[] buffer = new byte[64 << 10];
        long total = start.length;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
          total += read;
          if (total > LARGEST) {
            throw new OverloadedException(
                "the answer has over 256 MB; ask for less at once with LIMIT and OFFSET");
          }
          out.write(buffer, 0, read);
        }
      }
      return new SequenceInputStream(
          new ByteArrayInputStream(start),
          Files.newInputStream(rest, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(rest);
      throw e;
    }
  }
}
