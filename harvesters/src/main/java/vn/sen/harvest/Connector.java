package vn.sen.harvest;

import java.net.URI;
import java.net.URISyntaxException;
import vn.sen.vocab.problem.InvalidRequestException;

/** Reads one kind of source. Holds no state between calls; safe for many threads. */
public interface Connector {

  /** Name in configuration, kebab-case, such as {@code ckan}. */
  String name();

  /**
   * Offers each record of the source once. An answer we can't use ends the harvest as {@link
   * HarvestOutcome.Partial}; it isn't thrown.
   */
  HarvestOutcome harvest(Source source, Known known, RecordSink sink) throws InterruptedException;

  /**
   * The address of a source of this kind, from the way people write it.
   *
   * @throws InvalidRequestException when it can be none; says what is allowed
   */
  default URI address(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches("(?i)https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below, like an address without a host, or of another protocol
    }
    throw new InvalidRequestException(
        "A source is an address such as https://data.gov.vn/, got '%s'.".formatted(text));
  }

  /**
   * Whether where the source lies is nobody's business but its administrator's: descriptions and
   * messages then name its things as {@link PrivateName}s.
   */
  default boolean isPrivate() {
    return false;
  }
}
