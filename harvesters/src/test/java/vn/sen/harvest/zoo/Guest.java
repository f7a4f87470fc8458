package vn.sen.harvest.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.Harvester;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;

/**
 * A process with little memory that harvests, with a real journal, what it is told on its standard
 * input: {@code KIND SOURCE HOST URL} a line. What it answers begins with {@link #ANSWER}.
 */
final class Guest {
  static final String ANSWER = "\u0001";

  /** Until the headers, between bytes, and in all. */
  static final Limits LIMITS =
      Limits.defaults()
          .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(8))
          .withRetries(2, Duration.ofMillis(4), Duration.ofSeconds(1));

  /** One harvest. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private Guest() {}

  /** A harvest, or what it ended with that it should not. */
  record Said(HarvestReport report, String failure, long millis) {}

  public static void main(String[] arguments) throws Exception {
    try (var client = new SourceClient("test@sen.vn", LIMITS);
        var house = House.in(Path.of(arguments[0]), client, LONGEST)) {
      serve(house.harvester());
    }
  }

  private static void serve(Harvester harvester) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      var source =
          new RegisteredSource(
              new SourceId(words[1]),
              URI.create(words[3]),
              words[0],
              new AgencyCode("X00"),
              List.of(words[2]),
              true);
      long start = System.nanoTime();
      HarvestReport report = null;
      String failure = "";
      try {
        report =
            harvester.harvest(
                new HarvestRequest(source, HarvestRequest.Depth.METADATA, OptionalInt.empty()),
                _ -> {});
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (Exception | StackOverflowError e) {
        failure = e + " " + Optional.ofNullable(e.getCause()).map(Object::toString).orElse("");
        e.printStackTrace();
      }
      System.out.println(
          ANSWER + Json.write(new Said(report, failure, (System.nanoTime() - start) / 1_000_000)));
      System.out.flush();
    }
  }
}
