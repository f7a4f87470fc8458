package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * How fresh an Open Data Contract says the data are: {@code latency} and {@code frequency} among
 * its {@code slaProperties}. Other levels say nothing of their age.
 *
 * <p>Source: Open Data Contract Standard 3.1, Service-Level Agreement.
 */
final class ServiceLevels {
  private static final List<String> OF_AGE = List.of("latency", "ly", "frequency", "fy");

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("h", "PT%dH"),
          Map.entry("hour", "PT%dH"),
          Map.entry("d", "P%dD"),
          Map.entry("day", "P%dD"),
          Map.entry("w", "P%dW"),
          Map.entry("week", "P%dW"),
          Map.entry("mo", "P%dM"),
          Map.entry("month", "P%dM"),
          Map.entry("y", "P%dY"),
          Map.entry("yr", "P%dY"),
          Map.entry("year", "P%dY"));

  private ServiceLevels() {}

  /**
   * What the levels promise of one table.
   *
   * @param tables names of that table
   */
  static List<PromisedRule> promised(JsonNode contract, List<String> tables) {
    var promised = new ArrayList<PromisedRule>();
    for (JsonNode level : contract.path("slaProperties")) {
      String property = level.path("property").asText().toLowerCase(Locale.ROOT);
      Optional<String> longest = longest(level);
      if (!OF_AGE.contains(property) || longest.isEmpty()) {
        continue;
      }
      Optional<String> element =
          Faults.text(level, "element").or(() -> Faults.text(contract, "slaDefaultElement"));
      if (element.isEmpty()) {
        promised.add(rule(Optional.empty(), longest.get()));
      }
      for (String one : element.map(e -> e.split(",")).orElse(new String[0])) {
        String name = one.strip();
        int dot = name.lastIndexOf('.');
        if (tables.contains(name)) {
          promised.add(rule(Optional.empty(), longest.get()));
        } else if (dot < 0 || tables.contains(name.substring(0, dot))) {
          // How often data come is of the table, whichever column it is said at.
          boolean ofColumn = property.startsWith("l");
          promised.add(
              rule(Optional.of(name.substring(dot + 1)).filter(_ -> ofColumn), longest.get()));
        }
      }
    }
    return promised.stream().distinct().toList();
  }

  private static Optional<String> longest(JsonNode level) {
    String value = level.path("value").asText().strip();
    String unit = level.path("unit").asText().strip().toLowerCase(Locale.ROOT);
    String singular = unit.length() > 2 ? unit.replaceFirst("s$", "") : unit;
    return Optional.ofNullable(UNITS.get(singular))
        .filter(_ -> value.matches("[1-9]\\d{0,5}"))
        .map(form -> form.formatted(Integer.parseInt(value)));
  }

  private static PromisedRule rule(Optional<String> column, String longest) {
    return column
        .map(
            name ->
                new PromisedRule(
                    Freshness.OF_COLUMN,
                    Map.of("column", List.of(name), Freshness.LONGEST, List.of(longest))))
        .orElseGet(
            () ->
                new PromisedRule(
                    Freshness.OF_CONTENT, Map.of(Freshness.LONGEST, List.of(longest))));
  }
}
