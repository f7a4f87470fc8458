package vn.sen.catalog.rdf;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.catalog.RdfStore.GraphChange;

/** Graphs for stores to hold. */
final class Graphs {
  private Graphs() {}

  static String name(int number) {
    return "https://sen.example/dataset/" + number;
  }

  /** A dataset of three statements. */
  static GraphChange small(int number, String title) {
    Model model = ModelFactory.createDefaultModel();
    model
        .createResource(name(number))
        .addProperty(RDF.type, DCAT.Dataset)
        .addProperty(DCTerms.title, title, "vi")
        .addProperty(DCTerms.identifier, "d-" + number);
    return new GraphChange(name(number), Optional.of(model));
  }

  /** A dataset of about sixty statements, with blank nodes. */
  static GraphChange usual(int number) {
    Model model = ModelFactory.createDefaultModel();
    var dataset =
        model
            .createResource(name(number))
            .addProperty(RDF.type, DCAT.Dataset)
            .addProperty(DCTerms.title, "Bộ dữ liệu số " + number, "vi")
            .addProperty(DCTerms.description, ("Mô tả của bộ dữ liệu " + number + ". ").repeat(5))
            .addProperty(DCTerms.identifier, "d-" + number);
    IntStream.range(0, 6).forEach(i -> dataset.addProperty(DCAT.keyword, "từ khoá " + i + number));
    IntStream.range(0, 10)
        .forEach(
            i ->
                dataset.addProperty(
                    DCAT.distribution,
                    model
                        .createResource()
                        .addProperty(RDF.type, DCAT.Distribution)
                        .addProperty(DCTerms.title, "Tệp " + i)
                        .addLiteral(DCAT.byteSize, 1000L * i + number)
                        .addProperty(
                            DCAT.accessURL,
                            model.createResource("https://data.example/" + number + "/" + i))));
    return new GraphChange(name(number), Optional.of(model));
  }

  static GraphChange dropped(int number) {
    return new GraphChange(name(number), Optional.empty());
  }

  static Stream<GraphChange> usual(int first, int afterLast) {
    return IntStream.range(first, afterLast).mapToObj(Graphs::usual);
  }
}
