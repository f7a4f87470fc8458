package vn.sen.harvest.read;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many of the words that hold a letter beyond ASCII are Vietnamese syllables when they are read
 * in some encoding: most of them in the right one, next to none in a wrong one.
 */
record SyllableShare(long valid, long familiar, long all) {
  static final SyllableShare NONE = new SyllableShare(0, 0, 0);

  /**
   * @param words with how often they occur
   * @param reading of a word; empty where the encoding cannot have written it
   */
  static SyllableShare of(Map<String, Integer> words, Function<String, Optional<String>> reading) {
    long all = 0;
    long valid = 0;
    long familiar = 0;
    for (var entry : words.entrySet()) {
      Optional<String> read = reading.apply(entry.getKey());
      if (read.isEmpty()) {
        all += entry.getValue();
        continue;
      }
      String text = read.get();
      for (String part : text.split("[^\\p{L}\\p{M}]+")) {
        if (part.chars().anyMatch(c -> c >= 0x80)) {
          all += entry.getValue();
          valid += VietnameseSyllables.isSyllable(part) ? entry.getValue() : 0;
          familiar += VietnameseSyllables.isFamiliar(part) ? entry.getValue() : 0;
        }
      }
      // What decodes to signs within a word was no sign.
      if (text.chars().anyMatch(c -> c >= 0x80 && !Character.isLetter(c) && !isMark(c))) {
        all += entry.getValue();
      }
    }
    return new SyllableShare(valid, familiar, all);
  }

  /** Marks that stand beside letters: accents, dashes, quotes, blanks. */
  static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK
        || c >= 0x2010 && c <= 0x2026
        || c == 0xa0
        || c == 0xab
        || c == 0xbb;
  }

  /** From 0 to 1; 0 where there are no such words. */
  double value() {
    return all == 0 ? 0 : (double) valid / all;
  }

  /**
   * To choose between readings: of short texts several may be syllables throughout, and one of them
   * the words that all tables have.
   */
  double plausibility() {
    return all == 0 ? 0 : value() + (double) familiar / all / 4;
  }

  SyllableShare plus(SyllableShare other) {
    return new SyllableShare(valid + other.valid, familiar + other.familiar, all + other.all);
  }
}
