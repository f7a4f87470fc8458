package vn.sen.harvest.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Message;

/** One request to one checked address, and its answer. Runs in a thread of its own. */
final class Exchange<K> implements Callable<Exchange.Hop<K>> {

  /** What an answer leads to. */
  sealed interface Hop<K> {
    record Redirect<K>(String location) implements Hop<K> {}

    record NotModified<K>() implements Hop<K> {}

    record Arrived<K>(Keeper.Kept<K> kept, Answer answer) implements Hop<K> {}
  }

  /** What is asked, the same at every hop. */
  record Ask(
      Conditions conditions,
      String accept,
      List<String> allowedHosts,
      long cap,
      Optional<Sight> sight,
      Optional<Form> form) {

    /** The whole body is wanted. */
    Ask(Conditions conditions, String accept, List<String> allowedHosts, long cap) {
      this(conditions, accept, allowedHosts, cap, Optional.empty(), Optional.empty());
    }

    /** The beginning is enough. */
    static Ask glimpse(List<String> allowedHosts, Sight sight) {
      return new Ask(
          Conditions.NONE, "*/*", allowedHosts, Sight.BYTES, Optional.of(sight), Optional.empty());
    }

    /** The answer to a form. */
    static Ask answer(Form form, List<String> allowedHosts, long cap) {
      return new Ask(
          Conditions.NONE,
          "application/json",
          allowedHosts,
          cap,
          Optional.empty(),
          Optional.of(form));
    }
  }

  private static final int EXCERPT = 4_000;
  private static final Message BLAME_SOURCE =
      new Message("Báo cho đơn vị vận hành nguồn.", "Tell who runs the source.");

  private final HttpClient client;
  private final AddressGuard guard;
  private final Limits limits;
  private final Target target;
  private final Ask ask;
  private final boolean withCredentials;
  private final Optional<Showing> showing;
  private final Keeper<K> keeper;

  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong received = new AtomicLong();
  private boolean whole;
  private volatile boolean stopped;
  private volatile @Nullable HttpUriRequestBase current;

  Exchange(
      HttpClient client,
      AddressGuard guard,
      Limits limits,
      Target target,
      Ask ask,
      boolean withCredentials,
      Optional<Showing> showing,
      Keeper<K> keeper) {
    this.client = client;
    this.guard = guard;
    this.limits = limits;
    this.target = target;
    this.ask = ask;
    this.withCredentials = withCredentials;
    this.showing = showing;
    this.keeper = keeper;
  }

  /** Bytes of the body that came so far. */
  long received() {
    return received.get();
  }

  /** Waits for the headers of the answer, or for the end; false when neither came in time. */
  boolean awaitAnswer(long nanos) throws InterruptedException {
    return answered.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Drops the connection, and waits a moment for what was half done to be cleaned up. */
  void stop() throws InterruptedException {
    stopped = true;
    HttpUriRequestBase request = current;
    if (request != null) {
      request.cancel();
    }
    ended.await(1, TimeUnit.SECONDS);
  }

  @Override
  public Hop<K> call() throws FetchFault {
    try {
      ClassicHttpResponse response = connect(guard.check(target, ask.allowedHosts()));
      try {
        answered.countDown();
        return read(response);
      } finally {
        end(response);
      }
    } catch (FetchFault fault) {
      throw fault;
    } catch (IOException e) {
      throw duringBody(e);
    } finally {
      answered.countDown();
      ended.countDown();
    }
  }

  private void end(ClassicHttpResponse response) throws IOException {
    HttpUriRequestBase request = current;
    HttpEntity entity = response.getEntity();
    boolean isShort =
        entity == null || (entity.getContentLength() >= 0 && entity.getContentLength() <= EXCERPT);
    if (whole || request == null || (ask.sight().isEmpty() && isShort)) {
      response.close();
      return;
    }
    // Closing empties a body first. What is not wanted of it may be gigabytes, or have no end.
    request.cancel();
    try {
      response.close();
    } catch (IOException e) {
      // Cut off by ourselves; what was wanted is there.
    }
  }

  /** The first of {@code addresses} that lets us connect. */
  private ClassicHttpResponse connect(List<InetAddress> addresses) throws FetchFault {
    IOException last = new ConnectException("no address");
    for (InetAddress address : addresses.subList(0, Math.min(4, addresses.size()))) {
      HttpUriRequestBase request = request();
      current = request;
      if (stopped) {
        break;
      }
      try {
        var context = HttpClientContext.create();
        ask.sight().ifPresent(Sight::asked);
        ClassicHttpResponse response =
            client.executeOpen(
                new HttpHost(target.scheme(), address, target.host(), target.port()),
                request,
                context);
        ask.sight().ifPresent(sight -> sight.answered(context.getSSLSession()));
        return response;
      } catch (ConnectException | NoRouteToHostException e) {
        last = e;
      } catch (SocketTimeoutException e) {
        last = e;
        if (!(e instanceof org.apache.hc.client5.http.ConnectTimeoutException)) {
          break;
        }
      } catch (IOException e) {
        throw beforeHeaders(e);
      }
    }
    throw beforeHeaders(last);
  }

  private HttpUriRequestBase request() {
    var request = method();
    request.setHeader("Accept", ask.accept());
    // An archive is wanted as it is: some servers call a .gz file a compressed transfer.
    boolean asItIs = isArchive() || ask.sight().isPresent() || broken().isPresent();
    request.setHeader("Accept-Encoding", asItIs ? "identity" : "gzip, deflate");
    if (ask.sight().isPresent()) {
      request.setHeader("Range", "bytes=0-" + (Sight.BYTES - 1));
    }
    Optional<Broken> broken = broken();
    if (broken.isPresent()) {
      request.setHeader("Range", broken.get().range());
      request.setHeader("If-Range", broken.get().validator().sent());
    } else {
      ask.conditions().etag().ifPresent(etag -> request.setHeader("If-None-Match", etag));
      ask.conditions()
          .lastModified()
          .ifPresent(date -> request.setHeader("If-Modified-Since", date));
    }
    if (withCredentials) {
      target.credentials().ifPresent(value -> request.setHeader("Authorization", value));
    }
    showing.ifPresent(header -> request.setHeader(header.name(), header.value().reveal()));
    return request;
  }

  /** What broke off here, and is to go on. */
  private Optional<Broken> broken() {
    return keeper.broken().filter(part -> part.uri().equals(target.request()));
  }

  private HttpUriRequestBase method() {
    if (ask.form().isEmpty()) {
      return new HttpGet(target.request());
    }
    var post = new HttpPost(target.request());
    post.setEntity(
        new StringEntity(ask.form().get().text(), ContentType.APPLICATION_FORM_URLENCODED));
    return post;
  }

  private boolean isArchive() {
    String path = target.request().getPath().toLowerCase(Locale.ROOT);
    return path.endsWith(".gz") || path.endsWith(".tgz") || path.endsWith(".zip");
  }

  private Hop<K> read(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 200, 203 -> arrived(response);
      case 206 -> {
        if (ask.sight().isEmpty() && broken().isEmpty()) {
          throw unusable(status, excerpt(response), response);
        }
        yield broken().isEmpty() ? arrived(response) : goneOn(response, broken().get());
      }
      case 204, 205 -> throw BoundedStream.empty().status(status, "");
      case 301, 302, 303, 307, 308 -> {
        ask.sight().ifPresent(Sight::redirected);
        yield new Hop.Redirect<>(
            Headers.text(response, "Location").orElseThrow(() -> unusable(status, "", response)));
      }
      case 304 -> {
        if (!ask.conditions().any()) {
          throw unusable(status, "", response);
        }
        yield new Hop.NotModified<>();
      }
      default -> {
        FetchFault fault = unusable(status, excerpt(response), response);
        if (broken().isPresent() && !fault.mayPass()) {
          keeper.forget(); // it may be the range that it does not like
          throw fault.passing(Optional.empty());
        }
        throw fault;
      }
    };
  }

  private Hop<K> arrived(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      throw BoundedStream.empty();
    }
    if (ask.sight().isPresent()) {
      return glimpsed(response, entity);
    }
    if (entity.getContentLength() > ask.cap()) {
      throw BoundedStream.tooLarge(ask.cap());
    }
    String encoding = Headers.text(response, "Content-Encoding").orElse("");
    OptionalLong announced =
        entity.getContentLength() >= 0 && encoding.isEmpty()
            ? OptionalLong.of(entity.getContentLength())
            : OptionalLong.empty();
    Optional<Broken.Validator> validator =
        encoding.isEmpty() ? Broken.validator(response) : Optional.empty();
    return kept(
        response,
        entity,
        0,
        encoding,
        new Keeper.Coming(target.request(), false, announced, validator));
  }

  /** The rest of what broke off. */
  private Hop<K> goneOn(ClassicHttpResponse response, Broken broken) throws IOException {
    HttpEntity entity = response.getEntity();
    OptionalLong bytes = broken.goesOn(response);
    if (entity == null || bytes.isEmpty()) {
      keeper.forget();
      throw new FetchFault(
              Fetched.Kind.PROTOCOL,
              new Message(
                  "máy chủ gửi một đoạn khác đoạn được hỏi",
                  "the server sent another part than was asked for"),
              BLAME_SOURCE)
          .passing(Optional.empty());
    }
    return kept(
        response,
        entity,
        broken.bytes(),
        "",
        new Keeper.Coming(target.request(), true, bytes, Optional.of(broken.validator())));
  }

  private Hop<K> kept(
      ClassicHttpResponse response,
      HttpEntity entity,
      long before,
      String encoding,
      Keeper.Coming coming)
      throws IOException {
    WireStream wire = wire(entity);
    InputStream body =
        new BoundedStream(
            decoded(wire, encoding), wire, received, before, ask.cap(), limits.decompression());
    Keeper.Kept<K> kept = keeper.keep(body, coming);
    whole = true;
    return new Hop.Arrived<>(kept, Headers.answer(response, target, kept.bytes(), kept.sha256()));
  }

  /** The beginning of a body, however long it is; the connection is dropped, not emptied. */
  private Hop<K> glimpsed(ClassicHttpResponse response, HttpEntity entity) throws IOException {
    WireStream wire = wire(entity);
    String encoding = Headers.text(response, "Content-Encoding").orElse("");
    Keeper.Kept<K> kept =
        keeper.keep(
            decoded(wire, encoding),
            new Keeper.Coming(target.request(), false, OptionalLong.empty(), Optional.empty()));
    return new Hop.Arrived<>(kept, Headers.answer(response, target, kept.bytes(), kept.sha256()));
  }

  private WireStream wire(HttpEntity entity) throws IOException {
    return new WireStream(entity.getContent(), received, ask.cap());
  }

  private InputStream decoded(InputStream wire, String encoding) throws IOException {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity", "none" -> wire;
      case "gzip", "x-gzip" -> isArchive() ? wire : gunzip(wire);
      case "deflate" -> inflate(wire);
      default ->
          throw new FetchFault(
              Fetched.Kind.PROTOCOL,
              new Message(
                  "máy chủ gửi kiểu nén '%s' không được yêu cầu".formatted(encoding),
                  "the server sent the compression '%s', which was not offered"
                      .formatted(encoding)),
              BLAME_SOURCE);
    };
  }

  private static InputStream gunzip(InputStream wire) throws IOException {
    var peek = new PushbackInputStream(wire, 1);
    int first = peek.read();
    if (first < 0) {
      return peek;
    }
    peek.unread(first);
    return new Members(peek);
  }

  /**
   * The JDK reads on from one compressed member to the next by calling itself: too many empty ones
   * would end its stack.
   */
  private static final class Members extends GZIPInputStream {
    private boolean reading;

    Members(InputStream in) throws IOException {
      super(in, 1 << 13);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (reading) {
        return 0; // the next member begins; below it is read in a loop
      }
      int read;
      do {
        reading = true;
        try {
          read = super.read(buffer, offset, length);
        } finally {
          reading = false;
        }
      } while (read == 0 && length > 0);
      return read;
    }
  }

  /** RFC 9110 means zlib; some servers send the bare stream. */
  private static InputStream inflate(InputStream wire) throws IOException {
    var peek = new PushbackInputStream(wire, 1);
    int first = peek.read();
    if (first < 0) {
      return peek;
    }
    peek.unread(first);
    boolean bare = (first & 0x0f) != 8;
    return new InflaterInputStream(peek, new Inflater(bare), 1 << 13);
  }

  private String excerpt(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    try {
      WireStream wire = wire(entity);
      InputStream body = decoded(wire, Headers.text(response, "Content-Encoding").orElse(""));
      return new String(body.readNBytes(EXCERPT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // an error's own body is not worth an error
    }
  }

  private FetchFault unusable(int status, String excerpt, ClassicHttpResponse response) {
    boolean passing = status == 429 || status == 502 || status == 503 || status == 504;
    Optional<Duration> wait = passing ? retryAfter(response) : Optional.empty();
    String later =
        wait.map(asked -> " (Retry-After: %d s)".formatted(asked.toSeconds())).orElse("");
    Message cure =
        switch (status) {
          case 401, 403 ->
              new Message(
                  "Nguồn đòi quyền truy cập: mở công khai địa chỉ này, hoặc khai thông tin đăng"
                      + " nhập của nguồn.",
                  "The source demands permission: open the address to the public, or give the"
                      + " source's credentials.");
          case 404, 410 ->
              new Message(
                  "Địa chỉ không còn: sửa lại địa chỉ ở nơi khai báo.",
                  "The address is gone: correct it where it is stated.");
          case 429 ->
              new Message(
                  "Nguồn chê hỏi quá dày: tăng khoảng nghỉ giữa hai lần hỏi, rồi thử lại.",
                  "The source is asked too often: raise the delay between requests, then try"
                      + " again.");
          default ->
              status >= 500
                  ? new Message(
                      "Máy chủ của nguồn gặp lỗi: thử lại sau, hoặc báo cho đơn vị vận hành.",
                      "The source's server failed: try again later, or tell who runs it.")
                  : BLAME_SOURCE;
        };
    var fault =
        new FetchFault(
                Fetched.Kind.HTTP_STATUS,
                new Message(
                    "máy chủ trả lời mã %d%s".formatted(status, later),
                    "the server answered with status %d%s".formatted(status, later)),
                cure)
            .status(status, excerpt);
    return passing ? fault.passing(wait) : fault;
  }

  private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null) {
      return Optional.empty();
    }
    String value = header.getValue().strip();
    try {
      Duration wait =
          value.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private FetchFault beforeHeaders(IOException e) {
    return switch (e) {
      case FetchFault fault -> fault;
      case SSLException _ ->
          new FetchFault(
              isExpired(e) ? Fetched.Kind.CERTIFICATE_EXPIRED : Fetched.Kind.TLS,
              new Message(
                  "không lập được kết nối bảo mật (%s)".formatted(e.getMessage()),
                  "no secure connection could be made (%s)".formatted(e.getMessage())),
              new Message(
                  "Kiểm tra chứng thư, tên máy và phiên bản TLS của máy chủ nguồn.",
                  "Check the certificate, name and TLS version of the source's server."),
              e);
      case MessageConstraintException _ -> headersTooLarge(e);
      case org.apache.hc.client5.http.ConnectTimeoutException _ -> unreachable(e);
      case SocketTimeoutException _ -> noAnswer(limits.response());
      case ClientProtocolException p
          when p.getCause() instanceof MessageConstraintException cause ->
          headersTooLarge(cause);
      case NoHttpResponseException _ -> unreachable(e);
      case ConnectionClosedException _ -> unreachable(e);
      case SocketException _ -> unreachable(e);
      default ->
          new FetchFault(
              Fetched.Kind.PROTOCOL,
              new Message(
                  "câu trả lời không đúng giao thức HTTP (%s)".formatted(e.getMessage()),
                  "the answer breaks HTTP (%s)".formatted(e.getMessage())),
              BLAME_SOURCE,
              e);
    };
  }

  private static boolean isExpired(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof CertificateExpiredException) {
        return true;
      }
    }
    return false;
  }

  private static FetchFault headersTooLarge(IOException e) {
    return new FetchFault(
        Fetched.Kind.TOO_LARGE,
        new Message(
            "phần đầu câu trả lời dài quá mức", "the headers of the answer are far too long"),
        BLAME_SOURCE,
        e);
  }

  static FetchFault noAnswer(Duration waited) {
    return new FetchFault(
        Fetched.Kind.TOO_SLOW,
        new Message(
            "máy chủ không trả lời trong %d giây".formatted(Math.max(1, waited.toSeconds())),
            "the server did not answer within %d seconds"
                .formatted(Math.max(1, waited.toSeconds()))),
        new Message(
            "Thử lại khi máy chủ của nguồn bớt tải, hoặc báo cho đơn vị vận hành nguồn.",
            "Try again when the source's server is less busy, or tell who runs it."));
  }

  static FetchFault tooSlow(Limits limits) {
    long seconds = Math.max(1, limits.idle().toSeconds());
    return new FetchFault(
        Fetched.Kind.TOO_SLOW,
        new Message(
            "máy chủ gửi chưa tới %d byte trong %d giây"
                .formatted(limits.minimumPerIdle(), seconds),
            "the server sent fewer than %d bytes in %d seconds"
                .formatted(limits.minimumPerIdle(), seconds)),
        new Message(
            "Thử lại khi máy chủ của nguồn bớt tải, hoặc báo cho đơn vị vận hành nguồn.",
            "Try again when the source's server is less busy, or tell who runs it."));
  }

  private static FetchFault unreachable(IOException e) {
    String said = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return new FetchFault(
            Fetched.Kind.UNREACHABLE,
            new Message(
                "không kết nối được (%s)".formatted(said), "no connection (%s)".formatted(said)),
            new Message(
                "Kiểm tra địa chỉ, cổng, và máy chủ của nguồn có đang chạy không.",
                "Check the address and port, and that the source's server is running."),
            e)
        .passing(Optional.empty());
  }

  private FetchFault duringBody(IOException e) {
    return switch (e) {
      case SocketTimeoutException _ -> tooSlow(limits);
      case ZipException _ ->
          new FetchFault(
              Fetched.Kind.WRONG_CONTENT,
              new Message(
                  "nội dung nén bị hỏng (%s)".formatted(e.getMessage()),
                  "the compressed body is corrupt (%s)".formatted(e.getMessage())),
              BLAME_SOURCE,
              e);
      case ConnectionClosedException _ -> truncated(e);
      case MalformedChunkCodingException _ -> truncated(e);
      case EOFException _ -> truncated(e);
      case SocketException _ -> truncated(e);
      case SSLException _ -> truncated(e);
      case MessageConstraintException _ -> headersTooLarge(e);
      default -> beforeHeaders(e);
    };
  }

  private static FetchFault truncated(IOException e) {
    return new FetchFault(
        Fetched.Kind.TRUNCATED,
        new Message(
            "nội dung bị cắt giữa chừng (%s)".formatted(e.getMessage()),
            "the body was cut off (%s)".formatted(e.getMessage())),
        new Message(
            "Thử lại; nếu vẫn bị cắt, báo cho đơn vị vận hành nguồn.",
            "Try again; if it is cut again, tell who runs the source."),
        e);
  }
}
