package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of a contract, which are texts, as they are written in JSON and YAML. */
final class WrittenValue {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,30})");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9.]{1,20}(E-?[0-9]{1,3})?");

  private WrittenValue() {}

  /** {@code text} as a number that reads as the same text; absent where there is none. */
  static Optional<ValueNode> number(String text) {
    if (WHOLE.matcher(text).matches() && !text.equals("-0")) {
      var whole = new BigInteger(text);
      return Optional.of(
          whole.bitLength() < 32
              ? NODES.numberNode(whole.intValue())
              : whole.bitLength() < 64
                  ? NODES.numberNode(whole.longValue())
                  : (ValueNode) NODES.numberNode(whole));
    }
    if (DECIMAL.matcher(text).matches()) {
      try {
        double value = Double.parseDouble(text);
        if (Double.toString(value).equals(text)) {
          return Optional.of(NODES.numberNode(value));
        }
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A number where that reads as the same text, else the text. */
  static ValueNode any(String text) {
    return number(text).orElseGet(() -> NODES.textNode(text));
  }

  static JsonNode texts(Collection<String> texts) {
    var array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** The text itself where there is one, else an array. */
  static JsonNode oneOrMore(List<String> values) {
    return values.size() == 1 ? any(values.getFirst()) : texts(values);
  }

  /**
   * Whether {@code text} is one of those that are read as they stand: not blank, none around it.
   */
  static boolean isPlain(String text) {
    return !text.isEmpty() && text.equals(text.strip());
  }
}
