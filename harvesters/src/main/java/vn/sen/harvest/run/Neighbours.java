package vn.sen.harvest.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Journal;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.check.Circumstances.Beside;
import vn.sen.harvest.check.Circumstances.Published;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.FileType;
import vn.sen.vocab.VietnameseText;

/**
 * The published tables beside a distribution of the same dataset, as far as the same run has seen
 * that they are what their source offers today: an older one would be compared with a newer.
 *
 * <p>When one of several formats of the same data changed, the others are judged again even if they
 * did not, for that is what may be wrong with them.
 */
final class Neighbours {
  private static final Set<String> FORMATS =
      Set.of("csv", "tsv", "json", "jsonl", "ndjson", "parquet", "xlsx", "xls", "ods", "xml");

  private static final Pattern FORMAT_WORDS =
      Pattern.compile(
          "\\b(?:csv|tsv|json|jsonl|ndjson|parquet|xlsx?|excel|ods|xml|tep|file|dinh"
              + " dang)\\b|[()\\[\\]]");

  /** What lists datasets that an agency means to open. */
  private static final List<String> LISTS =
      List.of(
          "danh muc du lieu mo",
          "danh muc bo du lieu mo",
          "danh muc cac bo du lieu",
          "ke hoach cong bo du lieu",
          "open data list",
          "open data inventory",
          "open data plan");

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST = 5;

  private final DatasetId dataset;
  private final Journal journal;
  private final ReleaseFiles files;
  private final Set<String> taken = new HashSet<>();
  private final Set<String> changed = new HashSet<>();

  Neighbours(DatasetId dataset, Journal journal, ReleaseFiles files) {
    this.dataset = dataset;
    this.journal = journal;
    this.files = files;
  }

  /** The tables of this distribution are as its source has them. */
  void unchanged(String distribution) {
    taken.add(distribution);
  }

  /** The tables of this distribution were judged, and are as its source has them. */
  void judged(String distribution) {
    taken.add(distribution);
    changed.add(distribution);
  }

  /** Whether another format of the same data was judged in this run. */
  boolean hasChangedTwin(DatasetEntry entry, Distribution distribution) {
    return !changed.isEmpty()
        && entry.dataset().distributions().stream()
            .filter(other -> changed.contains(key(other)))
            .anyMatch(other -> areSame(distribution, other));
  }

  /** What is published beside a distribution. */
  Beside of(DatasetEntry entry, Distribution distribution, Shelf shelf) {
    var twins = new ArrayList<Published>();
    var siblings = new ArrayList<Published>();
    DatasetEntry now = taken.isEmpty() ? entry : journal.find(dataset).orElse(entry);
    for (Distribution other : entry.dataset().distributions()) {
      if (key(other).equals(key(distribution)) || !taken.contains(key(other))) {
        continue;
      }
      List<TableVersion> tables = published(now, key(other));
      if (areSame(distribution, other) && tables.size() == 1) {
        find(tables.getFirst()).ifPresent(twins::add);
      } else {
        tables.forEach(table -> find(table).ifPresent(siblings::add));
      }
    }
    return new Beside(
        twins.stream().limit(MOST).toList(),
        siblings.stream().limit(MOST).toList(),
        isList(entry) ? Optional.of(shelf.titles(entry.agency().code())) : Optional.empty());
  }

  private static boolean isList(DatasetEntry entry) {
    String title = VietnameseText.fold(entry.dataset().title().in("vi").orElse(""));
    return LISTS.stream().anyMatch(title::contains);
  }

  private static List<TableVersion> published(DatasetEntry entry, String distribution) {
    return entry.tables().stream()
        .filter(table -> table.latest().distribution().equals(distribution))
        .filter(table -> !table.isHeldBack())
        .map(TableEntry::latest)
        .toList();
  }

  private Optional<Published> find(TableVersion version) {
    List<Path> parts = parts(version, files);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Published(version.received().name(), version.rows(), version.columns(), parts));
  }

  /**
   * The files of a published version; none where they are not all there, or too much to compare.
   */
  static List<Path> parts(TableVersion version, ReleaseFiles files) {
    long bytes = version.parts().stream().mapToLong(part -> part.byteSize()).sum();
    List<Path> found =
        version.parts().stream().flatMap(part -> files.find(part.sha256()).stream()).toList();
    return bytes <= MOST_BYTES && found.size() == version.parts().size() ? found : List.of();
  }

  /** Whether two distributions are called the same but for their formats, which differ. */
  static boolean areSame(Distribution one, Distribution other) {
    String format = format(one);
    return FORMATS.contains(format)
        && FORMATS.contains(format(other))
        && !format.equals(format(other))
        && (isShared(stem(one), stem(other)) || isShared(title(one), title(other)));
  }

  private static boolean isShared(String one, String other) {
    return !one.isBlank() && one.equals(other);
  }

  private static String format(Distribution distribution) {
    String name = fileName(distribution);
    int dot = name.lastIndexOf('.');
    return DeclaredType.find(distribution)
        .map(FileType::code)
        .orElse(name.substring(dot + 1))
        .toLowerCase(Locale.ROOT);
  }

  private static String stem(Distribution distribution) {
    String name = fileName(distribution);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static String title(Distribution distribution) {
    String title = VietnameseText.fold(distribution.title().in("vi").orElse(""));
    return FORMAT_WORDS.matcher(title).replaceAll(" ").replaceAll("[\\s\\p{P}]+", " ").strip();
  }

  private static String fileName(Distribution distribution) {
    String url = distribution.downloadUrl().or(distribution::accessUrl).orElse("");
    String path = url.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What a distribution is called in the journal: its IRI, else where its file is. */
  static String key(Distribution distribution) {
    return distribution.subject().contains(":")
        ? distribution.subject()
        : distribution
            .downloadUrl()
            .or(distribution::accessUrl)
            .flatMap(
                url ->
                    PrivateName.find(url)
                        .map(PrivateName::uri)
                        .or(() -> SourceClient.address(url).map(SourceClient::shown)))
            .map(URI::toString)
            .orElse(distribution.subject());
  }
}
