package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * Decides a file's encoding over all of its bytes. Valid UTF-8 is UTF-8. Everything else is judged
 * by its words: in the right encoding most of those that hold a letter beyond ASCII are Vietnamese
 * syllables, in a wrong one next to none are.
 */
final class EncodingDetector {
  private static final int LONGEST_WORD = 48;
  private static final double MOSTLY = 0.6;

  /** So many sound sequences in a row are UTF-8, as long as none is unsound. */
  private static final long CERTAIN = 1_000;

  /** After so many words that hold other letters, no more of them change the decision. */
  private static final long ENOUGH = 1_000_000;

  /** As far as plain words are looked at. */
  private static final long PLAIN = 4 << 20;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  private final WordCounts words = new WordCounts();
  private final WordCounts plainWords = new WordCounts();
  private final byte[] word = new byte[LONGEST_WORD];
  private int wordLength;
  private long evidence;
  private boolean wordIsPlain = true;

  private long bytes;
  private long sequences;

  /** Bytes behind the first of such sequences. */
  private long followers;

  private long malformed;
  private final long[] zeros = new long[2];
  private int pending;
  private int expected;
  private int low;
  private int high;

  private EncodingDetector() {}

  static FoundEncoding detect(Path file) throws IOException {
    var detector = new EncodingDetector();
    byte[] start = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 18];
      for (int n = in.readNBytes(buffer, 0, buffer.length);
          n > 0;
          n = in.readNBytes(buffer, 0, buffer.length)) {
        if (start.length == 0) {
          start = java.util.Arrays.copyOf(buffer, Math.min(n, 4));
        }
        detector.look(buffer, n);
      }
    }
    detector.endWord();
    return detector.decide(start);
  }

  private void look(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (!wantsWords()) {
        i = behindPlain(buffer, i, length);
        if (i == length) {
          break;
        }
      }
      int b = buffer[i] & 0xff;
      if (b >= 0x80) {
        follow(b);
        if (wantsWords()) {
          addToWord(b);
          wordIsPlain = false;
        }
      } else {
        if (pending > 0) {
          malformed++;
          pending = 0;
        }
        if (isWordByte(b)) {
          addToWord(b);
        } else {
          if (wordLength > 0) {
            endWord();
          }
          if (b == 0) {
            zeros[(int) (bytes + i & 1)]++;
          }
        }
      }
    }
    bytes += length;
  }

  /**
   * Whether words may still tell something: those with other letters once it is not UTF-8 for sure,
   * plain ones at the start, for VIQR.
   */
  private boolean wantsWords() {
    return malformed > 0 ? evidence < ENOUGH : sequences < CERTAIN && bytes < PLAIN;
  }

  /** Where the next byte stands that is no plain text, eight of them looked at together. */
  private int behindPlain(byte[] buffer, int from, int length) {
    if (pending > 0) {
      return from;
    }
    int i = from;
    while (i + 8 <= length) {
      long eight = (long) LONGS.get(buffer, i);
      // A high bit, or a zero: the second term has one where a byte is zero, or was beyond 0x80.
      if (((eight | (eight - LOW_BITS)) & HIGH_BITS) != 0) {
        break;
      }
      i += 8;
    }
    while (i < length && buffer[i] > 0) {
      i++;
    }
    if (i > from) {
      endWord();
    }
    return i;
  }

  /** Letters, and the marks by which VIQR writes tones. */
  private static boolean isWordByte(int b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b == '\''
        || b == '`'
        || b == '?'
        || b == '~'
        || b == '.'
        || b == '^'
        || b == '('
        || b == '+';
  }

  private void addToWord(int b) {
    if (wordLength < LONGEST_WORD) {
      word[wordLength++] = (byte) b;
    }
  }

  private void endWord() {
    if (wordLength > 0 && wordLength < LONGEST_WORD) {
      if (!wordIsPlain) {
        evidence++;
        words.count(word, wordLength);
      } else if (malformed == 0) {
        plainWords.count(word, wordLength);
      }
    }
    wordLength = 0;
    wordIsPlain = true;
  }

  /** The Unicode Standard, table 3-7: well-formed byte sequences. */
  private void follow(int b) {
    if (pending > 0) {
      if (b >= low && b <= high) {
        pending--;
        low = 0x80;
        high = 0xbf;
        if (pending == 0) {
          sequences++;
          followers += expected;
        }
        return;
      }
      malformed++;
      pending = 0;
    }
    low = 0x80;
    high = 0xbf;
    if (b >= 0xc2 && b <= 0xdf) {
      pending = 1;
    } else if (b >= 0xe0 && b <= 0xef) {
      pending = 2;
      if (b == 0xe0) {
        low = 0xa0;
      } else if (b == 0xed) {
        high = 0x9f;
      }
    } else if (b >= 0xf0 && b <= 0xf4) {
      pending = 3;
      if (b == 0xf0) {
        low = 0x90;
      } else if (b == 0xf4) {
        high = 0x8f;
      }
    } else {
      malformed++;
    }
    expected = pending;
  }

  private FoundEncoding decide(byte[] start) {
    if (startsWith(start, 0xef, 0xbb, 0xbf)) {
      return utf8(3);
    }
    if (startsWith(start, 0xff, 0xfe)) {
      return utf16(TextEncoding.UTF_16LE, 2);
    }
    if (startsWith(start, 0xfe, 0xff)) {
      return utf16(TextEncoding.UTF_16BE, 2);
    }
    // Without a mark: the high bytes of ASCII and Latin letters are zero, every second byte.
    if (bytes >= 4 && zeros[1] > bytes / 10 && zeros[0] < zeros[1] / 20) {
      return utf16(TextEncoding.UTF_16LE, 0);
    }
    if (bytes >= 4 && zeros[0] > bytes / 10 && zeros[1] < zeros[0] / 20) {
      return utf16(TextEncoding.UTF_16BE, 0);
    }
    if (malformed == 0) {
      return sequences == 0 && isViqr()
          ? new FoundEncoding(TextEncoding.VIQR, 0.9, 0, true, Optional.empty())
          : utf8(0);
    }
    if (sequences >= 3 && malformed * 20 <= sequences || isDamagedUtf8()) {
      return utf8(0);
    }
    return singleByte();
  }

  /**
   * Whether what is no UTF-8 are slips in it: letters of single bytes hardly ever follow one
   * another as its bytes do, and where they do, as in two of VISCII, words in that encoding make
   * sense.
   */
  private boolean isDamagedUtf8() {
    if (followers < 2 * malformed) {
      return false;
    }
    double best =
        TextEncoding.VIETNAMESE.stream().mapToDouble(this::shareOfSyllables).max().orElse(0);
    return best < MOSTLY || shareOfSyllables(TextEncoding.UTF_8) >= best;
  }

  private FoundEncoding utf8(int mark) {
    Optional<Message> cut =
        pending > 0
            ? Optional.of(
                new Message(
                    "Tệp kết thúc giữa một chữ: có vẻ bị cắt cụt.",
                    "The file ends in the middle of a character: it seems cut."))
            : Optional.empty();
    double confidence = (double) (sequences + 1) / (sequences + 1 + malformed);
    return new FoundEncoding(
        TextEncoding.UTF_8, confidence, mark, malformed == 0 && pending == 0, cut);
  }

  private FoundEncoding utf16(TextEncoding encoding, int mark) {
    Optional<Message> cut =
        bytes % 2 == 1
            ? Optional.of(
                new Message(
                    "Tệp UTF-16 có số byte lẻ: có vẻ bị cắt cụt.",
                    "The UTF-16 file has an odd number of bytes: it seems cut."))
            : Optional.empty();
    return new FoundEncoding(encoding, mark > 0 ? 1 : 0.95, mark, cut.isEmpty(), cut);
  }

  private FoundEncoding singleByte() {
    TextEncoding best = TextEncoding.WINDOWS_1252;
    SyllableShare bestShare = SyllableShare.NONE;
    double second = 0;
    long evidence = words.all().values().stream().mapToLong(n -> n).sum();
    for (TextEncoding candidate : TextEncoding.VIETNAMESE) {
      SyllableShare share = syllables(candidate);
      if (share.plausibility() > bestShare.plausibility()) {
        second = Math.max(second, bestShare.value());
        bestShare = share;
        best = candidate;
      } else {
        second = Math.max(second, share.value());
      }
    }
    if (bestShare.value() >= MOSTLY && evidence >= 2) {
      return new FoundEncoding(
          best, Math.min(1, bestShare.value() * (1 - second / 2)), 0, true, Optional.empty());
    }
    // Latin text: how much of it is letters, as they stand in words, tells how sure that is.
    double letters = shareOfLetters();
    return new FoundEncoding(
        TextEncoding.WINDOWS_1252, 0.3 + 0.5 * letters, 0, true, Optional.empty());
  }

  private double shareOfSyllables(TextEncoding encoding) {
    return syllables(encoding).value();
  }

  private SyllableShare syllables(TextEncoding encoding) {
    return SyllableShare.of(
        words.all(),
        word -> Optional.of(encoding.decode(word.getBytes(StandardCharsets.ISO_8859_1))));
  }

  private double shareOfLetters() {
    long all = 0;
    long letters = 0;
    for (var entry : words.all().entrySet()) {
      String text =
          TextEncoding.WINDOWS_1252.decode(entry.getKey().getBytes(StandardCharsets.ISO_8859_1));
      boolean sound =
          text.chars().allMatch(c -> c < 0x80 || Character.isLetter(c) || SyllableShare.isMark(c))
              && !text.matches(".*\\p{Ll}\\p{Lu}.*");
      all += entry.getValue();
      letters += sound ? entry.getValue() : 0;
    }
    return all == 0 ? 0 : (double) letters / all;
  }

  /**
   * Text in VIQR is ASCII. Some of its marks are never punctuation inside a word, so only words
   * with these are asked.
   */
  private boolean isViqr() {
    long marked = 0;
    long valid = 0;
    long all = 0;
    int distinct = 0;
    for (var entry : plainWords.all().entrySet()) {
      String raw = entry.getKey();
      all += entry.getValue();
      boolean strong = raw.matches(".*[aeouAEOU][\\^(+].*|.*[aeiouyAEIOUY][`~].*|^(dd|DD|Dd).*");
      if (!strong) {
        continue;
      }
      marked += entry.getValue();
      String text = TextEncoding.VIQR.decode(raw.getBytes(StandardCharsets.ISO_8859_1));
      boolean sound = true;
      for (String part : text.split("[^\\p{L}\\p{M}]+")) {
        // A letter alone, as in 1E+3, proves nothing.
        sound &= part.isEmpty() || part.length() > 1 && VietnameseSyllables.isSyllable(part);
      }
      valid += sound ? entry.getValue() : 0;
      distinct += sound ? 1 : 0;
    }
    return distinct >= 3 && valid >= marked * 0.8 && marked * 10 >= all;
  }

  private static boolean startsWith(byte[] start, int... expected) {
    if (start.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((start[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
