package vn.sen.harvest.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ConnectorContract;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Handler;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;

class DcatConnectorTest extends ConnectorContract {
  static final String PREFIXES =
      """
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
      """;

  @Override
  protected Connector connector(SourceClient client) {
    return new DcatConnector(client);
  }

  @Override
  protected String path() {
    return "/catalog?page=1";
  }

  @Override
  protected int pagesOfFive() {
    return 3;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return request -> {
      int page = Integer.parseInt(request.parameter("page", "1"));
      int from = Math.min((page - 1) * perPage, identifiers.size());
      int to = Math.min(from + perPage, identifiers.size());
      StringBuilder turtle = new StringBuilder(PREFIXES);
      turtle.append("</catalog> a dcat:Catalog ; dct:title \"Danh mục\" .\n");
      turtle.append("<> a hydra:PartialCollectionView .\n");
      for (String id : identifiers.subList(from, to)) {
        turtle.append(
            """
            </catalog> dcat:dataset </dataset/%1$s> .
            </dataset/%1$s> a dcat:Dataset ; dct:identifier "%1$s" ; dct:title "Tiêu đề %1$s"@vi .
            """
                .formatted(id));
      }
      if (to < identifiers.size()) {
        turtle.append("<> hydra:next </catalog?page=%d> .\n".formatted(page + 1));
      }
      return Reply.of("text/turtle", turtle.toString());
    };
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return turtle(
        """
        </c> a dcat:Catalog ; dcat:dataset </a>, </b>, [ a dcat:Dataset ; dct:title "Vô danh" ] .
        </a> a dcat:Dataset ; dct:identifier "a" ; dct:title "A" .
        </b> a dcat:Dataset ; dct:identifier "b" ; dct:title "B" .
        """);
  }

  @Override
  protected Handler endless(SourceServer server) {
    return request ->
        Reply.of(
            "text/turtle",
            PREFIXES
                + "<> a hydra:PartialCollectionView ; hydra:next </catalog?page=%d> . </d> a dcat:Dataset ."
                    .formatted(Integer.parseInt(request.parameter("page", "1")) % 7 + 1));
  }

  private static Handler turtle(String body) {
    return _ -> Reply.of("text/turtle", PREFIXES + body);
  }

  private static HarvestOutcome harvest(SourceServer server, HarvestLog log) throws Exception {
    try (var client = new SourceClient("x", Limits.defaults())) {
      return new DcatConnector(client)
          .harvest(server.source("/catalog", OptionalInt.empty()), log, log);
    }
  }

  private static HarvestLog harvested(String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(turtle(body));
      var log = new HarvestLog();
      harvest(server, log);
      return log;
    }
  }

  @Test
  void aRecordHoldsWhatBelongsToItAndNothingOfOthers() throws Exception {
    HarvestLog log =
        harvested(
            """
            <http://h.vn/c> a dcat:Catalog ; dct:title "C" ; dcat:dataset <http://h.vn/a>, <http://h.vn/b> ;
              dcat:record <http://h.vn/r> .
            <http://h.vn/r> a dcat:CatalogRecord ; foaf:primaryTopic <http://h.vn/a> ; dct:modified "2026" .
            <http://h.vn/a> a dcat:Dataset ; dct:title "A" ; dct:publisher <http://h.vn/org> ;
              dct:relation <http://h.vn/b> ; dct:isPartOf <http://h.vn/c> ;
              dcat:theme <http://h.vn/theme> ;
              dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2020" ] ;
              dcat:contactPoint [ vcard:fn "An" ; vcard:hasAddress [ vcard:locality "Huế" ] ] ;
              dcat:distribution <http://h.vn/a.csv> .
            <http://h.vn/a.csv> dct:format "CSV" ; dcat:accessService <http://h.vn/api> .
            <http://h.vn/api> a dcat:DataService ; dct:title "API" ; dcat:servesDataset <http://h.vn/b> .
            <http://h.vn/org> foaf:name "Sở Y tế" .
            <http://h.vn/theme> skos:prefLabel "Y tế" ; skos:inScheme <http://h.vn/scheme> .
            <http://h.vn/scheme> dct:title "Lược đồ" .
            <http://h.vn/b> a dcat:Dataset ; dct:title "B" ; dct:publisher <http://h.vn/org> .
            """);

    assertThat(log.identifiers()).containsExactly("http://h.vn/a", "http://h.vn/b");
    var a = log.record("http://h.vn/a").description();
    assertThat(a.size()).isEqualTo(25);
    assertThat(a.listSubjects().filterKeep(s -> s.isURIResource()).mapWith(s -> s.getURI()).toSet())
        .containsExactlyInAnyOrder(
            "http://h.vn/a",
            "http://h.vn/a.csv",
            "http://h.vn/api",
            "http://h.vn/org",
            "http://h.vn/theme",
            "http://h.vn/r");
    assertThat(log.record("http://h.vn/b").description().size()).isEqualTo(4);
  }

  @Test
  void anIdentifierNamesARecordOnlyWhereItIsItsOwn() throws Exception {
    HarvestLog log =
        harvested(
            """
            <http://h.vn/a> a dcat:Dataset ; dct:title "A" ; dct:identifier "own" .
            <http://h.vn/b> a dcat:Dataset ; dct:title "B" ; dct:identifier "shared" .
            <http://h.vn/c> a dcat:Dataset ; dct:title "C" ; dct:identifier "shared" .
            <http://h.vn/d> a dcat:Dataset ; dct:title "D" ; dct:identifier "one", "two" .
            """);

    assertThat(log.identifiers())
        .containsExactly("own", "http://h.vn/b", "http://h.vn/c", "http://h.vn/d");
  }

  @Test
  void anIdentifierThatCameOnAnEarlierPageForSomethingElseLosesNoRecord() throws Exception {
    try (var server = SourceServer.start()) {
      server.on(
          "/catalog",
          turtle(
              """
              <> hydra:next </catalog?page=2> .
              <http://h.vn/a> a dcat:Dataset ; dct:title "A" ; dct:identifier "1" .
              """));
      server.on(
          "/catalog?page=2",
          turtle(
              """
              <http://h.vn/b> a dcat:Dataset ; dct:title "B" ; dct:identifier "1" .
              <http://h.vn/a> a dcat:Dataset ; dct:title "A" ; dct:identifier "1" .
              """));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));

      assertThat(log.identifiers()).contains("1", "http://h.vn/b");
    }
  }

  @Test
  void aBlankNodeIsNamedByItsIdentifier() throws Exception {
    HarvestLog log =
        harvested(
            """
            [] a dcat:Dataset ; dct:title "Một" ; dct:identifier "số 1" ;
              dcat:distribution [ dcat:downloadURL <http://h.vn/1.csv> ] .
            [] a dcat:Dataset ; dct:title "Hai" ; dct:identifier "http://h.vn/hai" .
            [] a dcat:Dataset ; dct:title "Ba" .
            """);

    assertThat(log.record("số 1").subject().getURI())
        .matches("http://127\\.0\\.0\\.1:\\d+/\\.well-known/genid/s%E1%BB%91%201");
    assertThat(Dataset.of(log.record("số 1")).distributions()).hasSize(1);
    assertThat(log.record("http://h.vn/hai").subject().getURI()).isEqualTo("http://h.vn/hai");
    assertThat(log.rejected()).hasSize(1);
    assertThat(log.rejected().values().iterator().next().en())
        .contains("'Ba'")
        .contains("neither an IRI nor a dct:identifier");
  }

  @Test
  void whatIsOnlyNamedIsRejectedOnceNoPageDescribesIt() throws Exception {
    try (var server = SourceServer.start()) {
      server.on(
          "/catalog",
          turtle(
              """
              </c> a dcat:Catalog ; dcat:dataset <http://h.vn/a>, <http://h.vn/b> .
              <> hydra:next </catalog?page=2> .
              """));
      server.on("/catalog?page=2", turtle("<http://h.vn/b> a dcat:Dataset ; dct:title \"B\" ."));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(2));
      assertThat(log.identifiers()).containsExactly("http://h.vn/b");
      assertThat(log.rejected()).containsOnlyKeys("http://h.vn/a");

      // The second page is unchanged, and described b all the same.
      assertThat(harvest(server, log.next())).isEqualTo(new HarvestOutcome.Complete(2));
      assertThat(log.unchanged()).containsExactly("http://h.vn/b");
      assertThat(log.rejected()).containsOnlyKeys("http://h.vn/a");
    }
  }

  @Test
  void seriesAndServicesThatStandForThemselvesAreRecords() throws Exception {
    HarvestLog log =
        harvested(
            """
            <http://h.vn/c> a dcat:Catalog ; dcat:service <http://h.vn/s1> .
            <http://h.vn/s1> a dcat:DataService ; dct:title "Bản đồ" .
            <http://h.vn/s2> a dcat:DataService ; dct:title "API của tệp" .
            <http://h.vn/s3> a dcat:DataService .
            <http://h.vn/d> a dcat:Dataset ; dct:title "D" ; dcat:inSeries <http://h.vn/series> ;
              dcat:distribution [ dcat:accessService <http://h.vn/s2> ] .
            <http://h.vn/series> a dcat:DatasetSeries ; dct:title "Chuỗi" .
            """);

    assertThat(log.identifiers())
        .containsExactly("http://h.vn/d", "http://h.vn/s1", "http://h.vn/series");
    assertThat(log.rejected()).containsOnlyKeys("http://h.vn/s3");
  }

  @Test
  void aCatalogueThatAnnouncesMoreThanItGivesIsPartial() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(
          turtle(
              "<> a hydra:Collection ; hydra:totalItems 9 . </d> a dcat:Dataset ; dct:title"
                  + " \"D\" ."));

      HarvestOutcome outcome = harvest(server, new HarvestLog());

      assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("announces 9 items");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/turtle|<http://h.vn/d> a <http://www.w3.org/ns/dcat#Dataset> .",
        "text/plain|<http://h.vn/d> a <http://www.w3.org/ns/dcat#Dataset> .",
        "application/n-triples|<http://h.vn/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
            + " <http://www.w3.org/ns/dcat#Dataset> .",
        "application/rdf+xml|<http://h.vn/d> a <http://www.w3.org/ns/dcat#Dataset> .",
        "application/ld+json|{'@id':'http://h.vn/d','@type':'http://www.w3.org/ns/dcat#Dataset'}",
        "application/json;"
            + " charset=utf-8|{'@id':'http://h.vn/d','@type':'http://www.w3.org/ns/dcat#Dataset'}",
        "text/turtle|{'@id':'http://h.vn/d','@type':'http://www.w3.org/ns/dcat#Dataset'}",
        "text/xml|<?xml version='1.0'?><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:d='http://www.w3.org/ns/dcat#'><d:Dataset r:about='http://h.vn/d'/></r:RDF>",
        "application/octet-stream|<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:d='http://www.w3.org/ns/dcat#'><d:Dataset r:about='http://h.vn/d'/></r:RDF>",
      })
  void theSyntaxIsFoundWhateverTheServerCallsIt(String type, String body) throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(_ -> Reply.of(type, body.replace('\'', '"')));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(1));

      assertThat(log.identifiers()).containsExactly("http://h.vn/d");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<> hydra:next </catalog?page=2> .",
    "<> hydra:next \"/catalog?page=2\" .",
    "</other> hydra:nextPage </catalog?page=2> .",
    "</catalog> hydra:view [ hydra:next <?page=2> ] .",
  })
  void thePageAfterIsFoundHoweverItIsSaid(String link) throws Exception {
    try (var server = SourceServer.start()) {
      server.on("/catalog", turtle("</c> a dcat:Catalog . " + link));
      server.on("/catalog?page=2", turtle("</d> a dcat:Dataset ; dct:title \"D\" ."));
      var log = new HarvestLog();

      assertThat(harvest(server, log)).isEqualTo(new HarvestOutcome.Complete(1));
    }
  }

  @Test
  void theHeaderLinkLeadsToThePageAfterToo() throws Exception {
    try (var server = SourceServer.start()) {
      Reply first = Reply.of("text/turtle", PREFIXES + "</c> a dcat:Catalog .");
      server.on("/catalog", first.with("Link", "</catalog?page=2>; rel=next"));
      server.on("/catalog?page=2", turtle("</d> a dcat:Dataset ; dct:title \"D\" ."));

      assertThat(harvest(server, new HarvestLog())).isEqualTo(new HarvestOutcome.Complete(1));
    }
  }

  @Test
  void rdfThatIsNoCatalogueIsNotZeroDatasets() throws Exception {
    try (var server = SourceServer.start()) {
      server.otherwise(turtle("<http://h.vn/x> dct:title \"Không phải danh mục\" ."));

      HarvestOutcome outcome = harvest(server, new HarvestLog());

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .contains("neither a dcat:Catalog nor a dcat:Dataset");
    }
  }

  @Test
  void thousandsOfDatasetsAreTakenApartQuickly() throws Exception {
    StringBuilder page = new StringBuilder("<http://h.vn/c> a dcat:Catalog .\n");
    for (int i = 0; i < 1_000; i++) {
      page.append("<http://h.vn/c> dcat:dataset <http://h.vn/d%d> .\n".formatted(i));
      page.append(dataset(i));
    }
    HarvestLog log = harvested(page.toString());

    assertThat(log.accepted()).hasSize(1_000);
    List<CatalogRecord> records = new ArrayList<>(log.accepted());
    assertThat(records.getFirst().description().size()).isBetween(55L, 65L);
    assertThat(
            records
                .getFirst()
                .description()
                .contains(
                    null, DCTerms.publisher, ResourceFactory.createResource("http://h.vn/org")))
        .isTrue();
    assertThat(records.getFirst().description().listSubjectsWithProperty(DCAT.downloadURL).toList())
        .hasSize(3);
  }

  /** About 60 statements. */
  static String dataset(int i) {
    StringBuilder turtle = new StringBuilder();
    turtle.append(
        """
        <http://h.vn/d%1$d> a dcat:Dataset ; dct:identifier "%1$d" ; dct:title "Bộ dữ liệu %1$d"@vi, "Dataset %1$d"@en ;
          dct:description "Mô tả của bộ dữ liệu số %1$d"@vi ; dct:publisher <http://h.vn/org> ;
          dct:issued "2026-01-01" ; dct:modified "2026-02-02" ; dct:license <http://h.vn/licence> ;
          dcat:landingPage <http://h.vn/p/%1$d> ; dct:language "vi" ; dct:accrualPeriodicity "monthly" ;
          dct:spatial [ a dct:Location ; skos:prefLabel "Huế" ] ;
          dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2020" ; dcat:endDate "2025" ] ;
          dcat:contactPoint [ a vcard:Kind ; vcard:fn "An" ; vcard:hasEmail <mailto:an@h.vn> ] .
        """
            .formatted(i));
    for (int k = 0; k < 8; k++) {
      turtle.append("<http://h.vn/d%d> dcat:keyword \"từ khóa %d\" .%n".formatted(i, k));
    }
    for (int k = 0; k < 3; k++) {
      turtle.append(
          """
          <http://h.vn/d%1$d> dcat:distribution <http://h.vn/d%1$d/%2$d> .
          <http://h.vn/d%1$d/%2$d> a dcat:Distribution ; dct:title "Tệp %2$d" ; dct:format "CSV" ;
            dcat:downloadURL <http://h.vn/d%1$d/%2$d.csv> ; dcat:byteSize 1234 ; dct:license <http://h.vn/licence> ;
            dct:modified "2026-02-02" .
          """
              .formatted(i, k));
    }
    return turtle.toString();
  }

  @Test
  void aBlankNodesNameHoldsNoPassword() throws Exception {
    try (var server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults())) {
      server.otherwise(turtle("[] a dcat:Dataset ; dct:identifier \"so 1\" ; dct:title \"A\" ."));
      Source source = server.source("/catalog", OptionalInt.empty());
      Source secret =
          new Source(
              source.id(),
              java.net.URI.create(
                  source.url().toString().replace("http://", "http://sen:mat-khau@")),
              source.agency(),
              source.allowedHosts(),
              source.limit());
      var log = new HarvestLog();

      new DcatConnector(client).harvest(secret, log, log);

      assertThat(log.record("so 1").subject().getURI())
          .isEqualTo(server.uri("/.well-known/genid/so%201").toString());
    }
  }
}
