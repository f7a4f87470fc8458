package vn.sen.harvest.dcatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

class DcatUsConnectorTest extends ConnectorContract {

  @Override
  protected Connector connector(SourceClient client) {
    return new DcatUsConnector(client);
  }

  @Override
  protected String path() {
    return "/data.json";
  }

  @Override
  protected int pagesOfFive() {
    return 1;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return json(catalogue(identifiers));
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return json(
        "{\"dataset\": [%s, {\"title\": \"Vô danh\"}, %s]}".formatted(dataset("a"), dataset("b")));
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ -> Reply.redirect(path());
  }

  private static Handler json(String body) {
    return _ -> Reply.of("application/json", body);
  }

  private static String dataset(String id) {
    return "{\"identifier\": \"%1$s\", \"title\": \"Tiêu đề %1$s\", \"accessLevel\": \"public\"}"
        .formatted(id);
  }

  private static String catalogue(List<String> identifiers) {
    return identifiers.stream()
        .map(DcatUsConnectorTest::dataset)
        .collect(Collectors.joining(",", "{\"dataset\": [", "]}"));
  }

  private static HarvestOutcome harvest(Reply reply, HarvestLog log) throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(_ -> reply);
      return new DcatUsConnector(client)
          .harvest(server.source("/data.json", OptionalInt.empty()), log, log);
    }
  }

  private static HarvestOutcome harvest(String body, HarvestLog log) throws Exception {
    return harvest(Reply.of("application/json", body), log);
  }

  private static void assertPartial(String body, String reason) throws Exception {
    HarvestOutcome outcome = harvest(body, new HarvestLog());
    assertThat(outcome).as(body).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains(reason);
    assertThat(outcome.offered()).isZero();
  }

  @Test
  void aRootWithoutAListOfDatasetsIsNeverZeroDatasets() throws Exception {
    assertPartial("{\"conformsTo\": \"https://project-open-data.cio.gov/v1.1/schema\"}", "no list");
    assertPartial("{\"dataset\": null}", "no list but");
    assertPartial("{\"dataset\": {}}", "no list but");
    assertPartial("[" + dataset("a") + "]", "no object");
    assertPartial("{\"service\": [" + dataset("a") + "]}", "no list");
    assertPartial("{\"datasetSeries\": []}", "no list");
    assertPartial("{\"catalog\": [{}, 1]}", "no list");
    assertPartial(catalogue(List.of("a")) + catalogue(List.of("b")), "more follows");
    assertPartial("{\"dataset\": [" + dataset("a") + "]", "no valid JSON");
  }

  /** What is too long to be read is known before anything is offered. */
  @Test
  void aTextWithoutEndIsPartial() throws Exception {
    assertPartial(
        "{\"dataset\": [%s, {\"identifier\": \"b\", \"title\": \"%s\"}]}"
            .formatted(dataset("a"), "x".repeat(21_000_000)),
        "no valid JSON");
  }

  @Test
  void theCharactersOfJsonAreUtf8WhateverTheServerSays() throws Exception {
    var log = new HarvestLog();
    harvest(
        Reply.of("application/json; charset=ISO-8859-1", "\ufeff" + catalogue(List.of("a"))), log);
    assertThat(Dataset.of(log.record("a")).title().in("vi")).contains("Tiêu đề a");

    byte[] latin = "{\"dataset\": [{\"title\": \"\u00ea\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(harvest(new Reply(200, Map.of(), latin), new HarvestLog()))
        .isInstanceOf(HarvestOutcome.Partial.class);
  }

  @Test
  void whatHasNoIdentifierIsRejectedWithItsPlace() throws Exception {
    var log = new HarvestLog();

    harvest(
        """
        {"dataset": [{"identifier": "a"}, {"title": "Vô danh"}, {"identifier": " "}, 7, "x"],
         "service": [{"title": "D"}],
         "catalog": [{"dataset": [{"title": "E"}]}]}
        """,
        log);

    assertThat(log.identifiers()).containsExactly("a");
    assertThat(log.rejected())
        .containsOnlyKeys("#2", "#3", "#4", "#5", "#service/1", "#catalog/1/dataset/1");
    assertThat(log.rejected().get("#2").en())
        .isEqualTo(
            "Not usable: the entry 'Vô danh' has no 'identifier'. Give it a stable and unique one"
                + " at the source.");
  }

  @Test
  void anIdentifierThatComesTwiceIsRejectedTheSecondTime() throws Exception {
    var log = new HarvestLog();

    harvest(catalogue(List.of("a", "b", "a")), log);

    assertThat(log.identifiers()).containsExactly("a", "b");
    assertThat(log.rejected()).containsOnlyKeys("#3");
    assertThat(log.rejected().get("#3").en()).contains("'a' stands above already");
  }

  @Test
  void whatIsNotPublicIsRejectedAndWhatIsRestrictedHasNoFiles() throws Exception {
    var log = new HarvestLog();

    harvest(
        """
        {"dataset": [
         {"identifier": "kin", "title": "K", "accessLevel": "non-public", "rights": "Bí mật"},
         {"identifier": "hep", "title": "H", "accessLevel": "restricted public",
          "distribution": [{"downloadURL": "https://h.vn/a.csv"}]},
         {"identifier": "mo", "title": "M", "accessLevel": "public",
          "distribution": [{"downloadURL": "https://h.vn/a.csv"}]}]}
        """,
        log);

    assertThat(log.rejected()).containsOnlyKeys("kin");
    assertThat(log.rejected().get("kin").en()).contains("'non-public' (Bí mật)");
    Dataset restricted = Dataset.of(log.record("hep"));
    assertThat(restricted.distributions()).isEmpty();
    assertThat(restricted.accessRights().orElseThrow()).endsWith("/RESTRICTED");
    assertThat(log.record("hep").subject().listProperties().toList().toString())
        .contains("https://h.vn/a.csv")
        .contains("restricted public");
    assertThat(Dataset.of(log.record("mo")).distributions()).hasSize(1);
    assertThat(Dataset.of(log.record("mo")).accessRights().orElseThrow()).endsWith("/PUBLIC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"non-public\"]", "\"hạn chế\"", "{}", "false"})
  void anAccessLevelThatIsNotPlainlyPublicGivesNoFiles(String level) throws Exception {
    var log = new HarvestLog();

    harvest(
        "{\"dataset\": [{\"identifier\": \"a\", \"accessLevel\": %s, \"distribution\":"
                .formatted(level)
            + " [{\"downloadURL\": \"https://h.vn/a.csv\"}]}]}",
        log);

    assertThat(Dataset.of(log.record("a")).distributions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.vn/bo/1, , https://h.vn/bo/1",
    "mã 1, , '#m%C3%A3%201'",
    "1, https://h.vn/x, https://h.vn/x",
    "1, _:blank, '#1'",
  })
  void aSubjectIsAnIriWhateverTheIdentifierIs(String identifier, String id, String iri)
      throws Exception {
    var log = new HarvestLog();
    String own = id == null ? "" : "\"@id\": \"%s\",".formatted(id);

    harvest("{\"dataset\": [{%s \"identifier\": \"%s\"}]}".formatted(own, identifier), log);

    String subject = log.record(identifier).subject().getURI();
    assertThat(subject).endsWith(iri.startsWith("#") ? "/data.json" + iri : iri);
  }

  @Test
  @Tag("slow")
  void fiftyMegabytesAreRead() throws Exception {
    String words = "Bộ dữ liệu này có mô tả dài. ".repeat(100);
    String body =
        IntStream.range(0, 15_000)
            .mapToObj(
                i ->
                    "{\"identifier\": \"bo-%d\", \"title\": \"T\", \"description\": \"%s\"}"
                        .formatted(i, words))
            .collect(Collectors.joining(",", "{\"dataset\": [", "]}"));
    var log = new HarvestLog();

    assertThat(body.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(50 << 20);
    assertThat(harvest(body, log)).isEqualTo(new HarvestOutcome.Complete(15_000));
  }
}
