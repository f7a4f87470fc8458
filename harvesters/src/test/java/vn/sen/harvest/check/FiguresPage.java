package vn.sen.harvest.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code docs/figures.md}: what the long tests measured. Each writes its own section, and only with
 * {@code SEN_WRITE_DOCS=true}.
 */
final class FiguresPage {
  private static final Path PAGE = Path.of("../docs/figures.md");

  private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)\\n(.*?)(?=^## |\\z)");

  private static final String HEAD =
      """
      # How well the rules find what they look for

      Measured by tests, each of which writes its section with `SEN_WRITE_DOCS=true`:
      `mvn test -pl vocab,catalog,harvesters -Dtest=NAME -Dgroups=slow,longest -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false`,
      NAME being `SeededErrorsTest`, `CleanTablesTest` or `PersonalDataTest`. Recall is the share of what was there that was
      found, precision the share of what was found that was there.
      """;

  private FiguresPage() {}

  static synchronized void put(String section, String said, List<String> lines) throws IOException {
    if (!"true".equals(System.getenv("SEN_WRITE_DOCS"))) {
      return;
    }
    Map<String, String> sections = new TreeMap<>();
    if (Files.exists(PAGE)) {
      SECTION
          .matcher(Files.readString(PAGE))
          .results()
          .forEach(found -> sections.put(found.group(1), found.group(2).strip()));
    }
    sections.put(section, said + "\n\n" + String.join("\n", lines));
    var page = new StringBuilder(HEAD);
    sections.forEach(
        (name, text) -> page.append("\n## ").append(name).append("\n\n").append(text).append('\n'));
    Files.writeString(PAGE, page.toString());
  }
}
