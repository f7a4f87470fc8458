package vn.sen.harvest.tree;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import vn.sen.vocab.Message;

/** Why a tree, or something in it, cannot be read. */
public final class TreeFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Message message;

  /**
   * @param message what is wrong and how to mend it, in sentences; says nothing of where the source
   *     lies, for reports are public
   */
  public TreeFault(Message message) {
    super(message.en());
    this.message = message;
  }

  /**
   * Goes on as an interruption where {@code fault} is one in other words: libraries wrap them. A
   * time that ran out is none, though Java calls it one.
   */
  public static void rethrowInterruption(IOException fault) throws InterruptedException {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      boolean ranOut = cause instanceof SocketTimeoutException;
      if (cause instanceof ClosedByInterruptException
          || (cause instanceof InterruptedIOException && !ranOut)) {
        Thread.interrupted(); // told by the exception from here on
        var interruption = new InterruptedException(fault.getMessage());
        interruption.initCause(fault);
        throw interruption;
      }
    }
  }

  /** What to say of {@code fault}: its own words, or that it cannot be read. */
  static Message say(IOException fault, String what) {
    return fault instanceof TreeFault known
        ? known.message
        : new Message(
            "Không đọc được %s. Kiểm tra quyền đọc, đường truyền và nhật ký của máy chủ Sen."
                .formatted(what),
            "%s cannot be read. Check permissions, the connection, and the log of Sen's server."
                .formatted(what));
  }
}
