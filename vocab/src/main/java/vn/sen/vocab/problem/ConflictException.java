package vn.sen.vocab.problem;

/** Something else changed first, or stands in the way. */
public final class ConflictException extends CatalogException {
  public ConflictException(String message) {
    super(message, null);
  }

  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
