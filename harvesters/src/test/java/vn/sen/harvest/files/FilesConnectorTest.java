package vn.sen.harvest.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;

class FilesConnectorTest extends ConnectorContract {

  @Override
  protected Connector connector(SourceClient client) {
    return new FilesConnector(client);
  }

  @Override
  protected String path() {
    return "/danh-sach";
  }

  @Override
  protected int pagesOfFive() {
    return 1;
  }

  @Override
  protected boolean blankIsEmptyList() {
    return true;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return _ ->
        Reply.of(
            "text/csv",
            identifiers.stream()
                .map(id -> "%1$s,Tiêu đề %1$s,https://h.vn/%1$s.csv\n".formatted(id))
                .collect(Collectors.joining("", "identifier,title,url\n", "")));
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return _ ->
        Reply.of(
            "application/json",
            """
            [{"identifier": "a", "url": "https://h.vn/a.csv"},
             {"identifier": "x", "url": "ftp://h.vn/x.csv"},
             {"identifier": "b", "url": "b.csv"}]
            """);
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ -> Reply.redirect(path());
  }

  private static HarvestOutcome harvest(SourceServer server, String path, HarvestLog log)
      throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new FilesConnector(client).harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  private static HarvestLog harvested(String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> Reply.of("text/plain", body));
      var log = new HarvestLog();
      assertThat(harvest(server, "/list", log)).isInstanceOf(HarvestOutcome.Complete.class);
      return log;
    }
  }

  @Test
  void aTextOfAddressesIsARecordEach() throws Exception {
    HarvestLog log =
        harvested(
            """
            # các tệp của Sở
            https://h.vn/bảng số 1.csv

              http://127.0.0.1:8080/noi-bo.csv
            not an address
            https://user:secret@h.vn/x.csv
            https://h.vn/?a=1
            """);

    assertThat(log.identifiers())
        .containsExactly(
            "https://h.vn/bảng%20số%201.csv",
            "http://127.0.0.1:8080/noi-bo.csv", "https://h.vn/?a=1");
    Dataset first = Dataset.of(log.accepted().getFirst());
    assertThat(first.title().in("vi")).contains("bảng số 1.csv");
    assertThat(first.distributions().getFirst().downloadUrl())
        .contains("https://h.vn/bảng%20số%201.csv");
    assertThat(log.rejected()).containsOnlyKeys("#5", "#6");
    assertThat(log.rejected().toString()).doesNotContain("secret");
  }

  @Test
  void vietnameseColumnsAreUnderstood() throws Exception {
    HarvestLog log =
        harvested(
            "\ufeffMã;Tên;Mô tả;Định dạng;Giấy phép;Cập nhật;Cơ quan;Từ khóa;Ghi chú nội bộ;Đường"
                + " dẫn\n"
                + "ds-1;Dân số;\"Dân số; theo xã\";CSV;Mở;2026-03-01;Sở Nội vụ;dân số|xã;xem"
                + " lại;https://h.vn/ds.csv\n");

    Dataset dataset = Dataset.of(log.record("ds-1"));
    assertThat(dataset.title().in("vi")).contains("Dân số");
    assertThat(dataset.description().in("vi")).contains("Dân số; theo xã");
    assertThat(dataset.license()).contains("Mở");
    assertThat(dataset.modified()).contains("2026-03-01");
    assertThat(dataset.publisher().orElseThrow().name().in("vi")).contains("Sở Nội vụ");
    assertThat(dataset.keywords()).containsExactlyInAnyOrder("dân số", "xã");
    assertThat(dataset.distributions().getFirst().format()).contains("CSV");
    assertThat(log.record("ds-1").description().listStatements().toList().toString())
        .contains("urn:sen:files:Ghi%20ch%C3%BA%20n%E1%BB%99i%20b%E1%BB%99");
  }

  @Test
  void filesOfOneDatasetAreItsDistributions() throws Exception {
    HarvestLog log =
        harvested(
            """
            url	title	dataset	format
            https://h.vn/1.csv	Quý 1	gia-ca	CSV
            https://h.vn/2.csv	Quý 2	gia-ca	CSV
            https://h.vn/k.pdf	Khác	khac	PDF
            """);

    assertThat(log.identifiers()).containsExactly("gia-ca", "khac");
    Dataset prices = Dataset.of(log.record("gia-ca"));
    assertThat(prices.distributions()).hasSize(2);
    assertThat(prices.distributions().getFirst().title().in("vi")).contains("Quý 1");
  }

  @Test
  void aSecondFileOfTheSameIdentifierIsRejected() throws Exception {
    HarvestLog log =
        harvested(
            "identifier,url\n"
                + "a,https://h.vn/1.csv\n"
                + "a,https://h.vn/2.csv\n"
                + "b,https://h.vn/3.csv,extra\n");

    assertThat(log.identifiers()).containsExactly("a");
    assertThat(log.rejected()).containsOnlyKeys("#3", "#4");
  }

  @Test
  void namesOfFilesAreTitlesOnlyWhereNothingElseIs() throws Exception {
    HarvestLog log = harvested("[\"https://h.vn/a.csv\", {\"url\": \"/b.csv\", \"title\": \"B\"}]");

    assertThat(Dataset.of(log.accepted().get(0)).title().in("vi")).contains("a.csv");
    assertThat(Dataset.of(log.accepted().get(1)).title().in("vi")).contains("B");
    assertThat(Dataset.of(log.accepted().get(1)).distributions().getFirst().downloadUrl())
        .get()
        .asString()
        .matches("http://127\\.0\\.0\\.1:\\d+/b\\.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xa,dan_so\n00001,10\n00002,12\n",
        "[{\"xa\":\"00001\"},{\"xa\":\"00002\"}]",
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
        "PK\3\4....",
        "%PDF-1.7",
        "PAR1....",
      })
  void anAddressMayBeTheFileItself(String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> new Reply(200, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1)));
      var log = new HarvestLog();

      assertThat(harvest(server, "/so-lieu", log)).isEqualTo(new HarvestOutcome.Complete(1));

      Dataset dataset = Dataset.of(log.accepted().getFirst());
      assertThat(dataset.title().in("vi")).contains("so-lieu");
      assertThat(dataset.distributions().getFirst().downloadUrl())
          .contains(server.uri("/so-lieu").toString());
    }
  }

  @Test
  void aTableInAnOlderEncodingIsAFileByItsName() throws Exception {
    try (var server = SourceServer.start()) {
      byte[] old = "tỉnh,số\nHuế,1\n".getBytes(Charset.forName("UTF-16BE"));
      old[0] = (byte) 0xc3;
      server.on("/bang.csv", new Reply(200, Map.of(), old));
      server.on("/bang", new Reply(200, Map.of(), old));

      assertThat(harvest(server, "/bang.csv", new HarvestLog()))
          .isEqualTo(new HarvestOutcome.Complete(1));
      assertThat(harvest(server, "/bang", new HarvestLog()))
          .isInstanceOf(HarvestOutcome.Partial.class);
    }
  }

  @Test
  void aListThatDoesNotFitInMemoryIsRefusedAndATableIsNot() throws Exception {
    String long200 = "https://h.vn/tep.csv\n".repeat(200_001);
    String json = "[" + "{\"url\":\"a\"},".repeat(200_000) + "{\"url\":\"a\"}]";
    for (String list : List.of(long200, "url,title\n" + long200)) {
      assertThat(outcome("/danh-sach", list)).contains("longer than 8 MB or 200000 lines");
    }
    assertThat(outcome("/danh-sach", json)).contains("more than 200000 elements");
    assertThat(outcome("/danh-sach", "[" + " ".repeat(9 << 20) + "]")).contains("longer than 8 MB");

    assertThat(outcome("/bang", "ngay,tram,so\n" + "1,2,3\n".repeat(200_001))).isEqualTo("1");
    assertThat(outcome("/bang.csv", long200)).isEqualTo("1");
    assertThat(outcome("/ban-do", "{\"type\": \"FeatureCollection\"," + " ".repeat(9 << 20) + "}"))
        .isEqualTo("1");
  }

  /** How many records came, or why not all. */
  private static String outcome(String path, String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.on(path, Reply.of("text/plain", body));
      return switch (harvest(server, path, new HarvestLog())) {
        case HarvestOutcome.Complete(int offered) -> "" + offered;
        case HarvestOutcome.Partial partial -> partial.reason().en();
      };
    }
  }
}
