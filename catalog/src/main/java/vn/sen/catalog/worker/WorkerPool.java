package vn.sen.catalog.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Child processes that do what must not be done in the server. Safe for many threads; more jobs
 * than workers wait for their turn. One worker that has seen nothing is kept waiting, so that a
 * start costs nothing visible, and for some seconds those that have just worked, at most as many as
 * work at once. A worker that has seen bytes of one owner never sees those of another.
 *
 * <p>A worker sees a private directory, thrown away after each job. The data directory it never
 * sees: when Sen runs as root, workers run as another user, for whom {@code workDirectory} must be
 * reachable (every directory above it open to all), and a data directory of mode 0700 is not.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  /** A job over more bytes than this has a worker made for such. */
  private static final long LARGE = 32 << 20;

  /** So long a worker that has worked is kept for the next job of its owner. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final WorkerProgram program;
  private final WorkerLimits limits;
  private final Isolation isolation;

  private final Path root;
  private final int most;
  private final Semaphore places;

  private final Object lock = new Object();
  private final Deque<Worker> waiting = new ArrayDeque<>();
  private final Set<Worker> all = new HashSet<>();
  private long serial;
  private boolean refilling;
  private boolean closed;

  private WorkerPool(
      WorkerProgram program, WorkerLimits limits, Isolation isolation, Path root, int workers) {
    this.program = program;
    this.limits = limits;
    this.isolation = isolation;
    this.root = root;
    this.most = workers;
    this.places = new Semaphore(workers, true);
  }

  /**
   * Opens a pool; its first worker starts with the first job, for many commands have none.
   *
   * @param workDirectory a place of its own, created when missing; a new subdirectory of it is used
   *     and removed
   * @param workers how many jobs run at once
   */
  public static WorkerPool open(
      WorkerProgram program, WorkerLimits limits, Path workDirectory, int workers) {
    try {
      Files.createDirectories(workDirectory);
      Path root = Files.createTempDirectory(workDirectory.toAbsolutePath(), "workers-");
      WorkerProgram.makeReadable(root);
      Isolation isolation = Isolation.detect(limits, reach(program, root));
      return new WorkerPool(program, limits, isolation, root, workers);
    } catch (IOException e) {
      throw new UncheckedIOException("no workers can be kept in " + workDirectory, e);
    }
  }

  private static List<Path> reach(WorkerProgram program, Path root) {
    var reach = new ArrayList<>(program.classpath());
    reach.add(program.java());
    reach.add(root);
    return reach;
  }

  /**
   * Does one job in a worker.
   *
   * @param owner whose bytes the inputs are, such as the id of a source
   * @param inputs files the job may read
   * @param results where its files go, under the names the job gave them, when it is {@code Done};
   *     copied, so that no worker holds them open any more
   */
  public WorkerOutcome run(
      String owner, String job, String request, List<Path> inputs, Path results)
      throws InterruptedException {
    places.acquire();
    try {
      Worker.For made = bytes(inputs) > LARGE ? Worker.For.LARGE_JOBS : Worker.For.SMALL_JOBS;
      Worker worker = take(owner, made);
      boolean usable = false;
      try {
        WorkerOutcome outcome = run(worker, job, request, inputs, results);
        usable = outcome instanceof WorkerOutcome.Done;
        if (!usable) {
          LOG.info("A worker doing {} {}", job, outcome.describe());
        }
        return outcome;
      } finally {
        putBack(worker, usable);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a worker's files cannot be handled in " + root, e);
    } finally {
      places.release();
    }
  }

  private WorkerOutcome run(
      Worker worker, String job, String request, List<Path> inputs, Path results)
      throws IOException, InterruptedException {
    Path directory = newDirectory("job-");
    try {
      Path input = Files.createDirectory(directory.resolve("input"));
      var given = new ArrayList<String>();
      for (Path file : inputs) {
        Path link = input.resolve(Integer.toString(given.size()));
        WorkerProgram.linkOrCopy(file, link);
        given.add(link.toString());
      }
      WorkerProgram.makeReadable(input);
      Path output = own(Files.createDirectory(directory.resolve("output")));
      Path temporary = own(Files.createDirectory(directory.resolve("temporary")));
      var frame = new Frames.Request(job, request, given, output.toString(), temporary.toString());
      WorkerOutcome outcome = worker.run(frame, output, temporary, bytes(inputs));
      if (outcome instanceof WorkerOutcome.Done) {
        collect(output, results);
      }
      return outcome;
    } finally {
      delete(directory);
    }
  }

  /** Copies, because a worker that was taken over could still write to a file it holds open. */
  private static void collect(Path output, Path results) throws IOException {
    Files.createDirectories(results);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(output)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Path copy = results.resolve(file.getFileName().toString());
          Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
          if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(copy); // it was swapped for a link meanwhile
          }
        }
      }
    }
  }

  /** One that has worked for the owner, or one that has seen nothing yet. */
  private Worker take(String owner, Worker.For made) throws IOException, InterruptedException {
    while (true) {
      @Nullable Worker next;
      synchronized (lock) {
        if (closed) {
          throw new IllegalStateException("the pool is closed");
        }
        next = waiting(owner, made);
        // One is on its way and nobody waits for it: quicker than starting another.
        while (next == null && refilling && made == Worker.For.SMALL_JOBS) {
          lock.wait(100);
          next = waiting(owner, made);
        }
      }
      refill();
      if (next == null) {
        next = start(made);
      }
      if (next.isAlive()) {
        next.ownedBy(owner);
        return next;
      }
      discard(next);
    }
  }

  /** Takes one out of those that wait, of this owner if there is one. */
  private @Nullable Worker waiting(String owner, Worker.For made) {
    Optional<Worker> found =
        waiting.stream()
            .filter(worker -> worker.isMade(made) && worker.mayServe(owner))
            .max(Comparator.comparing(Worker::isOwned));
    found.ifPresent(waiting::remove);
    return found.orElse(null);
  }

  private void putBack(Worker worker, boolean usable) {
    var tooMany = new ArrayList<Worker>();
    int jobs;
    synchronized (lock) {
      jobs = worker.jobs();
      if (usable && !closed && !worker.isWornOut()) {
        waiting.addFirst(worker);
        while (waiting.stream().filter(Worker::isOwned).count() > most) {
          Worker last =
              waiting.reversed().stream().filter(Worker::isOwned).findFirst().orElseThrow();
          waiting.remove(last);
          tooMany.add(last);
        }
      } else {
        tooMany.add(worker);
      }
    }
    tooMany.forEach(this::discard);
    if (!tooMany.contains(worker)) {
      discardIfIdle(worker, jobs);
    }
    refill();
  }

  /** What a worker has read may be worth something to whoever took it over: it goes in time. */
  private void discardIfIdle(Worker worker, int jobs) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(KEPT);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
              }
              boolean idle;
              synchronized (lock) {
                idle = worker.jobs() == jobs && waiting.remove(worker);
              }
              if (idle) {
                discard(worker);
              }
            });
  }

  /** Sees to it that one worker waits that has seen nothing yet. */
  private void refill() {
    synchronized (lock) {
      if (closed || refilling || waiting.stream().anyMatch(worker -> !worker.isOwned())) {
        return;
      }
      refilling = true;
    }
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              Optional<Worker> worker = Optional.empty();
              try {
                worker = Optional.of(start(Worker.For.SMALL_JOBS));
              } catch (IOException e) {
                if (!isClosed()) {
                  LOG.warn("{}", e.getMessage());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              boolean keep;
              synchronized (lock) {
                refilling = false;
                keep = !closed;
                if (keep) {
                  worker.ifPresent(waiting::addLast);
                }
                lock.notifyAll();
              }
              if (!keep) {
                worker.ifPresent(this::discard);
              }
            });
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private Worker start(Worker.For made) throws IOException, InterruptedException {
    Path directory = own(newDirectory("worker-"));
    Worker worker = Worker.start(program, limits, isolation, directory, made);
    boolean late;
    synchronized (lock) {
      late = closed;
      if (!late) {
        all.add(worker);
      }
    }
    if (late) {
      worker.kill();
      delete(directory);
      throw new IOException("the pool was closed");
    }
    return worker;
  }

  private void discard(Worker worker) {
    worker.kill();
    synchronized (lock) {
      all.remove(worker);
    }
    try {
      delete(worker.directory());
    } catch (IOException e) {
      LOG.warn("A worker's directory stays behind: {}", e.getMessage());
    }
  }

  private Path newDirectory(String kind) throws IOException {
    long number;
    synchronized (lock) {
      number = serial++;
    }
    Path directory = Files.createDirectory(root.resolve(kind + number));
    WorkerProgram.makeReadable(directory);
    return directory;
  }

  /** Hands a directory to the workers' user, and to no other. */
  private Path own(Path directory) throws IOException {
    if (WorkerProgram.isPosix(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      if (isolation.otherUser()) {
        Files.setAttribute(directory, "unix:uid", Isolation.NOBODY, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(directory, "unix:gid", Isolation.NOBODY, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    try {
      PathUtils.deleteDirectory(directory);
    } catch (NoSuchFileException e) {
      // Gone already.
    }
  }

  /** Kills every worker. Jobs under way end as {@code Died}. */
  @Override
  public void close() {
    List<Worker> living;
    synchronized (lock) {
      closed = true;
      living = List.copyOf(all);
      waiting.clear();
    }
    living.forEach(this::discard);
    try {
      delete(root);
    } catch (IOException e) {
      LOG.warn("The workers' directory stays behind: {}", e.getMessage());
    }
  }
}
