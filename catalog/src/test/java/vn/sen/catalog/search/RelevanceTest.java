package vn.sen.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;

/** What people look for, and the dataset that should come first. */
class RelevanceTest {
  private static LuceneIndex index;

  @BeforeAll
  static void fill(@TempDir Path directory) throws IOException {
    index = LuceneIndex.open(directory);
    var documents = new ArrayList<SearchDocument>();
    for (String[] row : rows("titles.tsv")) {
      documents.add(
          Datasets.titled(documents.size() + 1, row[1])
              .identified(row[0])
              .agency("G" + (10 + documents.size()), row[2])
              .keywords(row[3].split(", "))
              .columns(row[4].split(";"))
              .described(row[5])
              .done());
    }
    index.apply(1, documents, List.of());
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @TestFactory
  Stream<DynamicTest> theDatasetThatIsMeantComesFirst() throws IOException {
    return rows("queries.tsv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0] + " -> " + row[1],
                    () -> {
                      SearchPage page = index.search(SearchQuery.of(row[0]));

                      assertThat(page.hits())
                          .extracting(hit -> hit.document().identifiers().getFirst())
                          .as("%d hits", page.total())
                          .startsWith(row[1]);
                    }));
  }

  private static List<String[]> rows(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RelevanceTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .toList();
    }
  }
}
