package vn.sen.catalog;

import java.util.List;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeListReading;
import vn.sen.vocab.CodeListReading.Fault;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.UnitChanges;

/** Takes in newer versions of code lists. Under the intake's lock. */
final class CodeListIntake {
  private final Journal journal;
  private final CodeShelf shelf;

  CodeListIntake(Journal journal) {
    this.journal = journal;
    this.shelf = new CodeShelf(journal);
  }

  CodesImport take(byte[] file, String why, String by) {
    return switch (CodeLists.read(file)) {
      case CodeListReading.Invalid(List<Fault> faults) -> new CodesImport.Refused(faults);
      case CodeListReading.Read(CodeList list) -> take(list, why, by);
    };
  }

  private CodesImport take(CodeList list, String why, String by) {
    AdministrativeUnits before = shelf.units();
    CodeListVersion current = before.version();
    if (list.version().sha256().equals(current.sha256())) {
      return new CodesImport.Unchanged(current);
    }
    int order = list.version().compareTo(current);
    if (order <= 0) {
      return new CodesImport.Refused(
          List.of(order < 0 ? older(list.version(), current) : taken(current)));
    }
    AdministrativeUnits after = AdministrativeUnits.of(list);
    List<Fault> forgotten = UnitChanges.forgotten(before, after);
    if (!forgotten.isEmpty()) {
      return new CodesImport.Refused(forgotten);
    }
    journal.append(
        List.of(new Event.CodesImported(list.version(), list.source(), why, by, list.text())));
    return new CodesImport.Imported(current, list.version(), UnitChanges.between(before, after));
  }

  private static Fault older(CodeListVersion given, CodeListVersion current) {
    return Fault.ofAll(
        "Tệp là phiên bản %s, cũ hơn phiên bản đang dùng %s. Nhập phiên bản mới hơn."
            .formatted(given.version(), current.version()),
        "The file is version %s, older than %s, which is in force. Import a newer one."
            .formatted(given.version(), current.version()));
  }

  private static Fault taken(CodeListVersion current) {
    return Fault.ofAll(
        "Phiên bản %s đã có với nội dung khác (SHA-256 %s). Ghi một phiên bản mới hơn, như %s.1."
            .formatted(current.version(), current.sha256(), current.version()),
        "Version %s is there already and says something else (SHA-256 %s). State a newer version, such as %s.1."
            .formatted(current.version(), current.sha256(), current.version()));
  }
}
