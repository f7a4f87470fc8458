package vn.sen.harvest.net;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * The {@code robots.txt} of hosts, kept for a day at most (RFC 9309, section 2.4). Safe for many
 * threads.
 */
final class Robots {
  /** How we are called there. */
  static final String PRODUCT = "Sen";

  private static final Duration KEPT = Duration.ofDays(1);

  /** One that can't be had is asked for again after so long. */
  private static final Duration KEPT_WITHOUT = Duration.ofMinutes(10);

  private static final int REMEMBERED = 1_000;

  private final Map<String, Answered> byOrigin =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answered> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * What a host answered.
   *
   * @param rules empty when it can't be had
   * @param why it can't be had
   */
  private record Answered(
      URI file, Optional<RobotsFile> rules, Optional<Message> why, Instant seen) {
    boolean isFresh(Instant now) {
      return seen.plus(rules.isPresent() ? KEPT : KEPT_WITHOUT).isAfter(now);
    }

    RobotsWord of(URI uri) {
      return new RobotsWord(
          file, rules.isPresent(), refusal(uri), rules.flatMap(RobotsFile::delay), seen);
    }

    private Optional<Message> refusal(URI uri) {
      return rules
          .map(file -> file.find(uri).filter(rule -> !rule.allows()).map(this::by))
          .orElse(why);
    }

    private Message by(RobotsFile.Rule rule) {
      return new Message(
          "%s không cho đọc trang này: dòng %d, '%s'. Nếu cơ quan muốn trang được đọc, hãy thêm dòng 'Allow' cho 'User-agent: %s'."
              .formatted(file, rule.number(), rule.line(), PRODUCT),
          "%s disallows this page: line %d, '%s'. If the agency wants it read, let it add an 'Allow' line for 'User-agent: %s'."
              .formatted(file, rule.number(), rule.line(), PRODUCT));
    }
  }

  /** Fetches a file. */
  @FunctionalInterface
  interface Fetch {
    Fetched<RobotsFile> get(URI file) throws InterruptedException;
  }

  /** What the host of {@code uri} says of it, asked now where that isn't known. */
  RobotsWord ask(URI uri, Fetch fetch) throws InterruptedException {
    Instant now = Instant.now();
    Optional<Answered> known = known(uri).filter(answered -> answered.isFresh(now));
    if (known.isEmpty()) {
      URI file = file(uri);
      Fetched<RobotsFile> fetched = fetch.get(file);
      known = Optional.of(answered(file, fetched, now));
      if (!isOursToRefuse(fetched)) {
        synchronized (byOrigin) {
          byOrigin.put(origin(uri), known.get());
        }
      }
    }
    return known.get().of(uri);
  }

  /** What is known already of what the host says. */
  Optional<RobotsWord> recall(URI uri) {
    return known(uri).map(answered -> answered.of(uri));
  }

  private Optional<Answered> known(URI uri) {
    synchronized (byOrigin) {
      return Optional.ofNullable(byOrigin.get(origin(uri)));
    }
  }

  /** What one source may not reach another may: that says nothing of the host. */
  private static boolean isOursToRefuse(Fetched<RobotsFile> fetched) {
    return fetched instanceof Fetched.Failure<RobotsFile> failure
        && failure.kind() == Fetched.Kind.FORBIDDEN_ADDRESS;
  }

  private static Answered answered(URI file, Fetched<RobotsFile> fetched, Instant now) {
    return switch (fetched) {
      case Fetched.Body<RobotsFile>(RobotsFile rules, Answer _) ->
          new Answered(file, Optional.of(rules), Optional.empty(), now);
      case Fetched.NotModified<RobotsFile> _ ->
          throw new IllegalStateException("nothing was asked under conditions");
      case Fetched.Failure<RobotsFile> failure ->
          saysNothing(failure)
              ? new Answered(
                  file, Optional.of(RobotsFile.read(new byte[0], PRODUCT)), Optional.empty(), now)
              : new Answered(file, Optional.empty(), Optional.of(unknown(failure)), now);
    };
  }

  /** Sections 2.3.1.2 and 2.3.1.3: there is none, so that all may be read. */
  private static boolean saysNothing(Fetched.Failure<?> failure) {
    return switch (failure.kind()) {
      case EMPTY, TOO_MANY_REDIRECTS -> true;
      // 429 is a host that is too busy to say.
      case HTTP_STATUS -> {
        int status = failure.status().orElse(500);
        yield status >= 400 && status < 500 && status != 429;
      }
      case UNREACHABLE,
          FORBIDDEN_ADDRESS,
          BAD_URL,
          TOO_LARGE,
          TOO_SLOW,
          TRUNCATED,
          TLS,
          CERTIFICATE_EXPIRED,
          PROTOCOL,
          WRONG_CONTENT,
          LOCAL_DISK ->
          false;
    };
  }

  /** Section 2.3.1.4: who can't be asked has to be taken for saying no. */
  private static Message unknown(Fetched.Failure<?> failure) {
    return new Message(
        "Chưa biết trang này có được phép đọc không, nên tạm không đọc. " + failure.message().vi(),
        "Whether this page may be read is not known, so it is left for the time being. "
            + failure.message().en());
  }

  private static URI file(URI uri) {
    return URI.create(origin(uri) + "/robots.txt");
  }

  private static String origin(URI uri) {
    String authority = uri.getRawAuthority().replaceFirst("^.*@", "");
    return (uri.getScheme() + "://" + authority).toLowerCase(Locale.ROOT);
  }
}
