package vn.sen.harvest.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import vn.sen.catalog.DatasetEntry;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.MetadataRules;

/** What the rules on a dataset say today; every table of it shares them. */
final class DatasetRules {
  /** Days are counted where the data are read. */
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private DatasetRules() {}

  static List<CheckResult> check(DatasetEntry entry, Clock clock) {
    LocalDate seen = entry.changed().atZone(VIETNAM).toLocalDate();
    return MetadataRules.check(
        entry.record(), entry.dataset(), seen, LocalDate.ofInstant(clock.instant(), VIETNAM));
  }
}
