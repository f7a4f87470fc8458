package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

class AddressGuardTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

  /** Addresses that no source may make us reach, one or two from each block and from its edges. */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0",
          "0.0.0.1",
          "0.255.255.255",
          "10.0.0.0",
          "10.1.2.3",
          "10.255.255.255",
          "100.64.0.0",
          "100.100.100.200",
          "100.127.255.255",
          "127.0.0.1",
          "127.0.0.2",
          "127.1.1.1",
          "127.255.255.255",
          "168.63.129.16",
          "169.254.0.0",
          "169.254.169.254",
          "169.254.170.2",
          "169.254.255.255",
          "172.16.0.0",
          "172.20.10.1",
          "172.31.255.255",
          "192.0.0.0",
          "192.0.0.170",
          "192.0.0.192",
          "192.0.0.255",
          "192.0.2.0",
          "192.0.2.255",
          "192.88.99.1",
          "192.168.0.0",
          "192.168.1.1",
          "192.168.255.255",
          "198.18.0.0",
          "198.19.255.255",
          "198.51.100.0",
          "198.51.100.255",
          "203.0.113.0",
          "203.0.113.255",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.0",
          "250.1.2.3",
          "255.255.255.254",
          "255.255.255.255",
          "::",
          "::1",
          "::2",
          "::7f00:1",
          "::a9fe:a9fe",
          "64:ff9b::",
          "64:ff9b::7f00:1",
          "64:ff9b::5db8:d822",
          "64:ff9b::ffff:ffff",
          "64:ff9b:1::",
          "64:ff9b:1:ffff::7f00:1",
          "100::",
          "100::ffff",
          "2001::",
          "2001:0:7f00:1::",
          "2001:2::1",
          "2001:10::1",
          "2001:20::1",
          "2001:1ff:ffff::",
          "2001:db8::",
          "2001:db8:ffff::1",
          "2002::",
          "2002:7f00:1::",
          "2002:a9fe:a9fe::1",
          "2002:ffff::",
          "3fff::1",
          "3fff:fff::",
          "4000::1",
          "5f00::1",
          "8000::1",
          "fc00::",
          "fc00::1",
          "fd00:ec2::254",
          "fd20:ce::254",
          "fdff:ffff::1",
          "fe80::",
          "fe80::1",
          "febf::1",
          "fec0::",
          "fec0::1",
          "feff::1",
          "ff00::",
          "ff02::1",
          "ffff::1",
          "::ffff:0:7f00:1");

  private static final Map<String, List<InetAddress>> NAMES = new ConcurrentHashMap<>();

  private static SourceClient shared;
  private SourceServer canary;
  private SourceServer bait;

  @BeforeAll
  static void startClient() {
    shared =
        client(
            host -> {
              List<InetAddress> known = NAMES.get(host);
              return known != null ? known : List.of(InetAddress.getAllByName(host));
            });
  }

  @AfterAll
  static void stopClient() throws IOException {
    shared.close();
  }

  @BeforeEach
  void start() {
    canary = SourceServer.start().otherwise(_ -> Reply.of("text/plain", "reached"));
    bait = SourceServer.start();
  }

  @AfterEach
  void stop() {
    canary.close();
    bait.close();
  }

  private Source source(String... allowed) {
    return new Source(
        new SourceId("nguon-la"),
        URI.create("http://example.vn/"),
        new AgencyCode("G09"),
        List.of(allowed),
        OptionalInt.empty());
  }

  private static SourceClient client(Resolver resolver) {
    return new SourceClient("test@sen.vn", Limits.defaults(), resolver);
  }

  private static Resolver none() {
    return host -> {
      throw new UnknownHostException(host);
    };
  }

  private static Fetched.Failure<?> get(SourceClient client, Source source, URI uri)
      throws InterruptedException {
    Fetched<Integer> fetched = client.get(source, uri, Conditions.NONE, (body, _) -> body.length);
    assertThat(fetched).as(uri.toString()).isInstanceOf(Fetched.Failure.class);
    return (Fetched.Failure<?>) fetched;
  }

  private void assertNotReached(Fetched.Failure<?> failure) {
    assertThat(failure.kind())
        .as(failure.message().en())
        .isIn(Fetched.Kind.FORBIDDEN_ADDRESS, Fetched.Kind.BAD_URL);
    assertThat(failure.message().en()).contains("nguon-la");
    assertThat(failure.message().vi()).contains("nguon-la");
    assertThat(canary.requests()).isEmpty();
  }

  static Stream<String> special() {
    return SPECIAL.stream();
  }

  @ParameterizedTest
  @MethodSource("special")
  void aSpecialAddressIsReachedNeitherByNumberNorByNameNorByRedirect(String address)
      throws Exception {
    InetAddress resolved = InetAddress.ofLiteral(address);
    NAMES.put("alone.example.vn", List.of(resolved));
    NAMES.put("among.example.vn", List.of(PUBLIC, resolved));
    String literal =
        address.contains(":")
            ? "[" + address + "]:" + canary.port()
            : address + ":" + canary.port();
    bait.on("/r", Reply.redirect("http://" + literal + "/secret"));
    bait.on("/n", Reply.redirect("http://alone.example.vn:" + canary.port() + "/secret"));
    Source baited = source("127.0.0.1:" + bait.port());

    assertNotReached(get(shared, source(), URI.create("http://" + literal + "/")));
    for (String name : List.of("alone", "among")) {
      URI named = URI.create("http://%s.example.vn:%d/".formatted(name, canary.port()));
      assertNotReached(get(shared, source(), named));
    }
    assertNotReached(get(shared, baited, bait.uri("/r")));
    assertNotReached(get(shared, baited, bait.uri("/n")));
    assertThat(bait.requests()).hasSize(2);
  }

  /** {@code PORT} is the canary's; the JDK or the operating system would take many to loopback. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433:PORT/",
        "http://2852039166:PORT/",
        "http://017700000001:PORT/",
        "http://0x7f000001:PORT/",
        "http://0X7F000001:PORT/",
        "http://0x7f.1:PORT/",
        "http://0x7f.0.0.0x1:PORT/",
        "http://0177.0.0.1:PORT/",
        "http://0177.0.0.01:PORT/",
        "http://127.1:PORT/",
        "http://127.0.1:PORT/",
        "http://127.0.0.01:PORT/",
        "http://127.0.0.1.:PORT/",
        "http://127.0.0.1..:PORT/",
        "http://127.000.000.001:PORT/",
        "http://00127.0.0.1:PORT/",
        "http://127.0.0.256:PORT/",
        "http://256.256.256.256:PORT/",
        "http://127.0.0.1.1:PORT/",
        "http://127.0.0.0x1:PORT/",
        "http://0:PORT/",
        "http://0x:PORT/",
        "http://0.0:PORT/",
        "http://1:PORT/",
        "http://4294967295:PORT/",
        "http://18446744071562067969:PORT/",
        "http://localhost.:PORT/",
        "http://example.vn.:PORT/",
        "http://example..vn:PORT/",
        "http://.example.vn:PORT/",
        "http://-example.vn:PORT/",
        "http://example-.vn:PORT/",
        "http://127.0.0.1%2e:PORT/",
        "http://127%2e0%2e0%2e1:PORT/",
        "http://%31%32%37.0.0.1:PORT/",
        "http://example%00.vn:PORT/",
        "http://１２７.0.0.1:PORT/",
        "http://①②⑦.0.0.1:PORT/",
        "http://127。0。0。1:PORT/",
        "http://127．0．0．1:PORT/",
        "http://127｡0｡0｡1:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::ffff:7f00:1]:PORT/",
        "http://[0:0:0:0:0:ffff:7f00:1]:PORT/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::127.0.0.1]:PORT/",
        "http://[64:ff9b::127.0.0.1]:PORT/",
        "http://[::1%25lo]:PORT/",
        "http://[fe80::1%25eth0]:PORT/",
        "http://[::1%lo]:PORT/",
        "http://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/",
        "http://[::0001]:PORT/",
        "http://[0::1]:PORT/",
        "http://[1]:PORT/",
        "http://[]:PORT/",
        "http://[v1.x]:PORT/",
        "http://user@127.0.0.1:PORT/",
        "http://example.vn@127.0.0.1:PORT/",
        "http://example.vn:80@127.0.0.1:PORT/",
        "http://a@example.vn@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT@example.vn@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT#@example.vn/",
        "http://127.0.0.1:PORT?@example.vn/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:-1/",
        "http://127.0.0.1:+80/",
        "http://127.0.0.1:8_0/",
        "http://127.0.0.1: 80/",
        "HTTP://127.0.0.1:PORT/",
        "hTTp://2130706433:PORT/",
        "https://127.0.0.1:PORT/",
        "https://0x7f.1:PORT/",
        "ftp://127.0.0.1:PORT/",
        "file:///etc/passwd",
        "file://127.0.0.1:PORT/x",
        "jar:http://127.0.0.1:PORT/a.jar!/",
        "gopher://127.0.0.1:PORT/_x",
        "dict://127.0.0.1:PORT/x",
        "ldap://127.0.0.1:PORT/x",
        "data:text/plain,x",
        "javascript:alert(1)",
        "mailto:a@example.vn",
        "urn:sen:x",
        "http:",
        "http:/127.0.0.1:PORT/",
        "http:127.0.0.1:PORT",
        "http:///secret",
        "//127.0.0.1:PORT/",
        "/etc/passwd",
        "127.0.0.1:PORT",
      })
  void anOddSpellingLeadsNowhere(String spelled) throws Exception {
    String text = spelled.replace("PORT", "" + canary.port());
    Source source = source("127.0.0.1:" + bait.port());
    // Where the spelling is relative, the redirect stays with the bait: it is asked again, in vain.
    bait.on("/r", Reply.redirect(text));

    try {
      assertNotReached(get(shared, source, new URI(text)));
    } catch (java.net.URISyntaxException e) {
      var lenient = SourceClient.address(text);
      if (lenient.isPresent()) {
        assertNotReached(get(shared, source, lenient.get()));
      }
    }
    get(shared, source, bait.uri("/r"));
    assertThat(canary.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 7, 21, 22, 23, 25, 53, 110, 135, 139, 389, 445, 636, 993, 1023, 2375, 3306, 3389, 5432,
        5900, 6379, 9200, 11211, 27017
      })
  void aPortWhereSomethingElseListensIsRefusedEvenOnAPublicHost(int port) throws Exception {
    try (var client = client(_ -> List.of(PUBLIC))) {
      var failure = get(client, source(), URI.create("http://portal.example.vn:" + port + "/"));

      assertThat(failure.kind()).isEqualTo(Fetched.Kind.FORBIDDEN_ADDRESS);
      assertThat(failure.message().en()).contains("port " + port);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "3ffe::1"
      })
  void anOrdinaryPublicAddressIsLetThrough(String address) throws Exception {
    InetAddress resolved = InetAddress.ofLiteral(address);
    var guard = new AddressGuard(_ -> List.of(resolved));

    assertThat(guard.check(Target.of(URI.create("https://portal.example.vn/x")), List.of()))
        .containsExactly(resolved);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/, 127.0.0.1, true",
    "http://127.0.0.1:8080/, 127.0.0.1:8080, true",
    "http://127.0.0.1:8080/, 127.0.0.1:8081, false",
    "http://127.0.0.1:22/, 127.0.0.1, false",
    "http://127.0.0.1:22/, 127.0.0.1:22, true",
    "http://127.0.0.2:8080/, 127.0.0.1, false",
    "http://[::1]:8080/, ::1, true",
    "http://[::1]:8080/, [::1], true",
    "http://[::1]:8080/, [::1]:8080, true",
    "http://[0:0::1]:8080/, [::1]:8080, true",
    "http://[::1]:8080/, [::1]:8081, false",
    "http://Portal.Example.VN/, portal.example.vn, true",
    "http://portal.example.vn/, PORTAL.EXAMPLE.VN, true",
    "http://a.portal.example.vn/, portal.example.vn, false",
    "http://portal.example.vn.evil.vn/, portal.example.vn, false",
    "http://169.254.169.254/, 169.254.169.254, false",
    "http://169.254.1.1/, 169.254.1.1, false",
    "http://0.0.0.0:8080/, 0.0.0.0, false",
    "http://2130706433:8080/, 2130706433, false",
    "http://224.0.0.1:8080/, 224.0.0.1, false",
  })
  void onlyTheVeryHostThatIsListedMayBePrivate(String uri, String allowed, boolean reached) {
    var guard = new AddressGuard(_ -> List.of(InetAddress.ofLiteral("10.1.2.3")));

    if (reached) {
      assertThat(check(guard, uri, allowed)).isNotEmpty();
    } else {
      assertThatThrownBy(() -> guard.check(Target.of(URI.create(uri)), List.of(allowed)))
          .isInstanceOf(FetchFault.class);
    }
  }

  private static List<InetAddress> check(AddressGuard guard, String uri, String allowed) {
    try {
      return guard.check(Target.of(URI.create(uri)), List.of(allowed));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theNameIsResolvedOnceAndThatVeryAddressIsConnectedTo() throws Exception {
    List<String> asked = new ArrayList<>();
    Resolver changesItsMind =
        host -> {
          asked.add(host);
          return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.1" : "127.66.66.66"));
        };
    canary.on("/", Reply.of("text/plain", "data"));

    try (var client = client(changesItsMind)) {
      Fetched<Integer> fetched =
          client.get(
              source("portal.test"),
              URI.create("http://portal.test:" + canary.port() + "/"),
              Conditions.NONE,
              (body, _) -> body.length);

      assertThat(fetched).isInstanceOf(Fetched.Body.class);
      assertThat(asked).containsExactly("portal.test");
      assertThat(canary.requests().getFirst().headers().get("host"))
          .isEqualTo("portal.test:" + canary.port());
    }
  }

  @Test
  void aNameThatChangesBetweenTwoRequestsIsCheckedAgain() throws Exception {
    List<String> asked = new ArrayList<>();
    Resolver changesItsMind =
        host -> {
          asked.add(host);
          return List.of(
              InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.1" : "169.254.169.254"));
        };
    bait.on("/start", Reply.redirect("/next"));

    try (var client = client(changesItsMind)) {
      var failure =
          get(
              client,
              source("portal.test"),
              URI.create("http://portal.test:" + bait.port() + "/start"));

      assertThat(failure.kind()).isEqualTo(Fetched.Kind.FORBIDDEN_ADDRESS);
      assertThat(failure.message().en()).contains("169.254.169.254").contains("/start");
      assertThat(bait.requests()).hasSize(1);
    }
  }

  @Test
  void aConnectionKeptForOneSourceIsNotLentToAnotherThatMayNotReachIt() throws Exception {
    bait.on("/", Reply.of("text/plain", "data"));

    try (var client = client(none())) {
      assertThat(
              client.get(
                  source("127.0.0.1"), bait.uri("/"), Conditions.NONE, (body, _) -> body.length))
          .isInstanceOf(Fetched.Body.class);

      assertThat(get(client, source(), bait.uri("/")).kind())
          .isEqualTo(Fetched.Kind.FORBIDDEN_ADDRESS);
    }
    assertThat(bait.requests()).hasSize(1);
  }

  @Test
  void aVietnameseDomainNameIsAskedForInItsAsciiForm() throws Exception {
    Target target = Target.of(new URI("http://dữliệu.vn/tệp?tên=á"));

    assertThat(target.host()).isEqualTo("xn--dliu-nw5ark.vn");
    assertThat(target.request())
        .hasToString("http://xn--dliu-nw5ark.vn/t%E1%BB%87p?t%C3%AAn=%C3%A1");
  }
}
