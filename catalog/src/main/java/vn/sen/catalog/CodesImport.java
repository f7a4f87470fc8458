package vn.sen.catalog;

import java.util.List;
import vn.sen.vocab.CodeListReading.Fault;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.UnitChanges;

/** What became of the file of a code list. */
public sealed interface CodesImport {

  /** It is the list in force now. */
  record Imported(CodeListVersion before, CodeListVersion now, UnitChanges changes)
      implements CodesImport {}

  /** It is the list in force already; nothing was written. */
  record Unchanged(CodeListVersion version) implements CodesImport {}

  /** Nothing was written: every fault that was found, at least one. */
  record Refused(List<Fault> faults) implements CodesImport {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
