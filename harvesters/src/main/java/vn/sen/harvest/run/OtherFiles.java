package vn.sen.harvest.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.run.Examination.OtherFile;
import vn.sen.vocab.Message;

/**
 * Files that a contract lets a table refer to, as far as they are in a folder that it may use.
 *
 * @param found by what the contract calls the table
 * @param unheld what of the references cannot be held, in words
 */
record OtherFiles(Map<String, Path> found, List<Message> unheld) {
  static final OtherFiles NONE = new OtherFiles(Map.of(), List.of());

  /**
   * @param folder from which the contract's paths go; absent where it may open no files
   */
  static OtherFiles in(Optional<Path> folder, Contract contract) {
    var found = new LinkedHashMap<String, Path>();
    for (OtherTable other : contract.others()) {
      folder
          .flatMap(from -> other.path().flatMap(path -> within(from, path)))
          .ifPresent(file -> found.put(other.name(), file));
    }
    List<Message> unheld =
        contract.references().stream()
            .filter(reference -> !reference.table().isEmpty())
            .filter(reference -> !found.containsKey(reference.table()))
            .filter(
                reference ->
                    contract.other(reference.table()).filter(OtherTable::isInline).isEmpty())
            .map(OtherFiles::unheld)
            .toList();
    return new OtherFiles(found, unheld);
  }

  /** Absent when it is none, or is elsewhere: a contract opens no way out of its folder. */
  private static Optional<Path> within(Path folder, String path) {
    try {
      Path from = folder.toAbsolutePath().normalize();
      Path other = from.resolve(path).normalize();
      return other.startsWith(from) && Files.isRegularFile(other)
          ? Optional.of(other)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Message unheld(Reference reference) {
    String columns = String.join(", ", reference.columns());
    return new Message(
        "Sen không kiểm tra được tham chiếu của \"%s\" đến bảng \"%s\": hợp đồng không chứa bảng đó, và không có tệp của nó bên cạnh."
            .formatted(columns, reference.table()),
        "Sen does not hold the reference of \"%s\" to the table \"%s\": the contract does not hold that table, and its file is not beside it."
            .formatted(columns, reference.table()));
  }

  List<Path> files() {
    return List.copyOf(found.values());
  }

  List<OtherFile> named() {
    return found.entrySet().stream()
        .map(e -> new OtherFile(e.getKey(), String.valueOf(e.getValue().getFileName())))
        .toList();
  }
}
