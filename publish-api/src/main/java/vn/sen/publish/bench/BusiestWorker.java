package vn.sen.publish.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What that child process used which worked most while it was watched; as Linux tells it, zero
 * elsewhere.
 */
final class BusiestWorker implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private record Use(Duration before, Duration after, long peakBytes) {
    Duration cpu() {
      return after.minus(before);
    }
  }

  private final Map<Long, Use> children = new ConcurrentHashMap<>();
  private final Thread watch;

  BusiestWorker() {
    look(true);
    watch =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(LOOK);
                      look(false);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private void look(boolean first) {
    ProcessHandle.current()
        .descendants()
        .forEach(
            child ->
                child
                    .info()
                    .totalCpuDuration()
                    .ifPresent(cpu -> take(child.pid(), first ? cpu : Duration.ZERO, cpu)));
  }

  private void take(long pid, Duration before, Duration cpu) {
    long peak = peak(pid);
    // The latest is the highest, but for a child that has just begun, and still has the memory of
    // its parent.
    children.merge(
        pid,
        new Use(before, cpu, peak),
        (old, now) -> new Use(old.before, cpu, peak > 0 ? peak : old.peakBytes));
  }

  private static long peak(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // No /proc, or the process is gone.
    }
    return 0;
  }

  private Optional<Use> busiest() {
    return children.values().stream().max(Comparator.comparing(Use::cpu));
  }

  Duration cpu() {
    return busiest().map(Use::cpu).orElse(Duration.ZERO);
  }

  /** The most memory that was resident at once. */
  long peakBytes() {
    return busiest().map(Use::peakBytes).orElse(0L);
  }

  @Override
  public void close() throws InterruptedException {
    watch.interrupt();
    watch.join();
  }
}
