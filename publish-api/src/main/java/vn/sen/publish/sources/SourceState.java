package vn.sen.publish.sources;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an operator may want to look at a source. One may be in several of them. */
public enum SourceState {
  RUNNING,
  /** Its last harvest did not read all of it. */
  FAILING,
  /** Its time came, and nothing began. */
  OVERDUE,
  /** Something of it waits for a person. */
  HELD,
  /** It needs an attestation of its security, and has no valid one. */
  UNATTESTED,
  DISABLED;

  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
