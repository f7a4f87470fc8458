package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {

  @Test
  void holdsSixtyFourRulesNumberedWithoutGaps() {
    assertThat(RuleCatalogue.rules()).hasSize(64);
    assertThat(RuleCatalogue.rules(Dimension.ACCURATE)).hasSize(15);
    assertThat(RuleCatalogue.rules(Dimension.COMPLETE)).hasSize(14);
    assertThat(RuleCatalogue.rules(Dimension.CLEAN)).hasSize(19);
    assertThat(RuleCatalogue.rules(Dimension.LIVE)).hasSize(16);
    for (Dimension dimension : Dimension.values()) {
      List<String> numbers =
          RuleCatalogue.rules(dimension).stream().map(r -> r.id().substring(4)).toList();
      for (int i = 0; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo("%02d".formatted(i + 1));
      }
    }
  }

  @Test
  void exactlyTwentyRulesGate() {
    assertThat(RuleCatalogue.rules().stream().filter(Rule::gates).map(Rule::id))
        .containsExactlyInAnyOrder(
            "ACC-01", "ACC-03", "ACC-04", "ACC-05", "ACC-06", "ACC-07", "ACC-13", "COM-04",
            "COM-07", "COM-08", "COM-11", "COM-12", "CLN-01", "CLN-02", "CLN-07", "CLN-09",
            "CLN-12", "CLN-14", "CLN-15", "CLN-17");
    assertThat(RuleCatalogue.rules().stream().filter(r -> r.gating() == Rule.Gating.DECLARED))
        .extracting(Rule::id)
        .containsExactly("ACC-05", "ACC-06", "COM-04", "CLN-07");
    assertThat(
            RuleCatalogue.rules().stream()
                .filter(r -> r.gating() == Rule.Gating.DECLARED_OR_UNTYPED))
        .extracting(Rule::id)
        .containsExactly("ACC-01", "CLN-09");
  }

  @Test
  void onlyGatingRulesHaveLimitsBeyondError() {
    for (Rule rule : RuleCatalogue.rules()) {
      boolean withholds =
          rule.thresholds().limits().stream()
              .anyMatch(l -> l.severity().compareTo(Severity.ERROR) > 0);
      assertThat(!withholds || rule.gates()).as(rule.id()).isTrue();
    }
  }

  @Test
  void sixRulesJudgeTheAgencysServersAndNotItsData() {
    assertThat(RuleCatalogue.rules().stream().filter(Rule::operations).map(Rule::id))
        .containsExactly("LIV-04", "LIV-06", "LIV-07", "LIV-11", "LIV-12", "LIV-14");
  }

  @Test
  void everyRuleSpeaksBothLanguagesAndVietnameseHasItsAccents() {
    for (Rule rule : RuleCatalogue.rules()) {
      for (Message m :
          Stream.of(rule.title(), rule.measures(), rule.remedy(), rule.severity()).toList()) {
        assertThat(m.vi()).as(rule.id()).isNotBlank().isNotEqualTo(m.en());
        assertThat(m.en()).as(rule.id()).isNotBlank();
        assertThat(java.text.Normalizer.isNormalized(m.vi(), java.text.Normalizer.Form.NFC))
            .isTrue();
      }
      assertThat(rule.remedy().vi()).as(rule.id()).matches(".*[^\\x00-\\x7F].*").endsWith(".");
    }
  }

  @Test
  void anUnknownRuleIsAbsentToAVisitorAndAMistakeInOurCode() {
    assertThat(RuleCatalogue.find("ACC-99")).isEmpty();
    assertThatThrownBy(() -> RuleCatalogue.rule("ACC-99")).hasMessageContaining("ACC-99");
    assertThat(RuleCatalogue.version()).isNotBlank();
  }

  @Test
  void anErrorNeedsTwoItemsOrItsShareAndNeverMoreThanAThousand() {
    Thresholds t = Thresholds.parse("W>0; E>=1 %");
    assertThat(t.reached(100, 0)).isEmpty();
    assertThat(t.reached(100, 1)).contains(Severity.WARNING);
    assertThat(t.reached(10, 1)).contains(Severity.WARNING);
    assertThat(t.reached(10, 2)).contains(Severity.ERROR);
    assertThat(t.reached(1_000, 9)).contains(Severity.WARNING);
    assertThat(t.reached(1_000, 10)).contains(Severity.ERROR);
    assertThat(t.reached(10_000_000, 999)).contains(Severity.WARNING);
    assertThat(t.reached(10_000_000, 1_000)).contains(Severity.ERROR);
  }

  @Test
  void oneWrongItemInAKeyIsAnError() {
    Rule taxCode = RuleCatalogue.rule("ACC-07");
    assertThat(taxCode.reached(1_000_000, 1)).contains(Severity.ERROR);
    assertThat(taxCode.reached(1_000_000, 0)).isEmpty();
  }

  @Test
  void quarantineIsAShareHoweverLargeTheTable() {
    Rule codes = RuleCatalogue.rule("ACC-04");
    assertThat(codes.reached(1_000_000, 49_999)).contains(Severity.ERROR);
    assertThat(codes.reached(1_000_000, 50_000)).contains(Severity.QUARANTINE);
    Rule structure = RuleCatalogue.rule("CLN-01");
    assertThat(structure.reached(20, 1)).contains(Severity.ERROR);
    assertThat(structure.reached(20, 2)).contains(Severity.QUARANTINE);
  }

  @Test
  void aboveIsNotFrom() {
    Thresholds dictionary = RuleCatalogue.rule("COM-03").thresholds();
    assertThat(dictionary.reached(100, 20)).contains(Severity.WARNING);
    assertThat(dictionary.reached(100, 21)).contains(Severity.ERROR);
  }

  @Test
  void theNotationSurvivesReadingAndWriting() {
    for (Rule rule : RuleCatalogue.rules()) {
      Thresholds t = rule.thresholds();
      assertThat(Thresholds.parse(t.toString())).isEqualTo(t);
    }
    assertThat(Thresholds.parse("E>=0.1 %; W>0").toString()).isEqualTo("W>0; E>=0.1 %");
    assertThatThrownBy(() -> Thresholds.parse("E>=many")).hasMessageContaining("many");
    assertThat(Optional.of(Thresholds.parse("W>0; E>=0.1 %").describe().vi()))
        .contains("Cảnh báo từ lỗi đầu tiên; Lỗi từ 0,1 %");
  }
}
