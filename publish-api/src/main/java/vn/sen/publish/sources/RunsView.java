package vn.sen.publish.sources;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.RegisteredSource;
import vn.sen.vocab.SourceId;

/**
 * Harvests, last first, and the sources they are of.
 *
 * @param source the one that is looked at; absent for all
 * @param isCut whether there are more than are shown
 */
public record RunsView(
    List<Line> runs, List<RegisteredSource> sources, Optional<SourceId> source, boolean isCut) {

  /** A run and its report. */
  public record Line(Run run, RunReport report) {}
}
