package vn.sen.harvest.run;

import java.time.LocalDate;
import java.util.Optional;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Freshness;

/** How old the content of versions is, by the day on which it came, which no table tells. */
record ContentAge(Journal journal) {

  /**
   * The last day on which a version is as fresh as a contract says by the age of its content;
   * absent where it says nothing of that.
   */
  Optional<LocalDate> until(Contract contract, TableVersion version) {
    return Freshness.of(contract).stream()
        .filter(fresh -> fresh.column().isEmpty())
        .map(fresh -> fresh.until(day(version)))
        .min(LocalDate::compareTo);
  }

  /** The day these very rows first came: another verdict on them makes them no younger. */
  LocalDate day(TableVersion version) {
    TableVersion first = version;
    for (TableVersion before : journal.versions(version.id().table())) {
      if (before.id().number() < first.id().number()) {
        if (!before.parts().equals(version.parts())) {
          break;
        }
        first = before;
      }
    }
    return Layers.day(first.judged());
  }
}
