package vn.sen.harvest.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Tells totals among the rows of a table from rows that are only called like one: each number of a
 * total is the sum of those in rows above it, or below, up to another total or an end of the table,
 * and no other text stands in it than its name.
 */
final class Subtotals {
  /** More rows that are called totals are names of something. */
  static final int MOST = 1_000;

  /** Longer tables are not gone through again. */
  private static final long MOST_ROWS = 200_000;

  private static final long MOST_SUMS = 1_000_000;

  private static final Pattern CALLED =
      Pattern.compile(
          "(?:tổng|cộng|tong cong|tong so|total|grand total|subtotal|sub-total|sub total|sum)"
              + "(?:[ :].*)?|.* (?:sub-?)?totals?");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(?:\\.\\d{1,40})?");

  /**
   * A row that is called a total.
   *
   * @param name place of the cell with the name
   */
  record Called(long number, int name, List<String> cells) {}

  /** What a column holds that can be added up. */
  enum Style {
    NONE,
    ENGLISH,
    VIETNAMESE;

    static Style of(ColumnPlan plan) {
      return switch (plan.form()) {
        case DIGITS, ENGLISH, ENGLISH_GROUPED -> ENGLISH;
        case VIETNAMESE -> VIETNAMESE;
        default -> NONE;
      };
    }

    Optional<BigDecimal> number(String cell) {
      String digits = cell.replaceAll("[\\s\\u00a0\\u202f]", "");
      digits =
          this == ENGLISH ? digits.replace(",", "") : digits.replace(".", "").replace(',', '.');
      boolean number = this != NONE && NUMBER.matcher(digits).matches();
      return number ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }
  }

  private final List<Called> called;
  private final List<Style> styles;
  private final CellScan scan = new CellScan();

  /** Before the first row, before each that is called a total, and behind the last. */
  private final List<Sums> marks = new ArrayList<>();

  /**
   * @param rows how many there were so far
   */
  private record Sums(long rows, BigDecimal[] sums) {}

  private Subtotals(List<Called> called, List<Style> styles) {
    this.called = called;
    this.styles = styles;
  }

  /** Whether a name, in small letters and without blanks at its ends, is that of a total. */
  static boolean isName(String name) {
    return CALLED.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * The numbers of those that are totals indeed.
   *
   * @param called in the order in which they stand
   * @param styles of the columns
   * @param isRow whether a record may be added up
   */
  static Set<Long> proven(
      List<Called> called, List<Style> styles, Records records, LongPredicate isRow)
      throws IOException, Refused {
    boolean bounded = called.size() <= MOST && (long) called.size() * styles.size() <= MOST_SUMS;
    if (called.isEmpty() || !bounded || styles.stream().allMatch(style -> style == Style.NONE)) {
      return Set.of();
    }
    var subtotals = new Subtotals(called, styles);
    return subtotals.addUp(records, isRow) ? subtotals.proven() : Set.of();
  }

  private boolean addUp(Records records, LongPredicate isRow) throws IOException, Refused {
    var sums = new BigDecimal[styles.size()];
    Arrays.fill(sums, BigDecimal.ZERO);
    long rows = 0;
    marks.add(new Sums(0, sums.clone()));
    try (Records.Cursor cursor = records.open()) {
      Row row = cursor.row();
      for (long seen = 0; cursor.next(); seen++) {
        if (seen > MOST_ROWS) {
          return false;
        }
        int next = marks.size() - 1;
        if (next < called.size() && called.get(next).number == row.number) {
          marks.add(new Sums(rows, sums.clone()));
        } else if (isRow.test(row.number) && !isTooLong(row)) {
          rows++;
          for (int i = 0; i < Math.min(row.cells, sums.length); i++) {
            if (styles.get(i) != Style.NONE) {
              sums[i] = sums[i].add(styles.get(i).number(row.text(i)).orElse(BigDecimal.ZERO));
            }
          }
        }
      }
    }
    marks.add(new Sums(rows, sums));
    return marks.size() == called.size() + 2;
  }

  private boolean isTooLong(Row row) {
    for (int i = styles.size(); i < row.cells; i++) {
      if (!row.isBlank(i)) {
        return true;
      }
    }
    return false;
  }

  private Set<Long> proven() {
    Set<Long> proven = new HashSet<>();
    Set<Long> ofOneRow = new HashSet<>();
    for (int i = 0; i < called.size(); i++) {
      long rows = rowsAddedUp(i);
      if (rows > 0) {
        (rows > 1 ? proven : ofOneRow).add(called.get(i).number);
      }
    }
    // That one row has the numbers of another is chance, but not among totals of several.
    if (!proven.isEmpty()) {
      proven.addAll(ofOneRow);
    }
    return proven;
  }

  /** Of how many rows a row is the sum; 0 where it is none. */
  private long rowsAddedUp(int index) {
    List<Optional<BigDecimal>> numbers = numbers(called.get(index));
    if (numbers.stream().noneMatch(n -> n.isPresent() && n.get().signum() != 0)) {
      return 0;
    }
    Sums here = marks.get(index + 1);
    for (int i = index; i >= 0; i--) {
      if (areBetween(numbers, marks.get(i), here)) {
        return here.rows - marks.get(i).rows;
      }
    }
    for (int i = index + 2; i < marks.size(); i++) {
      if (areBetween(numbers, here, marks.get(i))) {
        return marks.get(i).rows - here.rows;
      }
    }
    return 0;
  }

  private static boolean areBetween(List<Optional<BigDecimal>> numbers, Sums before, Sums behind) {
    for (int i = 0; i < numbers.size(); i++) {
      Optional<BigDecimal> number = numbers.get(i);
      if (number.isPresent()
          && behind.sums[i].subtract(before.sums[i]).compareTo(number.get()) != 0) {
        return false;
      }
    }
    return behind.rows > before.rows;
  }

  /** The numbers of a row by their columns; none where something else stands in it. */
  private List<Optional<BigDecimal>> numbers(Called row) {
    var numbers = new ArrayList<Optional<BigDecimal>>();
    for (int i = 0; i < Math.min(row.cells.size(), styles.size()); i++) {
      String cell = row.cells.get(i);
      Optional<BigDecimal> number = i == row.name ? Optional.empty() : styles.get(i).number(cell);
      scan.scan(cell);
      if (i != row.name && number.isEmpty() && !scan.isEmpty() && !scan.is(CellScan.MISSING)) {
        return List.of();
      }
      numbers.add(number);
    }
    return numbers;
  }
}
