package vn.sen.harvest.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Json;

class CkanConnectorTest extends ConnectorContract {

  @Override
  protected Connector connector(SourceClient client) {
    return new CkanConnector(client, 2);
  }

  @Override
  protected String path() {
    return "/cong/";
  }

  @Override
  protected int pagesOfFive() {
    return 3;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return search(
        identifiers.stream().map(CkanConnectorTest::dataset).toList(), identifiers.size());
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    ObjectNode nameless = Json.mapper().createObjectNode().put("title", "không tên");
    return search(List.of(dataset("a"), nameless, dataset("b")), 3);
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ ->
        Reply.of("application/json", answer(1_000_000, List.of(dataset("a"), dataset("b"))));
  }

  private static ObjectNode dataset(String id) {
    return Json.mapper()
        .createObjectNode()
        .put("id", id)
        .put("name", id)
        .put("title", "Tiêu đề " + id);
  }

  private static String answer(long count, List<ObjectNode> page) {
    ObjectNode answer = Json.mapper().createObjectNode().put("success", true);
    ArrayNode results = answer.putObject("result").put("count", count).putArray("results");
    page.forEach(results::add);
    return Json.write(answer);
  }

  /** A portal that pages as CKAN does. */
  private static Handler search(List<ObjectNode> datasets, long count) {
    return request -> {
      if (!request.uri().getPath().equals("/cong/api/3/action/package_search")) {
        return Reply.status(404, "no such action");
      }
      int start = Integer.parseInt(request.parameter("start", "0"));
      int rows = Integer.parseInt(request.parameter("rows", "10"));
      return Reply.of(
          "application/json",
          answer(
              count,
              datasets.subList(
                  Math.min(start, datasets.size()), Math.min(start + rows, datasets.size()))));
    };
  }

  private static HarvestOutcome harvest(SourceServer server, HarvestLog log) throws Exception {
    return harvest(server, "/cong", log);
  }

  private static HarvestOutcome harvest(SourceServer server, String path, HarvestLog log)
      throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new CkanConnector(client, 2)
          .harvest(server.source(path, OptionalInt.empty()), log, log);
    }
  }

  private static void assertPartial(HarvestOutcome outcome, int offered, String reason) {
    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(outcome.offered()).isEqualTo(offered);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "/cong",
    "/cong/",
    "/cong/api",
    "/cong/api/3",
    "/cong/api/3/",
    "/cong/api/3/action",
    "/cong/api/3/action/package_search?rows=5&start=9",
    "/cong/dataset",
  })
  void theAddressMayPointToThePortalOrToItsApi(String path) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(search(List.of(dataset("a")), 1));
      var log = new HarvestLog();

      assertThat(harvest(server, path, log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.record("a").subject().getURI())
          .isEqualTo(server.uri("/cong/dataset/a").toString());
    }
  }

  @Test
  void aFilterInTheAddressIsKept() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(search(List.of(), 0));

      harvest(
          server, "/cong/api/3/action/package_search?fq=organization:so-y-te", new HarvestLog());

      assertThat(server.requests().getFirst().path())
          .endsWith(
              "?rows=2&start=0&sort=metadata_created%20asc,%20id%20asc&fq=organization:so-y-te");
    }
  }

  @Test
  void anEmptyPageBeforeTheEndIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(search(List.of(dataset("a"), dataset("b")), 7));

      assertPartial(harvest(server, new HarvestLog()), 2, "An empty page after 2 of 7");
    }
  }

  @Test
  void aDatasetThatComesTwiceIsOfferedOnceAndItsPagesAreNotTheWholeStory() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(search(List.of(dataset("a"), dataset("b"), dataset("b"), dataset("c")), 4));
      var log = new HarvestLog();

      assertPartial(harvest(server, log), 3, "announces 4 datasets, 3 different ones");

      assertThat(log.identifiers()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aDatasetAddedWhileReadingComesLastAndIsFound() throws Exception {
    try (var server = SourceServer.start()) {
      AtomicInteger requests = new AtomicInteger();
      List<ObjectNode> before = List.of(dataset("a"), dataset("b"), dataset("c"));
      List<ObjectNode> after = List.of(dataset("a"), dataset("b"), dataset("c"), dataset("d"));
      server.otherwise(
          request ->
              (requests.getAndIncrement() == 0 ? search(before, 3) : search(after, 4))
                  .answer(request));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(4));
    }
  }

  @Test
  void aDatasetRemovedWhileReadingMakesTheHarvestPartial() throws Exception {
    try (var server = SourceServer.start()) {
      AtomicInteger requests = new AtomicInteger();
      List<ObjectNode> before = List.of(dataset("a"), dataset("b"), dataset("c"), dataset("d"));
      List<ObjectNode> after = List.of(dataset("b"), dataset("c"), dataset("d"));
      server.otherwise(
          request ->
              (requests.getAndIncrement() == 0 ? search(before, 4) : search(after, 3))
                  .answer(request));

      assertPartial(harvest(server, new HarvestLog()), 3, "shrank from 4 to 3");
    }
  }

  @Test
  void whatThePortalSaysOfItsErrorIsPassedOn() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          _ ->
              Reply.status(
                  409,
                  "{\"success\":false,\"error\":{\"__type\":\"Search Error\",\"message\":\"Hỏng chỉ"
                      + " mục\"}}"));

      assertPartial(harvest(server, new HarvestLog()), 0, "The portal says: Hỏng chỉ mục");
    }
  }

  @Test
  void whatIsNotPublicIsRejectedByName() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          search(
              List.of(
                  dataset("draft").put("state", "draft"),
                  dataset("gone").put("state", "deleted"),
                  dataset("private").put("private", true),
                  dataset("public").put("private", false).put("state", "active")),
              4));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(4));

      assertThat(log.identifiers()).containsExactly("public");
      assertThat(log.rejected()).containsOnlyKeys("draft", "gone", "private");
    }
  }

  @Test
  void aSourceOfNothingButRubbishIsLeft() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          _ ->
              Reply.of(
                  "application/json",
                  "{\"success\":true,\"result\":{\"count\":200000,\"results\":[%s[]]}}"
                      .formatted("[],".repeat(199_999))));
      var log = new HarvestLog();

      assertPartial(harvest(server, log), 100_000, "100000 records that are not usable");

      assertThat(log.rejected()).hasSize(100_000);
    }
  }
}
