package vn.sen.harvest.contract;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * YAML 1.2 as readers of YAML 1.1 understand it too: texts that those take for numbers, dates,
 * Booleans or nothing ({@code 01}, {@code 2024-01-31}, {@code no}) stand in quotes.
 */
final class CautiousYaml extends JsonSchema {
  private static final Pattern ELSEWHERE_NO_TEXT =
      Pattern.compile(
          "(?i)[-+.]?[0-9].*|[-+]?\\.(inf|nan)|y|n|yes|no|on|off|true|false|null|~|=|<<");

  @Override
  public ScalarResolver getScalarResolver() {
    ScalarResolver plain = super.getScalarResolver();
    return (value, implicit) -> {
      Tag tag = plain.resolve(value, implicit);
      return tag.equals(Tag.STR) && implicit && ELSEWHERE_NO_TEXT.matcher(value).matches()
          ? Tag.BINARY
          : tag;
    };
  }
}
