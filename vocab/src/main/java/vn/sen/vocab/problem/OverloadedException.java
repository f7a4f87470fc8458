package vn.sen.vocab.problem;

/** Too much at once, or a query over its bounds: try again later, or ask for less. */
public final class OverloadedException extends CatalogException {
  public OverloadedException(String message) {
    super(message, null);
  }

  public OverloadedException(String message, Throwable cause) {
    super(message, cause);
  }
}
