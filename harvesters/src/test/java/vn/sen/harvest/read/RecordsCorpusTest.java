package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.sen.vocab.SharedCorpus;

/**
 * The tables of the CSVW tests, and JSON that holds records: each comes out as {@code
 * records-outcomes.txt} says. JSON that only describes a table beside it gives a report.
 */
class RecordsCorpusTest {
  private static final String CSVW = "corpus/csv/w3c-csvw-tests";
  private static final List<String> JSON = List.of(CSVW, "corpus/csv/frictionless", "vn-data");

  @RegisterExtension final Reading reading = new Reading();

  @TestFactory
  Stream<DynamicTest> everyFileComesOutAsAPersonExpects() throws IOException {
    JSON.forEach(SharedCorpus::require);
    return Outcomes.areThoseOf("records-outcomes.txt", reading);
  }

  @Test
  void noTableIsLeftOut() throws IOException {
    assertThat(Outcomes.read("records-outcomes.txt").keySet())
        .containsAll(Outcomes.files(List.of(CSVW), file -> file.endsWith(".csv")))
        .containsAll(Outcomes.files(List.of("vn-data"), file -> file.matches(".*\\.(geo)?json")));
  }

  @Test
  void jsonThatDescribesATableGivesAReport() throws IOException {
    Map<String, List<String>> judged = Outcomes.read("records-outcomes.txt");
    for (String file :
        Outcomes.files(
            JSON, file -> file.matches(".*\\.(geo|nd)?jsonl?") && !judged.containsKey(file))) {
      List<Reading.Result> results = reading.all(SharedCorpus.require(file), ReadOptions.TYPED);

      assertThat(results).as(file).isNotEmpty();
      for (Reading.Result result : results) {
        assertThat(result.report().message().en()).as(file).doesNotContain("cannot be written");
        assertThat(result.rows()).as(file).hasSize((int) result.report().rows());
      }
    }
  }
}
