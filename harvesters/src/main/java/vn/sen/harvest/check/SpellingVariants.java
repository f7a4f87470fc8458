package vn.sen.harvest.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;

/**
 * CLN-11: a category is spelt in one way. Values are one where they differ only by case, blanks,
 * punctuation or the place of a tone; or where one has no accents at all, and only one other value
 * has the same letters.
 */
final class SpellingVariants implements TableRule {
  private static final String ID = "CLN-11";

  /** More different values are no category. */
  private static final int MOST_VALUES = 2_000;

  /** Shorter values may be codes, in which every sign counts. */
  private static final int FEWEST_LETTERS = 4;

  /** Several words, one with an accent, or one as names are written: no code for all that. */
  private static final Pattern SHORT_NAME =
      Pattern.compile("(?s).*\\S\\s+\\S.*|.*[\\p{L}&&[^a-zA-Z]].*|\\p{Lu}\\p{Ll}{2,}");

  private static final int FEWEST_ROWS = 20;

  /** Of more spellings the rows are not shown: a pattern must not grow without bound. */
  private static final int MOST_SHOWN = 300;

  /** Old and new places of a tone at the end of a syllable: hòa and hoà. */
  private static final Map<String, String> TONES =
      Map.ofEntries(
          Map.entry("oà", "òa"),
          Map.entry("oá", "óa"),
          Map.entry("oả", "ỏa"),
          Map.entry("oã", "õa"),
          Map.entry("oạ", "ọa"),
          Map.entry("oè", "òe"),
          Map.entry("oé", "óe"),
          Map.entry("oẻ", "ỏe"),
          Map.entry("oẽ", "õe"),
          Map.entry("oẹ", "ọe"),
          Map.entry("uỳ", "ùy"),
          Map.entry("uý", "úy"),
          Map.entry("uỷ", "ủy"),
          Map.entry("uỹ", "ũy"),
          Map.entry("uỵ", "ụy"));

  private static final Pattern NEW_TONE =
      Pattern.compile("(" + String.join("|", TONES.keySet()) + ")(?!\\p{L})");

  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().stream()
        .filter(cells -> cells.type() == ColumnType.TEXT)
        .map(SpellingVariants::inquire)
        .toList();
  }

  private static Inquiry inquire(Cells cells) {
    String distinct =
        "approx_count_distinct(%s) FILTER (WHERE %s)".formatted(cells.sql(), cells.isFilled());
    return Inquiry.ofText(
        List.of(cells.filled(), distinct),
        (measured, tables) -> {
          long filled = measured.text(cells.filled());
          long values = measured.text(distinct);
          return filled < FEWEST_ROWS || values > MOST_VALUES || 2 * values > filled
              ? List.of()
              : List.of(judge(cells, filled, tables));
        });
  }

  private record Value(String text, long rows) {}

  private static Verdict judge(Cells cells, long filled, Tables tables) {
    List<Value> values =
        tables.query(
            "SELECT %s, count(*) FROM t WHERE %s AND length(%s) <= 200 GROUP BY 1 ORDER BY 1 LIMIT %d"
                .formatted(cells.sql(), cells.isFilled(), cells.sql(), 2 * MOST_VALUES),
            row -> new Value(row.getString(1), row.getLong(2)));
    var odd = new HashMap<String, String>();
    long failed = 0;
    for (List<Value> variants : groups(values)) {
      String usual = variants.getFirst().text();
      for (Value variant : variants.subList(1, variants.size())) {
        odd.put(variant.text(), usual);
        failed += variant.rows();
      }
    }
    Verdict verdict =
        Verdict.count(ID, filled, failed)
            .on(cells)
            .saying(
                "Cột \"%s\": %s trong %s ô viết một tên theo cách khác với phần lớn các dòng. Thống nhất một cách viết cho mỗi tên."
                    .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
                "Column \"%s\": %s of %s cells spell a name otherwise than most rows do. Use one spelling for each name."
                    .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
    return odd.isEmpty() ? verdict : verdict.showing(rows(cells, odd, tables));
  }

  private static Evidence rows(Cells cells, Map<String, String> odd, Tables tables) {
    String predicate =
        Sql.isOneOf(cells.sql(), odd.keySet().stream().sorted().limit(MOST_SHOWN).toList());
    List<FailingRow> rows =
        tables.query(
            Sql.show(cells.sql(), predicate) + " LIMIT " + Evidence.SHOWN,
            row ->
                new FailingRow(
                    row.getLong(1), row.getString(2), odd.getOrDefault(row.getString(2), "")));
    return Evidence.Found.by(rows, Sql.show(cells.sql(), predicate));
  }

  /** Values that are one, two and more of them, the most frequent first. */
  private static List<List<Value>> groups(List<Value> values) {
    Map<String, List<Value>> byFold = new HashMap<>();
    for (Value value : values) {
      String fold = fold(value.text());
      if (fold.codePoints().anyMatch(Character::isLetter)) {
        byFold.computeIfAbsent(fold, _ -> new ArrayList<>()).add(value);
      }
    }
    Map<String, List<String>> byLetters = new HashMap<>();
    for (String fold : byFold.keySet()) {
      String letters = bare(fold);
      if (isLong(fold) && !letters.equals(fold)) {
        byLetters.computeIfAbsent(letters, _ -> new ArrayList<>()).add(fold);
      }
    }
    byLetters.forEach(
        (letters, accented) -> {
          List<Value> bare = accented.size() == 1 ? byFold.remove(letters) : null;
          if (bare != null) {
            byFold.computeIfAbsent(accented.getFirst(), _ -> new ArrayList<>()).addAll(bare);
          }
        });
    return byFold.values().stream()
        .filter(
            variants -> variants.size() > 1 && variants.stream().anyMatch(v -> isName(v.text())))
        .map(
            variants ->
                variants.stream()
                    .sorted(
                        Comparator.comparingLong(Value::rows).reversed().thenComparing(Value::text))
                    .toList())
        .toList();
  }

  private static boolean isLong(String fold) {
    return fold.codePoints().filter(Character::isLetter).count() >= FEWEST_LETTERS;
  }

  private static boolean isName(String text) {
    return isLong(fold(text)) || SHORT_NAME.matcher(text.strip()).matches();
  }

  private static String fold(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String tones = NEW_TONE.matcher(lower).replaceAll(m -> TONES.get(m.group(1)));
    return SIGNS.matcher(tones).replaceAll("");
  }

  private static String bare(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .replace('đ', 'd');
  }
}
