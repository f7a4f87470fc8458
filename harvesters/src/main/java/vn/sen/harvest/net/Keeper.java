package vn.sen.harvest.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.vocab.Sha256;

/** Where the bytes of a body go. */
@FunctionalInterface
interface Keeper<K> {

  /** A kept body, its size and SHA-256. */
  record Kept<K>(K value, long bytes, String sha256) {}

  /**
   * A body that begins to come.
   *
   * @param uri that it comes from
   * @param rest whether it is the rest of what {@link #broken} holds
   * @param announced bytes of the whole body; empty where that is not said
   * @param validator by which the rest can be asked for; absent where it can't
   */
  record Coming(
      URI uri, boolean rest, OptionalLong announced, Optional<Broken.Validator> validator) {}

  Kept<K> keep(InputStream body, Coming coming) throws IOException;

  /** What is there of a body that broke off; absent where its rest can't be asked for. */
  default Optional<Broken> broken() {
    return Optional.empty();
  }

  /** Whether a body that broke off is worth another try. */
  default boolean isPatient() {
    return false;
  }

  /** Begins anew. */
  default void forget() throws IOException {}

  /** In memory. */
  static Keeper<byte[]> inMemory() {
    return (body, _) -> {
      // In pieces that are put together at the end: an array that grows holds three times as much.
      byte[] bytes = body.readAllBytes();
      return new Kept<>(bytes, bytes.length, Sha256.of(bytes));
    };
  }
}
