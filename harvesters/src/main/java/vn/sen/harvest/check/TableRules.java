package vn.sen.harvest.check;

import java.util.List;

/** The table rules there are, in the order of the rule catalogue. */
final class TableRules {
  static final List<TableRule> ALL =
      List.of(
          new TypeConformance(),
          new DeclaredLimits(),
          new UnitCodes(),
          new Agreement(),
          new References(),
          new Dependencies(),
          new DeclaredBytes(),
          new TruthfulFormat(),
          new DataDictionary(),
          new BlankCells(),
          new DisguisedMissing(),
          new NoRows(),
          new RowCount(),
          new Truncation(),
          new CsvStructure(),
          new TextEncoding(),
          new StrayCharacters(),
          new Headers(),
          new DuplicateRows(),
          new DuplicateKeys(),
          new Formulas(),
          new PersonalData());

  private TableRules() {}
}
