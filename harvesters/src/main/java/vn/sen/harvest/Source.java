package vn.sen.harvest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * Where records come from.
 *
 * @param allowedHosts private or loopback hosts that this harvest may reach; empty for none
 * @param limit offer no more than this many records; a harvest so cut ends partial
 * @param options what its kind wants to know besides, by name
 * @param credentials what it wants to see before it answers; absent for a source open to all
 */
public record Source(
    SourceId id,
    URI url,
    AgencyCode agency,
    List<String> allowedHosts,
    OptionalInt limit,
    Map<String, String> options,
    Optional<Credentials> credentials) {
  public Source {
    allowedHosts = List.copyOf(allowedHosts);
    options = Map.copyOf(options);
  }

  /** Without options or credentials. */
  public Source(
      SourceId id, URI url, AgencyCode agency, List<String> allowedHosts, OptionalInt limit) {
    this(id, url, agency, allowedHosts, limit, Map.of(), Optional.empty());
  }

  /** The option of that name; absent when it was not given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
