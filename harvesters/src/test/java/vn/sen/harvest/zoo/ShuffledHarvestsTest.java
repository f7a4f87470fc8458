package vn.sen.harvest.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sen.catalog.Projection;
import vn.sen.catalog.Projector;
import vn.sen.catalog.RdfStore;
import vn.sen.catalog.rdf.ChildRdfStore;
import vn.sen.catalog.rdf.RdfProcess;
import vn.sen.catalog.search.LuceneIndex;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.SourceServer.Request;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sha256;

/** A source that says the same in another order and other white space has said nothing new. */
@Tag("slow")
class ShuffledHarvestsTest {
  private static final int DATASETS = 60;
  private static final List<String> ALL =
      IntStream.rangeClosed(1, DATASETS).mapToObj(i -> "bo-" + i).toList();

  /** How a source writes what it always says. */
  private record Manner(Random random, List<String> order, int perPage) {
    static Manner of(int seed) {
      Random random = new Random(seed);
      List<String> order = new ArrayList<>(ALL);
      Collections.shuffle(order, random);
      return new Manner(random, order, 7 + random.nextInt(30));
    }

    <T> List<T> shuffled(List<T> things) {
      List<T> copy = new ArrayList<>(things);
      Collections.shuffle(copy, random);
      return copy;
    }

    String blank() {
      return List.of(" ", "\n", "\t", "  \n ", "\r\n").get(random.nextInt(5));
    }
  }

  /** What kinds of sources write, in a manner. */
  private enum Writing {
    DCAT("/catalog?page=1") {
      @Override
      Reply page(Request request, Manner how) {
        int page = Integer.parseInt(Kind.parameter(request.path(), "page", "1"));
        int from = Math.min((page - 1) * how.perPage(), DATASETS);
        int to = Math.min(from + how.perPage(), DATASETS);
        List<String> blocks = new ArrayList<>();
        blocks.add("</catalog> a dcat:Catalog ; dct:title \"Danh mục\" .");
        if (to < DATASETS) {
          blocks.add("<> hydra:next </catalog?page=%d> .".formatted(page + 1));
        }
        for (String id : how.order().subList(from, to)) {
          List<String> said =
              List.of(
                  "a dcat:Dataset",
                  "dct:identifier \"%s\"".formatted(id),
                  "dct:title \"Bảng %s\"@vi".formatted(id),
                  "dct:title \"Table %s\"@en".formatted(id),
                  "dcat:keyword \"dân số\"@vi%s,%s\"tỉnh\"@vi".formatted(how.blank(), how.blank()),
                  "dct:publisher [ a foaf:Organization ;%sfoaf:name \"Cục %s\" ]"
                      .formatted(how.blank(), id),
                  "dcat:distribution <http://h.vn/%s.csv>".formatted(id));
          blocks.add(
              how.shuffled(said).stream()
                  .collect(
                      Collectors.joining(
                          how.blank() + ";" + how.blank(),
                          "</dataset/%s>%s".formatted(id, how.blank()),
                          " .")));
        }
        return Reply.of(
            "text/turtle",
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
            """
                + String.join(how.blank(), how.shuffled(blocks)));
      }
    },
    CKAN("/cong") {
      @Override
      Reply page(Request request, Manner how) {
        int start = Integer.parseInt(Kind.parameter(request.path(), "start", "0"));
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode results = Json.mapper().createArrayNode();
        int to = Math.min(start + how.perPage(), DATASETS);
        for (String id : how.order().subList(Math.min(start, DATASETS), to)) {
          Map<String, Object> said =
              Map.of(
                  "id",
                  id,
                  "name",
                  id,
                  "title",
                  "Bảng " + id,
                  "notes",
                  "Mô tả",
                  "tags",
                  how.shuffled(List.of(Map.of("name", "dân số"), Map.of("name", "tỉnh"))),
                  "resources",
                  List.of(
                      Map.of(
                          "id", "r-" + id, "url", "http://h.vn/" + id + ".csv", "format", "CSV")));
          ObjectNode one = Json.mapper().createObjectNode();
          how.shuffled(List.copyOf(said.keySet()))
              .forEach(key -> one.set(key, Json.mapper().valueToTree(said.get(key))));
          results.add(one);
        }
        ObjectNode result = Json.mapper().createObjectNode();
        if (how.random().nextBoolean()) {
          result.put("count", DATASETS).set("results", results);
          answer.put("success", true).set("result", result);
        } else {
          result.set("results", results);
          result.put("count", DATASETS);
          answer.set("result", result);
          answer.put("success", true);
        }
        return Reply.of(
            "application/json",
            how.random().nextBoolean()
                ? answer.toPrettyString()
                : how.blank() + answer + how.blank());
      }
    };

    private final String path;

    Writing(String path) {
      this.path = path;
    }

    abstract Reply page(Request request, Manner how);
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void aHundredHarvestsInAnyOrderChangeNothing(Writing writing, @TempDir Path directory)
      throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("test@sen.vn", Limits.defaults());
        House house = House.in(directory.resolve("data"), client, Duration.ofMinutes(5));
        var rdf =
            new ChildRdfStore(
                rdfProcess(), directory.resolve("rdf"), ChildRdfStore.Settings.USUAL);
        var search = LuceneIndex.open(directory.resolve("search"));
        var projector =
            Projector.start(
                house.journal(), rdf, search, new Projection(URI.create("https://sen.example/")))) {
      server.otherwise(request -> writing.page(request, Manner.of(0)));
      HarvestReport first = harvest(house, server, writing);
      assertThat(first.records().added()).as("%s", first.problems()).isEqualTo(DATASETS);
      assertThat(projector.await(Duration.ofMinutes(2))).isTrue();
      Thread.sleep(3_000); // what is in memory of the index goes to its files in the meantime
      long head = house.journal().head();
      String graphs = graphs(rdf);
      Map<String, String> index = files(directory.resolve("search"));
      assertThat(graphs.lines().count()).isGreaterThan(DATASETS);
      assertThat(index).isNotEmpty();

      for (int seed = 1; seed <= 100; seed++) {
        Manner how = Manner.of(seed);
        int fixed = seed;
        server.otherwise(request -> writing.page(request, steady(how, fixed, request)));
        HarvestReport again = harvest(house, server, writing);
        assertThat(again.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
        assertThat(again.records().unchanged())
            .as("seed %d: %s", seed, again.records())
            .isEqualTo(DATASETS);
        assertThat(house.journal().head()).as("seed %d", seed).isEqualTo(head);
      }

      assertThat(projector.await(Duration.ofMinutes(1))).isTrue();
      assertThat(rdf.reached()).isEqualTo(head);
      assertThat(graphs(rdf)).isEqualTo(graphs);
      assertThat(files(directory.resolve("search"))).isEqualTo(index);

      server.otherwise(
          request -> {
            Reply reply = writing.page(request, Manner.of(0));
            String text = new String(reply.body(), StandardCharsets.UTF_8);
            return Reply.of(
                reply.headers().get("Content-Type"), text.replace("Bảng bo-7", "Bảng khác"));
          });
      assertThat(harvest(house, server, writing).records().changed())
          .as("a change is seen all the same")
          .isEqualTo(1);
      assertThat(house.journal().head()).isGreaterThan(head);
    }
  }

  /** The same order and page size throughout one harvest; white space as it comes. */
  private static Manner steady(Manner how, int seed, Request request) {
    return new Manner(
        new Random(seed * 31L + request.path().hashCode()), how.order(), how.perPage());
  }

  private static HarvestReport harvest(House house, SourceServer server, Writing writing)
      throws InterruptedException {
    return house.harvest(
        server, "nguon-thu", writing == Writing.DCAT ? "dcat" : "ckan", writing.path);
  }

  /** Every statement of every graph, blank nodes by what is said of them alone. */
  private static String graphs(RdfStore rdf) throws IOException {
    String query =
        "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?x ?p ?y } BIND(IF(isBlank(?x), '_', STR(?x)) AS ?s)"
            + " BIND(IF(isBlank(?y), '_', STR(?y)) AS ?o) } ORDER BY ?g ?s ?p ?o";
    try (RdfStore.Answer answer = rdf.query(query, "text/csv", Duration.ofSeconds(60))) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(directory.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static List<String> rdfProcess() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(RdfProcess.javaFlags(256));
    command.addAll(
        Arrays.asList("-cp", System.getProperty("java.class.path"), RdfMain.class.getName()));
    return command;
  }
}
