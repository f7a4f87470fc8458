package vn.sen.publish.app;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.publish.BootstrapToken;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotAllowedException;

/** Carries out commands for {@code ./sen} on the data directory that this server holds. */
@Hidden
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandController {
  private static final Logger LOG = LoggerFactory.getLogger(CommandController.class);

  private final Program program;
  private final BootstrapToken token;

  CommandController(Program program, BootstrapToken token) {
    this.program = program;
    this.token = token;
  }

  /**
   * Runs a command line.
   *
   * @return JSON Lines: {@code {"out": ...}} and {@code {"err": ...}} as the command speaks, and
   *     {@code {"exit": code}} at the end
   */
  @Post(consumes = MediaType.APPLICATION_JSON, produces = "application/jsonl")
  HttpResponse<InputStream> run(
      @Header("Authorization") @Nullable String authorization, @Body String body) {
    if (authorization == null
        || !authorization.startsWith("Bearer ")
        || !token.equalsSecret(authorization.substring("Bearer ".length()))) {
      throw new NotAllowedException("This needs the token of the data directory.");
    }
    List<String> arguments = arguments(body);
    var words = new Words();
    Thread.ofPlatform().name("command").start(() -> run(arguments, words));
    return HttpResponse.ok(words);
  }

  private static List<String> arguments(String body) {
    try {
      return List.of(Json.read(body, String[].class));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("The body is a JSON array of words.", e);
    }
  }

  private void run(List<String> arguments, Words words) {
    try {
      var out = new PrintWriter(new Lines("out", words), true);
      var err = new PrintWriter(new Lines("err", words), true);
      int exit =
          ScopedValue.where(Program.CURRENT, program)
              .call(() -> Main.commandLine(out, err).execute(arguments.toArray(String[]::new)));
      out.close();
      err.close();
      words.say(Json.write(Map.of("exit", exit)));
      words.end();
    } catch (IOException e) {
      LOG.info(
          "Nobody listens to 'sen {}' any more", arguments.isEmpty() ? "" : arguments.getFirst());
    }
  }

  /** Sends each line as one word. */
  private static final class Lines extends Writer {
    private final String name;
    private final Words words;
    private final StringBuilder line = new StringBuilder();

    Lines(String name, Words words) {
      this.name = name;
      this.words = words;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (characters[i] == '\n') {
          send();
        } else {
          line.append(characters[i]);
        }
      }
    }

    private void send() throws IOException {
      words.say(Json.write(Map.of(name, line.toString())));
      line.setLength(0);
    }

    @Override
    public void flush() {
      // A line is sent when it is whole.
    }

    @Override
    public void close() throws IOException {
      if (!line.isEmpty()) {
        send();
      }
    }
  }
}
