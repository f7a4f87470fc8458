package vn.sen.harvest.waf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;
import vn.sen.vocab.SourceId;

class WafConnectorTest extends ConnectorContract {

  @Override
  protected Connector connector(SourceClient client) {
    return new WafConnector(client);
  }

  @Override
  protected String path() {
    return "/waf/";
  }

  /** The index, and a file for each record. */
  @Override
  protected int pagesOfFive() {
    return 6;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return request -> {
      String path = request.uri().getPath();
      if (path.equals("/waf/")) {
        return apache(identifiers.stream().map(id -> id + ".xml").toList());
      }
      String id = path.replaceFirst("^/waf/(.*)\\.xml$", "$1");
      return identifiers.contains(id) ? xml(gmd(id)) : Reply.status(404, "no such file");
    };
  }

  /** A file of three records, for what is broken in one file does not concern another. */
  @Override
  protected Handler withOneBroken(SourceServer server) {
    return request ->
        request.uri().getPath().equals("/waf/")
            ? apache(List.of("chuoi.xml"))
            : xml(
                "<gmd:DS_Series xmlns:gmd='http://www.isotc211.org/2005/gmd'>"
                    + Stream.of(gmd("a"), gmd("x").replace("fileIdentifier", "f"), gmd("b"))
                        .map("<gmd:has>%s</gmd:has>"::formatted)
                        .collect(Collectors.joining())
                    + "</gmd:DS_Series>");
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ -> apache(List.of("sau/"));
  }

  private static String gmd(String id) {
    return """
    <gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
      <gmd:fileIdentifier><gco:CharacterString>%1$s</gco:CharacterString></gmd:fileIdentifier>
      <gmd:language><gmd:LanguageCode codeListValue="vie"/></gmd:language>
      <gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
        <gmd:title><gco:CharacterString>Tiêu đề %1$s</gco:CharacterString></gmd:title>
      </gmd:CI_Citation></gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo>
    </gmd:MD_Metadata>\
    """
        .formatted(id);
  }

  private static Reply xml(String body) {
    return Reply.of("application/xml", body);
  }

  private static Reply html(String body) {
    return Reply.of("text/html; charset=utf-8", body);
  }

  private static Reply apache(List<String> hrefs) {
    return html(
        """
        <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html><head><title>Index of /waf</title></head><body>
        <h1>Index of /waf</h1><table><tr><th><a href="?C=N;O=D">Name</a></th></tr>
        <tr><td><a href="/">Parent Directory</a></td></tr>%s</table></body></html>\
        """
            .formatted(
                hrefs.stream()
                    .map("<tr><td><a href=\"%1$s\">%1$s</a></td><td>35K</td></tr>"::formatted)
                    .collect(Collectors.joining("\n"))));
  }

  @Test
  void whatRobotsTxtDisallowsIsNotAskedForAndSaysByWhichLine() throws Exception {
    try (SourceServer server = SourceServer.start()) {
      server
          .on("/waf/", apache(List.of("a.xml", "b.xml", "rieng/")))
          .on("/waf/a.xml", xml(gmd("a")))
          .on("/waf/b.xml", xml(gmd("b")))
          .on(
              "/robots.txt",
              Reply.of(
                  "text/plain",
                  "User-agent: *\n"
                      + "Allow: /\n\n"
                      + "User-agent: Sen\n"
                      + "Disallow: /waf/b\n"
                      + "Disallow: /waf/*/\n"));
      var log = new HarvestLog();

      HarvestOutcome outcome = harvest(server, "/waf/", log);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              HarvestOutcome.Partial.class,
              partial -> assertThat(partial.reason().en()).contains("line 6, 'Disallow: /waf/*/'"));
      assertThat(log.identifiers()).containsExactly("a");
      assertThat(log.rejected().values())
          .anySatisfy(
              message -> assertThat(message.en()).contains("robots.txt", "line 5", "/waf/b"));
      assertThat(server.requests())
          .extracting(request -> request.uri().getPath())
          .containsExactly("/waf/", "/waf/a.xml");
      assertThat(server.robotsAsked()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 403, 410})
  void aHostWithoutRobotsTxtAllowsAll(int status) throws Exception {
    try (SourceServer server = SourceServer.start()) {
      server
          .on("/waf/", apache(List.of("a.xml")))
          .on("/waf/a.xml", xml(gmd("a")))
          .on("/robots.txt", Reply.status(status, "no"));

      assertThat(harvest(server, "/waf/", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429})
  void aHostWhoseRobotsTxtFailsIsLeftForTheTimeBeing(int status) throws Exception {
    try (SourceServer server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml"))).on("/robots.txt", Reply.status(status, "busy"));

      HarvestOutcome outcome = harvest(server, "/waf/", new HarvestLog());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              HarvestOutcome.Partial.class,
              partial ->
                  assertThat(partial.reason().en())
                      .contains("left for the time being", "robots.txt"));
      assertThat(server.requests()).isEmpty();
      try (var client = new SourceClient("x", Limits.defaults())) {
        Source source = server.source("/waf/", OptionalInt.empty());
        assertThat(client.robots(source, server.uri("/waf/a.xml")).isSaid()).isFalse();
      }
    }
  }

  @Test
  void aRobotsTxtIsFollowedWhereItMovedAndItsDelayIsKept() throws Exception {
    try (SourceServer server = SourceServer.start()) {
      server
          .on("/waf/", apache(List.of("a.xml", "b.xml")))
          .on("/waf/a.xml", xml(gmd("a")))
          .on("/waf/b.xml", xml(gmd("b")))
          .on("/robots.txt", Reply.redirect("/cho-may.txt"))
          .on("/cho-may.txt", Reply.of("text/plain", "User-agent: *\nCrawl-delay: 0.4\n"));
      long begun = System.nanoTime();

      assertThat(harvest(server, "/waf/", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(750));
    }
  }

  private static HarvestOutcome harvest(SourceServer server, String path, HarvestLog log)
      throws Exception {
    return harvest(server.source(path), log, new WafConnector.Bounds(8, 100, 100));
  }

  private static HarvestOutcome harvest(Source source, HarvestLog log, WafConnector.Bounds bounds)
      throws Exception {
    try (var client =
        new SourceClient(
            "x", Limits.defaults().withRetries(0, Duration.ofMillis(1), Duration.ofMillis(1)))) {
      return new WafConnector(client, bounds).harvest(source, log, log);
    }
  }

  private static void assertPartial(HarvestOutcome outcome, int offered, String reason) {
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains(reason);
    assertThat(outcome.offered()).isEqualTo(offered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nginx
        "<html><head><title>Index of /waf/</title></head><body><h1>Index of /waf/</h1><hr><pre><a"
            + " href=\"../\">../</a>\n"
            + "<a href=\"a.xml\">a.xml</a> 01-Jan-2026 10:00 35K\n"
            + "</pre><hr></body></html>",
        // IIS, which writes whole paths, and lists in capitals
        "<html><head><title>h.vn - /waf/</title></head><body><H1>h.vn - /waf/</H1><hr><pre><A"
            + " HREF=\"/\">[To Parent Directory]</A><br> 1/1/2026 35 <A"
            + " HREF=\"/waf/a.xml\">a.xml</A><br></pre></body></html>",
        // lighttpd, Python, Jetty, Tomcat
        "<html><head><title>Directory listing for /waf/</title></head><body><ul><li><a"
            + " href=\"a.xml\">a.xml</a></li></ul></body></html>",
        "<html><head><title>Directory: /waf/</title></head><body><table><tr><td><a"
            + " href=\"/waf/a.xml\">a.xml</a></td></tr></table></body></html>",
        // by hand, without a word
        "<html><body><ul><li><a href=\"./a.XML#top\">Ranh giới</a></ul></body></html>",
        // no html around it
        "<pre><a href=\"../\">Parent Directory</a> <a href=\"a.xml\">a.xml</a></pre>",
      })
  void everyServersIndexIsRead(String index) throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", html(index));
      server.on("/waf/a.xml", xml(gmd("a"))).on("/waf/a.XML", xml(gmd("a")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.record("a").subject().getURI()).isEqualTo(server.uri("/waf/") + "#a");
    }
  }

  @Test
  void theFolderMayBeNamedWithoutItsSlashOrByItsIndex() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml"))).on("/waf/a.xml", xml(gmd("a")));
      server.on("/waf", Reply.redirect("/waf/")).on("/waf/index.html", apache(List.of("a.xml")));
      server.on("/tran", apache(List.of("a.xml"))).on("/tran/a.xml", xml(gmd("a")));

      for (String path : List.of("/waf", "/waf/index.html", "/tran")) {
        assertThat(harvest(server, path, new HarvestLog()))
            .as(path)
            .isEqualTo(new HarvestOutcome.Complete(1));
      }
    }
  }

  @Test
  void anS3ListingIsRead() throws Exception {
    String listing =
        """
        <?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <Name>kho</Name><IsTruncated>%s</IsTruncated>
          <Contents><Key>iso/a b.xml</Key></Contents><Contents><Key>iso/anh.png</Key></Contents>
        </ListBucketResult>\
        """;
    try (var server = SourceServer.start()) {
      server.on("/kho", xml(listing.formatted("false"))).on("/kho/iso/a%20b.xml", xml(gmd("a")));
      server.on("/kho/iso/a b.xml", xml(gmd("a")));

      assertThat(harvest(server, "/kho?list-type=2", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(1));

      server.on("/kho", xml(listing.formatted("true")));
      assertPartial(harvest(server, "/kho", new HarvestLog()), 0, "IsTruncated");
    }
  }

  @Test
  void foldersBelowAreFollowedAndNothingElse() throws Exception {
    try (var server = SourceServer.start()) {
      server.on(
          "/a/waf/",
          apache(
              List.of(
                  ".",
                  "./",
                  "../",
                  "/a/",
                  "/a/waf/",
                  "/a/waf/?C=M;O=A",
                  "/a/other.xml",
                  "../up.xml",
                  "sub/../../up.xml",
                  "%2e%2e/up.xml",
                  "sub%2f..%2f..%2fup.xml",
                  "http://169.254.169.254/latest.xml",
                  "//evil.example/x.xml",
                  "ftp://127.0.0.1/x.xml",
                  "javascript:alert(1).xml",
                  "file:///etc/passwd.xml",
                  "anh.png",
                  "sub/",
                  "a..xml",
                  "a.xml")));
      server.on("/a/waf/a..xml", xml(gmd("c")));
      server.on("/a/waf/sub/", apache(List.of("../", "/a/waf/", "/a/waf/sub/", "b.xml")));
      server.on("/a/waf/a.xml", xml(gmd("a"))).on("/a/waf/sub/b.xml", xml(gmd("b")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/a/waf/", log)).isEqualTo(new HarvestOutcome.Complete(3));

      assertThat(log.identifiers()).containsExactly("c", "a", "b");
      assertThat(server.requests())
          .extracting(SourceServer.Request::path)
          .containsExactly(
              "/a/waf/", "/a/waf/sub/", "/a/waf/a..xml", "/a/waf/a.xml", "/a/waf/sub/b.xml");
    }
  }

  @Test
  void aListingWhoseFilesAllLieElsewhereIsNoEmptyFolder() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("/WAF/a.xml", "http://127.0.0.2/waf/b.xml")));

      assertPartial(
          harvest(server, "/waf/", new HarvestLog()), 0, "all of its 2 links to metadata files");
    }
  }

  @Test
  void aFolderThatMovedToAnotherHostIsNotFollowed() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", Reply.redirect("http://localhost:%d/moi/".formatted(server.port())));
      server.on("/moi/", apache(List.of("a.xml")));
      var source =
          new Source(
              new SourceId("nguon-thu"),
              server.uri("/waf/"),
              new AgencyCode("G09"),
              List.of("127.0.0.1:" + server.port(), "localhost:" + server.port()),
              OptionalInt.empty());

      assertPartial(
          harvest(source, new HarvestLog(), new WafConnector.Bounds(8, 9, 9)), 0, "another host");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>Đăng nhập</title></head><body><form><input type='password'></form><a"
            + " href='a.xml'>x</a></body></html>",
        "<html><head><title>Index of /waf</title></head><body><form><input"
            + " type=\"password\"></form></body></html>",
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad"
            + " Gateway</h1></center><hr>nginx</body></html>",
        "<html><head><title>Cổng dữ liệu</title></head><body><a href='/'>Trang chủ</a><a"
            + " href='tin-tuc/'>Tin tức</a><a href='sitemap.xml'>Sơ đồ</a></body></html>",
        "<html><head><title>Index of /waf</title></head><body><pre><a href='a.xml'>a.xml</a>",
        "<html><head><title>Cổng</title></head><body><ul><li><a href='tin/'>Tin</a><li><a"
            + " href='van-ban/'>Văn bản</a><li><a href='rss.xml'>RSS</a></ul></body></html>",
        "<html><head><title>Bảo trì</title></head><body><p>Quay lại <a href='/'>trang"
            + " chủ</a></p></body></html>",
      })
  void aPageForPeopleIsNoListing(String page) throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", html(page)).on("/waf/a.xml", xml(gmd("a")));

      assertThat(harvest(server, "/waf/", new HarvestLog()))
          .isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aFolderBelowThatFailsLeavesTheRestAndIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("hong/", "tot/")));
      server.on("/waf/hong/", html("<html><body>Lỗi</body></html>"));
      server.on("/waf/tot/", apache(List.of("a.xml"))).on("/waf/tot/a.xml", xml(gmd("a")));
      var log = new HarvestLog();

      HarvestOutcome outcome = harvest(server, "/waf/", log);

      assertPartial(outcome, 1, "no listing");
      assertThat(((HarvestOutcome.Partial) outcome).stoppedAt().getPath()).isEqualTo("/waf/hong/");
      assertThat(log.identifiers()).containsExactly("a");
    }
  }

  @Test
  void brokenFilesAreRejectedByTheirAddress() throws Exception {
    Map<String, Reply> files =
        Map.of(
            "web", html("<html><body>Trang</body></html>"),
            "bom",
                xml("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><r>&b;</r>"),
            "ngoai", xml("<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>"),
            "sai", xml("<gmd:MD_Metadata xmlns:gmd='x'>"),
            "khac", xml("<metadata><idinfo/></metadata>"),
            "mat", Reply.status(404, "gone"),
            "chu",
                new Reply(
                    200,
                    Map.of("Content-Type", "application/xml; charset=utf-8"),
                    gmd("xã").getBytes(StandardCharsets.ISO_8859_1)));
    try (var server = SourceServer.start()) {
      server.on(
          "/waf/",
          apache(
              Stream.concat(files.keySet().stream(), Stream.of("a"))
                  .map(f -> f + ".xml")
                  .toList()));
      files.forEach((name, reply) -> server.on("/waf/" + name + ".xml", reply));
      server.on("/waf/a.xml", xml(gmd("a")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(8));

      assertThat(log.identifiers()).containsExactly("a");
      assertThat(log.rejected().keySet())
          .containsExactlyInAnyOrderElementsOf(
              files.keySet().stream()
                  .map(f -> server.uri("/waf/" + f + ".xml").toString())
                  .toList());
      assertThat(log.rejected().values())
          .allSatisfy(why -> assertThat(why.en()).startsWith("Not usable: "));
      assertThat(log.rejected().get(server.uri("/waf/khac.xml").toString()).en())
          .contains("'metadata' and holds no geographic metadata");
      assertThat(log.rejected().get(server.uri("/waf/bom.xml").toString()).en())
          .contains("DOCTYPE");
    }
  }

  @Test
  void aFileThatBreaksKeepsWhatItDescribed() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("tep.xml"))).on("/waf/tep.xml", xml(gmd("a")));
      var log = new HarvestLog();
      harvest(server, "/waf/", log);
      log.next();
      server.on("/waf/tep.xml", xml("<cut"));

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.rejected()).containsOnlyKeys("a");
    }
  }

  @Test
  void aServerThatStopsIsAskedNoMore() throws Exception {
    try (var server = SourceServer.start()) {
      server.on(
          "/waf/", apache(IntStream.range(0, 50).mapToObj(i -> "f%02d.xml".formatted(i)).toList()));
      server.otherwise(_ -> Reply.status(503, "busy"));

      assertPartial(harvest(server, "/waf/", new HarvestLog()), 0, "503");
      assertThat(server.requests()).hasSize(1 + 5);
    }
  }

  @Test
  void theSameRecordInTwoFilesIsReadOnce() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml", "ban-sao.xml")));
      server.on("/waf/a.xml", xml(gmd("a"))).on("/waf/ban-sao.xml", xml(gmd("a")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.rejected()).containsOnlyKeys(server.uri("/waf/ban-sao.xml") + "#1");
    }
  }

  @Test
  void aFileThatDoesNotIdentifyItselfIsKnownByItsAddress() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml")));
      server.on("/waf/a.xml", xml(gmd("a").replace("fileIdentifier", "f")));
      var log = new HarvestLog();

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.identifiers()).containsExactly(server.uri("/waf/a.xml").toString());
    }
  }

  @Test
  void filesInRdfAreReadToo() throws Exception {
    String turtle =
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <http://h.vn/%1$s> a dcat:Dataset ; dct:identifier "%1$s" ; dct:title "Bộ %1$s" .
        """;
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("t.ttl", "r.xml", "j.jsonld", "hong.ttl")));
      server.on("/waf/t.ttl", Reply.of("text/plain", turtle.formatted("t")));
      server.on("/waf/hong.ttl", Reply.of("text/turtle", "<a> <b> ."));
      server.on(
          "/waf/r.xml",
          xml(
              """
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
                xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="http://h.vn/r"><dct:identifier>r</dct:identifier>
                <dct:title>R</dct:title></dcat:Dataset></rdf:RDF>\
              """));
      server.on(
          "/waf/j.jsonld",
          Reply.of(
              "application/json",
              "{\"@id\":\"http://h.vn/j\",\"@type\":\"http://www.w3.org/ns/dcat#Dataset\",\"http://purl.org/dc/terms/identifier\":\"j\"}"));
      var log = new HarvestLog();

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(4));

      assertThat(log.identifiers()).containsExactly("j", "r", "t");
      assertThat(log.rejected()).containsOnlyKeys(server.uri("/waf/hong.ttl").toString());
    }
  }

  @Test
  void aHundredThousandLinksAreSortedOutQuickly() throws Exception {
    List<String> many =
        IntStream.range(0, 100_000)
            .mapToObj(i -> i % 2 == 0 ? "f%d.xml".formatted(i % 40) : "anh%d.png".formatted(i))
            .toList();
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(many));
      server.otherwise(request -> xml(gmd(request.uri().getPath())));
      long start = System.nanoTime();

      assertThat(harvest(server, "/waf/", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(20));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void moreFilesFoldersOrLevelsThanAreFollowedIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          request ->
              request.uri().getPath().endsWith("/")
                  ? apache(List.of("a.xml", "b.xml", "m/", "n/"))
                  : xml(gmd(request.uri().getPath())));
      Source source = server.source("/waf/");

      assertPartial(
          harvest(source, new HarvestLog(), new WafConnector.Bounds(8, 100, 3)),
          3,
          "more than 3 files");
      assertPartial(
          harvest(source, new HarvestLog(), new WafConnector.Bounds(8, 2, 100)),
          4,
          "more than 2 folders");
      assertPartial(
          harvest(source, new HarvestLog(), new WafConnector.Bounds(1, 100, 100)),
          6,
          "more than 1 levels deep");
    }
  }

  @Test
  void aFolderWithAPasswordIsReadWithItAndSaysNothingOfIt() throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml"))).on("/waf/a.xml", xml(gmd("a")));
      var source =
          new Source(
              new SourceId("nguon-thu"),
              java.net.URI.create(
                  server.uri("/waf/").toString().replace("http://", "http://sen:mat-khau@")),
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty());
      var log = new HarvestLog();

      assertThat(harvest(source, log, new WafConnector.Bounds(8, 9, 9)))
          .isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(server.requests())
          .allSatisfy(request -> assertThat(request.headers()).containsKey("authorization"));
      assertThat(log.pages().toString()).doesNotContain("mat-khau");
      assertThat(log.record("a").subject().getURI()).doesNotContain("mat-khau");
    }
  }

  @Test
  void whatWasRememberedOfAnotherKindOfSourceIsNotTakenForAnIndex() throws Exception {
    // As earlier versions wrote it, without links.
    var old =
        Json.read(
            "{\"etag\":\"\\\"1\\\"\",\"lastModified\":null,\"sha256\":\"0\",\"identifiers\":[\"x\"],\"next\":null,\"total\":null}",
            Known.Page.class);
    try (var server = SourceServer.start()) {
      server.on("/waf/", apache(List.of("a.xml"))).on("/waf/a.xml", xml(gmd("a")));
      var log = new HarvestLog();
      log.putPage(server.uri("/waf/"), old);

      assertThat(harvest(server, "/waf/", log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.identifiers()).containsExactly("a");
      Known.Page index = log.pages().get(server.uri("/waf/"));
      assertThat(Json.read(Json.write(index), Known.Page.class)).isEqualTo(index);
    }
  }

  /** Folders that others published, served from where they lie with the indexes that they had. */
  @Test
  void realFoldersGiveWhatTheyHold() throws Exception {
    Path corpus = SharedCorpus.require("corpus/csw/gsa-datagov-harvester");
    try (var server = SourceServer.start()) {
      server.otherwise(request -> lying(corpus, request.uri().getPath()));

      // FGDC, each with a document type on another host: none is read, each is named.
      var fgdc = new HarvestLog();
      assertThat(harvest(server, "/example_data/waf/", fgdc))
          .isEqualTo(new HarvestOutcome.Complete(7));
      assertThat(fgdc.rejected())
          .hasSize(7)
          .containsKey(
              server.uri("/example_data/waf/browse/more/USGSShadedReliefOnly.xml").toString())
          .allSatisfy((_, why) -> assertThat(why.en()).contains("it declares a DOCTYPE"));

      var iso = new HarvestLog();
      assertThat(harvest(server, "/example_data/iso_2_waf/", iso))
          .isEqualTo(new HarvestOutcome.Complete(1));
      assertThat(iso.identifiers()).containsExactly("{4c6928d8-6ac2-4909-8b3d-a29e2805ce2d}");
    }
  }

  @Test
  void realIndexesLeadToTheirFiles() throws Exception {
    Path examples =
        SharedCorpus.require("corpus/csw/gsa-datagov-harvester/tests/waf-html-examples");
    try (var server = SourceServer.start()) {
      server.otherwise(request -> xml(gmd(request.uri().getPath())));
      server.on(
          "/waf/NOAA/nmfs/garfo/iso/xml/",
          html(Files.readString(examples.resolve("apache-noaa-waf.html"))));
      server.on("/WAFer_harvest/ISO/", html(Files.readString(examples.resolve("ms-iis-waf.html"))));
      var apache = new HarvestLog();
      var iis = new HarvestLog();

      assertThat(harvest(server, "/waf/NOAA/nmfs/garfo/iso/xml/", apache))
          .isEqualTo(new HarvestOutcome.Complete(2));
      assertThat(harvest(server, "/WAFer_harvest/ISO/", iis))
          .isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(apache.identifiers())
          .containsExactly(
              "/waf/NOAA/nmfs/garfo/iso/xml/1463.xml", "/waf/NOAA/nmfs/garfo/iso/xml/1503.xml");
      assertThat(iis.identifiers())
          .contains("/WAFer_harvest/ISO/enviroatlas-metadata-waf_Ag_On_Slopes.xml");
    }
  }

  private static Reply lying(Path corpus, String path) throws java.io.IOException {
    Path found = corpus.resolve(path.substring(1)).normalize();
    if (!Files.isDirectory(found)) {
      return new Reply(200, Map.of("Content-Type", "text/xml"), Files.readAllBytes(found));
    }
    try (Stream<Path> entries = Files.list(found)) {
      return apache(
          entries
              .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
              .sorted()
              .toList());
    }
  }

  @Test
  void aListingOfMoreTagsThanFitInMemoryIsRefused() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          _ -> html("<html><title>Index of /waf</title>" + "<b>".repeat(600_001) + "</html>"));

      assertPartial(harvest(server, "/waf/", new HarvestLog()), 0, "more than 600000 tags");
    }
  }
}
