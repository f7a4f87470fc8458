package vn.sen.harvest.iso;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.Licences;

/**
 * What may be done with a resource, and who may have it. A licence is what the list of licences
 * knows, or what stands beside the code {@code license}; other words are rights.
 */
final class Constraints {
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"')\\]]+[^\\s<>\"')\\].,;]");

  private final Texts texts;
  private final Model model;

  Constraints(Texts texts, Model model) {
    this.texts = texts;
    this.model = model;
  }

  void say(Resource dataset, XmlElement info) {
    info.all("resourceConstraints")
        .flatMap(XmlElement::children)
        .distinct()
        .forEach(constraints -> each(dataset, constraints));
  }

  private void each(Resource dataset, XmlElement constraints) {
    List<String> access = Texts.codes(constraints, "accessConstraints").toList();
    List<String> use = Texts.codes(constraints, "useConstraints").toList();
    List<XmlElement> words =
        Stream.of(
                constraints.all("otherConstraints"),
                constraints.all("useLimitation"),
                constraints.all("reference", "CI_Citation", "title"))
            .flatMap(some -> some)
            .filter(property -> Texts.plain(property).isPresent())
            .filter(property -> !isCode(property))
            .toList();
    boolean licensed =
        use.stream().anyMatch(code -> code.matches("licen[sc]e(Unrestricted|EndUser)?"));
    for (XmlElement property : words) {
      Optional<String> licence = licence(property);
      if (licence.isPresent()) {
        dataset.addProperty(DCTerms.license, model.createResource(licence.get()));
      } else if (licensed) {
        statement(dataset, DCTerms.license, DCTerms.LicenseDocument, property);
      } else if (!access.isEmpty()) {
        statement(dataset, DCTerms.accessRights, DCTerms.RightsStatement, property);
      } else {
        statement(dataset, DCTerms.rights, DCTerms.RightsStatement, property);
      }
    }
    // A code that refers to other words says nothing by itself.
    code(dataset, DCTerms.accessRights, access);
    code(dataset, DCTerms.accessRights, Texts.codes(constraints, "classification").toList());
    if (words.isEmpty()) {
      code(dataset, DCTerms.rights, use);
    }
  }

  /** Some writers put a code where words belong. */
  private static boolean isCode(XmlElement property) {
    return property.children().anyMatch(child -> child.attribute("codeListValue").isPresent());
  }

  private static Optional<String> licence(XmlElement property) {
    Optional<String> anchor = Texts.anchor(property);
    Optional<String> words = Texts.plain(property);
    Matcher address = ADDRESS.matcher(words.orElse(""));
    return anchor
        .filter(iri -> Licences.find(iri).isPresent())
        .or(() -> words.flatMap(Licences::find).map(licence -> licence.iri()))
        .or(
            () ->
                address
                    .results()
                    .map(found -> found.group())
                    .filter(iri -> Licences.find(iri).isPresent())
                    .findFirst());
  }

  private void statement(Resource dataset, Property property, Resource type, XmlElement words) {
    Optional<String> anchor = Texts.anchor(words);
    if (anchor.isPresent()) {
      dataset.addProperty(property, model.createResource(anchor.get()));
      return;
    }
    Resource statement = model.createResource().addProperty(RDF.type, type);
    texts.say(statement, RDFS.label, Stream.of(words));
    dataset.addProperty(property, statement);
  }

  private void code(Resource dataset, Property property, List<String> codes) {
    codes.stream()
        .filter(code -> !code.equals("otherRestrictions"))
        .distinct()
        .forEach(
            code ->
                dataset.addProperty(
                    property,
                    model
                        .createResource()
                        .addProperty(RDF.type, DCTerms.RightsStatement)
                        .addProperty(RDFS.label, Statements.clean(code))));
  }
}
