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
import org.apache.commons.io.file.PathUtils;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Message;

/** Reads files, each in a worker, and writes their tables under names people can find again. */
public final class Converter {
  /** All files are those of whoever asks. */
  private static final String OWNER = "convert";

  private final WorkerPool pool;

  public Converter(WorkerPool pool) {
    this.pool = pool;
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
   * theirs: {@code a-xls.parquet}.
   *
   * @param to directory, created when missing
   * @param reports takes one line per table
   */
  public void convert(
      List<Path> inputs, Path to, Format format, ReadOptions options, Consumer<ReadReport> reports)
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
      Consumer<ReadReport> reports)
      throws IOException, InterruptedException {
    Path results = Files.createTempDirectory(to, ".reading-");
    try {
      List<ReadTable> tables;
      try {
        tables =
            ReadJob.read(
                pool, OWNER, new ReadRequest(input, input.toString(), results, Map.of(), options));
      } catch (NoSuchFileException e) {
        reports.accept(missing(input));
        return;
      }
      int index = 0;
      for (ReadTable table : tables) {
        index++;
        if (table.typed().isEmpty()) {
          reports.accept(table.report());
          continue;
        }
        String wish = index == 1 ? base : base + "-" + suffix(table.report().table(), index);
        String output = free(wish, format, taken);
        Path target = to.resolve(output);
        writer.write(table.typed().get(), table.report(), target);
        reports.accept(table.report().writtenTo(output));
      }
    } finally {
      PathUtils.deleteDirectory(results);
    }
  }

  private static String suffix(Optional<String> sheet, int index) {
    return sheet
        .map(name -> name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "_"))
        .filter(name -> !name.isEmpty() && !name.startsWith("."))
        .orElse(Integer.toString(index));
  }

  private static String free(String wish, Format format, Set<String> taken) {
    String name = wish + "." + format.extension();
    for (int n = 2; !taken.add(fold(name)); n++) {
      name = wish + "-" + n + "." + format.extension();
    }
    return name;
  }

  private static String stem(Path input) {
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
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
    return TableReader.refusal(
        input.toString(),
        Optional.empty(),
        "",
        "",
        new Message(
            "Không có tệp này (thư mục thì không đọc được), hoặc không được phép đọc.",
            "There is no such file (a folder is none), or it may not be read."));
  }
}
