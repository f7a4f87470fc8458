package vn.sen.publish.sources;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.publish.page.Paging;

/**
 * Sources on a page.
 *
 * @param lines those of this page
 * @param matching how many there are of the state and the words asked for
 * @param total of all sources
 * @param counts how many of all are in each state
 * @param query words that the agency, the source or its address holds; empty for none
 */
public record SourcesView(
    List<Shown> lines,
    long matching,
    int total,
    Map<SourceState, Integer> counts,
    Optional<SourceState> state,
    String query,
    Paging paging,
    Instant now) {

  /**
   * One of them.
   *
   * @param report of its last run; of one that goes on, that there is none
   */
  public record Shown(SourceLine line, Optional<RunReport> report) {}
}
