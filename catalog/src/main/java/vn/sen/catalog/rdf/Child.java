package vn.sen.catalog.rdf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.vocab.Json;

/** One run of the RDF process, from the parent's side. */
final class Child {
  /** What {@code -XX:+ExitOnOutOfMemoryError} leaves with. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LAST_WORDS = 20;

  private final Process process;
  private final String token;
  private final CompletableFuture<JsonNode> announcement = new CompletableFuture<>();
  private final Deque<String> lastWords = new ArrayDeque<>();
  private volatile boolean doomed;

  /** Starts it; it answers once {@link #awaitAnnouncement} returns. */
  Child(List<String> command) throws IOException {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "TMPDIR", "TZ")); // no secret of ours
    environment.put("LANG", "C.UTF-8");
    environment.put("MALLOC_ARENA_MAX", "2"); // arenas of many threads look like a leak
    process = builder.start();
    Thread.ofPlatform().name("rdf-output").daemon().start(this::listen);
    OutputStream in = process.getOutputStream(); // stays open: its end ends the process
    in.write((token + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Waits until it answers, and gives the sequence number that it has reached. */
  long awaitAnnouncement(Duration atMost) throws IOException, InterruptedException {
    try {
      return announcement.get(atMost.toMillis(), TimeUnit.MILLISECONDS).path("reached").asLong();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the RDF process did not start: " + lastWords(), e);
    }
  }

  URI base() {
    return URI.create(
        "http://127.0.0.1:" + announcement.getNow(Json.mapper().createObjectNode()).path("port"));
  }

  String token() {
    return token;
  }

  long pid() {
    return process.pid();
  }

  /** Whether it may still answer. */
  boolean isUsable() {
    return !doomed && process.isAlive();
  }

  /** Waits for its end. */
  boolean hasEnded(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it ended for want of memory. */
  boolean ranOutOfMemory() {
    return !process.isAlive() && process.exitValue() == OUT_OF_MEMORY;
  }

  /** Ends it at once. */
  void kill() {
    doomed = true;
    process.destroyForcibly();
  }

  /** Asks it to end. */
  void dismiss() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      kill();
    }
  }

  /** The last lines it wrote, for the log. */
  String lastWords() {
    synchronized (lastWords) {
      return String.join("\n", lastWords);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!announcement.isDone() && line.startsWith("{") && line.contains("\"port\"")) {
          announcement.complete(Json.mapper().readTree(line));
        } else {
          LOG.debug("{}: {}", process.pid(), line);
          synchronized (lastWords) {
            lastWords.add(line);
            if (lastWords.size() > LAST_WORDS) {
              lastWords.remove();
            }
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("output of {} ended", process.pid(), e);
    }
    announcement.completeExceptionally(new IOException("it ended"));
  }
}
