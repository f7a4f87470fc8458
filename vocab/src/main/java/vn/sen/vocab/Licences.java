package vn.sen.vocab;

import java.util.List;
import java.util.Optional;

/** Known licences, and how portals spell them. */
public final class Licences {
  private static final Spellings<Licence> LIST =
      new Spellings<>(
          "licences",
          row -> new Licence(row[0], row[1], row[2].equals("yes"), new Message(row[3], row[4])),
          licence -> List.of(licence.iri(), licence.label().vi(), licence.label().en()));

  private Licences() {}

  public static List<Licence> all() {
    return LIST.all();
  }

  /** The IRI a licence is known by, or {@code words} where the list has none of that name. */
  public static String iri(String words) {
    return find(words).map(Licence::iri).orElse(words);
  }

  /**
   * The licence that {@code words} name: its address (also of its deed or legal code), a code, an
   * id of CKAN, or a label. Absent for one unknown, which is not to say that it isn't open.
   */
  public static Optional<Licence> find(String words) {
    return LIST.find(words)
        .or(
            () ->
                LIST.find(
                    words.replaceFirst("(?<=/\\d\\.\\d/?)(deed|legalcode)?(\\.[a-z]{2})?/?$", "")));
  }
}
