package vn.sen.harvest.zoo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.harvest.Connector;
import vn.sen.harvest.ckan.CkanConnector;
import vn.sen.harvest.csw.CswConnector;
import vn.sen.harvest.dcat.DcatConnector;
import vn.sen.harvest.dcatus.DcatUsConnector;
import vn.sen.harvest.files.FilesConnector;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.oaipmh.OaiPmhConnector;
import vn.sen.harvest.pxweb.PxWebConnector;
import vn.sen.harvest.sdmx.SdmxConnector;
import vn.sen.harvest.waf.WafConnector;

/** A kind of source over HTTP: where it is, and how a healthy one of it answers, two to a page. */
enum Kind {
  CKAN("/cong", "application/json", "2", "valid JSON", client -> new CkanConnector(client, 2)),
  DCAT("/catalog?page=1", "text/turtle", "page=2", "as Turtle|no RDF", DcatConnector::new),
  DCAT_US("/data.json", "application/json", "", "valid JSON", DcatUsConnector::new),
  FILES("/danh-sach", "text/csv", "", "neither a list nor data|JSON", FilesConnector::new),
  OAI_PMH(
      "/oai?metadataPrefix=oai_dc",
      "text/xml",
      "resumptionToken",
      "well-formed XML",
      OaiPmhConnector::new),
  /** One that keeps what it deletes, so that it is asked for changes alone. */
  OAI_CHANGES(
      "/oai?metadataPrefix=oai_dc",
      "text/xml",
      "resumptionToken",
      "well-formed XML",
      OaiPmhConnector::new),
  CSW(
      "/csw",
      "application/xml",
      "startPosition=3",
      "well-formed XML",
      client -> new CswConnector(client, 2)),
  WAF(
      "/waf/",
      "text/html",
      "/f3.xml",
      "no listing|</html> is missing|well-formed XML",
      WafConnector::new),
  SDMX("/rest", "application/xml", "", "well-formed XML", SdmxConnector::new),
  PXWEB("/api/v1/vi/CSDL", "application/json", "/bo-3", "valid JSON", PxWebConnector::new);

  /** What healthy sources have, by the names that Sen gives them. */
  static final List<String> FOUR = IntStream.rangeClosed(1, 4).mapToObj(i -> "bo-" + i).toList();

  final String path;
  final String mediaType;
  private final String second;

  /** What is said of a body that breaks its format. */
  final String malformed;

  private final Function<SourceClient, Connector> connector;

  Kind(
      String path,
      String mediaType,
      String second,
      String malformed,
      Function<SourceClient, Connector> connector) {
    this.path = path;
    this.mediaType = mediaType;
    this.second = second;
    this.malformed = malformed;
    this.connector = connector;
  }

  Connector connector(SourceClient client) {
    return connector.apply(client);
  }

  /** As the connector is called in configuration. */
  String key() {
    return connector(CLIENT).name();
  }

  private static final SourceClient CLIENT =
      new SourceClient("test@sen.vn", vn.sen.harvest.net.Limits.defaults());

  /** Whether it takes more requests than one. */
  boolean isPaged() {
    return !second.isEmpty();
  }

  /** Whether {@code target} is asked in the middle of a harvest. */
  boolean isSecond(String target) {
    return isPaged()
        && (this == CKAN
            ? parameter(target, "start", "0").equals(second)
            : target.contains(second));
  }

  /** What a healthy source of these records answers. */
  String page(String target, List<String> ids) {
    return switch (this) {
      case CKAN -> ckan(ids, part(ids, Integer.parseInt(parameter(target, "start", "0"))));
      case DCAT -> {
        int page = Integer.parseInt(parameter(target, "page", "1"));
        yield dcat(part(ids, (page - 1) * 2), page * 2 < ids.size() ? page + 1 : 0);
      }
      case DCAT_US ->
          ids.stream()
              .map(
                  id ->
                      "{\"identifier\":\"%s\",\"title\":\"%s\",\"accessLevel\":\"public\"}"
                          .formatted(json(id), title(id)))
              .collect(Collectors.joining(",", "{\"dataset\":[", "]}"));
      case FILES ->
          ids.stream()
              .map(id -> "%s,%s,https://h.vn/%d.csv\n".formatted(id, title(id), id.hashCode()))
              .collect(Collectors.joining("", "identifier,title,url\n", ""));
      case OAI_PMH, OAI_CHANGES -> {
        if (target.contains("verb=Identify")) {
          yield oaiIdentity(this == OAI_CHANGES ? "persistent" : "no");
        }
        int from = Integer.parseInt(parameter(target, "resumptionToken", "0"));
        yield oai(
            part(ids, from).stream().map(Kind::oaiRecord).collect(Collectors.joining())
                + "<resumptionToken completeListSize='%d'>%s</resumptionToken>"
                    .formatted(ids.size(), from + 2 < ids.size() ? from + 2 : ""));
      }
      case CSW -> {
        int start = Integer.parseInt(parameter(target, "startPosition", "1"));
        yield csw(ids.size(), start + 2 > ids.size() ? 0 : start + 2, part(ids, start - 1));
      }
      case WAF ->
          target.equals(path)
              ? waf(ids.size())
              : iso(ids.get(Integer.parseInt(target.replaceAll("\\D", "")) - 1));
      case SDMX ->
          sdmx(
              ids.stream()
                  .map(
                      id ->
                          "<s:Dataflow id='%s' agencyID='VN' version='1.0'><c:Name xml:lang='vi'>%s</c:Name></s:Dataflow>"
                              .formatted(id, title(id)))
                  .collect(Collectors.joining()));
      case PXWEB ->
          target.equals(path)
              ? ids.stream()
                  .map(
                      id ->
                          "{\"id\":\"%s\",\"type\":\"t\",\"text\":\"%s\"}"
                              .formatted(json(id), title(id)))
                  .collect(Collectors.joining(",", "[", "]"))
              : "{\"title\":\"Bảng\",\"variables\":[{\"code\":\"Nam\",\"text\":\"Năm\",\"values\":[\"0\"],\"valueTexts\":[\"2025\"]}]}";
    };
  }

  /** A media type of what stands at {@code target}. */
  String mediaType(String target) {
    return this == WAF && !target.equals(path) ? "application/xml" : mediaType;
  }

  private static List<String> part(List<String> ids, int from) {
    return ids.subList(Math.min(from, ids.size()), Math.min(from + 2, ids.size()));
  }

  private static String title(String id) {
    return "Bảng " + (id.length() > 50 ? "dài" : id.replaceAll("\\p{C}", ""));
  }

  private static String json(String id) {
    return id.chars()
        .mapToObj(c -> c < 32 ? "\\u%04x".formatted(c) : "" + (char) c)
        .collect(Collectors.joining());
  }

  static String ckan(List<String> all, List<String> part) {
    return part.stream()
        .map(
            id ->
                "{\"id\":\"%s\",\"name\":\"%s\",\"title\":\"%s\"}"
                    .formatted(json(id), title(id), title(id)))
        .collect(
            Collectors.joining(
                ",",
                "{\"success\":true,\"result\":{\"count\":%d,\"results\":[".formatted(all.size()),
                "]}}"));
  }

  static String dcat(List<String> part, int next) {
    return """
    @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
    </catalog> a dcat:Catalog ; dct:title "Danh mục" . <> a hydra:PartialCollectionView .
    """
        + part.stream()
            .map(
                id ->
                    "</dataset/%1$s> a dcat:Dataset ; dct:identifier \"%2$s\" ; dct:title \"%1$s\"@vi .\n"
                        .formatted(title(id).replace(' ', '-'), json(id)))
            .collect(Collectors.joining())
        + (next > 0 ? "<> hydra:next </catalog?page=%d> .\n".formatted(next) : "");
  }

  static String oai(String list) {
    return oaiAnswer("<ListRecords>%s</ListRecords>".formatted(list));
  }

  private static String oaiIdentity(String deletedRecord) {
    return oaiAnswer(
        "<Identify><deletedRecord>%s</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>"
            .formatted(deletedRecord));
  }

  private static String oaiAnswer(String inner) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
    <request>http://kho.vn/oai</request>%s</OAI-PMH>
    """
        .formatted(inner);
  }

  static String oaiRecord(String id) {
    return """
    <record><header><identifier>%s</identifier><datestamp>2026-01-01</datestamp></header><metadata>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title xml:lang="vi">%s</dc:title></oai_dc:dc></metadata></record>
    """
        .formatted(id, title(id));
  }

  static String csw(int matched, int next, List<String> part) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2">
    <csw:SearchResults numberOfRecordsMatched="%d" nextRecord="%d">%s</csw:SearchResults></csw:GetRecordsResponse>
    """
        .formatted(matched, next, part.stream().map(Kind::iso).collect(Collectors.joining()));
  }

  static String iso(String id) {
    return """
    <gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
    <gmd:fileIdentifier><gco:CharacterString>%s</gco:CharacterString></gmd:fileIdentifier>
    <gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation><gmd:title>
    <gco:CharacterString>%s</gco:CharacterString></gmd:title></gmd:CI_Citation></gmd:citation>
    </gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>
    """
        .formatted(id, title(id));
  }

  static String waf(int files) {
    return IntStream.rangeClosed(1, files)
        .mapToObj(i -> "<tr><td><a href=\"f%1$d.xml\">f%1$d.xml</a></td></tr>".formatted(i))
        .collect(
            Collectors.joining(
                "\n",
                "<!DOCTYPE html><html><head><title>Index of /waf</title></head><body><table>",
                "</table></body></html>"));
  }

  static String sdmx(String flows) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
     xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
     xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
    <m:Structures><s:Dataflows>%s</s:Dataflows></m:Structures></m:Structure>
    """
        .formatted(flows);
  }

  /** Whether {@code target} tells who it is before it is asked for changes, hostile or not. */
  boolean isIntroduction(String target) {
    return this == OAI_CHANGES && target.contains("verb=Identify");
  }

  static String parameter(String target, String name, String otherwise) {
    int query = target.indexOf('?');
    for (String pair : query < 0 ? new String[0] : target.substring(query + 1).split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return otherwise;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
