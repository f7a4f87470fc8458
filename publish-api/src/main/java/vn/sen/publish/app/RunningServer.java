package vn.sen.publish.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import vn.sen.catalog.DataDirectory;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * The server that holds a data directory.
 *
 * @param pid its process
 * @param port on loopback
 * @param token the administrator's token, readable by the directory's owner only
 */
record RunningServer(long pid, int port, String token) {

  /** The server on {@code data}; absent when none runs. */
  static Optional<RunningServer> find(Path data) throws IOException {
    Optional<DataDirectory.Holder> holder = DataDirectory.findHolder(data);
    if (holder.isEmpty() || holder.get().port().isEmpty()) {
      return Optional.empty();
    }
    return DataDirectory.findToken(data)
        .map(token -> new RunningServer(holder.get().pid(), holder.get().port().getAsInt(), token));
  }

  /** Has the server carry out a command, with its words arriving as they are said. */
  int execute(List<String> arguments, PrintWriter out, PrintWriter err, CommandSpec command)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/commands"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(line(arguments, command))))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        if (response.statusCode() != 200) {
          err.println(
              "The server on port %d (process %d) did not take the command: HTTP %d %s"
                  .formatted(
                      port, pid, response.statusCode(), String.join(" ", lines.lines().toList())));
          return Exit.FAILED;
        }
        return follow(lines, out, err);
      }
    } catch (java.net.ConnectException e) {
      throw new StoreUnavailableException(
          "Process %d holds the data directory, but its server does not answer on port %d. Stop it, or wait until it has started."
              .formatted(pid, port),
          e);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The server (process %d) ended before the command did. What it had committed stays; start it, and give the command again."
              .formatted(pid),
          e);
    }
  }

  private static int follow(BufferedReader lines, PrintWriter out, PrintWriter err)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode word;
      try {
        word = Json.mapper().readTree(line);
      } catch (JsonProcessingException e) {
        throw new IOException("the server answered something else than words: " + line, e);
      }
      if (word.has("exit")) {
        return word.get("exit").asInt();
      }
      if (word.has("out")) {
        out.println(word.get("out").asText());
      } else {
        err.println(word.path("err").asText());
      }
    }
    throw new IOException("the server stopped before the command was done");
  }

  /** The whole line from the program's name on, since a subcommand is only told its own part. */
  private static List<String> line(List<String> arguments, CommandSpec command) {
    Deque<String> names = new ArrayDeque<>();
    for (var at = command; at.parent() != null; at = at.parent()) {
      names.addFirst(at.name());
    }
    var line = new ArrayList<>(names);
    boolean whole =
        arguments.size() >= names.size()
            && arguments.subList(0, names.size()).equals(List.copyOf(names));
    line.addAll(whole ? arguments.subList(names.size(), arguments.size()) : arguments);
    return line;
  }
}
