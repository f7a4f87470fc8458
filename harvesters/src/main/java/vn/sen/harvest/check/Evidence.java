package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.sen.vocab.Finding.FailingRow;

/** How the rows that failed a check are shown. */
sealed interface Evidence {

  /** How many failing rows a finding shows. */
  int SHOWN = 100;

  /** The finding is not about rows. */
  record None() implements Evidence {}

  /**
   * Rows of the text table, fetched together with those of all other checks.
   *
   * @param predicate over {@code t}
   * @param value the SQL of the value to show
   * @param expected from the value as it is shown, what would have passed
   */
  record Where(String predicate, String value, Function<String, String> expected)
      implements Evidence {}

  /**
   * Rows that the rule found itself, at most the first {@link #SHOWN}.
   *
   * @param sql absent where no query over the text table says it
   */
  record Found(List<FailingRow> rows, Optional<String> sql) implements Evidence {
    public Found {
      rows = List.copyOf(rows);
    }
  }
}
