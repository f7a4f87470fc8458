package vn.sen.vocab.problem;

/** The request is not one we can answer; the message says what is allowed. */
public final class InvalidRequestException extends CatalogException {
  public InvalidRequestException(String message) {
    super(message, null);
  }

  public InvalidRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
