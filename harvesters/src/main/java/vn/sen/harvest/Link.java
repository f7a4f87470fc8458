package vn.sen.harvest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link of a dataset's description and how it answered.
 *
 * @param url as people may see it
 * @param failingSince since when it has not answered as it should; absent while it does
 * @param probes of the last 30 days, first to last; empty when it was never tried
 */
public record Link(String url, Use use, Optional<Instant> failingSince, List<LinkProbe> probes) {

  public Link {
    probes = List.copyOf(probes);
  }

  /** What was found last. */
  public Optional<LinkProbe> last() {
    return probes.isEmpty() ? Optional.empty() : Optional.of(probes.getLast());
  }

  /** Whether an answer is what somebody who follows this link should get. */
  public boolean isRight(LinkProbe probe) {
    return use.isRight(probe.answer());
  }

  /** What a link is for. */
  public enum Use {
    /** A file of data. */
    FILE,
    /** A place where the data can be had, or a file that is a web page. */
    ACCESS,
    /** The landing page. */
    LANDING_PAGE,
    LICENCE,
    /** A schema or contract. */
    SCHEMA,
    /** A service's sample call. */
    SERVICE,
    /** A mailbox or page of who answers for the data. */
    CONTACT;

    /** Whether {@code answer} is what this link promises. */
    public boolean isRight(LinkProbe.Answer answer) {
      return switch (answer) {
        case DATA -> true;
        case WEB_PAGE -> this != FILE;
        case ERROR_MESSAGE -> this == SERVICE;
        case REFUSED -> this == SERVICE;
        case FAILED, CERTIFICATE_EXPIRED -> false;
      };
    }
  }
}
