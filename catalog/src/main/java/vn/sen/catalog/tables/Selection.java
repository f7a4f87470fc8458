package vn.sen.catalog.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.sen.catalog.RowsQuery;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * What a query asks for, checked against the schema.
 *
 * @param outputs columns of the answer, in order
 * @param where SQL, {@code TRUE} for all rows
 * @param groups SQL to group by; empty for none
 * @param order what to sort by
 */
record Selection(List<Output> outputs, String where, List<String> groups, List<Order> order) {

  /** A column of the answer: its description, and the SQL of its value. */
  record Output(Column column, String sql) {}

  /** A sort key: SQL of the value, and its direction. */
  record Order(String sql, String type, boolean descending) {}

  /** Whether rows are grouped, so that the answer's rows are no rows of the table. */
  boolean isGrouped() {
    return !groups.isEmpty() || outputs.stream().anyMatch(o -> Aggregate.isOne(o.sql()));
  }

  static Selection of(RowsQuery query, List<Column> columns) {
    String where = query.where().map(text -> Filter.compile(text, columns)).orElse("TRUE");
    List<Output> outputs =
        query.select().isEmpty()
            ? (query.group().isEmpty() ? columns : named(query.group(), columns))
                .stream().map(Selection::plain).toList()
            : query.select().stream().map(item -> output(item, columns)).toList();
    boolean aggregated = outputs.stream().anyMatch(o -> Aggregate.isOne(o.sql()));
    List<String> groups =
        named(query.group(), columns).stream().map(c -> DuckSession.identifier(c.name())).toList();
    if (!groups.isEmpty() || aggregated) {
      for (Output output : outputs) {
        if (!Aggregate.isOne(output.sql()) && !groups.contains(output.sql())) {
          throw new InvalidRequestException(
              "The column '%s' is selected beside an aggregate; put it into group, too."
                  .formatted(output.column().name()));
        }
      }
    }
    Map<String, Output> sortable = new LinkedHashMap<>();
    if (groups.isEmpty() && !aggregated) {
      columns.forEach(column -> sortable.put(column.name(), plain(column)));
    }
    outputs.forEach(output -> sortable.put(output.column().name(), output));
    List<Order> order = query.order().stream().map(item -> order(item, sortable)).toList();
    return new Selection(outputs, where, groups, order);
  }

  private static List<Column> named(List<String> names, List<Column> columns) {
    return names.stream()
        .map(name -> Filter.find(columns, new Words(name).name(), "in group"))
        .toList();
  }

  private static Output plain(Column column) {
    return new Output(column, DuckSession.identifier(column.name()));
  }

  private static Output output(String item, List<Column> columns) {
    var words = new Words(item);
    for (Aggregate aggregate : Aggregate.values()) {
      int start = words.position();
      if (words.take(aggregate.name())) {
        if (!words.take("(")) {
          if (words.atEnd() && start == 0) {
            break; // a column that is called like an aggregate
          }
          throw words.unexpected("'('");
        }
        Output output = aggregate(aggregate, words, columns);
        return output;
      }
    }
    Column column = Filter.find(columns, new Words(item).name(), "in select");
    return plain(column);
  }

  private static Output aggregate(Aggregate aggregate, Words words, List<Column> columns) {
    String name = aggregate.name().toLowerCase(Locale.ROOT);
    Column result;
    String sql;
    if (aggregate == Aggregate.COUNT && words.take("*")) {
      result = new Column(name, "", ColumnType.INTEGER);
      sql = "count(*)";
    } else {
      Column column = Filter.find(columns, words.name(), "in select");
      aggregate.demand(column);
      result = new Column(name + "_" + column.name(), "", aggregate.type(column.type()));
      String value = DuckSession.identifier(column.name());
      boolean extreme = aggregate == Aggregate.MIN || aggregate == Aggregate.MAX;
      sql =
          extreme && column.type() == ColumnType.DURATION
              ? "arg_%s(%s, %s)".formatted(name, value, Durations.seconds(value))
              : "%s(%s)".formatted(name, value);
    }
    words.expect(")");
    if (words.take("as")) {
      result = new Column(words.name(), "", result.type());
    }
    if (!words.atEnd()) {
      throw words.unexpected("the end");
    }
    return new Output(result, sql);
  }

  private static Order order(String item, Map<String, Output> sortable) {
    boolean descending = item.startsWith("-");
    String name = new Words(descending ? item.substring(1) : item).name();
    Column column =
        Filter.find(
            new ArrayList<>(sortable.values()).stream().map(Output::column).toList(),
            name,
            "in order");
    Output output = sortable.get(column.name());
    if (output == null) {
      throw new IllegalStateException("no output for " + column);
    }
    String sql =
        switch (column.type()) {
          // Of any scale: as doubles all can be told in a cursor, and sort as they compare.
          case DECIMAL -> "CAST(%s AS DOUBLE)".formatted(output.sql());
          case DURATION -> Durations.seconds(output.sql());
          case GEOMETRY -> Filter.shown(column.type(), output.sql());
          default -> output.sql();
        };
    return new Order(sql, sqlType(column.type()), descending);
  }

  /** A type that holds every value of the column, for cursors. */
  private static String sqlType(ColumnType type) {
    return switch (type) {
      case INTEGER, YEAR -> "HUGEINT";
      case DECIMAL, DURATION -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXT, YEAR_MONTH, YEAR_QUARTER, GEOMETRY -> "VARCHAR";
    };
  }

  private enum Aggregate {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX;

    static boolean isOne(String sql) {
      return !sql.startsWith("\"");
    }

    void demand(Column column) {
      boolean number =
          switch (column.type()) {
            case INTEGER, DECIMAL, YEAR -> true;
            default -> false;
          };
      if ((this == SUM || this == AVG) && !number) {
        throw new InvalidRequestException(
            "%s needs a column of numbers; '%s' is %s."
                .formatted(name().toLowerCase(Locale.ROOT), column.name(), column.type().key()));
      }
    }

    ColumnType type(ColumnType of) {
      return switch (this) {
        case COUNT -> ColumnType.INTEGER;
        case SUM -> of == ColumnType.INTEGER ? ColumnType.INTEGER : ColumnType.DECIMAL;
        case AVG -> ColumnType.DECIMAL;
        case MIN, MAX -> of;
      };
    }
  }
}
