package vn.sen.vocab;

import java.util.List;
import java.util.Optional;

/** The thirteen data themes of the EU, by which DCAT catalogues are sorted. */
public final class Themes {
  static final String NAMESPACE = "http://publications.europa.eu/resource/authority/data-theme/";

  private static final Spellings<Theme> LIST =
      new Spellings<>(
          "themes",
          row -> new Theme(row[0], new Message(row[1], row[2])),
          theme -> List.of(theme.iri(), theme.label().vi(), theme.label().en()));

  private Themes() {}

  public static List<Theme> all() {
    return LIST.all();
  }

  /**
   * The theme that {@code words} name: an IRI, a code, a label in either language, or usual words.
   */
  public static Optional<Theme> find(String words) {
    return LIST.find(words);
  }
}
