package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Which tables a contract is about. */
public final class ContractTables {
  private ContractTables() {}

  /**
   * Their names, by which {@link ContractFile#read} tells them apart; empty where the contract is
   * about one that it does not name, or cannot be read at all.
   */
  public static List<String> names(String text) {
    JsonNode root;
    try {
      root = ContractFile.tree(text);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    if (OpenDataContract.isOne(root)) {
      return named(root.path("schema"), "name");
    }
    return CsvwMetadata.isOne(root)
        ? root.path("tables")
            .valueStream()
            .map(table -> CsvwMetadata.tableOf(table.path("url")))
            .filter(name -> !name.isEmpty())
            .toList()
        : named(root.path("resources"), "name");
  }

  private static List<String> named(JsonNode tables, String member) {
    return tables.valueStream().flatMap(t -> Faults.text(t, member).stream()).toList();
  }

  /** The form that a contract is written in; absent where that cannot be told. */
  public static Optional<ContractForm> form(String text) {
    try {
      JsonNode root = ContractFile.tree(text);
      if (OpenDataContract.isOne(root)) {
        return Optional.of(ContractForm.ODCS);
      }
      return Optional.of(CsvwMetadata.isOne(root) ? ContractForm.CSVW : ContractForm.TABLE_SCHEMA);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
