package vn.sen.catalog.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.rdf.Canonical;

class DescriptionsTest {
  @Test
  void manyDescriptionsComeBackEachWithItsOwnStatements() {
    List<Model> written = IntStream.range(0, 250).mapToObj(DescriptionsTest::description).toList();

    List<Model> read = Descriptions.read(written.stream().map(Canonical::nquads).toList());

    assertThat(read).hasSize(250);
    for (int i = 0; i < 250; i++) {
      assertThat(read.get(i).isIsomorphicWith(written.get(i))).as("description %d", i).isTrue();
    }
  }

  @Test
  void whatWasErasedIsEmptyAndShiftsNothing() {
    var texts = new ArrayList<String>(List.of("", ""));
    texts.add(1, Canonical.nquads(description(3)));

    List<Model> read = Descriptions.read(texts);

    assertThat(read).extracting(Model::size).containsExactly(0L, description(3).size(), 0L);
  }

  /** With as many statements as {@code number} says, lines within values, and blank nodes. */
  private static Model description(int number) {
    Model model = ModelFactory.createDefaultModel();
    var subject = model.createResource("https://a.example/" + number);
    for (int i = 0; i < number % 7; i++) {
      subject.addProperty(DCTerms.title, "Dân số\n\"%d\"\r\u2028%d".formatted(number, i), "vi");
      subject.addProperty(
          DCTerms.publisher, model.createResource().addProperty(DCTerms.identifier, "" + i));
    }
    return model;
  }
}
