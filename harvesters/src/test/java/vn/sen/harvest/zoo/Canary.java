package vn.sen.harvest.zoo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens where no source may lead anybody, on both loopback addresses, and counts who comes. */
final class Canary implements AutoCloseable {
  private final ServerSocket four;
  private final ServerSocket six;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger visitors = new AtomicInteger();

  private Canary(ServerSocket four, ServerSocket six) {
    this.four = four;
    this.six = six;
    for (ServerSocket socket : new ServerSocket[] {four, six}) {
      threads.submit(
          () -> {
            while (true) {
              try (Socket visitor = socket.accept()) {
                visitors.incrementAndGet();
                visitor
                    .getOutputStream()
                    .write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\na,b\n1,2\n\n"
                            .getBytes(StandardCharsets.US_ASCII));
                visitor.shutdownOutput();
                visitor.getInputStream().readAllBytes();
              }
            }
          });
    }
  }

  static Canary sings() throws IOException {
    for (int tries = 0; ; tries++) {
      ServerSocket four = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      try {
        return new Canary(
            four, new ServerSocket(four.getLocalPort(), 50, InetAddress.ofLiteral("::1")));
      } catch (IOException e) {
        four.close();
        if (tries == 10) {
          throw e;
        }
      }
    }
  }

  int port() {
    return four.getLocalPort();
  }

  /** Connections so far. */
  int visitors() {
    return visitors.get();
  }

  @Override
  public void close() throws IOException {
    four.close();
    six.close();
    threads.shutdownNow();
  }
}
