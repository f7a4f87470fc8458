package vn.sen.catalog;

import java.net.URI;
import java.util.List;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * A source as registered.
 *
 * @param kind name of its connector, such as {@code ckan}
 * @param agency who speaks through it
 * @param allowedHosts private hosts that an administrator lets this source reach; empty for none
 * @param enabled whether it is harvested
 */
public record RegisteredSource(
    SourceId id,
    URI url,
    String kind,
    AgencyCode agency,
    List<String> allowedHosts,
    boolean enabled) {
  public RegisteredSource {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** This source, to be harvested from now on. */
  public RegisteredSource enable() {
    return new RegisteredSource(id, url, kind, agency, allowedHosts, true);
  }
}
