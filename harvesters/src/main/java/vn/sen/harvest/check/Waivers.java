package vn.sen.harvest.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Waiver;

/** Lays waivers over results: what they cover says so, and holds nothing back. */
final class Waivers {
  private Waivers() {}

  /**
   * The results under {@code waivers}, which are in force. A rule that could not be run is never
   * covered: nobody can waive what nobody knows.
   */
  static List<CheckResult> lay(List<Waiver> waivers, List<CheckResult> results) {
    return waivers.isEmpty()
        ? results
        : results.stream()
            .map(
                result ->
                    covering(waivers, result)
                        .map(waiver -> result.under(waiver.mark(result.holdsBack())))
                        .orElse(result))
            .toList();
  }

  /** Of several, the one that lasts longest. */
  private static Optional<Waiver> covering(List<Waiver> waivers, CheckResult result) {
    Optional<Finding> finding = result.finding().filter(_ -> result.outcome() == Outcome.JUDGED);
    return waivers.stream()
        .filter(waiver -> finding.filter(waiver::covers).isPresent())
        .max(Comparator.comparing(Waiver::until).thenComparing(Waiver::id));
  }

  static boolean areUsed(List<CheckResult> results) {
    return results.stream().anyMatch(CheckResult::isWaived);
  }
}
