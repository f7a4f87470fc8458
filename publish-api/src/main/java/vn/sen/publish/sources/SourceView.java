package vn.sen.publish.sources;

import java.time.Instant;
import java.util.List;
import vn.sen.harvest.run.SourceDesk.Bounds;

/**
 * One source.
 *
 * @param runs its last runs, last first
 */
public record SourceView(SourceLine line, List<RunsView.Line> runs, Bounds bounds, Instant now) {

  /** The most records that one of the runs brought; at least 1. */
  public long most() {
    return Math.max(
        1, runs.stream().mapToLong(run -> run.report().records().offered()).max().orElse(1));
  }
}
