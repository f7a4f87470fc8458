package vn.sen.vocab.problem;

/** A store cannot be reached or written now. */
public final class StoreUnavailableException extends CatalogException {
  public StoreUnavailableException(String message) {
    super(message, null);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
