package vn.sen.harvest.net;

import java.util.Optional;

/**
 * What we hold already, so that the source may answer "unchanged".
 *
 * @param etag as the source sent it, sent back as {@code If-None-Match}
 * @param lastModified as the source sent it, sent back as {@code If-Modified-Since}
 */
public record Conditions(Optional<String> etag, Optional<String> lastModified) {
  /** We hold nothing. */
  public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());

  boolean any() {
    return etag.isPresent() || lastModified.isPresent();
  }
}
