package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;

/** One of the four petals: đúng, đủ, sạch, sống. */
public enum Dimension {
  ACCURATE("Đúng", "Accurate"),
  COMPLETE("Đủ", "Complete"),
  CLEAN("Sạch", "Clean"),
  LIVE("Sống", "Live");

  private final Message label;

  Dimension(String vi, String en) {
    this.label = new Message(vi, en);
  }

  public Message label() {
    return label;
  }

  /** The name in JSON and in IRIs: {@code accurate}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
