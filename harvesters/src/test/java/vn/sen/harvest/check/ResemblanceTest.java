package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Severity;

/** COM-02 and CLN-18: a description that says something, of a dataset that is there once. */
class ResemblanceTest {
  private static final String TITLE = "Danh sách trường mầm non tỉnh Lào Cai năm học 2025-2026";
  private static final String DESCRIPTION = "Mỗi dòng là một trường, theo báo cáo của các xã.";

  @Test
  void wordsThatSaySomethingPass() {
    assertThat(check(TITLE, DESCRIPTION, Resemblance.NONE))
        .hasSize(2)
        .allMatch(result -> result.severity().isEmpty());
    assertThat(check("Dữ liệu mở về giao thông", DESCRIPTION, Resemblance.NONE))
        .allMatch(result -> result.severity().isEmpty());
    assertThat(check("Kiểm thử nước thải công nghiệp", "Thử nghiệm tại 12 khu.", Resemblance.NONE))
        .allMatch(result -> result.severity().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dữ liệu mở | Mỗi dòng là một trường.",
        "Dataset 1 | Mỗi dòng là một trường.",
        "Danh sách trường | Đang cập nhật",
        "Danh sách trường | Mô tả",
        "Danh sách trường | Không có mô tả.",
        "Danh sách trường | Lorem ipsum dolor sit amet",
        "TEST | N/A",
      })
  void aPlaceholderIsAnError(String title, String description) {
    assertThat(check(title, description, Resemblance.NONE).getFirst().severity())
        .contains(Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bao_cao_quy_3.xlsx | Mỗi dòng là một trường.",
        "Danh sách trường mầm non | DANH SÁCH TRƯỜNG MẦM NON.",
      })
  void aFileNameOrARepeatedTitleIsAWarning(String title, String description) {
    assertThat(check(title, description, Resemblance.NONE).getFirst().severity())
        .contains(Severity.WARNING);
  }

  @Test
  void aDescriptionOfMoreThanTwentyDatasetsIsAWarning() {
    assertThat(check(TITLE, DESCRIPTION, sharing(20)).getFirst().severity()).isEmpty();
    assertThat(check(TITLE, DESCRIPTION, sharing(21)).getFirst().severity())
        .contains(Severity.WARNING);
  }

  private static Resemblance sharing(int datasets) {
    return new Resemblance(List.of(), List.of(), List.of(), datasets);
  }

  @Test
  void theSameDatasetTwiceIsAnErrorOfOneAgencyAndAWarningOfTwo() {
    CheckResult here =
        check(TITLE, DESCRIPTION, new Resemblance(List.of(TITLE), List.of(), List.of(), 1))
            .getLast();
    CheckResult elsewhere =
        check(TITLE, DESCRIPTION, new Resemblance(List.of(), List.of(), List.of("Trường học"), 1))
            .getLast();

    assertThat(here.severity()).contains(Severity.ERROR);
    assertThat(here.finding().orElseThrow().message().vi()).contains('"' + TITLE + '"');
    assertThat(elsewhere.severity()).contains(Severity.WARNING);
    assertThat(elsewhere.finding().orElseThrow().message().en()).contains("another agency");
  }

  private static List<CheckResult> check(
      String title, String description, Resemblance resemblance) {
    return CatalogueRules.check(
        new Dataset(
            "urn:x",
            LangText.of(title),
            LangText.of(description),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of()),
        resemblance);
  }
}
