package vn.sen.harvest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.SourceId;

/** Keepsakes for as long as a test lasts. */
public final class KeptInMemory implements Keepsakes {
  private final Map<String, String> kept = new HashMap<>();

  @Override
  public Optional<String> find(SourceId source, String name) {
    return Optional.ofNullable(kept.get(source + " " + name));
  }

  @Override
  public void put(SourceId source, String name, String value) {
    kept.put(source + " " + name, value);
  }
}
