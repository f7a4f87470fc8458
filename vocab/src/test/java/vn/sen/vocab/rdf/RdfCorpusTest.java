package vn.sen.vocab.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SharedCorpus;
import vn.sen.vocab.rdf.Parsed.Graph;
import vn.sen.vocab.rdf.Parsed.Unreadable;

/** Real RDF: every file is read or refused, as written down in {@code rdf-corpus.txt}. */
class RdfCorpusTest {
  private static final Set<String> ENDINGS = Set.of("ttl", "rdf", "nt", "jsonld");

  @Test
  void everyFileGivesWhatIsWrittenDown() throws IOException {
    Map<String, String> expected = expected();
    Map<String, Path> files = files();
    assertThat(files.keySet()).isEqualTo(expected.keySet());
    for (var file : files.entrySet()) {
      String outcome = Objects.requireNonNull(expected.get(file.getKey()));
      switch (read(file.getValue())) {
        case Graph(Model model) ->
            assertThat(outcome).as(file.getKey()).isEqualTo(Long.toString(model.size()));
        case Unreadable unreadable -> {
          assertThat(outcome).as(file.getKey()).startsWith("refused: ");
          assertThat(unreadable.message().en())
              .as(file.getKey())
              .contains(outcome.substring("refused: ".length()));
        }
      }
    }
  }

  @Test
  void whatIsReadSurvivesEverySyntaxAndHasOneCanonicalForm() throws IOException {
    for (var file : files().entrySet()) {
      if (!(read(file.getValue()) instanceof Graph(Model model)) || model.size() > 60) {
        continue;
      }
      String canonical = Canonical.nquads(model);
      for (RdfSyntax syntax : RdfSyntax.values()) {
        byte[] written = RdfWriter.write(model, syntax).getBytes(StandardCharsets.UTF_8);
        Model again = SafeRdf.read(written, syntax, "https://other.example/").orThrow();
        assertThat(Canonical.nquads(again)).as(file.getKey() + " " + syntax).isEqualTo(canonical);
      }
    }
  }

  @Test
  void itsDatasetsCanBeViewed() throws IOException {
    int titled = 0;
    var untitled = new TreeSet<String>();
    for (Path file : files().values()) {
      if (read(file) instanceof Graph(Model model)) {
        for (var subject : model.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()) {
          if (subject.isURIResource()) {
            Dataset dataset = Dataset.of(new CatalogRecord(subject.getURI(), subject));
            if (dataset.title().isEmpty()) {
              untitled.add(file.toString().replaceFirst(".*/", ""));
            } else {
              titled++;
            }
          }
        }
      }
    }
    assertThat(titled).isEqualTo(25);
    assertThat(untitled)
        .containsExactly(
            "example-bee-population-dataset-frequency.ttl",
            "example-bee-population-dataset-series-frequency.ttl",
            "example-bee-population-dataset-series-ordered.ttl",
            "example-bee-population-dataset-series.ttl");
  }

  private static Parsed read(Path file) throws IOException {
    RdfSyntax syntax = RdfSyntax.ofExtension(file.toString()).orElseThrow();
    byte[] document = Files.readAllBytes(file);
    Optional<RdfSyntax> guessed = RdfSyntax.guess(document);
    assertThat(guessed)
        .as("guess of " + file)
        .contains(syntax == RdfSyntax.N_TRIPLES ? RdfSyntax.TURTLE : syntax);
    return SafeRdf.read(document, syntax, "https://example.org/" + file.getFileName());
  }

  private static Map<String, Path> files() throws IOException {
    Path root = SharedCorpus.require("corpus/dcat");
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(
              file ->
                  ENDINGS.contains(file.toString().replaceFirst(".*\\.", ""))
                      || file.toString().contains("example_data"))
          .collect(
              Collectors.toMap(
                  file -> root.relativize(file).toString(),
                  file -> file,
                  (a, _) -> a,
                  TreeMap::new));
    }
  }

  private static Map<String, String> expected() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                RdfCorpusTest.class.getResourceAsStream("/vn/sen/vocab/rdf-corpus.txt"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|"))
          .collect(Collectors.toMap(row -> row[0], row -> row[1], (a, _) -> a, TreeMap::new));
    }
  }
}
