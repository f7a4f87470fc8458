package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records of delimited text.
 *
 * @param file in UTF-8
 * @param mark bytes of a byte order mark before the text
 */
record DelimitedRecords(Path file, int mark, Dialect dialect, Optional<LineOffsets> original)
    implements Records {
  private static final int LONGEST_RAW = 40_000;

  @Override
  public Cursor open() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(mark);
    int buffer = (int) Math.min(1 << 20, Math.max(64, Files.size(file) - mark + 1));
    return new Parsing(in, new DelimitedParser(in, dialect, buffer));
  }

  @Override
  public String raw(Row row) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "r")) {
      access.seek(mark + row.offset);
      byte[] bytes = new byte[(int) Math.min(row.length, LONGEST_RAW)];
      access.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public long byteOffset(Row row) throws IOException {
    // A record starts with a line, in every encoding.
    return original.isPresent() ? original.get().of(row.line) : mark + row.offset;
  }

  private record Parsing(InputStream in, DelimitedParser parser) implements Cursor {
    @Override
    public boolean next() throws IOException, Refused {
      return parser.next();
    }

    @Override
    public Row row() {
      return parser.row();
    }

    @Override
    public boolean neverClosed() {
      return parser.neverClosed();
    }

    @Override
    public boolean mixedLineEnds() {
      return parser.mixedLineEnds();
    }

    @Override
    public boolean endsInLine() {
      return parser.endsInLine();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
