package vn.sen.harvest;

import java.net.URI;
import java.util.Optional;

/** What a source wants to see before it answers. */
public sealed interface Credentials {

  /** What they are called, for everyone to know. */
  default String kind() {
    return switch (this) {
      case Basic _ -> "basic";
      case Header _ -> "header";
      case OAuth2 _ -> "oauth2";
      case PrivateKey _ -> "key";
    };
  }

  /** A user and a password. */
  record Basic(String user, Secret password) implements Credentials {}

  /** A header of every request, such as {@code X-Api-Key}. */
  record Header(String name, Secret value) implements Credentials {}

  /**
   * A token that a server gives to a client (RFC 6749, section 4.4).
   *
   * @param tokenUrl where the token is had
   */
  record OAuth2(URI tokenUrl, String clientId, Secret clientSecret, Optional<String> scope)
      implements Credentials {}

  /**
   * A key of SSH.
   *
   * @param key as OpenSSH or PEM writes it
   * @param passphrase absent where the key is not locked
   */
  record PrivateKey(Secret key, Optional<Secret> passphrase) implements Credentials {}
}
