package vn.sen.catalog;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sen;
import vn.sen.vocab.Waived;

/**
 * What stewards laid over a harvest, in RDF: a waiver is a {@code dqv:QualityAnnotation} of what
 * was measured, a correction a {@code dct:ProvenanceStatement} of the dataset. Neither says who,
 * nor what a correction took away: that may be why it was made.
 */
final class LayerGraph {
  private static final String OA = "http://www.w3.org/ns/oa#";
  private static final Property HAS_ANNOTATION = property(Sen.DQV + "hasQualityAnnotation");
  private static final Property MOTIVATED_BY = property(OA + "motivatedBy");
  private static final Property HAS_TARGET = property(OA + "hasTarget");
  private static final Property BODY_VALUE = property(OA + "bodyValue");
  private static final Property WAS_REVISION_OF = property(Sen.PROV + "wasRevisionOf");
  private static final Resource QUALITY_ANNOTATION =
      ResourceFactory.createResource(Sen.DQV + "QualityAnnotation");
  private static final Resource QUALITY_ASSESSMENT =
      ResourceFactory.createResource(Sen.DQV + "qualityAssessment");

  private LayerGraph() {}

  /**
   * Says of each waived finding that it is.
   *
   * @param measured what the findings are about
   * @param names what the names of its measurements begin with
   */
  static void waivers(Model model, String measured, String names, List<Finding> findings) {
    for (Finding finding : findings) {
      finding
          .waived()
          .ifPresent(
              waived -> {
                Resource annotation =
                    model
                        .createResource(names + finding.rule() + "-waived-" + waived.waiver())
                        .addProperty(RDF.type, QUALITY_ANNOTATION)
                        .addProperty(MOTIVATED_BY, QUALITY_ASSESSMENT)
                        .addProperty(HAS_TARGET, model.createResource(names + finding.rule()))
                        .addProperty(DCTerms.valid, waived.until().toString(), XSDDatatype.XSDdate);
                Message words = words(waived);
                annotation
                    .addProperty(BODY_VALUE, words.vi(), "vi")
                    .addProperty(BODY_VALUE, words.en(), "en");
                model.createResource(measured).addProperty(HAS_ANNOTATION, annotation);
              });
    }
  }

  private static Message words(Waived waived) {
    return new Message(
        "Được miễn trừ đến %s: %s".formatted(waived.until(), waived.why()),
        "Waived until %s: %s".formatted(waived.until(), waived.why()));
  }

  /**
   * Says of a dataset what was corrected in it.
   *
   * @param graph what the names of the statements begin with
   */
  static void corrections(Resource dataset, String graph, DatasetEntry entry) {
    Model model = dataset.getModel();
    for (Correction correction : entry.corrections()) {
      Message words = words(correction);
      Resource statement =
          model
              .createResource(graph + "#correction-" + correction.id())
              .addProperty(RDF.type, DCTerms.ProvenanceStatement)
              .addProperty(RDF.predicate, model.createResource(correction.property()))
              .addProperty(RDFS.label, words.vi(), "vi")
              .addProperty(RDFS.label, words.en(), "en")
              .addProperty(Sen.GENERATED_AT_TIME, time(correction.at()), XSDDatatype.XSDdateTime);
      dataset.addProperty(DCTerms.provenance, statement);
    }
    String subject = entry.record().subject().getURI();
    if (!entry.corrections().isEmpty() && PublicLink.isPublic(subject)) {
      dataset.addProperty(WAS_REVISION_OF, model.createResource(subject));
    }
  }

  private static Message words(Correction correction) {
    Message label =
        Correctable.find(correction.property())
            .map(Correctable::label)
            .orElseGet(() -> new Message(correction.property(), correction.property()));
    String values =
        correction.values().stream().filter(PublicLink::isHarmless).collect(joining("; "));
    return new Message(
        "Đã đính chính %s thành “%s”: %s".formatted(label.vi(), values, correction.why()),
        "Corrected %s to “%s”: %s".formatted(label.en(), values, correction.why()));
  }

  private static String time(Instant instant) {
    return instant.toString();
  }

  private static Property property(String iri) {
    return ResourceFactory.createProperty(iri);
  }
}
