package vn.sen.harvest.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.Message;
import vn.sen.vocab.RuleCatalogue;

/**
 * What a worker says of consumers, as far as it was asked: it may have been taken over by what it
 * read, and what it says goes into public reports.
 */
final class AskedAbout {
  /** A message of Sen's own rules that names ten long columns is shorter. */
  private static final int LONGEST = 4_000;

  private AskedAbout() {}

  /** The table with one outcome at most of each who was asked about for it, and of nobody else. */
  static ExaminedTable of(Examination.Request request, ExaminedTable table) {
    Set<String> asked =
        request.consumers(table.report().table().orElse("")).stream()
            .map(Relying::consumer)
            .collect(Collectors.toSet());
    var said = new HashSet<String>();
    return new ExaminedTable(
        table.report(),
        table.parts(),
        table.results(),
        table.consumers().stream()
            .filter(o -> asked.contains(o.consumer()) && said.add(o.consumer()))
            .map(AskedAbout::bounded)
            .toList());
  }

  private static ConsumerOutcome bounded(ConsumerOutcome outcome) {
    List<BrokenPromise> breaks =
        outcome.breaks().stream()
            .filter(promise -> RuleCatalogue.find(promise.rule()).isPresent())
            .limit(ConsumerOutcome.SHOWN)
            .map(
                promise ->
                    new BrokenPromise(
                        promise.rule(),
                        promise.column().map(AskedAbout::bounded),
                        promise.failed(),
                        promise.row(),
                        new Message(
                            bounded(promise.message().vi()), bounded(promise.message().en()))))
            .toList();
    return new ConsumerOutcome(
        outcome.consumer(),
        outcome.standing(),
        Math.max(outcome.broken(), breaks.size()),
        breaks,
        outcome.freshUntil());
  }

  private static String bounded(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean halved = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, halved ? LONGEST - 1 : LONGEST) + "…";
  }
}
