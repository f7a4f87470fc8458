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
   * @param sql for people; absent where no query over the text table says it
   * @param every the query that gives all of them, each row's number and the value to show; absent
   *     where none does
   */
  record Found(List<FailingRow> rows, Optional<String> sql, Optional<String> every)
      implements Evidence {
    public Found {
      rows = List.copyOf(rows);
    }

    /** Rows that no query gives. */
    Found(List<FailingRow> rows) {
      this(rows, Optional.empty(), Optional.empty());
    }

    /** Rows that {@code every} gives. */
    static Found by(List<FailingRow> rows, String every) {
      return new Found(rows, Optional.of(every), Optional.of(every));
    }

    /** The same, of which no more than the rows is for people. */
    static Found unsaid(List<FailingRow> rows, String every) {
      return new Found(rows, Optional.empty(), Optional.of(every));
    }
  }
}
