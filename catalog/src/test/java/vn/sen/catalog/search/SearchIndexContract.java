package vn.sen.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchIndex;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchPage.FacetValue;
import vn.sen.catalog.SearchPage.Hit;
import vn.sen.catalog.SearchPage.Run;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.catalog.SearchQuery.Sort;
import vn.sen.vocab.Scores.Grade;
import vn.sen.vocab.problem.InvalidRequestException;

/** What every search index does. */
abstract class SearchIndexContract {
  private Path directory;
  private SearchIndex index;

  /** Opens the index of this directory. */
  abstract SearchIndex open(Path directory);

  @BeforeEach
  void begin(@TempDir Path fresh) {
    directory = fresh;
    index = open(directory);
  }

  @AfterEach
  void end() {
    index.close();
  }

  @Test
  void anEmptyIndexFindsNothing() {
    SearchPage page = index.search(SearchQuery.of("dân số"));

    assertThat(page.total()).isZero();
    assertThat(page.hits()).isEmpty();
    assertThat(page.next()).isEmpty();
    assertThat(index.reached()).isZero();
  }

  @Test
  void wordsWithoutAccentsFindEverySpelling() {
    has("Đường bộ", "Thái dương", "Đương sự", "Đắng cay");

    assertThat(found("duong")).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void typedAccentsComeFirstAndOthersFollow() {
    has("Dương liễu", "Cây đương quy", "Tên đường phố");

    assertThat(found("đường")).startsWith(3).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(found("đương")).startsWith(2).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void typedAccentsWeighMoreThanAFieldDoes() {
    put(
        Datasets.titled(1, "Dương liễu").done(),
        Datasets.titled(2, "Cây xanh").described("Cây trồng dọc theo đường").done());

    assertThat(found("đường")).containsExactly(2, 1);
  }

  @Test
  void wordsOfTwoSyllablesStayTogether() {
    has("Bàn hàng", "Hàng đã bán", "Doanh thu bán hàng");

    assertThat(found("bán hàng")).startsWith(3);
    assertThat(found("ban hang")).hasSize(3);
    assertThat(found("Bàn hàng")).startsWith(1);
  }

  @Test
  void composedAndDecomposedTextAreTheSame() {
    has(nfd("Thống kê đường thủy nội địa"), nfc("Số liệu tiếng Việt"));

    assertThat(found(nfc("ĐƯỜNG THỦY"))).containsExactly(1);
    assertThat(found(nfd("tiếng việt"))).containsExactly(2);
    assertThat(found(nfd("duong thuy"))).containsExactly(1);
  }

  @Test
  void thePlaceOfTheToneAndTheChoiceOfLetterMakeNoDifference() {
    has("Thủy điện Hòa Bình", "Hoa bình minh", "Kĩ năng sống", "Vật lí", "Quí khách");

    assertThat(found("Hoà Bình")).startsWith(1);
    assertThat(found("HOÀ BÌNH")).startsWith(1);
    assertThat(found("thuỷ")).containsExactly(1);
    assertThat(found("kỹ năng")).containsExactly(3);
    assertThat(found("vật lý")).containsExactly(4);
    assertThat(found("quý")).containsExactly(5);
  }

  @Test
  void abbreviationsAndWhatTheyStandForFindEachOther() {
    has(
        "Quyết định của UBND",
        "Quyết định của Ủy ban nhân dân",
        "Danh mục TTHC",
        "Danh mục thủ tục hành chính",
        "Xe buýt TP.HCM",
        "Xe buýt thành phố Hồ Chí Minh",
        "Bãi xe Q.1",
        "Chợ P. Bến Thành");

    assertThat(found("ubnd")).containsExactlyInAnyOrder(1, 2);
    assertThat(found("uy ban nhan dan")).containsExactlyInAnyOrder(1, 2);
    assertThat(found("TTHC")).containsExactlyInAnyOrder(3, 4);
    assertThat(found("TP. Hồ Chí Minh")).containsExactlyInAnyOrder(5, 6);
    assertThat(found("TP.HCM")).containsExactlyInAnyOrder(5, 6);
    assertThat(found("quận 1")).containsExactly(7);
    assertThat(found("phường Bến Thành")).containsExactly(8);
    assertThat(found("Q. 1")).containsExactly(7);
  }

  @Test
  void documentNumbersAndCodesAreFoundWhole() {
    has(
        "Phụ lục Nghị định 147/2020/NĐ-CP",
        "Phụ lục Nghị định 47/2020/NĐ-CP",
        "Phụ lục Nghị định 47/2020",
        "Mã 000.00.00.H49",
        "Mã 000.00.00.H4");

    assertThat(found("47/2020/NĐ-CP")).containsExactly(2);
    assertThat(found("47/2020/nd-cp")).containsExactly(2);
    assertThat(found("000.00.00.H49")).containsExactly(4);
  }

  @Test
  void identifiersAgenciesAndColumnsAreSearchedToo() {
    put(
        Datasets.titled(1, "Một").identified("so-lieu-2024").done(),
        Datasets.titled(2, "Hai").agency("H29.3", "Sở Y tế").done(),
        Datasets.titled(3, "Ba").columns("ma_don_vi").done(),
        Datasets.titled(4, "Bốn").inEnglish("Air quality").done());

    assertThat(found("so-lieu-2024")).containsExactly(1);
    assertThat(found("H29.3")).containsExactly(2);
    assertThat(found("\"so y te\"")).containsExactly(2);
    assertThat(found("mã đơn vị")).containsExactly(3);
    assertThat(found("air quality")).containsExactly(4);
    assertThat(found(Datasets.id(4).value())).containsExactly(4);
  }

  @Test
  void aMatchInTheTitleWeighsMost() {
    put(
        Datasets.titled(1, "Một").described("Nói về lúa gạo").done(),
        Datasets.titled(2, "Hai").columns("lúa gạo").done(),
        Datasets.titled(3, "Ba").agency("G01", "Viện lúa gạo").done(),
        Datasets.titled(4, "Bốn").keywords("lúa gạo").done(),
        Datasets.titled(5, "Lúa gạo").done());

    assertThat(found("lúa gạo")).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void phrasesHoldTogetherAndExclusionsHold() {
    has("Giá đất nông nghiệp", "Đất và giá", "Giá đất đô thị", "Đường làng", "Hướng dương");

    assertThat(found("\"giá đất\"")).containsExactlyInAnyOrder(1, 3);
    assertThat(found("“gia dat”")).containsExactlyInAnyOrder(1, 3);
    assertThat(found("\"giá đất\" -đô")).containsExactly(1);
    assertThat(found("đất -\"giá đất\"")).containsExactly(2);
    assertThat(found("-đất")).containsExactlyInAnyOrder(4, 5);
    assertThat(found("duong -dương")).containsExactly(4);
    assertThat(found("giá - đất")).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void allWordsMustMatchUnlessNothingHasThemAll() {
    has("Dân số Hà Nội", "Dân số Huế", "Lúa gạo Huế");

    SearchPage all = index.search(SearchQuery.of("dân số huế"));
    SearchPage most = index.search(SearchQuery.of("dân số huế sao hoả"));

    assertThat(numbers(all)).containsExactly(2);
    assertThat(all.relaxed()).isFalse();
    assertThat(numbers(most)).isEmpty();
    assertThat(index.search(SearchQuery.of("dân số huế zyx")).relaxed()).isTrue();
    assertThat(found("dân số huế zyx")).containsExactly(2);
  }

  @Test
  void marksAloneFindNothingAndBlanksFindAll() {
    has("Một", "Hai");

    assertThat(found("?! ...")).isEmpty();
    assertThat(found("  ")).containsExactly(2, 1);
    assertThat(found("\"\" -")).isEmpty();
  }

  @Test
  void matchesAreMarkedWhateverTheirAccents() {
    put(
        Datasets.titled(1, "Giá đất theo tuyến đường (UBND)")
            .described(
                "Phần đầu. ".repeat(60) + "Bảng giá đất của các quận. " + "Phần cuối. ".repeat(60))
            .done());

    Hit hit = index.search(SearchQuery.of("gia dat")).hits().getFirst();

    assertThat(hit.title())
        .containsExactly(new Run("Giá đất", true), new Run(" theo tuyến đường (UBND)", false));
    assertThat(hit.snippet()).contains(new Run("giá đất", true)).hasSize(5);
    assertThat(hit.snippet().stream().mapToInt(run -> run.text().length()).sum())
        .isBetween(150, 250);
    assertThat(index.search(SearchQuery.of("ubnd")).hits().getFirst().title())
        .contains(new Run("UBND", true));
  }

  @Test
  void theRunsOfATitleAreTheTitle() {
    String title = nfd("Đường <b>bộ</b> & Q.1 – “thành phố”");
    put(Datasets.titled(1, title).done());

    for (String query : List.of("", "đường", "quận", "thanh pho bo")) {
      Hit hit = index.search(SearchQuery.of(query)).hits().getFirst();
      assertThat(String.join("", hit.title().stream().map(Run::text).toList())).isEqualTo(title);
    }
  }

  @Test
  void theWholeDocumentComesBack() {
    SearchDocument document =
        Datasets.titled(1, "Dân số")
            .inEnglish("Population")
            .described("Theo tỉnh")
            .keywords("dân số")
            .places("01", "79")
            .graded(Grade.B, 0.81)
            .dated(Instant.parse("2024-02-29T23:59:59Z"), Optional.of("2020"), Optional.empty())
            .done();
    put(document);

    assertThat(index.search(SearchQuery.of("population")).hits().getFirst().document())
        .isEqualTo(document);
  }

  @Test
  void facetsAreCountedAsIfTheyWereNotNarrowedThemselves() {
    put(
        Datasets.titled(1, "a").formats("CSV").places("01").done(),
        Datasets.titled(2, "a").formats("CSV", "XLSX").places("79").done(),
        Datasets.titled(3, "a").formats("XLSX").places("79").done(),
        Datasets.titled(4, "b").formats("PDF").places("79").done());

    SearchPage page =
        index.search(
            narrowed("a", Map.of(Facet.FORMAT, List.of("csv"), Facet.PLACE, List.of("79"))));

    assertThat(numbers(page)).containsExactly(2);
    assertThat(page.facets().get(Facet.FORMAT))
        .containsExactly(new FacetValue("XLSX", 2), new FacetValue("CSV", 1));
    assertThat(page.facets().get(Facet.PLACE))
        .containsExactlyInAnyOrder(new FacetValue("01", 1), new FacetValue("79", 1));
    assertThat(page.facets().get(Facet.GRADE)).containsExactly(new FacetValue("unrated", 1));
    assertThat(page.facets().get(Facet.THEME)).isEmpty();
  }

  @Test
  void valuesOfOneFacetAreAlternatives() {
    put(
        Datasets.titled(1, "a").formats("CSV").done(),
        Datasets.titled(2, "a").formats("XLSX").done(),
        Datasets.titled(3, "a").formats("PDF").done());

    assertThat(numbers(index.search(narrowed("", Map.of(Facet.FORMAT, List.of("CSV", "PDF"))))))
        .containsExactlyInAnyOrder(1, 3);
    assertThat(index.search(narrowed("", Map.of(Facet.FORMAT, List.of("?")))).total()).isZero();
    assertThat(index.search(narrowed("", Map.of(Facet.FORMAT, List.of()))).total()).isEqualTo(3);
  }

  @Test
  void aFacetHasItsFiftyMostFrequentValues() {
    var documents = new ArrayList<SearchDocument>();
    for (int i = 1; i <= 60; i++) {
      documents.add(Datasets.titled(i, "a").places("xa-" + i, "tinh").done());
    }
    index.apply(1, documents, List.of());

    assertThat(index.search(SearchQuery.of("a")).facets().get(Facet.PLACE))
        .hasSize(50)
        .startsWith(new FacetValue("tinh", 60));
  }

  @Test
  void datesNarrow() {
    Instant july = Instant.parse("2025-06-30T17:00:00Z"); // midnight in Vietnam
    put(
        Datasets.titled(1, "a").dated(july, Optional.of("2020"), Optional.of("2022-06-30")).done(),
        Datasets.titled(2, "a")
            .dated(july.minusSeconds(1), Optional.of("2023-01-01"), Optional.empty())
            .done(),
        Datasets.titled(3, "a").dated(july, Optional.empty(), Optional.empty()).done());

    assertThat(numbers(index.search(dated(Optional.of("2025-07-01"), Optional.empty()))))
        .containsExactlyInAnyOrder(1, 3);
    assertThat(numbers(index.search(dated(Optional.of("2025"), Optional.empty()))))
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(numbers(index.search(dated(Optional.empty(), Optional.of("2022")))))
        .containsExactly(1);
    assertThat(numbers(index.search(dated(Optional.empty(), Optional.of("2022-12-31"))))).isEmpty();
    assertThat(numbers(index.search(dated(Optional.empty(), Optional.of("2031-05")))))
        .containsExactly(2);
    assertThatThrownBy(() -> index.search(dated(Optional.of("hôm qua"), Optional.empty())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("hôm qua");
  }

  @Test
  void resultsAreSortedAsAsked() {
    put(
        Datasets.titled(1, "Đất").graded(Grade.B, 0.8).done(),
        Datasets.titled(2, "Dừa").done(),
        Datasets.titled(3, "ăn").graded(Grade.A, 0.95).done(),
        Datasets.titled(4, "Ẩm").graded(Grade.A, 0.91).done(),
        Datasets.titled(5, "an").graded(Grade.D, 0.2).done(),
        Datasets.titled(6, "Dứa").done());

    assertThat(numbers(index.search(sorted(Sort.TITLE)))).containsExactly(5, 3, 4, 2, 6, 1);
    assertThat(numbers(index.search(sorted(Sort.GRADE)))).containsExactly(3, 4, 1, 5, 2, 6);
    assertThat(numbers(index.search(sorted(Sort.MODIFIED)))).containsExactly(6, 5, 4, 3, 2, 1);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlapInEverySort() {
    var documents = new ArrayList<SearchDocument>();
    for (int i = 1; i <= 57; i++) {
      Datasets dataset = Datasets.titled(i, "Dân số " + (i % 7) + " tỉnh".repeat(i % 5));
      documents.add((i % 3 == 0 ? dataset.graded(Grade.C, 0.6) : dataset).done());
    }
    index.apply(1, documents, List.of());

    for (Sort sort : Sort.values()) {
      for (String text : List.of("", "dân số")) {
        List<Integer> whole = numbers(index.search(page(text, sort, 1000, Optional.empty())));
        var paged = new ArrayList<Integer>();
        Optional<String> cursor = Optional.empty();
        do {
          SearchPage page = index.search(page(text, sort, 10, cursor));
          assertThat(page.total()).isEqualTo(57);
          paged.addAll(numbers(page));
          cursor = page.next();
        } while (cursor.isPresent());
        assertThat(paged)
            .as("%s %s", sort, text)
            .isEqualTo(whole)
            .hasSize(57)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aCursorOfAnotherSearchIsRefused() {
    has("Một a", "Hai a", "Ba a");
    String cursor = index.search(page("a", Sort.TITLE, 1, Optional.empty())).next().orElseThrow();

    assertThat(numbers(index.search(page("a", Sort.TITLE, 2, Optional.of(cursor))))).hasSize(2);
    for (SearchQuery foreign :
        List.of(
            page("b", Sort.TITLE, 1, Optional.of(cursor)),
            page("a", Sort.GRADE, 1, Optional.of(cursor)),
            page("a", Sort.TITLE, 1, Optional.of("")),
            page("a", Sort.TITLE, 1, Optional.of("bánh")),
            page("a", Sort.TITLE, 1, Optional.of("AAAA")),
            page("a", Sort.TITLE, 1, Optional.of("B" + cursor.substring(1))),
            page("a", Sort.TITLE, 1, Optional.of(cursor + "AAAA")))) {
      assertThatThrownBy(() -> index.search(foreign))
          .as(foreign.cursor().orElseThrow())
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void nothingIsFetchedForALimitOfNone() {
    has("Một", "Hai");

    SearchPage page = index.search(page("", Sort.RELEVANCE, 0, Optional.empty()));

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.hits()).isEmpty();
    assertThat(page.next()).isEmpty();
    assertThat(page.facets().get(Facet.FORMAT)).containsExactly(new FacetValue("CSV", 2));
  }

  @Test
  void putsReplaceAndRemovalsRemoveAtOnce() {
    has("Cũ", "Khác");

    index.apply(
        2, List.of(Datasets.titled(1, "Mới").done()), List.of(Datasets.id(2), Datasets.id(9)));

    assertThat(found("cũ")).isEmpty();
    assertThat(found("mới")).containsExactly(1);
    assertThat(found("")).containsExactly(1);
  }

  @Test
  void onlyWhatWasCommittedIsReached() {
    has("Một");
    assertThat(index.reached()).isZero();

    index.commit();
    assertThat(index.reached()).isEqualTo(1);

    index.close();
    index = open(directory);
    assertThat(index.reached()).isEqualTo(1);
    assertThat(found("một")).containsExactly(1);
  }

  @Test
  void aRebuildStartsFromNothing() {
    has("Cũ");
    index.commit();

    index.rebuild(7, Datasets.all("Mới", "Mới nữa").iterator());

    assertThat(index.reached()).isEqualTo(7);
    assertThat(found("cũ")).isEmpty();
    assertThat(found("mới")).containsExactlyInAnyOrder(1, 2);
    index.apply(8, Datasets.all("Sau"), List.of());
    index.commit();
    index.close();
    index = open(directory);
    assertThat(index.reached()).isEqualTo(8);
    assertThat(found("")).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aRebuildThatFailsChangesNothing() {
    has("Cũ");
    index.commit();

    assertThatThrownBy(
            () ->
                index.rebuild(
                    7,
                    IntStream.range(0, 3)
                        .mapToObj(
                            i -> {
                              if (i == 2) {
                                throw new IllegalStateException("the journal broke off");
                              }
                              return Datasets.titled(i + 1, "Mới").done();
                            })
                        .iterator()))
        .hasMessageContaining("broke off");

    assertThat(index.reached()).isEqualTo(1);
    assertThat(found("")).containsExactly(1);
    assertThat(found("cũ")).containsExactly(1);
    index.apply(2, Datasets.all("Sau"), List.of());
    assertThat(found("sau")).containsExactly(1);
  }

  @Test
  void textOfAnySizeAndShapeIsTaken() {
    put(
        Datasets.titled(1, "a".repeat(40_000))
            .described("\uD800 \u0000 đèn " + "x ".repeat(200_000))
            .done(),
        Datasets.titled(2, "").places("", "p".repeat(50_000)).keywords("").done());

    assertThat(found("a".repeat(40_000))).containsExactly(1);
    assertThat(found("đèn")).containsExactly(1);
    assertThat(found("")).hasSize(2);
    assertThat(index.search(SearchQuery.of("x ".repeat(10_000))).total()).isEqualTo(1);
  }

  private void has(String... titles) {
    index.apply(1, Datasets.all(titles), List.of());
  }

  private void put(SearchDocument... documents) {
    index.apply(1, Arrays.asList(documents), List.of());
  }

  private List<Integer> found(String text) {
    return numbers(index.search(SearchQuery.of(text)));
  }

  private static List<Integer> numbers(SearchPage page) {
    return page.hits().stream().map(hit -> Integer.parseInt(hit.document().id().value())).toList();
  }

  private static SearchQuery narrowed(String text, Map<Facet, List<String>> filters) {
    return new SearchQuery(
        text, filters, Optional.empty(), Optional.empty(), Sort.RELEVANCE, 20, Optional.empty());
  }

  private static SearchQuery dated(Optional<String> modified, Optional<String> period) {
    return new SearchQuery("", Map.of(), modified, period, Sort.RELEVANCE, 20, Optional.empty());
  }

  private static SearchQuery sorted(Sort sort) {
    return page("", sort, 20, Optional.empty());
  }

  private static SearchQuery page(String text, Sort sort, int limit, Optional<String> cursor) {
    return new SearchQuery(text, Map.of(), Optional.empty(), Optional.empty(), sort, limit, cursor);
  }

  private static String nfd(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
