package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} is made of the rule catalogue; {@code SEN_WRITE_DOCS=true} writes it. */
class RulePagesTest {
  private static final Path PAGE = Path.of("../docs/rules.md");

  @Test
  void theDocumentationTellsEveryRuleAsItIs() throws IOException {
    String page = page();
    if ("true".equals(System.getenv("SEN_WRITE_DOCS"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("write it anew with SEN_WRITE_DOCS=true mvn test -pl vocab -Dtest=RulePagesTest")
        .hasContent(page);
  }

  private static String page() {
    var page = new StringBuilder();
    page.append("# Rules\n\nMade of the rule catalogue, version ")
        .append(RuleCatalogue.version())
        .append(". On a running platform each rule has its page at `/quality/rules/{id}`.\n");
    for (Dimension dimension : Dimension.values()) {
      page.append("\n## %s · %s\n".formatted(dimension.label().vi(), dimension.label().en()));
      RuleCatalogue.rules(dimension).forEach(rule -> page.append(told(rule)));
    }
    return page.toString();
  }

  private static String told(Rule rule) {
    return """

    ### %s %s · %s

    %s
    *Ví dụ:* %s *Mức:* %s. *Cách sửa:* %s%s

    %s
    *Example:* %s *Severity:* %s. *Mend:* %s%s
    """
        .formatted(
            rule.id(),
            rule.title().vi(),
            rule.title().en(),
            rule.measures().vi(),
            stopped(rule.example().vi()),
            rule.severity().vi(),
            rule.remedy().vi(),
            rule.parameters().map(p -> " *Tham số:* " + p.vi()).orElse(""),
            rule.measures().en(),
            stopped(rule.example().en()),
            rule.severity().en(),
            rule.remedy().en(),
            rule.parameters().map(p -> " *Parameters:* " + p.en()).orElse(""));
  }

  private static String stopped(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
