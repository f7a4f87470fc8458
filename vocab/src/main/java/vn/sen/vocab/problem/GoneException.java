package vn.sen.vocab.problem;

/** What was asked for existed and was withdrawn; the message gives the reason. */
public final class GoneException extends CatalogException {
  public GoneException(String message) {
    super(message, null);
  }

  public GoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
