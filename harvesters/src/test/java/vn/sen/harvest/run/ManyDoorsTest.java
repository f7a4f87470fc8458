package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Intake;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.ckan.CkanConnector;
import vn.sen.harvest.dcat.DcatConnector;
import vn.sen.harvest.dcatus.DcatUsConnector;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/** The same datasets by CKAN, DCAT and data.json of their owner, and of a portal that copies it. */
class ManyDoorsTest {
  private static final int DATASETS = 300;
  private static final AgencyCode OWNER = new AgencyCode("H29");
  private static final AgencyCode NATIONAL = new AgencyCode("G01");

  @TempDir Path directory;

  /** A source is a letter (C, D, J: its protocol) and a number (1: the owner's, 2: the copy). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C1 D1 J1 C2 D2 J2",
        "J2 D2 C2 J1 D1 C1",
        // Nothing ties the first two together until the third comes.
        "J1 C2 D1 J2 D2 C1",
        "J2 J1 D2 C2 C1 D1",
        "C2 J1 J2 C1 D1 D2",
      })
  void areThreeHundredDatasetsInWhateverOrderTheyCome(String order) throws Exception {
    try (var owner = SourceServer.start();
        var national = SourceServer.start();
        var client = new SourceClient("test@example.vn", Limits.defaults());
        var journal = SqliteJournal.open(directory, Clock.systemUTC())) {
      String site = owner.source("", OptionalInt.empty()).url().toString().replaceFirst("/$", "");
      owner.on("/api/3/action/package_search", ckan(i -> uuid(i), _ -> ""));
      owner.on("/catalog.ttl", Reply.of("text/turtle", dcat(site)));
      owner.on("/data.json", Reply.of("application/json", dataJson(i -> uuid(i))));
      IntFunction<String> original = i -> site + "/dataset/" + uuid(i);
      national.on(
          "/api/3/action/package_search",
          ckan(i -> "copy-" + i, i -> ",\"uri\":\"%s\"".formatted(original.apply(i))));
      national.on("/catalog.ttl", Reply.of("text/turtle", dcat(site)));
      national.on("/data.json", Reply.of("application/json", dataJson(original)));
      var intake = intake(journal);
      for (AgencyCode code : List.of(OWNER, NATIONAL)) {
        intake.register(new Agency(code, LangText.of(code.value()), Optional.empty()));
      }

      for (int round = 0; round < 2; round++) {
        for (String name : order.split(" ")) {
          harvest(name, name.endsWith("1") ? owner : national, connector(name, client), intake);
        }
      }

      List<DatasetEntry> all = journal.datasets(Optional.empty(), 10_000);
      List<DatasetEntry> listed = all.stream().filter(e -> e.tombstone().isEmpty()).toList();
      assertThat(listed).hasSize(DATASETS);
      Set<String> titles = new TreeSet<>();
      for (DatasetEntry entry : listed) {
        titles.add(entry.dataset().title().byLanguage().values().iterator().next());
        assertThat(entry.agency().code()).isEqualTo(OWNER);
        assertThat(entry.source().value()).endsWith("1");
        Set<String> sources = new HashSet<>();
        sources.add(entry.source().value());
        entry.alternates().forEach(copy -> sources.add(copy.source().value()));
        assertThat(sources).containsExactlyInAnyOrder("c1", "d1", "j1", "c2", "d2", "j2");
      }
      assertThat(titles).hasSize(DATASETS);
      assertThat(journal.inspect()).isEmpty();
    }
  }

  private Intake intake(SqliteJournal journal) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    return new JournalIntake(
        journal,
        DirectoryFiles.open(
            files, MasterKey.load(Optional.empty(), directory.resolve("master.key"))),
        directory.resolve("cache"),
        Clock.systemUTC());
  }

  private static Connector connector(String name, SourceClient client) {
    return switch (name.charAt(0)) {
      case 'C' -> new CkanConnector(client);
      case 'D' -> new DcatConnector(client);
      default -> new DcatUsConnector(client);
    };
  }

  private static void harvest(String name, SourceServer server, Connector connector, Intake intake)
      throws Exception {
    String path =
        switch (name.charAt(0)) {
          case 'C' -> "/";
          case 'D' -> "/catalog.ttl";
          default -> "/data.json";
        };
    Source given = server.source(path, OptionalInt.empty());
    var id = new SourceId(name.toLowerCase(java.util.Locale.ROOT));
    AgencyCode agency = name.endsWith("1") ? OWNER : NATIONAL;
    // Both servers are on one host; the portals are not.
    URI url = agency.equals(OWNER) ? given.url() : URI.create("https://national.example.vn" + path);
    intake.register(new RegisteredSource(id, url, connector.name(), agency, List.of(), true));
    var source = new Source(id, given.url(), agency, given.allowedHosts(), OptionalInt.empty());
    List<String> rejected = new ArrayList<>();
    try (Intake.Session session = intake.open(id, "run")) {
      HarvestOutcome outcome =
          connector.harvest(
              source,
              Known.nothing(),
              new RecordSink() {
                @Override
                public void accept(CatalogRecord record, URI page) {
                  session.offer(record);
                }

                @Override
                public void reject(String identifier, URI page, Message message) {
                  rejected.add(message.en());
                }

                @Override
                public void unchanged(List<String> identifiers, URI page) {
                  identifiers.forEach(session::offerUnchanged);
                }
              });
      assertThat(outcome).as(name).isInstanceOf(HarvestOutcome.Complete.class);
      session.removeMissing();
    }
    assertThat(rejected).as(name).isEmpty();
  }

  private static String uuid(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private static String listed(IntFunction<String> each, String separator) {
    return IntStream.range(0, DATASETS).mapToObj(each).collect(Collectors.joining(separator));
  }

  private static SourceServer.Handler ckan(IntFunction<String> id, IntFunction<String> more) {
    return request -> {
      int start = Integer.parseInt(request.parameter("start", "0"));
      int rows = Integer.parseInt(request.parameter("rows", "100"));
      String results =
          IntStream.range(start, Math.max(start, Math.min(DATASETS, start + rows)))
              .mapToObj(
                  i ->
                      "{\"id\":\"%s\",\"name\":\"bo-%d\",\"title\":\"Bộ %d\"%s}"
                          .formatted(id.apply(i), i, i, more.apply(i)))
              .collect(Collectors.joining(","));
      return Reply.of(
          "application/json",
          "{\"success\":true,\"result\":{\"count\":%d,\"results\":[%s]}}"
              .formatted(DATASETS, results));
    };
  }

  /** Both portals keep the owner's IRI and say whose it is. */
  private static String dcat(String site) {
    return """
    @prefix dcat: <http://www.w3.org/ns/dcat#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    """
        + listed(
            i ->
                """
                <%1$s/dataset/%2$s> a dcat:Dataset ; dct:title "Bộ %3$d"@vi ;
                  dct:identifier "%2$s" ;
                  dct:publisher [ a foaf:Agent ; foaf:name "Tỉnh"@vi ; dct:identifier "H29" ] .
                """
                    .formatted(site, uuid(i), i),
            "\n");
  }

  private static String dataJson(IntFunction<String> identifier) {
    return listed(
            i ->
                "{\"identifier\":\"%s\",\"title\":\"Bộ %d\",\"accessLevel\":\"public\"}"
                    .formatted(identifier.apply(i), i),
            ",")
        .transform(all -> "{\"dataset\":[" + all + "]}");
  }
}
