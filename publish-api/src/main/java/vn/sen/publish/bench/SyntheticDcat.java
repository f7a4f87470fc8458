package vn.sen.publish.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
 * and two distributions. All pages are rendered to a file before the first request, so that serving
 * costs next to nothing and takes none of the heap that is measured; the same shape gives the same
 * triples at every start, addresses of pages apart.
 */
public final class SyntheticDcat implements AutoCloseable {
  /** Triples of one dataset, its membership of the catalogue among them. */
  public static final int TRIPLES = 60;

  private static final int AT_ONCE = 16;
  private static final Pattern PAGE = Pattern.compile("page=(\\d{1,9})");

  private final HttpServer http;
  private final ExecutorService threads;
  private final Shape shape;
  private final URI base;
  private final List<Page> pages;
  private final FileChannel rendered;

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

  /** Where a page stands in the file. */
  private record Page(long start, int length, String etag) {}

  private SyntheticDcat(HttpServer http, ExecutorService threads, Shape shape) throws IOException {
    this.http = http;
    this.threads = threads;
    this.shape = shape;
    this.base =
        URI.create(
            "http://%s:%d/"
                .formatted(
                    http.getAddress().getAddress().getHostAddress(), http.getAddress().getPort()));
    this.rendered =
        FileChannel.open(
            Files.createTempFile("sen-dcat-", ".pages"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    this.pages = renderAll();
  }

  /** Some pages at a time, on all cores. */
  private List<Page> renderAll() throws IOException {
    var all = new ArrayList<Page>(pageCount());
    for (int first = 1; first <= pageCount(); first += AT_ONCE) {
      int end = Math.min(first + AT_ONCE, pageCount() + 1);
      for (byte[] bytes : IntStream.range(first, end).parallel().mapToObj(this::render).toList()) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        String etag = "\"%08x-%x\"".formatted(checksum.getValue(), bytes.length);
        all.add(new Page(rendered.position(), bytes.length, etag));
        rendered.write(ByteBuffer.wrap(bytes));
      }
    }
    return all;
  }

  /**
   * Renders and serves a catalogue at 127.0.0.1.
   *
   * @throws UncheckedIOException when no port can be had, or the pages find no place on the disk
   */
  public static SyntheticDcat start(Shape shape) {
    return start(InetAddress.ofLiteral("127.0.0.1"), shape);
  }

  /** The same at another address of this machine. */
  static SyntheticDcat start(InetAddress address, Shape shape) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(address, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port at " + address + " for a catalogue", e);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    SyntheticDcat catalogue;
    try {
      catalogue = new SyntheticDcat(http, threads, shape);
    } catch (IOException e) {
      throw new UncheckedIOException("no place for the pages of a synthetic catalogue", e);
    }
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
    return pages.stream().mapToLong(Page::length).sum();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    try {
      rendered.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    exchange.sendResponseHeaders(200, page.length());
    var bytes = ByteBuffer.allocate(page.length());
    while (bytes.hasRemaining() && rendered.read(bytes, page.start() + bytes.position()) >= 0) {
      // A read gives what it has at hand.
    }
    exchange.getResponseBody().write(bytes.array());
  }

  private byte[] render(int number) {
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
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String address(int page) {
    return base + shape.syntax().path + "?page=" + page;
  }
}
