package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files within files: the packed bytes, or what a sound packing holds. */
class ArchiveFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(
        packed(bytes),
        file -> {
          FileKind kind = FileKind.of(file);
          if (Archive.holdsFiles(kind)) {
            new Archive(ANY.directory(), Files.size(file))
                .open(file, kind, (_, content, _) -> Files.readAllBytes(content));
          }
          return Contents.of(List.of());
        });
  }

  /** The first byte says what the rest is packed in; none, and it is packed already. */
  private static byte[] packed(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
    return switch (bytes[0]) {
      case 'g' -> gzip(rest);
      case 'z' -> AnyBytes.zip(Map.of("a.csv", rest));
      case 't' -> tar(rest);
      default -> bytes;
    };
  }

  static Stream<Arguments> seeds() throws IOException {
    byte[] table = "mã,tên\n01,Hà Nội\n46,Huế\n".getBytes(UTF_8);
    byte[] zip =
        AnyBytes.zip(Map.of("a.csv", table, "trong.zip", AnyBytes.zip(Map.of("b", table))));
    return Stream.of(
            zip,
            tar(table),
            gzip(table),
            bzip2(table),
            xz(table),
            sevenZip(table),
            seed('g', tar(table)),
            seed('z', table),
            seed('t', gzip(table)))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] seed(char packing, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(packing);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] bzip2(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var bzip2 = new BZip2CompressorOutputStream(out)) {
      bzip2.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] xz(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var xz = new XZCompressorOutputStream(out)) {
      xz.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] tar(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      var entry = new TarArchiveEntry("a.csv");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static byte[] sevenZip(byte[] content) throws IOException {
    Path file = Files.createTempFile("seed", ".7z");
    try (var archive = new SevenZOutputFile(file.toFile())) {
      var entry = new SevenZArchiveEntry();
      entry.setName("a.csv");
      archive.putArchiveEntry(entry);
      archive.write(content);
      archive.closeArchiveEntry();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }
}
