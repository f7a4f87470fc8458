package vn.sen.publish.quality;

import java.util.List;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.QualityReport;

/**
 * The report on one version of a table.
 *
 * @param trend the table's latest versions, last first
 */
public record ReportView(
    DatasetEntry entry,
    TableEntry table,
    TableVersion version,
    List<TableVersion> trend,
    QualityReport report) {
  public ReportView {
    trend = List.copyOf(trend);
  }
}
