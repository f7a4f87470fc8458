package vn.sen.catalog.worker;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One child process. Used by one thread at a time. */
final class Worker {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LAST_WORDS = 8 << 10;

  private final Process process;
  private final Path directory;
  private final WorkerLimits limits;
  private final DataOutputStream to;
  private final DataInputStream from;
  private final Tail errors = new Tail();
  private final For made;

  /** Bytes of earlier jobs in the worker's own directory. */
  private long leftBehind;

  private int jobs;
  private Optional<String> owner = Optional.empty();

  private Worker(Process process, Path directory, WorkerLimits limits, For made) {
    this.made = made;
    this.process = process;
    this.directory = directory;
    this.limits = limits;
    this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.from = new DataInputStream(process.getInputStream());
    // A virtual thread that waits at a pipe keeps its carrier, and with it all others from running.
    Thread.ofPlatform().daemon().start(() -> errors.drain(process.getErrorStream()));
  }

  /** What a worker is started for. */
  enum For {
    /** To small files the JVM's second compiler costs more than it gives back. */
    SMALL_JOBS,
    /** Over a large file it doubles the speed. */
    LARGE_JOBS
  }

  /** Starts a child and waits until it is ready. */
  static Worker start(
      WorkerProgram program, WorkerLimits limits, Isolation isolation, Path directory, For made)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>(isolation.prefix());
    command.add(program.java().toString());
    if (made == For.SMALL_JOBS) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(
        List.of(
            "-Xmx" + limits.heap(),
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + directory,
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(program.options());
    command.add("-cp");
    command.add(
        String.join(
            java.io.File.pathSeparator, program.classpath().stream().map(Path::toString).toList()));
    command.addAll(program.main());

    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    // One arena: with glibc's default each thread reserves 64 MB of address space.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.environment().put("LANG", "C.UTF-8");
    var worker = new Worker(builder.start(), directory, limits, made);
    CompletableFuture<Optional<Frames.Answer>> ready = worker.listen();
    try {
      if (ready.get(START.toMillis(), TimeUnit.MILLISECONDS).isPresent()) {
        return worker;
      }
    } catch (ExecutionException | TimeoutException e) {
      worker.errors.append((" " + e).getBytes(StandardCharsets.UTF_8));
    }
    worker.kill();
    throw new IOException("a worker does not start: " + worker.errors);
  }

  Path directory() {
    return directory;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isWornOut() {
    return jobs >= limits.jobs();
  }

  int jobs() {
    return jobs;
  }

  boolean isMade(For kind) {
    return made == kind;
  }

  /** From now on it works for that owner alone. */
  void ownedBy(String who) {
    owner = Optional.of(who);
  }

  boolean isOwned() {
    return owner.isPresent();
  }

  boolean mayServe(String who) {
    return owner.map(who::equals).orElse(true);
  }

  /** Does one job. After anything but {@code Done} the process is dead. */
  WorkerOutcome run(Frames.Request request, Path output, Path temporary, long input)
      throws InterruptedException {
    jobs++;
    leftBehind = sizeOfAll(directory);
    long started = System.nanoTime();
    Duration cpuBefore = cpu();
    try {
      CompletableFuture<Optional<Frames.Answer>> answer;
      try {
        Frames.write(to, request);
        answer = listen();
      } catch (IOException e) {
        return died();
      }
      while (true) {
        try {
          Optional<Frames.Answer> got = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          return got.isEmpty() ? died() : outcome(got.get(), output);
        } catch (TimeoutException e) {
          Optional<WorkerOutcome> overstep =
              overstep(Duration.ofNanos(System.nanoTime() - started), cpuBefore, output)
                  .or(() -> overstep(temporary, input));
          if (overstep.isPresent()) {
            return killed(overstep.get());
          }
        } catch (ExecutionException e) {
          return e.getCause() instanceof Frames.FrameTooLong tooLong
              ? killed(new WorkerOutcome.TooMuchOutput(tooLong.bytes))
              : died();
        }
      }
    } catch (InterruptedException e) {
      kill();
      throw e;
    }
  }

  private WorkerOutcome outcome(Frames.Answer answer, Path output) {
    long written = size(output);
    // At the limit the kernel refuses the next byte, and the job throws because of that.
    if (answer.answer() == null
        ? written >= limits.outputBytes()
        : written > limits.outputBytes()) {
      return killed(new WorkerOutcome.TooMuchOutput(written));
    }
    if (answer.answer() != null) {
      return new WorkerOutcome.Done(answer.answer());
    }
    return killed(
        answer.outOfMemory()
            ? new WorkerOutcome.OverMemory(resident())
            : new WorkerOutcome.Threw(String.valueOf(answer.error())));
  }

  private Optional<WorkerOutcome> overstep(Duration elapsed, Duration cpuBefore, Path output) {
    if (elapsed.compareTo(limits.wallClock()) > 0
        || cpu().minus(cpuBefore).compareTo(limits.cpu()) > 0) {
      return Optional.of(new WorkerOutcome.TimedOut(elapsed.toSeconds()));
    }
    long resident = resident();
    if (resident > limits.residentBytes()) {
      return Optional.of(new WorkerOutcome.OverMemory(resident));
    }
    long written = size(output) + errors.written();
    if (written > limits.outputBytes()) {
      return Optional.of(new WorkerOutcome.TooMuchOutput(written));
    }
    return Optional.empty();
  }

  private Optional<WorkerOutcome> overstep(Path temporary, long input) {
    // Libraries put their own temporary files into the worker's directory.
    long held = sizeOfAll(temporary) + Math.max(0, sizeOfAll(directory) - leftBehind);
    return held > limits.temporaryBytes(input)
        ? Optional.of(new WorkerOutcome.TooMuchOutput(held))
        : Optional.empty();
  }

  private WorkerOutcome killed(WorkerOutcome why) {
    kill();
    return why;
  }

  private WorkerOutcome died() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        kill();
      }
      // What it said last may still be on its way.
      errors.done.get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    } catch (ExecutionException | TimeoutException e) {
      // Then without its last words.
    }
    return new WorkerOutcome.Died(process.isAlive() ? -1 : process.exitValue(), errors.toString());
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Optional<Frames.Answer>> listen() {
    var future = new CompletableFuture<Optional<Frames.Answer>>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                future.complete(Frames.read(from, Frames.Answer.class));
              } catch (IOException | RuntimeException e) {
                future.completeExceptionally(e);
              }
            });
    return future;
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in bytes; 0 where the system does not say. */
  private long resident() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // No /proc, or the process is gone.
    }
    return 0;
  }

  private static long size(Path directory) {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        bytes +=
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size();
      }
    } catch (IOException e) {
      // A file that vanished meanwhile: counted at the next look.
    }
    return bytes;
  }

  /** With all that is in folders below. */
  private static long sizeOfAll(Path directory) {
    var bytes = new long[1];
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException vanished) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // It went away meanwhile: counted at the next look.
    }
    return bytes[0];
  }

  /** The end of a stream. */
  private static final class Tail {
    private final byte[] ring = new byte[LAST_WORDS];
    private long written;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    void drain(InputStream from) {
      byte[] buffer = new byte[8 << 10];
      try {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          append(java.util.Arrays.copyOf(buffer, n));
        }
      } catch (IOException e) {
        // The pipe closed with the process.
      } finally {
        done.complete(null);
      }
    }

    synchronized void append(byte[] bytes) {
      for (byte b : bytes) {
        ring[(int) (written++ % ring.length)] = b;
      }
    }

    synchronized long written() {
      return written;
    }

    @Override
    public synchronized String toString() {
      int length = (int) Math.min(written, ring.length);
      byte[] ordered = new byte[length];
      for (int i = 0; i < length; i++) {
        ordered[i] = ring[(int) ((written - length + i) % ring.length)];
      }
      return new String(ordered, StandardCharsets.UTF_8).strip();
    }
  }
}
