package vn.sen.publish.datasets;

import vn.sen.catalog.DatasetEntry;
import vn.sen.publish.page.Page;

/** How to name a dataset as a source: who, when, what, where. */
final class Citation {
  private Citation() {}

  static String of(Page page, DatasetEntry entry, String title) {
    String year =
        entry
            .dataset()
            .modified()
            .or(() -> entry.dataset().issued())
            .filter(date -> date.matches("\\d{4}.*"))
            .map(date -> date.substring(0, 4))
            .orElseGet(() -> entry.changed().toString().substring(0, 4));
    return "%s (%s). %s. Sen. %s"
        .formatted(
            page.of(entry.agency().name(), entry.agency().code().value()),
            year,
            title,
            page.absolute("/dataset/" + entry.id()));
  }
}
