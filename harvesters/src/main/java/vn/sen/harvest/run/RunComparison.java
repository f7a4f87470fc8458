package vn.sen.harvest.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Problem;

/**
 * How one harvest differs from an earlier one.
 *
 * @param before the earlier run
 * @param after the later run
 * @param figures those that differ, by names such as {@code records.added}, in the report's order
 * @param begun problems that the later one has and the earlier had not
 * @param ended problems that the earlier had and the later one has not
 * @param goingOn how many both have
 */
public record RunComparison(
    String before,
    String after,
    Map<String, Change> figures,
    List<Problem> begun,
    List<Problem> ended,
    int goingOn) {

  public RunComparison {
    begun = List.copyOf(begun);
    ended = List.copyOf(ended);
  }

  /** A figure then and now. */
  public record Change(long before, long after) {}

  /** What makes two problems the same, whatever their words say of sizes and times. */
  private record Identity(
      String record, Optional<String> table, Problem.Stage stage, Optional<String> rule) {
    private static Identity of(Problem problem) {
      return new Identity(problem.record(), problem.table(), problem.stage(), problem.rule());
    }
  }

  /** Compares two reports, of one source as a rule. */
  public static RunComparison of(HarvestReport before, HarvestReport after) {
    Map<String, Long> then = figures(before);
    var differing = new LinkedHashMap<String, Change>();
    figures(after)
        .forEach(
            (name, now) -> {
              long was = then.getOrDefault(name, 0L);
              if (was != now) {
                differing.put(name, new Change(was, now));
              }
            });
    List<Problem> ended = beyond(before.problems(), after.problems());
    return new RunComparison(
        before.run(),
        after.run(),
        differing,
        beyond(after.problems(), before.problems()),
        ended,
        before.problems().size() - ended.size());
  }

  private static List<Problem> beyond(List<Problem> these, List<Problem> others) {
    Set<Identity> known = new LinkedHashSet<>(others.stream().map(Identity::of).toList());
    return these.stream().filter(problem -> !known.contains(Identity.of(problem))).toList();
  }

  private static Map<String, Long> figures(HarvestReport report) {
    var figures = new LinkedHashMap<String, Long>();
    HarvestReport.Records records = report.records();
    figures.put("records.offered", (long) records.offered());
    figures.put("records.added", (long) records.added());
    figures.put("records.changed", (long) records.changed());
    figures.put("records.unchanged", (long) records.unchanged());
    figures.put("records.rejected", (long) records.rejected());
    figures.put("removed", (long) report.removed());
    figures.put("held", (long) report.held());
    HarvestReport.Tables tables = report.tables();
    figures.put("tables.seen", (long) tables.seen());
    figures.put("tables.published", (long) tables.published());
    figures.put("tables.publishedWithWarnings", (long) tables.publishedWithWarnings());
    figures.put("tables.quarantined", (long) tables.quarantined());
    figures.put("tables.blocked", (long) tables.blocked());
    figures.put("tables.unchanged", (long) tables.unchanged());
    figures.put("tables.failed", (long) tables.failed());
    return figures;
  }
}
