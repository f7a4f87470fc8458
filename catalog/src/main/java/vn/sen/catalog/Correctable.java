package vn.sen.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.vocab.Agency;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetTerms;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;

/**
 * A property of a dataset that a steward may correct: how its value is read off a description, and
 * how another is laid over one. When the data themselves changed ({@code dct:modified}) is none: it
 * follows from the data.
 */
public enum Correctable {
  TITLE("title", DatasetTerms.TITLE, "Tên", "Title"),
  DESCRIPTION("description", DatasetTerms.DESCRIPTION, "Mô tả", "Description"),
  KEYWORD("keyword", DatasetTerms.KEYWORD, "Từ khóa", "Keywords"),
  THEME("theme", DatasetTerms.THEME, "Chủ đề", "Themes"),
  PUBLISHER("publisher", DatasetTerms.PUBLISHER, "Cơ quan công bố", "Publisher"),
  LICENCE("licence", DatasetTerms.LICENSE, "Giấy phép", "Licence"),
  ACCESS_RIGHTS("access-rights", DatasetTerms.ACCESS_RIGHTS, "Quyền truy cập", "Access rights"),
  FREQUENCY("frequency", DatasetTerms.FREQUENCY, "Kỳ cập nhật", "Frequency"),
  LANDING_PAGE("landing-page", DatasetTerms.LANDING_PAGE, "Trang giới thiệu", "Landing page"),
  ISSUED("issued", DatasetTerms.ISSUED, "Ngày công bố", "Date of issue");

  private final String key;
  private final List<Property> properties;
  private final Message label;

  Correctable(String key, List<Property> properties, String vi, String en) {
    this.key = key;
    this.properties = properties;
    this.label = new Message(vi, en);
  }

  /** The property of this name or IRI. */
  public static Optional<Correctable> find(String nameOrIri) {
    return Arrays.stream(values())
        .filter(each -> each.key.equals(nameOrIri) || each.iri().equals(nameOrIri))
        .findFirst();
  }

  /** The names of all: {@code title, description ...}. */
  public static String names() {
    return Arrays.stream(values()).map(Correctable::key).collect(Collectors.joining(", "));
  }

  /** The name in commands and JSON: {@code landing-page}. */
  public String key() {
    return key;
  }

  public String iri() {
    return property().getURI();
  }

  /** The best word for it: what a correction is said with. */
  private Property property() {
    return properties.getFirst();
  }

  public Message label() {
    return label;
  }

  /** Whether it has one text in each language. */
  boolean hasLanguage() {
    return this == TITLE || this == DESCRIPTION;
  }

  /** Whether it may have several values. */
  boolean hasMany() {
    return this == KEYWORD || this == THEME;
  }

  /**
   * What is said of it; empty where that is nothing.
   *
   * @param language present where it has one
   */
  List<String> read(Dataset dataset, Optional<String> language) {
    return switch (this) {
      case TITLE -> text(dataset.title(), language.orElseThrow());
      case DESCRIPTION -> text(dataset.description(), language.orElseThrow());
      case KEYWORD -> dataset.keywords();
      case THEME -> dataset.themes();
      case PUBLISHER ->
          dataset.publisher().stream()
              .flatMap(agent -> agent.code().or(() -> agent.name().in("vi")).stream())
              .toList();
      case LICENCE ->
          Stream.concat(
                  dataset.license().stream(),
                  dataset.distributions().stream().flatMap(d -> d.license().stream()))
              .limit(1)
              .toList();
      case ACCESS_RIGHTS -> dataset.accessRights().stream().toList();
      case FREQUENCY -> dataset.frequency().stream().toList();
      case LANDING_PAGE -> dataset.landingPage().stream().toList();
      case ISSUED -> dataset.issued().stream().toList();
    };
  }

  /** A text without a language counts as Vietnamese. */
  private static List<String> text(LangText text, String language) {
    Map<String, String> all = text.byLanguage();
    return Optional.ofNullable(all.get(language))
        .or(() -> Optional.ofNullable(language.equals("vi") ? all.get("") : null))
        .stream()
        .toList();
  }

  /**
   * Lays values over a description. A licence is laid over those of its distributions too.
   *
   * @param subject of the description; its model is changed
   * @param before the view of the description
   * @param agency who owns the dataset, for the publisher
   * @return what was said before
   */
  public List<String> layOver(
      Resource subject,
      Dataset before,
      Optional<String> language,
      List<String> values,
      Agency agency) {
    List<RDFNode> nodes = nodes(subject.getModel(), before, language, values, agency);
    replace(subject, language, nodes);
    if (this == LICENCE) {
      DatasetTerms.DISTRIBUTION.stream()
          .flatMap(property -> subject.listProperties(property).toList().stream())
          .map(Statement::getObject)
          .filter(RDFNode::isResource)
          .map(RDFNode::asResource)
          .distinct()
          .filter(distribution -> properties.stream().anyMatch(distribution::hasProperty))
          .forEach(distribution -> replace(distribution, language, nodes));
    }
    return read(before, language);
  }

  /** Puts {@code nodes} in the place of what is said in whichever words, in that language. */
  private void replace(Resource subject, Optional<String> language, List<RDFNode> nodes) {
    for (Property each : properties) {
      List<Statement> said =
          subject
              .listProperties(each)
              .filterKeep(statement -> isReplaced(statement.getObject(), language))
              .toList();
      subject.getModel().remove(said);
    }
    subject.removeAll(property());
    nodes.forEach(node -> subject.addProperty(property(), node));
  }

  private static boolean isReplaced(RDFNode said, Optional<String> language) {
    if (language.isEmpty() || !said.isLiteral()) {
      return true;
    }
    String tag = LangText.tag(said.asLiteral().getLanguage());
    return tag.equals(language.get()) || (tag.isEmpty() && language.get().equals("vi"));
  }

  private List<RDFNode> nodes(
      Model model, Dataset before, Optional<String> language, List<String> values, Agency agency) {
    return switch (this) {
      case TITLE -> texts(model, before.title(), language.orElseThrow(), values.getFirst());
      case DESCRIPTION ->
          texts(model, before.description(), language.orElseThrow(), values.getFirst());
      case KEYWORD -> values.stream().<RDFNode>map(model::createLiteral).toList();
      case THEME, LICENCE, ACCESS_RIGHTS, FREQUENCY, LANDING_PAGE ->
          values.stream().<RDFNode>map(model::createResource).toList();
      case PUBLISHER -> List.of(agent(model, agency));
      case ISSUED ->
          values.stream().<RDFNode>map(v -> model.createTypedLiteral(v, dateType(v))).toList();
    };
  }

  /** The text in one language; those in others stay, under whichever name the source has them. */
  private static List<RDFNode> texts(Model model, LangText said, String language, String value) {
    var all = new TreeMap<>(said.byLanguage());
    if (language.equals("vi")) {
      all.remove("");
    }
    all.put(language, value);
    var nodes = new ArrayList<RDFNode>();
    all.forEach((tag, text) -> nodes.add(model.createLiteral(text, tag)));
    return nodes;
  }

  private static Resource agent(Model model, Agency agency) {
    Resource agent =
        model
            .createResource()
            .addProperty(RDF.type, FOAF.Agent)
            .addProperty(DCTerms.identifier, agency.code().value());
    agency
        .name()
        .byLanguage()
        .forEach((tag, name) -> agent.addProperty(FOAF.name, model.createLiteral(name, tag)));
    return agent;
  }

  private static XSDDatatype dateType(String date) {
    return switch (date.length()) {
      case 4 -> XSDDatatype.XSDgYear;
      case 7 -> XSDDatatype.XSDgYearMonth;
      default -> XSDDatatype.XSDdate;
    };
  }
}
