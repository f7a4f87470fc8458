package vn.sen.harvest.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;

/** Portals as they answered, replayed from where the recordings lie. */
class CkanRecordingsTest {
  /** Identifier and number of files of each dataset on the recorded first page. */
  private static final Map<String, Integer> FIRST_PAGE = new LinkedHashMap<>();

  static {
    FIRST_PAGE.put("33520fa2-a68f-485f-8d36-9cb08633a561", 47);
    FIRST_PAGE.put("51dac7f3-c3c3-4db6-acfa-d38e2d505479", 38);
    FIRST_PAGE.put("043e6b92-768c-4e6d-86b0-4b5941b7e847", 49);
    FIRST_PAGE.put("3b8b981c-3e44-4df2-a9f6-2473ee4caf83", 18);
    FIRST_PAGE.put("1da4f98f-8f56-480f-a290-58989084af82", 20);
    FIRST_PAGE.put("d0e6983f-c44e-4317-9f0b-820ae8a09ae8", 38);
    FIRST_PAGE.put("42f72ff2-b47c-4ec6-8c0a-1c8058ba82af", 3);
    FIRST_PAGE.put("80d39166-7105-472f-9acf-4057104e738e", 9);
    FIRST_PAGE.put("cc35ecca-cd8b-41b3-8156-52423d0bfcbb", 2);
    FIRST_PAGE.put("ef9b971f-8c65-44c8-8e68-33a373c2c43a", 3);
  }

  private SourceServer server;
  private final HarvestLog log = new HarvestLog();

  @BeforeEach
  void start() {
    server = SourceServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] recording(String file) throws IOException {
    return Files.readAllBytes(
        SharedCorpus.require("corpus/ckan/frictionless-recordings").resolve(file));
  }

  private static Reply json(byte[] body) {
    return new Reply(200, Map.of("Content-Type", "application/json;charset=utf-8"), body);
  }

  private HarvestOutcome harvest(int rows) throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new CkanConnector(client, rows)
          .harvest(server.source("/", OptionalInt.empty()), log, log);
    }
  }

  private void replaySearch(String file) throws IOException {
    byte[] first = recording(file);
    byte[] notFound = recording("dados-gov-br/package_show_id=no-dataset.json");
    server.otherwise(
        request ->
            request.parameter("start", "0").equals("0")
                ? json(first)
                : new Reply(404, Map.of("Content-Type", "application/json"), notFound));
  }

  @Test
  void theRecordedFirstPageIsListedWholeAndTheHarvestIsPartial() throws Exception {
    replaySearch("dados-gov-br/package_search_q=.json");

    HarvestOutcome outcome = harvest(10);

    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(outcome.offered()).isEqualTo(10);
    assertThat(((HarvestOutcome.Partial) outcome).reason().en())
        .contains("404")
        .contains("The portal says: Não encontrado");
    assertThat(log.identifiers()).containsExactlyElementsOf(FIRST_PAGE.keySet());
    assertThat(log.rejected()).isEmpty();
    FIRST_PAGE.forEach(
        (identifier, files) ->
            assertThat(Dataset.of(log.record(identifier)).distributions())
                .as(identifier)
                .hasSize(files));
  }

  @Test
  void theShorterRecordedPageIsListedToo() throws Exception {
    replaySearch("dados-gov-br/package_search_q=_rows=2.json");

    HarvestOutcome outcome = harvest(2);

    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(log.identifiers())
        .containsExactly(
            "33520fa2-a68f-485f-8d36-9cb08633a561", "51dac7f3-c3c3-4db6-acfa-d38e2d505479");
  }

  @Test
  void whatARealDatasetSaysIsFoundInDcat() throws Exception {
    replaySearch("dados-gov-br/package_search_q=.json");
    harvest(10);

    Dataset rides = Dataset.of(log.record("33520fa2-a68f-485f-8d36-9cb08633a561"));

    assertThat(rides.subject())
        .isEqualTo(server.uri("/dataset/33520fa2-a68f-485f-8d36-9cb08633a561").toString());
    assertThat(rides.title().in("pt"))
        .contains("Sistema de Transportes de Servidores Públicos - TaxiGov");
    assertThat(rides.publisher().orElseThrow().name().in("pt"))
        .contains("Ministério da Economia - ME");
    assertThat(rides.keywords())
        .containsExactlyInAnyOrder(
            "corridas do taxigov",
            "despesa",
            "serviço de taxi",
            "taxi",
            "taxigov",
            "terceirização",
            "transporte");
    assertThat(rides.license()).contains("Outra (Domínio Público)");
    assertThat(rides.frequency()).contains("diária");
    assertThat(rides.spatial()).containsExactly("DF, RJ e SP");
    assertThat(rides.issued()).contains("2021-09-23T11:30:14.999120Z");
    assertThat(rides.modified()).contains("2023-01-29T11:15:29.195900Z");
    assertThat(rides.contactPoint().orElseThrow().name())
        .contains("Coordenação-Geral de Informações Gerenciais (CGINF)");
    assertThat(rides.distributions())
        .anySatisfy(
            file -> {
              assertThat(file.format()).isEqualTo(Optional.of("ODT"));
              assertThat(file.downloadUrl())
                  .contains(
                      "https://repositorio.dados.gov.br/seges/taxigov/dicionario_taxigov.odt");
            });
  }

  /** Each recorded package is offered as the only one of a portal. */
  @Test
  void everyRecordedPackageIsListedWithItsFiles() throws Exception {
    Map<String, Integer> files = new LinkedHashMap<>();
    files.put("dados-gov-br/package_show_id=bolsa-familia-pagamentos.json", 59);
    files.put("demo-ckan-org/package_show_id=frictionless.json", 0);
    int[] counts = {1, 2, 0, 1, 0, 0, 1, 2, 1, 0, 3, 2, 1, 1};
    for (int i = 0; i < counts.length; i++) {
      files.put("demo-ckan-org/package_show_id=frictionless.%d.json".formatted(i + 1), counts[i]);
    }

    for (var recorded : files.entrySet()) {
      var result = Json.mapper().readTree(recording(recorded.getKey())).path("result");
      var answer = Json.mapper().createObjectNode().put("success", true);
      answer.putObject("result").put("count", 1).putArray("results").add(result);
      server.otherwise(_ -> json(Json.mapper().writeValueAsBytes(answer)));
      log.next();

      assertThat(harvest(10)).isEqualTo(new HarvestOutcome.Complete(1));

      var record = log.accepted().getFirst();
      assertThat(record.identifier()).isEqualTo(result.path("id").textValue());
      assertThat(Dataset.of(record).distributions())
          .as(recorded.getKey())
          .hasSize(recorded.getValue());
      assertThat(Dataset.of(record).license())
          .contains("http://www.opendefinition.org/licenses/cc-by");
    }
  }

  @Test
  void noOtherRecordedAnswerIsTakenForAPageOfAPortal() throws Exception {
    Path recordings = SharedCorpus.require("corpus/ckan/frictionless-recordings");
    List<Path> others;
    try (Stream<Path> files = Files.walk(recordings, 2)) {
      others =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> !file.getFileName().toString().startsWith("package_search"))
              .sorted()
              .toList();
    }
    assertThat(others).hasSize(53);

    for (Path other : others) {
      byte[] body = Files.readAllBytes(other);
      server.otherwise(_ -> json(body));

      HarvestOutcome outcome = harvest(10);

      assertThat(outcome).as(other.toString()).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(outcome.offered()).isZero();
    }
    assertThat(log.accepted()).isEmpty();
  }
}
