package vn.sen.harvest.read;

import java.util.Locale;
import java.util.Optional;

/**
 * What the name of a font says of the letters under it. Before Unicode a font was an encoding: text
 * is kept as Latin letters, and only the font shows Vietnamese ones.
 *
 * @param capitals whether the font shows small letters as capitals
 */
record FontEncoding(TextEncoding encoding, boolean capitals) {

  /** The encoding of a font such as {@code .VnTimeH} or {@code VNI-Helve}; empty for all others. */
  static Optional<FontEncoding> of(String font) {
    String name = font.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith(".vn")) {
      return Optional.of(new FontEncoding(TextEncoding.TCVN3, name.endsWith("h")));
    }
    if (name.startsWith("vni-") || name.startsWith("vni ")) {
      return Optional.of(new FontEncoding(TextEncoding.VNI, false));
    }
    // "VI Times"; without the blank it could be Vivaldi.
    return name.startsWith("vi ") || name.startsWith("viscii")
        ? Optional.of(new FontEncoding(TextEncoding.VISCII, false))
        : Optional.empty();
  }
}
