package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

class QuotaTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "5368709120, 5368709120",
    "5G, 5368709120",
    "5 GB, 5368709120",
    "5gib, 5368709120",
    " 500 m , 524288000",
    "2K, 2048",
    "3T, 3298534883328",
  })
  void sizesAreTakenAsPeopleWriteThem(String text, long bytes) {
    assertThat(Quota.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0G",
        "-1",
        "1.5G",
        "G",
        "5IB",
        "5 P",
        "99999999999999999999",
        "999999999999999T"
      })
  void whatIsNoSizeIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Quota.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("20G");
  }

  @Test
  void whatASourceSaysOfItselfGoesBeforeWhatAllHave() {
    var quota = new Quota(new SourceId("portal"), Optional.of("1K"), 1 << 20, Set.of("ab"), 1_000);

    assertThat(quota.holds("ab")).isTrue();
    assertThat(quota.take(25)).isFalse();
    assertThat(quota.take(24)).isTrue();
    assertThat(quota.isFull()).isTrue();
    assertThat(quota.exceeded().en()).contains("portal", "1 KB");
    quota.giveBack(24);
    assertThat(quota.isFull()).isFalse();
    quota.kept("cd");
    assertThat(quota.holds("cd")).isTrue();
  }

  @Test
  void aSourceThatIsToHaveTheUsualQuotaAgainHasIt() {
    var quota = new Quota(new SourceId("portal"), Optional.of("default"), 1_000, Set.of(), 0);

    assertThat(quota.room().quota()).isEqualTo(1_000);
  }

  @Test
  void ofManyWhoTakeAtOnceNoneGetsWhatIsNotThere() throws Exception {
    var quota = new Quota(new SourceId("portal"), Optional.empty(), 1_000, Set.of(), 0);
    var taken = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        threads.submit(() -> quota.take(7) ? taken.incrementAndGet() : 0);
      }
    }
    assertThat(taken).hasValue(142);
    assertThat(quota.room().held()).isEqualTo(994);
  }
}
