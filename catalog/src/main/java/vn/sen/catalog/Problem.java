package vn.sen.catalog;

import java.util.Optional;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * Something a harvest could not use, for the person who must mend it.
 *
 * @param record the source's identifier of the record, empty when it is about the whole source
 * @param table name of the table, absent when it is about the record
 * @param stage where it happened
 * @param rule such as {@code COM-01}, absent when no rule was involved
 * @param message names the source, what was found and the cure
 */
public record Problem(
    String record,
    Optional<String> table,
    Stage stage,
    Optional<String> rule,
    Severity severity,
    Message message) {

  /** One way through the house. */
  public enum Stage {
    FETCH,
    READ,
    CHECK,
    ADMISSION,
    GATE,
    CATALOGUE;

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
