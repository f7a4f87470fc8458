package vn.sen.harvest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

  @Test
  void noMoreWorkAtOnceThanThereAreTurns() throws Exception {
    try (var turns = new Turns(2, Duration.ofSeconds(30))) {
      var working = new AtomicInteger();
      var most = new AtomicInteger();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  try (Turns.Turn turn = turns.take()) {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    TimeUnit.MILLISECONDS.sleep(20);
                    turn.step();
                    working.decrementAndGet();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                },
                Thread::startVirtualThread));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();

      assertThat(most.get()).isEqualTo(2);
    }
  }

  @Test
  void whoeverStandsStillLendsTheTurn() throws Exception {
    try (var turns = new Turns(1, Duration.ofMillis(50));
        Turns.Turn still = turns.take();
        Turns.Turn next = turns.take()) {
      assertThat(still).isNotSameAs(next);
      still.step(); // nothing is free: it goes on without
    }
  }

  @Test
  void aTurnThatWasLentIsNotGivenBackTwice() throws Exception {
    try (var turns = new Turns(1, Duration.ofMillis(50))) {
      Turns.Turn still = turns.take();
      Turns.Turn next = turns.take();
      next.close();
      still.step(); // takes it back
      still.close();
      still.close();

      Turns.Turn only = turns.take();
      var second = CompletableFuture.supplyAsync(() -> take(turns), Thread::startVirtualThread);
      for (int i = 0; i < 10; i++) {
        only.step();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(second).isNotDone();
      only.close();
      second.get(10, TimeUnit.SECONDS).close();
    }
  }

  private static Turns.Turn take(Turns turns) {
    try {
      return turns.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
