package vn.sen.catalog.tables;

/** How the values of a typed column were written in the file received, each in the same way. */
public enum Spelling {
  /** Text. */
  SAME("%s"),
  /** Numbers without thousands, dates and times of day as ISO 8601 has them, small letters. */
  PLAIN("CAST(%s AS VARCHAR)"),
  /** Numbers with a decimal comma. */
  COMMA("replace(CAST(%s AS VARCHAR), '.', ',')"),
  /** Days and their times with a T between. */
  WITH_T("replace(CAST(%s AS VARCHAR), ' ', 'T')"),
  /** {@code 31/12/2025}. */
  DAY_FIRST("strftime(%s, '%%d/%%m/%%Y')"),
  /** {@code 12/31/2025}. */
  MONTH_FIRST("strftime(%s, '%%m/%%d/%%Y')"),
  /** {@code TRUE} and {@code FALSE}. */
  CAPITALS("upper(CAST(%s AS VARCHAR))");

  private final String form;

  Spelling(String form) {
    this.form = form;
  }

  /** SQL for the text of the values of {@code column}, a quoted identifier. */
  String sql(String column) {
    return form.formatted(column);
  }
}
