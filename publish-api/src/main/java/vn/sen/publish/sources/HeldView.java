package vn.sen.publish.sources;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Held;
import vn.sen.catalog.TableVersion;

/**
 * What waits for a person.
 *
 * @param isSignedIn whether the reader entered the token; nothing is listed before
 * @param isWrong whether what was entered is not the token
 * @param versions quarantined versions
 * @param removals removals beyond the brake
 */
public record HeldView(
    boolean isSignedIn, boolean isWrong, List<Version> versions, List<Held.Removals> removals) {

  /** A quarantined version. */
  public record Version(Held.Version held, Optional<TableVersion> version) {}
}
