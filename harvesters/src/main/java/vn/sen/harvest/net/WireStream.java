package vn.sen.harvest.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes as they come over the wire, counted where a waiting thread sees it; no more than what
 * may be kept can take up when it is compressed badly.
 */
final class WireStream extends FilterInputStream {
  private final AtomicLong received;
  private final long cap;

  /**
   * @param cap bytes that may be kept
   */
  WireStream(InputStream in, AtomicLong received, long cap) {
    super(in);
    this.received = received;
    this.cap = cap;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int read) throws FetchFault {
    long most = cap + cap / 64 + (1 << 16);
    if (received.addAndGet(read) > most) {
      throw BoundedStream.tooLarge(cap);
    }
  }
}
