package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void namesAreWrittenAsPlainStringsAndReadBack() {
    var id = TableVersionId.parse("4k8z0q2m7w/dan-so@3");

    assertThat(Json.write(id)).isEqualTo("\"4k8z0q2m7w/dan-so@3\"");
    assertThat(Json.read(Json.write(id), TableVersionId.class)).isEqualTo(id);
    assertThat(Json.read(Json.write(id.table()), TableId.class)).isEqualTo(id.table());
    assertThat(Json.read("\"H29.3\"", AgencyCode.class)).isEqualTo(new AgencyCode("H29.3"));
  }

  @Test
  void whatIsAbsentIsNullAndReadsBackAsAbsent() {
    String json = Json.write(Scores.NOT_RATED);

    assertThat(json).contains("\"live\":null");
    assertThat(Json.read(json, Scores.class).live()).isEqualTo(Optional.empty());
  }

  @Test
  void aReportSaysNothingOfConsumersWhereThereAreNone() {
    var alone =
        new QualityReport(
            "a.csv",
            "ab".repeat(32),
            1,
            1,
            "1",
            List.of(),
            TableState.PUBLISHED,
            Scores.NOT_RATED,
            List.of());
    String before =
        "{\"input\":\"a.csv\",\"sha256\":\"%s\",\"rows\":1,\"columns\":1,\"ruleSet\":\"1\",\"codeLists\":[],\"state\":\"published\",\"scores\":%s,\"findings\":[]}"
            .formatted("ab".repeat(32), Json.write(Scores.NOT_RATED));

    assertThat(Json.write(alone))
        .isEqualTo(
            before.replace("\"columns\"", "\"rejectedRows\":0,\"setAsideRows\":0,\"columns\""));
    assertThat(Json.read(before, QualityReport.class)).isEqualTo(alone);
    QualityReport held =
        alone.with(
            List.of(
                ConsumerOutcome.of(
                    "c000000000x",
                    ConsumerOutcome.Standing.STALE,
                    List.of(),
                    Optional.of(LocalDate.of(2026, 11, 1)))));
    assertThat(Json.write(held)).contains("\"consumers\":{\"registered\":1,\"broken\":1,");
    assertThat(Json.read(Json.write(held), QualityReport.class)).isEqualTo(held);
  }

  @Test
  void aTextOfAnotherFormIsRefusedInWords() {
    assertThatThrownBy(() -> TableVersionId.parse("dan-so"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dataset/table@version");
  }
}
