package vn.sen.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.sen.vocab.Agency;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.InvalidRequestException;

/** The write door. One writer at a time; callers on other threads wait. */
public interface Intake {

  /** Does nothing when the agency is known like that. */
  void register(Agency agency);

  /**
   * Registers its agency too, by its code, when nobody knows that yet. Its attestation stays what
   * it is: {@link #attest} records that.
   */
  void register(RegisteredSource source);

  void disable(SourceId source, String why, String by);

  /**
   * Records how the security of a source is attested, in place of what was recorded before.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when the source isn't registered
   * @throws InvalidRequestException when the decision is of a day to come
   */
  void attest(SourceId source, Attesting given, String by);

  /**
   * Records that a source has no attestation any more. Does nothing when it has none.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when the source isn't registered
   */
  void withdrawAttestation(SourceId source, String why, String by);

  /**
   * Begins taking in what one harvest brings.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when the source isn't registered
   */
  Session open(SourceId source, String run);

  /** The number that the next version of a table gets. */
  int nextVersion(TableId table);

  /** The version judged last, whatever the verdict. */
  Optional<TableVersion> latest(TableId table);

  /**
   * Records the verdicts on all tables of one file, all or none; the versions' parts must be in
   * {@link ReleaseFiles} already. Commits at once, and makes the dataset's next release when one of
   * them is public.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such dataset
   * @throws vn.sen.vocab.problem.ConflictException when a version isn't {@link #nextVersion}, or
   *     would publish again what a person withdrew; nothing is recorded
   */
  void judged(List<Verdict> verdicts);

  /**
   * Records that a distribution gave no version.
   *
   * @param received SHA-256 of what came and could not be read, already kept sealed; empty when
   *     nothing usable came
   */
  void failed(
      DatasetId dataset,
      String distribution,
      String url,
      Problem problem,
      Optional<String> received,
      String run);

  /** Records that a distribution that had failed gives again what is known already. */
  void recovered(DatasetId dataset, String url, String run);

  /**
   * Records a file that is no table; it must be in {@link ReleaseFiles} already. Does nothing when
   * the dataset has it.
   *
   * @throws vn.sen.vocab.problem.ConflictException when a person withdrew it
   */
  void received(DatasetId dataset, DatasetFile file, String run);

  /**
   * Records how a dataset lives. Does nothing when that is known, or the dataset is gone.
   *
   * @return whether anything was recorded
   */
  boolean lives(DatasetId dataset, Liveness liveness);

  /**
   * A steward's word on a quarantined version.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such version
   * @throws vn.sen.vocab.problem.ConflictException when it isn't quarantined, or was decided
   *     already
   */
  void decide(TableVersionId version, Decision decision, String why, String by);

  /** A person's word on held removals; approved ones are carried out. Throws as {@link #decide}. */
  void decideRemovals(SourceId source, String run, Decision decision, String why, String by);

  /**
   * Erases bytes: those of a file, or those a version came from or consists of. All bytes of that
   * version go, but for those another version has; was it public, it is withdrawn, and visitors get
   * the last good one before it. An old description is erased by its content hash. Doing it again
   * is harmless.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when nothing has that hash
   * @throws vn.sen.vocab.problem.ConflictException when it is a description that is listed now
   */
  void erase(String sha256, String why, String by);

  /**
   * Takes in a newer version of a code list, whole or not at all: it is read strictly, may be no
   * older than the one in force, and may forget no unit that one knows.
   *
   * @param file as {@code docs/code-lists.md} says it is written
   * @param why may be empty
   */
  CodesImport importCodes(byte[] file, String why, String by);

  /**
   * Waives a rule for a while. Publishes nothing by itself.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such dataset or table
   * @throws vn.sen.vocab.problem.InvalidRequestException when the rule may not be waived, or not
   *     until then
   * @throws vn.sen.vocab.problem.ConflictException when it is waived already, or blocks
   */
  WaiverGiven waive(Waiving wanted, String why, String by);

  /**
   * Ends a waiver before its day.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such waiver
   * @throws vn.sen.vocab.problem.ConflictException when it is in force no longer
   */
  WaiverEntry endWaiver(String id, String why, String by);

  /**
   * Lays a value over what the source of a dataset says, until that is undone. Takes the place of
   * an earlier correction of the same.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such dataset
   * @throws vn.sen.vocab.problem.InvalidRequestException when the property or the value is none
   * @throws vn.sen.vocab.problem.ConflictException when it says that already
   */
  Correction correct(Correcting wanted, String why, String by);

  /**
   * Lets the source speak again.
   *
   * @return the dataset it is about
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such correction
   */
  DatasetId undoCorrection(String id, String why, String by);

  /**
   * Decides what is one dataset, or whose it is: a merge, a split, a transfer, a succession.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such dataset, record or agency
   * @throws vn.sen.vocab.problem.ConflictException when it is so already, or cannot be
   * @throws vn.sen.vocab.problem.GoneException when the dataset was withdrawn
   */
  Identity.Decided decide(IdentityWanted wanted, String why, String by);

  /**
   * Undoes such a decision: all is as the harvests have it, those since included.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when no such decision is in force
   * @throws vn.sen.vocab.problem.ConflictException when a later one builds upon it
   */
  Identity.Decided undoDecision(String id, String why, String by);

  /**
   * Registers what somebody relies on who uses a table.
   *
   * @param id minted for them
   * @param outcomes of the versions that it was held against already
   * @throws vn.sen.vocab.problem.NotFoundException when there is no such table
   * @throws vn.sen.vocab.problem.ConflictException when it has {@link Consumer#MOST} already, or
   *     when the last version that is or may be public is not among {@code outcomes}
   */
  void register(
      ConsumerId id,
      TableId table,
      ConsumerGiven given,
      List<Consumer.Outcome> outcomes,
      String by);

  /** Removes a consumer, and erases who it was. Throws as {@link #decide}. */
  void removeConsumer(ConsumerId id, String why, String by);

  /** What a consumer gives; what the words mean, {@link Consumer.Registration} says. */
  record ConsumerGiven(String name, String contact, String contract) {
    private static final int LONGEST_NAME = 200;

    /**
     * @throws vn.sen.vocab.problem.InvalidRequestException when name or contact is blank or longer
     *     than 200 characters
     */
    public ConsumerGiven {
      name = demand(name, "Tên", "The name");
      contact = demand(contact, "Liên hệ", "The contact");
    }

    private static String demand(String text, String vi, String en) {
      if (text.isBlank() || text.length() > LONGEST_NAME) {
        throw new InvalidRequestException(
            "%s cần từ 1 đến %d ký tự. %s has 1 to %d characters."
                .formatted(vi, LONGEST_NAME, en, LONGEST_NAME));
      }
      return text.strip();
    }
  }

  /** What one harvest brings. Not safe for several threads. */
  interface Session extends AutoCloseable {

    /**
     * Takes a record that was found fit to be listed. Acknowledged only after the next {@link
     * #flush}; every 1,000 records it flushes by itself.
     *
     * @throws vn.sen.vocab.problem.InvalidRequestException when the description has no canonical
     *     form; nothing is taken
     */
    Offered offer(CatalogRecord record);

    /**
     * Notes that the record was seen and is as before, without its description. One that was
     * removed meanwhile is listed again as it was.
     *
     * @throws vn.sen.vocab.problem.NotFoundException when the record is unknown
     */
    Offered offerUnchanged(String identifier);

    /** Notes that the record was seen but rejected: what was listed before stays. */
    void keep(String identifier);

    /** Commits what was offered. */
    void flush();

    /**
     * After a complete harvest: removes what the source no longer has, or holds it for a person
     * when that would be at least two records and over 10 % of what the source had before, or all
     * of it.
     */
    Removals removeMissing();

    /** Flushes. */
    @Override
    void close();
  }

  /** What was found of a version. */
  record Verdict(TableVersion version, QualityReport report) {}

  /** What became of an offered record. */
  record Offered(DatasetId dataset, Change change) {}

  /** How an offered record differs from what was known. */
  enum Change {
    ADDED,
    CHANGED,
    UNCHANGED
  }

  /** What became of records that are gone from the source. */
  record Removals(List<String> removed, List<String> held) {
    public Removals {
      removed = List.copyOf(removed);
      held = List.copyOf(held);
    }

    /**
     * What goes and what waits for a person. What waits already goes on waiting, however the rest
     * of the source looks now; too much at once waits too: at least two records and over 10 % of
     * the source, or all of it.
     *
     * @param missing records that the source no longer has
     * @param before how many it had
     * @param waiting records that wait already, missing or not
     */
    public static Removals of(Collection<String> missing, long before, Collection<String> waiting) {
      var held = new TreeSet<>(missing);
      held.retainAll(Set.copyOf(waiting));
      var gone = new TreeSet<>(missing);
      gone.removeAll(held);
      // Measured on all that is missing, or a source could go away one record at a time.
      boolean tooMuch = missing.size() >= 2 && missing.size() * 10L > before;
      if (missing.size() == before || tooMuch) {
        held.addAll(gone);
        gone.clear();
      }
      return new Removals(List.copyOf(gone), List.copyOf(held));
    }
  }
}
