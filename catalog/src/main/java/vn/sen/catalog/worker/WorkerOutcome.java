package vn.sen.catalog.worker;

import java.util.Locale;

/** What became of a job. Everything but {@link Done} costs the worker, and nothing else. */
public sealed interface WorkerOutcome {

  /** It answered, and its files are where they were asked for. */
  record Done(String answer) implements WorkerOutcome {}

  /** The job threw; {@code error} is class and message. */
  record Threw(String error) implements WorkerOutcome {}

  /**
   * The process ended by itself.
   *
   * @param exit its code; 128 + n when signal n ended it
   * @param lastWords the end of what it wrote to standard error
   */
  record Died(int exit, String lastWords) implements WorkerOutcome {}

  /** Killed: it took longer, or more processor time, than it may. */
  record TimedOut(long seconds) implements WorkerOutcome {}

  /** It ran out of heap, or was killed for its resident memory. */
  record OverMemory(long residentBytes) implements WorkerOutcome {}

  /** Killed: it wrote more than it may, to its output or its temporary files. */
  record TooMuchOutput(long bytes) implements WorkerOutcome {}

  /** A sentence in English for a log; people are told in their language by the caller. */
  default String describe() {
    return switch (this) {
      case Done _ -> "done";
      case Threw(String error) -> "threw " + error;
      case Died(int exit, String lastWords) -> "died with exit code " + exit + ": " + lastWords;
      case TimedOut(long seconds) -> "was killed after " + seconds + " s";
      case OverMemory(long bytes) ->
          String.format(Locale.ROOT, "needed too much memory (%d MB resident)", bytes >> 20);
      case TooMuchOutput(long bytes) ->
          String.format(Locale.ROOT, "wrote too much (%d MB)", bytes >> 20);
    };
  }
}
