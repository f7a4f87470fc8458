package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables in compressed files and archives. */
class ArchiveTest {
  private static final byte[] TABLE = "mã,tên\n01,Hà Nội\n79,Sài Gòn\n".getBytes(UTF_8);

  @RegisterExtension final Reading reading = new Reading();

  @Test
  void theOnlyTableOfAnArchiveNeedsNoName() throws IOException {
    for (byte[] packed :
        List.of(
            zip("thư mục/a.csv", TABLE),
            gzip(TABLE),
            bzip2(TABLE),
            xz(TABLE),
            tar("a.csv", TABLE),
            gzip(tar("a.csv", TABLE)),
            sevenZip("a.csv", TABLE))) {
      Reading.Result read = reading.typed(packed);

      assertThat(read.report().table()).isEmpty();
      assertThat(read.rows()).containsExactly(List.of("01", "Hà Nội"), List.of("79", "Sài Gòn"));
      assertThat(read.report().sha256()).isEqualTo(vn.sen.vocab.Sha256.of(packed));
    }
  }

  @Test
  void eachFileOfAnArchiveIsATableAndWhatIsNoneSaysSo() throws IOException {
    byte[] packed =
        zip(
            "__MACOSX/._a.csv",
            new byte[] {0, 5, 22, 7},
            "a.csv",
            TABLE,
            "con/b.json",
            "{\"x\":[{\"n\":1}],\"y\":[{\"n\":2}]}".getBytes(UTF_8),
            "đọc tôi.pdf",
            "%PDF-1.7".getBytes(UTF_8),
            "trong.zip",
            zip("c.csv", TABLE));

    List<Reading.Result> read = reading.all(reading.write(packed), ReadOptions.TYPED);

    assertThat(FormatsTest.tables(read))
        .containsExactly("a.csv", "con/b.json#x", "con/b.json#y", "đọc tôi.pdf", "trong.zip/c.csv");
    assertThat(read.get(3).isRejected()).isTrue();
    assertThat(read.get(3).report().message().en()).contains("PDF");
    assertThat(read.stream().filter(r -> !r.isRejected())).hasSize(4);
  }

  @Test
  void anArchiveInAnArchiveInAnArchiveIsRefused() throws IOException {
    byte[] packed = zip("1.zip", zip("2.zip", zip("3.zip", zip("4.csv", TABLE))));

    Reading.Result read = reading.typed(packed);

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("over 3 deep");
  }

  @Test
  void aBombIsRefusedInWhateverItIsPacked() throws IOException {
    byte[] zeros = new byte[100 << 20];
    for (byte[] packed : List.of(zip("a.csv", zeros), gzip(zeros), bzip2(zeros), xz(zeros))) {
      Reading.Result read = reading.typed(packed);

      assertThat(read.isRejected()).isTrue();
      assertThat(read.report().message().vi()).contains("bung ra quá lớn");
    }
    try (var left = Files.list(reading.directory().resolve("temporary"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("entry"));
    }
  }

  @Test
  void aBombOfManyFilesIsRefusedTogether() throws IOException {
    byte[] part = new byte[10 << 20];
    var entries = new Object[40];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = i + ".csv";
      entries[i + 1] = part;
    }

    List<Reading.Result> read = reading.all(reading.write(zip(entries)), ReadOptions.TYPED);

    assertThat(read.getLast().report().message().vi()).contains("bung ra quá lớn");
    assertThat(read).hasSizeLessThan(20);
  }

  @Test
  void aCutFileThatWasOnlyCompressedGivesTheRowsBeforeTheCut() throws IOException {
    byte[] table = manyRows(80_000);
    for (byte[] packed : List.of(gzip(table), bzip2(table), xz(table))) {
      Reading.Result read = reading.typed(Arrays.copyOf(packed, packed.length / 2));

      assertThat(read.report().rows()).isBetween(4_000L, 76_000L);
      assertThat(read.report().rejectedRows()).isZero();
      assertThat(read.rows().getLast().get(1)).endsWith("!");
      assertThat(read.report().notes().truncated().orElseThrow().en()).contains("archive is cut");
    }
  }

  @Test
  void aFileThatLostTheVeryEndOfItsPackingSaysSo() throws IOException {
    byte[] packed = gzip(TABLE);
    Reading.Result read = reading.typed(Arrays.copyOf(packed, packed.length - 5));
    byte[] inUtf16 = gzip("\ufeffmã;tên\r\n01;Huế\r\n02;Vinh".getBytes(UTF_16LE));
    Reading.Result wide = reading.typed(Arrays.copyOf(inUtf16, inUtf16.length - 5));

    assertThat(read.rows()).containsExactly(List.of("01", "Hà Nội"), List.of("79", "Sài Gòn"));
    assertThat(read.report().notes().truncated()).isPresent();
    assertThat(wide.rows()).containsExactly(List.of("01", "Huế"));
  }

  @Test
  void ofACutZipTheWholeEntriesAreReadAndTheCutOneIsRefused() throws IOException {
    byte[] large = manyRows(5_000);
    byte[] packed = zip("a.csv", TABLE, "b.csv", large, "c.csv", large);

    List<Reading.Result> read =
        reading.all(reading.write(Arrays.copyOf(packed, packed.length * 2 / 3)), ReadOptions.TYPED);

    assertThat(FormatsTest.tables(read)).containsExactly("a.csv", "b.csv", "c.csv");
    assertThat(read.get(0).report().rows()).isEqualTo(2);
    assertThat(read.get(1).report().rows()).isEqualTo(5_000);
    assertThat(read.get(2).isRejected()).isTrue();
    assertThat(read.get(2).report().message().vi()).contains("cắt cụt");
  }

  @Test
  void aZipThatLostOnlyItsDirectoryIsReadAndSaidToBeCut() throws IOException {
    byte[] packed = zip("a.csv", TABLE, "README.md", manyRows(100), "b.csv", TABLE);

    List<Reading.Result> read =
        reading.all(reading.write(Arrays.copyOf(packed, packed.length - 30)), ReadOptions.TYPED);

    assertThat(FormatsTest.tables(read)).containsExactly("a.csv", "b.csv", "");
    assertThat(read.get(1).report().rows()).isEqualTo(2);
    assertThat(read.get(2).report().message().en()).contains("directory");
  }

  @Test
  void aBombInACutZipIsRefused() throws IOException {
    for (String name : List.of("a.csv", "README")) {
      byte[] packed = zip(name, new byte[100 << 20]);
      Reading.Result read = reading.typed(Arrays.copyOf(packed, packed.length - 30));

      assertThat(read.isRejected()).isTrue();
      assertThat(read.report().message().vi()).contains("bung ra quá lớn");
    }
  }

  @Test
  void aCutArchiveWithNothingWholeInItIsRefused() throws IOException {
    byte[] table = manyRows(5_000);
    for (byte[] packed : List.of(zip("a.csv", table), sevenZip("a.csv", table))) {
      Reading.Result read = reading.typed(Arrays.copyOf(packed, packed.length / 2));

      assertThat(read.isRejected()).isTrue();
      assertThat(read.report().message().en()).contains("cut");
    }
    assertThat(reading.typed(Arrays.copyOf(gzip(table), 12)).isRejected()).isTrue();
  }

  private static byte[] manyRows(int rows) {
    var lines = new StringBuilder("mã,tên\n");
    var random = new java.util.Random(1);
    for (int i = 0; i < rows; i++) {
      lines.append(random.nextInt()).append(",Tỉnh ").append(random.nextLong()).append("!\n");
    }
    return lines.toString().getBytes(UTF_8);
  }

  @Test
  void aPathOutOfTheArchiveIsOnlyAName() throws IOException {
    Reading.Result read = reading.typed(zip("../../../tmp/escaped.csv", TABLE));

    assertThat(read.report().rows()).isEqualTo(2);
    assertThat(Path.of("/tmp/escaped.csv")).doesNotExist();
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return out.toByteArray();
  }

  @FunctionalInterface
  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] pack(byte[] content, Packing packing) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream packed = packing.around(out)) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return pack(content, GZIPOutputStream::new);
  }

  private static byte[] bzip2(byte[] content) throws IOException {
    return pack(content, BZip2CompressorOutputStream::new);
  }

  private static byte[] xz(byte[] content) throws IOException {
    return pack(content, XZCompressorOutputStream::new);
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
      var entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private byte[] sevenZip(String name, byte[] content) throws IOException {
    Path file = reading.directory().resolve("made.7z");
    try (var out = new SevenZOutputFile(file.toFile())) {
      var entry = new SevenZArchiveEntry();
      entry.setName(name);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    return Files.readAllBytes(file);
  }
}
