package vn.sen.publish.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a command says, as it is said: one thread says, whichever thread the server picks reads.
 * (The JDK's pipes take a reading thread that has ended for a reader that is gone.)
 */
final class Words extends InputStream {
  private static final byte[] END = {};
  private static final int WAITING = 256;
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<byte[]> said = new ArrayBlockingQueue<>(WAITING);
  private byte[] current = {};
  private int next;
  private volatile boolean closed;

  /**
   * @throws IOException when nobody listens any more
   */
  void say(String line) throws IOException {
    put((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void end() throws IOException {
    put(END);
  }

  private void put(byte[] bytes) throws IOException {
    try {
      if (closed || !said.offer(bytes, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nobody listens");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Whether there is something to read; waits for it. */
  private boolean advance() throws IOException {
    if (next < current.length) {
      return true;
    }
    if (closed) {
      return false;
    }
    try {
      current = said.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    next = 0;
    closed = current.length == 0;
    return !closed;
  }

  @Override
  public int read() throws IOException {
    return advance() ? current[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int taken = Math.min(length, current.length - next);
    System.arraycopy(current, next, bytes, offset, taken);
    next += taken;
    return taken;
  }

  @Override
  public void close() {
    closed = true;
    said.clear();
  }
}
