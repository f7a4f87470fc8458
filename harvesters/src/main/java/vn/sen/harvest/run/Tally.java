package vn.sen.harvest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Intake.Change;
import vn.sen.catalog.Intake.Removals;
import vn.sen.catalog.Problem;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;

/** Counts a run while it goes on. Safe for many threads. */
final class Tally {
  /** Of one report; more than a person reads, and than fits on a page. */
  private static final int MOST_PROBLEMS = 10_000;

  private int added;
  private int changed;
  private int unchanged;
  private int rejected;
  private int published;
  private int publishedWithWarnings;
  private int quarantined;
  private int blocked;
  private int unchangedTables;
  private int failedTables;
  private int removed;
  private int held;
  private int unlisted;
  private final List<Problem> problems = new ArrayList<>();

  synchronized void record(Change change) {
    switch (change) {
      case ADDED -> added++;
      case CHANGED -> changed++;
      case UNCHANGED -> unchanged++;
    }
  }

  synchronized void rejected(Problem problem) {
    rejected++;
    problem(problem);
  }

  synchronized void removals(Removals removals) {
    removed = removals.removed().size();
    held = removals.held().size();
  }

  synchronized void table(TableState state) {
    switch (state) {
      case PUBLISHED -> published++;
      case PUBLISHED_WITH_WARNINGS -> publishedWithWarnings++;
      case QUARANTINED -> quarantined++;
      case BLOCKED -> blocked++;
    }
  }

  /** Of tables published without an error, so many belong to datasets that have one. */
  synchronized void warned(int tables) {
    published -= tables;
    publishedWithWarnings += tables;
  }

  synchronized void unchangedTables(int count) {
    unchangedTables += count;
  }

  synchronized void failedTable() {
    failedTables++;
  }

  synchronized void problem(Problem problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    } else {
      unlisted++;
    }
  }

  synchronized int removed() {
    return removed;
  }

  synchronized int held() {
    return held;
  }

  synchronized HarvestReport.Records records() {
    return new HarvestReport.Records(
        added + changed + unchanged + rejected, added, changed, unchanged, rejected);
  }

  synchronized HarvestReport.Tables tables() {
    return new HarvestReport.Tables(
        published + publishedWithWarnings + quarantined + blocked + unchangedTables + failedTables,
        published,
        publishedWithWarnings,
        quarantined,
        blocked,
        unchangedTables,
        failedTables);
  }

  synchronized List<Problem> problems() {
    List<Problem> listed = new ArrayList<>(problems);
    if (unlisted > 0) {
      listed.add(
          new Problem(
              "",
              Optional.empty(),
              Problem.Stage.READ,
              Optional.empty(),
              Severity.WARNING,
              new Message(
                  "Còn %d vấn đề nữa không liệt kê ở đây (tổng cộng %d). Sửa các vấn đề trên rồi thu thập lại."
                      .formatted(unlisted, unlisted + problems.size()),
                  "%d more problems are not listed here (%d in all). Mend those above and harvest again."
                      .formatted(unlisted, unlisted + problems.size()))));
    }
    return List.copyOf(listed);
  }
}
