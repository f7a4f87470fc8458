package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeListsTest {

  @Test
  void themesAreTheThirteenOfTheUnion() {
    assertThat(Themes.all()).hasSize(13);
    assertThat(
            Themes.find("http://publications.europa.eu/resource/authority/data-theme/AGRI")
                .orElseThrow()
                .label()
                .vi())
        .startsWith("Nông nghiệp");
    assertThat(Themes.find("Y TẾ").map(Theme::code)).contains("HEAL");
    assertThat(Themes.find("giao thong").map(Theme::code)).contains("TRAN");
    assertThat(Themes.find("Economy and finance").map(Theme::code)).contains("ECON");
    assertThat(Themes.find("chuyện khác")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://publications.europa.eu/resource/authority/frequency/MONTHLY, MONTHLY",
    "https://publications.europa.eu/resource/authority/frequency/ANNUAL_2, ANNUAL_2",
    "http://purl.org/cld/freq/quarterly, QUARTERLY",
    "MONTHLY, MONTHLY",
    "R/P1M, MONTHLY",
    "R/P1Y, ANNUAL",
    "P1W, WEEKLY",
    "R/PT1S, CONT",
    "R/P0.5M, MONTHLY_2",
    "hàng tháng, MONTHLY",
    "Hằng năm, ANNUAL",
    "HÀNG QUÝ, QUARTERLY",
    "6 tháng, ANNUAL_2",
    "thời gian thực, UPDATE_CONT",
    "khi có thay đổi, AS_NEEDED",
    "không định kỳ, IRREG",
    "asNeeded, AS_NEEDED",
    "annually, ANNUAL",
    "once, NEVER",
  })
  void frequenciesAreFoundHoweverTheyAreSpelt(String words, String code) {
    assertThat(Frequencies.find(words).map(Frequency::code)).contains(code);
  }

  @Test
  void frequenciesSayHowLongAPeriodCanBeAndWhetherTheyPromiseAnything() {
    assertThat(Frequencies.find("monthly").orElseThrow().period()).contains(Duration.ofDays(31));
    assertThat(Frequencies.find("R/P45D").orElseThrow().period()).contains(Duration.ofDays(45));
    assertThat(Frequencies.find("R/P45D").orElseThrow().iri()).isEmpty();
    assertThat(Frequencies.find("P1Y6M").orElseThrow().period())
        .contains(Duration.ofDays(366 + 186));
    assertThat(Frequencies.find("irregular").orElseThrow().isMeaningful()).isFalse();
    assertThat(Frequencies.find("never").orElseThrow().isMeaningful()).isTrue();
    assertThat(Frequencies.find("mỗi khi trăng tròn")).isEmpty();
    for (String odd : new String[] {"P", "R/P", "PT", "R/P0D", "P1.2.3D", "P999999999999Y", ""}) {
      assertThat(Frequencies.find(odd)).as(odd).isEmpty();
    }
    for (Frequency frequency : Frequencies.all()) {
      assertThat(frequency.period().isPresent())
          .isEqualTo(frequency.kind() == Frequency.Kind.PERIODIC);
      assertThat(Frequencies.find(frequency.iri().orElseThrow())).contains(frequency);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://publications.europa.eu/resource/authority/file-type/CSV, CSV",
    "https://www.iana.org/assignments/media-types/text/csv, CSV",
    "http://www.iana.org/assignments/media-types/application/vnd.ms-excel, XLS",
    "text/csv;charset=utf-8, CSV",
    "application/vnd.ms-excel, XLS",
    "csv, CSV",
    ".XLSX, XLSX",
    "MS Excel, XLSX",
    "GeoJSON, GEOJSON",
    "ESRI Shapefile, SHP",
    "tệp csv, CSV",
    "WMS, WMS_SRVC",
    "ZIP+CSV, ZIP",
    "GeoPackage, GPKG",
    "CSV-GEO-AU, CSV",
  })
  void fileTypesAreFoundHoweverTheyAreSpelt(String words, String code) {
    assertThat(FileTypes.find(words).map(FileType::code)).contains(code);
  }

  @Test
  void fileTypesKnowWhatTheyAreGoodFor() {
    FileType csv = FileTypes.ofCode("CSV").orElseThrow();
    assertThat(csv.isTabular() && csv.isOpen() && csv.isMachineReadable()).isTrue();
    assertThat(csv.mediaTypeIri())
        .contains("https://www.iana.org/assignments/media-types/text/csv");
    FileType pdf = FileTypes.ofCode("PDF").orElseThrow();
    assertThat(pdf.isTabular() || pdf.isMachineReadable()).isFalse();
    assertThat(FileTypes.ofCode("XLS").orElseThrow().isOpen()).isFalse();
    assertThat(FileTypes.ofFileName("https://a.vn/x/du-lieu.xlsx?v=1.0#a").map(FileType::code))
        .contains("XLSX");
    assertThat(FileTypes.ofFileName("https://a.vn/x")).isEmpty();
    assertThat(FileTypes.find("thứ gì đó")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://creativecommons.org/licenses/by/4.0, CC-BY-4.0",
    "https://creativecommons.org/licenses/by/4.0/deed.vi, CC-BY-4.0",
    "https://creativecommons.org/licenses/by/4.0/legalcode, CC-BY-4.0",
    "cc-by, CC-BY-4.0",
    "cc-zero, CC0-1.0",
    "http://www.opendefinition.org/licenses/cc-by, CC-BY-4.0",
    "Creative Commons Attribution, CC-BY-4.0",
    "Giấy phép dữ liệu mở, VN-OPEN-DATA",
    "GIẤY PHÉP DỮ LIỆU MỞ, VN-OPEN-DATA",
    "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0, CC-BY-4.0",
    "other-pd, PDM-1.0",
    "odc-odbl, ODBL-1.0",
  })
  void licencesAreFoundHoweverTheyAreSpelt(String words, String code) {
    assertThat(Licences.find(words).map(Licence::code)).contains(code);
  }

  @Test
  void notEveryLicenceIsOpen() {
    assertThat(Licences.find("cc-by").orElseThrow().isOpen()).isTrue();
    assertThat(Licences.find("cc-by-nc").orElseThrow().isOpen()).isFalse();
    assertThat(Licences.find("notspecified")).isEmpty();
    assertThat(Licences.find("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "000.00.00.H49, H49",
    "000.00.12.H49, H49.12",
    "000.05.12.H49, H49.12.05",
    "001.05.12.H49, H49.12.05.001",
    "H49, H49",
    " g09.20 , G09.20",
    "H29.3, H29.3",
  })
  void bothFormsOfAnAgencyCodeGiveOneCode(String text, String code) {
    assertThat(AgencyCode.canonical(text)).isEqualTo(Optional.of(new AgencyCode(code)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "H 49", "H49.", "Bộ Nội vụ", "H49.H49.H49.H49.H49.H49.H49.H49.H49.H49"})
  void otherWordsAreNoAgencyCode(String text) {
    assertThat(AgencyCode.canonical(text)).isEmpty();
  }
}
