package vn.sen.harvest.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sen.harvest.Source;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** A server that says byte for byte what a test tells it to, right or wrong. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();

  /** Writes an answer; the connection is closed when it returns. */
  interface Script {
    void play(OutputStream out) throws IOException, InterruptedException;
  }

  /** The same, to who asks in such words: the lines of the request's head. */
  interface Talk {
    void play(List<String> head, OutputStream out) throws IOException, InterruptedException;
  }

  RawServer(Script script) {
    this((_, out) -> script.play(out));
  }

  RawServer(Talk talk) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.submit(
        () -> {
          while (!socket.isClosed()) {
            Socket client = socket.accept();
            threads.submit(() -> serve(client, talk));
          }
          return null;
        });
  }

  static RawServer saying(String text) {
    return new RawServer(out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private Void serve(Socket client, Talk talk) throws IOException, InterruptedException {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      var head = new ArrayList<String>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
      requests.incrementAndGet();
      talk.play(head, client.getOutputStream());
      client.getOutputStream().flush();
    }
    return null;
  }

  int requests() {
    return requests.get();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data.csv");
  }

  Source source() {
    return new Source(
        new SourceId("nguon-thu"),
        uri(),
        new AgencyCode("G09"),
        List.of("127.0.0.1"),
        OptionalInt.empty());
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
