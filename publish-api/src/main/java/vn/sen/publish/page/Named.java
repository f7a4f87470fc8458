package vn.sen.publish.page;

import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.Licence;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Message;
import vn.sen.vocab.Theme;
import vn.sen.vocab.Themes;

/** Names for the codes that descriptions hold, however their source spells them. */
final class Named {
  private Named() {}

  /** The code behind an IRI: what follows the last slash or hash. */
  static String code(String iri) {
    String trimmed = iri.endsWith("/") ? iri.substring(0, iri.length() - 1) : iri;
    return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('#')) + 1);
  }

  static Message theme(String words) {
    return Themes.find(words).map(Theme::label).orElseGet(() -> unknown(words));
  }

  static Message licence(String words) {
    return Licences.find(words).map(Licence::label).orElseGet(() -> unknown(words));
  }

  static Message frequency(String words) {
    return Frequencies.find(words).map(Frequency::label).orElseGet(() -> unknown(words));
  }

  private static Message unknown(String words) {
    String shown = words.contains("://") ? code(words) : words;
    return new Message(shown, shown);
  }
}
