package vn.sen.publish.datasets;

import java.time.Instant;
import java.util.Optional;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Event;
import vn.sen.catalog.Identity;
import vn.sen.catalog.JournalEntry;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;

/**
 * A line of a dataset's history.
 *
 * @param kind such as {@code table-judged}
 * @param table its slug, absent when the line is about the dataset
 * @param state what the gate decided, or a person
 * @param source what else it is about: a source, a rule, a property
 * @param by who decided, where a person did
 * @param why the reason, where one was given
 */
public record HistoryLine(
    long sequence,
    Instant at,
    String kind,
    Optional<String> table,
    Optional<Integer> version,
    Optional<String> state,
    Optional<String> source,
    Optional<String> by,
    Optional<String> why) {

  static HistoryLine of(JournalEntry entry) {
    return switch (entry.event()) {
      case Event.RecordAdmitted e ->
          about(entry, e.owner() ? "record-admitted" : "copy-admitted", e.source().value());
      case Event.RecordRemoved e ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "record-removed",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(e.source().value()),
              Optional.empty(),
              Optional.of(e.reason()));
      case Event.TableJudged e ->
          about(entry, "table-judged", e.version().id(), Optional.of(e.version().state()));
      case Event.TableFailed e ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "table-failed",
              e.problem().table(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case Event.TableRecovered e -> about(entry, "table-recovered", e.url());
      case Event.FileReceived e -> about(entry, "file-received", e.file().name());
      case Event.VersionDecided e ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "version-decided",
              Optional.of(e.version().table().slug()),
              Optional.of(e.version().number()),
              Optional.of(e.decision().key()),
              Optional.empty(),
              Optional.of(e.by()),
              Optional.of(e.why()));
      case Event.BytesErased e ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "bytes-erased",
              e.version().map(v -> v.table().slug()),
              e.version().map(TableVersionId::number),
              Optional.empty(),
              Optional.empty(),
              Optional.of(e.by()),
              Optional.of(e.why()));
      case Event.ReleaseMade e ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "release-made",
              Optional.empty(),
              Optional.of(e.release().number()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case Event.LivenessJudged _ ->
          new HistoryLine(
              entry.sequence(),
              entry.at(),
              "liveness-judged",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case Event.RuleWaived e ->
          person(
              entry,
              "rule-waived",
              e.table(),
              e.waiver().rule(),
              e.waiver().by(),
              e.waiver().why());
      case Event.WaiverEnded e ->
          person(entry, "waiver-ended", Optional.empty(), e.waiver(), e.by(), e.why());
      case Event.MetadataCorrected e ->
          person(
              entry,
              "metadata-corrected",
              Optional.empty(),
              Correctable.find(e.property()).map(Correctable::key).orElse(e.property()),
              e.by(),
              e.why());
      case Event.CorrectionUndone e ->
          person(entry, "correction-undone", Optional.empty(), e.correction(), e.by(), e.why());
      case Event.AgencyRegistered e -> about(entry, "agency-registered", e.agency().code().value());
      case Event.SourceRegistered e -> about(entry, "source-registered", e.source().id().value());
      case Event.SourceDisabled e -> about(entry, "source-disabled", e.source().value());
      case Event.SourceAttested e -> about(entry, "source-attested", e.source().value());
      case Event.RemovalsHeld e -> about(entry, "removals-held", e.source().value());
      case Event.RemovalsDecided e -> about(entry, "removals-decided", e.source().value());
      case Event.CodesImported e -> about(entry, "codes-imported", e.list().list());
      // Who it is nobody else need know, nor why they left.
      case Event.ConsumerRegistered e -> about(entry, "consumer-registered", e.table().slug());
      case Event.ConsumerRemoved e -> about(entry, "consumer-removed", e.table().slug());
      case Event.IdentityDecided e ->
          person(
              entry,
              e.what().kind() + "-decided",
              Optional.empty(),
              said(e.what()),
              e.by(),
              e.why());
      case Event.IdentityUndone e ->
          person(
              entry,
              e.what().kind() + "-undone",
              Optional.empty(),
              said(e.what()),
              e.by(),
              e.why());
    };
  }

  /** From what to what. */
  private static String said(Identity what) {
    return switch (what) {
      case Identity.Merge m -> "%s → %s".formatted(m.dataset(), m.into());
      case Identity.Split s ->
          "%s %s: %s → %s".formatted(s.source(), s.record(), s.dataset(), s.into());
      case Identity.Transfer t -> "%s → %s".formatted(t.from(), t.to());
      case Identity.Succession s -> "%s → %s (%s)".formatted(s.agency(), s.successor(), s.on());
    };
  }

  private static HistoryLine person(
      JournalEntry entry, String kind, Optional<String> table, String what, String by, String why) {
    return new HistoryLine(
        entry.sequence(),
        entry.at(),
        kind,
        table,
        Optional.empty(),
        Optional.empty(),
        Optional.of(what),
        Optional.of(by),
        Optional.of(why));
  }

  private static HistoryLine about(JournalEntry entry, String kind, String source) {
    return new HistoryLine(
        entry.sequence(),
        entry.at(),
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(source),
        Optional.empty(),
        Optional.empty());
  }

  private static HistoryLine about(
      JournalEntry entry, String kind, TableVersionId version, Optional<TableState> state) {
    return new HistoryLine(
        entry.sequence(),
        entry.at(),
        kind,
        Optional.of(version.table().slug()),
        Optional.of(version.number()),
        state.map(TableState::key),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
