package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.contract.Contract;

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

  Optional<Cells> column(String name) {
    return columns.stream().filter(cells -> cells.name().equals(name)).findFirst();
  }
}
