package vn.sen.publish.sources;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.run.SourceDesk.Bounds;
import vn.sen.harvest.run.SourceDesk.Robots;
import vn.sen.harvest.run.SourceDesk.Room;

/**
 * One source.
 *
 * @param runs its last runs, last first
 * @param robots what its host says to crawlers, where it is crawled and that is known
 */
public record SourceView(
    SourceLine line,
    List<RunsView.Line> runs,
    Bounds bounds,
    Room room,
    Optional<Robots> robots,
    Instant now) {

  /** The most records that one of the runs brought; at least 1. */
  public long most() {
    return Math.max(
        1, runs.stream().mapToLong(run -> run.report().records().offered()).max().orElse(1));
  }
}
