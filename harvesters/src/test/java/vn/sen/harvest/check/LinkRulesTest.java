package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.Link;
import vn.sen.harvest.Link.Use;
import vn.sen.harvest.LinkProbe;
import vn.sen.harvest.LinkProbe.Answer;
import vn.sen.vocab.Severity;

class LinkRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
  private static final String URL = "https://du-lieu.example.vn/a.csv";

  @Test
  void aLinkThatAlwaysAnswersIsRightByEveryRule() {
    List<CheckResult> results = check(link(Use.FILE, hours(30, Answer.DATA)));

    assertThat(results)
        .extracting(CheckResult::rule)
        .containsExactly("LIV-04", "LIV-05", "LIV-06", "LIV-07");
    assertThat(results).allSatisfy(result -> assertThat(result.severity()).isEmpty());
  }

  @Test
  void whatWasNeverTriedIsNotJudged() {
    assertThat(check(link(Use.FILE, List.of()))).isEmpty();
  }

  @Test
  void oneFailureWarnsThreeAreAnErrorAndAWeekIsMore() {
    List<LinkProbe> one = hours(9, Answer.DATA);
    one.add(probe(NOW.minusSeconds(60), Answer.FAILED));
    assertThat(severity("LIV-04", link(Use.FILE, one, NOW.minusSeconds(60))))
        .contains(Severity.WARNING);

    List<LinkProbe> three = hours(9, Answer.DATA);
    for (int hours : List.of(17, 9, 1)) {
      three.add(probe(NOW.minus(Duration.ofHours(hours)), Answer.FAILED));
    }
    Link failing = link(Use.FILE, three, NOW.minus(Duration.ofHours(17)));
    assertThat(severity("LIV-04", failing)).contains(Severity.ERROR);

    Link lost = link(Use.FILE, three, NOW.minus(Duration.ofDays(7)));
    assertThat(severity("LIV-04", lost)).contains(Severity.QUARANTINE);
    assertThat(result("LIV-04", lost).gating()).as("it never withdraws anything").isFalse();
    assertThat(result("LIV-04", lost).finding().orElseThrow().message().en())
        .contains(URL, "since 2026-11-13");
  }

  @Test
  void aFailureOfYesterdayIsForgiven() {
    List<LinkProbe> probes = hours(9, Answer.DATA);
    probes.set(3, probe(NOW.minus(Duration.ofHours(40)), Answer.FAILED));

    assertThat(severity("LIV-04", link(Use.FILE, probes))).isEmpty();
  }

  @Test
  void aLoginPageIsASoftFailureOfAFileButNotOfAPage() {
    assertThat(severity("LIV-05", link(Use.FILE, hours(3, Answer.WEB_PAGE))))
        .contains(Severity.ERROR);
    assertThat(severity("LIV-05", link(Use.FILE, hours(3, Answer.ERROR_MESSAGE))))
        .contains(Severity.ERROR);
    assertThat(severity("LIV-04", link(Use.ACCESS, hours(3, Answer.WEB_PAGE)))).isEmpty();
  }

  @Test
  void aLoginPageAtTheLastHarvestCountsBeforeAnyProbe() {
    List<CheckResult> results =
        LinkRules.check(List.of(link(Use.FILE, List.of())), Set.of(URL), NOW);

    assertThat(results)
        .singleElement()
        .satisfies(result -> assertThat(result.rule()).isEqualTo("LIV-05"))
        .satisfies(result -> assertThat(result.severity()).contains(Severity.ERROR));
  }

  @Test
  void availabilityIsAShareOfManyProbes() {
    assertThat(severity("LIV-06", link(Use.FILE, failing(90, 0)))).isEmpty();
    assertThat(severity("LIV-06", link(Use.FILE, failing(90, 1)))).contains(Severity.WARNING);
    assertThat(severity("LIV-06", link(Use.FILE, failing(90, 4)))).contains(Severity.WARNING);
    assertThat(severity("LIV-06", link(Use.FILE, failing(90, 5)))).contains(Severity.ERROR);
    assertThat(rules(link(Use.FILE, failing(9, 1)))).doesNotContain("LIV-06");
  }

  @Test
  void slowIsWhatWaitsMoreThanTwoSecondsVerySlowMoreThanTen() {
    assertThat(severity("LIV-07", waiting(2_000, 2_000, 2_000))).isEmpty();
    assertThat(severity("LIV-07", waiting(2_001, 2_001, 9_000))).contains(Severity.WARNING);
    assertThat(severity("LIV-07", waiting(10_001, 10_001, 1))).contains(Severity.ERROR);
    assertThat(severity("LIV-07", waiting(100, 40_000, 100))).as("one slow moment").isEmpty();
  }

  @Test
  void aCertificateWarnsForTwoWeeksAndThenFails() {
    assertThat(severity("LIV-11", ending(Duration.ofDays(15)))).isEmpty();
    assertThat(severity("LIV-11", ending(Duration.ofDays(13)))).contains(Severity.WARNING);
    assertThat(severity("LIV-11", ending(Duration.ofSeconds(-1)))).contains(Severity.ERROR);
    assertThat(severity("LIV-11", link(Use.FILE, hours(1, Answer.CERTIFICATE_EXPIRED))))
        .contains(Severity.ERROR);
    assertThat(rules(link(Use.FILE, hours(3, Answer.DATA)))).doesNotContain("LIV-11");
  }

  @Test
  void aServiceAnswersWhenItRefusesACallWithoutParameters() {
    assertThat(severity("LIV-12", link(Use.SERVICE, hours(1, Answer.REFUSED)))).isEmpty();
    assertThat(severity("LIV-12", link(Use.SERVICE, hours(1, Answer.FAILED))))
        .contains(Severity.ERROR);
  }

  @Test
  void contactsAndOtherLinksWarn() {
    assertThat(severity("LIV-13", link(Use.CONTACT, hours(1, Answer.FAILED))))
        .contains(Severity.WARNING);
    assertThat(severity("LIV-13", link(Use.CONTACT, hours(1, Answer.DATA)))).isEmpty();
    for (Use use : List.of(Use.LANDING_PAGE, Use.LICENCE, Use.SCHEMA)) {
      assertThat(severity("LIV-14", link(use, hours(1, Answer.FAILED)))).contains(Severity.WARNING);
      assertThat(severity("LIV-14", link(use, hours(1, Answer.WEB_PAGE)))).isEmpty();
    }
  }

  @Test
  void whatAgencysServersDoTakesNothingFromTheData() {
    var results = new ArrayList<CheckResult>();
    results.addAll(check(link(Use.FILE, hours(3, Answer.FAILED), NOW.minus(Duration.ofDays(8)))));
    results.add(Verdict.count("LIV-02", 1, 0).result());

    LiveVerdict verdict = LiveVerdict.of(results);

    assertThat(verdict.live()).contains(1.0);
    assertThat(verdict.operations().orElseThrow()).isLessThan(0.4);
    assertThat(verdict.findings()).extracting(f -> f.rule()).contains("LIV-04");
  }

  private static List<CheckResult> check(Link link) {
    return LinkRules.check(List.of(link), Set.of(), NOW);
  }

  private static List<String> rules(Link link) {
    return check(link).stream().map(CheckResult::rule).toList();
  }

  private static CheckResult result(String rule, Link link) {
    return check(link).stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static Optional<Severity> severity(String rule, Link link) {
    return result(rule, link).severity();
  }

  private static Link link(Use use, List<LinkProbe> probes) {
    return new Link(URL, use, Optional.empty(), probes);
  }

  private static Link link(Use use, List<LinkProbe> probes, Instant failingSince) {
    return new Link(URL, use, Optional.of(failingSince), probes);
  }

  /** So many probes, eight hours apart, the last eight hours ago. */
  private static List<LinkProbe> hours(int count, Answer answer) {
    var probes = new ArrayList<LinkProbe>();
    for (int i = count; i > 0; i--) {
      probes.add(probe(NOW.minus(Duration.ofHours(8L * i)), answer));
    }
    return probes;
  }

  private static List<LinkProbe> failing(int count, int failed) {
    List<LinkProbe> probes = hours(count, Answer.DATA);
    for (int i = 0; i < failed; i++) {
      probes.set(i, probe(probes.get(i).at(), Answer.FAILED));
    }
    return probes;
  }

  private static Link waiting(long... millis) {
    var probes = new ArrayList<LinkProbe>();
    for (long waited : millis) {
      probes.add(
          new LinkProbe(
              NOW.minusSeconds(100 - probes.size()),
              Answer.DATA,
              Optional.of(Duration.ofMillis(waited)),
              Optional.empty(),
              Optional.empty()));
    }
    return link(Use.FILE, probes);
  }

  private static Link ending(Duration left) {
    return link(
        Use.FILE,
        List.of(
            new LinkProbe(
                NOW.minusSeconds(5),
                Answer.DATA,
                Optional.of(Duration.ofMillis(20)),
                Optional.of(NOW.plus(left)),
                Optional.empty())));
  }

  private static LinkProbe probe(Instant at, Answer answer) {
    return new LinkProbe(
        at,
        answer,
        answer == Answer.FAILED ? Optional.empty() : Optional.of(Duration.ofMillis(30)),
        Optional.empty(),
        Optional.empty());
  }
}
