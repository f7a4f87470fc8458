package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where lines start in the bytes as received, for text that was decoded from another encoding.
 * Asked for lines in growing order it goes through the file once.
 */
final class LineOffsets implements AutoCloseable {
  private final Path file;
  private final TextEncoding encoding;
  private final int mark;
  private final boolean carriageReturnEnds;
  private InputStream in;
  private long line;
  private long at;
  private int pushedBack = -2;

  LineOffsets(Path file, FoundEncoding found, boolean carriageReturnEnds) throws IOException {
    this.file = file;
    this.encoding = found.encoding();
    this.mark = found.mark();
    this.carriageReturnEnds = carriageReturnEnds;
    this.in = start();
  }

  private InputStream start() throws IOException {
    var stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    stream.skipNBytes(mark);
    line = 1;
    at = mark;
    pushedBack = -2;
    return stream;
  }

  /** The first byte of a line, counted from 1. */
  long of(long wanted) throws IOException {
    if (wanted < line) {
      in.close();
      in = start();
    }
    while (line < wanted) {
      int c = next();
      if (c < 0) {
        return at;
      }
      if (c == '\n') {
        line++;
      } else if (c == '\r') {
        int behind = next();
        if (behind == '\n') {
          line++;
        } else {
          line += carriageReturnEnds ? 1 : 0;
          pushBack(behind);
        }
      }
    }
    return at;
  }

  private int next() throws IOException {
    int c = pushedBack;
    if (c != -2) {
      pushedBack = -2;
    } else {
      c = read();
    }
    at += c < 0 ? 0 : size();
    return c;
  }

  private void pushBack(int c) {
    pushedBack = c;
    at -= c < 0 ? 0 : size();
  }

  private int size() {
    return encoding == TextEncoding.UTF_16LE || encoding == TextEncoding.UTF_16BE ? 2 : 1;
  }

  private int read() throws IOException {
    int first = in.read();
    if (size() == 1 || first < 0) {
      return first;
    }
    int second = in.read();
    if (second < 0) {
      return -1;
    }
    return encoding == TextEncoding.UTF_16LE ? second << 8 | first : first << 8 | second;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
