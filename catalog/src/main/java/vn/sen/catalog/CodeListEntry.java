package vn.sen.catalog;

import java.time.Instant;
import java.util.Optional;
import vn.sen.vocab.CodeListVersion;

/**
 * A version of a code list that may have judged something.
 *
 * @param source who says so, in the list's own words
 * @param imported how it came into the journal; absent for one that ships with Sen
 */
public record CodeListEntry(CodeListVersion version, String source, Optional<Import> imported) {

  /**
   * An import.
   *
   * @param why the reason given; empty when none was
   */
  public record Import(Instant at, String by, String why) {}
}
