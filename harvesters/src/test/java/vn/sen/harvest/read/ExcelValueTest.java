package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.apache.poi.ss.usermodel.DateUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcelValueTest {
  private static final ExcelValue.Format MOMENT = ExcelValue.Format.of(22, "m/d/yy h:mm");

  @ParameterizedTest
  @CsvSource({
    "1, yyyy-mm-dd, 1900-01-01",
    "59, yyyy-mm-dd, 1900-02-28",
    "61, yyyy-mm-dd, 1900-03-01",
    "45839, dd/mm/yyyy, 2025-07-01",
    "45839.354166666664, dd/mm/yyyy hh:mm, 2025-07-01T08:30:00",
    "45839.354166666664, dd/mm/yyyy, 2025-07-01T08:30:00",
    "0.354166666666667, hh:mm, 08:30:00",
    "1.5104166666666667, [h]:mm, PT36H15M",
    "0.00001736111, [m]:ss.00, PT1.5S",
    "-0.5, [hh]:mm:ss, -PT12H",
    "0.000011574074, [s], PT1S",
    "3, [Red]0, 3",
    "9999999, dd/mm/yyyy, 9999999",
    "17, 00000, 00017",
    "0.30000000000000004, General, 0.3",
    "1E-7, General, 0.0000001",
    "12.50, General, 12.5",
    "-0, General, 0",
    "-12.5, General, -12.5",
    "007, General, 7",
    "123456789012345678, General, 123456789012346000"
  })
  void aNumberIsWhatItsFormatSays(String number, String pattern, String expected) {
    assertThat(ExcelValue.text(number, ExcelValue.Format.of(200, pattern), false))
        .isEqualTo(expected);
  }

  @Test
  void momentsAreThoseThatOthersSeeInBothCalendars() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextInt(100_000) + random.nextInt(86_400) / 86_400.0;
      for (boolean from1904 : new boolean[] {false, true}) {
        LocalDateTime expected = DateUtil.getLocalDateTime(value, from1904, true);

        assertThat(ExcelValue.text(value, MOMENT, from1904))
            .isEqualTo(expected.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")));
      }
    }
  }
}
