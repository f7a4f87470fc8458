package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sen.catalog.Samples.INTERIOR;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waived;
import vn.sen.vocab.Waiver;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Waivers in the journal: signed, with a reason, for at most 180 days, never of what harms. */
class WaiverTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final LocalDate SUMMER = LocalDate.parse("2026-06-30");

  private Path directory;
  private House house;
  private DatasetId dataset;
  private TableId table;

  @BeforeEach
  void open(@TempDir Path directory) {
    this.directory = directory;
    house = House.in(directory);
    SourceId portal = house.source("portal", INTERIOR);
    dataset = house.offer(portal, House.record("portal", "a", "Dân số")).dataset();
    table = new TableId(dataset, "provinces");
    house.judge(table, TableState.PUBLISHED, "good");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private WaiverGiven waive(String rule, Optional<String> column, LocalDate until) {
    return house.intake.waive(
        new Waiving(dataset, Optional.of("provinces"), rule, column, until), "mã cũ", "Lan");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      String rule, Optional<String> column, LocalDate until) {
    long head = house.journal.head();
    var thrown = assertThatThrownBy(() -> waive(rule, column, until));
    assertThat(house.journal.head()).as("nothing is written").isEqualTo(head);
    return thrown;
  }

  @Test
  void aWaiverIsKeptAndHoldsThroughItsLastDay() {
    WaiverEntry given = waive("ACC-04", Optional.of("ma_tinh"), SUMMER).given();
    house.close();
    house = House.in(directory);

    assertThat(house.journal.findWaiver(given.waiver().id())).contains(given);
    assertThat(house.catalog.layers().waivers()).containsExactly(given);
    assertThat(given.waiver().by()).isEqualTo("Lan");
    assertThat(house.journal.inForce(table, SUMMER)).containsExactly(given.waiver());
    assertThat(house.journal.inForce(table, SUMMER.plusDays(1))).isEmpty();
    assertThat(house.journal.inForce(new TableId(dataset, "other"), TODAY)).isEmpty();
    assertThat(house.journal.inspect()).as("the entries lead to the same heads").isEmpty();
  }

  @Test
  void whatIsEndedIsInForceNoMoreAndStaysKnown() {
    String id = waive("ACC-04", Optional.empty(), SUMMER).given().waiver().id();

    WaiverEntry ended = house.intake.endWaiver(id, "đã sửa", "Minh");

    assertThat(ended.ended().orElseThrow().by()).isEqualTo("Minh");
    assertThat(house.journal.inForce(table, TODAY)).isEmpty();
    assertThat(house.journal.waivers(dataset)).containsExactly(ended);
    assertThatThrownBy(() -> house.intake.endWaiver(id, "lần nữa", "Minh"))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> house.intake.endWaiver("none", "x", "Minh"))
        .isInstanceOf(NotFoundException.class);
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void aWaiverLastsFromOneDayTo180() {
    assertRefused("ACC-04", Optional.empty(), TODAY).isInstanceOf(InvalidRequestException.class);
    assertRefused("ACC-04", Optional.empty(), TODAY.plusDays(181))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("2026-03-02")
        .hasMessageContaining("2026-08-28");

    assertThat(waive("ACC-04", Optional.empty(), TODAY.plusDays(180)).given().waiver().until())
        .isEqualTo("2026-08-28");
  }

  @ParameterizedTest
  @CsvSource({
    "CLN-15, Drop the personal columns",
    "CLN-19, Merge age groups",
    "CLN-14, Remove the script",
    "CLN-17, Save without macros",
  })
  void whatProtectsPersonsAndVisitorsIsNeverWaived(String rule, String instead) {
    assertRefused(rule, Optional.empty(), SUMMER)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Thay vào đó")
        .hasMessageContaining("Instead: " + instead);
  }

  @Test
  void howTheDataLiveHoldsNothingBackAndCannotBeWaived() {
    assertRefused("LIV-01", Optional.empty(), SUMMER).hasMessageContaining("holds no version back");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() {
    assertRefused("ACC-99", Optional.empty(), SUMMER).hasMessageContaining("ACC-99");
    assertRefused("ACC-04", Optional.of("tinh"), SUMMER).hasMessageContaining("ma_tinh, dan_so");
    assertThatThrownBy(
            () ->
                house.intake.waive(
                    new Waiving(dataset, Optional.of("none"), "ACC-04", Optional.empty(), SUMMER),
                    "x",
                    "Lan"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("provinces");
    assertThatThrownBy(
            () ->
                house.intake.waive(
                    new Waiving(dataset, Optional.empty(), "ACC-04", Optional.empty(), SUMMER),
                    "x",
                    "Lan"))
        .hasMessageContaining("about tables");
    assertThatThrownBy(
            () ->
                house.intake.waive(
                    new Waiving(
                        dataset, Optional.of("provinces"), "ACC-04", Optional.empty(), SUMMER),
                    " ",
                    "Lan"))
        .hasMessageContaining("reason");
  }

  @Test
  void aRuleOnTheDatasetIsWaivedForAllItsTables() {
    Waiver waiver =
        house
            .intake
            .waive(
                new Waiving(dataset, Optional.empty(), "COM-01", Optional.empty(), SUMMER),
                "đang bổ sung",
                "Lan")
            .given()
            .waiver();

    assertThat(house.journal.inForce(table, TODAY)).containsExactly(waiver);
    assertThat(house.journal.inForce(new TableId(dataset, "other"), TODAY)).hasSize(1);
  }

  @Test
  void theSameIsWaivedOnceAtATime() {
    String id = waive("ACC-04", Optional.of("ma_tinh"), SUMMER).given().waiver().id();

    assertRefused("ACC-04", Optional.of("ma_tinh"), SUMMER)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("sen waive end " + id);
    waive("ACC-04", Optional.of("dan_so"), SUMMER);

    house.clock.pass(Duration.ofDays(150));
    waive("ACC-04", Optional.of("ma_tinh"), LocalDate.parse("2026-12-31"));
    assertThat(house.journal.waivers(dataset)).hasSize(3);
  }

  @Test
  void aVersionThatWaitsForNothingElseIsNamedAndStillWaits() {
    TableVersion held = house.judge(table, TableState.QUARANTINED, "odd codes");

    assertThat(waive("ACC-03", Optional.empty(), SUMMER).waiting()).as("another rule").isEmpty();
    assertThat(waive("ACC-04", Optional.of("dan_so"), SUMMER).waiting())
        .as("another column")
        .isEmpty();
    WaiverGiven given = waive("ACC-04", Optional.of("ma_tinh"), SUMMER);

    assertThat(given.waiting()).containsExactly(held.id());
    assertThat(house.journal.findVersion(held.id()).orElseThrow().state())
        .isEqualTo(TableState.QUARANTINED);
    assertThat(house.catalog.held()).hasSize(1);
    house.intake.decide(held.id(), Decision.APPROVE, "theo miễn trừ", "Lan");
    assertThat(house.entry(dataset).tables().getFirst().published().orElseThrow().id())
        .isEqualTo(held.id());
  }

  @Test
  void whatBlocksIsNotWaived() {
    TableVersion version = Samples.version(table.version(2), TableState.BLOCKED, "hash differs");
    house.keep("hash differs", false);
    house.intake.judged(
        List.of(new Intake.Verdict(version, with(version, Severity.BLOCK, Optional.empty()))));

    assertRefused("ACC-04", Optional.of("ma_tinh"), SUMMER)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("cannot be waived");
  }

  @Test
  void aWaivedVersionKeepsItsMarkAndGetsNoAHoweverItLives() {
    var waived = new Waived("w1", SUMMER, "mã cũ", "Lan", true);
    TableVersion plain = Samples.version(table.version(2), TableState.PUBLISHED, "waived");
    TableVersion version =
        new TableVersion(
            plain.id(),
            plain.title(),
            plain.distribution(),
            plain.received(),
            plain.state(),
            plain.scores().withoutA(),
            plain.rows(),
            plain.columns(),
            plain.parts(),
            plain.accounting(),
            plain.judged(),
            plain.run(),
            List.of(waived));
    house.keep("waived", true);
    house.intake.judged(
        List.of(new Intake.Verdict(version, with(version, Severity.WARNING, Optional.of(waived)))));
    house.intake.lives(dataset, lively());

    TableVersion today = house.catalog.find(version.id()).orElseThrow();

    assertThat(today.waivedUntil()).contains(SUMMER);
    assertThat(today.scores().overall().orElseThrow()).isGreaterThan(0.9);
    assertThat(today.scores().grade()).contains(Scores.Grade.B);
    QualityReport report = house.catalog.findReport(version.id()).orElseThrow();
    assertThat(report.findings().getFirst().waived()).contains(waived);
    assertThat(house.catalog.rdf(dataset).orElseThrow().listSubjects().toList())
        .anySatisfy(node -> assertThat(node.toString()).endsWith("ACC-04-waived-w1"));
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void whatStandsUnderNoWaiverIsWrittenAsItAlwaysWas() {
    TableVersion version = Samples.version(table.version(1), TableState.PUBLISHED, "x");
    String json = Json.write(Samples.report(version));

    assertThat(json).doesNotContain("waive");
    assertThat(Json.write(version)).doesNotContain("waive");
    assertThat(Json.read(json, QualityReport.class)).isEqualTo(Samples.report(version));
    assertThat(Json.read(Json.write(version), TableVersion.class)).isEqualTo(version);
  }

  private static Liveness lively() {
    Liveness late = Samples.liveness(1);
    return new Liveness(
        late.at(),
        late.ruleSet(),
        Optional.of(1.0),
        late.operations(),
        List.of(),
        List.of(),
        late.assessment());
  }

  private static QualityReport with(
      TableVersion version, Severity severity, Optional<Waived> waived) {
    QualityReport report = Samples.report(version);
    Finding first = report.findings().getFirst();
    var finding =
        new Finding(
            first.rule(),
            first.dimension(),
            severity,
            first.scope(),
            first.column(),
            first.evaluated(),
            first.failed(),
            first.truncated(),
            first.rows(),
            first.groups(),
            first.message(),
            first.sql(),
            waived);
    return new QualityReport(
        report.input(),
        report.sha256(),
        report.rows(),
        report.columns(),
        report.ruleSet(),
        report.codeLists(),
        report.state(),
        report.scores(),
        List.of(finding));
  }
}
