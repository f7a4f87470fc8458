package vn.sen.harvest.run;

import java.util.ArrayList;
import java.util.List;
import vn.sen.catalog.Intake.Change;
import vn.sen.catalog.Intake.Removals;
import vn.sen.catalog.Problem;
import vn.sen.vocab.TableState;

/** Counts a run while it goes on. Safe for many threads. */
final class Tally {
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
    problems.add(problem);
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
    problems.add(problem);
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
    return List.copyOf(problems);
  }
}
