package vn.sen.vocab;

/** A sentence for people, in Vietnamese and in English: what, where, and how to mend it. */
public record Message(String vi, String en) {
  /** The sentence for a reader of {@code language}; Vietnamese for any other than {@code en}. */
  public String in(String language) {
    return language.equals("en") ? en : vi;
  }
}
