package vn.sen.publish.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;

@Command(
    name = "warm-up",
    hidden = true,
    description = "Touches what a start needs, so that the launcher can keep it ahead of time.")
final class WarmUpCommand extends SenCommand {
  private static final List<String> PAGES =
      List.of("", "datasets?q=dan+so", "quality", "api/v1/datasets", "no-such-page", "runs");

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("sen-warm-up-");
    try (Program program = Program.open(Settings.load(data));
        Server server = Server.start(program, "localhost", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      for (String page : PAGES) {
        URI address = server.address().resolve(page);
        client.send(
            HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
      }
    } finally {
      PathUtils.deleteDirectory(data);
    }
    return Exit.DONE;
  }
}
