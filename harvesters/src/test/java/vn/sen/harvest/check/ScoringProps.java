package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import vn.sen.vocab.Rule;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Scores;

/** The axioms of the scores, on the formula. */
class ScoringProps {

  @Property(tries = 2_000)
  void spoilingACleanCellRaisesNoScore(
      @ForAll("tables") List<Count> table,
      @ForAll Random random,
      @ForAll @LongRange(min = 1, max = 500) long more) {
    int at = random.nextInt(table.size());
    Count before = table.get(at);
    var spoilt = new ArrayList<>(table);
    spoilt.set(at, before.failing(Math.min(before.evaluated, before.failed + more)));

    Scores clean = Scoring.of(results(table));
    Scores bad = Scoring.of(results(spoilt));

    assertThat(value(bad.accurate())).isLessThanOrEqualTo(value(clean.accurate()));
    assertThat(value(bad.complete())).isLessThanOrEqualTo(value(clean.complete()));
    assertThat(value(bad.clean())).isLessThanOrEqualTo(value(clean.clean()));
    assertThat(value(bad.live())).isLessThanOrEqualTo(value(clean.live()));
    assertThat(value(bad.overall())).isLessThanOrEqualTo(value(clean.overall()));
    assertThat(bad.grade().map(Enum::ordinal).orElse(9))
        .isGreaterThanOrEqualTo(clean.grade().map(Enum::ordinal).orElse(9));
    assertThat(bad.coverage()).isEqualTo(clean.coverage());
  }

  @Property(tries = 1_000)
  void theOrderOfTheResultsDoesNotMatter(
      @ForAll("tables") List<Count> table, @ForAll Random random) {
    List<CheckResult> results = results(table);
    var shuffled = new ArrayList<>(results);
    Collections.shuffle(shuffled, random);

    assertThat(Scoring.of(shuffled)).isEqualTo(Scoring.of(results));
  }

  @Property(tries = 1_000)
  void theOverallScoreLeadsTheWeakestPetalByNoMoreThanFifteenHundredths(
      @ForAll("tables") List<Count> table) {
    Scores scores = Scoring.of(results(table));
    double weakest =
        List.of(scores.accurate(), scores.complete(), scores.clean(), scores.live()).stream()
            .flatMap(Optional::stream)
            .mapToDouble(d -> d)
            .min()
            .orElseThrow();

    assertThat(scores.overall().orElseThrow()).isLessThanOrEqualTo(weakest + 0.15 + 1e-9);
  }

  @Provide
  Arbitrary<List<Count>> tables() {
    Arbitrary<String> rules = Arbitraries.of(RuleCatalogue.rules().stream().map(Rule::id).toList());
    Arbitrary<Long> sizes = Arbitraries.longs().between(1, 100_000);
    return Combinators.combine(
            rules,
            sizes,
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(true, false))
        .as(
            (rule, size, share, column, inferred) ->
                new Count(rule, column, size, (long) (size * Math.pow(share, 4)), inferred))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .uniqueElements(count -> count.rule + count.column);
  }

  private static List<CheckResult> results(List<Count> table) {
    return table.stream().map(Count::result).toList();
  }

  private static double value(Optional<Double> score) {
    return score.orElse(-1.0);
  }

  record Count(String rule, int column, long evaluated, long failed, boolean inferred) {
    Count failing(long more) {
      return new Count(rule, column, evaluated, more, inferred);
    }

    CheckResult result() {
      Verdict verdict = Verdict.count(rule, evaluated, failed);
      return (inferred ? verdict.inferred() : verdict).result();
    }
  }
}
