package vn.sen.publish.sources;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.sen.publish.BootstrapToken;
import vn.sen.vocab.problem.NotAllowedException;

/**
 * Who may decide: whoever knows the bootstrap token. Programs send it with each request; a person
 * enters it once and gets a cookie that is good for half an hour and for the pages behind that form
 * only.
 */
@Singleton
final class Stewards {
  private static final String COOKIE = "steward";
  private static final Duration SESSION = Duration.ofMinutes(30);

  private final BootstrapToken token;

  Stewards(BootstrapToken token) {
    this.token = token;
  }

  /**
   * Lets a program's request pass.
   *
   * @throws NotAllowedException when it doesn't know the token
   */
  void admitProgram(HttpRequest<?> request) {
    token.admit(request);
  }

  boolean knows(String guess) {
    return token.equalsSecret(guess.strip());
  }

  /** What a person carries who entered the token. */
  Cookie session() {
    return session("/held");
  }

  /** The same for another path than {@code /held}. */
  Cookie session(String path) {
    String until = Long.toString(Instant.now().plus(SESSION).getEpochSecond());
    return Cookie.of(COOKIE, until + "." + seal(until))
        .path(path)
        .maxAge(SESSION)
        .httpOnly(true)
        .sameSite(SameSite.Strict);
  }

  boolean isSignedIn(HttpRequest<?> request) {
    Optional<String> cookie = request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
    if (cookie.isEmpty() || !cookie.get().matches("\\d{1,12}\\.[0-9a-f]{64}")) {
      return false;
    }
    String[] parts = cookie.get().split("\\.");
    return MessageDigest.isEqual(
            seal(parts[0]).getBytes(StandardCharsets.US_ASCII),
            parts[1].getBytes(StandardCharsets.US_ASCII))
        && Instant.now().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])));
  }

  /**
   * Lets a form of our own pages pass, and no other site's: by {@code Sec-Fetch-Site}, or by {@code
   * Origin} where a browser doesn't send that.
   *
   * @throws NotAllowedException when it may come from elsewhere
   */
  void admitForm(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    boolean own =
        site != null
            ? site.equals("same-origin")
            : Optional.ofNullable(request.getHeaders().get(HttpHeaders.ORIGIN))
                .map(Stewards::authority)
                .filter(a -> a.equals(request.getHeaders().get(HttpHeaders.HOST)))
                .isPresent();
    if (!own) {
      throw new NotAllowedException(
          "this form was not sent from a page of this site; open the page and try again");
    }
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private String seal(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(("held " + text).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
