package vn.sen.publish.tables;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Erasure;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Waiver;

/**
 * A table as its page shows it.
 *
 * @param shown the version whose rows are shown; absent when visitors may see none
 * @param complaint what was wrong with the filter; empty when it was fine
 * @param erasure why the bytes of the latest version are gone; absent while they are there
 * @param waivers that are in force for it
 */
public record TableView(
    DatasetEntry entry,
    String title,
    TableEntry table,
    Optional<TableVersion> shown,
    RowsQuery query,
    Optional<RowsPage> rows,
    String complaint,
    List<TableVersion> versions,
    Optional<QualityReport> report,
    Optional<Erasure> erasure,
    Paging paging,
    List<Waiver> waivers) {}
