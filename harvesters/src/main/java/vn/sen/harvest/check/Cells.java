package vn.sen.harvest.check;

import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;

/**
 * A column of the table under check, and the SQL that speaks of its cells.
 *
 * @param promised what a contract says of it
 */
record Cells(Column column, Optional<PromisedColumn> promised) {
  /** What counts as nothing around or instead of a value. */
  private static final String BLANKS = " \t\r\n\u00A0\u200B\uFEFF";

  /** The same as a class of characters in a pattern. */
  private static final String BLANK = "[ \\t\\r\\n\\x{A0}\\x{200B}\\x{FEFF}]";

  String name() {
    return column.name();
  }

  ColumnType type() {
    return column.type();
  }

  /** The cell as it stands. */
  String sql() {
    return DuckSession.identifier(column.name());
  }

  /**
   * The cell without the blanks around it. To look for some first takes an eighth of the time that
   * it takes to trim.
   */
  String trimmed() {
    return "CASE WHEN %s THEN trim(%s, %s) ELSE %2$s END"
        .formatted(
            Sql.contains(sql(), "^%1$s|%1$s$".formatted(BLANK)),
            sql(),
            DuckSession.literal(BLANKS));
  }

  String isBlank() {
    return Sql.matches(sql(), BLANK + "*");
  }

  /** Most cells begin with a visible sign of ASCII, and need no second look. */
  String isFilled() {
    return "CASE WHEN %s BETWEEN '!' AND '~' THEN true ELSE NOT %s END".formatted(sql(), isBlank());
  }

  /** The aggregate that counts rows with a value; many rules share it. */
  String filled() {
    return Sql.count(isFilled());
  }

  /** The cell as a number, a comma or a point before its decimals; null where it is none. */
  String number() {
    return "try_cast(replace(%s, ',', '.') AS DOUBLE)".formatted(trimmed());
  }

  /** The header as words without accents, to look for meanings in. */
  HeaderWords header() {
    return HeaderWords.of(column);
  }
}
