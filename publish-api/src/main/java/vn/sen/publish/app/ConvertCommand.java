package vn.sen.publish.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.run.Converter;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(name = "convert", description = "Reads any table in any encoding, and writes it anew.")
@NullUnmarked // picocli fills the fields
final class ConvertCommand extends SenCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE")
  List<Path> files;

  @Option(names = "--to", paramLabel = "DIR", required = true, description = "Where to write.")
  Path to;

  @Option(
      names = "--format",
      defaultValue = "parquet",
      description = "parquet, csv or jsonl (default: parquet).")
  Converter.Format format;

  @Option(
      names = "--report",
      paramLabel = "FILE.jsonl",
      description = "One line for each table, as JSON.")
  @Nullable Path report;

  @Option(
      names = "--as-text",
      description =
          "Find the header and set preambles aside, but keep every cell as the text that stands"
              + " there.")
  boolean asText;

  @Override
  public Integer call() throws Exception {
    var reports = new ArrayList<ReadReport>();
    if (Files.exists(to) && !Files.isDirectory(to)) {
      throw new InvalidRequestException("--to names a folder, and %s is a file.".formatted(to));
    }
    if (report != null && Files.isDirectory(report)) {
      throw new InvalidRequestException(
          "--report names a file, and %s is a folder.".formatted(report));
    }
    Files.createDirectories(to);
    try (Workers workers = Workers.start(1);
        Writer lines = report == null ? Writer.nullWriter() : writer(report)) {
      new Converter(workers.pool())
          .convert(
              files,
              to,
              format,
              asText ? ReadOptions.AS_TEXT : ReadOptions.TYPED,
              read -> {
                reports.add(read);
                write(read, lines);
                print(read);
              });
    }
    return reports.stream().allMatch(ConvertCommand::isWhole) ? Exit.DONE : Exit.FOUND;
  }

  /** Whether every row of the table was written. */
  private static boolean isWhole(ReadReport read) {
    return read.status() == ReadReport.Status.CONVERTED && read.rejectedRows() == 0;
  }

  private static BufferedWriter writer(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return Files.newBufferedWriter(file);
  }

  private void print(ReadReport read) {
    String name = read.table().map(table -> read.input() + "#" + table).orElse(read.input());
    if (read.status() == ReadReport.Status.REJECTED) {
      err().printf("%s: refused. %s%n", name, read.message().en());
      return;
    }
    err()
        .printf(
            "%s: %s, %s rows x %d columns -> %s%s%n",
            name,
            read.encoding().isEmpty() ? read.format() : read.format() + " in " + read.encoding(),
            read.rows(),
            read.columns().size(),
            read.output(),
            read.rejectedRows() + read.setAsideRows() + read.nulledCells() == 0
                ? ""
                : " (%d rows rejected, %d set aside, %d cells emptied)"
                    .formatted(read.rejectedRows(), read.setAsideRows(), read.nulledCells()));
  }

  private static void write(ReadReport read, Writer lines) {
    try {
      lines.write(Json.write(line(read)));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
  }

  /** The line as scripts expect it: what the reader noted for the rules is left out. */
  private static Map<String, Object> line(ReadReport read) {
    var line = new LinkedHashMap<String, Object>();
    line.put("input", read.input());
    read.table().ifPresent(table -> line.put("table", table));
    line.put("status", read.status());
    line.put("encoding", read.encoding());
    line.put("format", read.format());
    line.put("delimiter", read.delimiter());
    line.put("quote", read.quote());
    line.put("headerRows", read.headerRows());
    line.put("preambleRows", read.preambleRows());
    line.put(
        "columns",
        read.columns().stream()
            .map(column -> Map.of("name", column.name(), "type", column.type()))
            .toList());
    line.put("rows", read.rows());
    line.put("rejectedRows", read.rejectedRows());
    line.put("setAsideRows", read.setAsideRows());
    line.put("nulledCells", read.nulledCells());
    line.put("output", read.output());
    line.put("sha256", read.sha256());
    line.put("message", read.message().en());
    return line;
  }
}
