package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding weighs; ordered, so that the worst is the greatest. */
public enum Severity {
  INFO(0.95),
  WARNING(0.70),
  ERROR(0.40),
  QUARANTINE(0.10),
  BLOCK(0);

  private final double floor;

  Severity(double floor) {
    this.floor = floor;
  }

  /** The least score of a check that reached this severity, 0 to 1. */
  public double floor() {
    return floor;
  }

  /** The name in JSON: {@code quarantine}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
