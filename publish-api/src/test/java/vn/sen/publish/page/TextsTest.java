package vn.sen.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern USED =
      Pattern.compile("page\\.(?:text|count)\\(\\s*\"([a-zA-Z.-]+)\"\\s*[,)]");
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Texts.of(Language.EN).keys()).isEqualTo(Texts.of(Language.VI).keys());
  }

  @Test
  void bothLanguagesUseTheSameArguments() {
    Texts vi = Texts.of(Language.VI);
    Texts en = Texts.of(Language.EN);

    assertThat(vi.keys())
        .allSatisfy(
            key -> assertThat(arguments(en.get(key))).as(key).isEqualTo(arguments(vi.get(key))));
  }

  @Test
  void everySentenceThatATemplateAsksForExists() throws IOException {
    var missing = new TreeSet<String>();
    for (Path template : templates()) {
      Matcher used = USED.matcher(Files.readString(template));
      while (used.find()) {
        if (!Texts.of(Language.VI).has(used.group(1))) {
          missing.add(template.getFileName() + ": " + used.group(1));
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noTemplateHasStylesOrScriptsOfItsOwn() throws IOException {
    for (Path template : templates()) {
      assertThat(Files.readString(template))
          .as(template.toString())
          .doesNotContain(" style=", "<style", " onclick=", " onload=", "javascript:");
    }
  }

  private static Set<String> arguments(String text) {
    var found = new TreeSet<String>();
    Matcher argument = ARGUMENT.matcher(text);
    while (argument.find()) {
      found.add(argument.group());
    }
    return found;
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      return files.filter(f -> f.toString().endsWith(".jte")).toList();
    }
  }
}
