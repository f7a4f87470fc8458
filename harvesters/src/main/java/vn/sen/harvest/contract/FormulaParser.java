package vn.sen.harvest.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.harvest.contract.Formula.Operator;
import vn.sen.vocab.Message;

/** Reads formulas from left to right, from what binds least to what binds most. */
final class FormulaParser {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*+");
  private static final Pattern FIGURE =
      Pattern.compile("\\d{1,18}(?:\\.\\d{1,9})?+(?![\\p{L}\\d_.])");
  private static final Pattern QUOTED = Pattern.compile("'([^']*+)'|\"([^\"]*+)\"");
  private static final Pattern BACKTICKS = Pattern.compile("`([^`]++)`");

  /** The longer before those that they begin with. */
  private static final List<Sign> COMPARING =
      List.of(
          new Sign("==", Operator.EQUAL),
          new Sign("!=", Operator.UNEQUAL),
          new Sign("<>", Operator.UNEQUAL),
          new Sign("<=", Operator.AT_MOST),
          new Sign(">=", Operator.AT_LEAST),
          new Sign("=", Operator.EQUAL),
          new Sign("<", Operator.LESS),
          new Sign(">", Operator.MORE));

  private static final List<Sign> ADDING =
      List.of(new Sign("+", Operator.PLUS), new Sign("-", Operator.MINUS));

  private static final List<Sign> MULTIPLYING =
      List.of(
          new Sign("*", Operator.TIMES),
          new Sign("/", Operator.OVER),
          new Sign("%", Operator.MODULO));

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "true", "false", "null", "none");

  private record Sign(String text, Operator operator) {}

  private final String text;
  private int at;
  private int depth;

  private FormulaParser(String text) {
    this.text = text;
  }

  static Formula.Reading read(String text) {
    var parser = new FormulaParser(text);
    try {
      if (text.length() > LONGEST) {
        throw parser.fault(
            "công thức dài quá %d ký tự".formatted(LONGEST),
            "the formula is longer than %d characters".formatted(LONGEST));
      }
      Formula formula = parser.either();
      parser.skipBlanks();
      if (parser.at < text.length()) {
        throw parser.unexpected();
      }
      return new Formula.Readable(formula);
    } catch (Fault fault) {
      return new Formula.Unreadable(fault.place, fault.why);
    }
  }

  private Formula either() throws Fault {
    return words(Operator.OR, this::both);
  }

  private Formula both() throws Fault {
    return words(Operator.AND, this::negated);
  }

  private Formula words(Operator operator, Part part) throws Fault {
    Formula left = part.read();
    int place = next();
    while (takeWord(operator.sign())) {
      left = new Formula.Pair(left, operator, part.read(), place);
      place = next();
    }
    return left;
  }

  private Formula negated() throws Fault {
    int place = next();
    return takeWord("not") ? new Formula.Not(deeper(this::negated), place) : compared();
  }

  private Formula compared() throws Fault {
    Formula left = sum();
    int place = next();
    Optional<Operator> operator = take(COMPARING);
    if (operator.isEmpty()) {
      return left;
    }
    Formula right = sum();
    next();
    if (COMPARING.stream().anyMatch(sign -> text.startsWith(sign.text, at))) {
      throw fault(
          "mỗi lần chỉ một phép so sánh; nối chúng bằng \"and\"",
          "one comparison at a time; join them by \"and\"");
    }
    return new Formula.Pair(left, operator.get(), right, place);
  }

  private Formula sum() throws Fault {
    return signs(ADDING, this::product);
  }

  private Formula product() throws Fault {
    return signs(MULTIPLYING, this::signed);
  }

  private Formula signs(List<Sign> signs, Part part) throws Fault {
    Formula left = part.read();
    int place = next();
    Optional<Operator> operator = take(signs);
    while (operator.isPresent()) {
      left = new Formula.Pair(left, operator.get(), part.read(), place);
      place = next();
      operator = take(signs);
    }
    return left;
  }

  private Formula signed() throws Fault {
    int place = next();
    return takeSign("-") ? new Formula.Minus(deeper(this::signed), place) : atom();
  }

  private Formula atom() throws Fault {
    int place = next();
    if (takeSign("(")) {
      Formula inner = deeper(this::either);
      next();
      if (!takeSign(")")) {
        throw at == text.length()
            ? fault(
                "thiếu dấu \")\" cho dấu \"(\" ở ký tự %d".formatted(place),
                "there is no \")\" for the \"(\" at character %d".formatted(place))
            : unexpected();
      }
      return inner;
    }
    Matcher figure = matcher(FIGURE);
    if (figure.lookingAt()) {
      at = figure.end();
      return new Formula.Figure(new BigDecimal(figure.group()), place);
    }
    Matcher quoted = matcher(QUOTED);
    if (quoted.lookingAt()) {
      at = quoted.end();
      return new Formula.Text(text.substring(quoted.start() + 1, quoted.end() - 1), place);
    }
    Matcher backticks = matcher(BACKTICKS);
    if (backticks.lookingAt()) {
      at = backticks.end();
      return new Formula.Name(backticks.group(1), place);
    }
    return word(place);
  }

  private Formula word(int place) throws Fault {
    Matcher word = matcher(WORD);
    if (!word.lookingAt()) {
      throw unexpected();
    }
    String name = word.group();
    String key = name.toLowerCase(Locale.ROOT);
    if (RESERVED.contains(key)) {
      switch (key) {
        case "true", "false" -> {
          at = word.end();
          return new Formula.Truth(key.equals("true"), place);
        }
        case "null", "none" -> {
          at = word.end();
          return new Formula.Nothing(place);
        }
        default -> throw unexpected();
      }
    }
    at = word.end();
    next();
    if (text.startsWith("(", at)) {
      at = place - 1;
      throw fault(
          "công thức không có hàm, như \"%s(\"".formatted(name),
          "a formula has no functions, such as \"%s(\"".formatted(name));
    }
    return new Formula.Name(name, place);
  }

  /** Reads what binds more. */
  @FunctionalInterface
  private interface Part {
    Formula read() throws Fault;
  }

  private Formula deeper(Part part) throws Fault {
    if (++depth > DEEPEST) {
      throw fault(
          "hơn %d bậc lồng nhau".formatted(DEEPEST), "more than %d levels".formatted(DEEPEST));
    }
    Formula formula = part.read();
    depth--;
    return formula;
  }

  /** Goes on to the next sign, and says where it is. */
  private int next() {
    skipBlanks();
    return at + 1;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private boolean takeWord(String word) {
    Matcher found = matcher(WORD);
    boolean is = found.lookingAt() && found.group().equalsIgnoreCase(word);
    if (is) {
      at = found.end();
    }
    return is;
  }

  private boolean takeSign(String sign) {
    boolean is = text.startsWith(sign, at);
    if (is) {
      at += sign.length();
    }
    return is;
  }

  private Optional<Operator> take(List<Sign> signs) {
    return signs.stream().filter(sign -> takeSign(sign.text)).findFirst().map(Sign::operator);
  }

  private Fault unexpected() {
    if (at >= text.length()) {
      return fault("công thức dừng giữa chừng", "the formula ends before it is complete");
    }
    String sign = text.substring(at, text.offsetByCodePoints(at, 1));
    return fault(
        "không hiểu \"%s\" ở đây".formatted(sign), "\"%s\" is not understood here".formatted(sign));
  }

  private Fault fault(String vi, String en) {
    return new Fault(
        at + 1,
        new Message(
            "Công thức sai ở ký tự %d: %s.".formatted(at + 1, vi),
            "The formula is wrong at character %d: %s.".formatted(at + 1, en)));
  }

  /** Leaves the parser from however deep it is. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private final int place;
    private final transient Message why;

    Fault(int place, Message why) {
      super(why.en(), null, false, false);
      this.place = place;
      this.why = why;
    }
  }
}
