package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** Writes a file again in UTF-8, without byte order mark. What does not decode becomes U+FFFD. */
final class Transcoder {
  private static final char FIRST_MARK = '\u0300';
  private static final char LAST_MARK = '\u036f';

  private Transcoder() {}

  static void transcode(Path from, FoundEncoding found, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        Writer out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      in.skipNBytes(found.mark());
      if (found.encoding().charset().isPresent()) {
        Charset charset = found.encoding().charset().get();
        var reader =
            new InputStreamReader(
                in,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE));
        if (found.encoding() == TextEncoding.WINDOWS_1258) {
          compose(reader, out);
        } else {
          reader.transferTo(out);
        }
      } else {
        byTable(in, found.encoding().table(), out);
      }
    }
  }

  /** windows-1258 writes a base letter, then its tone. */
  private static void compose(Reader reader, Writer out) throws IOException {
    Map<Integer, Character> composed = new HashMap<>();
    char[] in = new char[1 << 14];
    char[] made = new char[1 + in.length];
    int length = 0;
    for (int n = reader.read(in); n >= 0; n = reader.read(in)) {
      for (int i = 0; i < n; i++) {
        char c = in[i];
        if (c >= FIRST_MARK && c <= LAST_MARK && length > 0) {
          char whole = composed.computeIfAbsent(made[length - 1] << 16 | c, Transcoder::composed);
          if (whole != 0) {
            made[length - 1] = whole;
            continue;
          }
        }
        made[length++] = c;
      }
      // The last letter may yet get its tone.
      out.write(made, 0, length - 1);
      made[0] = made[length - 1];
      length = 1;
    }
    out.write(made, 0, length);
  }

  /** The letter that a letter and a mark make together; 0 where there is none. */
  private static char composed(int both) {
    String whole =
        Normalizer.normalize("" + (char) (both >> 16) + (char) both, Normalizer.Form.NFC);
    return whole.length() == 1 ? whole.charAt(0) : 0;
  }

  private static void byTable(InputStream in, TextEncoding.Bytes table, Writer out)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    int kept = 0;
    boolean more = true;
    var text = new StringBuilder();
    while (more) {
      int n = in.readNBytes(buffer, kept, buffer.length - kept);
      more = n > 0;
      int limit = kept + n;
      // The longest sequence must not be cut at the end of the buffer.
      int safe = more ? limit - 3 : limit;
      int i = 0;
      while (i < safe) {
        i += table.step(buffer, i, limit, text);
      }
      out.append(text);
      text.setLength(0);
      kept = limit - i;
      System.arraycopy(buffer, i, buffer, 0, kept);
    }
  }
}
