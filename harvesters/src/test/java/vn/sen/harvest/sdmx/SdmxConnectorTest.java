package vn.sen.harvest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
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
import vn.sen.vocab.Distribution;

class SdmxConnectorTest extends ConnectorContract {
  private static final String V21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1";
  private static final String V30 = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";

  @Override
  protected Connector connector(SourceClient client) {
    return new SdmxConnector(client);
  }

  @Override
  protected String path() {
    return "/rest";
  }

  @Override
  protected int pagesOfFive() {
    return 1;
  }

  @Override
  protected String identifier(String name) {
    return "VN_GSO:" + name;
  }

  @Override
  protected Handler healthy(SourceServer server, List<String> identifiers, int perPage) {
    return xml(
        message(
            V21,
            identifiers.stream()
                .map(id -> flow(id.substring("VN_GSO:".length()), "1.0"))
                .collect(Collectors.joining())));
  }

  @Override
  protected Handler withOneBroken(SourceServer server) {
    return xml(
        message(V21, flow("a", "1.0") + flow("x", "1.0").replace("id='x'", "") + flow("b", "1.0")));
  }

  @Override
  protected Handler endless(SourceServer server) {
    return _ -> Reply.redirect(path());
  }

  private static Handler xml(String body) {
    return _ -> Reply.of("application/vnd.sdmx.structure+xml;version=2.1", body);
  }

  private static Handler json(String body) {
    return _ -> Reply.of("application/vnd.sdmx.structure+json", body);
  }

  private static String message(String schemas, String flows) {
    return structures(schemas, "<s:Dataflows>" + flows + "</s:Dataflows>");
  }

  private static String structures(String schemas, String within) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <m:Structure xmlns:m="%1$s/message" xmlns:s="%1$s/structure" xmlns:c="%1$s/common">
      <m:Header><m:ID>T1</m:ID><m:Test>false</m:Test></m:Header>
      <m:Structures>%2$s</m:Structures>
    </m:Structure>\
    """
        .formatted(schemas, within);
  }

  private static String flow(String id, String version) {
    return flow(id, version, "");
  }

  private static String flow(String id, String version, String more) {
    return """
    <s:Dataflow id='%1$s' agencyID='VN_GSO' version='%2$s' isFinal='true'>%3$s
      <c:Name xml:lang='vi'>Tiêu đề VN_GSO:%1$s</c:Name><c:Name xml:lang='en'>Title %2$s</c:Name>
      <s:Structure><Ref id='DSD_%1$s' version='2.0' agencyID='VN_GSO' package='datastructure' class='DataStructure'/></s:Structure>
    </s:Dataflow>\
    """
        .formatted(id, version, more);
  }

  private static String error(String code, String words) {
    return """
    <?xml version="1.0"?><m:Error xmlns:m="%1$s/message" xmlns:c="%1$s/common">
      <m:ErrorMessage code="%2$s"><c:Text xml:lang="en">%3$s</c:Text></m:ErrorMessage></m:Error>\
    """
        .formatted(V21, code, words);
  }

  /** A harvest of {@code path} on a server that answers everything so. */
  private record Harvested(
      HarvestOutcome outcome, HarvestLog log, List<SourceServer.Request> requests) {
    static Harvested of(String path, Handler handler) throws Exception {
      try (SourceServer server = SourceServer.start();
          SourceClient client =
              new SourceClient(
                  "test@sen.vn",
                  Limits.defaults()
                      .withRetries(0, Duration.ofMillis(2), Duration.ofSeconds(1))
                      .withTimes(
                          Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20)))) {
        server.otherwise(handler);
        HarvestLog log = new HarvestLog();
        HarvestOutcome outcome = new SdmxConnector(client).harvest(server.source(path), log, log);
        return new Harvested(outcome, log, List.copyOf(server.requests()));
      }
    }

    String reason() {
      return ((HarvestOutcome.Partial) outcome).reason().en();
    }

    Resource subject(String identifier) {
      return log.record(identifier).subject();
    }
  }

  @Test
  void aDataflowIsADatasetWithItsDataAsCsv() throws Exception {
    Harvested harvested =
        Harvested.of(
            "/rest",
            xml(
                message(
                    V21,
                    flow(
                            "CPI",
                            "1.2",
                            """
                            <c:Annotations><c:Annotation><c:AnnotationTitle>2026-01-31T11:00:00+07:00</c:AnnotationTitle>
                              <c:AnnotationType>UPDATE_DATA</c:AnnotationType></c:Annotation>
                            <c:Annotation id='N'><c:AnnotationText xml:lang='vi'>Năm gốc 2019</c:AnnotationText></c:Annotation></c:Annotations>\
                            """)
                        .replace(
                            "<s:Structure>",
                            "<c:Description xml:lang='vi'>Chỉ số"
                                + " giá</c:Description><s:Structure>"))));

    Dataset dataset = Dataset.of(harvested.log().record("VN_GSO:CPI"));
    Resource subject = harvested.subject("VN_GSO:CPI");
    assertThat(dataset.title().in("vi")).contains("Tiêu đề VN_GSO:CPI");
    assertThat(dataset.title().in("en")).contains("Title 1.2");
    assertThat(dataset.description().in("vi")).contains("Chỉ số giá");
    assertThat(subject.getURI()).endsWith("/rest/dataflow/VN_GSO/CPI");
    assertThat(subject.getProperty(DCTerms.conformsTo).getResource().getURI())
        .isEqualTo("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=VN_GSO:DSD_CPI(2.0)");
    assertThat(subject.getProperty(DCTerms.modified).getString())
        .isEqualTo("2026-01-31T11:00:00+07:00");
    assertThat(
            subject
                .getProperty(ResourceFactory.createProperty(SdmxMapper.NS + "N"))
                .getLiteral()
                .getLanguage())
        .isEqualTo("vi");
    Distribution csv = dataset.distributions().getFirst();
    assertThat(csv.downloadUrl().orElseThrow())
        .endsWith("/rest/data/VN_GSO,CPI/all?format=csvdata");
    assertThat(csv.mediaType()).contains("application/vnd.sdmx.data+csv");
    assertThat(dataset.distributions()).hasSize(1);
  }

  @Test
  void ofSeveralVersionsTheLatestIsTheRecord() throws Exception {
    Harvested harvested =
        Harvested.of(
            "/rest",
            xml(
                message(
                    V30,
                    flow("A", "1.9.0")
                        + flow("A", "1.10.0")
                        + flow("A", "1.10.0-draft")
                        + flow("A", "khac"))));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(1));
    assertThat(Dataset.of(harvested.log().record("VN_GSO:A")).title().in("en"))
        .contains("Title 1.10.0");
  }

  @Test
  void aVersionListWithoutEndIsOneRecord() throws Exception {
    String versions =
        IntStream.range(0, 20_000).mapToObj(i -> flow("A", "1." + i)).collect(Collectors.joining());

    Harvested harvested = Harvested.of("/rest", xml(message(V21, versions)));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(1));
    assertThat(Dataset.of(harvested.log().record("VN_GSO:A")).title().in("en"))
        .contains("Title 1.19999");
  }

  @Test
  void categoriesAreThemesNamedWhereTheMessageNamesThem() throws Exception {
    String categorised =
        """
        <s:Dataflows>%s</s:Dataflows>
        <s:Categorisations><s:Categorisation id='C1' agencyID='VN_GSO'>
          <s:Source><Ref id='CPI' agencyID='VN_GSO' version='1.0' class='Dataflow'/></s:Source>
          <s:Target><Ref id='GIA.CPI' maintainableParentID='CHUDE' agencyID='VN_GSO' class='Category'/></s:Target>
        </s:Categorisation></s:Categorisations>
        <s:CategorySchemes><s:CategoryScheme id='CHUDE' agencyID='VN_GSO' version='1.0'>
          <s:Category id='GIA'><c:Name xml:lang='vi'>Giá</c:Name>
            <s:Category id='CPI'><c:Name xml:lang='vi'>Giá tiêu dùng</c:Name></s:Category></s:Category>
        </s:CategoryScheme></s:CategorySchemes>
        """
            .formatted(flow("CPI", "1.0"));

    Harvested harvested = Harvested.of("/rest", xml(structures(V21, categorised)));

    Resource theme = harvested.subject("VN_GSO:CPI").getProperty(DCAT.theme).getResource();
    assertThat(theme.getURI())
        .isEqualTo("urn:sdmx:org.sdmx.infomodel.categoryscheme.Category=VN_GSO:CHUDE(1.0).GIA.CPI");
    assertThat(theme.getProperty(SKOS.prefLabel).getString()).isEqualTo("Giá tiêu dùng");
  }

  @Test
  void sdmxJsonSaysTheSame() throws Exception {
    Harvested harvested =
        Harvested.of(
            "/sdmx/v2",
            json(
                """
                {"meta": {"id": "T", "contentLanguages": ["vi"]},
                 "data": {"dataflows": [
                   {"id": "CPI", "version": "2.0", "agencyID": "VN_GSO", "name": "Chỉ số giá",
                    "names": {"vi": "Chỉ số giá", "en": "Price index"},
                    "annotations": [{"type": "NOTE", "texts": {"en": "Base 2019"}}],
                    "structure": "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=VN_GSO:D(1.0)"},
                   {"id": "NGOAI", "version": "1.0", "agencyID": "VN_GSO", "name": "Nơi khác",
                    "isExternalReference": true, "links": [{"rel": "external", "href": "http://khac.vn/sdmx"}]}],
                  "agencySchemes": [{"id": "AGENCIES", "agencyID": "SDMX",
                    "agencies": [{"id": "VN_GSO", "names": {"vi": "Tổng cục Thống kê"}}]}],
                  "categorisations": [{"source": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=VN_GSO:CPI(2.0)",
                    "target": "urn:sdmx:org.sdmx.infomodel.categoryscheme.Category=VN_GSO:C(1.0).GIA"}]}}
                """));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(2));
    Dataset dataset = Dataset.of(harvested.log().record("VN_GSO:CPI"));
    assertThat(dataset.title().in("en")).contains("Price index");
    assertThat(dataset.distributions().getFirst().downloadUrl().orElseThrow())
        .endsWith("/sdmx/v2/data/dataflow/VN_GSO/CPI/~/*?format=csvdata");
    assertThat(dataset.publisher().orElseThrow().name().in("vi")).contains("Tổng cục Thống kê");
    assertThat(harvested.subject("VN_GSO:CPI").hasProperty(DCAT.theme)).isTrue();
    assertThat(Dataset.of(harvested.log().record("VN_GSO:NGOAI")).distributions()).isEmpty();
    assertThat(harvested.subject("VN_GSO:NGOAI").getProperty(DCAT.landingPage).getObject())
        .hasToString("http://khac.vn/sdmx");
  }

  @ParameterizedTest
  @CsvSource({
    "/rest, /rest/dataflow/all/all/latest",
    "/rest/, /rest/dataflow/all/all/latest",
    "/rest?references=categorisation&format=csv,"
        + " /rest/dataflow/all/all/latest?references=categorisation",
    "/rest/dataflow/VN_GSO, /rest/dataflow/VN_GSO/all/latest",
    "/rest/dataflow/VN_GSO/CPI/1.0, /rest/dataflow/VN_GSO/CPI/latest",
    "/sdmx/v2, /sdmx/v2/structure/dataflow/*/*/*",
    "/sdmx/3.0, /sdmx/3.0/structure/dataflow/*/*/*",
    "/rest/structure/dataflow/VN_GSO/*, /rest/structure/dataflow/VN_GSO/*/*",
  })
  void theAddressSaysWhatIsAsked(String address, String asked) throws Exception {
    Harvested harvested = Harvested.of(address, xml(message(V21, flow("A", "1.0"))));

    assertThat(harvested.requests()).extracting(SourceServer.Request::path).containsExactly(asked);
    assertThat(harvested.requests().getFirst().headers().get("accept"))
        .contains("application/vnd.sdmx.structure+xml");
  }

  @ParameterizedTest
  @CsvSource({"/rest?format=csv, ?format=csv", "/rest?format=, /all"})
  void theAddressSaysHowCsvIsCalled(String address, String ending) throws Exception {
    Harvested harvested = Harvested.of(address, xml(message(V21, flow("A", "1.0"))));

    assertThat(
            Dataset.of(harvested.log().record("VN_GSO:A"))
                .distributions()
                .getFirst()
                .downloadUrl()
                .orElseThrow())
        .endsWith(ending);
  }

  @Test
  void aServiceOfTheOtherVersionIsFound() throws Exception {
    Harvested harvested =
        Harvested.of(
            "/rest",
            request ->
                request.path().startsWith("/rest/structure/")
                    ? xml(message(V30, flow("A", "1.0.0"))).answer(request)
                    : Reply.status(404, "no such page"));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void noResultsIsCompleteAndEmpty(int status) throws Exception {
    Harvested harvested =
        Harvested.of("/rest", _ -> Reply.status(status, error("100", "No results found")));

    assertThat(harvested.outcome()).isEqualTo(new HarvestOutcome.Complete(0));
  }

  @Test
  void noContentIsCompleteAndEmpty() throws Exception {
    assertThat(Harvested.of("/sdmx/v2", _ -> new Reply(204, Map.of(), new byte[0])).outcome())
        .isEqualTo(new HarvestOutcome.Complete(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 500})
  void anErrorIsPartialWithItsCodeAndWords(int status) throws Exception {
    for (String body :
        List.of(
            error("140", "Syntax error in agency"),
            "{\"meta\": {}, \"errors\": [{\"code\": 140, \"title\": \"Syntax error in agency\"}]}",
            "<S:Fault"
                + " xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><faultcode>140</faultcode><faultstring>Syntax"
                + " error in agency</faultstring></S:Fault>")) {
      Harvested harvested = Harvested.of("/rest", _ -> Reply.status(status, body));

      assertThat(harvested.reason()).contains("140 Syntax error in agency");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE m [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><m>&b;</m>",
        "<!DOCTYPE m SYSTEM 'file:///etc/passwd'><m/>",
        "<s:Structure xmlns:s='http://khac.vn'><s:Structures/></s:Structure>",
        "{\"meta\": {}, \"data\": {\"codelists\": []}}",
        "{\"data\": {\"dataflows\": []}}",
        "<html><title>Bảo trì</title></html>",
      })
  void whatIsNoListOfDataflowsIsPartial(String body) throws Exception {
    Harvested harvested = Harvested.of("/rest", _ -> Reply.of("application/xml", body));

    assertThat(harvested.outcome()).isInstanceOf(HarvestOutcome.Partial.class);
  }

  @Test
  void aMessageOfOtherStructuresIsPartial() throws Exception {
    Harvested harvested =
        Harvested.of("/rest", xml(structures(V21, "<s:Codelists><s:Codelist/></s:Codelists>")));

    assertThat(harvested.reason()).contains("other structures");
  }
}
