package vn.sen.publish.datasets;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.catalog.Conflicts;
import vn.sen.catalog.Correction;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableState;

/**
 * A dataset as the API gives it. Texts are language tag to text.
 *
 * @param url its page, relative
 * @param sequence of the last journal entry about it; its ETag
 * @param alias {@code agency-code:identifier}, which redirects here
 * @param subject the IRI that its source describes
 * @param corrections what stewards corrected in all this
 * @param conflicts what its copies say otherwise
 * @param replaces what was merged into it
 * @param statedAgency who owns it as far as its source says, where a person says otherwise
 */
record DatasetJson(
    String id,
    String url,
    long sequence,
    String alias,
    Map<String, String> title,
    Map<String, String> description,
    Publisher publisher,
    Origin source,
    String subject,
    Instant admitted,
    Instant changed,
    List<String> identifiers,
    List<String> keywords,
    List<String> themes,
    Optional<String> licence,
    Optional<String> accessRights,
    Optional<String> frequency,
    Optional<String> issued,
    Optional<String> modified,
    Optional<Dataset.Period> period,
    List<String> places,
    List<String> languages,
    Optional<String> landingPage,
    Optional<Dataset.Contact> contact,
    List<String> conformsTo,
    List<Part> distributions,
    List<TableLink> tables,
    List<FileLink> files,
    List<DatasetEntry.Failure> failures,
    List<DatasetEntry.Alternate> alternates,
    List<Corrected> corrections,
    List<Conflicts.Conflict> conflicts,
    List<String> replaces,
    Optional<String> statedAgency) {

  /** Who owns it. */
  record Publisher(String code, Map<String, String> name) {}

  /** Who speaks for it. */
  record Origin(String id, String identifier) {}

  /** A distribution as its source declares it. */
  record Part(
      String subject,
      Map<String, String> title,
      Map<String, String> description,
      Optional<String> downloadUrl,
      Optional<String> accessUrl,
      Optional<String> format,
      Optional<String> mediaType,
      Optional<String> licence,
      OptionalLong byteSize,
      Optional<Distribution.Checksum> checksum,
      Optional<String> modified) {}

  /**
   * A table in short.
   *
   * @param version that visitors get; absent when none ever passed
   * @param state of the version judged last
   * @param offered whether the source still has it
   */
  record TableLink(
      String table,
      String url,
      Map<String, String> title,
      Optional<Integer> version,
      int latest,
      TableState state,
      Scores scores,
      long rows,
      boolean offered) {}

  /** A file that is no table. */
  record FileLink(String name, String mediaType, long byteSize, String sha256, String url) {}

  static DatasetJson of(DatasetEntry entry, List<Conflicts.Conflict> conflicts) {
    Dataset dataset = entry.dataset();
    return new DatasetJson(
        entry.id().value(),
        "/dataset/" + entry.id(),
        entry.sequence(),
        entry.agency().code() + ":" + entry.record().identifier(),
        dataset.title().byLanguage(),
        dataset.description().byLanguage(),
        new Publisher(entry.agency().code().value(), entry.agency().name().byLanguage()),
        new Origin(entry.source().value(), entry.record().identifier()),
        dataset.subject(),
        entry.admitted(),
        entry.changed(),
        dataset.identifiers(),
        dataset.keywords(),
        dataset.themes(),
        dataset.license(),
        dataset.accessRights(),
        dataset.frequency(),
        dataset.issued(),
        dataset.modified(),
        dataset.temporal(),
        dataset.spatial(),
        dataset.languages(),
        dataset.landingPage(),
        dataset.contactPoint(),
        dataset.conformsTo(),
        dataset.distributions().stream().map(DatasetJson::part).toList(),
        entry.tables().stream().map(table -> table(entry, table)).toList(),
        entry.files().stream().map(file -> file(entry, file)).toList(),
        entry.failures(),
        entry.alternates(),
        entry.corrections().stream().map(Corrected::of).toList(),
        conflicts,
        entry.replaces().stream().map(DatasetId::value).toList(),
        entry.statedAgency().map(AgencyCode::value));
  }

  private static Part part(Distribution distribution) {
    return new Part(
        distribution.subject(),
        distribution.title().byLanguage(),
        distribution.description().byLanguage(),
        distribution.downloadUrl(),
        distribution.accessUrl(),
        distribution.format(),
        distribution.mediaType(),
        distribution.license(),
        distribution.byteSize(),
        distribution.checksum(),
        distribution.modified());
  }

  private static TableLink table(DatasetEntry entry, TableEntry table) {
    TableVersion shown = table.published().orElse(table.latest());
    return new TableLink(
        table.id().slug(),
        "/api/v1/datasets/%s/tables/%s".formatted(table.id().dataset(), table.id().slug()),
        title(shown),
        table.published().map(v -> v.id().number()),
        table.latest().id().number(),
        table.latest().state(),
        shown.scores(),
        shown.rows(),
        entry.isOffered(table));
  }

  private static Map<String, String> title(TableVersion version) {
    LangText title = version.title();
    return title.byLanguage();
  }

  private static FileLink file(DatasetEntry entry, DatasetFile file) {
    return new FileLink(
        file.name(),
        file.mediaType(),
        file.byteSize(),
        file.sha256(),
        "/download/%s/files/%s".formatted(entry.id(), file.sha256()));
  }

  /**
   * What a steward corrected. What stood there before is for stewards: it may be why.
   *
   * @param property its IRI
   * @param values what stands there now
   * @param sourceHasChanged whether the source says something else than it did then
   */
  record Corrected(
      String id,
      String property,
      Optional<String> language,
      List<String> values,
      String why,
      String by,
      Instant at,
      boolean sourceHasChanged) {
    static Corrected of(Correction correction) {
      return new Corrected(
          correction.id(),
          correction.property(),
          correction.language(),
          correction.values(),
          correction.why(),
          correction.by(),
          correction.at(),
          correction.sourceHasChanged());
    }
  }
}
