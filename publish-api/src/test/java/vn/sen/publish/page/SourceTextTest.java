package vn.sen.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  @Test
  void htmlKeepsParagraphsAndLinksAndLosesWhatRuns() {
    String shown =
        rich(
            "<p onclick=\"x()\">Mô tả <a href=\"https://example.vn/a\">ở đây</a>"
                + "<script>alert(1)</script><img src=x onerror=alert(1)>"
                + "<a href=\"javascript:alert(1)\">xấu</a></p>");

    assertThat(shown)
        .contains("<p>Mô tả <a href=\"https://example.vn/a\" rel=\"nofollow\">ở đây</a>", "xấu")
        .doesNotContain("script", "onclick", "onerror", "<img", "javascript");
  }

  @Test
  void plainTextIsEscapedAndKeepsItsParagraphs() {
    assertThat(rich("a < b & \"c\"\nd\n\ne"))
        .isEqualTo("<p>a &lt; b &amp; &quot;c&quot;<br>d</p><p>e</p>");
  }

  @Test
  void aShortPassageEndsBetweenWordsAndHasNoTags() {
    assertThat(SourceText.plain("<p>Dân số</p><p>trung bình &amp; mật độ</p>", 100))
        .isEqualTo("Dân số trung bình & mật độ");
    assertThat(SourceText.plain("Dân số trung bình", 10)).isEqualTo("Dân số…");
  }

  @Test
  void onlyAddressesThatOpenNothingBecomeLinks() {
    assertThat(SourceText.link("https://example.vn")).isPresent();
    assertThat(SourceText.link("mailto:a@example.vn")).isPresent();
    assertThat(SourceText.link("JavaScript:alert(1)")).isEmpty();
    assertThat(SourceText.link("data:text/html,x")).isEmpty();
    assertThat(SourceText.link("/relative")).isEmpty();
    assertThat(SourceText.link("https://exa mple")).isEmpty();
  }

  private static String rich(String text) {
    var output = new StringOutput();
    SourceText.rich(text).writeTo(new gg.jte.html.OwaspHtmlTemplateOutput(output));
    return output.toString();
  }
}
