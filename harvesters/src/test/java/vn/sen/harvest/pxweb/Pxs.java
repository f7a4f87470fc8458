package vn.sen.harvest.pxweb;

import java.time.Duration;
import java.util.List;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;

/** A harvest of a path on a server that answers everything as a handler says. */
record Pxs(
    String path, HarvestOutcome outcome, HarvestLog log, List<SourceServer.Request> requests) {
  static final PxWebConnector.Bounds BOUNDS = new PxWebConnector.Bounds(4, 12, 100, 2);

  static Pxs harvest(String path, Handler handler) throws Exception {
    return harvest(path, handler, new HarvestLog());
  }

  /** The next harvest, which knows what this one saw. */
  Pxs again(Handler handler) throws Exception {
    return harvest(path, handler, log.next());
  }

  private static Pxs harvest(String path, Handler handler, HarvestLog log) throws Exception {
    try (SourceServer server = SourceServer.start();
        SourceClient client =
            new SourceClient(
                "test@sen.vn",
                Limits.defaults()
                    .withRetries(0, Duration.ofMillis(2), Duration.ofSeconds(1))
                    .withTimes(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20)))) {
      server.otherwise(handler);
      HarvestOutcome outcome =
          new PxWebConnector(client, BOUNDS).harvest(server.source(path), log, log);
      return new Pxs(path, outcome, log, List.copyOf(server.requests()));
    }
  }

  String reason() {
    return ((HarvestOutcome.Partial) outcome).reason().en();
  }
}
