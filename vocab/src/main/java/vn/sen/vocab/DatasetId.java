package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The name of a dataset, minted by Sen at admission: opaque, short, for ever.
 *
 * @param value ten characters of Crockford's base 32 in lower case, such as {@code 4k8z0q2m7w}
 */
public record DatasetId(@JsonValue String value) implements Comparable<DatasetId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{10}");
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DatasetId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a dataset id is ten characters of Crockford's base 32, got '%s'".formatted(value));
    }
  }

  /** Whether {@code text} has the form of a dataset id; it need not exist. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new id, 50 random bits; the journal refuses the improbable second use. */
  public static DatasetId mint() {
    var text = new StringBuilder(10);
    for (int i = 0; i < 10; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(32)));
    }
    return new DatasetId(text.toString());
  }

  @Override
  public int compareTo(DatasetId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
