package vn.sen.harvest.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.Locale;
import vn.sen.vocab.Message;

/** Timetables as people say them. */
final class TimetableWords {
  private static final String[] DAYS_VI = {
    "chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"
  };

  private TimetableWords() {}

  static Message every(Duration interval) {
    long minutes = interval.toMinutes();
    if (!interval.equals(Duration.ofMinutes(minutes))) {
      return new Message("mỗi " + interval, "every " + interval);
    }
    if (minutes % 1440 == 0) {
      return every(minutes / 1440, "ngày", "day");
    }
    return minutes % 60 == 0
        ? every(minutes / 60, "giờ", "hour")
        : every(minutes, "phút", "minute");
  }

  private static Message every(long number, String vi, String en) {
    return number == 1
        ? new Message("mỗi " + vi, "every " + en)
        : new Message("mỗi %d %s".formatted(number, vi), "every %d %ss".formatted(number, en));
  }

  /** Of five fields: minute, hour, day of the month, month, day of the week. */
  static Message cron(String text) {
    String[] fields = text.split("\\s+");
    boolean anyMonth = fields[3].equals("*");
    if (!anyMonth || !isNumber(fields[0])) {
      return plain(text);
    }
    boolean anyDate = fields[2].equals("*");
    boolean anyDay = fields[4].equals("*");
    if (fields[1].equals("*") && anyDate && anyDay) {
      return new Message(
          "mỗi giờ, vào phút %s".formatted(fields[0]), "every hour, at minute " + fields[0]);
    }
    if (!isNumber(fields[1])) {
      return plain(text);
    }
    String time = "%02d:%02d".formatted(number(fields[1]), number(fields[0]));
    if (anyDate && anyDay) {
      return new Message("mỗi ngày lúc " + time, "every day at " + time);
    }
    if (anyDate && isNumber(fields[4])) {
      int day = number(fields[4]) % 7;
      return new Message(
          "mỗi tuần vào %s lúc %s".formatted(DAYS_VI[day], time),
          "every %s at %s"
              .formatted(
                  DayOfWeek.of(day == 0 ? 7 : day).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                  time));
    }
    return anyDay && isNumber(fields[2])
        ? new Message(
            "ngày %s hằng tháng lúc %s".formatted(fields[2], time),
            "on day %s of each month at %s".formatted(fields[2], time))
        : plain(text);
  }

  private static Message plain(String text) {
    return new Message("theo cron: " + text, "by cron: " + text);
  }

  private static boolean isNumber(String field) {
    return field.matches("\\d{1,2}");
  }

  private static int number(String field) {
    return Integer.parseInt(field);
  }
}
