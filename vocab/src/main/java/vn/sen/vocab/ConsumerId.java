package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What a registered consumer of a table is called in public: minted at registration, opaque, never
 * given twice. It says nothing of who the consumer is.
 *
 * @param value {@code c} and ten characters of Crockford's base 32, such as {@code c4k8z0q2m7w}
 */
public record ConsumerId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("c[0-9a-hjkmnp-tv-z]{10}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConsumerId {
    if (!isForm(value)) {
      throw new IllegalArgumentException(
          "a consumer id is c and ten characters of Crockford's base 32, got '%s'"
              .formatted(value));
    }
  }

  /** Whether {@code text} has the form of a consumer id; it need not exist. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new id, 50 random bits. */
  public static ConsumerId mint() {
    return new ConsumerId("c" + DatasetId.mint());
  }

  @Override
  public String toString() {
    return value;
  }
}
