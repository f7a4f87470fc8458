package vn.sen.harvest.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes as they come over the wire, counted where a waiting thread sees it. */
final class WireStream extends FilterInputStream {
  private final AtomicLong received;

  WireStream(InputStream in, AtomicLong received) {
    super(in);
    this.received = received;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      received.incrementAndGet();
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      received.addAndGet(read);
    }
    return read;
  }
}
