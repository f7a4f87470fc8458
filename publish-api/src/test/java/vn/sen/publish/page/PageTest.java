package vn.sen.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.publish.Site;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Scores;

class PageTest {
  private static final Site SITE =
      new Site(URI.create("http://sen.test/"), Site.DEFAULT_QUERY_DEADLINE);

  private final Page vi = page(HttpRequest.GET("/"));
  private final Page en = page(HttpRequest.GET("/").header("Accept-Language", "en"));

  @Test
  void numbersAreWrittenAsTheLanguageWritesThem() {
    assertThat(vi.number(1_234_567)).isEqualTo("1.234.567");
    assertThat(en.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(vi.decimal(1234.56, 1)).isEqualTo("1.234,6");
    assertThat(vi.bytes(999)).isEqualTo("999 B");
    assertThat(vi.bytes(1_540)).isEqualTo("1,5 kB");
    assertThat(en.bytes(50_000)).isEqualTo("50 kB");
    assertThat(en.bytes(2_345_678_901L)).isEqualTo("2.3 GB");
  }

  @Test
  void onlyWhatIsWholeShowsAHundredPercent() {
    assertThat(vi.percent(0.999)).isEqualTo("99 %");
    assertThat(vi.percent(1)).isEqualTo("100 %");
    assertThat(vi.percent(0.29)).isEqualTo("29 %");
  }

  @Test
  void instantsAreShownInVietnam() {
    Instant evening = Instant.parse("2026-11-20T18:30:00Z");

    assertThat(vi.date(evening)).isEqualTo("21/11/2026");
    assertThat(vi.time(evening)).isEqualTo("01:30 21/11/2026");
    assertThat(en.time(evening)).isEqualTo("21 November 2026, 01:30");
  }

  @Test
  void declaredDatesKeepTheirPrecision() {
    assertThat(vi.lexicalDate("2024")).isEqualTo("2024");
    assertThat(vi.lexicalDate("2024-05")).isEqualTo("05/2024");
    assertThat(en.lexicalDate("2024-05")).isEqualTo("May 2024");
    assertThat(vi.lexicalDate("2024-05-09")).isEqualTo("09/05/2024");
    assertThat(vi.lexicalDate("2024-05-09T20:00:00Z")).isEqualTo("10/05/2024");
    assertThat(vi.lexicalDate("quý II/2024")).isEqualTo("quý II/2024");
    assertThat(vi.lexicalDate("2024-13-45")).isEqualTo("2024-13-45");
  }

  @Test
  void oneIsNotPlural() {
    assertThat(en.count("datasets.count", 1)).isEqualTo("1 dataset");
    assertThat(en.count("datasets.count", 1_000)).isEqualTo("1,000 datasets");
  }

  @Test
  void theLanguageIsTheOneThatTheReaderPrefersElseVietnamese() {
    assertThat(language(HttpRequest.GET("/"))).isEqualTo(Language.VI);
    assertThat(language(HttpRequest.GET("/").header("Accept-Language", "fr, en;q=0.8, vi;q=0.5")))
        .isEqualTo(Language.EN);
    assertThat(language(HttpRequest.GET("/").header("Accept-Language", "fr, de")))
        .isEqualTo(Language.VI);
    assertThat(language(HttpRequest.GET("/").header("Accept-Language", ";;q=x, en;q=wrong")))
        .isEqualTo(Language.VI);
  }

  @Test
  void thePetalsAreFilledAsFarAsTheirScoresAndSaySo() {
    var scores =
        new Scores(
            Optional.of(1.0),
            Optional.of(0.5),
            Optional.of(0.0),
            Optional.empty(),
            Optional.of(0.5),
            Optional.of(Scores.Grade.C),
            1);

    Lotus lotus = vi.lotus(scores);

    assertThat(lotus.label()).isEqualTo("Hạng C: Đúng 100 %, Đủ 50 %, Sạch 0 %, Sống chưa chấm");
    assertThat(lotus.petals())
        .extracting(Lotus.Petal::dimension)
        .containsExactly(Dimension.values());
    assertThat(lotus.petals().get(0).fill()).contains(lotus.petals().get(0).outline());
    assertThat(heightOf(lotus.petals().get(1).fill().orElseThrow()))
        .isCloseTo(17.5 / 2, org.assertj.core.data.Offset.offset(0.02));
    assertThat(lotus.petals().get(2).fill()).isEmpty();
    assertThat(lotus.petals().get(2).isRated()).isTrue();
    assertThat(lotus.petals().get(3).isRated()).isFalse();
  }

  /** The end of the first curve of a path. */
  private static double heightOf(String path) {
    String[] numbers = path.substring(path.indexOf('Q') + 1).split("[ QZ]");
    return -Double.parseDouble(numbers[3]);
  }

  @Test
  void anAddressChangesInOneParameterAtATime() {
    Address address = Address.of("/datasets").with("q", "dân số").plus("format", "CSV");

    assertThat(address.plus("format", "XLSX").toString())
        .isEqualTo("/datasets?q=d%C3%A2n%20s%E1%BB%91&format=CSV&format=XLSX");
    assertThat(address.plus("format", "XLSX").without("format", "CSV").toString())
        .isEqualTo("/datasets?q=d%C3%A2n%20s%E1%BB%91&format=XLSX");
    assertThat(address.without("q").toString()).isEqualTo("/datasets?format=CSV");
  }

  @Test
  void thePageBeforeIsFoundAgainThoughCursorsLeadOnlyForward() {
    Address third =
        Address.of("/datasets").with("cursor", "c3").plus("before", "-").plus("before", "c2");
    Address second = Address.of("/datasets").with("cursor", "c2").plus("before", "-");

    Paging paging = Paging.of(third, Optional.of("c4"));

    assertThat(paging.previous()).contains("/datasets?before=-&cursor=c2");
    assertThat(paging.next()).contains("/datasets?cursor=c4&before=-&before=c2&before=c3");
    assertThat(paging.first()).contains("/datasets");
    assertThat(Paging.of(second, Optional.empty()).previous()).contains("/datasets");
  }

  private static Language language(HttpRequest<?> request) {
    return Language.of(request);
  }

  private static Page page(HttpRequest<?> request) {
    return new Page(new Assets(), SITE, request);
  }
}
