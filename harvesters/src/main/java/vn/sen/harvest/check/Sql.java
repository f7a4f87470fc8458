package vn.sen.harvest.check;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.catalog.tables.DuckSession;

/** The few forms of SQL that rules are made of. */
final class Sql {
  private Sql() {}

  private static final String COUNT = "count(*) FILTER (WHERE ";

  /** A text or an identifier. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"(?:[^\"]++|\"\")*+\"");

  /** Aggregates that give the same of equal rows as of one, and nothing of rows beside them. */
  private static final Pattern OF_VALUES =
      Pattern.compile("\\(?(?:min|max|approx_count_distinct)\\(.*");

  /** What comes out otherwise where equal rows are one. */
  private static final Pattern OF_ROWS =
      Pattern.compile(
          "(?i)\\b\\w*(?:count|sum|avg|mean|median|quantile\\w*|mad|mode|list|agg|histogram|entropy)(?<!approx_count_distinct)\\(");

  /** The aggregate that counts rows. */
  static final String ROWS = "count(*)";

  /** The aggregate that counts rows for which {@code predicate} holds. */
  static String count(String predicate) {
    return COUNT + predicate + ")";
  }

  /**
   * The same count as {@link #count}, over distinct values instead of rows.
   *
   * @param weight the column with how many rows have the value
   */
  static Optional<String> weighted(String aggregate, String weight) {
    boolean counts = aggregate.startsWith(COUNT);
    String rest = counts ? aggregate.substring(COUNT.length()) : aggregate;
    String bare = QUOTED.matcher(rest).replaceAll("");
    if (OF_ROWS.matcher(bare).find() || !counts && !OF_VALUES.matcher(bare).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        counts
            ? "coalesce(sum(%s) FILTER (WHERE %s, 0)::BIGINT".formatted(weight, rest)
            : aggregate);
  }

  /**
   * The only column that {@code sql} speaks of, as it stands there; absent where there are several,
   * none, or the number of the row.
   */
  static Optional<String> onlyColumn(String sql) {
    List<String> columns = columns(sql).distinct().toList();
    return columns.size() == 1 && !QUOTED.matcher(sql).replaceAll("").contains("_row")
        ? Optional.of(columns.getFirst())
        : Optional.empty();
  }

  /** The first column that {@code sql} speaks of; empty for none. */
  static String firstColumn(String sql) {
    return columns(sql).findFirst().orElse("");
  }

  /** What {@code sql} quotes as names, as they stand there, in their order and repeated. */
  static Stream<String> columns(String sql) {
    return QUOTED
        .matcher(sql)
        .results()
        .map(MatchResult::group)
        .filter(quoted -> quoted.startsWith("\""));
  }

  /** Whether all of {@code value} matches {@code pattern} (RE2). */
  static String matches(String value, String pattern) {
    return "regexp_full_match(%s, %s)".formatted(value, DuckSession.literal(pattern));
  }

  /** Whether {@code pattern} (RE2) occurs in {@code value}. */
  static String contains(String value, String pattern) {
    return "regexp_matches(%s, %s)".formatted(value, DuckSession.literal(pattern));
  }

  /** Whether {@code value} is one of {@code texts}. The engine joins on a long IN, so a pattern. */
  static String isOneOf(String value, Collection<String> texts) {
    return matches(value, texts.stream().map(Sql::quoted).collect(joining("|")));
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }

  static String and(String left, String right) {
    return "(%s) AND (%s)".formatted(left, right);
  }

  /**
   * Whether both hold, the second looked at only where the first does. With AND, the engine
   * evaluates both for every row wherever they do not stand behind WHERE.
   */
  static String andThen(String first, String second) {
    return "CASE WHEN %s THEN %s ELSE false END".formatted(first, second);
  }

  static String or(Collection<String> predicates) {
    return predicates.stream().map("(%s)"::formatted).collect(joining(" OR "));
  }

  /** What stands behind FROM for a published table. */
  static String parquet(List<Path> parts) {
    return parts.stream()
        .map(part -> DuckSession.literal(part.toString()))
        .collect(joining(", ", "read_parquet([", "])"));
  }

  /** The query that shows a person the rows that failed. */
  static String show(String value, String predicate) {
    return "SELECT _row, %s FROM t WHERE %s ORDER BY _row".formatted(value, predicate);
  }
}
