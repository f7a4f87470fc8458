package vn.sen.harvest.contract;

import java.util.List;
import vn.sen.vocab.Message;

/** What came of reading a contract. */
public sealed interface ContractReading {

  /** A contract that can be held against a table. */
  record Read(Contract contract) implements ContractReading {}

  /** No contract: every fault that was found, at least one. */
  record Invalid(List<Fault> faults) implements ContractReading {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("an invalid contract has a fault");
      }
    }
  }

  /**
   * Something that makes a contract unusable.
   *
   * @param where a JSON pointer, or line and column where the text is no JSON at all
   */
  record Fault(String where, Message why) {}
}
