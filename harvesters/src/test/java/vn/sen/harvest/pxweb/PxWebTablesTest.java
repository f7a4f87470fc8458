package vn.sen.harvest.pxweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;

/** Version 2: a list of tables, page by page. */
class PxWebTablesTest extends ConnectorContract {
  @Override
  protected Connector connector(SourceClient client) {
    return new PxWebConnector(client, Pxs.BOUNDS);
  }

  @Override
  protected String path() {
    return "/api/v2?lang=vi";
  }

  @Override
  protected int pagesOfFive() {
    return 3 + 5;
  }

  @Override
  protected boolean recordsHavePages() {
    return true;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return tables(identifiers);
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    Handler all = tables(List.of("a", "x", "b"));
    return request ->
        request.path().contains("/tables/x/") ? json("{\"label\": \"x\"}") : all.answer(request);
  }

  @Override
  protected Handler endless(SourceServer server) {
    return request ->
        request.path().contains("/metadata")
            ? json(metadata(id(request)))
            : json(page(1_000_000, List.of("a", "b")));
  }

  static Reply json(String body) {
    return Reply.of("application/json", body);
  }

  private static String id(SourceServer.Request request) {
    return request.path().replaceFirst(".*/tables/", "").replaceFirst("/.*", "");
  }

  /** A service that pages as the specification says. */
  private static Handler tables(List<String> ids) {
    return request -> {
      if (request.path().contains("/metadata")) {
        return json(metadata(id(request)));
      }
      int size = Integer.parseInt(request.parameter("pageSize", "2"));
      int from =
          Math.min((Integer.parseInt(request.parameter("pageNumber", "1")) - 1) * size, ids.size());
      return json(page(ids.size(), ids.subList(from, Math.min(from + size, ids.size()))));
    };
  }

  private static String page(int total, List<String> ids) {
    return ids.stream()
        .map(
            id ->
                """
                {"type": "Table", "id": "%1$s", "label": "Tiêu đề %1$s", "description": "Mô tả",
                 "updated": "2026-01-02T03:04:05Z", "firstPeriod": "2010", "lastPeriod": "2025",
                 "variableNames": ["tỉnh", "năm"], "source": "Cục Thống kê", "subjectCode": "DS",
                 "paths": [[{"id": "DS", "label": "Dân số"}, {"id": "LD", "label": "Lao động"}]]}\
                """
                    .formatted(id))
        .collect(
            Collectors.joining(
                ",",
                "{\"language\": \"vi\", \"tables\": [",
                "], \"page\": {\"pageNumber\": 1, \"pageSize\": 2, \"totalElements\": %d}}"
                    .formatted(total)));
  }

  private static String metadata(String id) {
    return """
    {"version": "2.0", "class": "dataset", "label": "Tiêu đề %1$s", "source": "Cục Thống kê",
     "updated": "2026-01-02T03:04:05Z", "note": ["Số sơ bộ"], "id": ["Tinh", "Tid"], "size": [2, 1],
     "dimension": {
       "Tinh": {"label": "tỉnh", "category": {"index": {"01": 0, "79": 1}, "label": {"01": "Hà Nội", "79": "TP. HCM"}}},
       "Tid": {"label": "năm", "category": {"index": {"2025": 0}}}},
     "extension": {"px": {"tableid": "%1$s", "matrix": "M"},
       "contact": [{"name": "Phòng Dân số", "mail": "ds@thongke.vn", "phone": "024"}]}}\
    """
        .formatted(id);
  }

  @Test
  void aTableIsADatasetWithAllOfItsDataBehindOneAddress() throws Exception {
    Pxs harvested = Pxs.harvest(path(), tables(List.of("DS01")));

    Dataset dataset = Dataset.of(harvested.log().record("DS01"));
    Resource subject = harvested.log().record("DS01").subject();
    assertThat(dataset.title().in("vi")).contains("Tiêu đề DS01");
    assertThat(dataset.description().in("vi")).contains("Mô tả");
    assertThat(subject.getURI()).endsWith("/api/v2/tables/DS01");
    assertThat(subject.getProperty(DCTerms.modified).getString()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(words(subject, DCAT.keyword)).containsExactlyInAnyOrder("tỉnh", "năm");
    assertThat(words(subject, DCAT.theme)).containsExactlyInAnyOrder("Dân số", "Lao động");
    assertThat(dataset.publisher().orElseThrow().name().toString()).contains("Cục Thống kê");
    assertThat(subject.hasProperty(DCTerms.temporal)).isTrue();
    assertThat(subject.hasProperty(DCAT.contactPoint)).isTrue();
    assertThat(dataset.distributions()).hasSize(1);
    assertThat(dataset.distributions().getFirst().downloadUrl().orElseThrow())
        .endsWith(
            "/api/v2/tables/DS01/data?lang=vi&outputFormat=json-stat2"
                + "&valuecodes%5BTinh%5D=*&valuecodes%5BTid%5D=*");
  }

  static Stream<String> words(Resource subject, org.apache.jena.rdf.model.Property property) {
    return subject.listProperties(property).toList().stream().map(s -> s.getString());
  }

  @Test
  void metadataOfAnotherTableAreRejectedByTheId() throws Exception {
    Handler all = tables(List.of("a", "b"));
    Pxs harvested =
        Pxs.harvest(
            path(),
            request ->
                request.path().contains("/tables/a/") ? json(metadata("b")) : all.answer(request));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(2));
    assertThat(harvested.log().rejected().get("a").en()).contains("another table ('b')");
    assertThat(harvested.log().identifiers()).containsExactly("b");
  }

  @Test
  void pagesThatRepeatAreNoticed() throws Exception {
    Pxs harvested = Pxs.harvest(path(), endless(null));

    assertThat(harvested.reason()).contains("repeats tables");
  }

  @Test
  void aListThatShrinksIsPartial() throws Exception {
    Pxs harvested =
        Pxs.harvest(
            path(),
            request ->
                request.path().contains("/metadata")
                    ? json(metadata(id(request)))
                    : request.parameter("pageNumber", "").equals("1")
                        ? json(page(5, List.of("a", "b")))
                        : json(page(3, List.of("c"))));

    assertThat(harvested.reason()).contains("shrank from 5 to 3");
  }

  @Test
  void aTableThatDoesNotComeNowMakesTheHarvestPartial() throws Exception {
    Handler all = tables(List.of("a", "b", "c"));
    Pxs harvested =
        Pxs.harvest(
            path(),
            request ->
                request.path().contains("/tables/b/")
                    ? Reply.status(503, "busy")
                    : all.answer(request));

    assertThat(harvested.reason()).contains("503");
    assertThat(harvested.log().identifiers()).containsExactly("a", "c");
  }

  @Test
  void aTableWhoseListEntryChangedIsReadAgain() throws Exception {
    Pxs harvested = Pxs.harvest(path(), tables(List.of("a")));
    Handler same = tables(List.of("a"));

    Pxs again =
        harvested.again(
            request ->
                json(
                    new String(same.answer(request).body(), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("Lao động", "Việc làm")));

    assertThat(words(again.log().record("a").subject(), DCAT.theme)).contains("Việc làm");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2, /api/v2/tables?pageNumber=1&pageSize=2",
    "/api/v2/tables?lang=vi, /api/v2/tables?lang=vi&pageNumber=1&pageSize=2",
    "/x/v2-beta/, /x/v2-beta/tables?pageNumber=1&pageSize=2",
    "/api/v1/vi, /api/v1/vi",
    "/OV0104/v1/doris/sv/ssd/BE, /OV0104/v1/doris/sv/ssd/BE",
    "/api/v1/vi/D%C3%A2n%20s%E1%BB%91, /api/v1/vi/D%C3%A2n%20s%E1%BB%91",
  })
  void theAddressSaysWhatIsAsked(String address, String asked) throws Exception {
    Pxs harvested =
        Pxs.harvest(address, _ -> json(address.contains("v2") ? page(0, List.of()) : "[]"));

    assertThat(harvested.requests()).extracting(SourceServer.Request::path).containsExactly(asked);
    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(0));
  }
}
