package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Message;

/** Reads files, each in a worker, and writes their tables under names people can find again. */
public final class Converter {
  private static final Logger LOG = LoggerFactory.getLogger(Converter.class);

  /** All files are those of whoever asks. */
  private static final String OWNER = "convert";

  private final WorkerPool pool;

  public Converter(WorkerPool pool) {
    this.pool = pool;
  }

  /**
   * What became of one table.
   *
   * @param side name of the file of what is not in it; absent when all is
   */
  public record Converted(ReadReport report, Optional<String> side) {
    private static Converted refused(ReadReport report) {
      return new Converted(report, Optional.empty());
    }
  }

  /** What tables are written as. */
  public enum Format {
    PARQUET,
    CSV,
    JSONL;

    String extension() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Converts files one after another; one that can't be read does not stop the rest.
   *
   * <p>An output is named after its input, the extension replaced; the second table of a file has
   * its sheet's name, or its number, behind it. Inputs of one name but different extensions keep
   * theirs: {@code a-xls.parquet}. What of a file is in no table is beside it, {@code
   * a.side.jsonl}: a line for each record that was rejected or set aside and each cell that became
   * null.
   *
   * @param to directory, created when missing
   * @param reports takes one per table
   */
  public void convert(
      List<Path> inputs, Path to, Format format, ReadOptions options, Consumer<Converted> reports)
      throws IOException, InterruptedException {
    Files.createDirectories(to);
    Map<String, Integer> stems = new HashMap<>();
    for (Path input : inputs) {
      stems.merge(fold(stem(input)), 1, Integer::sum);
    }
    Set<String> taken = new HashSet<>();
    for (Path input : inputs) {
      // What is given is never written over.
      if (isIn(to, input)) {
        taken.add(fold(input.getFileName().toString()));
      }
    }
    try (var writer = new TableWriter(format, options, to)) {
      for (Path input : inputs) {
        String base =
            stems.getOrDefault(fold(stem(input)), 0) > 1 && !extension(input).isEmpty()
                ? stem(input) + "-" + extension(input)
                : stem(input);
        convert(input, base, to, format, options, writer, taken, reports);
      }
    }
  }

  private static boolean isIn(Path directory, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    return parent != null && Files.isDirectory(parent) && Files.isSameFile(parent, directory);
  }

  private void convert(
      Path input,
      String base,
      Path to,
      Format format,
      ReadOptions options,
      TableWriter writer,
      Set<String> taken,
      Consumer<Converted> reports)
      throws IOException, InterruptedException {
    try (var scratch = Scratch.in(to, ".reading-")) {
      Path results = scratch.directory();
      List<ReadTable> tables;
      try {
        tables =
            ReadJob.read(
                pool, OWNER, new ReadRequest(input, input.toString(), results, Map.of(), options));
      } catch (NoSuchFileException e) {
        reports.accept(Converted.refused(missing(input)));
        return;
      }
      int index = 0;
      for (ReadTable table : tables) {
        index++;
        if (table.typed().isEmpty()) {
          reports.accept(Converted.refused(table.report()));
          continue;
        }
        String wish = index == 1 ? base : base + "-" + suffix(table.report().table(), index);
        String output = free(wish, "." + format.extension(), taken);
        try {
          writer.write(table.typed().get(), table.report(), to.resolve(output));
        } catch (DuckSession.SqlFailure e) {
          Files.deleteIfExists(to.resolve(output));
          reports.accept(Converted.refused(unwritten(table.report(), e)));
          continue;
        }
        String side = free(withoutExtension(output), SideRecords.EXTENSION, taken);
        boolean hasSide = SideRecords.write(table, to.resolve(side));
        reports.accept(
            new Converted(
                table.report().writtenTo(output), hasSide ? Optional.of(side) : Optional.empty()));
      }
    }
  }

  private static String suffix(Optional<String> sheet, int index) {
    return sheet
        .map(name -> name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "_"))
        .filter(name -> !name.isEmpty() && !name.startsWith("."))
        .orElse(Integer.toString(index));
  }

  private static String free(String wish, String extension, Set<String> taken) {
    String name = wish + extension;
    for (int n = 2; !taken.add(fold(name)); n++) {
      name = wish + "-" + n + extension;
    }
    return name;
  }

  private static String stem(Path input) {
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String withoutExtension(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String extension(Path input) {
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }

  /** File systems may not tell case apart. */
  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static ReadReport missing(Path input) {
    Message reason;
    if (Files.isDirectory(input)) {
      reason =
          new Message(
              "Đây là thư mục. Hãy nêu tên các tệp trong đó, ví dụ %s/*.".formatted(input),
              "This is a folder. Name the files in it, such as %s/*.".formatted(input));
    } else if (Files.exists(input)) {
      reason =
          new Message(
              "Không được phép đọc tệp này. Hãy cấp quyền đọc rồi thử lại.",
              "The file may not be read. Grant the right to read it, and try again.");
    } else {
      reason =
          new Message(
              "Không có tệp này. Hãy kiểm tra lại đường dẫn.",
              "There is no such file. Check its path.");
    }
    return TableReader.refusal(input.toString(), Optional.empty(), "", "", reason);
  }

  /** A table that was read but can't be had in the format asked for. */
  private static ReadReport unwritten(ReadReport read, DuckSession.SqlFailure failure) {
    LOG.warn("{} cannot be written: {}", read.input(), failure.getMessage());
    return TableReader.refusal(
        read.input(),
        read.table(),
        read.format(),
        read.sha256(),
        new Message(
            "Đã đọc được bảng nhưng không ghi được ở dạng này: %s. Hãy thử --format parquet."
                .formatted(failure.reason()),
            "The table was read but cannot be written in this format: %s. Try --format parquet."
                .formatted(failure.reason())));
  }
}
