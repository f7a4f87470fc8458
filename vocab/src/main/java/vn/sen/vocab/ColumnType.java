package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the cells of a column are. */
public enum ColumnType {
  BOOLEAN,
  INTEGER,
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP,
  DURATION,
  YEAR,
  YEAR_QUARTER,
  YEAR_MONTH,
  GEOMETRY,
  TEXT;

  /** The name in JSON: {@code year-month}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
