package vn.sen.catalog.tables;

import java.util.Locale;
import java.util.regex.Pattern;
import vn.sen.vocab.problem.InvalidRequestException;

/** Cuts a filter, or an item of a list of columns, into words. */
final class Words {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})");

  private static final int LONGEST = 10_000;

  private final String text;
  private int at;

  Words(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidRequestException(
          "A filter has at most %d characters, got %d.".formatted(LONGEST, text.length()));
    }
    this.text = text;
    skipBlanks();
  }

  /** Of the next word, from 0. */
  int position() {
    return at;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Takes {@code word} if it comes next; letters in either case, and only as a whole word. */
  boolean take(String word) {
    if (!text.regionMatches(true, at, word, 0, word.length())) {
      return false;
    }
    int end = at + word.length();
    if (isNameCharacter(word.charAt(0))
        && end < text.length()
        && isNameCharacter(text.charAt(end))) {
      return false;
    }
    at = end;
    skipBlanks();
    return true;
  }

  void expect(String word) {
    if (!take(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  /** A bare or quoted name. */
  String name() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted('"');
    }
    int start = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw unexpected("the name of a column");
    }
    String name = text.substring(start, at);
    skipBlanks();
    return name;
  }

  /** A text in single quotes. */
  String text() {
    if (at == text.length() || text.charAt(at) != '\'') {
      throw unexpected("a text in single quotes");
    }
    return quoted('\'');
  }

  /** A text, a number, true or false. */
  Literal literal() {
    if (at < text.length() && text.charAt(at) == '\'') {
      return new Literal(quoted('\''));
    }
    int start = at;
    while (at < text.length()
        && (isNameCharacter(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    if (!isNumber(word) && !word.matches("(?i:true|false)")) {
      at = start;
      throw unexpected("a text in single quotes, a number, true or false");
    }
    skipBlanks();
    return new Literal(word);
  }

  /** Whether it is a number as filters write it: digits only, so that none unfolds to millions. */
  static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }

  InvalidRequestException unexpected(String wanted) {
    String found =
        atEnd() ? "the end" : "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'";
    return new InvalidRequestException(
        "The filter cannot be read at character %d: expected %s, found %s."
            .formatted(at + 1, wanted, found));
  }

  private String quoted(char quote) {
    int start = at;
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != quote) {
        value.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        value.append(c);
        at++;
      } else {
        at++;
        skipBlanks();
        return value.toString();
      }
    }
    throw new InvalidRequestException(
        String.format(Locale.ROOT, "The quote opened at character %d is not closed.", start + 1));
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.isSurrogate(c);
  }

  /** What a column is compared with, without its quotes. */
  record Literal(String text) {}
}
