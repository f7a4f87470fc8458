package vn.sen.harvest;

import java.util.Optional;
import vn.sen.vocab.SourceId;

/** Small things that are remembered of a source from run to run, each by its name. */
public interface Keepsakes {

  Optional<String> find(SourceId source, String name);

  /** Takes the place of what was remembered by that name. */
  void put(SourceId source, String name, String value);
}
