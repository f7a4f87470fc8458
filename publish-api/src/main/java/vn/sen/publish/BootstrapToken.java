package vn.sen.publish;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import vn.sen.vocab.problem.NotAllowedException;

/** The secret that stewards decide with until there are accounts; made at the first start. */
public record BootstrapToken(String value) {
  private static final String BEARER = "Bearer ";

  public BootstrapToken {
    if (value.length() < 16) {
      throw new IllegalArgumentException("a token has at least 16 characters");
    }
  }

  /** Whether somebody knows it; takes the same time for any guess of the same length. */
  public boolean equalsSecret(String guess) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Lets a program's request pass.
   *
   * @throws NotAllowedException when it doesn't know the token
   */
  public void admit(HttpRequest<?> request) {
    String sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (sent == null || !sent.startsWith(BEARER)) {
      throw new NotAllowedException(
          "this needs the bootstrap token: send the header 'Authorization: Bearer TOKEN'");
    }
    if (!equalsSecret(sent.substring(BEARER.length()).strip())) {
      throw new NotAllowedException(
          "that is not the bootstrap token; it was printed at the first start");
    }
  }

  /** Says nothing of it. */
  @Override
  public String toString() {
    return "BootstrapToken";
  }
}
