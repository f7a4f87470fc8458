package vn.sen.harvest.run;

import java.nio.file.Path;
import java.util.Optional;
import vn.sen.catalog.CodeShelf;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.CodeLists;

/**
 * The list of administrative units that a file is judged by.
 *
 * @param file its text, for a worker that has no journal; absent for the list that ships with Sen
 */
public record UnitList(CodeListVersion version, Optional<Path> file) {

  /**
   * The list in force now.
   *
   * @param cache for its text, where it doesn't ship with Sen; may be emptied at any time
   */
  public static UnitList inForce(CodeShelf codes, Path cache) {
    CodeListVersion version = codes.unitsVersion();
    UnitList shipped = shipped();
    return version.equals(shipped.version)
        ? shipped
        : new UnitList(version, Optional.of(codes.file(version, cache)));
  }

  /** The list that ships with Sen. */
  public static UnitList shipped() {
    return new UnitList(CodeLists.shippedVersion(CodeLists.UNITS), Optional.empty());
  }
}
