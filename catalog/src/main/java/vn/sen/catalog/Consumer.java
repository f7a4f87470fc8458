package vn.sen.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.TableId;

/**
 * Someone who uses a published table and registered what they rely on.
 *
 * @param registration who they are and what they rely on; absent once it is erased, as it is with
 *     the consumer's removal
 * @param removed when they were removed; absent while they are registered
 */
public record Consumer(
    ConsumerId id,
    TableId table,
    Instant registered,
    Optional<Registration> registration,
    Optional<Instant> removed) {

  /** How many a table may have: each is held against every new version. */
  public static final int MOST = 100;

  /**
   * What a consumer said. Kept apart from the journal's entry, so that all of it can be erased;
   * never public.
   *
   * @param name of the business or agency
   * @param contact such as an e-mail address
   * @param contract the document as it was given
   * @param outcomes of the versions it was held against on the day, by their numbers
   * @param salt so that the hash that stays tells nothing of who it was
   */
  public record Registration(
      String name, String contact, String contract, List<Outcome> outcomes, String salt) {
    public Registration {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** How it fared with a version. */
  public record Outcome(int version, ConsumerOutcome outcome) {
    /** The same without what is not kept. */
    public Held brief() {
      return new Held(version, outcome.standing(), outcome.freshUntil());
    }
  }

  /**
   * How a consumer stands with a version.
   *
   * @param freshUntil as in {@link ConsumerOutcome}
   */
  public record Held(int version, Standing standing, Optional<LocalDate> freshUntil) {}
}
