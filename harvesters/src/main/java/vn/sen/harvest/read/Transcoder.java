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

/** Writes a file again in UTF-8, without byte order mark. What does not decode becomes U+FFFD. */
final class Transcoder {
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
    int last = -1;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (last >= 0 && Character.getType(c) == Character.NON_SPACING_MARK) {
        String composed = Normalizer.normalize("" + (char) last + (char) c, Normalizer.Form.NFC);
        if (composed.length() == 1) {
          last = composed.charAt(0);
          continue;
        }
      }
      if (last >= 0) {
        out.write(last);
      }
      last = c;
    }
    if (last >= 0) {
      out.write(last);
    }
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
