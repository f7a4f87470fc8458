package vn.sen.harvest.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.ReliedOn;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.check.TableUnderCheck;
import vn.sen.harvest.read.ReadTable;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ConsumerOutcome;

/**
 * Holds consumers' contracts against the tables of one file, in what time there is: it informs, so
 * it must never keep a worker so long that the file itself is given up.
 */
final class ReliedTime {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Of a file that took so long, a worker's fifteen minutes are for the rules. */
  private static final Duration LATEST = Duration.ofMinutes(10);

  private final long start = System.nanoTime();
  private Duration left = LONGEST;

  List<ConsumerOutcome> hold(
      Examination.Request request, ReadTable table, Circumstances known, DuckSession session) {
    List<Relying> relying = request.consumers(table.report().table().orElse(""));
    Optional<Path> text = table.text();
    Optional<Path> typed = table.typed();
    if (relying.isEmpty() || text.isEmpty() || typed.isEmpty()) {
      return List.of();
    }
    long begin = System.nanoTime();
    boolean late = Duration.ofNanos(begin - start).compareTo(LATEST) > 0;
    List<ConsumerOutcome> outcomes =
        ReliedOn.hold(
            relying,
            new TableUnderCheck(
                TableNames.fullName(request.name(), table.report().table()),
                request.sha256(),
                table.report(),
                text.get(),
                typed.get(),
                Optional.empty(),
                known,
                AdministrativeUnits::shipped),
            session,
            late ? Duration.ZERO : left);
    Duration rest = left.minusNanos(System.nanoTime() - begin);
    left = rest.isNegative() ? Duration.ZERO : rest;
    return outcomes;
  }
}
