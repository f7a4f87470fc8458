package vn.sen.harvest.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vn.sen.catalog.Problem;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/**
 * What a harvest did, as {@code sen harvest --json} prints it. Every record and every table is
 * counted once: offered = added + changed + unchanged + rejected, and seen = the sum of its
 * outcomes.
 *
 * @param kind the connector
 * @param removed records gone from the source
 * @param held removals that wait for a person
 * @param problems the first ten thousand, each with its cure; the last says how many more there are
 * @param notices what the person who had it harvested should know and nothing failed by, such as an
 *     attestation that is missing
 */
public record HarvestReport(
    String run,
    SourceId source,
    String kind,
    Instant started,
    Instant ended,
    Outcome outcome,
    Records records,
    int removed,
    int held,
    Tables tables,
    List<Problem> problems,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Message> notices) {

  public HarvestReport {
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }

  /** Whether anything was rejected, held back or found, so that a person should look. */
  public boolean asksForAttention() {
    return outcome != Outcome.COMPLETE || held > 0 || !problems.isEmpty();
  }

  /** How far it got. */
  public enum Outcome {
    COMPLETE,
    PARTIAL,
    /** Nothing could be read. */
    FAILED,
    /** The schedule left it, and a problem says why. */
    SKIPPED;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of the records. */
  public record Records(int offered, int added, int changed, int unchanged, int rejected) {}

  /**
   * What became of the tables.
   *
   * @param blocked could not be read, held no table where one was promised, or failed a rule that
   *     blocks
   * @param failed could not be fetched, or was erased for good
   */
  public record Tables(
      int seen,
      int published,
      int publishedWithWarnings,
      int quarantined,
      int blocked,
      int unchanged,
      int failed) {}
}
