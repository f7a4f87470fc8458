package vn.sen.catalog.rdf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.vocab.problem.InvalidRequestException;

/** A query's text, looked over before a parser that recurses sees it. */
final class QueryText {
  private static final int LONGEST = 100_000;
  private static final int DEEPEST = 100;
  private static final Pattern NAME = Pattern.compile("[?$@:\\p{L}\\p{N}_.-]++");
  private static final Pattern IRI = Pattern.compile("<[^<>\"{}|^`\\\\\\s]*+>");

  private QueryText() {}

  /**
   * Refuses a text that is too long, nested deeper than anyone writes, or calls another service.
   *
   * @throws InvalidRequestException saying which
   */
  static void check(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidRequestException(
          "the query has %,d characters; at most %,d are taken".formatted(text.length(), LONGEST));
    }
    Matcher iri = IRI.matcher(text);
    Matcher name = NAME.matcher(text);
    int depth = 0;
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '(', '[', '{' -> {
          if (++depth > DEEPEST) {
            throw new InvalidRequestException(
                "the query nests brackets deeper than " + DEEPEST + ", at character " + (at + 1));
          }
        }
        case ')', ']', '}' -> depth--;
        case '"', '\'' -> at = endOfString(text, at);
        case '#' -> at = endOfLine(text, at);
        case '<' -> {
          if (iri.region(at, text.length()).lookingAt()) {
            at = iri.end() - 1;
          }
        }
        default -> {
          if (name.region(at, text.length()).lookingAt()) {
            if (name.group().equalsIgnoreCase("SERVICE")) {
              throw new InvalidRequestException(
                  "SERVICE is not offered: queries read this catalogue alone");
            }
            at = name.end() - 1;
          }
        }
      }
    }
  }

  private static int endOfLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static int endOfString(String text, int start) {
    char quote = text.charAt(start);
    boolean isLong = text.startsWith(String.valueOf(quote).repeat(3), start);
    for (int at = start + (isLong ? 3 : 1); at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote && (!isLong || text.startsWith(String.valueOf(quote).repeat(3), at))) {
        return isLong ? at + 2 : at;
      } else if (c == '\n' && !isLong) {
        return at; // no string: the parser will say so
      }
    }
    return text.length();
  }
}
