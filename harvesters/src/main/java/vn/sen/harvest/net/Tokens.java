package vn.sen.harvest.net;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/** Tokens that servers gave to sources' clients, each kept until shortly before it expires. */
final class Tokens {
  private static final Duration WITHOUT_WORD = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final Message CHECK =
      new Message(
          "Kiểm tra địa chỉ cấp mã, client và scope: sen source credentials ID --oauth2 ...; nhật"
              + " ký của máy chủ này ghi rõ hơn.",
          "Check the token's address, client and scope: sen source credentials ID --oauth2 ...; the"
              + " log of this server says more.");

  private final Clock clock;
  private final Map<SourceId, Token> tokens = new ConcurrentHashMap<>();

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param of whom it was given to; other credentials need another
   */
  private record Token(Credentials.OAuth2 of, Secret value, Instant until) {}

  /** How an answer of a server is had. */
  @FunctionalInterface
  interface Asking {
    byte[] ask(Credentials.OAuth2 client, Form form) throws FetchFault, InterruptedException;
  }

  /** The token of a source: the one it has, or a new one. */
  String find(SourceId source, Credentials.OAuth2 client, Asking server)
      throws FetchFault, InterruptedException {
    Optional<Token> known =
        Optional.ofNullable(tokens.get(source))
            .filter(token -> token.of().equals(client) && clock.instant().isBefore(token.until()));
    if (known.isPresent()) {
      return known.get().value().reveal();
    }
    var fields = new HashMap<>(Map.of("grant_type", "client_credentials"));
    client.scope().ifPresent(scope -> fields.put("scope", scope));
    Token token = read(client, server.ask(client, new Form(fields)));
    tokens.put(source, token);
    return token.value().reveal();
  }

  /** The source does not take its token any more. */
  void forget(SourceId source) {
    tokens.remove(source);
  }

  /** RFC 6749, section 5.1. */
  private Token read(Credentials.OAuth2 client, byte[] answer) throws FetchFault {
    JsonNode said;
    try {
      said = Json.read(new String(answer, StandardCharsets.UTF_8), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw none();
    }
    String token = said.path("access_token").asText("");
    boolean bearer = said.path("token_type").asText("bearer").equalsIgnoreCase("bearer");
    if (!bearer || !token.matches("[\\x21-\\x7e]{1,16384}")) {
      throw none();
    }
    long seconds =
        Math.clamp(
            said.path("expires_in").asLong(WITHOUT_WORD.toSeconds()), 1, LONGEST.toSeconds());
    // A tenth before the end, a minute at most: what is asked with it takes time, too.
    long early = Math.min(60, Math.max(1, seconds / 10));
    return new Token(client, new Secret(token), clock.instant().plusSeconds(seconds - early));
  }

  private static FetchFault none() {
    return new FetchFault(
        Fetched.Kind.HTTP_STATUS,
        new Message(
            "máy chủ cấp mã không trả về mã truy cập", "the token server gave no access token"),
        CHECK);
  }

  /** What is said of a server that was not asked, or said no: not its name, nor where it is. */
  static FetchFault notHad(FetchFault fault) {
    return switch (fault.kind()) {
      case FORBIDDEN_ADDRESS ->
          fault.told(
              new Message(
                  "không được phép tới máy chủ cấp mã truy cập",
                  "its token server is at an address that may not be reached"),
              new Message(
                  "Dùng địa chỉ công khai, hoặc quản trị viên cho phép bằng --allow-host hoặc"
                      + " sen.harvest.allowed-hosts.",
                  "Use a public address, or have an administrator allow it by --allow-host or"
                      + " sen.harvest.allowed-hosts."));
      case TLS, CERTIFICATE_EXPIRED ->
          fault.told(
              new Message(
                  "không có kết nối an toàn tới máy chủ cấp mã truy cập",
                  "no secure connection to its token server"),
              CHECK);
      case HTTP_STATUS ->
          fault.told(
              new Message(
                  "máy chủ cấp mã truy cập báo lỗi", "its token server answers with an error"),
              CHECK);
      case UNREACHABLE,
          BAD_URL,
          TOO_LARGE,
          TOO_SLOW,
          TRUNCATED,
          TOO_MANY_REDIRECTS,
          PROTOCOL,
          EMPTY,
          WRONG_CONTENT,
          LOCAL_DISK ->
          fault.told(
              new Message(
                  "máy chủ cấp mã truy cập không trả lời đúng",
                  "its token server gives no answer that can be used"),
              CHECK);
    };
  }
}
