package vn.sen.harvest.pxweb;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.pxweb.PxWebTablesTest.json;
import static vn.sen.harvest.pxweb.PxWebTablesTest.words;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;

/** Version 1: levels, and tables within them. */
class PxWebLevelsTest extends ConnectorContract {
  private static final String TABLE =
      """
      {"title": "Dân số theo tỉnh và năm", "variables": [
        {"code": "Tinh", "text": "Tỉnh", "values": ["0", "1"], "valueTexts": ["Hà Nội", "Huế"]},
        {"code": "Nam", "text": "Năm", "values": ["0", "1"], "valueTexts": ["2024", "2025"], "time": true}]}\
      """;

  @Override
  protected Connector connector(SourceClient client) {
    return new PxWebConnector(client, Pxs.BOUNDS);
  }

  @Override
  protected String path() {
    return "/api/v1/vi/CSDL";
  }

  @Override
  protected int pagesOfFive() {
    return 1 + 5;
  }

  @Override
  protected String identifier(String name) {
    return "CSDL/" + name;
  }

  @Override
  protected boolean recordsHavePages() {
    return true;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    String list =
        identifiers.stream()
            .map(id -> table(id.replaceFirst(".*/", ""), "Tiêu đề " + id))
            .collect(Collectors.joining(",", "[", "]"));
    return request -> json(request.path().equals(path()) ? list : TABLE);
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    Handler all = healthy(server, List.of("CSDL/a", "CSDL/x", "CSDL/b"), 2);
    return request ->
        request.path().endsWith("/x") ? json("{\"title\": \"x\"}") : all.answer(request);
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ -> json("[" + level("sau", "Sâu") + "," + level("nua", "Nữa") + "]");
  }

  private static String table(String id, String text) {
    return "{\"id\": \"%s\", \"type\": \"t\", \"text\": \"%s\", \"updated\": \"2026-01-02T03:04:05\"}"
        .formatted(id, text);
  }

  private static String level(String id, String text) {
    return "{\"id\": \"%s\", \"type\": \"l\", \"text\": \"%s\"}".formatted(id, text);
  }

  /** A server of these answers by path; of nothing else. */
  private static Handler answers(Map<String, String> bodies) {
    return request ->
        bodies.containsKey(request.path())
            ? json(bodies.get(request.path()))
            : Reply.status(404, "not here");
  }

  private static final Map<String, String> DATABASE =
      Map.of(
          "/api/v1/vi",
          "[{\"dbid\": \"CSDL\", \"text\": \"Cơ sở dữ liệu\"}]",
          "/api/v1/vi/CSDL",
          "[{\"id\": \"\", \"type\": \"h\", \"text\": \"Mục\"}," + level("DS", "Dân số") + "]",
          "/api/v1/vi/CSDL/DS",
          "[" + table("V02.01.px", "Dân số trung bình") + "]",
          "/api/v1/vi/CSDL/DS/V02.01.px",
          TABLE);

  @Test
  void aTableIsADatasetWithALandingPageAlone() throws Exception {
    Pxs harvested = Pxs.harvest("/api/v1/vi", answers(DATABASE));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(1));
    Dataset dataset = Dataset.of(harvested.log().record("CSDL/DS/V02.01.px"));
    Resource subject = harvested.log().record("CSDL/DS/V02.01.px").subject();
    assertThat(dataset.title().in("vi")).contains("Dân số trung bình");
    assertThat(words(subject, DCTerms.alternative)).containsExactly("Dân số theo tỉnh và năm");
    assertThat(words(subject, DCAT.keyword)).containsExactlyInAnyOrder("Tỉnh", "Năm");
    assertThat(words(subject, DCAT.theme)).containsExactlyInAnyOrder("Cơ sở dữ liệu", "Dân số");
    assertThat(subject.getProperty(DCTerms.modified).getString()).isEqualTo("2026-01-02T03:04:05");
    Resource period = subject.getProperty(DCTerms.temporal).getResource();
    assertThat(period.getProperty(DCAT.startDate).getString()).isEqualTo("2024");
    assertThat(period.getProperty(DCAT.endDate).getString()).isEqualTo("2025");
    assertThat(dataset.distributions()).isEmpty();
    assertThat(subject.getProperty(DCAT.landingPage).getResource().getURI())
        .isEqualTo(subject.getURI())
        .endsWith("/api/v1/vi/CSDL/DS/V02.01.px");
  }

  @Test
  void aFileThatIsServedIsADownload() throws Exception {
    Handler database = answers(DATABASE);
    Pxs harvested =
        Pxs.harvest(
            "/api/v1/vi",
            request ->
                request.path().equals("/Resources/PX/Databases/CSDL/DS/V02.01.px")
                    ? Reply.of("application/octet-stream", "CHARSET=\"ANSI\";\nDATA=1;")
                    : database.answer(request));

    assertThat(
            Dataset.of(harvested.log().record("CSDL/DS/V02.01.px"))
                .distributions()
                .getFirst()
                .downloadUrl()
                .orElseThrow())
        .endsWith("/Resources/PX/Databases/CSDL/DS/V02.01.px");
  }

  @Test
  void levelsThatLeadBackAreNoticed() throws Exception {
    Pxs harvested = Pxs.harvest("/api/v1/vi", endless(null));

    assertThat(harvested.reason()).contains("loop");
    assertThat(harvested.requests()).hasSizeLessThan(5);
  }

  @Test
  void levelsAreFollowedToTheirBound() throws Exception {
    Pxs harvested =
        Pxs.harvest(
            "/api/v1/vi",
            request -> json("[" + level("c", "Cấp " + request.path().length()) + "]"));

    assertThat(harvested.reason()).contains("4 levels deep");
    assertThat(harvested.requests()).hasSizeLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<!DOCTYPE html><html>Đăng nhập</html>", "{\"error\": \"Level not found\"}"})
  void aLevelThatFailsIsPartialAndTheOthersStay(String body) throws Exception {
    Pxs harvested =
        Pxs.harvest(
            "/api/v1/vi/CSDL",
            answers(
                Map.of(
                    "/api/v1/vi/CSDL",
                    "[" + level("hong", "Hỏng") + "," + level("DS", "Dân số") + "]",
                    "/api/v1/vi/CSDL/hong",
                    body,
                    "/api/v1/vi/CSDL/DS",
                    "[" + table("a", "A") + "]",
                    "/api/v1/vi/CSDL/DS/a",
                    TABLE)));

    assertThat(harvested.outcome()).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(harvested.log().identifiers()).containsExactly("CSDL/DS/a");
  }

  @Test
  void aTableWhoseMetadataAreAPageForPeopleIsRejectedByItsPath() throws Exception {
    Pxs harvested =
        Pxs.harvest(
            "/api/v1/vi/CSDL",
            answers(
                Map.of(
                    "/api/v1/vi/CSDL",
                    "[" + table("hong", "Hỏng") + "," + table("a", "A") + "]",
                    "/api/v1/vi/CSDL/hong",
                    "<html><body>Lỗi</body></html>",
                    "/api/v1/vi/CSDL/a",
                    TABLE)));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(2));
    assertThat(harvested.log().rejected()).containsOnlyKeys("CSDL/hong");
    assertThat(harvested.log().identifiers()).containsExactly("CSDL/a");
  }

  @Test
  void aTableThatMovedUnderANewTitleIsReadAgain() throws Exception {
    Pxs harvested = Pxs.harvest("/api/v1/vi", answers(DATABASE));
    Handler same = answers(DATABASE);

    Pxs again =
        harvested.again(
            request ->
                json(
                    new String(same.answer(request).body(), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("\"Dân số\"", "\"Dân số và lao động\"")));

    assertThat(words(again.log().record("CSDL/DS/V02.01.px").subject(), DCAT.theme))
        .contains("Dân số và lao động");
  }
}
