package vn.sen.harvest.iso;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;
import vn.sen.vocab.SharedCorpus;
import vn.sen.vocab.rdf.Canonical;

class IsoRecordTest {
  private static final Message CURE = new Message("Sửa.", "Mend it.");

  private static final String NAMESPACES =
      " xmlns:gmd='http://www.isotc211.org/2005/gmd' xmlns:gco='http://www.isotc211.org/2005/gco'"
          + " xmlns:gmx='http://www.isotc211.org/2005/gmx'"
          + " xmlns:srv='http://www.isotc211.org/2005/srv'"
          + " xmlns:gml='http://www.opengis.net/gml/3.2'"
          + " xmlns:xlink='http://www.w3.org/1999/xlink'";

  /** A record of ISO 19139 of which only some parts are given. */
  private static String gmd(String metadata, String citation, String identification, String tail) {
    return """
    <gmd:MD_Metadata%s>
      <gmd:fileIdentifier><gco:CharacterString>vn-1</gco:CharacterString></gmd:fileIdentifier>
      %s
      <gmd:identificationInfo><gmd:MD_DataIdentification>
        <gmd:citation><gmd:CI_Citation>
          <gmd:title><gco:CharacterString>Ranh giới xã</gco:CharacterString></gmd:title>%s
        </gmd:CI_Citation></gmd:citation>
        %s
      </gmd:MD_DataIdentification></gmd:identificationInfo>
      %s
    </gmd:MD_Metadata>\
    """
        .formatted(NAMESPACES, metadata, citation, identification, tail);
  }

  private static String text(String name, String words) {
    return "<gmd:%1$s><gco:CharacterString>%2$s</gco:CharacterString></gmd:%1$s>"
        .formatted(name, words);
  }

  private static String code(String name, String type, String value) {
    return "<gmd:%1$s><gmd:%2$s codeList='x#%2$s' codeListValue='%3$s'/></gmd:%1$s>"
        .formatted(name, type, value);
  }

  private static String link(String url, String protocol, String function) {
    return """
    <gmd:distributionInfo><gmd:MD_Distribution>
      <gmd:distributionFormat><gmd:MD_Format>%s</gmd:MD_Format></gmd:distributionFormat>
      <gmd:transferOptions><gmd:MD_DigitalTransferOptions><gmd:onLine><gmd:CI_OnlineResource>
        <gmd:linkage><gmd:URL>%s</gmd:URL></gmd:linkage>%s%s%s
      </gmd:CI_OnlineResource></gmd:onLine></gmd:MD_DigitalTransferOptions></gmd:transferOptions>
    </gmd:MD_Distribution></gmd:distributionInfo>\
    """
        .formatted(
            text("name", "ESRI Shapefile"),
            url.replace("&", "&amp;"),
            protocol.isEmpty() ? "" : text("protocol", protocol),
            text("name", "Tải về"),
            function.isEmpty() ? "" : code("function", "CI_OnLineFunctionCode", function));
  }

  private static IsoRecord map(String xml) throws Exception {
    XmlElement root = XmlDocument.read(xml.getBytes(StandardCharsets.UTF_8), CURE);
    return IsoRecord.map(
        root, Optional.empty(), identifier -> "http://nguon.vn/r/" + identifier.replace(" ", "_"));
  }

  private static Resource dataset(String xml) throws Exception {
    return ((IsoRecord.Usable) map(xml)).record().subject();
  }

  private static Resource identified(String identification) throws Exception {
    return dataset(gmd("", "", identification, ""));
  }

  private static Dataset view(Resource dataset) {
    return Dataset.of(new CatalogRecord("vn-1", dataset));
  }

  private static List<String> said(Resource subject, Property property) {
    return subject.listProperties(property).mapWith(Statement::getObject).toList().stream()
        .map(IsoRecordTest::said)
        .sorted()
        .toList();
  }

  /** An IRI, or words with their language or, where they are more than words, their type. */
  private static String said(RDFNode node) {
    if (!node.isLiteral()) {
      return node.toString();
    }
    String language = node.asLiteral().getLanguage();
    String type = node.asLiteral().getDatatype().getURI().replaceFirst("^.*#", "");
    return node.asLiteral().getLexicalForm()
        + (language.isEmpty() ? "" : "@" + language)
        + (Set.of("string", "langString").contains(type) ? "" : "^" + type);
  }

  private static List<String> labels(Resource subject, Property property) {
    return subject.listProperties(property).mapWith(Statement::getResource).toList().stream()
        .map(node -> node.getProperty(RDFS.label).getString())
        .sorted()
        .toList();
  }

  private static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }

  @Test
  void aRecordIsADatasetWithItsNameItsWordsAndItsWholeXml() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                code("language", "LanguageCode", "vie")
                    + code("hierarchyLevel", "MD_ScopeCode", "dataset")
                    + "<gmd:dateStamp><gco:Date>2026-02-03</gco:Date></gmd:dateStamp>",
                text("edition", "2.1"),
                text("abstract", "Ranh giới hành chính cấp xã.")
                    + code("language", "LanguageCode", "eng"),
                ""));

    assertThat(dataset.getURI()).isEqualTo("http://nguon.vn/r/vn-1");
    assertThat(dataset.hasProperty(RDF.type, DCAT.Dataset)).isTrue();
    assertThat(said(dataset, DCTerms.identifier)).containsExactly("vn-1");
    assertThat(said(dataset, DCTerms.title)).containsExactly("Ranh giới xã@vi");
    assertThat(said(dataset, DCTerms.description))
        .containsExactly("Ranh giới hành chính cấp xã.@vi");
    assertThat(said(dataset, property(DCAT.NS + "version"))).containsExactly("2.1");
    assertThat(said(dataset, DCTerms.language))
        .containsExactly("http://publications.europa.eu/resource/authority/language/ENG");
    Resource record =
        dataset.getModel().listSubjectsWithProperty(FOAF.primaryTopic, dataset).next();
    assertThat(record.getProperty(DCTerms.modified).getString()).isEqualTo("2026-02-03");
    assertThat(dataset.hasProperty(DCTerms.modified)).isFalse();

    String xml = dataset.getProperty(property(Sen.NS + "iso:xml")).getString();
    assertThat(XmlDocument.read(xml.getBytes(StandardCharsets.UTF_8), CURE).text("fileIdentifier"))
        .contains("vn-1");
  }

  @Test
  void everyLanguageOfATextIsTagged() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                text("language", "eng; USA")
                    + """
                    <gmd:locale><gmd:PT_Locale id="L1"><gmd:languageCode>
                      <gmd:LanguageCode codeListValue="vie"/></gmd:languageCode></gmd:PT_Locale></gmd:locale>\
                    """,
                "",
                """
                <gmd:abstract><gco:CharacterString>Communes</gco:CharacterString><gmd:PT_FreeText>
                  <gmd:textGroup><gmd:LocalisedCharacterString locale="#L1">Các xã</gmd:LocalisedCharacterString></gmd:textGroup>
                  <gmd:textGroup><gmd:LocalisedCharacterString locale="#FR">Communes</gmd:LocalisedCharacterString></gmd:textGroup>
                </gmd:PT_FreeText></gmd:abstract>\
                """,
                ""));

    assertThat(said(dataset, DCTerms.description))
        .containsExactly("Communes@en", "Communes@fr", "Các xã@vi");
  }

  @Test
  void whatIsNilIsAbsentAndAnAnchorIsItsWords() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                "",
                "",
                """
                <gmd:abstract gco:nilReason="missing"><gco:CharacterString>x</gco:CharacterString></gmd:abstract>
                <gmd:descriptiveKeywords><gmd:MD_Keywords>
                  <gmd:keyword><gmx:Anchor xlink:href="http://h.vn/dat">Đất</gmx:Anchor></gmd:keyword>
                  <gmd:keyword gco:nilReason="unknown"/>
                </gmd:MD_Keywords></gmd:descriptiveKeywords>\
                """,
                ""));

    assertThat(dataset.hasProperty(DCTerms.description)).isFalse();
    assertThat(said(dataset, DCAT.keyword)).containsExactly("Đất");
    assertThat(said(dataset, DCTerms.subject)).containsExactly("http://h.vn/dat");
  }

  @Test
  void keywordsKeepTheirThesaurusAndTopicsBecomeThemesWhereTheyLieInOne() throws Exception {
    Resource dataset =
        identified(
            """
            <gmd:descriptiveKeywords><gmd:MD_Keywords>
              <gmd:keyword><gco:CharacterString>đất trồng lúa</gco:CharacterString></gmd:keyword>
              <gmd:keyword><gco:CharacterString>đất ở</gco:CharacterString></gmd:keyword>
              <gmd:thesaurusName><gmd:CI_Citation>%s</gmd:CI_Citation></gmd:thesaurusName>
            </gmd:MD_Keywords></gmd:descriptiveKeywords>
            <gmd:topicCategory><gmd:MD_TopicCategoryCode>farming</gmd:MD_TopicCategoryCode></gmd:topicCategory>
            <gmd:topicCategory><gmd:MD_TopicCategoryCode>elevation</gmd:MD_TopicCategoryCode></gmd:topicCategory>
            """
                .formatted(text("title", "Loại đất")));

    assertThat(said(dataset, DCAT.keyword)).containsExactly("đất trồng lúa", "đất ở");
    assertThat(said(dataset, DCAT.theme))
        .containsExactly("http://publications.europa.eu/resource/authority/data-theme/AGRI");
    assertThat(said(dataset, DCTerms.subject))
        .contains(
            "http://inspire.ec.europa.eu/metadata-codelist/TopicCategory/farming",
            "http://inspire.ec.europa.eu/metadata-codelist/TopicCategory/elevation")
        .hasSize(4);
    assertThat(dataset.getModel().listSubjectsWithProperty(RDF.type, SKOS.ConceptScheme).toList())
        .hasSize(1);
    assertThat(dataset.getModel().listSubjectsWithProperty(SKOS.inScheme).toList()).hasSize(2);
  }

  @Test
  void datesKeepTheirKindAndTheirPrecision() throws Exception {
    String date =
        "<gmd:date><gmd:CI_Date><gmd:date><gco:%1$s>%2$s</gco:%1$s></gmd:date>%3$s</gmd:CI_Date></gmd:date>";
    Resource dataset =
        dataset(
            gmd(
                "",
                date.formatted("Date", "2019", code("dateType", "CI_DateTypeCode", "creation"))
                    + date.formatted(
                        "Date", "2020-05", code("dateType", "CI_DateTypeCode", "publication"))
                    + date.formatted(
                        "Date", "2021-01-02", code("dateType", "CI_DateTypeCode", "revision"))
                    + date.formatted(
                        "DateTime",
                        "2022-01-02T03:04:05Z",
                        code("dateType", "CI_DateTypeCode", "revision"))
                    + "<gmd:date gco:nilReason='unknown'/>",
                "",
                ""));

    assertThat(said(dataset, DCTerms.created)).containsExactly("2019^gYear");
    assertThat(said(dataset, DCTerms.issued)).containsExactly("2020-05^gYearMonth");
    assertThat(said(dataset, DCTerms.modified)).containsExactly("2022-01-02T03:04:05Z^dateTime");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "102.1|109.5|8.5|23.4|POLYGON((102.1 8.5, 109.5 8.5, 109.5 23.4, 102.1 23.4, 102.1 8.5))",
        "170|-170|-10|10|MULTIPOLYGON(((170 -10, 180 -10, 180 10, 170 10, 170 -10)), ((-180 -10,"
            + " -170 -10, -170 10, -180 10, -180 -10)))",
        // Metres, a north below its south, a decimal comma: not degrees.
        "1193000|1200000|500000|600000|",
        "102|109|23|8|",
        "'102,1'|109|8|23|",
        "102|109||23|",
      })
  void aBoxIsWellKnownTextWithTheLongitudeFirst(
      String west, String east, String south, String north, String wkt) throws Exception {
    StringBuilder box = new StringBuilder();
    String side = "<gmd:%1$s><gco:Decimal>%2$s</gco:Decimal></gmd:%1$s>";
    box.append(side.formatted("westBoundLongitude", west));
    box.append(side.formatted("eastBoundLongitude", east));
    box.append(side.formatted("southBoundLatitude", south == null ? "" : south));
    box.append(side.formatted("northBoundLatitude", north));
    Resource dataset =
        identified(
            """
            <gmd:extent><gmd:EX_Extent>%s<gmd:geographicElement><gmd:EX_GeographicBoundingBox>%s
            </gmd:EX_GeographicBoundingBox></gmd:geographicElement></gmd:EX_Extent></gmd:extent>\
            """
                .formatted(text("description", "Việt Nam"), box));

    if (wkt == null) {
      assertThat(dataset.hasProperty(DCTerms.spatial)).isFalse();
    } else {
      Statement stated = dataset.getProperty(DCTerms.spatial).getResource().getProperty(DCAT.bbox);
      assertThat(stated.getLiteral().getLexicalForm()).isEqualTo(wkt);
      assertThat(stated.getLiteral().getDatatypeURI()).endsWith("geosparql#wktLiteral");
      assertThat(view(dataset).spatial()).containsExactly("Việt Nam");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<gml:TimePeriod><gml:beginPosition>2015-09-01</gml:beginPosition><gml:endPosition>2019</gml:endPosition></gml:TimePeriod>|2015-09-01|2019",
        "<gml:TimePeriod><gml:beginPosition>2015</gml:beginPosition><gml:endPosition"
            + " indeterminatePosition='now'/></gml:TimePeriod>|2015|",
        "<gml:TimePeriod><gml:begin><gml:TimeInstant><gml:timePosition>2001</gml:timePosition></gml:TimeInstant></gml:begin><gml:end/></gml:TimePeriod>|2001|",
        "<gml:TimeInstant><gml:timePosition>2020-02</gml:timePosition></gml:TimeInstant>|2020-02|2020-02",
        "<gml:TimePeriod><gml:beginPosition indeterminatePosition='unknown'/><gml:endPosition"
            + " indeterminatePosition='unknown'/></gml:TimePeriod>||",
      })
  void aPeriodIsOpenWhereItsEndIsNoDate(String time, String start, String end) throws Exception {
    Resource dataset =
        identified(
            """
            <gmd:extent><gmd:EX_Extent><gmd:temporalElement><gmd:EX_TemporalExtent><gmd:extent>%s
            </gmd:extent></gmd:EX_TemporalExtent></gmd:temporalElement></gmd:EX_Extent></gmd:extent>\
            """
                .formatted(time));

    Optional<Dataset.Period> period = view(dataset).temporal();
    assertThat(period.flatMap(Dataset.Period::start)).isEqualTo(Optional.ofNullable(start));
    assertThat(period.flatMap(Dataset.Period::end)).isEqualTo(Optional.ofNullable(end));
  }

  private static String party(String property, String organisation, String role) {
    return """
    <gmd:%s><gmd:CI_ResponsibleParty>%s%s
      <gmd:contactInfo><gmd:CI_Contact><gmd:phone><gmd:CI_Telephone>%s</gmd:CI_Telephone></gmd:phone>
        <gmd:address><gmd:CI_Address>%s</gmd:CI_Address></gmd:address></gmd:CI_Contact></gmd:contactInfo>%s
    </gmd:CI_ResponsibleParty></gmd:%s>\
    """
        .formatted(
            property,
            text("individualName", "Nguyễn An"),
            text("organisationName", organisation),
            text("voice", "(024) 3795 8866"),
            text("electronicMailAddress", "an@h.vn"),
            code("role", "CI_RoleCode", role),
            property);
  }

  @Test
  void partiesAreWhatTheirRolesSay() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                "",
                party("citedResponsibleParty", "Cục Đo đạc", "publisher"),
                party("pointOfContact", "Sở Tài nguyên", "owner")
                    + party("pointOfContact", "Trung tâm", "pointOfContact"),
                ""));

    Dataset view = view(dataset);
    assertThat(view.publisher().orElseThrow().name().in("vi")).contains("Cục Đo đạc");
    assertThat(
            dataset
                .getProperty(DCTerms.rightsHolder)
                .getResource()
                .getProperty(FOAF.name)
                .getString())
        .isEqualTo("Sở Tài nguyên");
    assertThat(view.contactPoint().orElseThrow().email()).contains("an@h.vn");
    assertThat(
            said(
                dataset.getProperty(DCAT.contactPoint).getResource(),
                org.apache.jena.vocabulary.VCARD4.hasTelephone))
        .containsExactly("tel:02437958866");
  }

  @Test
  void whereNobodyPublishesItsOwnerDoes() throws Exception {
    Resource dataset =
        identified(
            party("pointOfContact", "Trung tâm", "pointOfContact")
                + party("pointOfContact", "Sở Tài nguyên", "owner"));

    assertThat(view(dataset).publisher().orElseThrow().name().in("vi")).contains("Sở Tài nguyên");
  }

  @Test
  void constraintsAreALicenceOrRights() throws Exception {
    Resource dataset =
        identified(
            """
            <gmd:resourceConstraints><gmd:MD_LegalConstraints>%s
              <gmd:otherConstraints><gmx:Anchor xlink:href="http://creativecommons.org/licenses/by/4.0/">CC BY</gmx:Anchor></gmd:otherConstraints>
            </gmd:MD_LegalConstraints></gmd:resourceConstraints>
            <gmd:resourceConstraints><gmd:MD_LegalConstraints>%s%s</gmd:MD_LegalConstraints></gmd:resourceConstraints>
            <gmd:resourceConstraints><gmd:MD_LegalConstraints>%s</gmd:MD_LegalConstraints></gmd:resourceConstraints>
            <gmd:resourceConstraints><gmd:MD_Constraints>%s</gmd:MD_Constraints></gmd:resourceConstraints>
            """
                .formatted(
                    code("useConstraints", "MD_RestrictionCode", "otherRestrictions"),
                    code("accessConstraints", "MD_RestrictionCode", "otherRestrictions"),
                    text("otherConstraints", "Không hạn chế"),
                    code("accessConstraints", "MD_RestrictionCode", "restricted"),
                    text("useLimitation", "Không dùng để dẫn đường")));

    assertThat(view(dataset).license()).contains("http://creativecommons.org/licenses/by/4.0/");
    assertThat(labels(dataset, DCTerms.accessRights))
        .containsExactly("Không hạn chế", "restricted");
    assertThat(labels(dataset, DCTerms.rights)).containsExactly("Không dùng để dẫn đường");
  }

  @Test
  void lineageFrequencyResolutionAndStandardsAreKept() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                """
                <gmd:referenceSystemInfo><gmd:MD_ReferenceSystem><gmd:referenceSystemIdentifier><gmd:RS_Identifier>
                  %s</gmd:RS_Identifier></gmd:referenceSystemIdentifier></gmd:MD_ReferenceSystem></gmd:referenceSystemInfo>\
                """
                    .formatted(text("code", "http://www.opengis.net/def/crs/EPSG/0/9210")),
                "",
                """
                <gmd:resourceMaintenance><gmd:MD_MaintenanceInformation>%s</gmd:MD_MaintenanceInformation></gmd:resourceMaintenance>
                <gmd:spatialResolution><gmd:MD_Resolution><gmd:distance><gco:Distance uom="km">1.5</gco:Distance></gmd:distance></gmd:MD_Resolution></gmd:spatialResolution>
                <gmd:spatialResolution><gmd:MD_Resolution><gmd:equivalentScale><gmd:MD_RepresentativeFraction>
                  <gmd:denominator><gco:Integer>50000</gco:Integer></gmd:denominator></gmd:MD_RepresentativeFraction></gmd:equivalentScale></gmd:MD_Resolution></gmd:spatialResolution>\
                """
                    .formatted(
                        code(
                            "maintenanceAndUpdateFrequency",
                            "MD_MaintenanceFrequencyCode",
                            "annually")),
                "<gmd:dataQualityInfo><gmd:DQ_DataQuality><gmd:lineage><gmd:LI_Lineage>%s</gmd:LI_Lineage></gmd:lineage></gmd:DQ_DataQuality></gmd:dataQualityInfo>"
                    .formatted(text("statement", "Đo năm 2020"))));

    assertThat(labels(dataset, DCTerms.provenance)).containsExactly("Đo năm 2020");
    assertThat(said(dataset, DCTerms.accrualPeriodicity))
        .containsExactly("http://publications.europa.eu/resource/authority/frequency/ANNUAL");
    assertThat(dataset.getProperty(property(DCAT.NS + "spatialResolutionInMeters")).getString())
        .isEqualTo("1500.0");
    assertThat(said(dataset, property(Sen.NS + "iso:scaleDenominator"))).containsExactly("50000");
    assertThat(said(dataset, DCTerms.conformsTo))
        .containsExactly("http://www.opengis.net/def/crs/EPSG/0/9210");
  }

  @ParameterizedTest
  @CsvSource({
    // address, protocol, function, what it is
    "http://h.vn/xa.zip, WWW:LINK-1.0-http--link, download, file",
    "http://h.vn/xa.zip, WWW:DOWNLOAD-1.0-http--download, , file",
    "ftp://h.vn/xa.zip, FTP, , file",
    "http://h.vn/xa.zip, , , address",
    "http://h.vn/dat-hang, WWW:LINK, order, address",
    "http://h.vn/xa, WWW:LINK-1.0-http--link, , landing",
    "http://h.vn/xa.html, WWW:LINK-1.0-http--link, information, page",
    "http://h.vn/wms?service=WMS&request=GetCapabilities, OGC:WMS, , wms",
    "http://h.vn/wms?request=GetCapabilities&service=WMS&version=1.3.0, , , wms",
    "http://h.vn/wfs, OGC:WFS-2.0.0-http-get-feature, download, wfs",
  })
  void aLinkIsWhatItsProtocolAndFunctionSay(
      String url, String protocol, String function, String kind) throws Exception {
    Resource dataset =
        dataset(
            gmd(
                "",
                "",
                "",
                link(url, protocol == null ? "" : protocol, function == null ? "" : function)));

    List<String> pages = said(dataset, FOAF.page);
    List<String> landing = said(dataset, DCAT.landingPage);
    List<Resource> distributions =
        dataset.listProperties(DCAT.distribution).mapWith(Statement::getResource).toList();
    switch (kind) {
      case "page" -> assertThat(pages).containsExactly(url);
      case "landing" -> assertThat(landing).containsExactly(url);
      case "file" -> {
        assertThat(said(distributions.getFirst(), DCAT.downloadURL)).containsExactly(url);
        assertThat(said(distributions.getFirst(), DCTerms.format))
            .containsExactly("ESRI Shapefile");
        assertThat(said(distributions.getFirst(), DCTerms.title)).containsExactly("Tải về");
      }
      case "address" -> {
        assertThat(said(distributions.getFirst(), DCAT.accessURL)).containsExactly(url);
        assertThat(distributions.getFirst().hasProperty(DCAT.downloadURL)).isFalse();
      }
      default -> {
        Resource service = distributions.getFirst().getProperty(DCAT.accessService).getResource();
        assertThat(said(distributions.getFirst(), DCAT.accessURL)).containsExactly(url);
        assertThat(said(distributions.getFirst(), DCTerms.conformsTo))
            .containsExactly("http://www.opengis.net/def/serviceType/ogc/" + kind);
        assertThat(said(service, DCAT.endpointURL)).containsExactly("http://h.vn/" + kind);
        assertThat(service.hasProperty(DCAT.endpointDescription))
            .isEqualTo(url.contains("GetCapabilities"));
        assertThat(distributions.getFirst().hasProperty(DCAT.downloadURL)).isFalse();
      }
    }
    assertThat(pages.size() + landing.size() + distributions.size()).isEqualTo(1);
  }

  @Test
  void aSeriesASeriesMemberAndAServiceAreWhatTheyAre() throws Exception {
    Resource series = dataset(gmd(code("hierarchyLevel", "MD_ScopeCode", "series"), "", "", ""));
    Resource member = dataset(gmd(text("parentIdentifier", "chuỗi 1"), "", "", ""));
    Resource service =
        dataset(
            """
            <gmd:MD_Metadata%s>%s<gmd:identificationInfo><srv:SV_ServiceIdentification>
              <gmd:citation><gmd:CI_Citation>%s</gmd:CI_Citation></gmd:citation>
              <srv:serviceType><gco:LocalName>OGC:WMS</gco:LocalName></srv:serviceType>
              <srv:containsOperations><srv:SV_OperationMetadata><srv:connectPoint><gmd:CI_OnlineResource>
                <gmd:linkage><gmd:URL>http://h.vn/ows?map=xa&amp;SERVICE=WMS&amp;REQUEST=GetCapabilities</gmd:URL></gmd:linkage>
              </gmd:CI_OnlineResource></srv:connectPoint></srv:SV_OperationMetadata></srv:containsOperations>
              <srv:operatesOn xlink:href="http://h.vn/xa"/>
            </srv:SV_ServiceIdentification></gmd:identificationInfo></gmd:MD_Metadata>\
            """
                .formatted(NAMESPACES, text("fileIdentifier", "s"), text("title", "Bản đồ")));

    assertThat(said(series, RDF.type))
        .containsExactly(DCAT.Dataset.getURI(), DCAT.NS + "DatasetSeries");
    assertThat(said(member, DCTerms.isPartOf)).containsExactly("http://nguon.vn/r/chuỗi_1");
    assertThat(said(service, RDF.type)).containsExactly(DCAT.DataService.getURI());
    assertThat(said(service, DCAT.endpointURL)).containsExactly("http://h.vn/ows?map=xa");
    assertThat(said(service, DCTerms.conformsTo))
        .containsExactly("http://www.opengis.net/def/serviceType/ogc/wms");
    assertThat(said(service, DCAT.servesDataset)).containsExactly("http://h.vn/xa");
  }

  @Test
  void theNewerStandardSaysTheSame() throws Exception {
    Resource dataset =
        dataset(
            """
            <mdb:MD_Metadata xmlns:mdb="http://standards.iso.org/iso/19115/-3/mdb/2.0"
                xmlns:mri="http://standards.iso.org/iso/19115/-3/mri/1.0" xmlns:cit="http://standards.iso.org/iso/19115/-3/cit/2.0"
                xmlns:mcc="http://standards.iso.org/iso/19115/-3/mcc/1.0" xmlns:gco="http://standards.iso.org/iso/19115/-3/gco/1.0"
                xmlns:lan="http://standards.iso.org/iso/19115/-3/lan/1.0" xmlns:mrd="http://standards.iso.org/iso/19115/-3/mrd/1.0"
                xmlns:mrl="http://standards.iso.org/iso/19115/-3/mrl/2.0" xmlns:gex="http://standards.iso.org/iso/19115/-3/gex/1.0">
              <mdb:metadataIdentifier><mcc:MD_Identifier><mcc:code><gco:CharacterString>m-3</gco:CharacterString></mcc:code></mcc:MD_Identifier></mdb:metadataIdentifier>
              <mdb:defaultLocale><lan:PT_Locale id="EN"><lan:language><lan:LanguageCode codeListValue="eng"/></lan:language></lan:PT_Locale></mdb:defaultLocale>
              <mdb:parentMetadata uuidref="cha"/>
              <mdb:metadataScope><mdb:MD_MetadataScope><mdb:resourceScope><mcc:MD_ScopeCode codeListValue="series"/></mdb:resourceScope></mdb:MD_MetadataScope></mdb:metadataScope>
              <mdb:contact/>
              <mdb:dateInfo><cit:CI_Date><cit:date><gco:DateTime>2024-01-02T03:04:05</gco:DateTime></cit:date><cit:dateType><cit:CI_DateTypeCode codeListValue="revision"/></cit:dateType></cit:CI_Date></mdb:dateInfo>
              <mdb:otherLocale><lan:PT_Locale id="VN"><lan:language><lan:LanguageCode codeListValue="vie"/></lan:language></lan:PT_Locale></mdb:otherLocale>
              <mdb:identificationInfo><mri:MD_DataIdentification>
                <mri:citation><cit:CI_Citation>
                  <cit:title><gco:CharacterString>Rivers</gco:CharacterString><lan:PT_FreeText><lan:textGroup><lan:LocalisedCharacterString locale="#VN">Sông</lan:LocalisedCharacterString></lan:textGroup></lan:PT_FreeText></cit:title>
                  <cit:date><cit:CI_Date><cit:date><gco:Date>2020</gco:Date></cit:date><cit:dateType><cit:CI_DateTypeCode codeListValue="publication"/></cit:dateType></cit:CI_Date></cit:date>
                  <cit:identifier><mcc:MD_Identifier><mcc:code><gco:CharacterString>sông-1</gco:CharacterString></mcc:code><mcc:codeSpace><gco:CharacterString>vn.gov</gco:CharacterString></mcc:codeSpace></mcc:MD_Identifier></cit:identifier>
                  <cit:citedResponsibleParty><cit:CI_Responsibility><cit:role><cit:CI_RoleCode codeListValue="publisher"/></cit:role>
                    <cit:party><cit:CI_Organisation><cit:name><gco:CharacterString>Bộ Nông nghiệp</gco:CharacterString></cit:name>
                      <cit:contactInfo><cit:CI_Contact><cit:address><cit:CI_Address><cit:electronicMailAddress><gco:CharacterString>bo@h.vn</gco:CharacterString></cit:electronicMailAddress></cit:CI_Address></cit:address></cit:CI_Contact></cit:contactInfo>
                      <cit:individual><cit:CI_Individual><cit:name><gco:CharacterString>Lê Bình</gco:CharacterString></cit:name></cit:CI_Individual></cit:individual>
                    </cit:CI_Organisation></cit:party></cit:CI_Responsibility></cit:citedResponsibleParty>
                </cit:CI_Citation></mri:citation>
                <mri:abstract><gco:CharacterString>All rivers</gco:CharacterString></mri:abstract>
              </mri:MD_DataIdentification></mdb:identificationInfo>
              <mdb:distributionInfo><mrd:MD_Distribution>
                <mrd:distributionFormat><mrd:MD_Format><mrd:formatSpecificationCitation><cit:CI_Citation><cit:title><gco:CharacterString>CSV</gco:CharacterString></cit:title></cit:CI_Citation></mrd:formatSpecificationCitation></mrd:MD_Format></mrd:distributionFormat>
                <mrd:transferOptions><mrd:MD_DigitalTransferOptions><mrd:onLine><cit:CI_OnlineResource>
                <cit:linkage><gco:CharacterString>http://h.vn/song.csv</gco:CharacterString></cit:linkage><cit:function><cit:CI_OnLineFunctionCode codeListValue="download"/></cit:function></cit:CI_OnlineResource></mrd:onLine></mrd:MD_DigitalTransferOptions></mrd:transferOptions></mrd:MD_Distribution></mdb:distributionInfo>
              <mdb:resourceLineage><mrl:LI_Lineage><mrl:statement><gco:CharacterString>Surveyed</gco:CharacterString></mrl:statement></mrl:LI_Lineage></mdb:resourceLineage>
            </mdb:MD_Metadata>
            """);

    Dataset view = view(dataset);
    assertThat(view.title().byLanguage()).containsEntry("en", "Rivers").containsEntry("vi", "Sông");
    assertThat(view.identifiers()).containsExactly("m-3");
    assertThat(view.issued()).contains("2020");
    assertThat(view.publisher().orElseThrow().name().in("vi")).contains("Bộ Nông nghiệp");
    assertThat(view.distributions().getFirst().downloadUrl()).contains("http://h.vn/song.csv");
    assertThat(view.distributions().getFirst().format()).contains("CSV");
    assertThat(labels(dataset, DCTerms.provenance)).containsExactly("Surveyed");
    assertThat(said(dataset, DCTerms.isPartOf)).containsExactly("http://nguon.vn/r/cha");
    assertThat(said(dataset, RDF.type)).contains(DCAT.NS + "DatasetSeries");
    assertThat(
            dataset
                .getProperty(property(Sen.ADMS + "identifier"))
                .getResource()
                .getProperty(SKOS.notation)
                .getString())
        .isEqualTo("vn.gov/sông-1");
  }

  @Test
  void aRecordThatNamesNothingIsRefusedWithAReason() throws Exception {
    IsoRecord nameless =
        map(
            "<gmd:MD_Metadata%s><gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>%s</gmd:CI_Citation></gmd:citation></gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>"
                .formatted(NAMESPACES, text("title", "Không mã")));
    IsoRecord empty =
        map(
            "<gmd:MD_Metadata%s>%s</gmd:MD_Metadata>"
                .formatted(NAMESPACES, text("fileIdentifier", "e")));
    IsoRecord other = map("<metadata><idinfo/></metadata>");

    assertThat(((IsoRecord.Unusable) nameless).why().en())
        .startsWith("Not usable: ")
        .contains("'Không mã'")
        .contains("no fileIdentifier");
    assertThat(((IsoRecord.Unusable) empty).identifier()).contains("e");
    assertThat(((IsoRecord.Unusable) empty).why().en()).contains("no identificationInfo");
    assertThat(((IsoRecord.Unusable) other).why().en())
        .contains("'metadata' is no geographic record");
  }

  @Test
  void hostileWordsStayWordsAndGiveACanonicalForm() throws Exception {
    Resource dataset =
        dataset(
            gmd(
                text("parentIdentifier", "a b&quot;&lt;>\u0085"),
                "",
                text("abstract", "&lt;script>x&lt;/script>")
                    + party("pointOfContact", "Cùng một nơi", "pointOfContact").repeat(40),
                link("javascript:alert(1)", "", "download")
                    + link("http://h.vn/a b<c>".replace("<", "&lt;"), "", "download")));

    assertThat(dataset.listProperties(DCAT.distribution).toList()).hasSize(1);
    assertThat(dataset.listProperties(DCAT.contactPoint).toList()).hasSize(1);
    assertThat(Canonical.nquads(dataset.getModel())).contains("a%20b");
  }

  @Test
  void realRecordsSayWhatTheySay() throws Exception {
    String folder = "corpus/csw/gsa-datagov-harvester/example_data/";
    Resource atlas =
        dataset(Files.readString(SharedCorpus.require(folder + "iso_2_waf/valid_iso1.xml")));
    Resource wetlands =
        dataset(Files.readString(SharedCorpus.require(folder + "valid_iso2_parent.xml")));

    Dataset first = view(atlas);
    assertThat(first.identifiers()).containsExactly("{4c6928d8-6ac2-4909-8b3d-a29e2805ce2d}");
    assertThat(first.title().in("en").orElseThrow())
        .startsWith("Demographics for US Census Tracts");
    assertThat(first.issued()).contains("2017-05-23");
    assertThat(first.publisher().orElseThrow().name().in("en").orElseThrow())
        .startsWith("U.S. EPA Office of Environmental Information");
    assertThat(first.contactPoint().orElseThrow().email()).contains("EnviroAtlas@epa.gov");
    assertThat(first.keywords()).contains("Human", "Alabama");
    assertThat(first.temporal())
        .contains(new Dataset.Period(Optional.of("2008-01-01"), Optional.of("2012-01-01")));
    assertThat(first.themes())
        .containsExactly("http://publications.europa.eu/resource/authority/data-theme/SOCI");
    assertThat(first.frequency())
        .contains("http://publications.europa.eu/resource/authority/frequency/AS_NEEDED");
    assertThat(first.distributions()).hasSize(1);
    assertThat(first.distributions().getFirst().accessUrl().orElseThrow()).endsWith("/MapServer");
    assertThat(first.distributions().getFirst().downloadUrl()).isEmpty();

    Dataset second = view(wetlands);
    assertThat(second.identifiers()).containsExactly("gov.noaa.nmfs.inport:47598");
    assertThat(second.license()).isEmpty();
    assertThat(labels(wetlands, DCTerms.accessRights))
        .containsExactly("Access Constraints: None", "unclassified");
    assertThat(labels(wetlands, DCTerms.rights)).hasSize(4);
    assertThat(second.distributions())
        .hasSize(4)
        .allSatisfy(distribution -> assertThat(distribution.downloadUrl()).isPresent());
    assertThat(second.temporal())
        .contains(new Dataset.Period(Optional.of("2015-09-01"), Optional.of("2019-09-01")));
    assertThat(
            wetlands.getProperty(DCTerms.spatial).getResource().getProperty(DCAT.bbox).getString())
        .isEqualTo(
            "POLYGON((-70.555 41.544, -70.482 41.544, -70.482 41.64, -70.555 41.64, -70.555"
                + " 41.544))");
  }
}
