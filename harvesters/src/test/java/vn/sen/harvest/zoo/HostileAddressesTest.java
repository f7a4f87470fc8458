package vn.sen.harvest.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.NamedHosts;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * Hundreds of addresses that must not be reached, at every place where a source may state one. A
 * canary sits on both loopback addresses: who connects is counted.
 */
class HostileAddressesTest {
  private static final Limits LIMITS =
      Limits.defaults()
          .withTimes(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(5))
          .withRetries(0, Duration.ofMillis(2), Duration.ofSeconds(1));

  private Canary canary;
  private SourceServer bait;
  private SourceClient client;
  private List<String> payloads;

  @BeforeEach
  void start() throws Exception {
    canary = Canary.sings();
    bait = SourceServer.start();
    client = NamedHosts.client(LIMITS, Payloads.NAMES);
    payloads = Payloads.all(canary.port());
    assertThat(payloads).hasSizeGreaterThan(400);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    bait.close();
    canary.close();
  }

  private Source source(URI url, String... more) {
    List<String> hosts = new java.util.ArrayList<>(List.of("127.0.0.1:" + bait.port()));
    hosts.addAll(List.of(more));
    return new Source(
        new SourceId("nguon-la"), url, new AgencyCode("G09"), hosts, OptionalInt.empty());
  }

  /** The canary's own address; what leads there must arrive once it is allowed. */
  private String home() {
    return "http://127.0.0.1:" + canary.port() + "/x";
  }

  private String allowed() {
    return "127.0.0.1:" + canary.port();
  }

  private void assertNobodyCame(Fetched<?> fetched, String payload) {
    assertThat(fetched).as(payload).isInstanceOf(Fetched.Failure.class);
    assertThat(((Fetched.Failure<?>) fetched).kind())
        .as(payload)
        .isIn(Fetched.Kind.FORBIDDEN_ADDRESS, Fetched.Kind.BAD_URL, Fetched.Kind.UNREACHABLE);
    assertThat(canary.visitors()).as(payload).isZero();
  }

  /** How an address is asked. */
  private enum Way {
    GET,
    DOWNLOAD,
    GLIMPSE;

    Fetched<?> ask(SourceClient client, Source source, URI uri, Path directory)
        throws InterruptedException {
      return switch (this) {
        case GET -> client.get(source, uri, Conditions.NONE, (body, _) -> body.length);
        case DOWNLOAD -> client.download(source, uri, directory, Conditions.NONE, _ -> {});
        case GLIMPSE -> client.glimpse(source, uri);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anAddressThatIsStatedLeadsNowhere(Way way, @TempDir Path directory) throws Exception {
    Source source = source(bait.uri("/"));
    int asked = 0;
    for (String payload : payloads) {
      Optional<URI> uri = SourceClient.address(payload);
      if (uri.isPresent()) {
        asked++;
        assertNobodyCame(way.ask(client, source, uri.get(), directory), payload);
      }
    }
    assertThat(asked).isGreaterThan(300);

    way.ask(client, source(bait.uri("/"), allowed()), URI.create(home()), directory);
    assertThat(canary.visitors()).as("once it is allowed").isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aRedirectLeadsNowhere(Way way, @TempDir Path directory) throws Exception {
    Source source = source(bait.uri("/"));
    int followed = 0;
    for (String payload : payloads) {
      String location = latin1(payload.replaceAll("[\r\n]", ""));
      bait.on("/r", Reply.redirect(location));
      Fetched<?> fetched = way.ask(client, source, bait.uri("/r"), directory);
      followed++;
      assertThat(fetched).as(payload).isInstanceOf(Fetched.Failure.class);
      assertThat(canary.visitors()).as(payload).isZero();
    }
    assertThat(followed).isGreaterThan(300);

    bait.on("/r", Reply.redirect(home()));
    way.ask(client, source(bait.uri("/"), allowed()), bait.uri("/r"), directory);
    assertThat(canary.visitors()).as("once it is allowed").isEqualTo(1);
  }

  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSourceThatIsRegisteredThereIsNotAsked(Kind kind) throws Exception {
    for (String payload : payloads) {
      Optional<URI> uri =
          SourceClient.address(payload)
              .filter(address -> address.getRawQuery() == null && address.getRawFragment() == null);
      if (uri.isPresent()) {
        var log = new HarvestLog();
        HarvestOutcome outcome = kind.connector(client).harvest(source(uri.get()), log, log);
        assertThat(outcome).as(payload).isInstanceOf(HarvestOutcome.Partial.class);
        assertThat(canary.visitors()).as(payload).isZero();
      }
    }
    var log = new HarvestLog();
    kind.connector(client).harvest(source(URI.create(home()), allowed()), log, log);
    assertThat(canary.visitors()).as("once it is allowed").isPositive();
  }

  /** Where a page of a source may state an address that is followed. */
  private enum Place {
    HYDRA_NEXT(Kind.DCAT),
    HYDRA_NEXT_AS_TEXT(Kind.DCAT),
    LINK_HEADER(Kind.DCAT),
    FOLDER(Kind.WAF);

    private final Kind kind;

    Place(Kind kind) {
      this.kind = kind;
    }

    Reply page(String payload) {
      String turtle = Kind.dcat(List.of("bo-1"), 0);
      return switch (this) {
        case HYDRA_NEXT ->
            Reply.of("text/turtle", turtle + "<> hydra:next <%s> .".formatted(payload));
        case HYDRA_NEXT_AS_TEXT ->
            Reply.of(
                "text/turtle",
                turtle
                    + "<> hydra:next \"%s\" ."
                        .formatted(
                            payload
                                .replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")));
        case LINK_HEADER ->
            Reply.of("text/turtle", turtle)
                .with(
                    "Link",
                    latin1("<%s>; rel=\"next\"".formatted(payload.replaceAll("[\r\n]", ""))));
        case FOLDER ->
            Reply.of(
                "text/html",
                "<html><title>Index of /waf</title><table><tr><td><a href=\"%1$s\">a</a></td></tr><tr><td><a href=\"%1$s/a.xml\">b</a></td></tr></table></html>"
                    .formatted(payload));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whatAPageLeadsToIsNotFollowed(Place place) throws Exception {
    for (String payload : payloads) {
      bait.otherwise(_ -> place.page(payload));
      var log = new HarvestLog();
      place.kind.connector(client).harvest(source(bait.uri(place.kind.path)), log, log);
      assertThat(canary.visitors()).as(payload).isZero();
    }
    if (place != Place.FOLDER) { // a folder never leads to another host, allowed or not
      bait.otherwise(_ -> place.page(home()));
      var log = new HarvestLog();
      place.kind.connector(client).harvest(source(bait.uri(place.kind.path), allowed()), log, log);
      assertThat(canary.visitors()).as("once it is allowed").isEqualTo(1);
    }
  }

  @Test
  void whatDocumentsReferToIsNeverFetchedAllowedOrNot() throws Exception {
    List<String> places =
        List.of(
            "application/ld+json {\"@context\":\"%s\",\"@id\":\"http://h.vn/a\",\"t\":\"x\"}",
            "application/ld+json {\"@context\":[{},\"%s\"],\"@id\":\"http://h.vn/a\",\"t\":\"x\"}",
            "application/ld+json {\"@context\":{\"@import\":\"%s\"},\"@id\":\"http://h.vn/a\"}",
            "application/ld+json"
                + " {\"@context\":{\"a\":{\"@id\":\"http://h.vn/p\",\"@context\":\"%s\"}},\"a\":{\"b\":1}}",
            "application/ld+json"
                + " {\"@context\":{},\"@id\":\"http://h.vn/a\",\"http://h.vn/p\":{\"@context\":\"%s\",\"b\":1}}",
            "text/turtle @prefix owl: <http://www.w3.org/2002/07/owl#> . <> owl:imports <%s> . <a>"
                + " a <http://www.w3.org/ns/dcat#Dataset> .",
            "text/turtle @base <%s> . <> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <y> . <a> a"
                + " <http://www.w3.org/ns/dcat#Dataset> .",
            "application/rdf+xml <!DOCTYPE r SYSTEM \"%s\"><r:RDF"
                + " xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
            "application/rdf+xml <!DOCTYPE r [<!ENTITY %% e SYSTEM \"%s\">%%e;]><r:RDF"
                + " xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
            "application/rdf+xml <r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                + " xmlns:x='http://www.w3.org/2001/XInclude' xml:base='%s'><r:Description"
                + " r:about=''><x:include href='%1$s'/></r:Description></r:RDF>",
            "text/xml <!DOCTYPE r PUBLIC \"x\" \"%s\"><r/>",
            "text/xml <?xml-stylesheet href='%s'?><r"
                + " xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:schemaLocation='a"
                + " %1$s'><x:include xmlns:x='http://www.w3.org/2001/XInclude' href='%1$s'/></r>");
    for (Kind kind : List.of(Kind.DCAT, Kind.OAI_PMH, Kind.CSW, Kind.SDMX, Kind.DCAT_US)) {
      for (String place : places) {
        int blank = place.indexOf(' ');
        for (String payload : List.of(home(), "file:///etc/hostname", payloads.get(20))) {
          String body = place.substring(blank + 1).formatted(payload);
          bait.otherwise(_ -> Reply.of(place.substring(0, blank), body));
          var log = new HarvestLog();
          kind.connector(client).harvest(source(bait.uri(kind.path), allowed()), log, log);
          assertThat(canary.visitors()).as(body).isZero();
          assertThat(bait.requests()).as(body).hasSizeLessThanOrEqualTo(4);
          bait.requests().clear();
        }
      }
    }
  }

  @Test
  void aNameThatChangesItsAnswerIsAskedAgainAndBelievedNever() throws Exception {
    InetAddress home = InetAddress.ofLiteral("127.0.0.1");
    InetAddress cloud = InetAddress.ofLiteral("169.254.169.254");
    Map<String, List<List<InetAddress>>> names = new HashMap<>();
    names.put("doi-y.example.vn", List.of(List.of(home), List.of(cloud)));
    try (var fickle = NamedHosts.client(LIMITS, names)) {
      bait.otherwise(request -> Reply.of("text/turtle", Kind.DCAT.page(request.path(), Kind.FOUR)));
      URI url = URI.create("http://doi-y.example.vn:%d/catalog?page=1".formatted(bait.port()));
      var log = new HarvestLog();

      HarvestOutcome outcome =
          Kind.DCAT.connector(fickle).harvest(source(url, "doi-y.example.vn"), log, log);

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .contains("169.254.169.254", "metadata service");
      assertThat(log.accepted()).hasSize(2);
      assertThat(bait.requests()).hasSize(1);
    }
  }

  @Test
  void filesOfDatasetsAreNotFetchedFromThere(@TempDir Path directory) throws Exception {
    files(directory, 8);
  }

  @Test
  @Tag("slow")
  void noFileOfAnyDatasetIsFetchedFromThere(@TempDir Path directory) throws Exception {
    files(directory, 1);
  }

  /** Every {@code step}th payload as the file of a dataset. */
  private void files(Path directory, int step) throws Exception {
    String list =
        IntStream.range(0, payloads.size())
            .filter(i -> i % step == 0)
            .mapToObj(i -> "bo-%d\t%s\n".formatted(i, payloads.get(i).replaceAll("[\r\n\t]", " ")))
            .collect(Collectors.joining("", "identifier\turl\n", ""));
    bait.on("/danh-sach", Reply.of("text/tab-separated-values", list));
    bait.on("/nha", Reply.of("text/plain", home()));
    try (House house = House.in(directory, client, Duration.ofMinutes(5))) {
      HarvestReport report = full(house, "files", "/danh-sach");
      assertThat(report.records().offered()).isGreaterThan(300 / step);
      assertThat(report.tables().published()).isZero();
      assertThat(report.tables().failed()).isGreaterThan(200 / step);
      assertThat(canary.visitors()).isZero();

      full(house, "files", "/nha", allowed());
      assertThat(canary.visitors()).as("once it is allowed").isPositive();
    }
  }

  @Test
  void aContractIsNotFetchedFromThere(@TempDir Path directory) throws Exception {
    String dataset =
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <http://h.vn/a> a dcat:Dataset ; dct:identifier "a" ; dct:title "A" ; dcat:distribution <http://h.vn/a#d> .
        <http://h.vn/a#d> a dcat:Distribution ; dcat:downloadURL <%s> ; dct:format "CSV" ; dct:conformsTo <%s> .
        """;
    String contract = home().replace("/x", "/x.schema.json");
    bait.on("/catalog", Reply.of("text/turtle", dataset.formatted(bait.uri("/a.csv"), contract)));
    bait.on("/a.csv", Reply.of("text/csv", "ngay,so\n2026-01-01,1\n2026-01-02,2\n"));
    try (House house = House.in(directory, client, Duration.ofMinutes(5))) {
      HarvestReport report = full(house, "dcat", "/catalog");
      assertThat(report.tables().seen()).isEqualTo(1);
      assertThat(canary.visitors()).isZero();

      bait.on("/a.csv", Reply.of("text/csv", "ngay,so\n2026-01-01,1\n2026-01-02,3\n"));
      HarvestReport allowed = full(house, "dcat", "/catalog", allowed());
      assertThat(canary.visitors()).as("once it is allowed: %s", allowed.problems()).isPositive();
    }
  }

  private HarvestReport full(House house, String kind, String path, String... more)
      throws InterruptedException {
    Source source = source(bait.uri(path), more);
    return house
        .harvester()
        .harvest(
            new HarvestRequest(
                new RegisteredSource(
                    new SourceId(kind + path.replace("/", "-")),
                    source.url(),
                    kind,
                    source.agency(),
                    source.allowedHosts(),
                    true),
                HarvestRequest.Depth.FULL,
                OptionalInt.empty()),
            _ -> {});
  }
}
