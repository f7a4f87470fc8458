package vn.sen.catalog;

import java.util.List;
import vn.sen.vocab.TableVersionId;

/**
 * A waiver that was given just now.
 *
 * @param waiting versions in quarantine that nothing holds back but what is waived; they go on
 *     waiting for {@link Intake#decide}
 */
public record WaiverGiven(WaiverEntry given, List<TableVersionId> waiting) {
  public WaiverGiven {
    waiting = List.copyOf(waiting);
  }
}
