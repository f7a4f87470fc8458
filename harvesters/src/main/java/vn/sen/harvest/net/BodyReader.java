package vn.sen.harvest.net;

/** Makes something of a page. Runs in the caller's thread. */
@FunctionalInterface
public interface BodyReader<T> {

  /**
   * @param body whole and decompressed, never empty
   * @throws WrongContentException when the body is something else than what was asked for
   */
  T read(byte[] body, Answer answer) throws WrongContentException;

  /** {@code Accept} of the request. */
  default String accept() {
    return "*/*";
  }
}
