package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;

class ConsumerOutcomeTest {
  private static final BrokenPromise PROMISE =
      new BrokenPromise(
          "ACC-02", Optional.of("a"), 1, OptionalLong.of(3), new Message("ô", "cell"));

  @Test
  void ofManyPromisesThatAreNotKeptTheCountStaysWhole() {
    List<BrokenPromise> thirty = IntStream.range(0, 30).mapToObj(_ -> PROMISE).toList();

    ConsumerOutcome old =
        ConsumerOutcome.of("c000000000x", Standing.BROKEN, thirty, Optional.empty()).stale(PROMISE);

    assertThat(old.broken()).isEqualTo(31);
    assertThat(old.breaks()).hasSize(ConsumerOutcome.SHOWN);
    assertThat(old.standing()).isEqualTo(Standing.BROKEN);
  }

  @Test
  void onlyItsAgeMakesWhatIsKeptStale() {
    ConsumerOutcome kept =
        ConsumerOutcome.of("c000000000x", Standing.KEPT, List.of(), Optional.empty());

    assertThat(kept.stale(PROMISE).standing()).isEqualTo(Standing.STALE);
    assertThat(kept.stale(PROMISE).breaks()).containsExactly(PROMISE);
  }
}
