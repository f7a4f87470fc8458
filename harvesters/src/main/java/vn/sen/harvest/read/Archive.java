package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import vn.sen.vocab.Message;

/**
 * Files within a file, unpacked one at a time. What they unpack to, their number and how deep they
 * are packed is bounded over all of them together.
 */
final class Archive {
  private static final int MOST_ENTRIES = 5_000;
  private static final int DEEPEST = 3;
  private static final int DECODER_MEMORY_KIB = 256 << 10;

  /** The record at the end of a ZIP, with the longest comment that it may have. */
  private static final int LONGEST_END = (1 << 16) + 22;

  private static final Message CUT =
      new Message(
          "Tệp nén bị cắt cụt: chỉ có các dòng trước chỗ cắt. Hãy gửi lại cả tệp.",
          "The archive is cut: the rows are those before the cut. Send the whole file again.");

  /** What programs, and Sen, leave in archives, and what describes the data beside it. */
  private static final Pattern NO_DATA =
      Pattern.compile(
          "\\._.*|\\.ds_store|thumbs\\.db|desktop\\.ini|__macosx|csv-metadata\\.json"
              + "|data(package|resource)\\.(json|ya?ml)|"
              + Pattern.quote(Returned.FOLDER));

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
     * @param cut why this is only the start of the file, absent when it is all of it
     */
    void file(String name, Path content, Optional<Message> cut) throws IOException;

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
      visit("", in, true, visitor);
    }
  }

  private void tar(Path file, Visitor visitor) throws IOException, Refused {
    try (var tar = new TarArchiveInputStream(buffered(file), "UTF-8")) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && isWanted(entry)) {
          visit(entry.getName(), tar, false, visitor);
        }
      }
    }
  }

  private void zip(Path file, Visitor visitor) throws IOException, Refused {
    if (lacksItsEnd(file)) {
      cutZip(file, visitor);
      return;
    }
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      if (Collections.list(zip.getEntries()).stream().anyMatch(Archive::isShapefile)) {
        throw shapefile();
      }
      var all = zip.getEntriesInPhysicalOrder();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        if (!isWanted(entry) || entry.isUnixSymlink()) {
          continue;
        }
        if (entry.getGeneralPurposeBit().usesEncryption() || !zip.canReadEntryData(entry)) {
          visitor.refused(entry.getName(), unreadable(entry));
        } else {
          try (InputStream in = zip.getInputStream(entry)) {
            visit(entry.getName(), in, false, visitor);
          }
        }
      }
    }
  }

  private static Refused shapefile() {
    return new Refused(
        "Đây là Shapefile nén ZIP; bảng thuộc tính không đọc riêng. Hãy gửi GeoJSON.",
        "This is a Shapefile in a ZIP, which is not read as a table. Send GeoJSON.");
  }

  private static Refused unreadable(ZipArchiveEntry entry) {
    return entry.getGeneralPurposeBit().usesEncryption()
        ? new Refused(
            "Tệp trong ZIP được đặt mật khẩu. Hãy gửi bản không có mật khẩu.",
            "The entry of the ZIP is protected by a password. Send it without one.")
        : new Refused(
            "Kiểu nén của tệp trong ZIP không đọc được. Hãy nén lại kiểu thường (deflate).",
            "The entry is packed by a method that is not read. Pack it by deflate.");
  }

  /** Whether a ZIP has no directory of its entries, which is at its end. */
  static boolean lacksItsEnd(Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(in.length(), LONGEST_END)];
      in.seek(in.length() - end.length);
      in.readFully(end);
      return !new String(end, StandardCharsets.ISO_8859_1).contains("PK\5\6");
    }
  }

  /** Reads the entries that are whole, one behind another, of a ZIP without its directory. */
  private void cutZip(Path file, Visitor visitor) throws IOException, Refused {
    String name = "";
    try (var zip = new ZipArchiveInputStream(buffered(file), "UTF-8", true, true)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (isShapefile(entry)) {
          throw shapefile();
        }
        name = "";
        if (!isWanted(entry)) {
          unpack(zip, OutputStream.nullOutputStream());
        } else if (entry.getGeneralPurposeBit().usesEncryption() || !zip.canReadEntryData(entry)) {
          visitor.refused(entry.getName(), unreadable(entry));
        } else {
          name = entry.getName();
          visit(name, zip, false, visitor);
          name = "";
        }
      }
    } catch (BoundedStream.TooMuch bomb) {
      throw bomb;
    } catch (IOException e) {
      if (!name.isEmpty()) {
        visitor.refused(
            name,
            new Refused(
                "Tệp ZIP bị cắt cụt ở đây: tệp này không trọn, các tệp sau nó (nếu có) đã mất. Hãy"
                    + " gửi lại cả tệp ZIP.",
                "The ZIP is cut here: this file is not whole, and those behind it, if any, are"
                    + " lost. Send the whole ZIP again."));
        return;
      }
    }
    throw new Refused(
        "Tệp ZIP bị cắt cụt: không có danh mục ở cuối, các tệp sau chỗ cắt (nếu có) đã mất. Hãy gửi"
            + " lại cả tệp ZIP.",
        "The ZIP is cut: the directory at its end is missing, and files behind the cut, if any, are"
            + " lost. Send the whole ZIP again.");
  }

  private void sevenZip(Path file, Visitor visitor) throws IOException, Refused {
    try (SevenZFile archive =
        SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(DECODER_MEMORY_KIB).get()) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (entry.hasStream() && isWanted(entry)) {
          visit(entry.getName(), archive.getInputStream(entry), false, visitor);
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

  /**
   * @param inPart whether the start of a file is worth reading where the rest is cut off
   */
  private void visit(String name, InputStream in, boolean inPart, Visitor visitor)
      throws IOException, Refused {
    if (++entries > MOST_ENTRIES) {
      throw new Refused(
          "Tệp nén có hơn %,d tệp. Hãy chia nhỏ.".formatted(MOST_ENTRIES),
          "The archive holds more than %,d files. Split it.".formatted(MOST_ENTRIES));
    }
    Path content = temporary.resolve("entry" + depth);
    Optional<Message> cut = Optional.empty();
    try {
      try (OutputStream out = Files.newOutputStream(content)) {
        unpack(in, out);
      } catch (IOException e) {
        if (!inPart || !isEnd(e) || Files.size(content) == 0) {
          throw e;
        }
        cut = Optional.of(CUT);
        dropCutLine(content);
      }
      take(name, content, cut, visitor);
    } finally {
      Files.deleteIfExists(content);
    }
  }

  private void unpack(InputStream in, OutputStream out) throws IOException {
    // All entries together are in proportion to what was received.
    var bounded = new BoundedStream(in, packed, unpacked);
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = bounded.read(buffer); n >= 0; n = bounded.read(buffer)) {
        write(out, buffer, n);
      }
    } finally {
      unpacked = bounded.total();
    }
  }

  /** Whether a decoder came upon the end too early, and not upon bytes that are wrong. */
  private static boolean isEnd(IOException failure) {
    return failure instanceof EOFException
        || "Unexpected end of stream".equals(failure.getMessage());
  }

  /** A number that is cut is another number: the last line of a text goes, unless it has an end. */
  private static void dropCutLine(Path content) throws IOException {
    if (FileKind.of(content) != FileKind.TEXT) {
      return;
    }
    try (var file = new RandomAccessFile(content.toFile(), "rw")) {
      byte[] block = new byte[1 << 16];
      for (long behind = file.length(); behind > 0; ) {
        long from = Math.max(0, behind - block.length);
        int length = (int) (behind - from);
        file.seek(from);
        file.readFully(block, 0, length);
        for (int i = length - 1; i >= 0; i--) {
          if (block[i] == '\n') {
            // In UTF-16 the second byte of a line end may follow.
            boolean wide = i + 1 < length && block[i + 1] == 0;
            file.setLength(from + i + (wide ? 2 : 1));
            return;
          }
        }
        behind = from;
      }
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new NotTheArchive(e);
    }
  }

  private static void take(String name, Path content, Optional<Message> cut, Visitor visitor) {
    try {
      visitor.file(name, content, cut);
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
