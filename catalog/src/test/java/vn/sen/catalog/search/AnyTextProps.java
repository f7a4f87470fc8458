package vn.sen.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import vn.sen.catalog.Generations;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Sort;
import vn.sen.vocab.DatasetId;

/** Whatever is typed is a query. */
@SuppressWarnings("NullAway.Init") // filled before the properties run
class AnyTextProps {
  private static Path directory;
  private static LuceneIndex index;

  @BeforeContainer
  static void fill() throws IOException {
    directory = Files.createTempDirectory("index");
    index = LuceneIndex.open(directory);
    index.rebuild(
        1,
        Datasets.all(
                "Dân số Hà Nội",
                "Dân số 47/2020/NĐ-CP",
                "Giá đất Q. 1",
                "Đường bộ",
                "Hải Dương",
                "UBND TP. Hồ Chí Minh",
                "a b c",
                "Lúa gạo")
            .iterator());
  }

  @AfterContainer
  static void close() throws IOException {
    index.close();
    Generations.delete(directory);
  }

  @Property(tries = 400)
  void totalIsWhatPagingFinds(@ForAll("typed") String typed, @ForAll Sort sort) {
    var seen = new HashSet<DatasetId>();
    Optional<String> cursor = Optional.empty();
    SearchPage page;
    do {
      page =
          index.search(
              new SearchQuery(
                  typed, Map.of(), Optional.empty(), Optional.empty(), sort, 3, cursor));
      for (SearchPage.Hit hit : page.hits()) {
        assertThat(seen.add(hit.document().id())).isTrue();
      }
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(page.total()).isEqualTo(seen.size());
  }

  @Provide
  Arbitrary<String> typed() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "dân",
            "số",
            "so",
            "DƯƠNG",
            "đường",
            "\"",
            "-",
            " ",
            "“",
            "*",
            "?",
            "(",
            ")",
            "\\",
            "/",
            "~",
            "^",
            ":",
            "AND",
            "OR",
            "NOT",
            "[",
            "TO",
            "]",
            "{",
            "+",
            "&&",
            "||",
            "47/2020/NĐ-CP",
            "ubnd",
            "Q.",
            "\u0301",
            "\u0000",
            "\uD83D",
            "\uDE00",
            "ﷺ",
            "ạ\u0323",
            "-\"");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        pieces.list().ofMaxSize(60).map(list -> String.join("", list)),
        pieces.list().ofMaxSize(200).map(list -> String.join(" ", list)));
  }
}
