package vn.sen.harvest.markup;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.sen.harvest.read.Returned;

/** A received file as it came, in a ZIP with what was found in it. */
final class ReturnArchive {
  /** The list within the archive. */
  static final String LIST = Returned.FOLDER + "/loi.csv";

  /** The same findings make the same bytes. */
  private static final LocalDateTime WHENEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ReturnArchive() {}

  /**
   * @param rendering a marked workbook of the same records
   */
  static Path write(
      Path received, String name, List<Remark> remarks, Optional<Path> rendering, Path directory)
      throws IOException {
    Path target = directory.resolve("return.zip");
    String own = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    try (var zip = new ZipOutputStream(Files.newOutputStream(target), StandardCharsets.UTF_8)) {
      add(own, received, zip);
      zip.putNextEntry(entry(LIST));
      Writer list = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
      RemarkList.write(remarks, list);
      list.flush();
      zip.closeEntry();
      if (rendering.isPresent()) {
        add(Returned.FOLDER + "/" + own + ".xlsx", rendering.get(), zip);
      }
    }
    return target;
  }

  private static void add(String name, Path file, ZipOutputStream zip) throws IOException {
    zip.putNextEntry(entry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(WHENEVER);
    return entry;
  }
}
