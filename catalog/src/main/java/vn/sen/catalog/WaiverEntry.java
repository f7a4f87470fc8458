package vn.sen.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.Waiver;

/**
 * A waiver as the journal has it.
 *
 * @param table the slug of the only table it is about; absent for all of the dataset
 * @param at when it was given
 * @param ended when a steward ended it before its day; absent while nobody did
 */
public record WaiverEntry(
    DatasetId dataset, Optional<String> table, Waiver waiver, Instant at, Optional<Ended> ended) {

  /** Whether it holds on {@code day}: its last day is one of them. */
  public boolean isInForce(LocalDate day) {
    return ended.isEmpty() && !day.isAfter(waiver.until());
  }

  /** Whether it is about {@code id}. */
  public boolean isAbout(TableId id) {
    return dataset.equals(id.dataset()) && table.map(id.slug()::equals).orElse(true);
  }

  /** What it is about, as commands name it: {@code dataset/table}, or the dataset. */
  public String target() {
    return table.map(slug -> dataset + "/" + slug).orElse(dataset.value());
  }

  /** That it was ended, and why. */
  public record Ended(String why, String by, Instant at) {}
}
