package vn.sen.harvest.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Severity;
import vn.sen.vocab.Waived;

/**
 * What one rule gave on one column, or on the whole table. A rule that does not apply gives no
 * result at all.
 *
 * @param rule such as {@code ACC-04}
 * @param column absent when the check is about more than one
 * @param gating whether a bad outcome may hold the version back
 * @param evaluated items looked at; 0 when the rule failed to run
 * @param severity reached; absent when nothing was wrong, or too little to matter
 * @param score 0 to 1; means nothing when the rule failed to run
 * @param toleratedShare the failed share at which the score would reach 0
 * @param weight of the rule within its dimension, above 0
 * @param columnWeight of this column among those the rule looked at
 * @param codeList the version of a code list that it judged by; absent when it needed none
 * @param finding present when a severity was reached
 */
public record CheckResult(
    String rule,
    Dimension dimension,
    Optional<String> column,
    Outcome outcome,
    Basis basis,
    boolean gating,
    long evaluated,
    long failed,
    Optional<Severity> severity,
    double score,
    double toleratedShare,
    double weight,
    double columnWeight,
    Optional<CodeListVersion> codeList,
    Optional<Finding> finding) {

  public CheckResult {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("%s: score %s is not in [0, 1]".formatted(rule, score));
    }
    if (!(weight > 0 && columnWeight > 0)) {
      throw new IllegalArgumentException("%s: weights are above 0".formatted(rule));
    }
    if (failed < 0 || failed > evaluated) {
      throw new IllegalArgumentException(
          "%s: %d failed of %d evaluated".formatted(rule, failed, evaluated));
    }
    if (severity.isPresent() != finding.isPresent()) {
      throw new IllegalArgumentException(
          "%s: a severity and its finding go together".formatted(rule));
    }
  }

  /** Whether this result can hold the version back at its severity. */
  public boolean holdsBack() {
    return gating
        && !isWaived()
        && severity.filter(s -> s.compareTo(Severity.QUARANTINE) >= 0).isPresent();
  }

  /** Whether what it found stands under a waiver. */
  public boolean isWaived() {
    return finding.flatMap(Finding::waived).isPresent();
  }

  /** The same, its finding under a waiver. */
  CheckResult under(Waived waiver) {
    return new CheckResult(
        rule,
        dimension,
        column,
        outcome,
        basis,
        gating,
        evaluated,
        failed,
        severity,
        score,
        toleratedShare,
        weight,
        columnWeight,
        codeList,
        finding.map(found -> found.under(waiver)));
  }

  /** Whether the rule ran. */
  public enum Outcome {
    JUDGED,
    NOT_RUN;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Where the parameters of a check come from. */
  public enum Basis {
    /** The rule itself says all there is to say. */
    RULE,
    /** A contract or the metadata declare them. */
    DECLARED,
    /** They were read off the data: half weight, and never gating. */
    INFERRED;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
