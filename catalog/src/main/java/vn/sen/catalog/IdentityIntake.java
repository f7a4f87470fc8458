package vn.sen.catalog;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Takes in what people decide of what is one dataset, and whose it is. Under the intake's lock. */
final class IdentityIntake {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Journal journal;
  private final Clock clock;

  IdentityIntake(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  Identity.Decided decide(IdentityWanted wanted, String why, String by) {
    Identity what =
        switch (wanted) {
          case IdentityWanted.Merge merge -> merge(merge);
          case IdentityWanted.Split split -> split(split);
          case IdentityWanted.Transfer transfer -> transfer(transfer);
          case IdentityWanted.Succession succession -> succession(succession);
        };
    String id = newId();
    journal.append(List.of(new Event.IdentityDecided(id, what, why, by)));
    return journal.findDecision(id).orElseThrow();
  }

  /** Of a decision: 64 bits at random, so that none is met twice. */
  static String newId() {
    return HexFormat.of().toHexDigits(RANDOM.nextLong());
  }

  private Identity merge(IdentityWanted.Merge wanted) {
    if (wanted.dataset().equals(wanted.into())) {
      throw new ConflictException(
          "Không thể gộp %s vào chính nó. %s cannot be merged into itself."
              .formatted(wanted.dataset(), wanted.dataset()));
    }
    listed(wanted.dataset());
    listed(wanted.into());
    return new Identity.Merge(wanted.dataset(), wanted.into());
  }

  private Identity split(IdentityWanted.Split wanted) {
    DatasetEntry entry = listed(wanted.dataset());
    RecordHead record =
        journal.records(entry.id()).stream()
            .filter(head -> head.source().equals(wanted.source()))
            .filter(head -> head.identifier().equals(wanted.record()) && !head.removed())
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "%s không có bản ghi '%s' của nguồn %s. %s has no record '%s' of source %s."
                            .formatted(
                                entry.id(),
                                wanted.record(),
                                wanted.source(),
                                entry.id(),
                                wanted.record(),
                                wanted.source())));
    if (record.owner()) {
      throw new ConflictException(
          "Bản ghi '%s' của %s đang đại diện cho %s: hãy tách các bản sao của nó. Record '%s' of %s speaks for %s: split its copies off instead."
              .formatted(
                  record.identifier(),
                  record.source(),
                  entry.id(),
                  record.identifier(),
                  record.source(),
                  entry.id()));
    }
    boolean last =
        journal.recordsAt(record.home()).stream()
            .filter(head -> !head.removed())
            .allMatch(record::equals);
    if (last) {
      // Nothing else is of its own dataset, which a merge brought here.
      String merge =
          journal.decisions(record.home()).stream()
              .filter(
                  d -> d.what() instanceof Identity.Merge m && m.dataset().equals(record.home()))
              .map(Identity.Decided::id)
              .findFirst()
              .orElse("");
      throw new ConflictException(
          "Bản ghi này về đây do gộp %s: hãy hoàn tác quyết định %s. This record came when %s was merged: undo decision %s."
              .formatted(record.home(), merge, record.home(), merge));
    }
    return new Identity.Split(record.home(), record.source(), record.identifier(), mint());
  }

  private Identity transfer(IdentityWanted.Transfer wanted) {
    DatasetEntry entry = listed(wanted.dataset());
    AgencyCode to = standing(wanted.to());
    AgencyCode from = entry.agency().code();
    if (from.equals(to)) {
      throw new ConflictException(
          "%s đã thuộc %s. %s belongs to %s already.".formatted(entry.id(), to, entry.id(), to));
    }
    return new Identity.Transfer(entry.id(), from, to);
  }

  private Identity succession(IdentityWanted.Succession wanted) {
    AgencyCode agency = known(wanted.agency());
    AgencyCode successor = known(wanted.successor());
    if (journal.successor(successor).equals(agency)) {
      throw new ConflictException(
          "%s không thể kế thừa %s: khi đó %s kế thừa chính mình. %s cannot succeed %s: %s would succeed itself."
              .formatted(successor, agency, agency, successor, agency, agency));
    }
    journal
        .succession(agency)
        .ifPresent(
            decided -> {
              throw new ConflictException(
                  "%s đã có cơ quan kế thừa (quyết định %s). %s has a successor already (decision %s)."
                      .formatted(agency, decided.id(), agency, decided.id()));
            });
    LocalDate today = Layers.day(clock.instant());
    if (wanted.on().isAfter(today)) {
      throw new InvalidRequestException(
          "Ngày kế thừa %s còn ở phía trước; hôm nay là %s: hãy ghi khi ngày đó đến. The succession of %s lies ahead; today is %s: record it when the day has come."
              .formatted(wanted.on(), today, wanted.on(), today));
    }
    return new Identity.Succession(agency, successor, wanted.on());
  }

  private AgencyCode known(AgencyCode code) {
    if (journal.agencies().stream().noneMatch(agency -> agency.code().equals(code))) {
      throw new NotFoundException(
          "Không có cơ quan %s. There is no agency %s.".formatted(code, code));
    }
    return code;
  }

  private AgencyCode standing(AgencyCode code) {
    AgencyCode last = journal.successor(known(code));
    if (!last.equals(code)) {
      throw new ConflictException(
          "%s đã được %s kế thừa: hãy chuyển cho %s. %s was succeeded by %s: transfer to %s."
              .formatted(code, last, last, code, last, last));
    }
    return code;
  }

  private DatasetId mint() {
    while (true) {
      DatasetId id = DatasetId.mint();
      if (journal.history(id, 1).isEmpty()) {
        return id;
      }
    }
  }

  Identity.Decided undo(String id, Map<SourceId, RegisteredSource> sources, String why, String by) {
    Identity.Decided decided =
        journal
            .findDecision(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "Không có quyết định %s đang có hiệu lực. No decision %s is in force."
                            .formatted(id, id)));
    var events = new ArrayList<Event>();
    events.add(new Event.IdentityUndone(id, decided.what(), why, by));
    switch (decided.what()) {
      case Identity.Merge merge -> events.addAll(apart(merge, sources, id));
      case Identity.Split split -> events.addAll(together(split, sources, id));
      case Identity.Transfer _, Identity.Succession _ -> {}
    }
    journal.append(events);
    return decided;
  }

  /** Who speaks for each of the two when they are two again. */
  private List<Event> apart(
      Identity.Merge merge, Map<SourceId, RegisteredSource> sources, String run) {
    Set<DatasetId> homes = new HashSet<>(journal.beneath(merge.dataset()));
    homes.add(merge.dataset());
    DatasetEntry shown = entry(journal.shown(merge.dataset()));
    List<RecordHead> all = journal.records(shown.id());
    var events = new ArrayList<Event>();
    Speakers.settled(
            journal,
            entry(merge.dataset()),
            all.stream().filter(record -> homes.contains(record.home())).toList(),
            sources,
            run)
        .ifPresent(events::add);
    Speakers.settled(
            journal,
            shown,
            all.stream().filter(record -> !homes.contains(record.home())).toList(),
            sources,
            run)
        .ifPresent(events::add);
    return events;
  }

  /** Who speaks for what a record was split off, when it is a copy of that again. */
  private List<Event> together(
      Identity.Split split, Map<SourceId, RegisteredSource> sources, String run) {
    DatasetEntry alone = entry(split.into());
    Optional<DatasetId> merged = alone.mergedInto();
    if (merged.isPresent()) {
      throw merged(split.into(), merged.get());
    }
    DatasetEntry shown = entry(journal.shown(split.dataset()));
    if (shown.id().equals(split.into())) {
      throw new ConflictException(
          "%s nay đã được gộp vào %s: hãy hoàn tác việc gộp đó trước. %s was merged into %s since: undo that first."
              .formatted(split.dataset(), split.into(), split.dataset(), split.into()));
    }
    var records = new ArrayList<>(journal.records(shown.id()));
    for (RecordHead head : journal.records(split.into())) {
      records.add(head.home().equals(split.into()) ? head.at(split.dataset()) : head);
    }
    return Speakers.settled(journal, shown, records, sources, run).stream().toList();
  }

  private DatasetEntry entry(DatasetId id) {
    return journal
        .find(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Không có tập dữ liệu %s. There is no dataset %s.".formatted(id, id)));
  }

  private DatasetEntry listed(DatasetId id) {
    DatasetEntry entry = entry(id);
    Optional<DatasetId> merged = entry.mergedInto();
    if (merged.isPresent()) {
      throw merged(id, merged.get());
    }
    entry
        .withdrawn()
        .ifPresent(
            tombstone -> {
              throw new GoneException(
                  "%s đã bị gỡ: %s %s was withdrawn: %s"
                      .formatted(id, tombstone.reason(), id, tombstone.reason()));
            });
    return entry;
  }

  static ConflictException merged(DatasetId id, DatasetId into) {
    return new ConflictException(
        "%s đã được gộp vào %s: hãy nêu %s, hoặc hoàn tác việc gộp. %s was merged into %s: name %s, or undo the merge."
            .formatted(id, into, into, id, into, into));
  }
}
