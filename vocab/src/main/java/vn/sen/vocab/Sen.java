package vn.sen.vocab;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;

/** Sen's own terms, and the few W3C terms that Jena has no constants for. */
public final class Sen {
  /** Namespace of Sen's own terms. Nothing that a source says in it is projected. */
  public static final String NS = "urn:sen:";

  public static final String DQV = "http://www.w3.org/ns/dqv#";
  public static final String PROV = "http://www.w3.org/ns/prov#";
  public static final String ADMS = "http://www.w3.org/ns/adms#";
  public static final String SPDX = "http://spdx.org/rdf/terms#";
  public static final String DCATAP = "http://data.europa.eu/r5r/";

  public static final Resource QUALITY_MEASUREMENT = resource(DQV + "QualityMeasurement");
  public static final Property COMPUTED_ON = property(DQV + "computedOn");
  public static final Property IS_MEASUREMENT_OF = property(DQV + "isMeasurementOf");
  public static final Property IN_DIMENSION = property(DQV + "inDimension");
  public static final Property DQV_VALUE = property(DQV + "value");
  public static final Property GENERATED_AT_TIME = property(PROV + "generatedAtTime");
  public static final Property WAS_DERIVED_FROM = property(PROV + "wasDerivedFrom");
  public static final Property WAS_GENERATED_BY = property(PROV + "wasGeneratedBy");
  public static final Property ALTERNATE_OF = property(PROV + "alternateOf");
  public static final Property SPDX_CHECKSUM = property(SPDX + "checksum");
  public static final Property SPDX_ALGORITHM = property(SPDX + "algorithm");
  public static final Property SPDX_CHECKSUM_VALUE = property(SPDX + "checksumValue");

  private Sen() {}

  /** The metric that a rule measures, such as {@code urn:sen:rule:ACC-04}. */
  public static Resource rule(String id) {
    return resource(NS + "rule:" + id);
  }

  /** The dimension as a {@code dqv:Dimension}, such as {@code urn:sen:dimension:accurate}. */
  public static Resource dimension(Dimension dimension) {
    return resource(NS + "dimension:" + dimension.key());
  }

  private static Resource resource(String iri) {
    return ResourceFactory.createResource(iri);
  }

  private static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }
}
