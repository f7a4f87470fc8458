package vn.sen.publish.datasets;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Conflicts;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Correction;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Erasure;
import vn.sen.catalog.Release;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.TableEntry;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;

/**
 * A dataset as its page shows it.
 *
 * @param scores of its weakest table, what the mark beside the title shows
 * @param isClosed whether it has tables and visitors get none of them
 * @param from the dataset that was merged into this one by whose name the visitor came
 * @param conflicts what its copies say otherwise
 * @param citation how to name it as a source
 * @param structured the same for search engines (schema.org), a script element of data
 */
public record DatasetView(
    DatasetEntry entry,
    String title,
    Scores scores,
    boolean isClosed,
    List<TableView> tables,
    List<Release> releases,
    List<HistoryLine> history,
    List<String> formats,
    Optional<DatasetId> from,
    List<Conflicts.Conflict> conflicts,
    String citation,
    Content structured) {

  /** What a correction is of, in words. */
  public Message label(Correction correction) {
    return Correctable.find(correction.property())
        .map(Correctable::label)
        .orElseGet(() -> new Message(correction.property(), correction.property()));
  }

  /**
   * A table of it.
   *
   * @param preview the first rows of the published version; absent when there is none, or it is not
   *     among the first tables of a dataset of many
   * @param report on the version judged last
   * @param erasure why the bytes of that version are gone; absent while they are there
   */
  public record TableView(
      TableEntry table,
      Optional<RowsPage> preview,
      Optional<QualityReport> report,
      Optional<Erasure> erasure) {}
}
