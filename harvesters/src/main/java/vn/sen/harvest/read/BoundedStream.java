package vn.sen.harvest.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a compressed stream, as long as it is in proportion. */
final class BoundedStream extends FilterInputStream {
  /** What a file may unpack to. */
  static final long LARGEST = 20L << 30;

  /** Tables pack to a twentieth; what packs much better is nothing but repetition. */
  private static final long HIGHEST_RATIO = 200;

  private static final long RATIO_COUNTS_FROM = 32 << 20;

  private final long packed;
  private long total;

  /**
   * @param packed bytes of the compressed form
   */
  BoundedStream(InputStream in, long packed) {
    this(in, packed, 0);
  }

  /**
   * @param before bytes that came out of the same file before
   */
  BoundedStream(InputStream in, long packed, long before) {
    super(in);
    this.packed = Math.max(1, packed);
    this.total = before;
  }

  /** Bytes that came out so far, those before among them. */
  long total() {
    return total;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int n = super.read(buffer, from, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws TooMuch {
    total += bytes;
    if (total > LARGEST || total > RATIO_COUNTS_FROM && total / HIGHEST_RATIO > packed) {
      throw new TooMuch(total / packed);
    }
  }

  /** A bomb. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;

    private final long times;

    TooMuch(long times) {
      super("unpacks to " + times + " times its size");
      this.times = times;
    }

    Refused refusal() {
      return new Refused(
          "Tệp nén bung ra quá lớn (trên %,d lần): không đọc.".formatted(times),
          "The file unpacks to far too much (over %,d times its size): not read.".formatted(times));
    }
  }
}
