package vn.sen.harvest.check;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;
import vn.sen.vocab.VietnameseText;

/**
 * Lists of values that columns seem to be limited to: few, each there several times, so that the
 * next row is unlikely to bring another (the chance of that is about the share of cells whose value
 * is there once: I. J. Good, 1953). Names of times and places bring another sooner or later, and
 * names of persons are nobody's business.
 */
final class ProposedValues {
  private static final int FEWEST_VALUES = 2;
  private static final int MOST_VALUES = 20;
  private static final int FEWEST_TIMES = 5;
  private static final int LONGEST_VALUE = 60;

  /** Of more columns nobody reads the lists. */
  private static final int MOST_COLUMNS = 500;

  private static final int COLUMNS_IN_A_PASS = 50;

  /** The estimate of distinct values is a few per cent off. */
  private static final double ESTIMATE = 1.2;

  private static final List<String> TIME =
      List.of(
          "nam",
          "quy",
          "thang",
          "tuan",
          "ngay",
          "gio",
          "ky",
          "dot",
          "thoi gian",
          "thoi diem",
          "year",
          "quarter",
          "month",
          "week",
          "day",
          "date",
          "time",
          "period");

  private static final List<String> PLACE =
      List.of(
          "tinh",
          "thanh pho",
          "tp",
          "huyen",
          "quan",
          "xa",
          "phuong",
          "thi tran",
          "thon",
          "dia ban",
          "dia phuong",
          "dia chi",
          "dia diem",
          "noi",
          "khu vuc",
          "province",
          "district",
          "commune",
          "ward",
          "city",
          "place",
          "address",
          "location");

  private static final Pattern TIME_IN_VALUE =
      Pattern.compile(
          "(?U)(19|20)\\d{2}|\\d[-/.]\\d|(quý|tháng|tuần|ngày|kỳ)\\s*[\\dIVX]+",
          Pattern.CASE_INSENSITIVE);

  /** Addresses, long numbers, plates: few of them are too few for a column to be found personal. */
  private static final Pattern OF_A_PERSON =
      Pattern.compile(
          "@|(\\d[ .()-]*){7}|\\d{2}[A-Z]{1,2}\\d?[- ]?\\d{3}\\.?\\d{1,2}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SAYS_SOMETHING =
      Pattern.compile(".*[\\p{L}\\p{N}].*", Pattern.DOTALL);

  private ProposedValues() {}

  /**
   * Values by columns, in the order of how often each is there; columns without a list are left
   * out.
   *
   * @param columns of which values may be shown
   */
  static Map<String, List<String>> read(Tables tables, Measured measured, List<Cells> columns) {
    List<Cells> candidates =
        columns.stream()
            .filter(ProposedValues::mayBeListed)
            .filter(
                cells -> {
                  long distinct = measured.text(ContractProposal.distinct(cells));
                  return distinct > 0
                      && distinct <= ESTIMATE * MOST_VALUES
                      && measured.text(cells.filled()) >= FEWEST_VALUES * FEWEST_TIMES;
                })
            .limit(MOST_COLUMNS)
            .toList();
    var found = new LinkedHashMap<String, List<String>>();
    for (int from = 0; from < candidates.size(); from += COLUMNS_IN_A_PASS) {
      List<Cells> pass =
          candidates.subList(from, Math.min(candidates.size(), from + COLUMNS_IN_A_PASS));
      List<Optional<String>> counted = counted(tables, pass);
      for (int i = 0; i < pass.size(); i++) {
        String name = pass.get(i).name();
        counted
            .get(i)
            .map(json -> Json.read(json, new TypeReference<Map<String, Long>>() {}))
            .filter(ProposedValues::isList)
            .ifPresent(times -> found.put(name, byFrequency(times)));
      }
    }
    return found;
  }

  private static boolean mayBeListed(Cells cells) {
    return cells.type() == ColumnType.TEXT
        && !cells.header().say(TIME)
        && !cells.header().say(PLACE)
        && !Identity.isSaidBy(cells.header());
  }

  /** How often each value is there, as JSON; absent for a column without any. */
  private static List<Optional<String>> counted(Tables tables, List<Cells> columns) {
    String histograms =
        columns.stream()
            .map(
                cells ->
                    "to_json(histogram(left(%s, %d)) FILTER (WHERE %s))::VARCHAR"
                        .formatted(cells.trimmed(), LONGEST_VALUE + 1, cells.isFilled()))
            .collect(Collectors.joining(",\n"));
    return tables
        .query(
            "SELECT %s FROM t".formatted(histograms),
            row -> {
              var all = new ArrayList<Optional<String>>();
              for (int i = 0; i < columns.size(); i++) {
                @Nullable String json = row.getString(i + 1);
                all.add(Optional.ofNullable(json));
              }
              return all;
            })
        .getFirst();
  }

  private static boolean isList(Map<String, Long> times) {
    if (times.size() < FEWEST_VALUES || times.size() > MOST_VALUES) {
      return false;
    }
    var spellings = new HashSet<String>();
    long people = 0;
    for (var value : times.entrySet()) {
      String text = value.getKey();
      people += isOfAPerson(text) ? 1 : 0;
      if (value.getValue() < FEWEST_TIMES
          || text.length() > LONGEST_VALUE
          || !SAYS_SOMETHING.matcher(text).matches()
          || TIME_IN_VALUE.matcher(text).find()
          || OF_A_PERSON.matcher(text).find()
          // Two spellings of one thing: a list would promise the mistake.
          || !spellings.add(VietnameseText.fold(text))) {
        return false;
      }
    }
    return people <= 0.3 * times.size();
  }

  /** Names of persons, and of places, are written with capitals; {@code Đang học} is none. */
  private static boolean isOfAPerson(String text) {
    return Grain.isPersonName(text)
        && Arrays.stream(text.strip().split("\\s+"))
            .allMatch(word -> Character.isUpperCase(word.codePointAt(0)));
  }

  private static List<String> byFrequency(Map<String, Long> times) {
    return times.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
