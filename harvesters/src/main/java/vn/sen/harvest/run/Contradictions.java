package vn.sen.harvest.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.catalog.Conflicts;
import vn.sen.catalog.Difference;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Problem;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;

/** Tells a source in which of its copies it contradicts who speaks, once, when that begins. */
final class Contradictions {
  private static final int RECENT_RUNS = 50;

  /** How many characters of what each of the two says are quoted. */
  private static final int SHOWN = 80;

  private Contradictions() {}

  /** Those that there were not when the last harvest of {@code source} before this one ended. */
  static List<Problem> begun(Journal journal, Operations operations, SourceId source, String run) {
    Optional<Instant> before =
        operations.runs(Optional.of(source), RECENT_RUNS).stream()
            .filter(each -> !each.id().equals(run))
            .filter(each -> each.outcome().equals("complete") || each.outcome().equals("partial"))
            .flatMap(each -> each.ended().stream())
            .findFirst();
    return new Conflicts(journal)
        .begun(source, before).stream().map(Contradictions::problem).toList();
  }

  private static Problem problem(Conflicts.Conflict conflict) {
    return new Problem(
        conflict.identifier(),
        Optional.empty(),
        Problem.Stage.CATALOGUE,
        Optional.empty(),
        Severity.WARNING,
        new Message(
            "Bản sao của %s ghi khác bản ghi đại diện ở: %s. Hãy sửa nơi ghi sai; nếu là hai thứ khác nhau thì tách: sen dataset split."
                .formatted(conflict.dataset(), listed(conflict, d -> d.label().vi())),
            "This copy of %s says otherwise than the record that speaks for it in: %s. Correct whichever is wrong; if they are two things, split them: sen dataset split."
                .formatted(conflict.dataset(), listed(conflict, d -> d.label().en()))));
  }

  private static String listed(Conflicts.Conflict conflict, Function<Difference, String> label) {
    return conflict.differences().stream()
        .map(
            d ->
                "%s (%s / %s)"
                    .formatted(label.apply(d), shortened(d.speaker()), shortened(d.copy())))
        .collect(Collectors.joining("; "));
  }

  private static String shortened(List<String> values) {
    String all = values.isEmpty() ? "-" : String.join(", ", values);
    return all.codePointCount(0, all.length()) <= SHOWN
        ? all
        : all.substring(0, all.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
