package vn.sen.harvest.iso;

import static vn.sen.harvest.mapping.Statements.property;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what a geographic record says. Elements are looked up by their local names, which
 * the two standards mostly share.
 */
final class IsoMapper {
  static final String NS = Sen.NS + "iso:";

  private static final Property XML = property(NS + "xml");
  static final String INSPIRE = "http://inspire.ec.europa.eu/metadata-codelist/";
  private static final String FREQUENCY =
      "http://publications.europa.eu/resource/authority/frequency/";

  private static final Map<String, String> FREQUENCIES =
      Map.ofEntries(
          Map.entry("continual", "CONT"),
          Map.entry("daily", "DAILY"),
          Map.entry("weekly", "WEEKLY"),
          Map.entry("fortnightly", "BIWEEKLY"),
          Map.entry("semimonthly", "MONTHLY_2"),
          Map.entry("monthly", "MONTHLY"),
          Map.entry("quarterly", "QUARTERLY"),
          Map.entry("biannually", "ANNUAL_2"),
          Map.entry("annually", "ANNUAL"),
          Map.entry("biennially", "BIENNIAL"),
          Map.entry("asNeeded", "AS_NEEDED"),
          Map.entry("irregular", "IRREG"),
          Map.entry("notPlanned", "NOT_PLANNED"),
          Map.entry("unknown", "UNKNOWN"));

  private final XmlElement metadata;
  private final XmlElement info;
  private final Texts texts;
  private final Resource dataset;
  private final Model model;

  private IsoMapper(XmlElement metadata, XmlElement info, Resource dataset) {
    this.metadata = metadata;
    this.info = info;
    this.dataset = dataset;
    this.model = dataset.getModel();
    this.texts = new Texts(metadata);
  }

  static IsoRecord map(
      XmlElement metadata, Optional<String> otherwise, UnaryOperator<String> subjects) {
    Optional<String> identifier = identifier(metadata).or(() -> otherwise);
    if (!IsoRecord.isMetadata(metadata)) {
      return unusable(
          identifier,
          "'%s' không phải siêu dữ liệu địa lý (gmd, gmi hoặc mdb)".formatted(metadata.name()),
          "'%s' is no geographic record (gmd, gmi or mdb)".formatted(metadata.name()),
          "Công bố bản ghi theo ISO 19139 hoặc ISO 19115-3 ở nguồn.",
          "Publish the record as ISO 19139 or ISO 19115-3 at the source.");
    }
    if (identifier.isEmpty()) {
      return unusable(
          identifier,
          "bản ghi%s không có fileIdentifier (hoặc metadataIdentifier)".formatted(title(metadata)),
          "the record%s has no fileIdentifier (or metadataIdentifier)".formatted(title(metadata)),
          "Đặt mã ổn định cho bản ghi ở nguồn.",
          "Give the record a stable identifier at the source.");
    }
    Optional<XmlElement> info =
        metadata.all("identificationInfo").flatMap(XmlElement::children).findFirst();
    if (info.isEmpty()) {
      return unusable(
          identifier,
          "bản ghi không có identificationInfo nên không nói về dữ liệu nào",
          "the record has no identificationInfo, so it speaks of no data",
          "Điền phần nhận dạng (tên, tóm tắt) ở nguồn.",
          "Fill in the identification (title, abstract) at the source.");
    }
    Resource dataset =
        ModelFactory.createDefaultModel().createResource(subjects.apply(identifier.get()));
    dataset.addProperty(DCTerms.identifier, Statements.clean(identifier.get()));
    new IsoMapper(metadata, info.get(), dataset).say(subjects);
    return new IsoRecord.Usable(new CatalogRecord(identifier.get(), dataset));
  }

  private static IsoRecord unusable(
      Optional<String> identifier, String vi, String en, String cureVi, String cureEn) {
    return new IsoRecord.Unusable(
        identifier,
        new Message(
            "Không dùng được: %s. %s".formatted(vi, cureVi),
            "Not usable: %s. %s".formatted(en, cureEn)));
  }

  private static Optional<String> identifier(XmlElement metadata) {
    return Stream.concat(
            Texts.plain(metadata, "fileIdentifier"),
            Texts.plain(metadata, "metadataIdentifier", "MD_Identifier", "code"))
        .findFirst();
  }

  private static String title(XmlElement metadata) {
    return metadata
        .all("identificationInfo")
        .flatMap(XmlElement::children)
        .flatMap(info -> Texts.plain(info, "citation", "CI_Citation", "title"))
        .findFirst()
        .map(title -> " '" + title + "'")
        .orElse("");
  }

  private void say(UnaryOperator<String> subjects) {
    boolean service = types();
    texts.say(dataset, DCTerms.title, citation("title"));
    texts.say(dataset, property(DCTerms.NS + "alternative"), citation("alternateTitle"));
    texts.say(dataset, DCTerms.description, info.all("abstract"));
    identifiers();
    dates();
    new Topics(texts, dataset).say(info);
    Texts.codes(
            info,
            "resourceMaintenance",
            "MD_MaintenanceInformation",
            "maintenanceAndUpdateFrequency")
        .distinct()
        .forEach(
            code ->
                Statements.iriOrText(
                    dataset,
                    DCTerms.accrualPeriodicity,
                    Optional.ofNullable(FREQUENCIES.get(code))
                        .map(FREQUENCY::concat)
                        .orElse(code)));
    languages();
    new Extents(texts, model).say(dataset, info);
    new Extents(texts, model).sayResolution(dataset, info);
    new Parties(texts, model).say(dataset, metadata, info);
    new Constraints(texts, model).say(dataset, info);
    provenance();
    new Relations(texts, dataset, subjects).say(metadata, info);
    citation("edition")
        .flatMap(edition -> Texts.plain(edition).stream())
        .forEach(edition -> Statements.text(dataset, property(DCAT.NS + "version"), edition));
    Links links = new Links(texts, model);
    if (service) {
      links.sayService(dataset, metadata, info);
    } else {
      links.sayDistributions(dataset, metadata);
      Texts.plain(metadata, "dataSetURI")
          .flatMap(uri -> Texts.iri(uri).stream())
          .filter(uri -> uri.startsWith("http"))
          .forEach(uri -> dataset.addProperty(DCAT.landingPage, model.createResource(uri)));
    }
    record();
    dataset.addProperty(XML, Statements.clean(metadata.write()));
  }

  private Stream<XmlElement> citation(String... path) {
    return info.all("citation", "CI_Citation").flatMap(citation -> citation.all(path));
  }

  /** What the record describes; says whether it is a service. */
  private boolean types() {
    String level =
        Stream.concat(
                Texts.codes(metadata, "hierarchyLevel"),
                Texts.codes(metadata, "metadataScope", "MD_MetadataScope", "resourceScope"))
            .findFirst()
            .orElse("");
    boolean service = level.equals("service") || info.name().equals("SV_ServiceIdentification");
    if (service) {
      dataset.addProperty(RDF.type, DCAT.DataService);
    } else {
      dataset.addProperty(RDF.type, DCAT.Dataset);
      if (level.equals("series")) {
        dataset.addProperty(RDF.type, ResourceFactory.createResource(DCAT.NS + "DatasetSeries"));
      }
    }
    if (Set.of("dataset", "series", "service").contains(level)) {
      dataset.addProperty(DCTerms.type, model.createResource(INSPIRE + "ResourceType/" + level));
    } else {
      Statements.text(dataset, DCTerms.type, level);
    }
    return service;
  }

  /** The resource's own identifiers; the record's is the one it is known by here. */
  private void identifiers() {
    Set<String> codes = new LinkedHashSet<>();
    citation("identifier")
        .flatMap(XmlElement::children)
        .forEach(
            identifier ->
                Texts.plain(identifier, "code")
                    .findFirst()
                    .map(
                        code ->
                            Texts.iri(code).isPresent()
                                ? code
                                : Texts.plain(identifier, "codeSpace")
                                    .findFirst()
                                    .map(
                                        space ->
                                            space + (space.matches(".*[/#:]") ? "" : "/") + code)
                                    .orElse(code))
                    .ifPresent(codes::add));
    for (String code : codes) {
      dataset.addProperty(
          property(Sen.ADMS + "identifier"),
          model
              .createResource(ResourceFactory.createResource(Sen.ADMS + "Identifier"))
              .addProperty(SKOS.notation, Statements.clean(code)));
    }
  }

  private record Dated(String type, String day) {}

  private void dates() {
    List<Dated> dates =
        citation("date", "CI_Date")
            .flatMap(
                date ->
                    Texts.plain(date, "date")
                        .limit(1)
                        .map(
                            day ->
                                new Dated(
                                    Texts.codes(date, "dateType").findFirst().orElse(""), day)))
            .toList();
    Comparator<String> order = Comparator.naturalOrder();
    of(dates, "publication", "released")
        .min(order)
        .ifPresent(day -> Statements.date(dataset, DCTerms.issued, day));
    of(dates, "revision", "lastRevision", "lastUpdate")
        .max(order)
        .ifPresent(day -> Statements.date(dataset, DCTerms.modified, day));
    of(dates, "creation")
        .min(order)
        .ifPresent(day -> Statements.date(dataset, DCTerms.created, day));
  }

  private static Stream<String> of(List<Dated> dates, String... types) {
    return dates.stream().filter(date -> List.of(types).contains(date.type())).map(Dated::day);
  }

  /** The languages of the data, which may differ from the record's. */
  private void languages() {
    Stream.concat(
            info.all("language"),
            Stream.of("defaultLocale", "otherLocale")
                .flatMap(locale -> info.all(locale, "PT_Locale", "language")))
        .flatMap(language -> Texts.code(language).stream())
        .map(code -> Languages.iri(code).orElse(code))
        .distinct()
        .forEach(language -> Statements.iriOrText(dataset, DCTerms.language, language));
  }

  private void provenance() {
    Stream.concat(
            metadata.all("dataQualityInfo", "DQ_DataQuality", "lineage", "LI_Lineage", "statement"),
            metadata.all("resourceLineage", "LI_Lineage", "statement"))
        .filter(statement -> Texts.plain(statement).isPresent())
        .distinct()
        .forEach(
            statement -> {
              Resource provenance =
                  model.createResource().addProperty(RDF.type, DCTerms.ProvenanceStatement);
              texts.say(provenance, RDFS.label, Stream.of(statement));
              dataset.addProperty(DCTerms.provenance, provenance);
            });
  }

  /** What is said of the description, apart from the data. */
  private void record() {
    Resource record =
        model
            .createResource()
            .addProperty(RDF.type, ResourceFactory.createResource(DCAT.NS + "CatalogRecord"))
            .addProperty(FOAF.primaryTopic, dataset);
    Stream<String> stamps =
        Stream.concat(
            Texts.plain(metadata, "dateStamp"),
            metadata
                .all("dateInfo", "CI_Date")
                .filter(date -> !Texts.codes(date, "dateType").toList().equals(List.of("creation")))
                .flatMap(date -> Texts.plain(date, "date")));
    stamps
        .max(Comparator.naturalOrder())
        .ifPresent(day -> Statements.date(record, DCTerms.modified, day));
    Texts.language(metadata)
        .ifPresent(
            code ->
                Statements.iriOrText(record, DCTerms.language, Languages.iri(code).orElse(code)));
    Stream.concat(
            metadata.all("metadataStandardName"),
            metadata.all("metadataStandard", "CI_Citation", "title"))
        .limit(1)
        .flatMap(standard -> Texts.plain(standard).stream())
        .forEach(
            standard ->
                record.addProperty(
                    DCTerms.conformsTo,
                    model
                        .createResource()
                        .addProperty(RDF.type, DCTerms.Standard)
                        .addProperty(DCTerms.title, Statements.clean(standard))));
    new Parties(texts, model).sayContact(record, metadata);
  }
}
