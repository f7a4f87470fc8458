package vn.sen.harvest.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;

/**
 * A header that a source wants to see.
 *
 * @param value never printed
 */
record Showing(String name, Secret value) {

  static Showing basic(Credentials.Basic basic) {
    return authorization("Basic " + base64(basic.user() + ":" + basic.password().reveal()));
  }

  static Showing bearer(String token) {
    return authorization("Bearer " + token);
  }

  /** A client, as a server of tokens wants it (RFC 6749, section 2.3.1). */
  static Showing client(Credentials.OAuth2 client) {
    return authorization(
        "Basic "
            + base64(
                Form.encoded(client.clientId())
                    + ":"
                    + Form.encoded(client.clientSecret().reveal())));
  }

  private static Showing authorization(String value) {
    return new Showing("Authorization", new Secret(value));
  }

  private static String base64(String words) {
    return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
  }
}
