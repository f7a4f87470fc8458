package vn.sen.vocab.problem;

/** What was asked for does not exist. */
public final class NotFoundException extends CatalogException {
  public NotFoundException(String message) {
    super(message, null);
  }

  public NotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
