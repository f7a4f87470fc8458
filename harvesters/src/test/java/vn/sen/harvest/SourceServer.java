package vn.sen.harvest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** A source on a free port of the loopback interface, that answers what a test tells it to. */
public final class SourceServer implements AutoCloseable {
  private static final String ROBOTS = "/robots.txt";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger robotsAsked = new AtomicInteger();
  private volatile boolean cutsShort;
  private volatile int breaksAfter = Integer.MAX_VALUE;
  private volatile Handler otherwise =
      _ -> new Reply(404, Map.of(), "nothing here".getBytes(StandardCharsets.UTF_8));

  /** What a path answers. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Request request) throws IOException;
  }

  /** What was asked; header names in lower case. */
  public record Request(URI uri, Map<String, String> headers) {
    /** Path and query. */
    public String path() {
      return uri.toString();
    }

    /** The value of a query parameter, as it stands. */
    public String parameter(String name, String otherwise) {
      if (uri.getRawQuery() != null) {
        for (String pair : uri.getRawQuery().split("&")) {
          if (pair.startsWith(name + "=")) {
            return pair.substring(name.length() + 1);
          }
        }
      }
      return otherwise;
    }
  }

  /** An answer. */
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply of(String contentType, String body) {
      return new Reply(
          200, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply status(int status, String body) {
      return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply redirect(String location) {
      return new Reply(302, Map.of("Location", location), new byte[0]);
    }

    public Reply with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body);
    }
  }

  private SourceServer(HttpServer server) {
    this.server = server;
  }

  public static SourceServer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var source = new SourceServer(server);
      server.createContext("/", source::handle);
      server.setExecutor(source.threads);
      server.start();
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    var request = new Request(exchange.getRequestURI(), headers);
    if (request.path().equals(ROBOTS)) {
      robotsAsked.incrementAndGet();
      answer(exchange, handlers.getOrDefault(ROBOTS, _ -> Reply.status(404, "none")), request);
      return;
    }
    requests.add(request);
    try (exchange) {
      Handler handler =
          handlers.getOrDefault(
              request.path(), handlers.getOrDefault(request.uri().getPath(), otherwise));
      Reply reply =
          requests.size() > breaksAfter ? Reply.status(500, "broken") : handler.answer(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = reply.body().length == 0 || reply.status() == 304;
      int announced = reply.body().length + (cutsShort ? 100 : 0);
      exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : announced);
      if (!bodiless) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private static void answer(HttpExchange exchange, Handler handler, Request request)
      throws IOException {
    try (exchange) {
      Reply reply = handler.answer(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  /** How often {@code robots.txt} was asked for, which counts among no other requests. */
  public int robotsAsked() {
    return robotsAsked.get();
  }

  /** Says what {@code path}, with or without a query, answers. */
  public SourceServer on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  public SourceServer on(String path, Reply reply) {
    return on(path, _ -> reply);
  }

  /** Says what every other path answers. */
  public SourceServer otherwise(Handler handler) {
    otherwise = handler;
    return this;
  }

  /** Announces more of each body than it sends. */
  public SourceServer cutsShort() {
    cutsShort = true;
    return this;
  }

  /** Fails from the next request but {@code requests} on. */
  public SourceServer breaksAfter(int more) {
    breaksAfter = requests.size() + more;
    return this;
  }

  /** Answers everything else as {@code handler} does, with an ETag that it also understands. */
  public SourceServer otherwiseTagged(Handler handler) {
    return otherwise(
        request -> {
          Reply reply = handler.answer(request);
          String tag = "\"" + java.util.Arrays.hashCode(reply.body()) + "\"";
          return tag.equals(request.headers().get("if-none-match"))
              ? new Reply(304, Map.of(), new byte[0])
              : reply.with("ETag", tag);
        });
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** All that was asked, in order. */
  public List<Request> requests() {
    return requests;
  }

  /** This server as a source that may be reached though it is on loopback. */
  public Source source(String path) {
    return source(path, OptionalInt.empty());
  }

  public Source source(String path, OptionalInt limit) {
    return new Source(
        new SourceId("nguon-thu"),
        uri(path),
        new AgencyCode("G09"),
        List.of("127.0.0.1:" + port()),
        limit);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
