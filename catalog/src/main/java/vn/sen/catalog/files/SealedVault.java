package vn.sen.catalog.files;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.SealedSecrets;
import vn.sen.catalog.Vault;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.StoreUnavailableException;

/** Locks secrets with the master key, each to its source: moved to another, it does not open. */
public final class SealedVault implements Vault {
  private final SealedSecrets stored;
  private final MasterKey master;

  public SealedVault(SealedSecrets stored, MasterKey master) {
    this.stored = stored;
    this.master = master;
  }

  @Override
  public void put(SourceId source, String kind, byte[] secret) {
    stored.put(source, kind, master.lock(secret, name(source)));
  }

  @Override
  public Optional<byte[]> find(SourceId source) {
    Optional<byte[]> sealed = stored.find(source);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(master.unlock(sealed.get(), name(source)));
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The credentials of %s were locked with another master key. Put that key back, or give them anew: sen source credentials %s."
              .formatted(source, source),
          e);
    }
  }

  @Override
  public void remove(SourceId source) {
    stored.remove(source);
  }

  @Override
  public Map<SourceId, String> kinds() {
    return stored.kinds();
  }

  private static String name(SourceId source) {
    return "source " + source;
  }
}
