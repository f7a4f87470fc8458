package vn.sen.harvest.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import vn.sen.vocab.Json;

/** A {@link Guest} as its host sees it; another is started where one has died. */
final class Guests implements AutoCloseable {
  /**
   * All the memory that a guest has, in MB: its own programs and data, and whatever a source makes
   * it hold. So no source makes it hold 256 MB more.
   */
  static final int HEAP = 256;

  private final Path directory;
  private final List<String> options;
  private Process process;
  private Writer in;
  private BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private int started;

  Guests(Path directory, List<String> options) throws IOException {
    this.directory = directory;
    this.options = options;
    start();
  }

  private void start() throws IOException {
    Path home = Files.createDirectories(directory.resolve("guest-" + ++started));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + HEAP + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsen.test.log=OFF",
            "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", "")));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), Guest.class.getName(), home.toString()));
    process =
        new ProcessBuilder(command).redirectError(home.resolve("errors.txt").toFile()).start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    out = said;
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual()
        .start(
            () -> {
              try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  if (line.startsWith(Guest.ANSWER)) {
                    said.add(line.substring(1));
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                said.add("");
              }
            });
  }

  /** One harvest, which must end in time and in the guest's memory. */
  Guest.Said harvest(ZooServer server, Kind kind, String source, Duration longest)
      throws IOException, InterruptedException {
    in.write("%s %s %s %s\n".formatted(kind.key(), source, server.host(), server.url()));
    in.flush();
    String said = out.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (said == null || said.isEmpty()) {
      String errors = Files.readString(directory.resolve("guest-" + started + "/errors.txt"));
      boolean died = said != null;
      process.destroyForcibly().waitFor();
      start();
      throw new AssertionError(
          died
              ? "the guest died of it (exit %d): %s".formatted(process.isAlive() ? 3 : 0, errors)
              : "the harvest did not end within %s".formatted(longest));
    }
    return Json.read(said, Guest.Said.class);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
  }
}
