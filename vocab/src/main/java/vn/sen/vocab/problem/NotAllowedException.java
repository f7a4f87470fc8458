package vn.sen.vocab.problem;

/** Who asks may not do that. */
public final class NotAllowedException extends CatalogException {
  public NotAllowedException(String message) {
    super(message, null);
  }

  public NotAllowedException(String message, Throwable cause) {
    super(message, cause);
  }
}
