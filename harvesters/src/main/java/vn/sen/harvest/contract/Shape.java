package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a standard lets stand in one place of a document. */
sealed interface Shape {

  /** Adds what is wrong with {@code node}, which is there, to {@code faults}. */
  void check(JsonNode node, String where, Faults faults);

  /** A single value. */
  record Value(Predicate<JsonNode> fits, String vi, String en) implements Shape {
    @Override
    public void check(JsonNode node, String where, Faults faults) {
      if (!fits.test(node)) {
        String given = node.isContainerNode() ? (node.isArray() ? "[…]" : "{…}") : node.asText();
        faults.add(
            where,
            "Ở đây cần %s, không phải \"%s\".".formatted(vi, given),
            "This is %s, not \"%s\".".formatted(en, given));
      }
    }
  }

  /** An array. */
  record ListOf(Shape each) implements Shape {
    @Override
    public void check(JsonNode node, String where, Faults faults) {
      if (!node.isArray()) {
        faults.add(where, "Ở đây cần một mảng.", "This is an array.");
        return;
      }
      for (int i = 0; i < node.size(); i++) {
        each.check(node.get(i), where + "/" + i, faults);
      }
    }
  }

  /**
   * An object.
   *
   * @param isOpen whether other members may be there
   */
  record Members(Map<String, Shape> members, Set<String> required, boolean isOpen)
      implements Shape {
    @Override
    public void check(JsonNode node, String where, Faults faults) {
      if (!node.isObject()) {
        faults.add(where, "Ở đây cần một đối tượng.", "This is an object.");
        return;
      }
      for (String name : new TreeSet<>(required)) {
        if (!node.has(name)) {
          faults.add(
              where + "/" + name,
              "Thiếu \"%s\".".formatted(name),
              "\"%s\" is missing.".formatted(name));
        }
      }
      node.properties()
          .forEach(
              member -> {
                String place = where + "/" + pointer(member.getKey());
                Shape shape = members.get(member.getKey());
                if (shape != null) {
                  shape.check(member.getValue(), place, faults);
                } else if (!isOpen) {
                  faults.add(
                      place,
                      "Chuẩn không có \"%s\" ở đây.".formatted(member.getKey()),
                      "The standard has no \"%s\" here.".formatted(member.getKey()));
                }
              });
    }
  }

  /** One shape for arrays, another for the rest. */
  record ListOr(ListOf list, Shape other) implements Shape {
    @Override
    public void check(JsonNode node, String where, Faults faults) {
      (node.isArray() ? list : other).check(node, where, faults);
    }
  }

  Shape ANY = new Value(_ -> true, "", "");
  Shape TEXT = new Value(JsonNode::isTextual, "một văn bản", "a text");
  Shape NUMBER = new Value(JsonNode::isNumber, "một số", "a number");
  Shape WHOLE = new Value(JsonNode::isIntegralNumber, "một số nguyên", "a whole number");
  Shape FLAG = new Value(JsonNode::isBoolean, "true hoặc false", "true or false");
  Shape SINGLE = new Value(node -> !node.isContainerNode(), "một giá trị", "a single value");
  Shape TEXTS = new ListOf(TEXT);

  /** One of a few words. */
  static Shape among(String... words) {
    Set<String> known = new TreeSet<>(Set.of(words));
    String all = String.join(", ", known);
    return new Value(
        node -> node.isTextual() && known.contains(node.asText()),
        "một trong: " + all,
        "one of: " + all);
  }

  /** A text of that form. */
  static Shape like(String pattern, String vi, String en) {
    return new Value(node -> node.isTextual() && node.asText().matches(pattern), vi, en);
  }

  private static String pointer(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
