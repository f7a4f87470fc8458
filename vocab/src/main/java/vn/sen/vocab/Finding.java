package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one rule found.
 *
 * @param rule such as {@code ACC-04}
 * @param column absent when the finding is about more than one
 * @param evaluated items looked at
 * @param failed items that failed; for functional dependencies, rows in violating groups
 * @param truncated whether {@code rows} holds fewer than all that failed
 * @param rows at most the first 100
 * @param groups violating groups, for functional dependencies only
 * @param message what is wrong, where, and how to mend it
 * @param sql the query over the text table that shows the failing rows; absent where no query says
 *     it
 * @param waived the waiver it stood under; absent, and left out of JSON, where there was none
 */
public record Finding(
    String rule,
    Dimension dimension,
    Severity severity,
    Scope scope,
    Optional<String> column,
    long evaluated,
    long failed,
    boolean truncated,
    List<FailingRow> rows,
    OptionalLong groups,
    Message message,
    Optional<String> sql,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Waived> waived) {

  public Finding {
    rows = List.copyOf(rows);
    if (failed > evaluated || failed < 0) {
      throw new IllegalArgumentException(
          "%s: %d failed of %d evaluated".formatted(rule, failed, evaluated));
    }
  }

  /** One that stands under no waiver. */
  public Finding(
      String rule,
      Dimension dimension,
      Severity severity,
      Scope scope,
      Optional<String> column,
      long evaluated,
      long failed,
      boolean truncated,
      List<FailingRow> rows,
      OptionalLong groups,
      Message message,
      Optional<String> sql) {
    this(
        rule,
        dimension,
        severity,
        scope,
        column,
        evaluated,
        failed,
        truncated,
        rows,
        groups,
        message,
        sql,
        Optional.empty());
  }

  /** The same with more, or fewer, of the rows that failed. */
  public Finding withRows(List<FailingRow> listed) {
    return with(failed > listed.size(), listed, waived);
  }

  /** The same under a waiver. */
  public Finding under(Waived waiver) {
    return with(truncated, rows, Optional.of(waiver));
  }

  private Finding with(boolean cut, List<FailingRow> listed, Optional<Waived> waiver) {
    return new Finding(
        rule, dimension, severity, scope, column, evaluated, failed, cut, listed, groups, message,
        sql, waiver);
  }

  /** What a finding is about. */
  public enum Scope {
    DATASET,
    DISTRIBUTION,
    TABLE,
    COLUMN,
    ROW;

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A row that failed.
   *
   * @param row counts every parsed record of the original file from 1, preamble and header included
   * @param value as it stands, personal data masked; empty for an empty cell
   * @param expected what would have passed, for people
   */
  public record FailingRow(long row, String value, String expected) {}
}
