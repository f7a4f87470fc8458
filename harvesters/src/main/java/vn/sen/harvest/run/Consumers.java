package vn.sen.harvest.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.ConsumerShelf;
import vn.sen.catalog.TableEntry;
import vn.sen.harvest.check.ReliedOn.Relying;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.vocab.TableId;

/** Reads what registered consumers rely on. */
final class Consumers {
  private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

  private final ConsumerShelf shelf;

  Consumers(ConsumerShelf shelf) {
    this.shelf = shelf;
  }

  /** What is relied on, by the name of each table within its file. */
  Map<String, List<Relying>> of(List<TableEntry> tables) {
    var relying = new HashMap<String, List<Relying>>();
    for (TableEntry table : tables) {
      List<Relying> those =
          shelf.of(table.id()).stream().flatMap(consumer -> relying(consumer).stream()).toList();
      if (!those.isEmpty()) {
        relying.put(TableNames.innerName(table.latest().received().name()), those);
      }
    }
    return relying;
  }

  private static Optional<Relying> relying(Consumer consumer) {
    return contract(consumer).map(contract -> new Relying(consumer.id().value(), contract));
  }

  /** What a consumer relies on; absent once that is erased. */
  static Optional<Contract> contract(Consumer consumer) {
    return consumer
        .registration()
        .flatMap(
            registration ->
                switch (read(registration.contract(), consumer.table())) {
                  case ContractReading.Read(Contract contract) -> Optional.of(contract);
                  case ContractReading.Invalid(var faults) -> {
                    // It could be read when it was registered.
                    LOG.warn("the contract of {} cannot be read: {}", consumer.id(), faults);
                    yield Optional.empty();
                  }
                });
  }

  /** A contract about several tables is asked for the one that has the table's slug. */
  static ContractReading read(String contract, TableId table) {
    return ContractFile.read(contract, table.slug());
  }
}
