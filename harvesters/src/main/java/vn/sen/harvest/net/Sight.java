package vn.sen.harvest.net;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Sha256;

/** Looks at the beginning of a body, over all the hops that lead there. One request at a time. */
final class Sight implements Keeper<Glimpse> {
  /** Enough to know a web page, and most messages of an error whole. */
  static final int BYTES = 4096;

  private volatile long asked;
  private volatile long nanosOfHops;
  private volatile Optional<Instant> certificateEnds = Optional.empty();

  /** A request goes out. */
  void asked() {
    asked = System.nanoTime();
  }

  /** An answer's headers are there. */
  void answered(@Nullable SSLSession session) {
    certificateEnds = session == null ? Optional.empty() : end(session);
  }

  /** The answer led on to another. */
  void redirected() {
    nanosOfHops += System.nanoTime() - asked;
  }

  private static Optional<Instant> end(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate certificate
          ? Optional.of(certificate.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  @Override
  public Kept<Glimpse> keep(InputStream body, Coming coming) throws IOException {
    int first = body.read();
    if (first < 0) {
      throw BoundedStream.empty();
    }
    Duration firstByte = Duration.ofNanos(nanosOfHops + System.nanoTime() - asked);
    byte[] rest = body.readNBytes(BYTES - 1);
    byte[] head = new byte[rest.length + 1];
    head[0] = (byte) first;
    System.arraycopy(rest, 0, head, 1, rest.length);
    return new Kept<>(
        new Glimpse(firstByte, certificateEnds, NoData.find(head, head.length < BYTES)),
        head.length,
        Sha256.of(head));
  }
}
