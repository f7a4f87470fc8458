package vn.sen.publish.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.publish.demo.Site.Answer;
import vn.sen.publish.demo.Site.Request;
import vn.sen.vocab.Json;

/**
 * HTTP on loopback for one {@link Site}, on a free port: GET, HEAD and, for protocols that take
 * parameters in a JSON body, POST. Conditional requests are answered as RFC 9110, section 13, says.
 */
final class PortalServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int LARGEST_BODY = 1 << 20;

  private final HttpServer http;
  private final ExecutorService threads;
  private final URI base;
  private volatile Site site;

  private PortalServer(HttpServer http, ExecutorService threads, Function<URI, Site> site) {
    this.http = http;
    this.threads = threads;
    this.base = URI.create("http://127.0.0.1:%d/".formatted(http.getAddress().getPort()));
    this.site = site.apply(base);
  }

  /**
   * Serves what {@code site} makes of the address it is served at.
   *
   * @throws UncheckedIOException when no port can be had
   */
  static PortalServer start(Function<URI, Site> site) {
    HttpServer http;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1 for a sample portal", e);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var server = new PortalServer(http, threads, site);
    http.setExecutor(threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** Ends in a slash. */
  URI base() {
    return base;
  }

  /** Serves something else from now on; a request under way is answered from the old site. */
  void replace(Function<URI, Site> next) {
    site = next.apply(base);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" -> send(exchange, site.answer(request(exchange)));
        case "POST" -> {
          Optional<Request> request = posted(exchange);
          if (request.isPresent()) {
            send(exchange, site.answer(request.get()));
          } else {
            exchange.sendResponseHeaders(400, -1);
          }
        }
        default -> {
          exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
          exchange.sendResponseHeaders(405, -1);
        }
      }
    } catch (RuntimeException e) {
      // Unseen otherwise: the JDK's server drops the connection without a word.
      LOG.error("a sample portal cannot answer {}", exchange.getRequestURI(), e);
      throw e;
    }
  }

  private static Request request(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    return new Request(
        uri.getPath(), parameters(Optional.ofNullable(uri.getRawQuery()).orElse("")));
  }

  private static Optional<Request> posted(HttpExchange exchange) throws IOException {
    Request request = request(exchange);
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
    var parameters = new LinkedHashMap<>(request.parameters());
    if (body.length > 0) {
      JsonNode json;
      try {
        json = Json.mapper().readTree(body);
      } catch (IOException e) {
        return Optional.empty();
      }
      json.properties()
          .forEach(member -> parameters.put(member.getKey(), member.getValue().asText()));
    }
    return Optional.of(new Request(request.path(), parameters));
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Content content = answer.content();
    Headers headers = exchange.getResponseHeaders();
    if (answer.status() == 200) {
      headers.set("ETag", content.etag());
      headers.set("Last-Modified", HTTP_DATE.format(content.lastModified()));
      headers.set("Cache-Control", "no-cache");
      if (isKnown(exchange.getRequestHeaders(), content)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
    }
    headers.set("Content-Type", content.mediaType());
    byte[] bytes = content.bytes();
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    if (bytes.length == 0) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static boolean isKnown(Headers request, Content content) {
    List<String> tags = request.get("If-None-Match");
    if (tags != null) {
      return tags.stream()
          .flatMap(line -> List.of(line.split(",")).stream())
          .map(tag -> tag.strip().replaceFirst("^W/", ""))
          .anyMatch(tag -> tag.equals("*") || tag.equals(content.etag()));
    }
    String since = request.getFirst("If-Modified-Since");
    return since != null
        && httpDate(since).filter(date -> !content.lastModified().isAfter(date)).isPresent();
  }

  /** Empty for a date that is none: RFC 9110 has such a condition ignored. */
  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
