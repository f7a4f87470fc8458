package vn.sen.publish.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A source that holds on to whoever asks, each in a way of its own. */
final class HostileServer implements AutoCloseable {
  private static final int LONGEST_HEAD = 16_384;
  private static final byte[] HEAD_ENDS = {'\r', '\n', '\r', '\n'};

  private final ServerSocket socket;
  private final Manner manner;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What it does. */
  enum Manner {
    /** Takes the connection and says nothing. */
    SILENT,
    /** Sends what it has a byte at a time. */
    DRIPPING,
    /** Sends as fast as it can, for ever. */
    ENDLESS,
    /** Asks to be asked later, again and again. */
    BUSY,
    /** Leads to itself. */
    CIRCLING,
    /** Has a next page after every page, each after a while. */
    PAGING
  }

  private HostileServer(ServerSocket socket, Manner manner) {
    this.socket = socket;
    this.manner = manner;
  }

  /**
   * Begins to serve.
   *
   * @throws UncheckedIOException when no port can be had
   */
  static HostileServer start(InetAddress address, Manner manner) {
    try {
      var server = new HostileServer(new ServerSocket(0, 50, address), manner);
      server.threads.submit(server::serve);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port at " + address, e);
    }
  }

  URI url() {
    return URI.create(
        "http://%s:%d/catalog.ttl"
            .formatted(socket.getInetAddress().getHostAddress(), socket.getLocalPort()));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private Void serve() throws IOException {
    while (!socket.isClosed()) {
      Socket client = socket.accept();
      threads.submit(() -> answer(client));
    }
    return null;
  }

  private Void answer(Socket client) throws IOException, InterruptedException {
    try (client) {
      String asked = head(client.getInputStream());
      OutputStream out = client.getOutputStream();
      switch (manner) {
        case SILENT -> Thread.sleep(Duration.ofHours(1));
        case DRIPPING -> {
          say(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 100000\r\n\r\n");
          while (true) {
            say(out, " ");
            Thread.sleep(Duration.ofSeconds(1));
          }
        }
        case ENDLESS -> {
          say(out, "HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n");
          byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(spaces);
            Thread.sleep(Duration.ofMillis(50));
          }
        }
        case BUSY ->
            say(out, "HTTP/1.1 429 Too Many\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n");
        case CIRCLING ->
            say(out, "HTTP/1.1 302 Found\r\nLocation: " + url() + "\r\nContent-Length: 0\r\n\r\n");
        case PAGING -> {
          Thread.sleep(Duration.ofSeconds(1));
          page(out, asked);
        }
      }
    }
    return null;
  }

  private void page(OutputStream out, String asked) throws IOException {
    String digits = asked.replaceFirst("(?s)^\\S+ \\S*page=(\\d+).*", "$1");
    int number = digits.equals(asked) ? 1 : Integer.parseInt(digits);
    String body =
        """
        @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        <%1$s> a dcat:Catalog ; dcat:dataset <%1$s#d%2$d> .
        <%1$s#d%2$d> a dcat:Dataset ; dct:title "Trang %2$d"@vi ; dct:identifier "d%2$d" .
        <%1$s?page=%2$d> a hydra:PartialCollectionView ; hydra:next <%1$s?page=%3$d> .
        """
            .formatted(url(), number, number + 1);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    say(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: %d\r\n\r\n"
            .formatted(bytes.length));
    out.write(bytes);
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    int ended = 0;
    while (ended < HEAD_ENDS.length && head.length() < LONGEST_HEAD) {
      int read = in.read();
      if (read < 0) {
        break;
      }
      ended = read == HEAD_ENDS[ended] ? ended + 1 : 0;
      head.append((char) read);
    }
    return head.toString();
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
