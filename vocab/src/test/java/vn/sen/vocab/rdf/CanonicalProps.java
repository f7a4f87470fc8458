package vn.sen.vocab.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import vn.sen.vocab.problem.InvalidRequestException;

class CanonicalProps {

  /** A triple of small numbers: below 4 a blank node, above an IRI or a literal. */
  record Shape(int subject, int predicate, int object, String text) {}

  @Provide
  Arbitrary<List<Shape>> graphs() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('\u0000', '\u00ff')
            .withChars("ạđ€\u2028\uffee")
            .ofMaxLength(4);
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 9),
            text)
        .as(Shape::new)
        .list()
        .ofMaxSize(12);
  }

  private static Model model(List<Shape> shapes, Random random) {
    Model model = ModelFactory.createDefaultModel();
    var blanks = new HashMap<Integer, Resource>();
    var shuffled = new ArrayList<>(shapes);
    Collections.shuffle(shuffled, random);
    for (Shape s : shuffled) {
      model.add(
          node(model, blanks, s.subject),
          model.createProperty("http://p/" + s.predicate),
          s.object < 7 ? node(model, blanks, s.object) : literal(model, s));
    }
    return model;
  }

  private static Resource node(Model model, HashMap<Integer, Resource> blanks, int number) {
    return number < 4
        ? blanks.computeIfAbsent(number, _ -> model.createResource())
        : model.createResource("http://n/" + number);
  }

  private static RDFNode literal(Model model, Shape s) {
    return switch (s.object) {
      case 7 -> model.createLiteral(s.text);
      case 8 -> model.createLiteral(s.text, "vi");
      default -> model.createTypedLiteral(s.text, "http://d/t");
    };
  }

  @Property(tries = 600)
  void theFormDependsOnNeitherLabelsNorOrder(@ForAll("graphs") List<Shape> shapes) {
    String one = Canonical.nquads(model(shapes, new Random(1)));
    String other = Canonical.nquads(model(shapes, new Random(2)));
    assertThat(one).isEqualTo(other);
  }

  @Property(tries = 600)
  void theFormIsThatOfTheLibrary(@ForAll("graphs") List<Shape> all) throws Exception {
    // the library hashes a statement from a blank node to itself twice, the standard once
    List<Shape> shapes = all.stream().filter(s -> s.subject > 3 || s.subject != s.object).toList();
    Model model = model(shapes, new Random(3));
    assertThat(Canonical.nquads(model)).isEqualTo(library(model));
  }

  @Property(tries = 300)
  void theFormReadsBackAsTheSameGraph(@ForAll("graphs") List<Shape> shapes) throws Exception {
    Model model = model(shapes, new Random(4));
    String canonical = Canonical.nquads(model);
    Model again =
        SafeRdf.read(canonical.getBytes("UTF-8"), RdfSyntax.N_QUADS, "http://b/").orThrow();
    assertThat(again.isIsomorphicWith(model)).isTrue();
    assertThat(Canonical.nquads(again)).isEqualTo(canonical);
  }

  private static String library(Model model) throws Exception {
    var text = new StringWriter();
    RdfCanon canon = RdfCanon.create("SHA-256");
    new NQuadsReader(new StringReader(RdfWriter.write(model, RdfSyntax.N_TRIPLES))).provide(canon);
    RdfQuadConsumer writer = new NQuadsWriter(text);
    canon.provide(writer);
    return text.toString().lines().sorted().map(line -> line + "\n").reduce("", String::concat);
  }

  @Example
  void anEmptyModelIsAnEmptyText() {
    assertThat(Canonical.nquads(ModelFactory.createDefaultModel())).isEmpty();
    assertThat(Canonical.hash(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Example
  void aStatementFromABlankNodeToItselfCountsOnceAsInTheStandard() {
    Model model = ModelFactory.createDefaultModel();
    var p = ResourceFactory.createProperty("http://p/0");
    Resource loop = model.createResource();
    loop.addProperty(p, loop).addProperty(p, model.createResource());
    // SHA-256 of what is said of the loop begins 1e73, of the other node 93d4
    assertThat(Canonical.nquads(model).lines().toList())
        .containsExactly("_:c14n0 <http://p/0> _:c14n0 .", "_:c14n0 <http://p/0> _:c14n1 .");
  }

  @Example
  void linesAreInTheOrderOfCodePoints() {
    Model model = ModelFactory.createDefaultModel();
    var p = ResourceFactory.createProperty("http://p");
    model.createResource("http://a").addProperty(p, "\uFFEE").addProperty(p, "\uD83D\uDE00");
    assertThat(Canonical.nquads(model).lines().toList())
        .containsExactly(
            "<http://a> <http://p> \"\uFFEE\" .", "<http://a> <http://p> \"\uD83D\uDE00\" .");
  }

  @Example
  void aGraphMadeToBeExpensiveIsRefusedSoon() {
    Model poison = ModelFactory.createDefaultModel();
    var p = ResourceFactory.createProperty("http://p");
    List<Resource> nodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      nodes.add(poison.createResource());
    }
    for (Resource a : nodes) {
      for (Resource b : nodes) {
        if (!a.equals(b)) {
          a.addProperty(p, b);
        }
      }
    }
    assertThatThrownBy(() -> Canonical.nquads(poison))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("give them IRIs");
  }
}
