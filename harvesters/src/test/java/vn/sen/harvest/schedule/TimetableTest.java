package vn.sen.harvest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.problem.InvalidRequestException;

class TimetableTest {
  private static final Instant LAST = Instant.parse("2026-11-23T05:00:00Z");

  @Test
  void anIntervalRunsFromTheEndAndIsPutOffALittle() {
    Timetable daily = Timetable.parse("P1D");

    for (int seed = 0; seed < 100; seed++) {
      Instant next = daily.next(LAST, new Random(seed)).orElseThrow();
      assertThat(Duration.between(LAST, next))
          .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(10));
    }
    assertThat(daily.next(LAST, new Random(1))).isNotEqualTo(daily.next(LAST, new Random(2)));
    assertThat(
            Duration.between(
                LAST, Timetable.parse("PT10M").next(LAST, new Random(1)).orElseThrow()))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void cronGoesByTheTimeOfVietNam() {
    Instant next = Timetable.parse(" 0 2 * * * ").next(LAST, new Random(1)).orElseThrow();

    assertThat(next)
        .isBetween(Instant.parse("2026-11-23T19:00:00Z"), Instant.parse("2026-11-23T19:06:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "daily", "P1X", "PT1S", "PT-6H", "61 * * * *", "* * * *", "* * * * * *"})
  void whatIsNoTimetableIsRefusedWithTheForm(String text) {
    assertThatThrownBy(() -> Timetable.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("PT6H")
        .hasMessageContaining("0 2 * * *");
  }
}
