package vn.sen.vocab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which Sen judges, as data ({@code rules.json}): the same for command line, API and
 * portal. The resource is read once.
 */
public final class RuleCatalogue {
  private static final RuleCatalogue SHIPPED = load();

  private final String version;
  private final Map<String, Rule> rules;

  private RuleCatalogue(Source source) {
    this.version = source.version;
    this.rules = new LinkedHashMap<>();
    for (Entry entry : source.rules) {
      if (rules.put(entry.id, entry.toRule()) != null) {
        throw new IllegalStateException(entry.id + " stands twice in the rule catalogue");
      }
    }
  }

  /** The version of the rule set, stated in every report. */
  public static String version() {
    return SHIPPED.version;
  }

  /** All rules, by dimension and number. */
  public static List<Rule> rules() {
    return List.copyOf(SHIPPED.rules.values());
  }

  /** The rules of one dimension, in order. */
  public static List<Rule> rules(Dimension dimension) {
    return SHIPPED.rules.values().stream().filter(r -> r.dimension() == dimension).toList();
  }

  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(SHIPPED.rules.get(id));
  }

  /**
   * The rule that code of ours names.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Rule rule(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
  }

  private static RuleCatalogue load() {
    try (InputStream in = RuleCatalogue.class.getResourceAsStream("rules.json")) {
      if (in == null) {
        throw new IllegalStateException("rules.json is missing");
      }
      return new RuleCatalogue(Json.mapper().readValue(in, Source.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read rules.json", e);
    }
  }

  private record Source(String version, List<Entry> rules) {}

  private record Entry(
      String id,
      Rule.Subject subject,
      Rule.Tolerance tolerance,
      Rule.Gating gating,
      int weight,
      Optional<Thresholds> thresholds,
      Optional<Message> severity,
      Optional<Boolean> waivable,
      boolean operations,
      Message title,
      Message measures,
      Message example,
      Message remedy,
      Optional<Message> parameters) {

    Rule toRule() {
      Thresholds limits = thresholds.orElse(Thresholds.NONE);
      return new Rule(
          id,
          dimension(),
          subject,
          tolerance,
          gating,
          weight,
          limits,
          severity.orElseGet(limits::describe),
          waivable.orElse(true) && dimension() != Dimension.LIVE,
          operations,
          title,
          measures,
          example,
          remedy,
          parameters);
    }

    private Dimension dimension() {
      return switch (id.substring(0, 3)) {
        case "ACC" -> Dimension.ACCURATE;
        case "COM" -> Dimension.COMPLETE;
        case "CLN" -> Dimension.CLEAN;
        case "LIV" -> Dimension.LIVE;
        default -> throw new IllegalStateException("no dimension has " + id);
      };
    }
  }
}
