package vn.sen.harvest.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Finding;
import vn.sen.vocab.RuleCatalogue;

/**
 * What the live rules add up to.
 *
 * @param live the petal, 0 to 1; what the agency's servers do takes nothing from it
 * @param operations how well those servers answer, 0 to 1; absent where none was asked
 * @param findings worst first
 */
public record LiveVerdict(
    Optional<Double> live, Optional<Double> operations, List<Finding> findings) {
  private static final String FREQUENCY = "LIV-02";
  private static final double UNPROMISED = 0.6;

  public LiveVerdict {
    findings = List.copyOf(findings);
  }

  public static LiveVerdict of(Collection<CheckResult> results) {
    List<CheckResult> served = results.stream().filter(LiveVerdict::isOperations).toList();
    List<CheckResult> data = results.stream().filter(result -> !isOperations(result)).toList();
    boolean unpromised =
        data.stream().anyMatch(r -> r.rule().equals(FREQUENCY) && r.severity().isPresent());
    return new LiveVerdict(
        Scoring.of(data).live().map(score -> unpromised ? Math.min(score, UNPROMISED) : score),
        Scoring.of(served).live(),
        results.stream()
            .flatMap(result -> result.finding().stream())
            .sorted(Gate.WORST_FIRST)
            .toList());
  }

  private static boolean isOperations(CheckResult result) {
    return RuleCatalogue.rule(result.rule()).operations();
  }
}
