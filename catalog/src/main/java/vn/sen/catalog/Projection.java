package vn.sen.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.catalog.RdfStore.GraphChange;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Finding;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Licences;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Sen;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Theme;
import vn.sen.vocab.Themes;

/**
 * What visitors may see of a dataset, as RDF and as a search document. Pure: the same entry always
 * gives the same. Nothing that is held back is in it, and nothing personal of who decided.
 */
public final class Projection {
  private static final Property HAS_MEASUREMENT = property(Sen.DQV + "hasQualityMeasurement");
  private static final Property ATTRIBUTED_TO = property(Sen.PROV + "wasAttributedTo");
  private static final Property USED = property(Sen.PROV + "used");
  private static final Property ENDED_AT_TIME = property(Sen.PROV + "endedAtTime");
  private static final Resource ACTIVITY = resource(Sen.PROV + "Activity");
  private static final Resource ENTITY = resource(Sen.PROV + "Entity");
  private static final Resource SHA256 = resource(Sen.SPDX + "checksumAlgorithm_sha256");

  /** The dimensions of the European assessment have no IRIs of their own; these are ours. */
  private static final String EU_QUALITY = Sen.NS + "dimension:mqa-";

  private static final String IANA = "https://www.iana.org/assignments/media-types/";

  private final String base;

  /**
   * @param base what Sen's own IRIs begin with, ending in a slash (see {@link
   *     DataDirectory#baseIri})
   */
  public Projection(URI base) {
    if (!base.toString().endsWith("/")) {
      throw new IllegalArgumentException("the base IRI ends in a slash, got " + base);
    }
    this.base = base.toString();
  }

  /** The dataset's IRI, the name of its graph too. */
  public String dataset(DatasetId id) {
    return base + "dataset/" + id;
  }

  /** The graph of its quality measurements. */
  public String qualityGraph(DatasetId id) {
    return dataset(id) + "/quality";
  }

  /** The graph that says where everything came from. */
  public String provenanceGraph(DatasetId id) {
    return dataset(id) + "/provenance";
  }

  /** The IRI of the catalogue. */
  public String catalog() {
    return base + "catalog";
  }

  /** Where a version is downloaded, its {@code dcat:Distribution}'s IRI. */
  public String download(TableVersionId id, Catalog.Format format) {
    return "%sdownload/%s/%s/%d.%s"
        .formatted(base, id.table().dataset(), id.table().slug(), id.number(), format.extension());
  }

  /** The versions whose reports {@link #graphs} wants. */
  public static List<TableVersionId> published(DatasetEntry entry) {
    return entry.tombstone().isPresent()
        ? List.of()
        : versions(entry).map(TableVersion::id).toList();
  }

  /**
   * The dataset's graphs as they should be: dropped where there is nothing to say.
   *
   * @param reports of {@link #published}
   */
  public List<GraphChange> graphs(
      DatasetEntry recorded, Map<TableVersionId, QualityReport> reports) {
    DatasetEntry entry = recorded.today();
    boolean gone = entry.tombstone().isPresent();
    return List.of(
        change(dataset(entry.id()), gone ? none() : description(entry)),
        change(qualityGraph(entry.id()), gone ? none() : quality(entry, reports)),
        change(provenanceGraph(entry.id()), gone ? none() : provenance(entry)));
  }

  private static GraphChange change(String graph, Model content) {
    return new GraphChange(graph, content.isEmpty() ? Optional.empty() : Optional.of(content));
  }

  private static Model none() {
    return ModelFactory.createDefaultModel();
  }

  private Model description(DatasetEntry entry) {
    Model model = none();
    Resource dataset = model.createResource(dataset(entry.id()));
    DescriptionGraph.copy(
        entry.record().subject(),
        dataset,
        base,
        isPublishedByOwner(entry) ? Set.of(DCTerms.publisher) : Set.of());
    dataset.addProperty(RDF.type, DCAT.Dataset);
    addMissing(dataset, DCTerms.title, entry.dataset().title());
    addMissing(dataset, DCTerms.description, entry.dataset().description());
    if (!dataset.hasProperty(DCTerms.identifier)) {
      dataset.addProperty(DCTerms.identifier, entry.record().identifier());
    }
    if (!dataset.hasProperty(DCTerms.publisher)) {
      Resource agency = agency(entry, model);
      dataset.addProperty(DCTerms.publisher, agency);
      agency
          .addProperty(RDF.type, FOAF.Agent)
          .addProperty(DCTerms.identifier, entry.agency().code().value());
      addMissing(agency, FOAF.name, entry.agency().name());
    }
    Stream.concat(
            Stream.of(entry.record().subject().getURI()),
            entry.alternates().stream().map(DatasetEntry.Alternate::subject))
        .filter(PublicLink::isPublic)
        .filter(iri -> !iri.startsWith(base))
        .forEach(iri -> dataset.addProperty(Sen.ALTERNATE_OF, model.createResource(iri)));
    // A licence that only we have a name for is dropped where a source states it; a steward may.
    entry.corrections().stream()
        .filter(correction -> correction.property().equals(Correctable.LICENCE.iri()))
        .flatMap(correction -> correction.values().stream())
        .forEach(iri -> dataset.addProperty(DCTerms.license, resource(iri)));
    for (DatasetId replaced : entry.replaces()) {
      Resource before = model.createResource(dataset(replaced));
      dataset.addProperty(DCTerms.replaces, before);
      before.addProperty(DCTerms.isReplacedBy, dataset);
    }
    // Where its own address leads nobody but Sen, a distribution is had from the dataset's page.
    dataset.listProperties(DCAT.distribution).toList().stream()
        .filter(statement -> statement.getObject().isResource())
        .map(Statement::getResource)
        .filter(part -> part.listProperties().hasNext())
        .filter(part -> !part.hasProperty(DCAT.downloadURL) && !part.hasProperty(DCAT.accessURL))
        .forEach(part -> part.addProperty(DCAT.accessURL, dataset));
    versions(entry).forEach(version -> distributions(entry, dataset, version));
    Resource record = model.createResource(dataset.getURI() + "#record");
    record
        .addProperty(RDF.type, DCAT.CatalogRecord)
        .addProperty(FOAF.primaryTopic, dataset)
        .addProperty(DCTerms.issued, time(entry.admitted()), XSDDatatype.XSDdateTime)
        .addProperty(DCTerms.modified, time(entry.changed()), XSDDatatype.XSDdateTime);
    model
        .createResource(catalog())
        .addProperty(DCAT.dataset, dataset)
        .addProperty(DCAT.record, record);
    return model;
  }

  /**
   * Whether the publisher is the agency that owns the dataset, as far as the source says, or a
   * person where they say otherwise.
   */
  private static boolean isPublishedByOwner(DatasetEntry entry) {
    return entry.statedAgency().isPresent()
        || entry
            .dataset()
            .publisher()
            .map(
                agent ->
                    agent.name().isEmpty()
                        || agent.code().filter(entry.agency().code().value()::equals).isPresent())
            .orElse(true);
  }

  private Resource agency(DatasetEntry entry, Model model) {
    return model.createResource(base + "agency/" + entry.agency().code());
  }

  private static void addMissing(Resource resource, Property property, LangText text) {
    if (!resource.hasProperty(property)) {
      text.byLanguage()
          .forEach(
              (language, words) ->
                  resource.addProperty(
                      property, resource.getModel().createLiteral(words, language)));
    }
  }

  private void distributions(DatasetEntry entry, Resource dataset, TableVersion version) {
    for (Catalog.Format format : List.of(Catalog.Format.PARQUET, Catalog.Format.CSV)) {
      Model model = dataset.getModel();
      Resource distribution = model.createResource(download(version.id(), format));
      dataset.addProperty(DCAT.distribution, distribution);
      distribution
          .addProperty(RDF.type, DCAT.Distribution)
          .addProperty(DCAT.downloadURL, distribution)
          .addProperty(DCAT.accessURL, dataset)
          .addProperty(DCTerms.issued, time(version.judged()), XSDDatatype.XSDdateTime);
      addMissing(distribution, DCTerms.title, version.title());
      FileTypes.find(format.extension())
          .ifPresent(
              type -> {
                type.iri()
                    .ifPresent(iri -> distribution.addProperty(DCTerms.format, resource(iri)));
                type.mediaTypes().stream()
                    .findFirst()
                    .ifPresent(
                        name -> distribution.addProperty(DCAT.mediaType, resource(IANA + name)));
              });
      licence(entry.dataset())
          .filter(PublicLink::isPublic)
          .ifPresent(iri -> distribution.addProperty(DCTerms.license, resource(iri)));
      if (format == Catalog.Format.PARQUET && version.parts().size() == 1) {
        Part part = version.parts().getFirst();
        distribution
            .addProperty(
                DCAT.byteSize, Long.toString(part.byteSize()), XSDDatatype.XSDnonNegativeInteger)
            .addProperty(
                Sen.SPDX_CHECKSUM,
                model
                    .createResource()
                    .addProperty(Sen.SPDX_ALGORITHM, SHA256)
                    .addProperty(Sen.SPDX_CHECKSUM_VALUE, part.sha256(), XSDDatatype.XSDhexBinary));
      }
    }
  }

  /**
   * Scores as they are; of a rule, the share of what it looked at that passed. What belongs to a
   * version is said of its distribution; how the dataset lives, and how well it is described, of
   * the dataset.
   */
  private Model quality(DatasetEntry entry, Map<TableVersionId, QualityReport> reports) {
    Model model = none();
    versions(entry)
        .forEach(
            version -> {
              Subject subject = subject(version);
              Scores scores = version.scores();
              scores.overall().ifPresent(value -> measure(model, subject, "overall", value));
              for (Dimension dimension : Dimension.values()) {
                if (dimension != Dimension.LIVE || entry.liveness().isEmpty()) {
                  scores
                      .of(dimension)
                      .ifPresent(value -> measure(model, subject, dimension, value));
                }
              }
              QualityReport report = reports.get(version.id());
              if (report != null) {
                List<Finding> findings =
                    report.findings().stream()
                        .filter(
                            finding ->
                                finding.dimension() != Dimension.LIVE || entry.liveness().isEmpty())
                        .toList();
                rules(model, subject, findings);
                LayerGraph.waivers(model, subject.iri(), subject.names(), findings);
              }
            });
    entry.liveness().ifPresent(life -> living(model, entry, life));
    return model;
  }

  private void living(Model model, DatasetEntry entry, Liveness life) {
    var subject = new Subject(dataset(entry.id()), qualityGraph(entry.id()) + "#", life.at());
    life.live().ifPresent(value -> measure(model, subject, Dimension.LIVE, value));
    life.operations().ifPresent(value -> measure(model, subject, "operations", value));
    rules(model, subject, life.findings());
    MetadataAssessment assessment = life.assessment();
    measure(model, subject, "mqa", metric("mqa"), assessment.points(), List.of());
    for (MetadataAssessment.Area area : MetadataAssessment.Area.values()) {
      Resource measured =
          measure(
              model,
              subject,
              "mqa-" + area.key(),
              metric("mqa-" + area.key()),
              assessment.points(area),
              List.of());
      measured.addProperty(Sen.IN_DIMENSION, resource(EU_QUALITY + area.key()));
    }
  }

  private void rules(Model model, Subject subject, List<Finding> all) {
    all.stream()
        .collect(groupingBy(Finding::rule, TreeMap::new, toList()))
        .forEach(
            (rule, findings) -> {
              // One rule may speak of several columns: the worst leads.
              double passed = findings.stream().mapToDouble(Projection::passed).min().orElse(1);
              measure(
                  model,
                  subject,
                  rule,
                  Sen.rule(rule),
                  passed,
                  findings.stream().map(Finding::dimension).distinct().toList());
            });
  }

  private static double passed(Finding finding) {
    return finding.evaluated() == 0 ? 1 : 1 - (double) finding.failed() / finding.evaluated();
  }

  private void measure(Model model, Subject subject, String name, double value) {
    measure(model, subject, name, metric(name), value, List.of());
  }

  private void measure(Model model, Subject subject, Dimension dimension, double value) {
    measure(model, subject, dimension.key(), metric(dimension.key()), value, List.of(dimension));
  }

  private static Resource measure(
      Model model,
      Subject subject,
      String name,
      Resource metric,
      Number value,
      List<Dimension> dimensions) {
    Resource measured = model.createResource(subject.iri());
    Resource measurement =
        model
            .createResource(subject.names() + name)
            .addProperty(RDF.type, Sen.QUALITY_MEASUREMENT)
            .addProperty(Sen.COMPUTED_ON, measured)
            .addProperty(Sen.IS_MEASUREMENT_OF, metric)
            .addProperty(Sen.DQV_VALUE, model.createTypedLiteral(value))
            .addProperty(Sen.GENERATED_AT_TIME, time(subject.at()), XSDDatatype.XSDdateTime);
    dimensions.forEach(
        dimension -> measurement.addProperty(Sen.IN_DIMENSION, Sen.dimension(dimension)));
    measured.addProperty(HAS_MEASUREMENT, measurement);
    return measurement;
  }

  private Subject subject(TableVersion version) {
    TableVersionId id = version.id();
    return new Subject(
        download(id, Catalog.Format.PARQUET),
        "%s#%s-%d-".formatted(qualityGraph(id.table().dataset()), id.table().slug(), id.number()),
        version.judged());
  }

  /**
   * What is measured.
   *
   * @param iri of it
   * @param names what the names of its measurements begin with
   * @param at when it was measured
   */
  private record Subject(String iri, String names, Instant at) {}

  private static Resource metric(String name) {
    return resource(Sen.NS + "metric:" + name);
  }

  private Model provenance(DatasetEntry entry) {
    Model model = none();
    Resource dataset = model.createResource(dataset(entry.id()));
    dataset.addProperty(ATTRIBUTED_TO, agency(entry, model));
    link(entry.record().subject().getURI())
        .ifPresent(iri -> dataset.addProperty(Sen.WAS_DERIVED_FROM, resource(iri)));
    LayerGraph.corrections(dataset, provenanceGraph(entry.id()), entry);
    versions(entry)
        .forEach(
            version -> {
              TableVersionId id = version.id();
              String name =
                  "%s#%s-%d"
                      .formatted(
                          provenanceGraph(id.table().dataset()), id.table().slug(), id.number());
              Resource received =
                  model
                      .createResource(name + "-received")
                      .addProperty(RDF.type, ENTITY)
                      .addProperty(DCTerms.title, version.received().name())
                      .addProperty(
                          Sen.SPDX_CHECKSUM,
                          model
                              .createResource()
                              .addProperty(Sen.SPDX_ALGORITHM, SHA256)
                              .addProperty(
                                  Sen.SPDX_CHECKSUM_VALUE,
                                  version.received().sha256(),
                                  XSDDatatype.XSDhexBinary));
              link(version.received().url())
                  .ifPresent(iri -> received.addProperty(DCTerms.source, resource(iri)));
              Resource reading =
                  model
                      .createResource(name)
                      .addProperty(RDF.type, ACTIVITY)
                      .addProperty(USED, received)
                      .addProperty(ENDED_AT_TIME, time(version.judged()), XSDDatatype.XSDdateTime);
              model
                  .createResource(download(id, Catalog.Format.PARQUET))
                  .addProperty(Sen.WAS_DERIVED_FROM, received)
                  .addProperty(Sen.WAS_GENERATED_BY, reading);
            });
    return model;
  }

  private Optional<String> link(String iri) {
    return Optional.of(iri).filter(PublicLink::isPublic).filter(i -> !i.startsWith(base));
  }

  /** What the index should have of the dataset; absent when it should have nothing. */
  public Optional<SearchDocument> document(DatasetEntry recorded) {
    DatasetEntry entry = recorded.today();
    if (entry.tombstone().isPresent()) {
      return Optional.empty();
    }
    Dataset dataset = entry.dataset();
    return Optional.of(
        new SearchDocument(
            entry.id(),
            dataset.title(),
            dataset.description(),
            dataset.keywords(),
            identifiers(entry),
            entry.agency().code(),
            entry.agency().name(),
            dataset.themes().stream()
                .map(words -> Themes.find(words).map(Theme::iri).orElse(words))
                .distinct()
                .toList(),
            formats(entry),
            licence(dataset),
            dataset.spatial(),
            dataset.temporal().flatMap(Dataset.Period::start).flatMap(Moments::firstDay),
            dataset.temporal().flatMap(Dataset.Period::end).flatMap(Moments::lastDay),
            versions(entry)
                .flatMap(version -> version.columns().stream())
                .map(column -> column.original().isBlank() ? column.name() : column.original())
                .distinct()
                .toList(),
            weakest(entry),
            states(entry),
            dataset.modified().flatMap(Moments::start).orElse(entry.changed()),
            versions(entry).mapToLong(TableVersion::rows).sum()));
  }

  private static List<String> identifiers(DatasetEntry entry) {
    Set<String> all = new LinkedHashSet<>();
    all.add(entry.record().identifier());
    all.add(entry.agency().code() + ":" + entry.record().identifier());
    all.addAll(entry.dataset().identifiers());
    entry.alternates().forEach(alternate -> all.add(alternate.identifier()));
    return List.copyOf(all);
  }

  private static List<String> formats(DatasetEntry entry) {
    return Stream.concat(
            entry.dataset().distributions().stream()
                .flatMap(distribution -> fileType(distribution).stream()),
            versions(entry).flatMap(v -> FileTypes.find(v.received().format()).stream()))
        .map(FileType::code)
        .distinct()
        .toList();
  }

  private static Optional<FileType> fileType(Distribution distribution) {
    return distribution
        .format()
        .flatMap(FileTypes::find)
        .or(() -> distribution.mediaType().flatMap(FileTypes::find))
        .or(
            () ->
                distribution
                    .downloadUrl()
                    .map(url -> url.replaceFirst("[?#].*", ""))
                    .flatMap(FileTypes::ofFileName));
  }

  private static Optional<String> licence(Dataset dataset) {
    return dataset
        .license()
        .or(
            () ->
                dataset.distributions().stream()
                    .flatMap(distribution -> distribution.license().stream())
                    .findFirst())
        .map(Licences::iri);
  }

  /** A dataset is as good as its weakest table; one that nobody rated is not rated. */
  private static Scores weakest(DatasetEntry entry) {
    return versions(entry)
        .map(TableVersion::scores)
        .filter(scores -> scores.overall().isPresent())
        .min(Comparator.comparingDouble(scores -> scores.overall().orElseThrow()))
        .orElse(Scores.NOT_RATED);
  }

  private static List<String> states(DatasetEntry entry) {
    if (entry.tables().isEmpty()) {
      return List.of(entry.failures().isEmpty() ? "no-table" : "failed");
    }
    Collection<String> states = new LinkedHashSet<>();
    for (TableEntry table : entry.tables()) {
      states.add(table.latest().state().key());
      table.published().ifPresent(version -> states.add(version.state().key()));
    }
    return new ArrayList<>(states);
  }

  private static Stream<TableVersion> versions(DatasetEntry entry) {
    return entry.tables().stream().flatMap(table -> table.published().stream());
  }

  private static String time(Instant instant) {
    return instant.toString();
  }

  private static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }

  private static Resource resource(String iri) {
    return ResourceFactory.createResource(iri);
  }
}
