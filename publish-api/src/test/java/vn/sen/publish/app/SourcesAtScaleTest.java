package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** The real server with a thousand sources and what a year of harvests left of each. */
class SourcesAtScaleTest {
  private static final int SOURCES = 1_000;

  @Test
  void theirPageStaysQuickAndSmall(@TempDir Path data) throws Exception {
    try (Program program = Program.open(Settings.load(data));
        Server server = Server.start(program, "localhost", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      fill(program);
      page(client, server, "/sources"); // warms

      long begun = System.nanoTime();
      String page = page(client, server, "/sources?state=failing");
      Duration took = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(page).contains("250 trong 1.000 nguồn");
      assertThat(page.length()).isLessThan(300_000);
      assertThat(took).isLessThan(Duration.ofSeconds(2));
      assertThat(page(client, server, "/api/v1/sources?limit=1000")).contains("\"total\":1000");
      assertThat(page(client, server, "/source/nguon-7")).contains("nguon-7-run-4");
    }
  }

  private static void fill(Program program) {
    String problems = "{\"record\":\"r\",\"message\":{\"vi\":\"v\",\"en\":\"e\"}},".repeat(200);
    for (int i = 0; i < SOURCES; i++) {
      var id = new SourceId("nguon-" + i);
      program
          .intake()
          .register(
              new RegisteredSource(
                  id,
                  URI.create("https://nguon-%d.example.vn/".formatted(i)),
                  "ckan",
                  new AgencyCode("H" + i % 60),
                  List.of(),
                  true));
      for (int run = 0; run < 5; run++) {
        Instant started = program.clock().instant().minus(Duration.ofDays(10L - run));
        String outcome = i % 4 == 0 && run == 4 ? "failed" : "complete";
        program
            .operations()
            .putRun(
                new Operations.Run(
                    "%s-run-%d".formatted(id, run),
                    id,
                    started,
                    started,
                    Optional.of(started.plusSeconds(60)),
                    outcome,
                    "{\"outcome\":\"%s\",\"records\":{\"offered\":%d},\"problems\":[%s]}"
                        .formatted(
                            outcome, 10 * run, problems.substring(0, problems.length() - 1))));
      }
    }
  }

  private static String page(HttpClient client, Server server, String path) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(server.address().resolve(path)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
