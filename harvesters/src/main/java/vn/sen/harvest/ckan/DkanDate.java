package vn.sen.harvest.ckan;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as DKAN writes them: for people, as in {@code Date changed Mon, 08/31/2015 - 15:52}. */
final class DkanDate {
  private static final Pattern WORDS = Pattern.compile("^Date (?:changed|created)\\s+");
  private static final Pattern DAY = Pattern.compile("^\\p{L}{2,3}, (\\d{4}-\\d{2}-\\d{2})$");

  /** The day of the week has to fit, or the month would be guessed. */
  private static final DateTimeFormatter MONTH_FIRST =
      DateTimeFormatter.ofPattern("EEE, MM/dd/yyyy - HH:mm", Locale.ENGLISH);

  private DkanDate() {}

  /** The day that is meant, {@code yyyy-mm-dd}; any other words as they are. */
  static String plain(String words) {
    String stated = WORDS.matcher(words.strip()).replaceFirst("");
    Matcher day = DAY.matcher(stated);
    if (day.matches()) {
      return day.group(1);
    }
    try {
      return LocalDateTime.parse(stated, MONTH_FIRST).toLocalDate().toString();
    } catch (DateTimeException e) {
      return words;
    }
  }
}
