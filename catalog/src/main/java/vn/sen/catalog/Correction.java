package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a steward says of a dataset in place of what its source says. It survives every harvest,
 * until it is undone.
 *
 * @param property its IRI, such as {@code http://purl.org/dc/terms/title}
 * @param language of a title or a description; absent for anything else
 * @param before what the source said when it was corrected; empty where that was nothing
 * @param now what the source says today
 * @param values what stands in its place
 * @param words hash of what was said and is said now, by which that is erased once the correction
 *     stands no longer; absent for those of the first days, which have no part that can be erased
 * @param by who corrected it
 */
public record Correction(
    String id,
    String property,
    Optional<String> language,
    List<String> before,
    List<String> now,
    List<String> values,
    Optional<String> words,
    String why,
    String by,
    Instant at) {
  public Correction {
    before = List.copyOf(before);
    now = List.copyOf(now);
    values = List.copyOf(values);
  }

  /** Whether the source says something else than it did when this was corrected. */
  @JsonProperty
  public boolean sourceHasChanged() {
    return !now.equals(before);
  }
}
