package vn.sen.harvest.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vn.sen.catalog.tables.Spelling;
import vn.sen.vocab.ColumnType;

/**
 * What the first rows of a table let expect of all: the type of each column, and that its values
 * give back the text of its cells.
 */
record Guess(List<ColumnPlan> plans, List<Spelling> spellings) {
  /** Rows that a guess is made of. */
  static final int ROWS = 20_000;

  Guess {
    // Text that stays as it stands is that, whatever else its cells look like.
    plans =
        plans.stream()
            .map(plan -> plan.type() == ColumnType.TEXT ? new ColumnProfile().text("") : plan)
            .toList();
    spellings = List.copyOf(spellings);
  }

  /** Absent where a column's values would not give its text back. */
  static Optional<Guess> of(List<ColumnPlan> plans, TableAssembler rows) {
    List<Spelling> spellings =
        IntStream.range(0, plans.size())
            .mapToObj(i -> rows.profile(i).spelling(plans.get(i)))
            .flatMap(Optional::stream)
            .toList();
    return spellings.size() == plans.size()
        ? Optional.of(new Guess(plans, spellings))
        : Optional.empty();
  }
}
