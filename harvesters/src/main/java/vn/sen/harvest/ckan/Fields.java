package vn.sen.harvest.ckan;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.Json;

/**
 * The members of a CKAN object by name, its {@code extras} among them, of which each is taken once:
 * what is left over has no mapping. Names are compared without case, accents and separators, since
 * portals spell them as they like ({@code temporal-start}, {@code Temporal Start}).
 */
final class Fields {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_.:-]+");

  private final Map<String, Field> byName = new LinkedHashMap<>();

  private record Field(String name, JsonNode value) {}

  Fields(JsonNode object) {
    object
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("extras")) {
                put(member.getKey(), member.getValue());
              }
            });
    extras(object.path("extras"));
  }

  /** A list of {@code {key, value}}, or, in older portals, an object. */
  private void extras(JsonNode extras) {
    if (extras.isObject()) {
      extras.properties().forEach(extra -> put(extra.getKey(), extra.getValue()));
    }
    for (JsonNode extra : extras) {
      String key = extra.path("key").asText("");
      if (!key.isBlank()) {
        put(key, unquoted(extra.path("value")));
      }
    }
  }

  /** Extras hold text; old portals put JSON in it, a plain text in quotes too. */
  private static JsonNode unquoted(JsonNode value) {
    String text = value.asText("");
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      try {
        return Json.mapper().readTree(text);
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        return value;
      }
    }
    return value;
  }

  private void put(String name, JsonNode value) {
    if (!isBlank(value)) {
      // A member and an extra of one name are two statements; the second keeps its own.
      String folded = folded(name);
      for (int i = 2; byName.containsKey(folded); i++) {
        folded = folded(name) + "#" + i;
      }
      byName.put(folded, new Field(name, value));
    }
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isTextual() && value.textValue().isBlank())
        || (value.isContainerNode() && value.isEmpty());
  }

  private static String folded(String name) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
            .replaceAll("")
            .replace('đ', 'd')
            .replace('Đ', 'd');
    return SEPARATORS.matcher(plain.strip().toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** The first of {@code names} that has a value; that one counts as mapped. */
  Optional<JsonNode> take(String... names) {
    for (String name : names) {
      Field field = byName.remove(folded(name));
      if (field != null) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** The first of {@code names} that is a text, a number or a truth value. */
  Optional<String> takeText(String... names) {
    for (String name : names) {
      Field field = byName.get(folded(name));
      if (field != null && field.value().isValueNode()) {
        byName.remove(folded(name));
        return Optional.of(field.value().asText().strip());
      }
    }
    return Optional.empty();
  }

  /**
   * All values of the first of {@code names} that has any: a list, a JSON list within a text, or
   * one value.
   */
  List<String> takeTexts(String... names) {
    List<String> texts = new ArrayList<>();
    take(names).ifPresent(value -> collect(value, texts));
    return texts;
  }

  private static void collect(JsonNode value, List<String> texts) {
    if (value.isArray()) {
      value.forEach(element -> collect(element, texts));
    } else if (value.isTextual() && value.textValue().strip().startsWith("[")) {
      try {
        JsonNode inner = Json.mapper().readTree(value.textValue());
        inner.forEach(element -> texts.add(element.asText(element.toString())));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        texts.add(value.textValue().strip());
      }
    } else if (!isBlank(value)) {
      texts.add(value.isValueNode() ? value.asText().strip() : value.toString());
    }
  }

  /** Takes what is no statement of its own: a count, or a number that moves with every visit. */
  void drop(String... names) {
    for (String name : names) {
      byName.remove(folded(name));
    }
  }

  /** What nothing took, by the name the portal gave it. */
  Map<String, JsonNode> rest() {
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    byName.forEach(
        (folded, field) ->
            rest.merge(
                field.name(),
                field.value(),
                (one, other) -> Json.mapper().createArrayNode().add(one).add(other)));
    return rest;
  }
}
