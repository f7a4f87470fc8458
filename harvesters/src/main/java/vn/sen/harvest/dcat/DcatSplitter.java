package vn.sen.harvest.dcat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Takes a page apart into records, each with all that the page says of it: through blank nodes, and
 * through the IRIs it leads to as far as the page describes them, but never into another record.
 */
final class DcatSplitter {
  static final Resource DATASET_SERIES = ResourceFactory.createResource(DCAT.NS + "DatasetSeries");

  /** Something that the page lists. */
  sealed interface Entry {
    record Usable(CatalogRecord record) implements Entry {}

    /** Under the identifier that it states, which may turn out to be another's. */
    record Waiting(CatalogRecord record) implements Entry {}

    record Unusable(String identifier, Message why) implements Entry {}
  }

  /**
   * A page's records, by subject.
   *
   * @param onlyNamed what a catalogue lists here and this page does not describe
   */
  record Split(List<Entry> entries, List<String> onlyNamed) {}

  private static final int MOST_STATEMENTS = 50_000;
  private static final int MOST_IRI_STEPS = 4;

  private static final Node TYPE = RDF.type.asNode();
  private static final Node DATASET = DCAT.dataset.asNode();
  private static final Node SERVICE = DCAT.service.asNode();
  private static final Node ACCESS_SERVICE = DCAT.accessService.asNode();
  private static final Node TITLE = DCTerms.title.asNode();
  private static final Node IDENTIFIER = DCTerms.identifier.asNode();
  private static final Node PRIMARY_TOPIC = FOAF.primaryTopic.asNode();

  /** Leads to what is beside or above a record, not to a part of it. */
  private static final Set<Node> NOT_FOLLOWED =
      Set.of(
          DATASET,
          SERVICE,
          DCAT.record.asNode(),
          DCAT.servesDataset.asNode(),
          DCAT.catalog.asNode(),
          PRIMARY_TOPIC,
          SKOS.inScheme.asNode(),
          SKOS.topConceptOf.asNode(),
          SKOS.hasTopConcept.asNode(),
          SKOS.broader.asNode(),
          SKOS.narrower.asNode(),
          SKOS.related.asNode(),
          TYPE);

  private final Graph graph;
  private final URI base;
  private final Identities identities;
  private final Set<Node> listed;
  private final Set<Node> roots = new HashSet<>();
  private final Map<Node, List<Node>> catalogRecords = new HashMap<>();

  /**
   * @param base of the source; names blank nodes
   * @param identities what the records of the catalogue are called
   */
  DcatSplitter(Model page, URI base, Identities identities) {
    this.graph = page.getGraph();
    this.base = SourceClient.shown(base);
    this.identities = identities;
    this.listed = objects(DATASET);
    collectRoots();
    each(
        graph.find(Node.ANY, PRIMARY_TOPIC, Node.ANY),
        triple ->
            catalogRecords
                .computeIfAbsent(triple.getObject(), _ -> new ArrayList<>())
                .add(triple.getSubject()));
  }

  private void collectRoots() {
    Set<Node> catalogs = instances(DCAT.Catalog);
    roots.addAll(instances(DCAT.Dataset));
    roots.addAll(instances(DATASET_SERIES));
    // A catalogue is a dataset too, in DCAT; it is a record only where another one lists it as one.
    roots.removeAll(catalogs);
    roots.addAll(listed);
    Set<Node> services = instances(DCAT.DataService);
    services.removeAll(objects(ACCESS_SERVICE)); // these are parts of their datasets
    services.addAll(objects(SERVICE));
    roots.addAll(services);
    roots.removeIf(node -> node.isLiteral());
  }

  /** The IRIs that the page describes as records. */
  Set<String> described() {
    Set<String> described = new HashSet<>();
    for (Node root : roots) {
      if (root.isURI() && graph.contains(root, Node.ANY, Node.ANY)) {
        described.add(root.getURI());
      }
    }
    return described;
  }

  Split split() {
    Map<String, Integer> uses = new HashMap<>();
    Map<String, Node> ordered = new TreeMap<>();
    for (Node root : roots) {
      stated(root).ifPresent(identifier -> uses.merge(identifier, 1, Integer::sum));
      ordered.put(sortKey(root), root);
    }
    List<Entry> entries = new ArrayList<>();
    List<String> onlyNamed = new ArrayList<>();
    List<Node> named = new ArrayList<>();
    int position = 0;
    for (Node root : ordered.values()) {
      position++;
      Optional<String> stated = stated(root);
      if (!graph.contains(root, Node.ANY, Node.ANY)) {
        onlyNamed.add(root.isURI() ? root.getURI() : "#" + position);
      } else if (root.isBlank()
          && stated.filter(identifier -> uses.getOrDefault(identifier, 0) == 1).isEmpty()) {
        String name = "#" + position;
        entries.add(
            new Entry.Unusable(
                // What is listed under a name that two have now is not gone.
                stated
                    .filter(identifier -> identities.isKnown(identifier, skolem(identifier)))
                    .orElse(name),
                nameless(root, stated)));
      } else {
        named.add(root);
      }
    }
    List<Identities.Name> names =
        identities.of(
            named.stream()
                .map(root -> new Identities.Described(subject(root).getURI(), stated(root)))
                .toList());
    for (int i = 0; i < named.size(); i++) {
      entries.add(entry(named.get(i), names.get(i)));
    }
    return new Split(entries, onlyNamed);
  }

  private Node subject(Node root) {
    return root.isURI() ? root : NodeFactory.createURI(skolem(stated(root).orElseThrow()));
  }

  /** IRIs as they are; blank nodes, whose labels mean nothing, by what they say. */
  private String sortKey(Node root) {
    return root.isURI()
        ? "0" + root.getURI()
        : "1" + stated(root).orElse("") + " " + title(root).orElse("") + " " + root;
  }

  private Entry entry(Node root, Identities.Name name) {
    String identifier = name.words();
    if (!isDataset(root) && title(root).isEmpty()) {
      return new Entry.Unusable(
          identifier,
          new Message(
              "Không dùng được: chuỗi dữ liệu hoặc dịch vụ không có dct:title. Thêm tiêu đề ở"
                  + " nguồn.",
              "Not usable: a series or service without dct:title. Add a title at the source."));
    }
    Entry entry = record(identifier, root, subject(root));
    return name instanceof Identities.Name.Waiting
            && entry instanceof Entry.Usable(CatalogRecord record)
        ? new Entry.Waiting(record)
        : entry;
  }

  private Entry record(String identifier, Node root, Node subject) {
    Model description = ModelFactory.createDefaultModel();
    if (!describe(root, subject, description.getGraph())) {
      return new Entry.Unusable(
          identifier,
          new Message(
              "Không dùng được: mô tả dài hơn %d phát biểu. Tách các phần dùng chung khỏi trang."
                  .formatted(MOST_STATEMENTS),
              "Not usable: its description has over %d statements. Take shared parts off the page."
                  .formatted(MOST_STATEMENTS)));
    }
    return new Entry.Usable(
        new CatalogRecord(identifier, description.createResource(subject.getURI())));
  }

  /**
   * The one thing that is described here, under the name that it is known by elsewhere. Of several
   * the one of that name, else the one that none of the others refers to.
   */
  Entry only(String name) {
    List<Node> described =
        roots.stream().filter(root -> graph.contains(root, Node.ANY, Node.ANY)).toList();
    List<Node> found =
        described.stream()
            .filter(root -> root.hasURI(name) || stated(root).filter(name::equals).isPresent())
            .toList();
    if (found.size() != 1) {
      found =
          described.stream()
              .filter(root -> described.stream().noneMatch(other -> refers(other, root)))
              .toList();
    }
    if (found.size() != 1) {
      return new Entry.Unusable(name, notOne(described.isEmpty()));
    }
    Node root = found.getFirst();
    return record(
        name, root, root.isURI() ? root : NodeFactory.createURI(skolem(stated(root).orElse(name))));
  }

  private boolean refers(Node from, Node to) {
    return !from.equals(to) && graph.contains(from, Node.ANY, to);
  }

  private static Message notOne(boolean none) {
    return none
        ? new Message(
            "Không dùng được: RDF của bản ghi không mô tả dcat:Dataset nào. Sửa siêu dữ liệu ở"
                + " nguồn.",
            "Not usable: the record's RDF describes no dcat:Dataset. Mend its metadata at the"
                + " source.")
        : new Message(
            "Không dùng được: RDF của bản ghi mô tả nhiều bộ dữ liệu mà không bộ nào mang mã của"
                + " bản ghi. Mỗi bản ghi nên mô tả một bộ.",
            "Not usable: the record's RDF describes several datasets and none has the record's"
                + " identifier. Describe one in each record.");
  }

  /** RDF 1.1, section 3.5: a blank node is named below {@code /.well-known/genid/}. */
  private String skolem(String identifier) {
    Optional<URI> iri = SourceClient.address(identifier);
    return iri.map(URI::toString)
        .orElseGet(
            () ->
                "%s://%s/.well-known/genid/%s"
                    .formatted(
                        base.getScheme(),
                        base.getRawAuthority(),
                        URLEncoder.encode(identifier, StandardCharsets.UTF_8).replace("+", "%20")));
  }

  private Message nameless(Node root, Optional<String> stated) {
    String titleVi = title(root).map(title -> " '" + title + "'").orElse("");
    return stated
        .map(
            identifier ->
                new Message(
                    "Không dùng được: bộ dữ liệu%s không có IRI, và dct:identifier '%s' không chỉ của nó. Đặt mã riêng cho từng bộ."
                        .formatted(titleVi, identifier),
                    "Not usable: the dataset%s has no IRI, and its dct:identifier '%s' is not its alone. Give each its own."
                        .formatted(titleVi, identifier)))
        .orElseGet(
            () ->
                new Message(
                    "Không dùng được: bộ dữ liệu%s không có IRI lẫn dct:identifier. Đặt một trong hai ở nguồn."
                        .formatted(titleVi),
                    "Not usable: the dataset%s has neither an IRI nor a dct:identifier. Give it one at the source."
                        .formatted(titleVi)));
  }

  /** Copies what belongs to {@code root}, under the name {@code subject}; false when too much. */
  private boolean describe(Node root, Node subject, Graph description) {
    Map<Node, Integer> steps = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>();
    steps.put(root, 0);
    open.add(root);
    for (Node record : catalogRecords.getOrDefault(root, List.of())) {
      if (steps.putIfAbsent(record, 1) == null) {
        open.add(record);
      }
    }
    int statements = 0;
    while (!open.isEmpty()) {
      Node node = open.remove();
      int step = steps.getOrDefault(node, 0);
      ExtendedIterator<Triple> found = graph.find(node, Node.ANY, Node.ANY);
      try {
        while (found.hasNext()) {
          Triple triple = found.next();
          if (++statements > MOST_STATEMENTS) {
            return false;
          }
          Node object = triple.getObject();
          description.add(
              Triple.create(
                  node.equals(root) ? subject : node,
                  triple.getPredicate(),
                  object.equals(root) ? subject : object));
          int next = object.isBlank() ? step : step + 1;
          if (isPart(triple.getPredicate(), object)
              && next <= MOST_IRI_STEPS
              && steps.putIfAbsent(object, next) == null) {
            open.add(object);
          }
        }
      } finally {
        found.close();
      }
    }
    return true;
  }

  private boolean isPart(Node predicate, Node object) {
    if (object.isLiteral() || roots.contains(object) || NOT_FOLLOWED.contains(predicate)) {
      return false;
    }
    return object.isBlank() || !graph.contains(object, TYPE, DCAT.Catalog.asNode());
  }

  /** The one identifier that a node states; several name nothing. */
  private Optional<String> stated(Node node) {
    List<Node> values = graph.find(node, IDENTIFIER, Node.ANY).mapWith(Triple::getObject).toList();
    if (values.size() != 1 || values.getFirst().isBlank()) {
      return Optional.empty();
    }
    Node value = values.getFirst();
    return Optional.of(value.isURI() ? value.getURI() : value.getLiteralLexicalForm().strip())
        .filter(identifier -> !identifier.isEmpty());
  }

  private Optional<String> title(Node node) {
    return graph
        .find(node, TITLE, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(title -> title.isLiteral() && !title.getLiteralLexicalForm().isBlank())
        .mapWith(Node::getLiteralLexicalForm)
        .toList()
        .stream()
        .sorted()
        .findFirst();
  }

  private boolean isDataset(Node node) {
    return graph.contains(node, TYPE, DCAT.Dataset.asNode()) || listed.contains(node);
  }

  private Set<Node> objects(Node predicate) {
    return graph.find(Node.ANY, predicate, Node.ANY).mapWith(Triple::getObject).toSet();
  }

  private Set<Node> instances(Resource type) {
    return graph.find(Node.ANY, TYPE, type.asNode()).mapWith(Triple::getSubject).toSet();
  }

  private static void each(
      ExtendedIterator<Triple> triples, java.util.function.Consumer<Triple> action) {
    try {
      triples.forEachRemaining(action);
    } finally {
      triples.close();
    }
  }
}
