package vn.sen.catalog.rdf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.RdfStore;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.OverloadedException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * The RDF store in a process of its own, which this starts, watches, kills when a query overruns or
 * it no longer answers, and starts again. Nothing is tried twice: what fails says so.
 *
 * <p>The process starts in the background. Until it answers, and while it starts again, {@link
 * #query} fails at once; {@link #apply}, {@link #rebuild}, {@link #compact} and the first {@link
 * #reached} wait up to the patience given.
 */
public final class ChildRdfStore implements RdfStore {
  private static final Logger LOG = LoggerFactory.getLogger(ChildRdfStore.class);
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_APPLY = Duration.ofMinutes(10);
  private static final Duration LONGEST_REBUILD = Duration.ofHours(3);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
  private static final int MISSED_CHECKS = 4;
  private static final int QUERIES_AT_ONCE = 16;
  private static final int GRAPHS_AT_ONCE = 100;

  private final List<String> command;
  private final Path answers;
  private final Settings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("rdf-deadlines").daemon(true).factory());
  private final Semaphore queries = new Semaphore(QUERIES_AT_ONCE);
  private final Object writing = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread keeper;
  private volatile Optional<Child> running = Optional.empty();
  private volatile long reached = -1;
  private volatile boolean closed;

  /**
   * How long to wait.
   *
   * @param grace how far a query may run past its deadline before the process is killed
   * @param patience how long a write waits for the process to come back
   */
  public record Settings(Duration grace, Duration patience) {
    public static final Settings USUAL =
        new Settings(Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  /**
   * Begins to start the process, and returns.
   *
   * @param command what, followed by the directory, leads to {@link RdfProcess#run}, such as {@code
   *     java -Xmx160m ... sparql}; see {@link RdfProcess#javaFlags}
   * @param directory the store's own; made when there is none
   */
  public ChildRdfStore(List<String> command, Path directory, Settings settings) {
    this.settings = settings;
    var whole = new ArrayList<>(command);
    whole.add(directory.toString());
    this.command = List.copyOf(whole);
    this.answers = directory.resolve("answers");
    try {
      Files.createDirectories(answers);
      try (Stream<Path> left = Files.list(answers)) {
        for (Path answer : left.toList()) {
          Files.delete(answer);
        }
      }
    } catch (IOException e) {
      throw new StoreUnavailableException("the RDF store's directory cannot be used", e);
    }
    keeper = Thread.ofPlatform().name("rdf-keeper").daemon(true).start(this::keep);
  }

  @Override
  public boolean isUp() {
    return usable().isPresent();
  }

  /** Waits for the process the first time; see {@link #isUp}. */
  @Override
  public long reached() {
    if (reached < 0) {
      awaitRunning();
    }
    return reached;
  }

  @Override
  public void apply(long sequence, List<GraphChange> changes) {
    write(
        "/apply?sequence=" + sequence,
        BodyPublishers.ofByteArray(GraphBatch.write(changes)),
        LONGEST_APPLY);
  }

  @Override
  public void rebuild(long sequence, Iterator<GraphChange> graphs) {
    var broken = new AtomicReference<@Nullable RuntimeException>();
    try {
      write(
          "/rebuild?sequence=" + sequence,
          BodyPublishers.ofInputStream(() -> new SequenceInputStream(new Pieces(graphs, broken))),
          LONGEST_REBUILD);
    } catch (StoreUnavailableException e) {
      RuntimeException cause = broken.get();
      throw cause == null ? e : cause;
    }
  }

  @Override
  public void compact() {
    write("/compact", BodyPublishers.noBody(), LONGEST_REBUILD);
  }

  @Override
  public Answer query(String query, String accept, Duration deadline) {
    Child child =
        usable()
            .orElseThrow(
                () ->
                    new StoreUnavailableException(
                        "the RDF store is starting; try again in a moment"));
    if (!queries.tryAcquire()) {
      throw new OverloadedException("too many queries at once; try again in a moment");
    }
    var overran = new AtomicBoolean();
    Future<?> alarm =
        watch.schedule(
            () -> {
              overran.set(true);
              LOG.warn("a query overran its {} s; the RDF process is killed", deadline.toSeconds());
              child.kill();
            },
            deadline.plus(settings.grace()).toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      HttpRequest request =
          request(child, "/sparql")
              .header("Content-Type", "application/sparql-query")
              .header("Accept", accept.isBlank() ? "*/*" : accept)
              .header(RdfProcess.DEADLINE, Long.toString(deadline.toMillis()))
              .POST(BodyPublishers.ofString(query))
              .build();
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw refusal(response.statusCode(), body);
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(type, SpooledAnswer.of(body, answers));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("not a list of media types: '%s'".formatted(accept), e);
    } catch (IOException e) {
      throw brokenOff(child, overran.get(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("the query was interrupted", e);
    } finally {
      alarm.cancel(false);
      queries.release();
    }
  }

  /** Ends the process; nothing that was applied is lost. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    running.ifPresent(Child::dismiss);
    try {
      keeper.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.ifPresent(Child::kill);
    watch.shutdownNow();
    client.shutdownNow();
  }

  /** The process that runs now, for tests that do it harm. */
  Optional<Long> pid() {
    return running.map(Child::pid);
  }

  private void write(String path, BodyPublisher body, Duration atMost) {
    synchronized (writing) {
      Child child = awaitRunning();
      try {
        HttpRequest request = request(child, path).timeout(atMost).POST(body).build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
          if (response.statusCode() != 200) {
            throw refusal(response.statusCode(), in);
          }
          reached = Json.mapper().readTree(in).path("reached").asLong();
        }
      } catch (HttpTimeoutException e) {
        child.kill();
        throw new StoreUnavailableException("the RDF store did not take the change in time", e);
      } catch (IOException e) {
        child.kill(); // it may wait for the rest, and nothing else could be written meanwhile
        throw new StoreUnavailableException("the RDF store did not take the change", e);
      } catch (InterruptedException e) {
        child.kill();
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("the change was interrupted", e);
      }
    }
  }

  private static HttpRequest.Builder request(Child child, String path) {
    return HttpRequest.newBuilder(URI.create(child.base() + path))
        .header("Authorization", "Bearer " + child.token());
  }

  private static RuntimeException refusal(int status, InputStream body) throws IOException {
    byte[] start = body.readNBytes(100_000);
    String detail;
    try {
      detail =
          Json.mapper()
              .readTree(new String(start, StandardCharsets.UTF_8))
              .path("detail")
              .asText("status " + status);
    } catch (IOException e) {
      detail = "status " + status;
    }
    return switch (status) {
      case 400, 405, 406, 413, 415 -> new InvalidRequestException(detail);
      case 503, 504 -> new OverloadedException(detail);
      default -> StoreUnavailableException.refusing("the RDF store failed: " + detail);
    };
  }

  /** What to say when the process ended, or ended the answer, amid a request. */
  private static RuntimeException brokenOff(Child child, boolean overran, IOException cause) {
    if (overran) {
      return new OverloadedException("the query did not end within its deadline", cause);
    }
    try {
      if (child.hasEnded(Duration.ofSeconds(1)) && child.ranOutOfMemory()) {
        return new OverloadedException("the query needed more memory than one may use", cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return child.isUsable()
        ? new OverloadedException("the answer broke off; ask for less at once", cause)
        : new StoreUnavailableException("the RDF store stopped and is starting again", cause);
  }

  private Optional<Child> usable() {
    return running.filter(Child::isUsable);
  }

  private Child awaitRunning() {
    long nanos = settings.patience().toNanos();
    lock.lock();
    try {
      Optional<Child> child = usable();
      while (child.isEmpty()) {
        if (nanos <= 0 || closed) {
          throw new StoreUnavailableException("the RDF store is not running now");
        }
        nanos = changed.awaitNanos(nanos);
        child = usable();
      }
      return child.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for the RDF store", e);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a process running until this is closed. */
  private void keep() {
    Duration pause = SHORTEST_PAUSE;
    while (!closed) {
      long started = System.nanoTime();
      try {
        run();
      } catch (IOException e) {
        LOG.error("the RDF process cannot be started", e);
      } catch (InterruptedException e) {
        return; // only closing interrupts
      }
      Duration lived = Duration.ofNanos(System.nanoTime() - started);
      pause = lived.compareTo(LONGEST_PAUSE) > 0 ? SHORTEST_PAUSE : longer(pause);
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    var child = new Child(command);
    try {
      reached = child.awaitAnnouncement(LONGEST_START);
      become(Optional.of(child));
      LOG.info("RDF process {} answers, up to entry {}", child.pid(), reached);
      int missed = 0;
      while (!child.hasEnded(BETWEEN_CHECKS)) {
        missed = isHealthy(child) ? 0 : missed + 1;
        if (missed >= MISSED_CHECKS) {
          LOG.warn("RDF process {} no longer answers; it is killed", child.pid());
          child.kill();
        }
      }
      if (!closed) {
        LOG.warn("RDF process {} ended; it is started again. {}", child.pid(), child.lastWords());
      }
    } finally {
      become(Optional.empty());
      end(child);
    }
  }

  private boolean isHealthy(Child child) throws InterruptedException {
    try {
      HttpRequest request = request(child, "/health").timeout(BETWEEN_CHECKS).GET().build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode body = Json.mapper().readTree(response.body());
      return response.statusCode() == 200 && body.has("reached");
    } catch (IOException e) {
      return false;
    }
  }

  /** No second process may find the directory locked by the first. */
  private static void end(Child child) {
    child.dismiss();
    boolean interrupted = Thread.interrupted();
    try {
      if (!child.hasEnded(Duration.ofSeconds(3))) {
        child.kill();
        child.hasEnded(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      child.kill();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void become(Optional<Child> child) {
    lock.lock();
    try {
      running = child;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Graphs as pieces of one stream, written down as they are read. */
  private static final class Pieces implements Enumeration<InputStream> {
    private final Iterator<GraphChange> graphs;
    private final AtomicReference<@Nullable RuntimeException> broken;

    Pieces(Iterator<GraphChange> graphs, AtomicReference<@Nullable RuntimeException> broken) {
      this.graphs = graphs;
      this.broken = broken;
    }

    @Override
    public boolean hasMoreElements() {
      try {
        return graphs.hasNext();
      } catch (RuntimeException e) {
        broken.set(e);
        throw e;
      }
    }

    @Override
    public InputStream nextElement() {
      try {
        var some = new ArrayList<GraphChange>();
        while (some.size() < GRAPHS_AT_ONCE && graphs.hasNext()) {
          some.add(graphs.next());
        }
        if (some.isEmpty()) {
          throw new NoSuchElementException();
        }
        return new ByteArrayInputStream(GraphBatch.writeQuads(some));
      } catch (RuntimeException e) {
        broken.set(e);
        throw e;
      }
    }
  }
}
