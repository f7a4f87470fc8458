package vn.sen.harvest.tree;

import java.net.URI;
import java.text.Normalizer;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.mapping.Statements;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.SourceId;

/** Says in DCAT what a tree says of its files; {@code docs/mapping/folder.md} has the table. */
final class TreeMapper {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final SourceId source;

  TreeMapper(SourceId source) {
    this.source = source;
  }

  /** What a path is called as the identifier of a record. */
  static String identifier(String path) {
    return Normalizer.normalize(Statements.clean(path), Normalizer.Form.NFC);
  }

  URI name(String path) {
    return new PrivateName(source, path).uri();
  }

  /** A file that nothing describes. */
  CatalogRecord plain(FileTree.Entry file) {
    Resource dataset = dataset(file.path(), identifier(file.path()));
    Statements.text(dataset, DCTerms.title, title(file.name()));
    dataset.addProperty(
        DCTerms.modified,
        file.modified()
            .truncatedTo(ChronoUnit.SECONDS)
            .atZone(VIETNAM)
            .toOffsetDateTime()
            .toString(),
        XSDDatatype.XSDdateTime);
    dataset.addProperty(DCAT.distribution, distribution(dataset.getModel(), file.path()));
    return new CatalogRecord(identifier(file.path()), dataset);
  }

  /** A dataset that says no more than what it is called. */
  Resource dataset(String path, String identifier) {
    Model model = ModelFactory.createDefaultModel();
    return model
        .createResource(name(path).toString())
        .addProperty(RDF.type, DCAT.Dataset)
        .addProperty(DCTerms.identifier, identifier);
  }

  /** A distribution of a file of the tree. */
  Resource distribution(Model model, String path) {
    Resource distribution =
        model
            .createResource(DCAT.Distribution)
            .addProperty(DCAT.downloadURL, model.createResource(name(path).toString()));
    Statements.text(distribution, DCTerms.title, identifier(fileName(path)));
    type(distribution, path);
    return distribution;
  }

  /** States what kind of file it is, by its name. */
  static void type(Resource distribution, String path) {
    FileTypes.ofFileName(fileName(path))
        .ifPresent(
            type -> {
              Statements.iriOrText(distribution, DCTerms.format, type.iri().orElse(type.code()));
              type.mediaTypeIri()
                  .ifPresent(iri -> Statements.iriOrText(distribution, DCAT.mediaType, iri));
            });
  }

  /** The words in a file's name. */
  static String title(String fileName) {
    String stem = stem(fileName).replace('_', ' ').strip();
    return identifier(stem.isEmpty() ? fileName : stem);
  }

  static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot <= 0 ? fileName : fileName.substring(0, dot);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * What {@code reference} means in a folder of the tree.
   *
   * @param folder its path
   * @return absent when it leads out of the tree
   */
  static Optional<String> resolve(String folder, String reference) {
    if (reference.startsWith("/") || reference.contains("\\") || reference.contains(":")) {
      return Optional.empty();
    }
    String joined = folder.isEmpty() ? reference : folder + "/" + reference;
    return Optional.of(joined.replaceAll("(^|/)(\\./)+", "$1")).filter(Survey::isOpenPath);
  }
}
