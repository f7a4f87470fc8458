package vn.sen.harvest.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Message;

/**
 * What an agency promises of a table.
 *
 * @param columns in the promised order
 * @param primaryKey names of the columns that identify a row; empty when none is promised
 * @param references columns whose values stand in another table, or elsewhere in this one
 * @param rules rules of the catalogue that are to hold, with what they need to know
 * @param queries what SQL over the table is to give
 * @param unheld what else is promised, that Sen does not hold the table against, in words
 * @param match how the columns promised and the columns there are belong together
 * @param file what is promised of the file that the table comes in
 * @param others tables that the contract says something of, because this one refers to them
 */
public record Contract(
    List<PromisedColumn> columns,
    List<String> primaryKey,
    List<Reference> references,
    List<PromisedRule> rules,
    List<PromisedQuery> queries,
    List<Message> unheld,
    FieldsMatch match,
    PromisedFile file,
    List<OtherTable> others) {

  public Contract {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    references = List.copyOf(references);
    rules = List.copyOf(rules);
    queries = List.copyOf(queries);
    unheld = List.copyOf(unheld);
    others = List.copyOf(others);
  }

  /** Of a table by itself, whose columns are those promised. */
  public Contract(
      List<PromisedColumn> columns,
      List<String> primaryKey,
      List<Reference> references,
      List<PromisedRule> rules,
      List<PromisedQuery> queries,
      List<Message> unheld) {
    this(
        columns,
        primaryKey,
        references,
        rules,
        queries,
        unheld,
        FieldsMatch.EXACT,
        PromisedFile.NONE,
        List.of());
  }

  /** Everything that is promised can be held against the table. */
  public Contract(
      List<PromisedColumn> columns,
      List<String> primaryKey,
      List<Reference> references,
      List<PromisedRule> rules) {
    this(columns, primaryKey, references, rules, List.of(), List.of());
  }

  /** A promise about columns and their key alone. */
  public Contract(List<PromisedColumn> columns, List<String> primaryKey) {
    this(columns, primaryKey, List.of(), List.of());
  }

  /**
   * The promise about {@code column}, found by its name or by its header as it stands; one that
   * writes it in the same letters comes before one that does but for their case.
   */
  public Optional<PromisedColumn> find(Column column) {
    return columns.stream()
        .filter(promised -> promised.name().strip().equals(column.original().strip()))
        .filter(promised -> promised.isAbout(column.original()))
        .findFirst()
        .or(
            () ->
                columns.stream()
                    .filter(p -> p.isAbout(column.name()) || p.isAbout(column.original()))
                    .findFirst());
  }

  /** What the contract says of another table. */
  public Optional<OtherTable> other(String name) {
    return others.stream().filter(other -> other.name().equals(name)).findFirst();
  }

  /** What is promised by way of one rule, such as {@code ACC-10}. */
  public List<PromisedRule> rules(String rule) {
    return rules.stream().filter(promised -> promised.rule().equals(rule)).toList();
  }

  /**
   * What is promised of one column.
   *
   * @param type absent when any value will do
   * @param required every row has a value
   * @param unique no value twice
   * @param description what it means, for people
   * @param unit what its numbers are counted or measured in, such as {@code triệu đồng}
   */
  public record PromisedColumn(
      String name,
      Optional<ColumnType> type,
      boolean required,
      boolean unique,
      Optional<String> title,
      Optional<String> description,
      Limits limits,
      Optional<String> unit) {

    /** Without a unit. */
    public PromisedColumn(
        String name,
        Optional<ColumnType> type,
        boolean required,
        boolean unique,
        Optional<String> title,
        Optional<String> description,
        Limits limits) {
      this(name, type, required, unique, title, description, limits, Optional.empty());
    }

    /** Any value of the type will do. */
    public PromisedColumn(
        String name,
        Optional<ColumnType> type,
        boolean required,
        boolean unique,
        Optional<String> title,
        Optional<String> description) {
      this(name, type, required, unique, title, description, Limits.NONE);
    }

    /** The same within limits. */
    public PromisedColumn within(Limits other) {
      return new PromisedColumn(name, type, required, unique, title, description, other, unit);
    }

    /** The same, its numbers in a unit. */
    public PromisedColumn in(Optional<String> other) {
      return new PromisedColumn(name, type, required, unique, title, description, limits, other);
    }

    private boolean isAbout(String header) {
      return !header.isBlank() && name.strip().equalsIgnoreCase(header.strip());
    }
  }

  /**
   * Between what the values of a column lie. An empty cell has no value and keeps every limit.
   *
   * @param minimum as it is written in JSON: a number, an ISO date or timestamp, a text
   * @param pattern a regular expression that the whole text matches
   * @param values all there may be; empty when that is not limited
   */
  public record Limits(
      Optional<Bound> minimum,
      Optional<Bound> maximum,
      OptionalInt minimumLength,
      OptionalInt maximumLength,
      Optional<String> pattern,
      List<String> values) {

    public static final Limits NONE =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of());

    public Limits {
      values = List.copyOf(values);
    }
  }

  /**
   * An end of a range.
   *
   * @param inclusive whether the value itself is within
   */
  public record Bound(String value, boolean inclusive) {}

  /**
   * Columns whose values, where none of them is empty, stand in the columns of another table.
   *
   * @param table its name; empty for the same table
   * @param referenced as many as {@code columns}
   */
  public record Reference(List<String> columns, String table, List<String> referenced) {
    public Reference {
      columns = List.copyOf(columns);
      referenced = List.copyOf(referenced);
    }
  }

  /**
   * How columns promised and columns found belong together: Table Schema 2.0, {@code fieldsMatch}.
   */
  public enum FieldsMatch {
    /** The same columns in the same order. */
    EXACT,
    /** The same columns in any order. */
    EQUAL,
    /** Every column promised is there; others may be. */
    SUBSET,
    /** No other columns than those promised; some may be missing. */
    SUPERSET,
    /** At least one column promised is there. */
    PARTIAL;

    /** As the standard writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is promised of the bytes of the table's file.
   *
   * @param rows of data in it
   */
  public record PromisedFile(
      OptionalLong byteSize, Optional<Checksum> checksum, OptionalLong rows) {
    public static final PromisedFile NONE =
        new PromisedFile(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
  }

  /**
   * A table that the one promised refers to.
   *
   * @param path where its file is, from where the contract is; absent when that is not said
   * @param columns of {@code rows}
   * @param rows all there are, where the contract holds them itself; each as long as {@code
   *     columns}
   */
  public record OtherTable(
      String name, Optional<String> path, List<String> columns, List<List<String>> rows) {
    public OtherTable {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** Whether the contract holds its rows. */
    public boolean isInline() {
      return !columns.isEmpty();
    }
  }

  /**
   * A rule with its parameters, each a list of texts; the page of the rule says which there are.
   *
   * @param rule such as {@code ACC-10}
   */
  public record PromisedRule(String rule, Map<String, List<String>> parameters) {
    public PromisedRule {
      parameters = Map.copyOf(parameters);
    }

    /** The values of a parameter; none when it isn't given. */
    public List<String> parameter(String name) {
      return parameters.getOrDefault(name, List.of());
    }
  }

  /**
   * A query over the table that gives one value, and what that is to be.
   *
   * @param tables names that the query may call the table by
   * @param comparison such as {@code mustBe} or {@code mustBeBetween}
   * @param operands one, or two for a range; numbers, or a text for equality
   * @param description in words, absent when there are none
   */
  public record PromisedQuery(
      List<String> tables,
      String sql,
      Comparison comparison,
      List<String> operands,
      Optional<String> description) {
    public PromisedQuery {
      tables = List.copyOf(tables);
      operands = List.copyOf(operands);
    }
  }

  /** What a value must be beside another, or two: the operators of ODCS v3, data quality. */
  public enum Comparison {
    BE,
    NOT_BE,
    BE_GREATER_THAN,
    BE_GREATER_OR_EQUAL_TO,
    BE_LESS_THAN,
    BE_LESS_OR_EQUAL_TO,
    BE_BETWEEN,
    NOT_BE_BETWEEN;

    /** As the standard writes it, such as {@code mustBeBetween}. */
    public String key() {
      return Arrays.stream(name().split("_"))
          .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
          .collect(Collectors.joining("", "must", ""));
    }
  }
}
