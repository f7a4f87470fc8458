package vn.sen.vocab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.vocab.Frequency.Kind;

/** The frequencies of the EU's authority table, and how portals spell them. */
public final class Frequencies {
  static final String NAMESPACE = "http://publications.europa.eu/resource/authority/frequency/";

  private static final String DUBLIN_CORE = "http://purl.org/cld/freq/";
  private static final Pattern ISO_8601 =
      Pattern.compile(
          "(?:R\\d*/)?P(?:([\\d.]+)Y)?(?:([\\d.]+)M)?(?:([\\d.]+)W)?(?:([\\d.]+)D)?"
              + "(?:T(?:([\\d.]+)H)?(?:([\\d.]+)M)?(?:([\\d.]+)S)?)?");

  /**
   * Seconds of a year, a month, a week, a day, an hour, a minute, a second: the longest of each.
   */
  private static final long[] SECONDS = {
    366 * 86_400L, 31 * 86_400L, 604_800, 86_400, 3_600, 60, 1
  };

  private static final Spellings<Frequency> LIST =
      new Spellings<>("frequencies", Frequencies::entry, Frequencies::names);

  private Frequencies() {}

  private static Frequency entry(String[] row) {
    return new Frequency(
        row[0],
        Kind.valueOf(row[1].toUpperCase(Locale.ROOT)),
        row[2].isEmpty() ? Optional.empty() : Optional.of(Duration.parse(row[2])),
        new Message(row[3], row[4]));
  }

  private static List<String> names(Frequency frequency) {
    return List.of(NAMESPACE + frequency.code(), frequency.label().vi(), frequency.label().en());
  }

  public static List<Frequency> all() {
    return LIST.all();
  }

  /**
   * The frequency that {@code words} name: an IRI of the EU's table or of Dublin Core's, a code,
   * ISO 8601 ({@code R/P1M}), or usual words in Vietnamese or English. Absent for words unknown,
   * which promise nothing.
   */
  public static Optional<Frequency> find(String words) {
    String text = words.strip();
    String local = text.startsWith(DUBLIN_CORE) ? text.substring(DUBLIN_CORE.length()) : text;
    return LIST.find(local).or(() -> ofIso(text.toUpperCase(Locale.ROOT)));
  }

  private static Optional<Frequency> ofIso(String text) {
    Matcher parts = ISO_8601.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    double seconds = 0;
    for (int i = 0; i < SECONDS.length; i++) {
      String number = parts.group(i + 1);
      if (number != null) {
        if (!number.matches("\\d{1,6}(\\.\\d{1,6})?")) {
          return Optional.empty();
        }
        seconds += Double.parseDouble(number) * SECONDS[i];
      }
    }
    if (seconds < 1) {
      return Optional.empty();
    }
    String code = text.startsWith("R") ? text.replaceFirst("^R\\d*", "R") : "R/" + text;
    Optional<Frequency> listed = LIST.find(code);
    if (listed.isPresent()) {
      return listed;
    }
    String period = code.substring(2);
    return Optional.of(
        new Frequency(
            code,
            Kind.PERIODIC,
            Optional.of(Duration.ofSeconds((long) Math.ceil(seconds))),
            new Message("mỗi " + period, "every " + period)));
  }
}
