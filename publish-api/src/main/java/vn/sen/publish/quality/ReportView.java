package vn.sen.publish.quality;

import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.QualityReport;

/** The report on one version of a table. */
public record ReportView(
    DatasetEntry entry, TableEntry table, TableVersion version, QualityReport report) {}
