package vn.sen.harvest.run;

import static java.util.stream.Collectors.toSet;

import java.time.ZoneId;
import java.util.List;
import vn.sen.catalog.DatasetEntry;
import vn.sen.harvest.check.CatalogueRules;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.MetadataRules;
import vn.sen.vocab.Finding;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;

/** What the rules on a description say; every table of the dataset shares them. */
final class DatasetRules {
  /** Days are counted where the data are read. */
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private DatasetRules() {}

  static List<CheckResult> check(DatasetEntry entry) {
    return MetadataRules.check(entry.record());
  }

  /** Whether a report says of these rules what they say now, however it words it. */
  static boolean areSaidBy(QualityReport report, List<CheckResult> now) {
    return now.stream()
        .flatMap(result -> result.finding().stream())
        .map(Said::of)
        .collect(toSet())
        .equals(
            report.findings().stream()
                .filter(
                    finding ->
                        MetadataRules.RULES.contains(finding.rule())
                            || CatalogueRules.RULES.contains(finding.rule()))
                .map(Said::of)
                .collect(toSet()));
  }

  private record Said(String rule, Severity severity, long failed) {
    static Said of(Finding finding) {
      return new Said(finding.rule(), finding.severity(), finding.failed());
    }
  }
}
