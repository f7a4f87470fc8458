package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a file again in UTF-8, without byte order mark. What does not decode becomes U+FFFD. */
final class Transcoder {
  /** Bytes of the longest sequence that is one letter. */
  private static final int LONGEST = 3;

  private Transcoder() {}

  static void transcode(Path from, FoundEncoding found, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      in.skipNBytes(found.mark());
      Optional<Charset> charset = found.encoding().charset();
      if (charset.isPresent()) {
        byCharset(in, charset.get(), out);
      } else {
        byTable(in, found.encoding().table(), out);
      }
    }
  }

  private static void byCharset(InputStream in, Charset charset, OutputStream out)
      throws IOException {
    var reader =
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    reader.transferTo(writer);
    writer.flush();
  }

  private static void byTable(InputStream in, TextEncoding.Bytes table, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    byte[] made = new byte[LONGEST * buffer.length];
    int kept = 0;
    boolean more = true;
    while (more) {
      int n = in.readNBytes(buffer, kept, buffer.length - kept);
      more = n > 0;
      int limit = kept + n;
      // The longest sequence must not be cut at the end of the buffer.
      int safe = more ? limit - LONGEST : limit;
      int i = 0;
      int length = 0;
      while (i < safe) {
        if (i + 1 < limit && table.isPlain(buffer[i], buffer[i + 1])) {
          made[length++] = buffer[i++];
          continue;
        }
        int letter = table.letterAt(buffer, i, limit);
        i += letter >>> 16;
        length = encode((char) letter, made, length);
      }
      out.write(made, 0, length);
      kept = limit - i;
      System.arraycopy(buffer, i, buffer, 0, kept);
    }
  }

  /** Appends a letter in UTF-8; none of the tables has one beyond the basic plane. */
  private static int encode(char letter, byte[] to, int at) {
    int next = at;
    if (letter < 0x80) {
      to[next++] = (byte) letter;
    } else if (letter < 0x800) {
      to[next++] = (byte) (0xc0 | letter >> 6);
      to[next++] = (byte) (0x80 | letter & 0x3f);
    } else {
      to[next++] = (byte) (0xe0 | letter >> 12);
      to[next++] = (byte) (0x80 | letter >> 6 & 0x3f);
      to[next++] = (byte) (0x80 | letter & 0x3f);
    }
    return next;
  }
}
