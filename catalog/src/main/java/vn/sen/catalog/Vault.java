package vn.sen.catalog;

import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.SourceId;

/** Keeps the secrets of sources. Nothing of them is in the journal, nor in any export. */
public interface Vault {

  /**
   * Takes the place of what the source had.
   *
   * @param kind what it is, for everyone to know
   */
  void put(SourceId source, String kind, byte[] secret);

  /**
   * The secret of a source; absent where there is none.
   *
   * @throws vn.sen.vocab.problem.StoreUnavailableException when it was locked with another key
   */
  Optional<byte[]> find(SourceId source);

  /** The source has no secret any more; what was stored is written over. */
  void remove(SourceId source);

  /** What kind of secret each source has that has one. */
  Map<SourceId, String> kinds();
}
