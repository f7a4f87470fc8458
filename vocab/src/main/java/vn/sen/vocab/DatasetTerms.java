package vn.sen.vocab;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.DC_11;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/**
 * The properties that say one thing of a dataset, whichever words its source uses: DCAT's first, as
 * {@link Dataset#of} reads them. Whoever replaces what is said has all of them to replace.
 */
public final class DatasetTerms {
  public static final List<Property> TITLE =
      oneOf(DCTerms.title, DC_11.title, RDFS.label, SKOS.prefLabel, FOAF.name, schema("name"));
  public static final List<Property> DESCRIPTION =
      oneOf(DCTerms.description, DC_11.description, RDFS.comment, schema("description"));
  public static final List<Property> KEYWORD = oneOf(DCAT.keyword, schema("keywords"));
  public static final List<Property> THEME = oneOf(DCAT.theme);
  public static final List<Property> PUBLISHER =
      oneOf(DCTerms.publisher, DC_11.publisher, schema("publisher"));
  public static final List<Property> LICENSE =
      oneOf(DCTerms.license, property("http://creativecommons.org/ns#license"), schema("license"));
  public static final List<Property> ACCESS_RIGHTS =
      oneOf(DCTerms.accessRights, schema("conditionsOfAccess"));
  public static final List<Property> FREQUENCY = oneOf(DCTerms.accrualPeriodicity);
  public static final List<Property> LANDING_PAGE =
      oneOf(DCAT.landingPage, FOAF.homepage, schema("url"));
  public static final List<Property> ISSUED = oneOf(DCTerms.issued, schema("datePublished"));
  public static final List<Property> DISTRIBUTION =
      oneOf(DCAT.distribution, schema("distribution"));

  private DatasetTerms() {}

  static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }

  static Property schema(String name) {
    return property("http://schema.org/" + name);
  }

  /** Schema.org is written with http and with https; both are meant. */
  static List<Property> oneOf(Property... properties) {
    var all = new ArrayList<Property>();
    for (Property property : properties) {
      all.add(property);
      if (property.getURI().startsWith("http://schema.org/")) {
        all.add(property("https" + property.getURI().substring(4)));
      }
    }
    return List.copyOf(all);
  }
}
