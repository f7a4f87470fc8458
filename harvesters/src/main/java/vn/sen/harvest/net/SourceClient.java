package vn.sen.harvest.net;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.URIUtils;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Known;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * Asks sources over HTTP, as a guest who is polite and trusts nobody.
 *
 * <p>Every address is resolved once, each of its results checked against the special-purpose ranges
 * and then connected to, so that a name cannot change its mind; the same again at each redirect. An
 * answer is bounded in bytes, time, headers, redirects and decompression; what fails in passing is
 * tried again, as the source asks. No cookies, no proxies, nothing from the JDK's environment. What
 * a source wants to see is shown to its own host, scheme and port alone.
 *
 * <p>Every foreseeable end is a {@link Fetched}, never an exception. Safe for many threads.
 */
public final class SourceClient implements AutoCloseable {
  /** The option of a source that lets its credentials go over http. */
  public static final String OVER_HTTP = "credentials-over-http";

  private static final Logger LOG = LoggerFactory.getLogger(SourceClient.class);

  private static final long LONGEST_TOKEN = 1 << 16;

  /** Bytes of a file; whatever breaks off after so many was not tried in vain. */
  private static final long GOOD_PROGRESS = 1 << 20;

  private final Limits limits;
  private final AddressGuard guard;
  private final Tokens tokens = new Tokens(Clock.systemUTC());
  private final Politeness politeness;
  private final Robots robots = new Robots();
  private final CloseableHttpClient client;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("source-client-", 0).factory());

  /**
   * @param contact an address or mailbox where a source's operator reaches ours; stands in {@code
   *     User-Agent}
   */
  public SourceClient(String contact, Limits limits) {
    this(contact, limits, Resolver.system());
  }

  SourceClient(String contact, Limits limits, Resolver resolver) {
    this.limits = limits;
    this.guard = new AddressGuard(resolver);
    this.politeness = new Politeness(limits.concurrent(), limits.minDelay());
    // A socket waits as long as headers may take; that a body keeps coming is watched from outside.
    Timeout socket = Timeout.of(limits.response());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxLineLength(16_384)
                            .setMaxHeaderCount(200)
                            .build())
                    .charCodingConfig(
                        CharCodingConfig.custom()
                            .setCharset(StandardCharsets.ISO_8859_1)
                            .setMalformedInputAction(CodingErrorAction.REPLACE)
                            .setUnmappableInputAction(CodingErrorAction.REPLACE)
                            .build())
                    .build())
            .setDnsResolver(new NothingPastTheGuard())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(limits.connect()))
                    .setSocketTimeout(socket)
                    .setTimeToLive(TimeValue.ofMinutes(1))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build())
            .setDefaultTlsConfig(
                TlsConfig.custom().setHandshakeTimeout(Timeout.of(limits.connect())).build())
            .setMaxConnTotal(128)
            .setMaxConnPerRoute(limits.concurrent())
            .build();
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections)
            .setRoutePlanner(
                (host, _) ->
                    new HttpRoute(host, null, host.getSchemeName().equalsIgnoreCase("https")))
            .setUserAgent("%s/0.1 (+%s)".formatted(Robots.PRODUCT, contact))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(socket)
                    .setConnectionRequestTimeout(Timeout.of(limits.response()))
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .build();
  }

  /** The pinned address travels with the route; a name that is looked up again is our mistake. */
  private static final class NothingPastTheGuard implements DnsResolver {
    @Override
    public java.net.InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("not resolved past the guard: " + host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("not resolved past the guard: " + host);
    }
  }

  /**
   * What the host's {@code robots.txt} says of a page that was found by following links, asked for
   * where it isn't known. From then on requests to that host keep the pause that it asks for.
   */
  public RobotsWord robots(Source source, URI uri) throws InterruptedException {
    RobotsWord word =
        robots.ask(
            uri,
            file ->
                get(
                    source,
                    file,
                    Conditions.NONE,
                    (body, _) -> RobotsFile.read(body, Robots.PRODUCT)));
    try {
      politeness.slow(Target.of(uri).host(), word.delay().orElse(Duration.ZERO));
    } catch (FetchFault e) {
      // No address; whoever asks for it is told.
    }
    return word;
  }

  /** The same as far as it is known already; nobody is asked. */
  public Optional<RobotsWord> robotsKnown(URI uri) {
    return robots.recall(uri);
  }

  /** A page of metadata, whole in memory. */
  public <T> Fetched<T> get(Source source, URI uri, Conditions conditions, BodyReader<T> reader)
      throws InterruptedException {
    Fetched<byte[]> page =
        fetch(
            source,
            uri,
            new Exchange.Ask(
                conditions, reader.accept(), source.allowedHosts(), limits.pageBytes()),
            limits.pageTotal(),
            Keeper.inMemory());
    return switch (page) {
      case Fetched.NotModified<byte[]> _ -> new Fetched.NotModified<>();
      case Fetched.Failure<byte[]> failure -> failure.as();
      case Fetched.Body<byte[]>(byte[] body, Answer answer) -> {
        try {
          yield new Fetched.Body<>(reader.read(body, answer), answer);
        } catch (WrongContentException e) {
          yield new FetchFault(Fetched.Kind.WRONG_CONTENT, e.found(), e.cure())
              .toFailure(source.id().value(), shown(uri).toString());
        }
      }
    };
  }

  /** A page of metadata that may be as {@code known}; its reader runs only when it is not. */
  public <T> Revisited<T> revisit(Source source, URI uri, Known known, BodyReader<T> reader)
      throws InterruptedException {
    Optional<Known.Page> seen = known.findPage(page(uri));
    Conditions conditions =
        seen.map(page -> new Conditions(page.etag(), page.lastModified())).orElse(Conditions.NONE);
    Fetched<Optional<T>> fetched =
        get(source, uri, conditions, new UnlessSame<>(seen.map(Known.Page::sha256), reader));
    return switch (fetched) {
      case Fetched.NotModified<Optional<T>> _ -> new Revisited.Same<>(seen.orElseThrow());
      case Fetched.Failure<Optional<T>> failure -> new Revisited.Lost<>(failure.as());
      case Fetched.Body<Optional<T>>(Optional<T> value, Answer answer) -> {
        if (value.isEmpty()) {
          yield new Revisited.Same<>(seen.orElseThrow());
        }
        if (seen.isPresent()) {
          known.forgetPage(page(uri));
        }
        yield new Revisited.Fresh<>(value.get(), answer);
      }
    };
  }

  private record UnlessSame<T>(Optional<String> sha256, BodyReader<T> reader)
      implements BodyReader<Optional<T>> {
    @Override
    public Optional<T> read(byte[] body, Answer answer) throws WrongContentException {
      return sha256.filter(answer.sha256()::equals).isPresent()
          ? Optional.empty()
          : Optional.of(reader.read(body, answer));
    }

    @Override
    public String accept() {
      return reader.accept();
    }
  }

  /**
   * A file in whatever form it comes, into {@code directory}, which must exist.
   *
   * @param progress is told how far it got
   */
  public Fetched<Downloaded> download(
      Source source, URI uri, Path directory, Conditions conditions, Consumer<Progress> progress)
      throws InterruptedException {
    return download(source, uri, "*/*", directory, conditions, progress);
  }

  /**
   * A file, into {@code directory}, which must exist.
   *
   * @param accept {@code Accept} of the request
   * @param progress is told how far it got
   */
  public Fetched<Downloaded> download(
      Source source,
      URI uri,
      String accept,
      Path directory,
      Conditions conditions,
      Consumer<Progress> progress)
      throws InterruptedException {
    var keeper = new DiskKeeper(directory, progress);
    try {
      return fetch(
          source,
          uri,
          new Exchange.Ask(conditions, accept, source.allowedHosts(), limits.fileBytes()),
          limits.fileTotal(),
          keeper);
    } finally {
      try {
        keeper.close();
      } catch (IOException e) {
        LOG.warn("what broke off of a file of {} cannot be deleted", source.id(), e);
      }
    }
  }

  /** The first bytes behind an address, no more; what follows is not waited for. */
  public Fetched<Glimpse> glimpse(Source source, URI uri) throws InterruptedException {
    var sight = new Sight();
    return fetch(
        source, uri, Exchange.Ask.glimpse(source.allowedHosts(), sight), limits.pageTotal(), sight);
  }

  /**
   * A way to a host and port for a client of another protocol than HTTP.
   *
   * @param longest that it stays open
   * @param mostBytes that may come from there
   */
  public Relayed relay(Source source, String host, int port, Duration longest, long mostBytes) {
    return relay(Relay.Manner.STRAIGHT, source, host, port, longest, mostBytes);
  }

  /** The same, for clients that come in some manner. */
  public Relayed relay(
      Relay.Manner manner, Source source, String host, int port, Duration longest, long mostBytes) {
    try {
      Target target =
          Target.of(
              parse(
                      "http://%s:%d/"
                          .formatted(
                              host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                              port))
                  .orElseThrow(() -> badHost()));
      return new Relayed.Open(
          Relay.open(
              manner,
              guard.checkHost(target, source.allowedHosts()),
              port,
              limits.connect(),
              longest,
              mostBytes));
    } catch (FetchFault fault) {
      // The report is public; where the source lies is not.
      LOG.warn("{} is not reached: {}", source.id(), fault.getMessage());
      return new Relayed.Refused(
          switch (fault.kind()) {
            case FORBIDDEN_ADDRESS ->
                new Message(
                    "Địa chỉ của nguồn không phải địa chỉ công khai. Quản trị viên cho phép bằng"
                        + " --allow-host hoặc sen.harvest.allowed-hosts.",
                    "The source's address is not public. An administrator may allow it by"
                        + " --allow-host or sen.harvest.allowed-hosts.");
            default ->
                new Message(
                    "Không tìm thấy máy chủ của nguồn. Kiểm tra địa chỉ ('sen source list') và phân"
                        + " giải tên miền.",
                    "The source's host is not found. Check its address ('sen source list'), and"
                        + " that this server can resolve names.");
          });
    }
  }

  private static FetchFault badHost() {
    return new FetchFault(
        Fetched.Kind.BAD_URL,
        new Message("tên máy sai", "the host is malformed"),
        new Message("Sửa địa chỉ.", "Mend the address."));
  }

  /**
   * What a page of metadata is called: {@link #shown}, told apart from other pages where what is
   * hidden makes the difference.
   */
  public static URI page(URI uri) {
    URI shown = shown(uri);
    return shown.equals(uri)
        ? shown
        : URI.create(
            shown
                + (shown.getRawFragment() == null ? "#" : "-")
                + Sha256.of(uri.toString()).substring(0, 12));
  }

  /** An address as people and logs may see it: no user, password or secret parameter. */
  public static URI shown(URI uri) {
    return Redaction.of(uri);
  }

  /**
   * An absolute http or https address from the way people write it: blanks and brackets in it are
   * escaped. Empty when it is none.
   */
  public static Optional<URI> address(String text) {
    return parse(text)
        .filter(uri -> uri.getScheme() != null && namesHost(uri))
        .filter(uri -> uri.getScheme().toLowerCase(Locale.ROOT).matches("https?"));
  }

  /** Names that Java takes for no host count: servers have underscores in theirs. */
  private static boolean namesHost(URI uri) {
    String authority = uri.getRawAuthority();
    return authority != null
        && !authority.substring(authority.lastIndexOf('@') + 1).matches("(:.*)?");
  }

  /** {@code reference} as it stands on the page {@code base} (RFC 3986, section 5). */
  public static Optional<URI> resolve(URI base, String reference) {
    return parse(reference)
        .flatMap(
            uri -> {
              try {
                return Optional.of(URIUtils.resolve(base, uri));
              } catch (IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<URI> parse(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.strip().toCharArray()) {
      if (c <= 0x20 || c == 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    try {
      return Optional.of(new URI(escaped.toString()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    threads.shutdownNow();
  }

  private <K> Fetched<K> fetch(
      Source source, URI uri, Exchange.Ask ask, Duration total, Keeper<K> keeper)
      throws InterruptedException {
    Deadline deadline = new Deadline(total);
    boolean renewed = false;
    long there = 0;
    for (int tried = 0; ; tried++) {
      Chain<K> chain = new Chain<>(source, uri, ask, deadline, keeper);
      try {
        return chain.follow();
      } catch (FetchFault fault) {
        if (fault.isStatus(401) && chain.hasShownToken() && !renewed) {
          tokens.forget(source.id()); // it may have been called back
          renewed = true;
          continue;
        }
        long come = keeper.broken().map(Broken::bytes).orElse(0L);
        if (come - there >= GOOD_PROGRESS) {
          tried = 0; // a line that breaks now and then leads to the end nevertheless
          there = come; // but who begins anew has not come further
        }
        boolean broke = fault.kind() == Fetched.Kind.TRUNCATED && keeper.isPatient();
        Duration wait = fault.retryAfter().orElse(backOff(tried));
        if (!(fault.mayPass() || broke)
            || tried == limits.retries()
            || wait.compareTo(limits.retryAfter()) > 0
            || wait.toNanos() >= deadline.remaining()) {
          return fault.toFailure(source.id().value(), chain.shown());
        }
        Thread.sleep(wait);
      }
    }
  }

  private Duration backOff(int tried) {
    long base = Math.max(2, limits.backOff().toNanos() << Math.min(tried, 20));
    return Duration.ofNanos(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 * 2));
  }

  /** How long a fetch may still take; waiting for our own turn costs nothing. */
  private static final class Deadline {
    private long end;

    Deadline(Duration total) {
      end = System.nanoTime() + total.toNanos();
    }

    long remaining() {
      return Math.max(0, end - System.nanoTime());
    }

    void extend(long nanos) {
      end += nanos;
    }
  }

  /** One try: a request and the redirects it leads to. */
  private final class Chain<K> {
    private final Source source;
    private final URI start;
    private final Exchange.Ask ask;
    private final Deadline deadline;
    private final Keeper<K> keeper;
    private URI uri;
    private boolean away;
    private boolean shownToken;

    Chain(Source source, URI start, Exchange.Ask ask, Deadline deadline, Keeper<K> keeper) {
      this.source = source;
      this.start = start;
      this.ask = ask;
      this.deadline = deadline;
      this.keeper = keeper;
      this.uri = start;
    }

    String shown() {
      String first = SourceClient.shown(start).toString();
      String last = SourceClient.shown(uri).toString();
      return first.equals(last) ? first : first + " -> " + last;
    }

    boolean hasShownToken() {
      return shownToken;
    }

    /** What the source wants to see; nothing where another is asked, or was on the way. */
    private Optional<Showing> showing(Target target) throws FetchFault, InterruptedException {
      if (source.credentials().isEmpty() || away || !isOwn(target)) {
        away = true;
        return Optional.empty();
      }
      return switch (source.credentials().get()) {
        case Credentials.Basic basic -> Optional.of(Showing.basic(basic));
        case Credentials.Header(String name, Secret value) -> Optional.of(new Showing(name, value));
        case Credentials.OAuth2 client -> {
          shownToken = true;
          yield Optional.of(
              Showing.bearer(tokens.find(source.id(), client, (c, form) -> ask(c, form))));
        }
        case Credentials.PrivateKey _ -> Optional.empty();
      };
    }

    private boolean isOwn(Target target) {
      try {
        return target.sameOrigin(Target.of(source.url())) && isSafe(target);
      } catch (FetchFault e) {
        return false; // a source of another protocol
      }
    }

    private boolean isSafe(Target target) {
      return target.secure() || source.option(OVER_HTTP).isPresent();
    }

    /** Asks a server for a token; it is not led anywhere else. */
    private byte[] ask(Credentials.OAuth2 client, Form form)
        throws FetchFault, InterruptedException {
      Target server = Target.of(client.tokenUrl());
      if (!isSafe(server)) {
        throw new FetchFault(
            Fetched.Kind.FORBIDDEN_ADDRESS,
            new Message(
                "địa chỉ cấp mã truy cập không dùng https", "its tokens are not had over https"),
            new Message(
                "Dùng địa chỉ https, hoặc khai báo --even-over-http.",
                "Use an https address, or say --even-over-http."));
      }
      var asking =
          new Chain<>(
              source,
              client.tokenUrl(),
              Exchange.Ask.answer(form, source.allowedHosts(), LONGEST_TOKEN),
              deadline,
              Keeper.inMemory());
      try {
        return switch (asking.run(
            server.host(),
            new Exchange<>(
                SourceClient.this.client,
                guard,
                limits,
                server,
                asking.ask,
                false,
                Optional.of(Showing.client(client)),
                asking.keeper))) {
          case Exchange.Hop.Arrived<byte[]>(Keeper.Kept<byte[]> kept, Answer _) -> kept.value();
          case Exchange.Hop.Redirect<byte[]> _, Exchange.Hop.NotModified<byte[]> _ ->
              throw badRedirect("OAuth2");
        };
      } catch (FetchFault fault) {
        // The report is public; where the tokens come from is not.
        LOG.warn("{} has no token of {}: {}", source.id(), server.host(), fault.getMessage());
        throw Tokens.notHad(fault);
      }
    }

    Fetched<K> follow() throws FetchFault, InterruptedException {
      Target first = Target.of(start);
      Target target = first;
      for (int redirects = 0; ; redirects++) {
        Exchange<K> exchange =
            new Exchange<>(
                client,
                guard,
                limits,
                target,
                ask,
                target.sameOrigin(first),
                showing(target),
                keeper);
        switch (run(target.host(), exchange)) {
          case Exchange.Hop.NotModified<K> _ -> {
            return new Fetched.NotModified<>();
          }
          case Exchange.Hop.Arrived<K>(Keeper.Kept<K> kept, Answer answer) -> {
            return new Fetched.Body<>(kept.value(), answer);
          }
          case Exchange.Hop.Redirect<K>(String location) -> {
            if (redirects == limits.redirects()) {
              throw new FetchFault(
                  Fetched.Kind.TOO_MANY_REDIRECTS,
                  new Message(
                      "chuyển hướng quá %d lần".formatted(limits.redirects()),
                      "it redirects more than %d times".formatted(limits.redirects())),
                  new Message(
                      "Ghi thẳng địa chỉ cuối cùng, hoặc sửa vòng chuyển hướng ở nguồn.",
                      "State the final address, or mend the redirect loop at the source."));
            }
            Target from = target;
            uri =
                resolve(target.request(), location)
                    .orElseThrow(() -> badRedirect("'%s'".formatted(location)));
            target = Target.of(uri);
            if (target.credentials().isPresent()) {
              throw badRedirect("user@host");
            }
            if (from.secure()
                && !target.secure()
                && (first.credentials().isPresent() || Redaction.holdsSecrets(start))) {
              throw badRedirect("https -> http");
            }
            if (target.sameOrigin(first)) {
              target = target.with(first.credentials());
            }
          }
        }
      }
    }

    private Exchange.Hop<K> run(String host, Exchange<K> exchange)
        throws FetchFault, InterruptedException {
      long before = System.nanoTime();
      try (Politeness.Turn _ = politeness.take(host)) {
        deadline.extend(System.nanoTime() - before);
        Future<Exchange.Hop<K>> running = begin(exchange);
        try {
          long response = Math.min(limits.response().toNanos(), deadline.remaining());
          if (!exchange.awaitAnswer(response)) {
            exchange.stop();
            throw Exchange.noAnswer(Duration.ofNanos(response));
          }
          return awaitBody(running, exchange);
        } catch (InterruptedException e) {
          exchange.stop();
          throw e;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof FetchFault fault) {
            throw fault;
          }
          if (threads.isShutdown()) {
            throw closed();
          }
          throw new IllegalStateException("a fetch failed in an unforeseen way", e.getCause());
        }
      }
    }

    private Future<Exchange.Hop<K>> begin(Exchange<K> exchange) throws InterruptedException {
      try {
        return threads.submit(exchange);
      } catch (RejectedExecutionException e) {
        throw closed();
      }
    }

    /** The program ends: for whoever fetches still, that is an interruption, and nobody's fault. */
    private InterruptedException closed() {
      return new InterruptedException("the client is closed");
    }

    /** A body has to keep coming: a byte now and then is no progress. */
    private Exchange.Hop<K> awaitBody(Future<Exchange.Hop<K>> running, Exchange<K> exchange)
        throws FetchFault, InterruptedException, ExecutionException {
      for (long seen = 0; ; ) {
        long window = Math.min(limits.idle().toNanos(), deadline.remaining());
        try {
          return running.get(window, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          long received = exchange.received();
          if (deadline.remaining() == 0) {
            exchange.stop();
            throw outOfTime();
          }
          if (received - seen < limits.minimumPerIdle()) {
            exchange.stop();
            throw Exchange.tooSlow(limits);
          }
          seen = received;
        }
      }
    }
  }

  private static FetchFault outOfTime() {
    return new FetchFault(
        Fetched.Kind.TOO_SLOW,
        new Message("không tải xong trong thời hạn", "it did not arrive whole in the time allowed"),
        new Message(
            "Thử lại khi máy chủ của nguồn bớt tải, hoặc nâng thời hạn trong cấu hình.",
            "Try again when the source's server is less busy, or raise the time allowed in the"
                + " configuration."));
  }

  private static FetchFault badRedirect(String found) {
    return new FetchFault(
        Fetched.Kind.FORBIDDEN_ADDRESS,
        new Message(
            "chuyển hướng tới nơi không được phép (%s)".formatted(found),
            "it redirects to where we may not follow (%s)".formatted(found)),
        new Message("Ghi thẳng địa chỉ cuối cùng.", "State the final address."));
  }
}
