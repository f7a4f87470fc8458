package vn.sen.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.Waiver;

/**
 * What stewards laid over harvests. Corrections come with their dataset ({@link
 * DatasetEntry#corrections}).
 */
public interface Layers {
  /** Nothing was laid over anything. */
  Layers NONE =
      new Layers() {
        @Override
        public List<WaiverEntry> waivers() {
          return List.of();
        }

        @Override
        public List<WaiverEntry> waivers(DatasetId dataset) {
          return List.of();
        }

        @Override
        public Optional<WaiverEntry> findWaiver(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<DatasetId> findCorrected(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<String> findCorrectionOfWords(String sha256) {
          return Optional.empty();
        }
      };

  /** All waivers, the latest first; ended ones too. */
  List<WaiverEntry> waivers();

  /** The waivers of a dataset and its tables, the latest first; ended ones too. */
  List<WaiverEntry> waivers(DatasetId dataset);

  Optional<WaiverEntry> findWaiver(String id);

  /** The dataset that a correction is about; absent when there is none, or it was undone. */
  Optional<DatasetId> findCorrected(String id);

  /** The correction in force whose words have this hash. */
  Optional<String> findCorrectionOfWords(String sha256);

  /** The waivers that hold for a table on {@code day}. */
  default List<Waiver> inForce(TableId table, LocalDate day) {
    return waivers(table.dataset()).stream()
        .filter(entry -> entry.isAbout(table) && entry.isInForce(day))
        .map(WaiverEntry::waiver)
        .toList();
  }

  /** The day on which {@code now} falls where the data are read. */
  static LocalDate day(Instant now) {
    return now.atZone(Moments.VIETNAM).toLocalDate();
  }
}
