package vn.sen.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.sen.vocab.Column;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Rule;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Waiver;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Gives and ends waivers. Under the intake's lock. */
final class WaiverIntake {
  private final Journal journal;
  private final Clock clock;

  WaiverIntake(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  WaiverGiven give(DatasetEntry entry, Waiving wanted, String why, String by) {
    Rule rule = rule(wanted.rule());
    Optional<TableEntry> table = wanted.table().map(slug -> table(entry, slug));
    demandTarget(rule, wanted);
    demandTerm(wanted.until());
    Optional<QualityReport> report = table.flatMap(t -> journal.findReport(t.latest().id()));
    table.ifPresent(t -> demandColumn(t, report, wanted));
    refuseBlocked(rule, report, wanted);
    refuseTwice(wanted);
    String id = UUID.randomUUID().toString().substring(0, 8);
    journal.append(
        List.of(
            new Event.RuleWaived(
                wanted.dataset(),
                wanted.table(),
                new Waiver(id, rule.id(), wanted.column(), wanted.until(), why, by))));
    return new WaiverGiven(find(id), table.flatMap(t -> waiting(t, report, id)).stream().toList());
  }

  WaiverEntry end(String id, String why, String by) {
    WaiverEntry known = find(id);
    if (!known.isInForce(Layers.day(clock.instant()))) {
      throw new ConflictException(
          "Miễn trừ %s đã hết hiệu lực. The waiver %s is in force no longer.".formatted(id, id));
    }
    journal.append(List.of(new Event.WaiverEnded(known.dataset(), id, why, by)));
    return find(id);
  }

  private WaiverEntry find(String id) {
    return journal
        .findWaiver(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Không có miễn trừ %s; 'sen waive list' liệt kê tất cả. There is no waiver %s; 'sen waive list' lists all."
                        .formatted(id, id)));
  }

  private static Rule rule(String id) {
    Rule rule =
        RuleCatalogue.find(id)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "Không có quy tắc '%s'; các quy tắc có ở docs/rules.md và /quality. There is no rule '%s'; docs/rules.md and /quality list them."
                            .formatted(id, id)));
    if (rule.dimension() == Dimension.LIVE) {
      throw new InvalidRequestException(
          "%s nói dữ liệu hôm nay sống thế nào và không giữ lại phiên bản nào, nên không có gì để miễn. %s %s says how the data live today and holds no version back, so there is nothing to waive. %s"
              .formatted(rule.id(), rule.remedy().vi(), rule.id(), rule.remedy().en()));
    }
    if (!rule.waivable()) {
      throw new InvalidRequestException(
          "Không miễn được %s (%s): nó bảo vệ con người và người tải dữ liệu. Thay vào đó: %s %s (%s) cannot be waived: it protects persons and those who download. Instead: %s"
              .formatted(
                  rule.id(),
                  rule.title().vi(),
                  rule.remedy().vi(),
                  rule.id(),
                  rule.title().en(),
                  rule.remedy().en()));
    }
    return rule;
  }

  private static TableEntry table(DatasetEntry entry, String slug) {
    return entry.tables().stream()
        .filter(table -> table.id().slug().equals(slug))
        .findFirst()
        .orElseThrow(
            () -> {
              String known =
                  entry.tables().stream()
                      .map(table -> table.id().slug())
                      .collect(Collectors.joining(", "));
              return new NotFoundException(
                  "Tập dữ liệu %s không có bảng '%s'; các bảng: %s. Dataset %s has no table '%s'; it has: %s."
                      .formatted(entry.id(), slug, known, entry.id(), slug, known));
            });
  }

  private static void demandTarget(Rule rule, Waiving wanted) {
    if (wanted.table().isEmpty() && rule.subject() == Rule.Subject.TABLE) {
      throw new InvalidRequestException(
          "%s xét từng bảng: hãy nêu bảng, như %s/BANG. %s is about tables: name one, such as %s/TABLE."
              .formatted(rule.id(), wanted.dataset(), rule.id(), wanted.dataset()));
    }
    if (wanted.table().isEmpty() && wanted.column().isPresent()) {
      throw new InvalidRequestException(
          "Cột thuộc về một bảng: hãy nêu bảng, như %s/BANG. A column is of a table: name one, such as %s/TABLE."
              .formatted(wanted.dataset(), wanted.dataset()));
    }
  }

  private void demandTerm(LocalDate until) {
    LocalDate today = Layers.day(clock.instant());
    LocalDate last = today.plusDays(Waiver.MOST_DAYS);
    if (!until.isAfter(today) || until.isAfter(last)) {
      throw new InvalidRequestException(
          "Miễn trừ đến %s không được: từ %s đến %s (nhiều nhất %d ngày). A waiver until %s is not possible: from %s to %s (at most %d days)."
              .formatted(
                  until,
                  today.plusDays(1),
                  last,
                  Waiver.MOST_DAYS,
                  until,
                  today.plusDays(1),
                  last,
                  Waiver.MOST_DAYS));
    }
  }

  /** A column that is there, or that the rule said is missing. */
  private static void demandColumn(
      TableEntry table, Optional<QualityReport> report, Waiving wanted) {
    if (wanted.column().isEmpty()) {
      return;
    }
    String column = wanted.column().get();
    List<String> names = table.latest().columns().stream().map(Column::name).toList();
    boolean isSpokenOf =
        report.stream()
            .flatMap(found -> found.findings().stream())
            .anyMatch(finding -> finding.column().filter(column::equals).isPresent());
    if (!names.contains(column) && !isSpokenOf) {
      String all = String.join(", ", names);
      throw new InvalidRequestException(
          "Bảng %s không có cột '%s'; các cột: %s. Table %s has no column '%s'; it has: %s."
              .formatted(table.id(), column, all, table.id(), column, all));
    }
  }

  private static void refuseBlocked(Rule rule, Optional<QualityReport> report, Waiving wanted) {
    report.stream()
        .flatMap(found -> found.findings().stream())
        .filter(finding -> finding.severity() == Severity.BLOCK)
        .filter(finding -> finding.rule().equals(rule.id()))
        .filter(f -> wanted.column().isEmpty() || wanted.column().equals(f.column()))
        .findFirst()
        .ifPresent(
            blocked -> {
              throw new ConflictException(
                  "%s đang ở mức chặn, không miễn được. Thay vào đó: %s %s blocks, which cannot be waived. Instead: %s"
                      .formatted(rule.id(), rule.remedy().vi(), rule.id(), rule.remedy().en()));
            });
  }

  private void refuseTwice(Waiving wanted) {
    LocalDate today = Layers.day(clock.instant());
    journal.waivers(wanted.dataset()).stream()
        .filter(known -> known.isInForce(today))
        .filter(known -> known.table().equals(wanted.table()))
        .filter(known -> known.waiver().rule().equals(wanted.rule()))
        .filter(known -> known.waiver().column().equals(wanted.column()))
        .findFirst()
        .ifPresent(
            known -> {
              Waiver waiver = known.waiver();
              throw new ConflictException(
                  "%s đã miễn đến %s (%s). Hãy kết thúc trước: sen waive end %s --why ... It is waived until %s already (%s). End that first: sen waive end %s --why ..."
                      .formatted(
                          waiver.rule(),
                          waiver.until(),
                          waiver.by(),
                          waiver.id(),
                          waiver.until(),
                          waiver.by(),
                          waiver.id()));
            });
  }

  /** The version that waits now for no other reason than what is waived, by {@code id} among it. */
  private Optional<TableVersionId> waiting(
      TableEntry table, Optional<QualityReport> report, String id) {
    if (table.latest().state() != TableState.QUARANTINED || table.decision().isPresent()) {
      return Optional.empty();
    }
    List<Waiver> waivers = journal.inForce(table.id(), Layers.day(clock.instant()));
    List<Finding> holding =
        report.stream()
            .flatMap(found -> found.findings().stream())
            .filter(WaiverIntake::holdsBack)
            .toList();
    Predicate<Finding> isWaived = f -> waivers.stream().anyMatch(waiver -> waiver.covers(f));
    boolean byThis =
        holding.stream()
            .anyMatch(f -> waivers.stream().anyMatch(w -> w.id().equals(id) && w.covers(f)));
    return byThis && holding.stream().allMatch(f -> !wasNotRun(f) && isWaived.test(f))
        ? Optional.of(table.latest().id())
        : Optional.empty();
  }

  /** Quarantine, block, or that a gating rule could not be run: nobody waives what is not known. */
  private static boolean holdsBack(Finding finding) {
    return finding.severity().compareTo(Severity.QUARANTINE) >= 0 || wasNotRun(finding);
  }

  private static boolean wasNotRun(Finding finding) {
    return finding.evaluated() == 0
        && finding.severity() == Severity.ERROR
        && RuleCatalogue.find(finding.rule()).filter(Rule::gates).isPresent();
  }
}
