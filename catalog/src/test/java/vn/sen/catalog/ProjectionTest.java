package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.rdf.model.AnonId;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.RdfStore.GraphChange;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Sen;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;

class ProjectionTest {
  private static final String SUBJECT = "https://portal.example.vn/dataset/a";
  private static final DatasetId ID = new DatasetId("0000000001");
  private static final String IRI = "https://du-lieu.example.vn/dataset/0000000001";
  private static final TableId TABLE = new TableId(ID, "provinces");
  private static final Projection PROJECTION = new Projection(House.BASE);
  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX dqv: <http://www.w3.org/ns/dqv#>
      PREFIX spdx: <http://spdx.org/rdf/terms#>
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      PREFIX : <https://portal.example.vn/>
      """;

  private static DatasetEntry entry(String turtle, TableEntry... tables) {
    Model model = ModelFactory.createDefaultModel();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).parse(model);
    return entry(model, Optional.empty(), tables);
  }

  private static DatasetEntry entry(
      Model model, Optional<DatasetEntry.Tombstone> tombstone, TableEntry... tables) {
    return entry(model, tombstone, List.of(), tables);
  }

  private static DatasetEntry entry(
      Model model,
      Optional<DatasetEntry.Tombstone> tombstone,
      List<DatasetEntry.Failure> failures,
      TableEntry... tables) {
    var record = new CatalogRecord("a", model.createResource(SUBJECT));
    return new DatasetEntry(
        ID,
        Samples.agency(Samples.INTERIOR, "Bộ Nội vụ"),
        record,
        Dataset.of(record),
        new SourceId("portal"),
        List.of(),
        7,
        Samples.NOW,
        Samples.NOW,
        tombstone,
        List.of(tables),
        List.of(),
        failures);
  }

  private static TableEntry published(String content) {
    TableVersion version = Samples.version(TABLE.version(2), TableState.PUBLISHED, content);
    return new TableEntry(TABLE, Optional.of(version), version, Optional.empty());
  }

  private static Map<TableVersionId, QualityReport> reports(DatasetEntry entry) {
    var byId = new HashMap<TableVersionId, QualityReport>();
    entry.tables().stream()
        .flatMap(table -> table.published().stream())
        .forEach(version -> byId.put(version.id(), Samples.report(version)));
    return byId;
  }

  private static Model graph(DatasetEntry entry, String ending) {
    return PROJECTION.graphs(entry, reports(entry)).stream()
        .filter(change -> change.graph().equals(IRI + ending))
        .findFirst()
        .flatMap(GraphChange::content)
        .orElseGet(ModelFactory::createDefaultModel);
  }

  private static Resource resource(String iri) {
    return ResourceFactory.createResource(iri);
  }

  @Test
  void theDatasetIsDescribedUnderOurNameAndLinkedToTheSources() {
    Model model =
        graph(
            entry(
                """
                <https://portal.example.vn/dataset/a> a dcat:Dataset ;
                  dct:title "Dân số"@vi ;
                  dcat:contactPoint [ vcard:fn "Văn phòng" ; vcard:hasEmail <mailto:vp@example.vn> ] ;
                  dcat:distribution :csv .
                :csv dcat:downloadURL <https://portal.example.vn/a.csv> ; dct:title "Bảng"@vi .
                """),
            "");

    Resource dataset = model.getResource(IRI);
    assertThat(dataset.hasProperty(RDF.type, DCAT.Dataset)).isTrue();
    assertThat(dataset.getProperty(DCTerms.title).getString()).isEqualTo("Dân số");
    assertThat(dataset.hasProperty(Sen.ALTERNATE_OF, resource(SUBJECT))).isTrue();
    assertThat(dataset.getProperty(DCTerms.identifier).getString()).isEqualTo("a");
    Resource distribution = dataset.getPropertyResourceValue(DCAT.distribution);
    assertThat(distribution.getURI()).startsWith(IRI + "#distribution-");
    assertThat(distribution.getPropertyResourceValue(DCAT.downloadURL))
        .isEqualTo(resource("https://portal.example.vn/a.csv"));
    assertThat(model.containsResource(resource("mailto:vp@example.vn"))).isTrue();
    assertThat(
            model.contains(resource("https://du-lieu.example.vn/catalog"), DCAT.dataset, dataset))
        .isTrue();
    assertThat(model.contains(resource(IRI + "#record"), FOAF.primaryTopic, dataset)).isTrue();
    assertThat(
            dataset.getPropertyResourceValue(DCTerms.publisher).getProperty(FOAF.name).getString())
        .isEqualTo("Bộ Nội vụ");
  }

  @Test
  void aPublisherWeDoNotKnowIsKeptAsTheSourceNamesIt() {
    Model model =
        graph(
            entry(
                """
                <https://portal.example.vn/dataset/a> dct:title "x" ;
                  dct:publisher [ foaf:name "Sở Y tế"@vi ] .
                """),
            "");

    assertThat(
            model
                .getResource(IRI)
                .getPropertyResourceValue(DCTerms.publisher)
                .getProperty(FOAF.name)
                .getString())
        .isEqualTo("Sở Y tế");
  }

  @Test
  void nothingIsSaidOfOthersNorInOurWordsNorOfGrades() {
    Model model =
        graph(
            entry(
                """
                <https://portal.example.vn/dataset/a> dct:title "x" ;
                  <urn:sen:grade> "A" ;
                  a <urn:sen:Best> ;
                  dqv:hasQualityMeasurement [ dqv:value 1.0 ] ;
                  owl:sameAs <https://other.example.vn/dataset/b> ;
                  dct:relation <https://other.example.vn/dataset/b> ;
                  dcat:distribution <https://other.example.vn/resource/9> ;
                  dcat:distribution <https://du-lieu.example.vn/download/0000000002/t/1.csv> .
                <https://other.example.vn/dataset/b> dct:license <https://evil.example/> .
                <https://other.example.vn/resource/9> dct:license <https://evil.example/> .
                <https://du-lieu.example.vn/download/0000000002/t/1.csv>
                  dct:license <https://evil.example/> .
                """),
            "");

    assertThat(subjects(model)).allMatch(ProjectionTest::isOurs);
    assertThat(model.contains(resource("https://other.example.vn/resource/9"), DCTerms.license))
        .isFalse();
    String all = model.listStatements().toList().toString();
    assertThat(all).doesNotContain("urn:sen", "dqv#", "sameAs", "0000000002");
    assertThat(
            model.contains(
                resource(IRI), DCTerms.relation, resource("https://other.example.vn/dataset/b")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/x",
        "http://127.0.0.1:8080/x",
        "http://10.1.2.3/x",
        "http://192.168.1.1/",
        "http://172.20.0.1/",
        "http://169.254.169.254/latest",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://2852039166/",
        "http://0x7f.1/",
        "http://intranet/x",
        "http://files.lan/x",
        "https://user:secret@portal.example.vn/",
        "ftp://portal.example.vn/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
      })
  void linksThatAreNotForEveryoneAreLeftOut(String link) {
    assertThat(PublicLink.isPublic(link)).isFalse();
    assertThat(PublicLink.isHarmless(link)).isFalse();

    Model model = ModelFactory.createDefaultModel();
    model
        .createResource(SUBJECT)
        .addProperty(DCTerms.title, "x")
        .addProperty(DCAT.landingPage, model.createResource(link))
        .addProperty(DCTerms.source, link);

    assertThat(graph(entry(model, Optional.empty()), "").listStatements().toList().toString())
        .doesNotContain(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://portal.example.vn/a?b=c#d",
        "http://14.225.5.1/data.csv",
        "mailto:vp@example.vn",
        "urn:iso:std:iso:3166",
        "http://[2001:db8::1]/"
      })
  void linksForEveryoneStay(String link) {
    assertThat(PublicLink.isPublic(link)).isTrue();
  }

  @Test
  void wordsAreNoLinks() {
    assertThat(PublicLink.isHarmless("Tỷ lệ: 3://4")).isTrue();
    assertThat(PublicLink.isHarmless("data: một ghi chú")).isTrue();
    assertThat(PublicLink.isHarmless("Xem http://localhost/ để biết thêm")).isTrue();
  }

  @Test
  void aPublishedVersionIsADistributionWithItsChecksum() {
    DatasetEntry entry =
        entry("<https://portal.example.vn/dataset/a> dct:title 'x' .", published("p"));

    Model model = graph(entry, "");

    Resource parquet =
        model.getResource("https://du-lieu.example.vn/download/0000000001/provinces/2.parquet");
    assertThat(model.contains(resource(IRI), DCAT.distribution, parquet)).isTrue();
    assertThat(parquet.getPropertyResourceValue(DCAT.downloadURL)).isEqualTo(parquet);
    assertThat(parquet.getProperty(DCAT.byteSize).getLong()).isEqualTo(1);
    assertThat(
            parquet
                .getPropertyResourceValue(Sen.SPDX_CHECKSUM)
                .getProperty(Sen.SPDX_CHECKSUM_VALUE)
                .getString())
        .isEqualTo(Samples.sha256("p"));
    assertThat(
            model.containsResource(
                resource("https://du-lieu.example.vn/download/0000000001/provinces/2.csv")))
        .isTrue();
  }

  @Test
  void qualityIsMeasuredOnTheDistribution() {
    DatasetEntry entry =
        entry("<https://portal.example.vn/dataset/a> dct:title 'x' .", published("p"));

    Model model = graph(entry, "/quality");

    Resource parquet =
        model.getResource("https://du-lieu.example.vn/download/0000000001/provinces/2.parquet");
    List<Resource> measurements =
        model.listResourcesWithProperty(Sen.COMPUTED_ON, parquet).toList();
    assertThat(measurements).hasSize(5);
    Resource rule =
        model.listResourcesWithProperty(Sen.IS_MEASUREMENT_OF, Sen.rule("ACC-04")).nextResource();
    assertThat(rule.getProperty(Sen.DQV_VALUE).getDouble()).isEqualTo(1 - 2.0 / 34);
    assertThat(rule.getPropertyResourceValue(Sen.IN_DIMENSION).getURI())
        .isEqualTo("urn:sen:dimension:accurate");
    assertThat(rule.hasProperty(Sen.GENERATED_AT_TIME)).isTrue();
  }

  @Test
  void whatIsHeldBackIsNowhere() {
    TableVersion held = Samples.version(TABLE.version(1), TableState.QUARANTINED, "secret");
    DatasetEntry entry =
        entry(
            "<https://portal.example.vn/dataset/a> dct:title 'x' .",
            new TableEntry(TABLE, Optional.empty(), held, Optional.empty()));

    assertThat(Projection.published(entry)).isEmpty();
    for (GraphChange change : PROJECTION.graphs(entry, Map.of())) {
      change
          .content()
          .ifPresent(
              model ->
                  assertThat(model.listStatements().toList().toString())
                      .doesNotContain("provinces", Samples.sha256("secret")));
    }
    SearchDocument document = PROJECTION.document(entry).orElseThrow();
    assertThat(document.states()).containsExactly("quarantined");
    assertThat(document.columns()).isEmpty();
    assertThat(document.rows()).isZero();
    assertThat(document.scores()).isEqualTo(Scores.NOT_RATED);
  }

  @Test
  void aFileThatFailedIsNotTakenForADatasetWithoutTables() {
    Model model = ModelFactory.createDefaultModel();
    model.createResource(SUBJECT).addProperty(DCTerms.title, "x");
    var failure =
        new DatasetEntry.Failure(
            "urn:x:csv",
            "https://portal.example.vn/a.csv",
            new Problem(
                "a",
                Optional.empty(),
                Problem.Stage.FETCH,
                Optional.of("LIV-05"),
                Severity.ERROR,
                new Message("Máy chủ trả về trang HTML.", "The server answers with a page.")),
            Optional.empty(),
            Samples.NOW);

    assertThat(states(entry(model, Optional.empty()))).containsExactly("no-table");
    assertThat(states(entry(model, Optional.empty(), List.of(failure)))).containsExactly("failed");
  }

  private static List<String> states(DatasetEntry entry) {
    return PROJECTION.document(entry).orElseThrow().states();
  }

  @Test
  void aWithdrawnDatasetDropsItsGraphsAndItsDocument() {
    Model model = ModelFactory.createDefaultModel();
    model.createResource(SUBJECT).addProperty(DCTerms.title, "x");
    DatasetEntry entry =
        entry(model, Optional.of(new DatasetEntry.Tombstone("gone", Samples.NOW)), published("p"));

    assertThat(PROJECTION.graphs(entry, Map.of()))
        .extracting(GraphChange::graph, GraphChange::content)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(IRI, Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(IRI + "/quality", Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(IRI + "/provenance", Optional.empty()));
    assertThat(PROJECTION.document(entry)).isEmpty();
  }

  @Test
  void aDocumentHasWhatPeopleLookFor() {
    DatasetEntry entry =
        entry(
            """
            <https://portal.example.vn/dataset/a> dct:title "Dân số"@vi ; dcat:keyword "tỉnh" ;
              dct:license <http://creativecommons.org/licenses/by/4.0/> ;
              dct:modified "2025-07" ; dct:temporal [ dcat:startDate "2020" ; dcat:endDate "2024-02" ] ;
              dcat:distribution [ dct:format "xlsx" ], [ dcat:mediaType "text/csv" ] .
            """,
            published("p"));

    SearchDocument document = PROJECTION.document(entry).orElseThrow();

    assertThat(document.identifiers()).contains("a", "G09:a");
    assertThat(document.keywords()).containsExactly("tỉnh");
    assertThat(document.formats()).contains("CSV", "XLSX");
    assertThat(document.periodStart()).contains("2020-01-01");
    assertThat(document.periodEnd()).contains("2024-02-29");
    assertThat(document.modified()).isEqualTo("2025-06-30T17:00:00Z");
    assertThat(document.columns()).containsExactly("Mã tỉnh", "Dân số");
    assertThat(document.states()).containsExactly("published");
    assertThat(document.rows()).isEqualTo(34);
    assertThat(document.licence().orElseThrow()).contains("creativecommons.org/licenses/by/4.0");
  }

  @Property(tries = 200)
  void whateverASourceSaysIsSaidOfItsOwnDatasetAlone(
      @ForAll("statements") List<List<String>> statements) {
    Model model = ModelFactory.createDefaultModel();
    model.createResource(SUBJECT).addProperty(DCTerms.title, "x");
    for (List<String> s : statements) {
      Resource object =
          s.get(2).startsWith("_:")
              ? model.createResource(new AnonId(s.get(2)))
              : model.createResource(s.get(2));
      Resource subject =
          s.get(0).startsWith("_:")
              ? model.createResource(new AnonId(s.get(0)))
              : model.createResource(s.get(0));
      subject.addProperty(model.createProperty(s.get(1)), object);
    }

    for (GraphChange change : PROJECTION.graphs(entry(model, Optional.empty()), Map.of())) {
      change.content().ifPresent(m -> assertThat(subjects(m)).allMatch(ProjectionTest::isOurs));
    }
  }

  @Provide
  Arbitrary<List<List<String>>> statements() {
    Arbitrary<String> nodes =
        Arbitraries.of(
            SUBJECT,
            "https://other.example.vn/b",
            "https://other.example.vn/c",
            IRI,
            "https://du-lieu.example.vn/dataset/0000000002",
            "urn:sen:rule:ACC-01",
            "_:x",
            "_:y");
    Arbitrary<String> predicates =
        Arbitraries.of(
            DCAT.distribution.getURI(),
            DCTerms.publisher.getURI(),
            DCTerms.license.getURI(),
            DCTerms.temporal.getURI(),
            Sen.SPDX_CHECKSUM.getURI(),
            Sen.DQV + "value",
            Sen.NS + "x");
    return net.jqwik.api.Combinators.combine(nodes, predicates, nodes)
        .as((s, p, o) -> List.of(s, p, o))
        .list()
        .ofMaxSize(30);
  }

  private static List<Resource> subjects(Model model) {
    return new ArrayList<>(model.listSubjects().toList());
  }

  private static boolean isOurs(Resource subject) {
    return subject.isAnon()
        || subject.getURI().equals(IRI)
        || subject.getURI().startsWith(IRI + "#")
        || subject.getURI().startsWith(IRI + "/")
        || subject.getURI().equals("https://du-lieu.example.vn/catalog")
        || subject.getURI().equals("https://du-lieu.example.vn/agency/G09")
        || subject.getURI().startsWith("https://du-lieu.example.vn/download/0000000001/");
  }
}
