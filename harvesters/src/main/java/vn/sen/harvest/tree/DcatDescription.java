package vn.sen.harvest.tree;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.util.ResourceUtils;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.dcat.DcatRecord;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;

/**
 * Datasets that a file in RDF describes. Relative links lead to files beside it; a dataset that
 * names no file has those which are called like the description.
 */
final class DcatDescription {
  private final SourceId source;
  private final TreeMapper mapper;
  private final FileTree.Entry description;
  private final TreeFiles files;
  private final String base;

  /**
   * @param files paths of all files of the tree
   */
  DcatDescription(SourceId source, FileTree.Entry description, TreeFiles files) {
    this.source = source;
    this.mapper = new TreeMapper(source);
    this.description = description;
    this.files = files;
    // Nobody's host: what is relative is told by it from what is not.
    this.base = "http://" + source + ".invalid/";
  }

  /**
   * @throws WrongContentException when it is no RDF, or no DCAT
   */
  List<Described> read(byte[] body) throws WrongContentException {
    String type =
        description.name().toLowerCase(Locale.ROOT).endsWith(".ttl")
            ? "text/turtle"
            : "application/ld+json";
    var answer =
        new Answer(
            URI.create(base + Statements.encoded(description.path()).replace("%2F", "/")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(type),
            description.name(),
            Optional.empty(),
            body.length,
            Sha256.of(body));
    List<Described> all = new ArrayList<>();
    for (DcatRecord one : DcatRecord.in(body, answer, mapper.name(description.path()))) {
      all.add(
          switch (one) {
            case DcatRecord.Usable(CatalogRecord record) -> named(record);
            case DcatRecord.Unusable(String identifier, Message why) ->
                new Described.Unusable(within(identifier).orElse(identifier), why);
          });
    }
    return all;
  }

  /** The record with the names of its own in the place of addresses of nobody's host. */
  private Described named(CatalogRecord record) {
    Model model = record.description();
    Resource subject = record.subject();
    for (Statement statement :
        model.listStatements(null, DCAT.distribution, (RDFNode) null).toList()) {
      if (statement.getObject().isURIResource()
          && within(statement.getResource().getURI()).isPresent()) {
        // A name of ours would not be taken from a source: it has none.
        ResourceUtils.renameResource(statement.getResource(), null);
      }
    }
    var used = new HashSet<String>();
    for (Resource resource : resources(model)) {
      Optional<String> path = within(resource.getURI());
      if (path.isPresent()) {
        Resource renamed = ResourceUtils.renameResource(resource, path.get());
        if (resource.equals(subject)) {
          subject = renamed;
        }
        PrivateName.find(path.get())
            .map(PrivateName::name)
            .filter(files::contains)
            .ifPresent(used::add);
      }
    }
    for (Resource distribution : distributions(subject)) {
      complete(distribution);
    }
    if (distributions(subject).isEmpty()) {
      for (String file : calledAlike()) {
        subject.addProperty(DCAT.distribution, mapper.distribution(model, file));
        used.add(file);
      }
    }
    return new Described.Usable(
        new CatalogRecord(
            within(record.identifier()).map(DcatDescription::words).orElse(record.identifier()),
            subject),
        used);
  }

  private static List<Resource> distributions(Resource dataset) {
    return dataset.listProperties(DCAT.distribution).toList().stream()
        .filter(statement -> statement.getObject().isResource())
        .map(Statement::getResource)
        .toList();
  }

  /** What lies in the tree is a file, whichever property leads to it, and has a type. */
  private static void complete(Resource distribution) {
    for (Statement access : distribution.listProperties(DCAT.accessURL).toList()) {
      if (access.getObject().isURIResource()
          && PrivateName.find(access.getResource().getURI()).isPresent()) {
        access.remove();
        if (!distribution.hasProperty(DCAT.downloadURL)) {
          distribution.addProperty(DCAT.downloadURL, access.getObject());
        }
      }
    }
    if (!distribution.hasProperty(DCTerms.format) && !distribution.hasProperty(DCAT.mediaType)) {
      distribution.listProperties(DCAT.downloadURL).toList().stream()
          .map(Statement::getObject)
          .filter(RDFNode::isURIResource)
          .flatMap(node -> PrivateName.find(node.asResource().getURI()).stream())
          .findFirst()
          .ifPresent(name -> TreeMapper.type(distribution, name.name()));
    }
  }

  private static Set<Resource> resources(Model model) {
    var all = new LinkedHashSet<Resource>();
    for (Statement statement : model.listStatements().toList()) {
      if (statement.getSubject().isURIResource()) {
        all.add(statement.getSubject());
      }
      if (statement.getObject().isURIResource()) {
        all.add(statement.getResource());
      }
    }
    return all;
  }

  /** The name of our own for an address of nobody's host; absent for any other. */
  private Optional<String> within(String iri) {
    if (!iri.startsWith(base)) {
      return Optional.empty();
    }
    String rest = iri.substring(base.length());
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? "" : rest.substring(hash);
    String encoded = (hash < 0 ? rest : rest.substring(0, hash)).replaceFirst("[?].*$", "");
    String path = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    String named = files.find("", path).orElse(Survey.isOpenPath(path) ? path : description.path());
    return Optional.of(new PrivateName(source, named).uri() + fragment);
  }

  /** An identifier out of the name of our own. */
  private static String words(String name) {
    int hash = name.indexOf('#');
    String path =
        PrivateName.find(hash < 0 ? name : name.substring(0, hash))
            .map(PrivateName::name)
            .orElse(name);
    return TreeMapper.identifier(path + (hash < 0 ? "" : name.substring(hash)));
  }

  private List<String> calledAlike() {
    String stem = description.name().replaceFirst("(?i)\\.dcat\\.(ttl|jsonld)$", "");
    return files.stream()
        .filter(file -> !Survey.isDescription(file.substring(file.lastIndexOf('/') + 1)))
        .filter(
            file ->
                file.substring(0, Math.max(0, file.lastIndexOf('/'))).equals(description.folder()))
        .filter(
            file -> {
              String name = file.substring(file.lastIndexOf('/') + 1);
              return name.equals(stem) || TreeMapper.stem(name).equals(stem);
            })
        .sorted()
        .toList();
  }
}
