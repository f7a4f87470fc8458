package vn.sen.harvest.iso;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;

/** Where a resource is on the network, by what each link is said to be: protocol and function. */
final class Links {
  private static final String SERVICE_TYPE = "http://www.opengis.net/def/serviceType/ogc/";

  /** Services, as protocols and addresses name them, and the standards they speak. */
  private static final Map<String, String> STANDARDS =
      Map.ofEntries(
          Map.entry("WMS", SERVICE_TYPE + "wms"),
          Map.entry("WMTS", SERVICE_TYPE + "wmts"),
          Map.entry("WFS", SERVICE_TYPE + "wfs"),
          Map.entry("WCS", SERVICE_TYPE + "wcs"),
          Map.entry("WPS", SERVICE_TYPE + "wps"),
          Map.entry("SOS", SERVICE_TYPE + "sos"),
          Map.entry("CSW", SERVICE_TYPE + "csw"),
          Map.entry("OGCFEAT", "http://www.opengis.net/def/interface/ogcapi-features"),
          Map.entry("FEATURES", "http://www.opengis.net/def/interface/ogcapi-features"),
          Map.entry("ARCGIS", "https://developers.arcgis.com/rest/"),
          Map.entry("ESRI", "https://developers.arcgis.com/rest/"));

  private static final Pattern PROTOCOL =
      Pattern.compile(
          "(?i)(?:^|[^a-z])(WMTS|WMS|WFS|WCS|WPS|SOS|CSW|OGCFEAT|OGC ?API[-"
              + " ]FEATURES|ARCGIS|ESRI)(?:$|[^a-z])");
  private static final Pattern QUERY =
      Pattern.compile("(?i)[?&]service=(WMTS|WMS|WFS|WCS|WPS|SOS|CSW)(?:&|$)");
  private static final Pattern NAMED_SERVER =
      Pattern.compile("/(MapServer|FeatureServer|ImageServer)(/\\d+)?/?$");
  private static final Pattern ASKING =
      Pattern.compile("(?i)(?<=[?&])(request|service|version)=[^&#]*&?");
  private static final Pattern DOWNLOAD =
      Pattern.compile("(?i)^(WWW:DOWNLOAD|FILE|FTP|download)\\b.*");
  private static final Pattern PAGE =
      Pattern.compile("(?i)^(WWW:LINK|text/html|HTML|webpage|web ?page)\\b.*");

  private final Texts texts;
  private final Model model;

  Links(Texts texts, Model model) {
    this.texts = texts;
    this.model = model;
  }

  /** An online resource. */
  private record Link(XmlElement element, String url) {
    static Optional<Link> of(XmlElement element) {
      return Texts.plain(element, "linkage")
          .flatMap(url -> Texts.iri(url).stream())
          .filter(url -> url.matches("(?i)(https?|ftps?)://.*"))
          .map(url -> new Link(element, url))
          .findFirst();
    }

    String protocol() {
      return Texts.plain(element, "protocol").findFirst().orElse("");
    }

    String function() {
      return Texts.codes(element, "function").findFirst().orElse("");
    }

    /** The standard that the service behind it speaks; empty when it is no service. */
    Optional<String> standard() {
      String anchor = element.first("protocol").flatMap(Texts::anchor).orElse("");
      if (anchor.startsWith(SERVICE_TYPE)) {
        return Optional.of(anchor);
      }
      if (DOWNLOAD.matcher(protocol()).matches()) {
        return Optional.empty(); // WWW:DOWNLOAD-1.0-... may name the service that cuts the file
      }
      Matcher named = PROTOCOL.matcher(protocol());
      Matcher asked = QUERY.matcher(url);
      String name =
          named.find()
              ? named.group(1)
              : asked.find() ? asked.group(1) : NAMED_SERVER.matcher(url).find() ? "ARCGIS" : "";
      String key = name.toUpperCase(Locale.ROOT).replaceFirst("^OGC ?API[- ]", "");
      return Optional.ofNullable(STANDARDS.get(key));
    }

    boolean isDownload() {
      return function().equals("download") || DOWNLOAD.matcher(protocol()).matches();
    }

    boolean isInformation() {
      return Set.of("information", "completeMetadata", "browseGraphic", "emailService")
          .contains(function());
    }

    boolean isPage() {
      return isInformation() || (function().isEmpty() && PAGE.matcher(protocol()).matches());
    }
  }

  /** Links of a distribution and the formats it comes in. */
  private record Offer(List<XmlElement> links, List<XmlElement> formats) {}

  private static Stream<Offer> offers(XmlElement metadata) {
    return metadata
        .all("distributionInfo", "MD_Distribution")
        .flatMap(
            distribution -> {
              List<XmlElement> formats = formats(distribution, "distributionFormat");
              return Stream.concat(
                  Stream.of(new Offer(links(distribution, "transferOptions"), formats)),
                  distribution
                      .all("distributor", "MD_Distributor")
                      .map(
                          distributor -> {
                            List<XmlElement> own = formats(distributor, "distributorFormat");
                            return new Offer(
                                links(distributor, "distributorTransferOptions"),
                                own.isEmpty() ? formats : own);
                          }));
            });
  }

  private static List<XmlElement> links(XmlElement holder, String options) {
    return holder.all(options, "MD_DigitalTransferOptions", "onLine", "CI_OnlineResource").toList();
  }

  /** The names of formats, which ISO 19115-3 puts into a citation. */
  private static List<XmlElement> formats(XmlElement holder, String property) {
    return Stream.concat(
            holder.all(property, "MD_Format", "name"),
            holder.all(
                property, "MD_Format", "formatSpecificationCitation", "CI_Citation", "title"))
        .filter(name -> Texts.plain(name).isPresent())
        .distinct()
        .toList();
  }

  /** Says where the files and services of a dataset are. */
  void sayDistributions(Resource dataset, XmlElement metadata) {
    Set<XmlElement> said = new LinkedHashSet<>();
    offers(metadata)
        .forEach(
            offer ->
                offer.links().stream()
                    .filter(said::add)
                    .flatMap(element -> Link.of(element).stream())
                    .forEach(link -> say(dataset, link, offer.formats())));
  }

  private void say(Resource dataset, Link link, List<XmlElement> formats) {
    Resource target = model.createResource(link.url());
    if (link.isInformation()) {
      dataset.addProperty(FOAF.page, target);
    } else if (link.standard().isPresent()) {
      Resource distribution = distribution(dataset, link);
      Resource standard = model.createResource(link.standard().get());
      Resource service = model.createResource(DCAT.DataService);
      names(service, link);
      endpoint(service, link.url());
      distribution
          .addProperty(DCAT.accessURL, target)
          .addProperty(DCTerms.conformsTo, standard)
          .addProperty(DCAT.accessService, service.addProperty(DCTerms.conformsTo, standard));
    } else if (link.isPage()) {
      dataset.addProperty(DCAT.landingPage, target);
    } else {
      Resource distribution = distribution(dataset, link);
      distribution.addProperty(DCAT.accessURL, target);
      if (link.isDownload()) {
        distribution.addProperty(DCAT.downloadURL, target);
      }
      format(link, formats).ifPresent(name -> say(distribution, name));
    }
  }

  private Resource distribution(Resource dataset, Link link) {
    Resource distribution = model.createResource(DCAT.Distribution);
    dataset.addProperty(DCAT.distribution, distribution);
    names(distribution, link);
    return distribution;
  }

  private void names(Resource subject, Link link) {
    texts.say(subject, DCTerms.title, link.element().all("name"));
    texts.say(subject, DCTerms.description, link.element().all("description"));
  }

  private static void say(Resource distribution, XmlElement format) {
    Statements.iriOrText(
        distribution,
        DCTerms.format,
        Texts.anchor(format).or(() -> Texts.plain(format)).stream().toList());
  }

  /** The one format there is; of several, the one that the address ends in. */
  private static Optional<XmlElement> format(Link link, List<XmlElement> formats) {
    if (formats.size() == 1) {
      return Optional.of(formats.getFirst());
    }
    Optional<FileType> ending = FileTypes.ofFileName(link.url());
    return ending.flatMap(
        type ->
            formats.stream()
                .filter(
                    format ->
                        Texts.plain(format).flatMap(FileTypes::find).equals(Optional.of(type)))
                .findFirst());
  }

  /** A service's address, and the question that describes it apart from it. */
  private void endpoint(Resource service, String url) {
    if (url.matches("(?i).*[?&]request=GetCapabilities(&.*)?")) {
      service.addProperty(DCAT.endpointDescription, model.createResource(url));
    }
    String endpoint = ASKING.matcher(url).replaceAll("").replaceFirst("[?&]+$", "");
    service.addProperty(DCAT.endpointURL, model.createResource(endpoint));
  }

  /** Says where a resource that is a service itself is reached, and what it speaks. */
  void sayService(Resource service, XmlElement metadata, XmlElement info) {
    Set<XmlElement> said = new LinkedHashSet<>();
    Stream.concat(
            info.all(
                "containsOperations", "SV_OperationMetadata", "connectPoint", "CI_OnlineResource"),
            offers(metadata).flatMap(offer -> offer.links().stream()))
        .filter(said::add)
        .flatMap(element -> Link.of(element).stream())
        .forEach(
            link -> {
              if (link.isPage() && link.standard().isEmpty()) {
                service.addProperty(
                    link.isInformation() ? FOAF.page : DCAT.landingPage,
                    model.createResource(link.url()));
              } else {
                endpoint(service, link.url());
                link.standard()
                    .ifPresent(
                        standard ->
                            service.addProperty(
                                DCTerms.conformsTo, model.createResource(standard)));
              }
            });
    info.all("serviceType")
        .flatMap(type -> Texts.plain(type).stream())
        .forEach(
            type -> {
              Matcher known = PROTOCOL.matcher(type);
              if (known.find()) {
                Optional.ofNullable(STANDARDS.get(known.group(1).toUpperCase(Locale.ROOT)))
                    .ifPresent(
                        standard ->
                            service.addProperty(
                                DCTerms.conformsTo, model.createResource(standard)));
              }
              Statements.text(service, DCTerms.type, type);
            });
    info.all("operatesOn")
        .flatMap(data -> data.attribute("href").stream())
        .flatMap(href -> Texts.iri(href).stream())
        .forEach(href -> service.addProperty(DCAT.servesDataset, model.createResource(href)));
  }
}
