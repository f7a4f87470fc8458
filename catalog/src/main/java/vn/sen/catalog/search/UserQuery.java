package vn.sen.catalog.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a visitor typed: words, {@code "phrases"}, and either of them with a minus sign before it to
 * be left out. Any text is a query; marks that make no sense are read as part of a word.
 *
 * @param wanted what must be found
 * @param unwanted what must not
 */
record UserQuery(List<Part> wanted, List<Part> unwanted) {
  private static final int LONGEST_TEXT = 500;
  private static final String QUOTES = "\"“”„«»";

  UserQuery {
    wanted = List.copyOf(wanted);
    unwanted = List.copyOf(unwanted);
  }

  /**
   * A word or a phrase.
   *
   * @param text never blank; may hold no letter or digit at all
   */
  record Part(String text, Kind kind) {}

  enum Kind {
    WORD,
    PHRASE
  }

  /** Reads a query; what stands beyond 500 characters is ignored. */
  static UserQuery parse(String typed) {
    String text = typed.length() > LONGEST_TEXT ? typed.substring(0, LONGEST_TEXT) : typed;
    var wanted = new ArrayList<Part>();
    var unwanted = new ArrayList<Part>();
    int at = 0;
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
        continue;
      }
      boolean minus =
          text.charAt(at) == '-' && at + 1 < text.length() && !isBlank(text.charAt(at + 1));
      int start = minus ? at + 1 : at;
      int close = isQuote(text.charAt(start)) ? closingQuote(text, start + 1) : -1;
      Kind kind = close < 0 ? Kind.WORD : Kind.PHRASE;
      int end = close < 0 ? wordEnd(text, start + 1) : close;
      String part = text.substring(close < 0 ? start : start + 1, end);
      if (!part.isBlank()) {
        (minus ? unwanted : wanted).add(new Part(part, kind));
      }
      at = close < 0 ? end : close + 1;
    }
    return new UserQuery(wanted, unwanted);
  }

  private static int closingQuote(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (isQuote(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int wordEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (isBlank(text.charAt(i)) || isQuote(text.charAt(i))) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
