package vn.sen.harvest.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Column;

/**
 * One table version, as the reader handed it over.
 *
 * @param name for people: of the file, or of the table within it
 * @param sha256 of the bytes received, hexadecimal
 * @param text all cells as text exactly as they stand, empty ones as the empty string or null, as
 *     {@link vn.sen.catalog.tables.TextTable} writes them
 * @param typed Parquet of the same columns and the same rows in the same order, typed
 * @param contract what the agency promised; absent when it promised nothing
 * @param units the administrative units to judge by, read when a rule asks for them
 * @param others tables that the contract lets this one refer to, those that were read, by the name
 *     that it gives them
 */
public record TableUnderCheck(
    String name,
    String sha256,
    ReadReport report,
    Path text,
    Path typed,
    Optional<Contract> contract,
    Circumstances circumstances,
    Supplier<AdministrativeUnits> units,
    Map<String, OtherTable> others) {

  public TableUnderCheck {
    others = Map.copyOf(others);
  }

  /** A table with no other beside it. */
  public TableUnderCheck(
      String name,
      String sha256,
      ReadReport report,
      Path text,
      Path typed,
      Optional<Contract> contract,
      Circumstances circumstances,
      Supplier<AdministrativeUnits> units) {
    this(name, sha256, report, text, typed, contract, circumstances, units, Map.of());
  }

  /**
   * Another table, to look things up in.
   *
   * @param text its cells as text, in the form of {@link TableUnderCheck#text}
   */
  public record OtherTable(Path text, List<Column> columns) {
    public OtherTable {
      columns = List.copyOf(columns);
    }
  }
}
