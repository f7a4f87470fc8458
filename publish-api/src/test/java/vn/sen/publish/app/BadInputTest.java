package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * Whatever a source sends where it sent something good before, nothing that was published
 * disappears, and the reason says where and what to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final String CKAN = "/api/3/action/package_search";
  private static final String GOOD_CSV = "ma_tinh,nam,dan_so\n01,2026,8435700\n79,2026,9456700\n";

  private SourceServer server;
  private Program program;

  @BeforeAll
  void harvestWhatIsGood(@TempDir Path data) throws Exception {
    server = SourceServer.start();
    program = Program.open(Settings.load(data.resolve("data")));
    good();
    for (String kind : List.of("ckan", "dcat", "files")) {
      HarvestReport report = harvest(kind);
      assertThat(report.outcome()).as(kind).isEqualTo(HarvestReport.Outcome.COMPLETE);
      assertThat(report.tables().published() + report.tables().publishedWithWarnings())
          .as("%s: %s", kind, report.problems())
          .isEqualTo(1);
    }
  }

  @AfterAll
  void close() throws Exception {
    program.close();
    server.close();
  }

  private void good() {
    server.on("/bang.csv", csv(GOOD_CSV)).on("/bang2.csv", csv(GOOD_CSV + "48,2026,1\n"));
    server.on("/bang3.csv", csv(GOOD_CSV + "92,2026,2\n"));
    server.on(CKAN, Reply.of("application/json", ckan()));
    server.on("/catalog.ttl", Reply.of("text/turtle", turtle()));
    server.on("/list.txt", Reply.of("text/plain", server.uri("/bang3.csv") + "\n"));
  }

  private static Reply csv(String text) {
    return Reply.of("text/csv", text);
  }

  private String ckan() {
    return """
    {"success": true, "result": {"count": 1, "results": [
      {"id": "a1", "name": "dan-so", "title": "Dân số các tỉnh", "notes": "Dân số theo tỉnh.",
       "license_id": "cc-by", "organization": {"name": "x", "title": "X"},
       "resources": [{"id": "r1", "name": "Dân số", "format": "CSV", "url": "%s"}]}]}}
    """
        .formatted(server.uri("/bang.csv"));
  }

  private String turtle() {
    return """
    @prefix dcat: <http://www.w3.org/ns/dcat#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    <http://example.vn/d/1> a dcat:Dataset ; dct:title "Dân số theo năm"@vi ;
      dct:description "Dân số các tỉnh theo năm."@vi ; dct:identifier "d1" ;
      dcat:distribution <http://example.vn/d/1/csv> .
    <http://example.vn/d/1/csv> a dcat:Distribution ;
      dct:format "CSV" ; dcat:downloadURL <%s> .
    """
        .formatted(server.uri("/bang2.csv"));
  }

  private HarvestReport harvest(String kind) throws InterruptedException {
    URI url =
        switch (kind) {
          case "ckan" -> server.uri("/");
          case "dcat" -> server.uri("/catalog.ttl");
          default -> server.uri("/list.txt");
        };
    return harvest(kind, url, List.of("127.0.0.1:" + server.port()));
  }

  private HarvestReport harvest(String kind, URI url, List<String> hosts)
      throws InterruptedException {
    var source =
        new RegisteredSource(
            new SourceId(name(url)), url, kind, new AgencyCode("X00"), hosts, true);
    return program
        .harvester()
        .harvest(new HarvestRequest(source, Depth.FULL, OptionalInt.empty()), _ -> {});
  }

  private static String name(URI url) {
    return "s" + url.getPath().replaceAll("[^a-z]", "-").replaceAll("-+$", "");
  }

  /** What a source's own address may answer instead of a catalogue. */
  enum Listing {
    HTML("HTML", () -> Reply.of("text/html", "<!DOCTYPE html><title>Đăng nhập</title>")),
    EMPTY("", () -> Reply.of("application/json", "")),
    EMPTY_RESULT("", () -> Reply.of("application/json", "{\"result\":{}}")),
    NOTHING_INSIDE("", () -> Reply.of("application/json", "{\"success\":false}")),
    TRUNCATED(
        "",
        () -> Reply.of("application/json", "{\"success\": true, \"result\": {\"count\": 1, \"re")),
    SERVER_ERROR("500", () -> Reply.status(500, "broken")),
    GONE("404", () -> Reply.status(404, "nothing")),
    TO_ITSELF("", () -> Reply.redirect("/somewhere")),
    TO_THE_METADATA_SERVICE("169.254", () -> Reply.redirect("http://169.254.169.254/latest/")),
    DEEP_TURTLE("", () -> Reply.of("text/turtle", deep()), true),
    DEEP_JSON("", () -> Reply.of("application/json", "[".repeat(10_000))),
    BINARY("", () -> new Reply(200, Map.of(), new byte[5_000]), true);

    private final String named;
    private final Supplier<Reply> reply;
    private final boolean mayBeAFile;

    Listing(String named, Supplier<Reply> reply) {
      this(named, reply, false);
    }

    Listing(String named, Supplier<Reply> reply, boolean mayBeAFile) {
      this.named = named;
      this.reply = reply;
      this.mayBeAFile = mayBeAFile;
    }

    private static String deep() {
      return "<http://example.vn/d/1> a <http://www.w3.org/ns/dcat#Dataset> ; <http://e.vn/p> "
          + "[ <http://e.vn/p> ".repeat(10_000)
          + "1"
          + " ]".repeat(10_000)
          + " .";
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListingThatIsNoneRemovesNothing(Listing listing) throws Exception {
    List<String> before = published();
    server.on(CKAN, listing.reply.get());
    server.on("/catalog.ttl", listing.reply.get());
    server.on("/list.txt", listing.reply.get());
    try {
      for (String kind : List.of("ckan", "dcat", "files")) {
        HarvestReport report = harvest(kind);

        assertThat(report.removed()).isZero();
        assertThat(published()).isEqualTo(before);
        if (kind.equals("files") && listing.mayBeAFile) {
          // A list of files may be one file: what it listed before then waits for a person.
          assertThat(report.held()).isEqualTo(1);
          continue;
        }
        assertThat(report.outcome()).as(kind).isEqualTo(HarvestReport.Outcome.FAILED);
        assertThat(report.held()).isZero();
        Problem problem = report.problems().getFirst();
        assertThat(problem.message().en()).as(kind).contains("127.0.0.1", listing.named);
        assertThat(problem.message().vi()).as(kind).contains("127.0.0.1").endsWith(".");
      }
    } finally {
      good();
    }
  }

  /** What a table's address may answer instead of the table. */
  enum Body {
    HTML(() -> Reply.of("text/html", "<html><title>Đăng nhập</title>")),
    ERROR_IN_JSON(() -> Reply.of("application/json", "{\"error\": \"not logged in\"}")),
    EMPTY(() -> csv("")),
    HEADER_ALONE(() -> csv("ma_tinh,nam,dan_so\n")),
    SERVER_ERROR(() -> Reply.status(503, "")),
    GONE(() -> Reply.status(410, "")),
    TRUNCATED_WORKBOOK(() -> new Reply(200, Map.of(), cutWorkbook())),
    ONE_HUGE_LINE(() -> csv("x".repeat(64 << 20))),
    ONE_HUGE_LINE_OF_CELLS(() -> csv("1,".repeat(2 << 20))),
    ZEROS(() -> new Reply(200, Map.of(), new byte[100_000])),
    CITIZENS(
        () ->
            csv(
                "ho_ten,so_cccd\n"
                    + "Nguyễn Văn A,001085012345\nTrần Thị B,079185054321\n".repeat(1)));

    private final Supplier<Reply> reply;

    Body(Supplier<Reply> reply) {
      this.reply = reply;
    }

    private static byte[] cutWorkbook() {
      try (var book = new XSSFWorkbook();
          var out = new ByteArrayOutputStream()) {
        book.createSheet().createRow(0).createCell(0).setCellValue("ma_tinh");
        book.write(out);
        return Arrays.copyOf(out.toByteArray(), out.size() / 2);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatIsNoneLeavesTheLastGoodVersion(Body body) throws Exception {
    List<String> before = published();
    server.on("/bang2.csv", body.reply.get());
    try {
      HarvestReport report = harvest("dcat");

      assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
      assertThat(report.tables().seen()).isEqualTo(1);
      assertThat(report.tables().published() + report.tables().publishedWithWarnings()).isZero();
      assertThat(report.tables().unchanged()).isZero();
      assertThat(published()).isEqualTo(before);
      Problem problem = report.problems().getFirst();
      assertThat(problem.record()).isEqualTo("d1");
      assertThat(problem.table()).isPresent();
      assertThat(problem.message().en()).isNotBlank().endsWith(".");
      assertThat(problem.message().vi()).isNotBlank().endsWith(".");
    } finally {
      good();
      HarvestReport mended = harvest("dcat");
      assertThat(mended.tables().failed() + mended.tables().blocked()).isZero();
    }
  }

  @Test
  void aHostThatCannotBeReachedIsNamed() throws Exception {
    int port;
    try (var closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }

    HarvestReport report =
        harvest("ckan", URI.create("http://127.0.0.1:" + port), List.of("127.0.0.1:" + port));

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.FAILED);
    assertThat(report.problems().getFirst().message().en()).contains("127.0.0.1:" + port);
  }

  @Test
  void aPrivateAddressIsRefusedUnlessAllowed() throws Exception {
    HarvestReport report = harvest("ckan", server.uri("/"), List.of());

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.FAILED);
    assertThat(report.problems().getFirst().message().en()).contains("127.0.0.1", "allow");
  }

  @Test
  void twoDatasetsWithOneFileBothHaveItsTable() throws Exception {
    String one =
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        <http://example.vn/s/%1$d> a dcat:Dataset ; dct:title "Bản %1$d"@vi ;
          dct:description "Cùng một tệp."@vi ; dct:identifier "s%1$d" ;
          dcat:distribution <http://example.vn/s/%1$d/csv> .
        <http://example.vn/s/%1$d/csv> a dcat:Distribution ;
          dct:format "CSV" ; dcat:downloadURL <%2$s> .
        """;
    URI file = server.uri("/shared.csv");
    server.on("/shared.csv", csv(GOOD_CSV + "31,2026,3\n").with("ETag", "\"v1\""));
    server.on(
        "/shared.csv",
        request ->
            "\"v1\"".equals(request.headers().get("if-none-match"))
                ? Reply.status(304, "")
                : csv(GOOD_CSV + "31,2026,3\n").with("ETag", "\"v1\""));
    server.on(
        "/shared.ttl", Reply.of("text/turtle", one.formatted(1, file) + one.formatted(2, file)));

    HarvestReport report =
        harvest("dcat", server.uri("/shared.ttl"), List.of("127.0.0.1:" + server.port()));

    assertThat(report.records().added()).isEqualTo(2);
    assertThat(report.tables().published() + report.tables().publishedWithWarnings()).isEqualTo(2);
  }

  /** Each public table with its version, by address. */
  private List<String> published() throws IOException, InterruptedException {
    program.settle(Duration.ofSeconds(20));
    return program
        .catalog()
        .search(
            new SearchQuery(
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                SearchQuery.Sort.TITLE,
                100,
                Optional.empty()))
        .hits()
        .stream()
        .map(hit -> program.catalog().find(hit.document().id()).orElseThrow())
        .map(DatasetEntry::tables)
        .flatMap(List::stream)
        .map(TableEntry::published)
        .map(version -> version.orElseThrow().id().toString())
        .sorted()
        .toList();
  }
}
