package vn.sen.harvest;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * Where records come from.
 *
 * @param allowedHosts private or loopback hosts that this harvest may reach; empty for none
 * @param limit offer no more than this many records; a harvest so cut ends partial
 */
public record Source(
    SourceId id, URI url, AgencyCode agency, List<String> allowedHosts, OptionalInt limit) {
  public Source {
    allowedHosts = List.copyOf(allowedHosts);
  }
}
