package vn.sen.catalog;

import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.SourceId;

/** Secrets of sources as they are stored, unreadable without the master key. */
public interface SealedSecrets {

  /**
   * Takes the place of what the source had.
   *
   * @param kind what it is, for everyone to know
   */
  void put(SourceId source, String kind, byte[] sealed);

  Optional<byte[]> find(SourceId source);

  void remove(SourceId source);

  /** What kind of secret each source has that has one. */
  Map<SourceId, String> kinds();
}
