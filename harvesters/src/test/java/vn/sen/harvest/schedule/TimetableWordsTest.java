package vn.sen.harvest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P1D|mỗi ngày|every day",
        "P7D|mỗi 7 ngày|every 7 days",
        "PT6H|mỗi 6 giờ|every 6 hours",
        "PT90M|mỗi 90 phút|every 90 minutes",
        "0 2 * * *|mỗi ngày lúc 02:00|every day at 02:00",
        "15 * * * *|mỗi giờ, vào phút 15|every hour, at minute 15",
        "30 4 * * 1|mỗi tuần vào thứ hai lúc 04:30|every Monday at 04:30",
        "30 4 * * 0|mỗi tuần vào chủ nhật lúc 04:30|every Sunday at 04:30",
        "0 3 5 * *|ngày 5 hằng tháng lúc 03:00|on day 5 of each month at 03:00",
        "*/10 2 * * *|theo cron: */10 2 * * *|by cron: */10 2 * * *",
        "0 2 5 * 1|theo cron: 0 2 5 * 1|by cron: 0 2 5 * 1",
        "0 2 * 3 *|theo cron: 0 2 * 3 *|by cron: 0 2 * 3 *",
      })
  void aTimetableIsSaidAsPeopleSayIt(String timetable, String vi, String en) {
    assertThat(Timetable.words(timetable).vi()).isEqualTo(vi);
    assertThat(Timetable.words(timetable).en()).isEqualTo(en);
  }
}
