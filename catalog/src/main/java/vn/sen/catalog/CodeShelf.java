package vn.sen.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.CodeLists;

/**
 * All versions of all code lists: those that ship with Sen, and those in the journal. In force is
 * the newest of a list, and of two that claim one version the imported. Safe for many threads.
 */
public final class CodeShelf {
  private static final Map<String, CodeListEntry> SHIPPED = new ConcurrentHashMap<>();

  private final Imports imports;
  private volatile @Nullable AdministrativeUnits latest;

  public CodeShelf(Imports imports) {
    this.imports = imports;
  }

  /** What was imported. */
  public interface Imports {
    /** Nothing: the lists are those that ship with Sen. */
    Imports NONE =
        new Imports() {
          @Override
          public List<CodeListEntry> codeLists(String list) {
            return List.of();
          }

          @Override
          public Optional<CodeList> findCodeList(CodeListVersion version) {
            return Optional.empty();
          }
        };

    /** The versions of a code list that were imported, last first. */
    List<CodeListEntry> codeLists(String list);

    /** What an imported version of a code list says. */
    Optional<CodeList> findCodeList(CodeListVersion version);
  }

  private static CodeListEntry shipped(String list) {
    return SHIPPED.computeIfAbsent(
        list,
        key -> {
          CodeList shipped = CodeLists.shipped(key);
          return new CodeListEntry(shipped.version(), shipped.source(), Optional.empty());
        });
  }

  /** Every version of every list, list by list in their usual order, newest first. */
  public List<CodeListEntry> versions() {
    return CodeLists.all().stream().flatMap(known -> versions(known.key()).stream()).toList();
  }

  /** The versions of one list, newest first; none for a list that is unknown. */
  public List<CodeListEntry> versions(String list) {
    if (CodeLists.find(list).isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<>(imports.codeLists(list));
    found.add(shipped(list));
    found.sort((a, b) -> b.version().compareTo(a.version())); // stable: the imported go first
    return found;
  }

  /** A version of a list with all it says; the newest where none is named. */
  public Optional<CodeList> find(String list, Optional<String> version) {
    return versions(list).stream()
        .filter(listed -> version.map(listed.version().version()::equals).orElse(true))
        .findFirst()
        .map(listed -> read(listed.version()));
  }

  private CodeList read(CodeListVersion version) {
    return version.equals(CodeLists.shippedVersion(version.list()))
        ? CodeLists.shipped(version.list())
        : imports
            .findCodeList(version)
            .orElseThrow(
                () -> new IllegalStateException("the text of %s is gone".formatted(version)));
  }

  /** The version of the list of administrative units that is in force. */
  public CodeListVersion unitsVersion() {
    CodeListVersion shipped = CodeLists.shippedVersion(CodeLists.UNITS);
    return imports.codeLists(CodeLists.UNITS).stream()
        .map(CodeListEntry::version)
        .filter(imported -> imported.compareTo(shipped) >= 0)
        .findFirst()
        .orElse(shipped);
  }

  /** The administrative units as the list in force has them. */
  public AdministrativeUnits units() {
    CodeListVersion version = unitsVersion();
    AdministrativeUnits known = latest;
    if (known != null && known.version().equals(version)) {
      return known;
    }
    AdministrativeUnits read = units(version);
    latest = read;
    return read;
  }

  private AdministrativeUnits units(CodeListVersion version) {
    AdministrativeUnits shipped = AdministrativeUnits.shipped();
    return shipped.version().equals(version) ? shipped : AdministrativeUnits.of(read(version));
  }

  /**
   * The text of a version as a file named by its hash, written where it isn't yet. For workers,
   * which see no journal.
   *
   * @param cache may be emptied at any time
   */
  public Path file(CodeListVersion version, Path cache) {
    Path file = cache.resolve("codes-" + version.sha256());
    if (Files.exists(file)) {
      return file;
    }
    try {
      Files.createDirectories(cache);
      Path part = Files.createTempFile(cache, "codes-", ".part");
      Files.writeString(part, read(version).text());
      return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("a code list cannot be written to " + cache, e);
    }
  }

  /** Whether a report was made by lists that are all in force still. */
  public boolean areInForce(List<CodeListVersion> lists) {
    Stream<CodeListVersion> units =
        lists.stream().filter(version -> version.list().equals(CodeLists.UNITS));
    return units.allMatch(unitsVersion()::equals);
  }
}
