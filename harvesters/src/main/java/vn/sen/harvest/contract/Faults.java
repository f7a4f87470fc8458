package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.Message;
import vn.sen.vocab.RuleCatalogue;

/** What is wrong with a contract, gathered while its parts are read. */
final class Faults {
  private final List<ContractReading.Fault> all = new ArrayList<>();

  /**
   * @param where a JSON pointer
   */
  void add(String where, String vi, String en) {
    all.add(new ContractReading.Fault(where, new Message(vi, en)));
  }

  ContractReading invalid() {
    return new ContractReading.Invalid(all);
  }

  /** The contract, where nothing is wrong. */
  ContractReading or(Supplier<Contract> contract) {
    return all.isEmpty() ? new ContractReading.Read(contract.get()) : invalid();
  }

  /** A member that is a text or a number, stripped; empty where there is none. */
  static Optional<String> text(JsonNode node, String member) {
    return Optional.of(node.path(member).asText("").strip()).filter(text -> !text.isEmpty());
  }

  /** One text, or an array of them. */
  static List<String> names(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    return node.isArray()
        ? node.valueStream().map(JsonNode::asText).toList()
        : List.of(node.asText());
  }

  /**
   * A limit to values.
   *
   * @param inclusive names of the member that says it, the first that is there deciding
   * @param exclusive name of the member that says it without the limit itself
   */
  static Optional<Bound> bound(JsonNode limits, List<String> inclusive, String exclusive) {
    return text(limits, exclusive)
        .map(value -> new Bound(value, false))
        .or(
            () ->
                inclusive.stream()
                    .flatMap(member -> text(limits, member).stream())
                    .findFirst()
                    .map(value -> new Bound(value, true)));
  }

  OptionalInt length(JsonNode node, String member, String where) {
    JsonNode value = node.path(member);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || value.asInt() < 0) {
      add(
          where + "/" + member,
          "\"%s\" là một số nguyên không âm.".formatted(member),
          "\"%s\" is a whole number, not negative.".formatted(member));
    }
    return OptionalInt.of(value.asInt());
  }

  /** The member {@code pattern}, a regular expression. */
  Optional<String> pattern(JsonNode node, String where) {
    Optional<String> pattern = text(node, "pattern");
    pattern.ifPresent(
        expression -> {
          try {
            Pattern.compile(expression);
          } catch (PatternSyntaxException e) {
            add(
                where + "/pattern",
                "Biểu thức chính quy sai: %s.".formatted(e.getDescription()),
                "The regular expression is wrong: %s.".formatted(e.getDescription()));
          }
        });
    return pattern;
  }

  /** In front of members where a form wants the names of others to have a prefix. */
  private static final String PREFIX = "sen:";

  /** Rules of Sen: an array of objects with {@code rule} and its parameters. */
  List<PromisedRule> rules(JsonNode all, String where) {
    var rules = new ArrayList<PromisedRule>();
    for (int i = 0; i < all.size(); i++) {
      rules.add(rule(all.get(i), where + "/" + i));
    }
    return rules;
  }

  PromisedRule rule(JsonNode node, String where) {
    String id = node.path("rule").asText(node.path(PREFIX + "rule").asText(""));
    if (RuleCatalogue.find(id).isEmpty()) {
      add(
          where + "/rule",
          "Không có quy tắc \"%s\".".formatted(id),
          "There is no rule \"%s\".".formatted(id));
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    node.properties()
        .forEach(
            property -> {
              String name = property.getKey();
              String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
              if (!bare.equals("rule")) {
                parameters.put(bare, names(property.getValue()));
              }
            });
    var promised = new PromisedRule(id, parameters);
    RuleParameters.check(promised, where, this);
    return promised;
  }
}
