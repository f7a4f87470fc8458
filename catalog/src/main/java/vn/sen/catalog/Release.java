package vn.sen.catalog;

import java.time.Instant;
import java.util.List;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableVersionId;

/**
 * A manifest: these versions of these tables, these files, this metadata.
 *
 * @param number from 1, counted per dataset
 * @param descriptionHash content hash of the description
 */
public record Release(
    DatasetId dataset,
    int number,
    Instant made,
    List<TableVersionId> tables,
    List<String> files,
    String descriptionHash) {
  public Release {
    tables = List.copyOf(tables);
    files = List.copyOf(files);
  }
}
