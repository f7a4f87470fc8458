package vn.sen.harvest.contract;

import java.util.List;
import java.util.Set;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * What can be said of a rule's parameters without the table: those that are no numbers, words or
 * formulas where they must be.
 */
final class RuleParameters {
  private static final Set<String> AVERAGES = Set.of("mean", "median", "mode");

  private RuleParameters() {}

  static void check(PromisedRule promised, String where, Faults faults) {
    switch (promised.rule()) {
      case "ACC-05" -> {
        formulas(promised, where, faults);
        numbers(promised, List.of("tolerance"), where, faults);
      }
      case "ACC-09" -> {
        averages(promised, where, faults);
        numbers(promised, List.of("interval", "least"), where, faults);
      }
      case "COM-08", "COM-12" ->
          wholeNumbers(promised, List.of("exactly", "minimum", "maximum"), where, faults);
      case Freshness.OF_CONTENT, Freshness.OF_COLUMN -> freshness(promised, where, faults);
      default -> {
        // What else there is are columns and values, which only the table can tell.
      }
    }
  }

  private static void freshness(PromisedRule promised, String where, Faults faults) {
    if (Freshness.of(promised).isPresent()) {
      return;
    }
    boolean ofColumn = promised.rule().equals(Freshness.OF_COLUMN);
    String said = String.join(", ", promised.parameter(Freshness.LONGEST));
    faults.add(
        where + "/" + Freshness.LONGEST,
        "%s cần %s\"longest\", một khoảng thời gian ISO 8601 từ một ngày trở lên như P7D, P1M; nhận được \"%s\"."
            .formatted(promised.rule(), ofColumn ? "một \"column\" và " : "", said),
        "%s needs %s\"longest\", an ISO 8601 duration of a day or more, such as P7D, P1M; got \"%s\"."
            .formatted(promised.rule(), ofColumn ? "a \"column\" and " : "", said));
  }

  private static void formulas(PromisedRule promised, String where, Faults faults) {
    for (String formula : promised.parameter("formula")) {
      if (Formula.read(formula) instanceof Formula.Unreadable(int _, var why)) {
        faults.add(where + "/formula", why.vi(), why.en());
      }
    }
  }

  private static void averages(PromisedRule promised, String where, Faults faults) {
    for (String average : promised.parameter("average")) {
      if (!AVERAGES.contains(average)) {
        faults.add(
            where + "/average",
            "\"average\" là mean, median hoặc mode, không phải \"%s\".".formatted(average),
            "\"average\" is mean, median or mode, not \"%s\".".formatted(average));
      }
    }
  }

  private static void numbers(
      PromisedRule promised, List<String> names, String where, Faults faults) {
    for (String name : names) {
      if (!promised.parameter(name).stream().allMatch(n -> n.matches("\\d{1,15}(\\.\\d{1,9})?"))) {
        faults.add(
            where + "/" + name,
            "\"%s\" là một số không âm.".formatted(name),
            "\"%s\" is a number, not negative.".formatted(name));
      }
    }
  }

  private static void wholeNumbers(
      PromisedRule promised, List<String> names, String where, Faults faults) {
    for (String name : names) {
      if (!promised.parameter(name).stream().allMatch(number -> number.matches("\\d{1,18}"))) {
        faults.add(
            where + "/" + name,
            "\"%s\" là một số nguyên không âm.".formatted(name),
            "\"%s\" is a whole number, not negative.".formatted(name));
      }
    }
  }
}
