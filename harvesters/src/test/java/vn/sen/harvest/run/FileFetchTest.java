package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;

/** Files over HTTP in one harvest. */
class FileFetchTest {
  @TempDir Path directory;

  @Test
  void aHostThatIsAskedTooMuchIsNotAskedForTheOtherFiles() throws Exception {
    var limits = Limits.defaults().withRetries(1, Duration.ofMillis(1), Duration.ofMillis(2));
    try (SourceServer busy = SourceServer.start();
        var client = new SourceClient("x", limits)) {
      busy.otherwise(_ -> Reply.status(429, "busy").with("Retry-After", "1000"));
      var fetch = new FileFetch(client, busy.source("/", OptionalInt.empty()), Optional.empty());

      Fetched<Downloaded> first = download(fetch, busy, "/a.csv");
      int asked = busy.requests().size();
      Fetched<Downloaded> second = download(fetch, busy, "/b.csv");

      assertThat(first).isInstanceOf(Fetched.Failure.class);
      assertThat(second)
          .isInstanceOfSatisfying(
              Fetched.Failure.class,
              failure ->
                  assertThat(failure.message().en())
                      .contains("Not asked for in this harvest any more", "/a.csv"));
      assertThat(busy.requests()).hasSize(asked);
      assertThat(asked).isPositive();
    }
  }

  private Fetched<Downloaded> download(FileFetch fetch, SourceServer server, String path)
      throws InterruptedException {
    return fetch.download(server.uri(path), "*/*", directory, Conditions.NONE);
  }
}
