package vn.sen.harvest.check;

import vn.sen.vocab.Finding.Scope;

/**
 * The rules on how links answer.
 *
 * <p>A link that reports success and gives a login page or an error instead of data is a fetch that
 * failed under {@link #SOFT_FAILURE}: it makes no version, and what is published stays.
 */
public final class LinkRules {
  /** Success by its status, a login page or an error by its bytes. */
  public static final String SOFT_FAILURE = "LIV-05";

  private LinkRules() {}

  /** The link a table came from gave data when it was tried. */
  public static CheckResult gaveData() {
    return Verdict.count(SOFT_FAILURE, 1, 0).about(Scope.DISTRIBUTION).result();
  }
}
