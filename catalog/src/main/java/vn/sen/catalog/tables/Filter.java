package vn.sen.catalog.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * The filter language of the rows API, compiled to SQL. Nothing of the visitor's text reaches the
 * SQL: columns are looked up in the schema, literals are typed and written anew.
 *
 * <pre>
 * filter    = term { "or" term }
 * term      = factor { "and" factor }
 * factor    = "not" factor | "(" filter ")" | predicate
 * predicate = column ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) literal
 *           | column [ "not" ] "in" "(" literal { "," literal } ")"
 *           | column "is" [ "not" ] "null"
 *           | column ( "contains" | "startswith" ) text
 * literal   = text | number | "true" | "false"
 * </pre>
 *
 * Text stands in single quotes, doubled inside; a column in double quotes unless it is one word.
 * {@code contains} and {@code startswith} know neither case nor accents; {@code =} knows both.
 * Dates are text, {@code '2025-07-01'}.
 */
final class Filter {
  private static final int DEEPEST = 50;

  private final Words words;
  private final List<Column> columns;

  private Filter(Words words, List<Column> columns) {
    this.words = words;
    this.columns = columns;
  }

  /**
   * @throws InvalidRequestException when {@code text} is no filter; says where and what is allowed
   */
  static String compile(String text, List<Column> columns) {
    var filter = new Filter(new Words(text), columns);
    String sql = filter.filter(0);
    if (!filter.words.atEnd()) {
      throw filter.words.unexpected("'and', 'or' or the end");
    }
    return sql;
  }

  private String filter(int depth) {
    if (depth > DEEPEST) {
      throw new InvalidRequestException(
          "The filter is nested deeper than %d levels.".formatted(DEEPEST));
    }
    var terms = new ArrayList<String>();
    do {
      terms.add(term(depth));
    } while (words.take("or"));
    return "(" + String.join(" OR ", terms) + ")";
  }

  private String term(int depth) {
    var factors = new ArrayList<String>();
    do {
      factors.add(factor(depth));
    } while (words.take("and"));
    return "(" + String.join(" AND ", factors) + ")";
  }

  private String factor(int depth) {
    int nots = 0;
    while (words.take("not")) {
      nots++;
    }
    String sql;
    if (words.take("(")) {
      sql = filter(depth + 1);
      words.expect(")");
    } else {
      sql = predicate();
    }
    return nots % 2 == 0 ? sql : "(NOT " + sql + ")";
  }

  private String predicate() {
    Column column = column();
    String name = DuckSession.identifier(column.name());
    if (words.take("is")) {
      boolean not = words.take("not");
      words.expect("null");
      return name + (not ? " IS NOT NULL" : " IS NULL");
    }
    boolean not = words.take("not");
    if (words.take("in")) {
      words.expect("(");
      var literals = new ArrayList<String>();
      do {
        literals.add(literal(column));
      } while (words.take(","));
      words.expect(")");
      return "%s%s IN (%s)"
          .formatted(comparable(column), not ? " NOT" : "", String.join(", ", literals));
    }
    if (not) {
      throw words.unexpected("'in'");
    }
    if (words.take("contains")) {
      return "contains(%s, %s)".formatted(folded(name), folded(DuckSession.literal(words.text())));
    }
    if (words.take("startswith")) {
      return "starts_with(%s, %s)"
          .formatted(folded(name), folded(DuckSession.literal(words.text())));
    }
    for (String operator : List.of("!=", "<=", ">=", "=", "<", ">")) {
      if (words.take(operator)) {
        return "%s %s %s".formatted(comparable(column), operator, literal(column));
      }
    }
    throw words.unexpected("=, !=, <, <=, >, >=, in, is null, contains or startswith");
  }

  private Column column() {
    int position = words.position();
    String name = words.name();
    return find(columns, name, "at character " + (position + 1));
  }

  /**
   * The column called {@code name}, exactly, else regardless of case.
   *
   * @throws InvalidRequestException when there is none; lists those there are
   */
  static Column find(List<Column> columns, String name, String where) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .or(
            () ->
                columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst())
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "There is no column '%s' (%s). The columns are %s."
                        .formatted(
                            name,
                            where,
                            String.join(", ", columns.stream().map(Column::name).toList()))));
  }

  private String literal(Column column) {
    Words.Literal literal = words.literal();
    String given = literal.text();
    return switch (column.type()) {
      case INTEGER, DECIMAL, YEAR -> {
        if (!Words.isNumber(given)) {
          throw wrong(column, "a number", given);
        }
        yield new BigDecimal(given).toPlainString();
      }
      case BOOLEAN -> {
        String word = given.toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
          throw wrong(column, "true or false", given);
        }
        yield word;
      }
      case DATE -> {
        try {
          yield "DATE '" + LocalDate.parse(given) + "'";
        } catch (DateTimeParseException e) {
          throw wrong(column, "a date such as '2025-07-01'", given);
        }
      }
      case DURATION -> {
        if (!Durations.isOne(given)) {
          throw wrong(column, "a duration such as 'PT8H30M'", given);
        }
        yield Durations.seconds(DuckSession.literal(given));
      }
      case TEXT, TIME, TIMESTAMP, YEAR_MONTH, YEAR_QUARTER, GEOMETRY -> DuckSession.literal(given);
    };
  }

  private static InvalidRequestException wrong(Column column, String wanted, String given) {
    return new InvalidRequestException(
        "The column '%s' is compared with %s, got '%s'.".formatted(column.name(), wanted, given));
  }

  private static String comparable(Column column) {
    String name = DuckSession.identifier(column.name());
    return switch (column.type()) {
      case INTEGER, DECIMAL, YEAR, BOOLEAN, DATE -> name;
      case DURATION -> Durations.seconds(name);
      case TEXT, TIME, TIMESTAMP, YEAR_MONTH, YEAR_QUARTER, GEOMETRY -> shown(column.type(), name);
    };
  }

  /** A value as JSON shows it. */
  static String shown(ColumnType type, String sql) {
    return switch (type) {
      case BOOLEAN, INTEGER, DECIMAL, YEAR -> sql;
      case TIMESTAMP -> "replace(CAST(%s AS VARCHAR), ' ', 'T')".formatted(sql);
      case GEOMETRY -> "ST_AsText(%s)".formatted(sql);
      case DATE, TIME, DURATION, YEAR_MONTH, YEAR_QUARTER, TEXT ->
          "CAST(%s AS VARCHAR)".formatted(sql);
    };
  }

  /** Neither case nor accents; strip_accents leaves đ. */
  private static String folded(String sql) {
    return "replace(strip_accents(lower(CAST(%s AS VARCHAR))), 'đ', 'd')".formatted(sql);
  }
}
