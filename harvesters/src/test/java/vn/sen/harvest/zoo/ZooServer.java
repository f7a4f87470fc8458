package vn.sen.harvest.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A source that is healthy until it is told to be hostile, over HTTP, or over TLS where the
 * behaviour is one of TLS. Beside it a canary listens where no source may lead anybody.
 */
final class ZooServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ServerSocket cage;
  private final Kind kind;
  private final boolean secure;
  private final Certificates certificates;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger hostile = new AtomicInteger();
  private final AtomicInteger knocks = new AtomicInteger();
  private volatile Optional<Behaviour> behaviour = Optional.empty();

  ZooServer(Kind kind, boolean secure, Certificates certificates) {
    this.kind = kind;
    this.secure = secure;
    this.certificates = certificates;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      cage = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.submit(
        () -> {
          while (!socket.isClosed()) {
            Socket client = socket.accept();
            threads.submit(() -> serve(client));
          }
          return null;
        });
    threads.submit(
        () -> {
          while (!cage.isClosed()) {
            cage.accept().close();
            knocks.incrementAndGet();
          }
          return null;
        });
  }

  ZooServer turns(Behaviour how) {
    hostile.set(0);
    behaviour = Optional.of(how);
    return this;
  }

  ZooServer recovers() {
    behaviour = Optional.empty();
    return this;
  }

  /** Connections to where nobody may go. */
  int knocks() {
    return knocks.get();
  }

  /** Requests since it turned hostile. */
  int hostile() {
    return hostile.get();
  }

  String url() {
    return "%s://127.0.0.1:%d%s"
        .formatted(secure ? "https" : "http", socket.getLocalPort(), kind.path);
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private Void serve(Socket accepted) throws Exception {
    Optional<Behaviour> how = behaviour;
    Optional<Certificates.Trick> trick = how.flatMap(Behaviour::trick);
    try (accepted) {
      Socket client = accepted;
      if (trick.filter(Certificates.Trick.STALLS::equals).isPresent()) {
        Thread.sleep(60_000);
      }
      if (secure ? trick.filter(Certificates.Trick.PLAIN::equals).isEmpty() : isTls(trick)) {
        SSLContext context = certificates.context(trick.orElse(Certificates.Trick.NONE));
        var tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
        tls.setUseClientMode(false);
        client = tls;
      }
      answer(client, how);
    }
    return null;
  }

  private static boolean isTls(Optional<Certificates.Trick> trick) {
    return trick.filter(Certificates.Trick.TLS_WHERE_PLAIN_IS_MEANT::equals).isPresent();
  }

  private void answer(Socket client, Optional<Behaviour> how) throws Exception {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    if (line == null) {
      return;
    }
    String[] words = line.split(" ");
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    String target = words.length > 1 ? words[1] : "/";
    if (target.equals("/robots.txt")) {
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
      return;
    }
    var visit =
        new Visit(
            kind,
            target,
            how.isPresent() && !kind.isIntroduction(target) ? hostile.incrementAndGet() : 0,
            socket.getLocalPort(),
            cage.getLocalPort(),
            client,
            client.getOutputStream());
    if (visit.number() == 0
        || how.orElseThrow().trick().isPresent()
        || !how.get().concerns(visit)) {
      visit.page("", visit.page());
    } else {
      how.get().act(visit);
      client.getOutputStream().flush();
    }
    // What the client did not read must not be lost in a reset.
    if (!client.isClosed() && !(client instanceof SSLSocket)) {
      client.shutdownOutput();
      client.setSoTimeout(200);
      try {
        client.getInputStream().readNBytes(1);
      } catch (IOException e) {
        // it has all it wanted
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cage.close();
    threads.shutdownNow();
  }
}
