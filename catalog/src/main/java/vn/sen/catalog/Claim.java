package vn.sen.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import vn.sen.vocab.AgencyCode;

/**
 * How good a record's claim to speak for a dataset is (docs/decisions/identity.md): first whether
 * it is of this very dataset, not of one that was merged into it; then whether its source belongs
 * to the agency that owns the dataset, then whether the thing it describes is named on the source's
 * own host.
 */
record Claim(boolean born, boolean own, boolean home) implements Comparable<Claim> {
  private static final Comparator<Claim> ORDER =
      Comparator.comparing(Claim::born).thenComparing(Claim::own).thenComparing(Claim::home);

  /**
   * @param born whether the record is of this very dataset
   * @param agency who owns the dataset, as the record has it
   * @param subject the IRI it describes
   */
  static Claim of(boolean born, RegisteredSource source, AgencyCode agency, String subject) {
    Optional<String> host = host(source.url().toString());
    return new Claim(
        born, source.agency().equals(agency), host.isPresent() && host.equals(host(subject)));
  }

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }

  /** Whether an IRI can tell a thing from all others, everywhere: absolute, http or https. */
  static boolean isGlobal(String iri) {
    return (iri.startsWith("http://") || iri.startsWith("https://")) && host(iri).isPresent();
  }

  private static Optional<String> host(String iri) {
    try {
      return Optional.ofNullable(new URI(iri).getHost()).map(h -> h.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
