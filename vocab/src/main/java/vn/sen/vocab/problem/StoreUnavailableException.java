package vn.sen.vocab.problem;

/** A store cannot be reached or written now. */
public final class StoreUnavailableException extends CatalogException {
  private final boolean refusing;

  public StoreUnavailableException(String message) {
    this(message, false);
  }

  private StoreUnavailableException(String message, boolean refusing) {
    super(message, null);
    this.refusing = refusing;
  }

  /** A store that answers, and fails at what it is asked: if that lasts, it is damaged. */
  public static StoreUnavailableException refusing(String message) {
    return new StoreUnavailableException(message, true);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
    this.refusing = false;
  }

  /** Whether the store answers, and fails at what it is asked. */
  public boolean isRefusing() {
    return refusing;
  }
}
