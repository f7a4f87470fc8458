package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the gate decided about a table version. */
public enum TableState {
  PUBLISHED("published"),
  PUBLISHED_WITH_WARNINGS("publishedWithWarnings"),
  QUARANTINED("quarantined"),
  BLOCKED("blocked");

  private final String key;

  TableState(String key) {
    this.key = key;
  }

  /** Whether visitors get this version. */
  public boolean isPublic() {
    return this == PUBLISHED || this == PUBLISHED_WITH_WARNINGS;
  }

  /** The name in JSON: {@code publishedWithWarnings}. */
  @JsonValue
  public String key() {
    return key;
  }
}
