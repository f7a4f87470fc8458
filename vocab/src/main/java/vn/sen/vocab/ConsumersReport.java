package vn.sen.vocab;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the registered consumers of a table fare with one of its versions. It informs; it holds no
 * version back.
 *
 * @param broken how many of them lack something that they rely on
 * @param unknown of how many that could not be said
 * @param outcomes one for each, in the order of their registration
 */
public record ConsumersReport(
    int registered, int broken, int unknown, List<ConsumerOutcome> outcomes) {
  public ConsumersReport {
    outcomes = List.copyOf(outcomes);
  }

  public static ConsumersReport of(List<ConsumerOutcome> outcomes) {
    return new ConsumersReport(
        outcomes.size(),
        (int) outcomes.stream().filter(outcome -> outcome.standing().isBroken()).count(),
        (int)
            outcomes.stream()
                .filter(outcome -> outcome.standing() == ConsumerOutcome.Standing.UNKNOWN)
                .count(),
        outcomes);
  }

  /** Who lacks something. */
  public List<ConsumerOutcome> brokenOnes() {
    return outcomes.stream().filter(outcome -> outcome.standing().isBroken()).toList();
  }

  /** How each stands, and not why. */
  public ConsumersReport brief() {
    return map(ConsumerOutcome::brief);
  }

  /** The same with each outcome told otherwise. */
  public ConsumersReport map(UnaryOperator<ConsumerOutcome> told) {
    return new ConsumersReport(registered, broken, unknown, outcomes.stream().map(told).toList());
  }
}
