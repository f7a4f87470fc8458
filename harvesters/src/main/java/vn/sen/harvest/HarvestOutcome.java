package vn.sen.harvest;

import java.net.URI;
import vn.sen.vocab.Message;

/** How far a harvest got. */
public sealed interface HarvestOutcome {

  /** Records offered, rejected ones included. */
  int offered();

  /** Every page was read: a record not offered is gone from the source. */
  record Complete(int offered) implements HarvestOutcome {}

  /** Reading stopped early: absence proves nothing. */
  record Partial(int offered, URI stoppedAt, Message reason) implements HarvestOutcome {}
}
