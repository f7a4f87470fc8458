package vn.sen.publish.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * A DCAT catalogue of any size on loopback, for measuring harvests: Hydra pages of datasets with
 * {@value #TRIPLES} triples each, of which four blank nodes (publisher, contact, period, checksum)
 * and two distributions. All pages are rendered before the first request, so that serving costs
 * next to nothing; the same shape gives the same triples at every start, addresses of pages apart.
 */
public final class SyntheticDcat implements AutoCloseable {
  /** Triples of one dataset, its membership of the catalogue among them. */
  public static final int TRIPLES = 60;

  private static final Pattern PAGE = Pattern.compile("page=(\\d{1,9})");

  private final HttpServer http;
  private final ExecutorService threads;
  private final Shape shape;
  private final URI base;
  private final List<Page> pages;

  /**
   * What the catalogue looks like.
   *
   * @param first the number of the first dataset; catalogues with other numbers share none
   * @param datasets at least 1
   * @param pageSize datasets of one page, at least 1
   */
  public record Shape(int first, int datasets, int pageSize, Syntax syntax, Caching caching) {
    /** Numbered from 0. */
    public Shape(int datasets, int pageSize, Syntax syntax, Caching caching) {
      this(0, datasets, pageSize, syntax, caching);
    }

    public Shape {
      if (datasets < 1 || pageSize < 1) {
        throw new IllegalArgumentException(
            "a catalogue has datasets and its pages too, got %d and %d"
                .formatted(datasets, pageSize));
      }
    }
  }

  /** How the pages are written down. */
  public enum Syntax {
    TURTLE("catalog.ttl", "text/turtle"),
    N_TRIPLES("catalog.nt", "application/n-triples");

    private final String path;
    private final String mediaType;

    Syntax(String path, String mediaType) {
      this.path = path;
      this.mediaType = mediaType;
    }
  }

  /** Whether a harvester can ask for what is new only. */
  public enum Caching {
    /** Each page has a strong ETag; If-None-Match is answered. */
    ENTITY_TAGS,
    /** Nothing to compare by: every page is sent, and read, again. */
    NONE
  }

  private record Page(byte[] bytes, String etag) {}

  private SyntheticDcat(HttpServer http, ExecutorService threads, Shape shape) {
    this.http = http;
    this.threads = threads;
    this.shape = shape;
    this.base = URI.create("http://127.0.0.1:%d/".formatted(http.getAddress().getPort()));
    this.pages = IntStream.rangeClosed(1, pageCount()).parallel().mapToObj(this::render).toList();
  }

  /**
   * Renders and serves a catalogue.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static SyntheticDcat start(Shape shape) {
    HttpServer http;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1 for a synthetic catalogue", e);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var catalogue = new SyntheticDcat(http, threads, shape);
    http.setExecutor(threads);
    http.createContext("/", catalogue::handle);
    http.start();
    return catalogue;
  }

  /** The first page. */
  public URI url() {
    return base.resolve(shape.syntax().path);
  }

  /** Any page, from 1. */
  public URI page(int number) {
    Objects.checkIndex(number - 1, pages.size());
    return URI.create(address(number));
  }

  public int pageCount() {
    return Math.ceilDiv(shape.datasets(), shape.pageSize());
  }

  /** Of all pages together. */
  public long byteSize() {
    return pages.stream().mapToLong(page -> page.bytes().length).sum();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      Matcher number = PAGE.matcher(Objects.requireNonNullElse(uri.getRawQuery(), "page=1"));
      int page = number.matches() ? Integer.parseInt(number.group(1)) : 0;
      if (!uri.getPath().equals("/" + shape.syntax().path) || page < 1 || page > pages.size()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, pages.get(page - 1));
    }
  }

  private void send(HttpExchange exchange, Page page) throws IOException {
    if (shape.caching() == Caching.ENTITY_TAGS) {
      exchange.getResponseHeaders().set("ETag", page.etag());
      if (page.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
    }
    exchange.getResponseHeaders().set("Content-Type", shape.syntax().mediaType);
    exchange.sendResponseHeaders(200, page.bytes().length);
    exchange.getResponseBody().write(page.bytes());
  }

  private Page render(int number) {
    var text = new StringBuilder(shape.pageSize() * 5_000);
    Triples triples =
        switch (shape.syntax()) {
          case TURTLE -> Triples.turtle(text);
          case N_TRIPLES -> Triples.nTriples(text);
        };
    var datasets = new SyntheticDataset(base + shape.syntax().path, triples);
    datasets.catalogue(shape.datasets());
    if (pageCount() > 1) {
      datasets.view(address(number), address(1), address(pageCount()));
      if (number < pageCount()) {
        datasets.next(address(number), address(number + 1));
      }
    }
    int first = (number - 1) * shape.pageSize();
    int end = Math.min(first + shape.pageSize(), shape.datasets());
    for (int i = first; i < end; i++) {
      datasets.dataset(shape.first() + i);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    var checksum = new CRC32C();
    checksum.update(bytes);
    return new Page(bytes, "\"%08x-%x\"".formatted(checksum.getValue(), bytes.length));
  }

  private String address(int page) {
    return base + shape.syntax().path + "?page=" + page;
  }
}
