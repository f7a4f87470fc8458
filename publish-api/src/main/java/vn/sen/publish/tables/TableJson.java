package vn.sen.publish.tables;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Column;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waived;

/**
 * A table as the API gives it.
 *
 * @param url its page, relative
 * @param published the version that visitors get; absent when none ever passed
 * @param latest the version judged last
 * @param heldBack whether something newer than what is published waits or was refused
 * @param decision what a steward said of {@code latest}
 */
record TableJson(
    String dataset,
    String table,
    String url,
    Map<String, String> title,
    Optional<Version> published,
    Version latest,
    boolean heldBack,
    Optional<TableEntry.Ruling> decision) {

  /**
   * A version of it.
   *
   * @param version its number, from 1
   * @param downloads empty while visitors may not see it
   * @param waived the waivers under which it passed the gate; mostly none
   */
  record Version(
      int version,
      TableState state,
      Scores scores,
      long rows,
      List<Column> columns,
      TableVersion.Received received,
      TableVersion.Accounting accounting,
      Instant judged,
      String run,
      List<Link> downloads,
      List<Waived> waived) {}

  /** Where a format is. */
  record Link(String format, String url) {}

  /** Columns and their types, of one version. */
  record Schema(int version, List<Column> columns) {}

  static TableJson of(TableEntry entry) {
    TableVersion shown = entry.published().orElse(entry.latest());
    return new TableJson(
        entry.id().dataset().value(),
        entry.id().slug(),
        "/dataset/%s/%s".formatted(entry.id().dataset(), entry.id().slug()),
        shown.title().byLanguage(),
        entry.published().map(version -> version(entry, version)),
        version(entry, entry.latest()),
        entry.isHeldBack(),
        entry.decision());
  }

  /** A version; it has downloads when the gate or a steward let it through. */
  static Version version(TableEntry entry, TableVersion version) {
    boolean isOpen =
        version.isPublic()
            || entry.published().filter(p -> p.id().equals(version.id())).isPresent();
    return new Version(
        version.id().number(),
        version.state(),
        version.scores(),
        version.rows(),
        version.columns(),
        version.received(),
        version.accounting(),
        version.judged(),
        version.run(),
        isOpen
            ? Arrays.stream(Catalog.Format.values())
                .map(
                    f ->
                        new Link(
                            f.extension(),
                            "/download/%s/%d.%s"
                                .formatted(
                                    version.id().table(), version.id().number(), f.extension())))
                .toList()
            : List.of(),
        version.waived());
  }
}
