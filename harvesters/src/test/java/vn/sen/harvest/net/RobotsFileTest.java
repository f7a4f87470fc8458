package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsFileTest {

  private static RobotsFile read(String text) {
    return RobotsFile.read(text.getBytes(StandardCharsets.UTF_8), "Sen");
  }

  private static boolean allows(String text, String path) {
    return read(text)
        .find(URI.create("https://example.vn" + path))
        .map(RobotsFile.Rule::allows)
        .orElse(true);
  }

  @Test
  void ofALongLineItsBeginningIsShown() {
    String path = "/kho" + "é".repeat(100_000);

    RobotsFile.Rule rule = read("User-agent: *\nDisallow: " + path).rules().getFirst();
    RobotsFile.Rule other =
        read("User-agent: *\nDisallow: //" + "😀".repeat(5_000)).rules().getFirst();

    assertThat(rule.line()).startsWith("Disallow: /khoé").endsWith("é…").hasSize(200);
    assertThat(other.line()).endsWith("😀…").hasSizeBetween(199, 200);
    assertThat(rule.matches(RobotsFile.normal(path))).isTrue();
  }

  @Test
  void theGroupThatNamesUsGoesBeforeTheOneForAll() {
    String text =
        """
        User-agent: *
        Disallow: /

        user-AGENT: other
        User-agent: SEN/1.0 # us
        Disallow: /kho
        """;

    assertThat(allows(text, "/a")).isTrue();
    assertThat(allows(text, "/kho/a")).isFalse();
    assertThat(read(text).rules()).singleElement().extracting(RobotsFile.Rule::number).isEqualTo(6);
  }

  @Test
  void groupsThatNameUsTwiceAreOneAndNamesThatOnlyBeginSoAreOthers() {
    String twice =
        "User-agent: sen\n"
            + "Disallow: /a\n"
            + "User-agent: x\n"
            + "Disallow: /\n"
            + "User-agent: sen\n"
            + "Disallow: /b\n";

    assertThat(allows(twice, "/a")).isFalse();
    assertThat(allows(twice, "/b")).isFalse();
    assertThat(allows(twice, "/c")).isTrue();
    assertThat(allows("User-agent: senat\nDisallow: /", "/a")).isTrue();
    assertThat(allows("Disallow: /\n", "/a")).as("no group at all").isTrue();
  }

  @Test
  void otherLinesPartNoGroup() {
    String text = "User-agent: a\nSitemap: https://x.vn/s.xml\nUser-agent: *\nDisallow: /x\n";

    assertThat(allows(text, "/x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/fish, /fish.html, true",
    "/fish, /Fish.html, false",
    "/fish*, /fishheads, true",
    "/fish/, /fish, false",
    "/*.php, /folder/file.php?x=1, true",
    "/*.php$, /file.php, true",
    "/*.php$, /file.php?x=1, false",
    "/*.php$, /file.php.php, true",
    "/fish*.php, /fishheads/catfish.php5, true",
    "/a*b*c$, /abxbc, true",
    "/a*bc*c$, /abc, false",
    "/$, /, true",
    "/$, /a, false",
    "*, /whatever, true",
    "/a?x=, /a?x=2, true",
    "/foo/bar/%62%61%7A, /foo/bar/baz, true",
    "/foo/bar/baz, /foo/bar/%62%61%7A, true",
    "/foo/bar/ツ, /foo/bar/%E3%83%84, true",
    "/foo/bar/%e3%83%84, /foo/bar/%E3%83%84, true",
    "/a%2Fb, /a/b, false",
    "/a%2fb, /a%2Fb, true",
  })
  void aPatternIsComparedAsTheStandardSays(String pattern, String path, boolean matches) {
    assertThat(allows("User-agent: *\nDisallow: " + pattern, path)).isEqualTo(!matches);
  }

  @Test
  void theLongestRuleDecidesAndOfTwoEquallyLongTheOneThatAllows() {
    String text =
        "User-agent: *\nDisallow: /\nAllow: /kho/\nDisallow: /kho/rieng\nAllow: /kho/rieng";

    assertThat(allows(text, "/a")).isFalse();
    assertThat(allows(text, "/kho/a")).isTrue();
    assertThat(allows(text, "/kho/rieng/a")).isTrue();
    assertThat(allows("User-agent: *\nDisallow:\n", "/a")).as("an empty rule is none").isTrue();
    assertThat(allows("", "/a")).isTrue();
    assertThat(allows("<html>none</html>", "/a")).isTrue();
  }

  @Test
  void linesEndAsTheyLike() {
    assertThat(allows("\uFEFFUser-agent: *\r\nDisallow: /a\rDisallow: /b\n", "/b")).isFalse();
  }

  @Test
  void aCrawlDelayIsKeptUpToHalfAMinute() {
    assertThat(read("User-agent: *\nCrawl-delay: 2.5").delay()).contains(Duration.ofMillis(2500));
    assertThat(read("User-agent: *\nCrawl-delay: 86400").delay())
        .contains(RobotsFile.LONGEST_DELAY);
    assertThat(read("User-agent: *\nCrawl-delay: soon").delay()).isEmpty();
    assertThat(read("User-agent: x\nCrawl-delay: 9\nUser-agent: *\nAllow: /").delay()).isEmpty();
  }

  @Test
  @Timeout(20)
  void ofAHugeFileTheBeginningIsReadAndNoRuleCostsMuch() {
    String filler = "# %s\n".formatted("x".repeat(1000));
    String text = "User-agent: *\nDisallow: /a\n" + filler.repeat(600) + "Disallow: /b\n";

    assertThat(allows(text, "/a")).isFalse();
    assertThat(allows(text, "/b")).isTrue();
    String nasty = "User-agent: *\nDisallow: /" + "a*".repeat(200_000) + "b\n";
    assertThat(allows(nasty, "/" + "a".repeat(8_000).toLowerCase(Locale.ROOT))).isTrue();
  }
}
