package vn.sen.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that stewards decide with until there are accounts; made at the first start. */
public record BootstrapToken(String value) {
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

  /** Says nothing of it. */
  @Override
  public String toString() {
    return "BootstrapToken";
  }
}
