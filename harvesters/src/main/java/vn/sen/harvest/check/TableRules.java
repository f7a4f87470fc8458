package vn.sen.harvest.check;

import java.util.List;

/** The table rules there are, in the order of the rule catalogue. */
final class TableRules {
  static final List<TableRule> ALL =
      List.of(
          new TypeConformance(),
          new DeclaredLimits(),
          new ListedCodes(),
          new UnitCodes(),
          new Agreement(),
          new References(),
          new TaxCodes(),
          new Coordinates(),
          new Outliers(),
          new Dependencies(),
          new Magnitude(),
          new FutureDates(),
          new DeclaredBytes(),
          new Aggregates(),
          new TruthfulFormat(),
          new DataDictionary(),
          new BlankCells(),
          new DisguisedMissing(),
          new ConstantColumns(),
          new NoRows(),
          new RowCount(),
          new CoverageGrid(),
          new SeriesGaps(),
          new Truncation(),
          new SchemaDrift(),
          new FormatsAgree(),
          new PromisedDatasets(),
          new CsvStructure(),
          new TextEncoding(),
          new ComposedText(),
          new StrayCharacters(),
          new Headers(),
          new DuplicateRows(),
          new DuplicateKeys(),
          new NearDuplicates(),
          new NumberStyle(),
          new DateStyle(),
          new SpellingVariants(),
          new DamagedIdentifiers(),
          new Formulas(),
          new ActiveContent(),
          new PersonalData(),
          new MixedGrain(),
          new FileHazards(),
          new Disclosure());

  private TableRules() {}
}
