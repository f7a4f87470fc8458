package vn.sen.harvest.check;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import vn.sen.catalog.tables.DuckSession;

/** The few forms of SQL that rules are made of. */
final class Sql {
  private Sql() {}

  /** The aggregate that counts rows. */
  static final String ROWS = "count(*)";

  /** The aggregate that counts rows for which {@code predicate} holds. */
  static String count(String predicate) {
    return "count(*) FILTER (WHERE %s)".formatted(predicate);
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

  static String or(Collection<String> predicates) {
    return predicates.stream().map("(%s)"::formatted).collect(joining(" OR "));
  }

  /** The query that shows a person the rows that failed. */
  static String show(String value, String predicate) {
    return "SELECT _row, %s FROM t WHERE %s ORDER BY _row".formatted(value, predicate);
  }
}
