package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person said to something that waited. */
public enum Decision {
  /** Publish the version; carry out the removals. */
  APPROVE,
  /** Keep the version back; keep the records. */
  REFUSE;

  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
