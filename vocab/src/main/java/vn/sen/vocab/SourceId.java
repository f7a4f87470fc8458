package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a source that is harvested, chosen by who registers it.
 *
 * @param value kebab-case, at most 60 characters, such as {@code bo-noi-vu-ckan}
 */
public record SourceId(@JsonValue String value) implements Comparable<SourceId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SourceId {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "a source is named in kebab-case, at most 60 characters, got '%s'".formatted(value));
    }
  }

  /** Whether {@code text} has the form of a name; of an address it never has. */
  public static boolean isName(String text) {
    return text.length() <= 60 && FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(SourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
