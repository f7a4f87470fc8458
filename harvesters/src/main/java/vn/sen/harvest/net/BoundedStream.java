package vn.sen.harvest.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import vn.sen.vocab.Message;

/**
 * The bytes after decompression: no more than may be kept, nor than what came can honestly hold.
 */
final class BoundedStream extends FilterInputStream {
  /** Below this a body is no bomb, however well it is compressed. */
  private static final long HARMLESS = 1L << 20;

  private final InputStream wire;
  private final AtomicLong received;
  private final long before;
  private final long cap;
  private final int ratio;
  private long bytes;

  /**
   * @param before bytes of the same body that came earlier
   */
  BoundedStream(
      InputStream in, InputStream wire, AtomicLong received, long before, long cap, int ratio) {
    super(in);
    this.before = before;
    this.wire = wire;
    this.received = received;
    this.cap = cap;
    this.ratio = ratio;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read < 0) {
      // What follows a compressed stream must come too, or the body was cut.
      wire.transferTo(OutputStream.nullOutputStream());
      if (before + bytes == 0) {
        throw empty();
      }
    }
    if (read > 0) {
      bytes += read;
      if (before + bytes > cap) {
        throw tooLarge(cap);
      }
      if (bytes > HARMLESS && bytes > ratio * received.get()) {
        throw new FetchFault(
            Fetched.Kind.TOO_LARGE,
            new Message(
                "%d byte nhận được nở thành hơn %d byte khi giải nén"
                    .formatted(received.get(), bytes),
                "%d bytes received unpack to more than %d".formatted(received.get(), bytes)),
            new Message(
                "Nguồn nên gửi tệp không nén, hoặc nén vừa phải.",
                "The source should send it uncompressed, or as an archive."));
      }
    }
    return read;
  }

  static FetchFault empty() {
    return new FetchFault(
        Fetched.Kind.EMPTY,
        new Message("máy chủ trả lời nhưng nội dung rỗng", "the server answered with nothing"),
        new Message(
            "Kiểm tra xem nguồn có còn cung cấp nội dung ở địa chỉ này không.",
            "Check that the source still offers something at this address."));
  }

  static FetchFault tooLarge(long cap) {
    return new FetchFault(
        Fetched.Kind.TOO_LARGE,
        new Message(
            "nội dung vượt quá giới hạn %d byte".formatted(cap),
            "the body is over the limit of %d bytes".formatted(cap)),
        new Message(
            "Chia nhỏ nội dung ở nguồn, hoặc nâng giới hạn trong cấu hình.",
            "Split it at the source, or raise the limit in the configuration."));
  }
}
