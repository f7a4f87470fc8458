package vn.sen.harvest.tree;

import java.io.IOException;
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
