package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.Message;

/** Workers that say more of consumers than they were asked. */
class AskedAboutTest {
  private static final String ASKED = "c000000000x";
  private static final String STRANGER = "c000000000y";

  private static List<ConsumerOutcome> kept(ConsumerOutcome... said) {
    var request =
        new Examination.Request(
                "a.csv",
                "ab".repeat(32),
                Map.of(),
                Circumstances.unknown(LocalDate.of(2026, 11, 20)),
                new UnitList(AdministrativeUnits.shipped().version(), Optional.empty()),
                Map.of(),
                Optional.empty())
            .with(
                Map.of(
                    "",
                    List.of(new Relying(ASKED, new Contract(List.of(), List.of()))),
                    "Sheet2",
                    List.of(new Relying(STRANGER, new Contract(List.of(), List.of())))));
    var report =
        new ReadReport(
            "a.csv",
            Optional.empty(),
            ReadReport.Status.CONVERTED,
            "UTF-8",
            "csv",
            ",",
            "\"",
            1,
            0,
            List.of(),
            0,
            0,
            0,
            0,
            "",
            "ab".repeat(32),
            new Message("", ""),
            ReadReport.Notes.NONE);
    return AskedAbout.of(request, new ExaminedTable(report, List.of(), List.of(), List.of(said)))
        .consumers();
  }

  private static ConsumerOutcome outcome(String consumer, Standing standing) {
    return ConsumerOutcome.of(consumer, standing, List.of(), Optional.empty());
  }

  @Test
  void onlyWhoWasAskedAboutForTheTableIsSpokenOfAndOnce() {
    assertThat(
            kept(
                outcome(STRANGER, Standing.KEPT),
                outcome("no id at all", Standing.KEPT),
                outcome(ASKED, Standing.BROKEN),
                outcome(ASKED, Standing.KEPT)))
        .containsExactly(outcome(ASKED, Standing.BROKEN));
  }

  @Test
  void whatIsSaidIsBounded() {
    List<BrokenPromise> endless =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    new BrokenPromise(
                        i == 0 ? "XXX-99" : "ACC-02",
                        Optional.of("c".repeat(100_000)),
                        1,
                        OptionalLong.empty(),
                        new Message("v".repeat(100_000), "\ud83d\ude00".repeat(50_000))))
            .toList();

    ConsumerOutcome outcome =
        kept(new ConsumerOutcome(ASKED, Standing.BROKEN, 0, endless, Optional.empty())).getFirst();

    assertThat(outcome.breaks()).hasSize(ConsumerOutcome.SHOWN);
    assertThat(outcome.broken()).isEqualTo(ConsumerOutcome.SHOWN);
    assertThat(outcome.breaks()).extracting(BrokenPromise::rule).containsOnly("ACC-02");
    assertThat(outcome.toString().length()).isLessThan(300_000);
  }
}
