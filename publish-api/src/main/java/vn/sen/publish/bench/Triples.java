package vn.sen.publish.bench;

/**
 * Writes triples as text, fast: nothing is escaped, so texts hold no quotes and no backslashes.
 * Statements with the same subject follow each other.
 */
final class Triples {
  private final StringBuilder text;
  private final boolean abbreviates;
  private String subject = "";

  private Triples(StringBuilder text, boolean abbreviates) {
    this.text = text;
    this.abbreviates = abbreviates;
  }

  static Triples turtle(StringBuilder text) {
    return new Triples(text, true);
  }

  static Triples nTriples(StringBuilder text) {
    return new Triples(text, false);
  }

  static String iri(String iri) {
    return "<" + iri + ">";
  }

  static String text(String words, String language) {
    return "\"" + words + "\"@" + language;
  }

  static String typed(String value, String type) {
    return "\"" + value + "\"^^<http://www.w3.org/2001/XMLSchema#" + type + ">";
  }

  /** A triple; terms are written already. Turtle leaves out a subject that was just named. */
  void add(String of, String predicate, String object) {
    boolean same = abbreviates && of.equals(subject);
    if (same) {
      text.setLength(text.length() - 2);
      text.append(";\n  ");
    } else {
      text.append(of).append(' ');
    }
    text.append(predicate).append(' ').append(object).append(".\n");
    subject = of;
  }
}
