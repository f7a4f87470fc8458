package vn.sen.catalog.rdf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.tdb2.TDB2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * The program that owns the RDF store and answers SPARQL 1.1 Protocol queries on loopback. A query
 * that oversteps its bounds may cost this process; whoever started it kills it and starts it again.
 *
 * <p>Private paths beside {@code /sparql}: {@code POST /apply?sequence=}, {@code POST
 * /rebuild?sequence=}, {@code POST /compact}, {@code GET /health}, {@code GET /stats}. Every
 * request needs the token. A refusal is JSON with the member {@code detail}.
 */
public final class RdfProcess {
  static final String DEADLINE = "Sen-Deadline"; // milliseconds

  private static final Logger LOG = LoggerFactory.getLogger(RdfProcess.class);
  private static final int QUERIES_AT_ONCE = 4;
  private static final long WAIT_FOR_TURN_MILLIS = 500;
  private static final long LONGEST_DEADLINE = 600_000;
  private static final long USUAL_DEADLINE = 30_000;
  private static final int LONGEST_QUERY_BODY = 500_000;
  private static final int HEADERS_WAIT_FOR = 64 << 10;
  private static final Duration LONGEST_END = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Tdb store;
  private final byte[] token;
  private final Semaphore turns = new Semaphore(QUERIES_AT_ONCE, true);
  private final AtomicLong answered = new AtomicLong();

  private RdfProcess(Tdb store, String token) {
    this.store = store;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Serves the store in {@code directory} until {@code in} ends: so no process outlives the one
   * that started it. Blocks, and ends the process.
   *
   * @param in its first line is the token that every request must bear
   * @param out gets one line of JSON when the process answers: {@code {"port", "reached"}}
   * @throws IOException when the directory or the port can't be used, or there is no token
   */
  public static void run(Path directory, InputStream in, OutputStream out) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String token = lines.readLine();
    if (token == null || token.length() < 20) {
      throw new IOException("the first line of standard input must be a token");
    }
    JenaSystem.init();
    SafeQuery.lockDown();
    FileLock alone = lock(directory);
    var process = new RdfProcess(new Tdb(directory), token);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().name("sparql-", 0).daemon(true).factory());
    server.setExecutor(threads);
    process.listen(server);
    server.start();
    out.write(
        (Json.write(
                    Map.of(
                        "port", server.getAddress().getPort(), "reached", process.store.reached()))
                + "\n")
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    while (lines.readLine() != null) {
      // nothing more is said; its end is what counts
    }
    server.stop(0); // whatever is being read breaks off, and is not taken in
    process.store.retire(LONGEST_END);
    // Without interrupting anybody: under a thread that is interrupted, files close amid a commit.
    Runtime.getRuntime().halt(alone.isValid() ? 0 : 1); // locked until then
  }

  /**
   * Waits for the end of a process that had the directory before: one whose parent was killed may
   * still live for a moment, and what it has open looks damaged to another.
   */
  private static FileLock lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel file =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < end) {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return lock;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    file.close();
    throw new IOException("another process has the RDF store in " + directory);
  }

  /**
   * Flags for the JVM of this process: within {@code heapMegabytes}, about 100 MB more of other
   * anonymous memory. Files that TDB2 maps come on top, and the system takes those back at will.
   *
   * @param heapMegabytes 128 is enough for a thousand datasets; from 900 on a rebuild uses several
   *     threads
   */
  public static List<String> javaFlags(int heapMegabytes) {
    return List.of(
        "-Xmx" + heapMegabytes + "m",
        "-Xms16m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:MaxDirectMemorySize=32m",
        "-XX:ReservedCodeCacheSize=48m",
        "-XX:-UsePerfData");
  }

  private void listen(HttpServer server) {
    server.createContext("/sparql", guarded("GET, POST", this::query));
    server.createContext("/apply", guarded("POST", this::apply));
    server.createContext("/rebuild", guarded("POST", this::rebuild));
    server.createContext("/compact", guarded("POST", this::compact));
    server.createContext("/health", guarded("GET", this::health));
    server.createContext("/stats", guarded("GET", this::stats));
    server.createContext(
        "/", guarded("GET, POST", exchange -> refuse(exchange, 404, "no such path")));
  }

  /** Handlers write an answer or throw; what they throw becomes the answer, or cuts it off. */
  private HttpHandler guarded(String methods, HttpHandler handler) {
    return exchange -> {
      try {
        if (!bearsToken(exchange)) {
          refuse(exchange, 401, "no access");
        } else if (!methods.contains(exchange.getRequestMethod())) {
          exchange.getResponseHeaders().set("Allow", methods);
          refuse(exchange, 405, "use " + methods);
        } else {
          handler.handle(exchange);
        }
      } catch (InvalidRequestException e) {
        refuse(exchange, 400, String.valueOf(e.getMessage()));
      } catch (StackOverflowError e) {
        refuse(exchange, 400, "the query is nested too deeply, or has too many parts");
      } catch (RuntimeException | Error e) { // an error left alone would leave the caller waiting
        LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
        refuse(exchange, 500, "the store failed");
      }
    };
  }

  private boolean bearsToken(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization != null
        && authorization.startsWith("Bearer ")
        && MessageDigest.isEqual(
            token, authorization.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8));
  }

  private void query(HttpExchange exchange) throws IOException {
    long begun = System.nanoTime();
    Map<String, List<String>> parameters = parameters(exchange);
    List<String> texts = parameters.getOrDefault("query", List.of());
    if (texts.size() != 1) {
      refuse(exchange, 400, "give one query, as the parameter 'query' or as the body");
      return;
    }
    long deadline = deadline(exchange);
    Query query =
        SafeQuery.parse(
            texts.getFirst(),
            parameters.getOrDefault("default-graph-uri", List.of()),
            parameters.getOrDefault("named-graph-uri", List.of()));
    Answers.Form form;
    try {
      form =
          Answers.choose(
              query,
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("*/*"));
    } catch (Answers.NotAcceptableException e) {
      refuse(exchange, 406, String.valueOf(e.getMessage()));
      return;
    }
    if (!takeTurn()) {
      refuse(exchange, 503, "too many queries at once; try again in a moment");
      return;
    }
    try {
      long left = deadline - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      answer(exchange, query, form, Math.max(left, 1));
    } finally {
      turns.release();
    }
    answered.incrementAndGet();
  }

  private void answer(HttpExchange exchange, Query query, Answers.Form form, long milliseconds)
      throws IOException {
    var out = new LateHeaders(exchange, form.mediaType());
    Optional<Throwable> failure =
        store.read(
            dataset -> {
              try (QueryExec execution =
                  QueryExec.dataset(dataset)
                      .query(query)
                      // FROM names the default graph; without it, that is the union of all
                      .set(TDB2.symUnionDefaultGraph, !query.hasDatasetDescription())
                      .timeout(milliseconds, TimeUnit.MILLISECONDS)
                      .build()) {
                Answers.write(execution, form.lang(), out);
                return Optional.empty();
              } catch (IOException | RuntimeException | StackOverflowError e) {
                return Optional.of(e);
              }
            });
    if (failure.isEmpty()) {
      out.close();
    } else if (out.isBegun()) {
      // ends the connection amid the answer, so that nobody takes it for whole
      throw new IOException("the answer broke off", failure.get());
    } else {
      switch (failure.get()) {
        case QueryCancelledException _ ->
            refuse(exchange, 504, "the query did not end within its deadline");
        case InvalidRequestException e -> throw e;
        case QueryException e ->
            refuse(exchange, 400, "the query cannot be answered: " + e.getMessage());
        case StackOverflowError e -> throw e;
        case RuntimeException e -> throw e;
        default -> throw new IOException("the answer broke off", failure.get());
      }
    }
  }

  private boolean takeTurn() {
    try {
      return turns.tryAcquire(WAIT_FOR_TURN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void apply(HttpExchange exchange) throws IOException {
    store.apply(sequence(exchange), exchange.getRequestBody());
    health(exchange);
  }

  private void rebuild(HttpExchange exchange) throws IOException {
    store.rebuild(sequence(exchange), exchange.getRequestBody());
    health(exchange);
  }

  private void compact(HttpExchange exchange) throws IOException {
    store.compact();
    health(exchange);
  }

  private void health(HttpExchange exchange) throws IOException {
    send(exchange, 200, Map.of("reached", store.reached()));
  }

  private void stats(HttpExchange exchange) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    send(
        exchange,
        200,
        Map.of(
            "reached", store.reached(),
            "pid", ProcessHandle.current().pid(),
            "answered", answered.get(),
            "running", QUERIES_AT_ONCE - turns.availablePermits(),
            "heapUsed", runtime.totalMemory() - runtime.freeMemory(),
            "heapMax", runtime.maxMemory()));
  }

  private static long sequence(HttpExchange exchange) {
    String text =
        decode(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""))
            .getOrDefault("sequence", List.of(""))
            .getFirst();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidRequestException("sequence is a number, got '%s'".formatted(text), e);
    }
  }

  private static long deadline(HttpExchange exchange) {
    String text = exchange.getRequestHeaders().getFirst(DEADLINE);
    try {
      return text == null ? USUAL_DEADLINE : Math.clamp(Long.parseLong(text), 1, LONGEST_DEADLINE);
    } catch (NumberFormatException e) {
      throw new InvalidRequestException(DEADLINE + " is a number of milliseconds", e);
    }
  }

  /** The parameters of the SPARQL protocol, wherever they stand. */
  private static Map<String, List<String>> parameters(HttpExchange exchange) throws IOException {
    Map<String, List<String>> parameters =
        decode(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    if (exchange.getRequestMethod().equals("POST")) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_QUERY_BODY + 1);
      if (body.length > LONGEST_QUERY_BODY) {
        throw new InvalidRequestException("the query is too long");
      }
      String text = new String(body, StandardCharsets.UTF_8);
      String type =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
              .orElse("")
              .replaceAll(";.*", "")
              .strip()
              .toLowerCase(Locale.ROOT);
      switch (type) {
        case "application/sparql-query" ->
            parameters.computeIfAbsent("query", name -> new ArrayList<>()).add(text);
        case "application/x-www-form-urlencoded" ->
            decode(text)
                .forEach(
                    (name, values) ->
                        parameters.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        default ->
            throw new InvalidRequestException(
                "queries are application/sparql-query or application/x-www-form-urlencoded;"
                    + " this store takes no updates");
      }
    }
    return parameters;
  }

  private static Map<String, List<String>> decode(String encoded) {
    var parameters = new HashMap<String, List<String>>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          parameters
              .computeIfAbsent(
                  URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                  name -> new ArrayList<>())
              .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          throw new InvalidRequestException("a parameter is not percent-encoded", e);
        }
      }
    }
    return parameters;
  }

  private static void refuse(HttpExchange exchange, int status, String detail) throws IOException {
    send(exchange, status, Map.of("detail", detail));
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /**
   * Sends the headers only with the first 64 kB, so that a query that fails before is refused with
   * a status of its own.
   */
  private static final class LateHeaders extends OutputStream {
    private final HttpExchange exchange;
    private final String mediaType;
    private final byte[] first = new byte[HEADERS_WAIT_FOR];
    private int filled;
    private Optional<OutputStream> begun = Optional.empty();

    LateHeaders(HttpExchange exchange, String mediaType) {
      this.exchange = exchange;
      this.mediaType = mediaType;
    }

    boolean isBegun() {
      return begun.isPresent();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (begun.isEmpty() && filled + length <= first.length) {
        System.arraycopy(bytes, offset, first, filled, length);
        filled += length;
      } else {
        begin().write(bytes, offset, length);
      }
    }

    @Override
    public void close() throws IOException {
      begin().close();
    }

    private OutputStream begin() throws IOException {
      if (begun.isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        begun = Optional.of(body);
        body.write(first, 0, filled);
      }
      return begun.get();
    }
  }
}
