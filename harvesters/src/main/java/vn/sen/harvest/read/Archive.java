package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Files within a file, unpacked one at a time. What they unpack to, their number and how deep they
 * are packed is bounded over all of them together.
 */
final class Archive {
  private static final int MOST_ENTRIES = 5_000;
  private static final int DEEPEST = 3;
  private static final int DECODER_MEMORY_KIB = 256 << 10;

  /** What programs leave in archives, and what describes the data beside it. */
  private static final Pattern NO_DATA =
      Pattern.compile(
          "\\._.*|\\.ds_store|thumbs\\.db|desktop\\.ini|__macosx|csv-metadata\\.json"
              + "|data(package|resource)\\.(json|ya?ml)");

  /** What tells of the data, by the name of a file. */
  private static final Pattern ABOUT =
      Pattern.compile("(readme|licen[cs]e|changelog)(\\.(txt|md|rst))?");

  private final Path temporary;
  private final long packed;
  private long unpacked;
  private int entries;
  private int depth;

  /**
   * @param temporary where entries are put while they are read
   * @param packed bytes of the file as received
   */
  Archive(Path temporary, long packed) {
    this.temporary = temporary;
    this.packed = packed;
  }

  /** Takes a file that was in the archive; it is gone afterwards. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param name of the entry with its folders; empty for what was only compressed
     */
    void file(String name, Path content) throws IOException;

    /** An entry that can't be unpacked. */
    default void refused(String name, Refused reason) throws IOException {}
  }

  /** Whether files of this kind hold others. */
  static boolean holdsFiles(FileKind kind) {
    return switch (kind) {
      case ZIP, SEVEN_ZIP, TAR, GZIP, BZIP2, XZ -> true;
      default -> false;
    };
  }

  void open(Path file, FileKind kind, Visitor visitor) throws IOException, Refused {
    if (depth >= DEEPEST) {
      throw new Refused(
          "Tệp nén lồng nhau quá %d lớp: không đọc. Hãy nén một lần.".formatted(DEEPEST),
          "An archive within archives, over %d deep: not read. Pack it once.".formatted(DEEPEST));
    }
    depth++;
    try {
      switch (kind) {
        case GZIP -> single(new GZIPInputStream(buffered(file), 1 << 16), visitor);
        case BZIP2 -> single(new BZip2CompressorInputStream(buffered(file), true), visitor);
        case XZ ->
            single(
                XZCompressorInputStream.builder()
                    .setInputStream(buffered(file))
                    .setDecompressConcatenated(true)
                    .setMemoryLimitKiB(DECODER_MEMORY_KIB)
                    .get(),
                visitor);
        case TAR -> tar(file, visitor);
        case ZIP -> zip(file, visitor);
        case SEVEN_ZIP -> sevenZip(file, visitor);
        default -> throw new IllegalArgumentException(kind + " holds no files");
      }
    } catch (NotTheArchive e) {
      throw e.unwrapped();
    } catch (BoundedStream.TooMuch bomb) {
      throw bomb.refusal();
    } catch (PasswordRequiredException e) {
      throw new Refused(
          "Tệp nén được đặt mật khẩu. Hãy gửi bản không có mật khẩu.",
          "The archive is protected by a password. Send it without one.");
    } catch (IOException | RuntimeException e) {
      // Decoders throw what they like on damaged files.
      throw damaged(e);
    } finally {
      depth--;
    }
  }

  private static InputStream buffered(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  private static Refused damaged(Exception cause) {
    var refused =
        new Refused(
            "Tệp nén hỏng hoặc bị cắt cụt. Hãy nén lại và gửi lại.",
            "The archive is damaged or cut. Pack it and send it again.");
    refused.initCause(cause);
    return refused;
  }

  private void single(InputStream in, Visitor visitor) throws IOException, Refused {
    try (in) {
      visit("", in, visitor);
    }
  }

  private void tar(Path file, Visitor visitor) throws IOException, Refused {
    try (var tar = new TarArchiveInputStream(buffered(file), "UTF-8")) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && isWanted(entry)) {
          visit(entry.getName(), tar, visitor);
        }
      }
    }
  }

  private void zip(Path file, Visitor visitor) throws IOException, Refused {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      if (Collections.list(zip.getEntries()).stream().anyMatch(Archive::isShapefile)) {
        throw new Refused(
            "Đây là Shapefile nén ZIP; bảng thuộc tính không đọc riêng. Hãy gửi GeoJSON.",
            "This is a Shapefile in a ZIP, which is not read as a table. Send GeoJSON.");
      }
      var all = zip.getEntriesInPhysicalOrder();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        if (!isWanted(entry) || entry.isUnixSymlink()) {
          continue;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          visitor.refused(
              entry.getName(),
              new Refused(
                  "Tệp trong ZIP được đặt mật khẩu. Hãy gửi bản không có mật khẩu.",
                  "The entry of the ZIP is protected by a password. Send it without one."));
        } else if (!zip.canReadEntryData(entry)) {
          visitor.refused(
              entry.getName(),
              new Refused(
                  "Kiểu nén của tệp trong ZIP không đọc được. Hãy nén lại kiểu thường (deflate).",
                  "The entry is packed by a method that is not read. Pack it by deflate."));
        } else {
          try (InputStream in = zip.getInputStream(entry)) {
            visit(entry.getName(), in, visitor);
          }
        }
      }
    }
  }

  private void sevenZip(Path file, Visitor visitor) throws IOException, Refused {
    try (SevenZFile archive =
        SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(DECODER_MEMORY_KIB).get()) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (entry.hasStream() && isWanted(entry)) {
          visit(entry.getName(), archive.getInputStream(entry), visitor);
        } else if (entry.hasStream()) {
          // What stands behind it in the same stream can't be had without it.
          unpack(archive.getInputStream(entry), OutputStream.nullOutputStream());
        }
      }
    }
  }

  private static boolean isShapefile(ArchiveEntry entry) {
    return entry.getName().toLowerCase(Locale.ROOT).endsWith(".shp");
  }

  private static boolean isWanted(ArchiveEntry entry) {
    if (entry.isDirectory()) {
      return false;
    }
    String[] parts = entry.getName().toLowerCase(Locale.ROOT).split("[/\\\\]");
    return parts.length > 0
        && !ABOUT.matcher(parts[parts.length - 1]).matches()
        && Arrays.stream(parts).noneMatch(part -> NO_DATA.matcher(part).matches());
  }

  private void visit(String name, InputStream in, Visitor visitor) throws IOException, Refused {
    if (++entries > MOST_ENTRIES) {
      throw new Refused(
          "Tệp nén có hơn %,d tệp. Hãy chia nhỏ.".formatted(MOST_ENTRIES),
          "The archive holds more than %,d files. Split it.".formatted(MOST_ENTRIES));
    }
    Path content = temporary.resolve("entry" + depth);
    try {
      try (OutputStream out = Files.newOutputStream(content)) {
        unpack(in, out);
      }
      take(name, content, visitor);
    } finally {
      Files.deleteIfExists(content);
    }
  }

  private void unpack(InputStream in, OutputStream out) throws IOException {
    // All entries together are in proportion to what was received.
    var bounded = new BoundedStream(in, packed, unpacked);
    byte[] buffer = new byte[1 << 16];
    for (int n = bounded.read(buffer); n >= 0; n = bounded.read(buffer)) {
      write(out, buffer, n);
    }
    unpacked = bounded.total();
  }

  private static void write(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new NotTheArchive(e);
    }
  }

  private static void take(String name, Path content, Visitor visitor) {
    try {
      visitor.file(name, content);
    } catch (IOException | RuntimeException e) {
      throw e instanceof NotTheArchive ours ? ours : new NotTheArchive(e);
    }
  }

  /** Something that failed on our side, on its way past what catches the archive's faults. */
  private static final class NotTheArchive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTheArchive(Exception cause) {
      super(cause);
    }

    RuntimeException unwrapped() throws IOException {
      return switch (getCause()) {
        case IOException io -> throw io;
        case RuntimeException other -> other;
        case null, default -> this;
      };
    }
  }
}
