package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.DatasetId;

/**
 * What a steward wants said of a dataset in place of what its source says.
 *
 * @param property as {@link Correctable} names it, or its IRI
 * @param language of a title or a description; Vietnamese where it is left out
 * @param values all that is said from then on
 */
public record Correcting(
    DatasetId dataset, String property, Optional<String> language, List<String> values) {
  public Correcting {
    values = List.copyOf(values);
  }
}
