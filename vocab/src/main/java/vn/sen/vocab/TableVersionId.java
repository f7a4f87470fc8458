package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A version of a table, immutable once judged.
 *
 * @param number from 1, counted per table
 */
public record TableVersionId(TableId table, int number) {
  public TableVersionId {
    if (number < 1) {
      throw new IllegalArgumentException("versions count from 1, got " + number);
    }
  }

  /**
   * Reads {@code dataset/table@version}, the form that {@link #toString()} writes.
   *
   * @throws IllegalArgumentException when {@code text} has another form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TableVersionId parse(String text) {
    int slash = text.indexOf('/');
    int at = text.lastIndexOf('@');
    if (slash < 0 || at < slash) {
      throw new IllegalArgumentException(
          "a table version is written dataset/table@version, got '%s'".formatted(text));
    }
    try {
      return new TableVersionId(
          new TableId(new DatasetId(text.substring(0, slash)), text.substring(slash + 1, at)),
          Integer.parseInt(text.substring(at + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the version after @ is a whole number, got '%s'".formatted(text), e);
    }
  }

  @Override
  @JsonValue
  public String toString() {
    return table + "@" + number;
  }
}
