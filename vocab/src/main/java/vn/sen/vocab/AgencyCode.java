package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agency's electronic identification code, canonical form: at most 35 characters, groups of
 * {@code [0-9A-Z]} joined by dots, growing from left to right, such as {@code H29.3}.
 *
 * <p>Source: Decision 20/2020/QĐ-TTg. The older form of QCVN 102:2016 ({@code 000.00.00.H49}) is
 * accepted and kept as an alias.
 */
public record AgencyCode(@JsonValue String value) implements Comparable<AgencyCode> {
  private static final Pattern FORM = Pattern.compile("[0-9A-Z]+(\\.[0-9A-Z]+)*");

  private static final Pattern OLDER_FORM =
      Pattern.compile("([0-9A-Z]{3})\\.([0-9A-Z]{2})\\.([0-9A-Z]{2})\\.([A-Z][0-9A-Z]{2})");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AgencyCode {
    if (value.length() > 35 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an agency code has groups of 0-9 and A-Z joined by dots, at most 35 characters, got '%s'"
              .formatted(value));
    }
  }

  /**
   * The canonical code of either form: {@code 000.00.00.H49} is {@code H49}, {@code 000.00.12.H49}
   * is {@code H49.12}. The older form counts from right to left, zeros standing for no unit; keep
   * it as an alias. Absent when {@code text} has neither form.
   */
  public static Optional<AgencyCode> canonical(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    Matcher old = OLDER_FORM.matcher(code);
    if (!old.matches()) {
      return isForm(code) ? Optional.of(new AgencyCode(code)) : Optional.empty();
    }
    var groups = new StringBuilder(old.group(4));
    for (int i = 3; i >= 1; i--) {
      if (!old.group(i).matches("0+")) {
        groups.append('.').append(old.group(i));
      }
    }
    return Optional.of(new AgencyCode(groups.toString()));
  }

  /** Whether {@code text} has the form of an agency code; the agency need not exist. */
  public static boolean isForm(String text) {
    return text.length() <= 35 && FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(AgencyCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
