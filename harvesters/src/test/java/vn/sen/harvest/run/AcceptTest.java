package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;

class AcceptTest {
  private static String accept(String mediaType) {
    Resource dataset =
        ModelFactory.createDefaultModel().createResource("http://h.vn/d", DCAT.Dataset);
    Resource distribution = dataset.getModel().createResource(DCAT.Distribution);
    distribution.addProperty(DCAT.mediaType, mediaType);
    dataset.addProperty(DCAT.distribution, distribution);
    return DistributionIntake.accept(
        Dataset.of(new CatalogRecord("d", dataset)).distributions().getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.sdmx.data+csv, application/vnd.sdmx.data+csv",
    "https://www.iana.org/assignments/media-types/text/csv, text/csv"
  })
  void theFormThatIsDescribedIsAskedForFirst(String stated, String asked) {
    assertThat(accept(stated)).isEqualTo(asked + ", */*;q=0.1");
  }

  @Test
  void whatIsNoMediaTypeAsksForAnything() {
    assertThat(accept("CSV")).isEqualTo("*/*");
    assertThat(accept("text/csv\r\nX-Evil: 1")).isEqualTo("*/*");
  }
}
