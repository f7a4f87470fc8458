package vn.sen.harvest.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.check.TableUnderCheck.OtherTable;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.Column;

/** A table that a reference goes to, where its rows are at hand. */
sealed interface ReferredTable {

  /** Absent when nobody handed its rows over: in the contract, or beside the table. */
  static Optional<ReferredTable> find(Subject subject, Reference reference) {
    Optional<ReferredTable> held =
        subject
            .contract()
            .flatMap(contract -> contract.other(reference.table()))
            .filter(Contract.OtherTable::isInline)
            .map(InContract::new);
    return held.or(
        () ->
            Optional.ofNullable(subject.table().others().get(reference.table()))
                .map(BesideIt::new));
  }

  /** Those of {@code columns} that it does not have. */
  List<String> lacking(Collection<String> columns);

  /**
   * SQL that gives the cells of {@code columns}, as {@link References#row} makes one text of them.
   */
  String values(List<String> columns, Tables tables);

  /** One whose rows the contract holds. */
  record InContract(Contract.OtherTable table) implements ReferredTable {

    @Override
    public List<String> lacking(Collection<String> columns) {
      return columns.stream().filter(column -> !table.columns().contains(column)).toList();
    }

    @Override
    public String values(List<String> columns, Tables tables) {
      List<Integer> places = columns.stream().map(table.columns()::indexOf).toList();
      String rows =
          table.rows().stream()
              .map(row -> places.stream().map(row::get).collect(Collectors.joining("\u001f")))
              .distinct()
              .map(value -> "(" + DuckSession.literal(value) + ")")
              .collect(Collectors.joining(", "));
      return rows.isEmpty() ? "SELECT '' WHERE false" : "VALUES " + rows;
    }
  }

  /** One that was read as this was. */
  record BesideIt(OtherTable table) implements ReferredTable {

    @Override
    public List<String> lacking(Collection<String> columns) {
      return columns.stream().filter(column -> find(column).isEmpty()).toList();
    }

    private Optional<Column> find(String name) {
      return table.columns().stream()
          .filter(c -> c.name().equals(name) || c.original().strip().equals(name.strip()))
          .findFirst();
    }

    @Override
    public String values(List<String> columns, Tables tables) {
      return "SELECT %s FROM %s"
          .formatted(
              References.row(
                  columns.stream()
                      .map(column -> find(column).orElseThrow().name())
                      .map(name -> "coalesce(%s, '')".formatted(DuckSession.identifier(name)))),
              tables.rows(table));
    }
  }
}
