package vn.sen.harvest.run;

import java.util.Optional;
import vn.sen.catalog.Operations;
import vn.sen.harvest.Keepsakes;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;

/** What is remembered of sources, in the operational database. */
public record KeptOperations(Operations operations) implements Keepsakes {
  private static final String PREFIX = "kept ";

  @Override
  public Optional<String> find(SourceId source, String name) {
    return operations.findSeen(source, PREFIX + name).map(Operations.Seen::detail);
  }

  @Override
  public void put(SourceId source, String name, String value) {
    operations.putSeen(
        source,
        PREFIX + name,
        new Operations.Seen(Optional.empty(), Optional.empty(), Sha256.of(value), value));
  }
}
