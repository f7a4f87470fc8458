package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.check.Vitals.Harvests;
import vn.sen.harvest.check.Vitals.KeptPart;
import vn.sen.harvest.check.Vitals.Moment;
import vn.sen.harvest.check.Vitals.Series;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Severity;

class LiveRulesTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
  private static final String MONTHLY =
      "dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/MONTHLY>"
          + " ; ";

  @Test
  void aDatasetIsLateByThePeriodItPromises() {
    assertThat(age(MONTHLY, TODAY.minusDays(38))).isEmpty();
    assertThat(age(MONTHLY, TODAY.minusDays(39))).contains(Severity.WARNING);
    assertThat(age(MONTHLY, TODAY.minusDays(62))).contains(Severity.WARNING);
    assertThat(age(MONTHLY, TODAY.minusDays(63))).contains(Severity.ERROR);
    CheckResult dead =
        result("LIV-01", vitals(MONTHLY, List.of(TODAY.minusDays(125)))).orElseThrow();
    assertThat(dead.score()).isZero();
  }

  @Test
  void whatIsSaidOfAgeStaysTrueAsDaysPass() {
    String said =
        result("LIV-01", vitals(MONTHLY, List.of(TODAY.minusDays(45))))
            .flatMap(CheckResult::finding)
            .orElseThrow()
            .message()
            .en();

    assertThat(said).contains("2026-10-06", "2026-11-06").doesNotContain("ago");
  }

  @Test
  void aNewTimeStampOnTheSameBytesIsNoChange() {
    List<LocalDate> content = List.of(TODAY.minusDays(100));

    assertThat(age(MONTHLY + "dct:modified \"2026-11-19\" ; ", content)).contains(Severity.ERROR);
  }

  @Test
  void bytesThatWereOldWhenTheyCameAreAsOldAsTheirSourceSays() {
    assertThat(age(MONTHLY + "dct:modified \"2022-07-10\" ; ", TODAY)).contains(Severity.ERROR);
    assertThat(age(MONTHLY + "dct:modified \"2022-07-10\" ; ", List.of(TODAY.minusDays(90), TODAY)))
        .as("other bytes came today")
        .isEmpty();
  }

  @Test
  void aSeriesThatEndedOrWithoutAPromiseDoesNotAge() {
    String never = MONTHLY.replace("MONTHLY", "NEVER");
    assertThat(result("LIV-01", vitals(never, List.of(TODAY.minusDays(900))))).isEmpty();
    assertThat(result("LIV-01", vitals("", List.of(TODAY.minusDays(900))))).isEmpty();
    assertThat(severity("LIV-02", vitals("", List.of()))).contains(Severity.WARNING);
    assertThat(LiveVerdict.of(LiveRules.check(vitals("", List.of()))).live()).contains(0.6);
  }

  @Test
  void aStampThatMovesAloneIsDishonest() {
    Vitals touched =
        stamps(
            described(5, "2026-11-15", "same"),
            content(5),
            described(4, "2026-11-16", "same"),
            described(3, "2026-11-17", "same"));

    assertThat(severity("LIV-03", touched)).contains(Severity.ERROR);
  }

  @Test
  void aStampThatMovesWithBytesOrDescriptionIsHonest() {
    assertThat(
            severity(
                "LIV-03",
                stamps(
                    described(5, "2026-11-15", "same"),
                    content(5),
                    described(4, "2026-11-16", "same"),
                    content(4))))
        .isEmpty();
    assertThat(
            severity(
                "LIV-03", stamps(described(5, "2026-11-15", "a"), described(4, "2026-11-16", "b"))))
        .isEmpty();
    assertThat(
            severity(
                "LIV-03",
                stamps(
                    described(5, "2026-11-15", "same"),
                    described(4, "2026-11-16", "same"),
                    new Moment.Missed(at(4)))))
        .as("nobody knows what the file did")
        .isEmpty();
  }

  @Test
  void bytesThatMoveWithoutTheirStampAreDishonest() {
    String old = MONTHLY + "dct:modified \"2026-01-01\" ; ";

    assertThat(severity("LIV-03", vitals(old, List.of(TODAY.minusDays(90), TODAY.minusDays(2)))))
        .contains(Severity.ERROR);
    assertThat(severity("LIV-03", vitals(old, List.of(TODAY.minusDays(2))))).isEmpty();
  }

  @Test
  void harvestsAreMissedByTheirSchedule() {
    assertThat(harvested(Duration.ofHours(29))).isEmpty();
    assertThat(harvested(Duration.ofHours(31))).contains(Severity.WARNING);
    assertThat(harvested(Duration.ofHours(79))).contains(Severity.ERROR);
  }

  @Test
  void timeInsideTheDataMovesOn() {
    String modified = MONTHLY + "dct:modified \"2026-11-10\" ; ";
    assertThat(inside(modified, ColumnType.YEAR_MONTH, "2026-10-31")).isEmpty();
    assertThat(inside(modified, ColumnType.YEAR_MONTH, "2026-09-30")).contains(Severity.WARNING);
    assertThat(inside(modified, ColumnType.YEAR_MONTH, "2022-06-30")).contains(Severity.ERROR);
    assertThat(result("LIV-09", series(modified, ColumnType.YEAR, LocalDate.parse("2025-12-31"))))
        .as("a column of years cannot tell of months")
        .isEmpty();
  }

  @Test
  void aPartThatChangedIsAnError() {
    Vitals vitals =
        new Vitals(
            dataset(MONTHLY),
            TODAY,
            TODAY,
            List.of(TODAY),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new KeptPart("a/b@1", true), new KeptPart("a/b@2", false)),
            Optional.empty());

    assertThat(severity("LIV-10", vitals)).contains(Severity.ERROR);
    assertThat(result("LIV-10", vitals).flatMap(CheckResult::finding).orElseThrow().message().en())
        .contains("a/b@2")
        .doesNotContain("a/b@1");
  }

  @Test
  void publicationIsLateByWhatTheContractPromises() {
    String covering =
        MONTHLY + "dct:issued \"2026-10-20\" ; dct:temporal [ dcat:endDate \"2026-09-30\" ] ; ";

    assertThat(lag(covering, Duration.ofDays(20))).isEmpty();
    assertThat(lag(covering, Duration.ofDays(19))).contains(Severity.WARNING);
  }

  @Test
  void aRemovalHasAReason() {
    assertThat(LiveRules.removal("no longer at its source").severity()).isEmpty();
    assertThat(LiveRules.removal(" ").severity()).contains(Severity.ERROR);
  }

  private static Optional<Severity> lag(String turtle, Duration promised) {
    return severity(
        "LIV-15",
        new Vitals(
            dataset(turtle),
            TODAY,
            TODAY,
            List.of(TODAY),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.of(promised)));
  }

  private static Optional<Severity> inside(String turtle, ColumnType grain, String last) {
    return severity("LIV-09", series(turtle, grain, LocalDate.parse(last)));
  }

  private static Vitals series(String turtle, ColumnType grain, LocalDate last) {
    return new Vitals(
        dataset(turtle),
        TODAY,
        TODAY,
        List.of(TODAY),
        List.of(),
        List.of(new Series("bang", "thang", grain, last)),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Optional<Severity> harvested(Duration ago) {
    Instant now = Instant.parse("2026-11-20T02:00:00Z");
    return severity(
        "LIV-08",
        new Vitals(
            dataset(MONTHLY),
            TODAY,
            TODAY,
            List.of(TODAY),
            List.of(),
            List.of(),
            Optional.of(new Harvests(Duration.ofDays(1), now.minus(ago), now)),
            List.of(),
            Optional.empty()));
  }

  private static Vitals stamps(Moment... moments) {
    return new Vitals(
        dataset(MONTHLY + "dct:modified \"2026-11-17\" ; "),
        TODAY,
        TODAY,
        List.of(TODAY.minusDays(5)),
        List.of(moments),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Moment described(int daysAgo, String modified, String rest) {
    return new Moment.Described(at(daysAgo), Optional.of(modified), rest);
  }

  private static Moment content(int daysAgo) {
    return new Moment.Content(at(daysAgo).plusSeconds(5));
  }

  private static Instant at(int daysAgo) {
    return TODAY.minusDays(daysAgo).atStartOfDay(LinkRules.VIETNAM).toInstant();
  }

  private static Optional<Severity> age(String turtle, LocalDate content) {
    return age(turtle, List.of(content));
  }

  private static Optional<Severity> age(String turtle, List<LocalDate> content) {
    return severity("LIV-01", vitals(turtle, content));
  }

  private static Vitals vitals(String turtle, List<LocalDate> content) {
    return new Vitals(
        dataset(turtle),
        TODAY,
        TODAY,
        content,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Optional<CheckResult> result(String rule, Vitals vitals) {
    return LiveRules.check(vitals).stream().filter(r -> r.rule().equals(rule)).findFirst();
  }

  private static Optional<Severity> severity(String rule, Vitals vitals) {
    return result(rule, vitals).flatMap(CheckResult::severity);
  }

  private static Dataset dataset(String statements) {
    var model = ModelFactory.createDefaultModel();
    RDFParser.fromString(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            <https://x.example/a> a dcat:Dataset ; %s dct:title "A"@vi .
            """
                .formatted(statements),
            Lang.TURTLE)
        .parse(model);
    return Dataset.of(new CatalogRecord("a", model.createResource("https://x.example/a")));
  }
}
