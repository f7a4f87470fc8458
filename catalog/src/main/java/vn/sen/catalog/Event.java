package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Waiver;

/** What the journal records. Adding a kind is easy; a kind that was ever written stays readable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.AgencyRegistered.class, name = "agency-registered"),
  @JsonSubTypes.Type(value = Event.SourceRegistered.class, name = "source-registered"),
  @JsonSubTypes.Type(value = Event.SourceDisabled.class, name = "source-disabled"),
  @JsonSubTypes.Type(value = Event.SourceAttested.class, name = "source-attested"),
  @JsonSubTypes.Type(value = Event.RecordAdmitted.class, name = "record-admitted"),
  @JsonSubTypes.Type(value = Event.RecordRemoved.class, name = "record-removed"),
  @JsonSubTypes.Type(value = Event.TableJudged.class, name = "table-judged"),
  @JsonSubTypes.Type(value = Event.TableFailed.class, name = "table-failed"),
  @JsonSubTypes.Type(value = Event.TableRecovered.class, name = "table-recovered"),
  @JsonSubTypes.Type(value = Event.FileReceived.class, name = "file-received"),
  @JsonSubTypes.Type(value = Event.VersionDecided.class, name = "version-decided"),
  @JsonSubTypes.Type(value = Event.RemovalsHeld.class, name = "removals-held"),
  @JsonSubTypes.Type(value = Event.RemovalsDecided.class, name = "removals-decided"),
  @JsonSubTypes.Type(value = Event.BytesErased.class, name = "bytes-erased"),
  @JsonSubTypes.Type(value = Event.ReleaseMade.class, name = "release-made"),
  @JsonSubTypes.Type(value = Event.CodesImported.class, name = "codes-imported"),
  @JsonSubTypes.Type(value = Event.LivenessJudged.class, name = "liveness-judged"),
  @JsonSubTypes.Type(value = Event.RuleWaived.class, name = "rule-waived"),
  @JsonSubTypes.Type(value = Event.WaiverEnded.class, name = "waiver-ended"),
  @JsonSubTypes.Type(value = Event.MetadataCorrected.class, name = "metadata-corrected"),
  @JsonSubTypes.Type(value = Event.CorrectionUndone.class, name = "correction-undone"),
  @JsonSubTypes.Type(value = Event.ConsumerRegistered.class, name = "consumer-registered"),
  @JsonSubTypes.Type(value = Event.ConsumerRemoved.class, name = "consumer-removed"),
  @JsonSubTypes.Type(value = Event.IdentityDecided.class, name = "identity-decided"),
  @JsonSubTypes.Type(value = Event.IdentityUndone.class, name = "identity-undone"),
})
public sealed interface Event {

  /** An agency is known, or its description changed. */
  record AgencyRegistered(Agency agency) implements Event {}

  /** A source is harvested from now on, or its description changed. */
  record SourceRegistered(RegisteredSource source) implements Event {}

  record SourceDisabled(SourceId source, String why, String by) implements Event {}

  /**
   * Somebody recorded how the security of a source is attested.
   *
   * @param attestation absent when it has none any more
   * @param why empty where the attestation says it itself
   */
  record SourceAttested(SourceId source, Optional<Attestation> attestation, String why, String by)
      implements Event {}

  /**
   * A source's description of a dataset was admitted: new, or other than before.
   *
   * @param owner whether this source speaks for the dataset; a copy is only linked
   * @param subject the IRI that the source describes
   * @param nquads all it said, canonical (RDFC-1.0)
   * @param contentHash SHA-256 of {@code nquads}, hexadecimal
   * @param run the harvest that brought it
   * @param home the dataset it is of but for merges; absent where that is {@code dataset}
   */
  record RecordAdmitted(
      DatasetId dataset,
      SourceId source,
      String identifier,
      boolean owner,
      AgencyCode agency,
      String subject,
      String nquads,
      String contentHash,
      String run,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DatasetId> home)
      implements Event {
    @JsonCreator
    public RecordAdmitted {}

    /** One of a dataset that was merged into none. */
    public RecordAdmitted(
        DatasetId dataset,
        SourceId source,
        String identifier,
        boolean owner,
        AgencyCode agency,
        String subject,
        String nquads,
        String contentHash,
        String run) {
      this(
          dataset,
          source,
          identifier,
          owner,
          agency,
          subject,
          nquads,
          contentHash,
          run,
          Optional.empty());
    }

    /** The same, at home in {@code dataset}, from where a merge leads to this one. */
    RecordAdmitted at(DatasetId dataset) {
      return of(this.dataset, dataset, owner, run);
    }

    /** The same, of another dataset. */
    RecordAdmitted of(DatasetId shown, DatasetId home, boolean owner, String run) {
      return new RecordAdmitted(
          shown,
          source,
          identifier,
          owner,
          agency,
          subject,
          nquads,
          contentHash,
          run,
          Optional.of(home).filter(id -> !id.equals(shown)));
    }
  }

  /** A record is gone from its source; the dataset becomes a tombstone when nobody else has it. */
  record RecordRemoved(
      DatasetId dataset, SourceId source, String identifier, String reason, String run)
      implements Event {}

  /** A version of a table was judged, whatever the verdict. */
  record TableJudged(TableVersion version, QualityReport report) implements Event {}

  /**
   * A distribution could not be fetched or read, so that there is no version; what was published
   * stays.
   *
   * @param received SHA-256 of what came and could not be read, kept sealed; absent when nothing
   *     usable came
   */
  record TableFailed(
      DatasetId dataset,
      String distribution,
      String url,
      Problem problem,
      Optional<String> received,
      String run)
      implements Event {}

  /**
   * A distribution that had failed gives again what it gave before, so that nothing else changed.
   */
  record TableRecovered(DatasetId dataset, String url, String run) implements Event {}

  /** A file that is no table, such as a PDF. */
  record FileReceived(DatasetId dataset, DatasetFile file, String run) implements Event {}

  /** A steward decided on a quarantined version. */
  record VersionDecided(TableVersionId version, Decision decision, String why, String by)
      implements Event {}

  /**
   * A harvest would have removed more than the brake allows; a person decides. Takes the place of
   * what was held of the source before.
   */
  record RemovalsHeld(SourceId source, String run, List<String> identifiers, String reason)
      implements Event {
    public RemovalsHeld {
      identifiers = List.copyOf(identifiers);
    }
  }

  /** A person decided on held removals, named by the run that held them. */
  record RemovalsDecided(SourceId source, String run, Decision decision, String why, String by)
      implements Event {}

  /**
   * Bytes were erased by law or at the end of their term; their hash stays. A public version that
   * has them as a part is withdrawn, and so is a file.
   */
  record BytesErased(String sha256, Optional<TableVersionId> version, String why, String by)
      implements Event {}

  record ReleaseMade(Release release) implements Event {}

  /**
   * A newer version of a code list is in force from here on.
   *
   * @param source who says so, in the list's own words
   * @param why empty when no reason was given
   * @param text all of the list; its hash is in {@code list}
   */
  record CodesImported(CodeListVersion list, String source, String why, String by, String text)
      implements Event {}

  /** A dataset lives otherwise than before; takes the place of what was said of that. */
  record LivenessJudged(DatasetId dataset, Liveness liveness) implements Event {}

  /**
   * A steward waived a rule.
   *
   * @param table slug of the only table it is about; absent for all of the dataset
   */
  record RuleWaived(DatasetId dataset, Optional<String> table, Waiver waiver) implements Event {}

  /** A steward ended a waiver before its day. */
  record WaiverEnded(DatasetId dataset, String waiver, String why, String by) implements Event {}

  /**
   * A steward corrected what a source says of a dataset. Takes the place of what was corrected in
   * the same property and language before.
   *
   * @param property its IRI
   * @param language of a title or a description
   * @param before what the source said then; empty where that was nothing, or was erased since
   * @param values what stands in its place; empty when it was erased since
   */
  record MetadataCorrected(
      DatasetId dataset,
      String id,
      String property,
      Optional<String> language,
      List<String> before,
      List<String> values,
      String why,
      String by)
      implements Event {
    public MetadataCorrected {
      before = List.copyOf(before);
      values = List.copyOf(values);
    }
  }

  /** What the source says stands again. */
  record CorrectionUndone(DatasetId dataset, String correction, String why, String by)
      implements Event {}

  /**
   * Somebody who uses a table said what they rely on.
   *
   * @param held how they stand with the versions that were looked at on the day
   * @param registration absent when it was erased since
   */
  record ConsumerRegistered(
      TableId table,
      ConsumerId consumer,
      List<Consumer.Held> held,
      Optional<Consumer.Registration> registration,
      String by)
      implements Event {
    public ConsumerRegistered {
      held = List.copyOf(held);
    }
  }

  /** A consumer is registered no longer; who they were and what they relied on is erased. */
  record ConsumerRemoved(TableId table, ConsumerId consumer, String why, String by)
      implements Event {}

  /** A person decided what is one dataset, or whose it is. */
  record IdentityDecided(String id, Identity what, String why, String by) implements Event {}

  /** A decision is undone: all is as the harvests have it. */
  record IdentityUndone(String id, Identity what, String why, String by) implements Event {}
}
