package vn.sen.vocab;

import java.util.List;
import java.util.OptionalInt;

/** What came of reading the file of a code list. */
public sealed interface CodeListReading {

  /** A list without any fault. */
  record Read(CodeList list) implements CodeListReading {}

  /** No list: every fault that was found, at least one, in the order of lines. */
  record Invalid(List<Fault> faults) implements CodeListReading {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("an invalid list has a fault");
      }
    }
  }

  /**
   * Something that makes a list unusable.
   *
   * @param line of the file, from 1; absent when it is about no line
   * @param why what was given, what is allowed, and how to mend it
   */
  record Fault(OptionalInt line, Message why) {

    static Fault at(int line, String vi, String en) {
      return new Fault(OptionalInt.of(line), new Message(vi, en));
    }

    /** Of the file as a whole, or of a row that isn't there. */
    public static Fault ofAll(String vi, String en) {
      return new Fault(OptionalInt.empty(), new Message(vi, en));
    }
  }
}
