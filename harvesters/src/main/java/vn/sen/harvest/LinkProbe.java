package vn.sen.harvest;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** What is known of how a link answers. */
public interface LinkProbe {

  /** The last probes of {@code link}, latest first; empty when it was never tried. */
  List<Answer> answers(URI link);

  /**
   * One try.
   *
   * @param status HTTP status, 0 when no answer came
   * @param looksRight whether the bytes are what was promised, not a login page or an error
   */
  record Answer(Instant at, int status, boolean looksRight, String found) {}
}
