package vn.sen.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.SearchIndex;
import vn.sen.catalog.SearchQuery;
import vn.sen.vocab.problem.StoreUnavailableException;

class LuceneIndexTest extends SearchIndexContract {
  @Override
  SearchIndex open(Path directory) {
    return LuceneIndex.open(directory);
  }

  @Test
  void aCorruptIndexBeginsAnew(@TempDir Path damaged) throws IOException {
    try (LuceneIndex index = LuceneIndex.open(damaged)) {
      index.apply(5, Datasets.all("Một"), List.of());
      index.commit();
    }
    for (Path file : files(damaged, "segments_")) {
      Files.writeString(file, "nonsense");
    }

    try (LuceneIndex index = LuceneIndex.open(damaged)) {
      assertThat(index.reached()).isZero();
      assertThat(index.search(SearchQuery.of("")).total()).isZero();
      index.apply(6, Datasets.all("Hai"), List.of());
      assertThat(index.search(SearchQuery.of("hai")).total()).isEqualTo(1);
    }
  }

  @Test
  void anIndexOfSomeoneElseBeginsAnew(@TempDir Path foreign) throws IOException {
    LuceneIndex.open(foreign).close();
    Path generation = files(foreign, "segments_").getFirst().getParent();
    try (var directory = FSDirectory.open(generation);
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(new KeywordAnalyzer())
                    .setOpenMode(IndexWriterConfig.OpenMode.CREATE))) {
      writer.addDocument(new Document());
      writer.setLiveCommitData(List.of());
      writer.commit();
    }

    try (LuceneIndex index = LuceneIndex.open(foreign)) {
      assertThat(index.reached()).isZero();
      assertThat(index.search(SearchQuery.of("")).total()).isZero();
    }
  }

  @Test
  void twoProcessesCannotHaveIt(@TempDir Path shared) {
    try (LuceneIndex index = LuceneIndex.open(shared)) {
      index.apply(5, Datasets.all("Một"), List.of());
      index.commit();

      assertThatThrownBy(() -> LuceneIndex.open(shared))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("another process");
      assertThat(index.search(SearchQuery.of("một")).total()).isEqualTo(1);
    }
  }

  @Test
  void whatARebuildLeftBehindIsSweptAway(@TempDir Path place) throws IOException {
    try (LuceneIndex index = LuceneIndex.open(place)) {
      index.rebuild(1, Datasets.all("Một").iterator());
      index.rebuild(2, Datasets.all("Hai").iterator());
    }
    Files.createDirectory(place.resolve("generation-99"));

    LuceneIndex.open(place).close();

    try (Stream<Path> entries = Files.list(place)) {
      assertThat(entries.filter(Files::isDirectory)).hasSize(1);
    }
  }

  private static List<Path> files(Path directory, String prefix) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
