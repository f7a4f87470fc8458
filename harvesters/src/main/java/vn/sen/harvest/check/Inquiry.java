package vn.sen.harvest.check;

import java.util.List;

/**
 * What a rule asks of the table, and how it judges by the answers.
 *
 * @param text aggregates over the text table
 * @param typed aggregates over the typed table
 */
record Inquiry(List<String> text, List<String> typed, Judge judge) {

  /** Asks nothing of the cells. */
  static Inquiry none(Judge judge) {
    return new Inquiry(List.of(), List.of(), judge);
  }

  static Inquiry ofText(List<String> aggregates, Judge judge) {
    return new Inquiry(aggregates, List.of(), judge);
  }

  /** Counts the cells of a column that fail; says nothing of a column that has no value. */
  static Inquiry ofCells(Cells cells, String failing, CellJudge judge) {
    String failed = Sql.count(failing);
    return ofText(
        List.of(cells.filled(), failed),
        (measured, tables) -> {
          long filled = measured.text(cells.filled());
          return filled == 0
              ? List.of()
              : List.of(judge.judge(filled, Math.min(filled, measured.text(failed)), tables));
        });
  }

  /** Judges a column by how many of its filled cells fail. */
  @FunctionalInterface
  interface CellJudge {
    Verdict judge(long filled, long failed, Tables tables);
  }

  /** Judges by what was counted; may ask on, of few rows or distinct values. */
  @FunctionalInterface
  interface Judge {
    List<Verdict> judge(Measured measured, Tables tables);
  }
}
