package vn.sen.vocab.rdf;

/** What may stand between the angle brackets of an IRI. Source: RDF 1.1 N-Triples, IRIREF. */
public final class IriText {
  private static final boolean[] FORBIDDEN = new boolean[0x80];

  static {
    for (char c = 0; c <= ' '; c++) {
      FORBIDDEN[c] = true;
    }
    for (char c : "<>\"{}|^`\\".toCharArray()) {
      FORBIDDEN[c] = true;
    }
  }

  private IriText() {}

  /** Where the first character stands that no IRI may contain; -1 when there is none. */
  public static int findFault(String iri) {
    for (int i = 0; i < iri.length(); i++) {
      char c = iri.charAt(i);
      if (c < FORBIDDEN.length && FORBIDDEN[c]) {
        return i;
      }
    }
    return -1;
  }
}
