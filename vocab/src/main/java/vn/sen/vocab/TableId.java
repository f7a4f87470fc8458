package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A table of a dataset.
 *
 * @param slug stable within the dataset, kebab-case of {@code [a-z0-9-]}, at most 80 characters
 */
public record TableId(DatasetId dataset, String slug) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public TableId {
    if (slug.length() > 80 || !FORM.matcher(slug).matches()) {
      throw new IllegalArgumentException(
          "a table's slug is kebab-case, at most 80 characters, got '%s'".formatted(slug));
    }
  }

  /**
   * Reads {@code dataset/table}, the form that {@link #toString()} writes.
   *
   * @throws IllegalArgumentException when {@code text} has another form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TableId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "a table is written dataset/table, got '%s'".formatted(text));
    }
    return new TableId(new DatasetId(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** Version {@code number} of this table. */
  public TableVersionId version(int number) {
    return new TableVersionId(this, number);
  }

  @Override
  @JsonValue
  public String toString() {
    return dataset + "/" + slug;
  }
}
