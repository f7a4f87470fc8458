package vn.sen.publish.sources;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.SourceDesk.Ongoing;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;

/**
 * A source as an operator sees it.
 *
 * @param agency name of who speaks through it
 * @param isPublic whether anyone may see where it lies
 * @param timetable in words; absent for one that is harvested by hand alone
 * @param standing of its attestation today
 * @param notice what is wrong with its attestation, and the cure
 * @param isLeft whether the schedule leaves it for want of an attestation
 * @param last its last run, without the report
 * @param now the harvest that goes on
 * @param due when it is harvested next; absent without a timetable, or while it is disabled
 * @param held how many removals and versions of it wait for a person
 */
public record SourceLine(
    RegisteredSource source,
    LangText agency,
    boolean isPublic,
    Optional<Message> timetable,
    Attestation.Standing standing,
    Optional<Message> notice,
    boolean isLeft,
    Optional<Run> last,
    Optional<Ongoing> now,
    Optional<Instant> due,
    int held) {
  /** So late nobody wonders yet. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Set<String> UNREAD = Set.of("failed", "partial", "interrupted");

  /** Everything that is so of it at {@code instant}. */
  public Set<SourceState> states(Instant instant) {
    Set<SourceState> states = EnumSet.noneOf(SourceState.class);
    if (now.isPresent()) {
      states.add(SourceState.RUNNING);
    }
    if (held > 0) {
      states.add(SourceState.HELD);
    }
    if (!source.enabled()) {
      states.add(SourceState.DISABLED);
      return states;
    }
    if (last.filter(run -> UNREAD.contains(run.outcome())).isPresent()) {
      states.add(SourceState.FAILING);
    }
    if (now.isEmpty() && due.filter(time -> time.plus(PATIENCE).isBefore(instant)).isPresent()) {
      states.add(SourceState.OVERDUE);
    }
    if (isLeft) {
      states.add(SourceState.UNATTESTED);
    }
    return states;
  }

  /**
   * Scheme, host and path: a query may hold a key, and a name a password. Where a source lies that
   * is not on the web, or not for all to reach, is nobody's business: a name of it.
   */
  public String address() {
    URI url = source.url();
    if (!isPublic) {
      return Sen.NS + "source:" + source.id();
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
  }
}
