package vn.sen.harvest.units;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.TextTable;
import vn.sen.harvest.check.UnitColumns;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Column;
import vn.sen.vocab.Message;

/**
 * Says of each row of a table to which unit it belongs on another day than that of its codes, or
 * why that cannot be said. Holds no state; safe for several threads.
 */
public final class UnitMigration {
  /** Codes there are in all, and more. */
  private static final int MOST_CODES = 100_000;

  private static final int CODES_IN_A_STATEMENT = 1_000;
  private static final int MOST_REASONS = 100;

  /** A column holds codes of units when this share of its cells names one. */
  private static final double KNOWN = 0.5;

  /** One in ten numbers of five digits is a commune's; where nearly all are, that is no chance. */
  private static final double SURELY = 0.9;

  private static final int FEWEST_COMMUNES = 10;

  /** What a cell has around it that is none of its value. */
  private static final String CODE = "trim(%s, ' ' || chr(9) || chr(10) || chr(13) || chr(160))";

  private final AdministrativeUnits units;
  private final LocalDate from;
  private final LocalDate to;

  /**
   * @param from the day whose units the codes name
   * @param to the day whose units are asked for; before {@code from} too
   */
  public UnitMigration(AdministrativeUnits units, LocalDate from, LocalDate to) {
    this.units = units;
    this.from = from;
    this.to = to;
  }

  /** What became of a table. */
  public sealed interface Outcome {

    /** It was written, its columns of codes in their order. */
    record Written(List<Placed> columns) implements Outcome {}

    /** No column holds codes of units of that day. */
    record NoCodes() implements Outcome {}
  }

  /**
   * How many cells of a column could be placed.
   *
   * @param placed cells whose unit is known
   * @param unplaced cells of which it cannot be said, why by code: the most frequent first, at most
   *     a hundred
   */
  public record Placed(
      String column, Level level, long placed, long unplaced, Map<String, Message> why) {}

  private record Code(String text, long rows) {}

  private record Coded(Column column, Level level, List<Code> codes) {}

  /**
   * Writes the table as CSV, every cell as it stands, and behind each column of codes, at the end,
   * three more: the code on the other day, the unit's name, and a note where there is something to
   * say.
   *
   * @param text as {@link TextTable} has it
   * @param columns of the table
   * @param names of columns that hold codes; where it is empty, those whose headers and cells say
   *     so
   */
  public Outcome migrate(
      DuckSession session, Path text, List<Column> columns, List<String> names, Path target) {
    session.execute(
        "CREATE OR REPLACE TEMP VIEW received AS FROM " + TextTable.rows(session, text));
    List<Coded> coded =
        columns.stream()
            .filter(column -> names.isEmpty() || isNamed(column, names))
            .flatMap(column -> coded(session, column, names).stream())
            .toList();
    if (coded.isEmpty()) {
      return new Outcome.NoCodes();
    }
    var taken = new HashSet<String>();
    columns.forEach(column -> taken.add(column.name().toLowerCase(Locale.ROOT)));
    var select = new ArrayList<String>(columns.stream().map(c -> "r." + sql(c)).toList());
    var joins = new StringBuilder();
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < coded.size(); i++) {
      Coded each = coded.get(i);
      placed.add(tell(session, each, "told" + i));
      String name = each.column.name() + "_" + to;
      select.add("told%d.code AS %s".formatted(i, free(name, taken)));
      select.add("told%d.name AS %s".formatted(i, free(name + "_ten", taken)));
      select.add("told%d.note AS %s".formatted(i, free(name + "_ghi_chu", taken)));
      joins.append(
          " LEFT JOIN told%1$d ON told%1$d.written = %2$s"
              .formatted(i, CODE.formatted("r." + sql(each.column))));
    }
    session.execute(
        "COPY (SELECT %s FROM received r%s ORDER BY r._row) TO %s (FORMAT csv, HEADER, NULLSTR '')"
            .formatted(String.join(", ", select), joins, DuckSession.literal(target.toString())));
    return new Outcome.Written(placed);
  }

  private static boolean isNamed(Column column, List<String> names) {
    return names.contains(column.name()) || names.contains(column.original().strip());
  }

  private Optional<Coded> coded(DuckSession session, Column column, List<String> names) {
    List<Code> codes =
        session.query(
            "SELECT %s AS code, count(*) AS n FROM received WHERE code <> '' GROUP BY 1 ORDER BY n DESC, 1 LIMIT %d"
                .formatted(CODE.formatted(sql(column)), MOST_CODES),
            row -> new Code(row.getString(1), row.getLong(2)));
    long all = codes.stream().mapToLong(Code::rows).sum();
    return levels(column, codes, names).stream()
        .map(level -> Map.entry(level, known(codes, level)))
        .filter(level -> level.getValue() > 0 && level.getValue() >= KNOWN * all)
        .max(Map.Entry.comparingByValue())
        .map(level -> new Coded(column, level.getKey(), codes));
  }

  /**
   * What the codes of a column may be of, by its header, or by themselves where it says nothing.
   */
  private List<Level> levels(Column column, List<Code> codes, List<String> names) {
    List<Level> said = UnitColumns.levels(column);
    if (!said.isEmpty()) {
      return said;
    }
    if (!names.isEmpty()) {
      return List.of(Level.values());
    }
    long communes = codes.stream().filter(c -> units.isValid(c.text, Level.COMMUNE, from)).count();
    return communes >= FEWEST_COMMUNES && communes >= SURELY * codes.size()
        ? List.of(Level.COMMUNE)
        : List.of();
  }

  /** Rows whose code named a unit of {@code level} on the day, zeros lost or not. */
  private long known(List<Code> codes, Level level) {
    return codes.stream()
        .filter(code -> Whereabouts.meant(units, code.text, level, from).isPresent())
        .mapToLong(Code::rows)
        .sum();
  }

  /** Writes what is known of each code into a table of the session. */
  private Placed tell(DuckSession session, Coded coded, String table) {
    session.execute(
        "CREATE OR REPLACE TEMP TABLE %s (written VARCHAR, code VARCHAR, name VARCHAR, note VARCHAR)"
            .formatted(table));
    long placed = 0;
    long unplaced = 0;
    Map<String, Message> why = new LinkedHashMap<>();
    var rows = new ArrayList<String>();
    for (Code code : coded.codes) {
      Whereabouts found = Whereabouts.of(units, code.text, coded.level, from, to);
      if (found.unit().isPresent()) {
        placed += code.rows;
      } else {
        unplaced += code.rows;
        if (why.size() < MOST_REASONS) {
          found.note().ifPresent(note -> why.put(code.text, note));
        }
      }
      rows.add(
          "(%s, %s, %s, %s)"
              .formatted(
                  DuckSession.literal(code.text),
                  literal(found.unit().map(AdministrativeUnit::code)),
                  literal(found.unit().map(AdministrativeUnit::name)),
                  literal(found.note().map(note -> note.vi() + " / " + note.en()))));
      if (rows.size() == CODES_IN_A_STATEMENT) {
        insert(session, table, rows);
      }
    }
    insert(session, table, rows);
    return new Placed(coded.column.name(), coded.level, placed, unplaced, why);
  }

  private static void insert(DuckSession session, String table, List<String> rows) {
    if (!rows.isEmpty()) {
      session.execute("INSERT INTO %s VALUES %s".formatted(table, String.join(", ", rows)));
      rows.clear();
    }
  }

  private static String literal(Optional<String> text) {
    return text.map(DuckSession::literal).orElse("NULL");
  }

  private static String sql(Column column) {
    return DuckSession.identifier(column.name());
  }

  private static String free(String wish, Set<String> taken) {
    String name = wish;
    for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
      name = wish + "_" + n;
    }
    return DuckSession.identifier(name);
  }
}
