package vn.sen.vocab;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A steward's word that what a rule finds holds nothing back for a while.
 *
 * @param id that {@code sen waive} gave it
 * @param rule such as {@code ACC-03}
 * @param column the only one it is about; absent for whatever the rule finds
 * @param until the last day it holds
 * @param by who signed it
 */
public record Waiver(
    String id, String rule, Optional<String> column, LocalDate until, String why, String by) {

  /** The longest that a waiver may last. */
  public static final int MOST_DAYS = 180;

  /**
   * Whether it covers a finding: of its rule and column, below {@link Severity#BLOCK}, of a rule
   * that may be waived at all.
   */
  public boolean covers(Finding finding) {
    return rule.equals(finding.rule())
        && (column.isEmpty() || column.equals(finding.column()))
        && finding.severity() != Severity.BLOCK
        && RuleCatalogue.find(rule).filter(Rule::waivable).isPresent();
  }

  /**
   * What a finding it covers says of it.
   *
   * @param decisive see {@link Waived}
   */
  public Waived mark(boolean decisive) {
    return new Waived(id, until, why, by, decisive);
  }
}
