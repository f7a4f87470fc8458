package vn.sen.catalog;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import vn.sen.vocab.Sen;
import vn.sen.vocab.Sha256;

/**
 * Copies from a source's description what hangs on its own subject, under names of Sen's own, so
 * that whatever a source says is said of nothing but its own dataset.
 */
final class DescriptionGraph {
  /** What is part of a dataset although it has an IRI, and what Sen calls it. */
  private static final Map<Property, String> PARTS =
      Map.of(
          DCAT.distribution, "distribution",
          DCTerms.publisher, "agent",
          DCTerms.creator, "agent",
          DCAT.contactPoint, "contact",
          DCTerms.temporal, "period",
          Sen.SPDX_CHECKSUM, "checksum");

  /** Enough of a hash to tell the parts of one dataset apart. */
  private static final int NAME_DIGITS = 16;

  private final String base;
  private final Model target;
  private final Map<Resource, Resource> names = new HashMap<>();
  private final ArrayDeque<Resource> waiting = new ArrayDeque<>();

  private DescriptionGraph(String base, Model target) {
    this.base = base;
    this.target = target;
  }

  /**
   * Adds to {@code dataset}'s model what {@code subject} says of itself.
   *
   * @param base what Sen's own IRIs begin with; nothing a source says in there is taken
   * @param except properties of {@code subject} itself that are left out
   */
  static void copy(Resource subject, Resource dataset, String base, Set<Property> except) {
    var graph = new DescriptionGraph(base, dataset.getModel());
    graph.names.put(subject, dataset);
    subject
        .listProperties()
        .filterDrop(statement -> except.contains(statement.getPredicate()))
        .forEach(statement -> graph.add(dataset, dataset, statement));
    while (!graph.waiting.isEmpty()) {
      Resource next = graph.waiting.poll();
      Resource renamed = graph.names.get(next);
      if (renamed != null) {
        next.listProperties().forEach(statement -> graph.add(renamed, dataset, statement));
      }
    }
  }

  private void name(Resource original, Resource renamed) {
    names.put(original, renamed);
    waiting.add(original);
  }

  private void add(Resource renamed, Resource dataset, Statement statement) {
    if (!isTheirs(statement.getPredicate())) {
      return;
    }
    RDFNode object = statement.getObject();
    if (object.isLiteral()) {
      if (PublicLink.isHarmless(object.asLiteral().getLexicalForm())) {
        renamed.addProperty(statement.getPredicate(), object);
      }
    } else {
      object(dataset, statement.getPredicate(), object.asResource())
          .ifPresent(named -> renamed.addProperty(statement.getPredicate(), named));
    }
  }

  private Optional<Resource> object(Resource dataset, Property predicate, Resource original) {
    Resource known = names.get(original);
    if (known != null) {
      return Optional.of(known);
    }
    if (original.isAnon()) {
      Resource renamed = target.createResource();
      name(original, renamed);
      return Optional.of(renamed);
    }
    if (!original.isURIResource() || isReserved(original.getURI())) {
      return Optional.empty();
    }
    boolean isLink = PublicLink.isPublic(original.getURI());
    String part = PARTS.get(predicate);
    if (part != null && original.listProperties().hasNext()) {
      Resource renamed =
          target.createResource(
              "%s#%s-%s"
                  .formatted(
                      dataset.getURI(),
                      part,
                      Sha256.of(original.getURI()).substring(0, NAME_DIGITS)));
      name(original, renamed);
      if (isLink) {
        renamed.addProperty(Sen.ALTERNATE_OF, target.createResource(original.getURI()));
      }
      return Optional.of(renamed);
    }
    return isLink ? Optional.of(target.createResource(original.getURI())) : Optional.empty();
  }

  /** Whether a source may speak of it: not in our words, not of grades, not of what is the same. */
  private boolean isTheirs(Property predicate) {
    return !isReserved(predicate.getURI()) && !predicate.equals(OWL2.sameAs);
  }

  private boolean isReserved(String iri) {
    return iri.startsWith(Sen.NS) || iri.startsWith(Sen.DQV) || iri.startsWith(base);
  }
}
