package vn.sen.harvest.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ColumnType;

/** The table under check, its columns joined with what was promised of them. */
record Subject(TableUnderCheck table, List<Cells> columns) {

  static Subject of(TableUnderCheck table) {
    return new Subject(
        table,
        table.report().columns().stream()
            .map(column -> new Cells(column, table.contract().flatMap(c -> c.find(column))))
            .toList());
  }

  ReadReport report() {
    return table.report();
  }

  ReadReport.Notes notes() {
    return table.report().notes();
  }

  Optional<Contract> contract() {
    return table.contract();
  }

  Circumstances circumstances() {
    return table.circumstances();
  }

  /** The administrative units of the list that this table is judged by. */
  AdministrativeUnits units() {
    return table.units().get();
  }

  /** Whether all numbers or dates of a column have two readings, so that it stayed text. */
  boolean isOfTwoReadings(Cells cells) {
    return notes().ambiguousColumns().contains(cells.name());
  }

  /** Whether a column stayed text that may well be one of numbers or dates. */
  boolean isNearlyTyped(Cells cells) {
    return isOfTwoReadings(cells)
        || notes().nearlyTyped().stream().anyMatch(near -> near.column().equals(cells.name()));
  }

  List<Cells> texts() {
    return columns.stream().filter(cells -> cells.type() == ColumnType.TEXT).toList();
  }

  /** Columns of those types, and those that stayed text but may well be of one. */
  List<Cells> ofOrNearly(Set<ColumnType> types) {
    return columns.stream()
        .filter(
            cells ->
                types.contains(cells.type())
                    || cells.type() == ColumnType.TEXT && isNearlyTyped(cells))
        .toList();
  }

  /** Whether a contract promises that a column identifies rows, alone or with others. */
  boolean isKey(Cells cells) {
    return cells
        .promised()
        .filter(p -> contract().filter(c -> c.primaryKey().contains(p.name())).isPresent())
        .isPresent();
  }

  Optional<Cells> column(String name) {
    return columns.stream().filter(cells -> cells.name().equals(name)).findFirst();
  }

  /** A column that a contract names: by its name, or by its header as it stands. */
  Optional<Cells> named(String name) {
    return column(name)
        .or(
            () ->
                columns.stream()
                    .filter(cells -> cells.column().original().strip().equals(name.strip()))
                    .findFirst());
  }

  /** Those of {@code names} that the table has no column for. */
  List<String> lacking(Collection<String> names) {
    return names.stream().filter(name -> named(name).isEmpty()).toList();
  }

  /** The columns of {@code names}, those that are missing left out. */
  List<Cells> named(Collection<String> names) {
    return names.stream().flatMap(name -> named(name).stream()).toList();
  }
}
