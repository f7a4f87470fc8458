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
import vn.sen.vocab.Column;
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
      names = "--threshold",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description =
          "Share of a column's cells that must fit a type for the column to have it, above 0 to 1"
              + " (default: 0.95).")
  double threshold;

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
    if (!(threshold > 0 && threshold <= 1)) {
      throw new InvalidRequestException(
          "--threshold is a share above 0 and up to 1, such as 0.95; it was " + threshold + ".");
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
              new ReadOptions(
                  asText ? ReadOptions.Mode.AS_TEXT : ReadOptions.Mode.TYPED, threshold),
              converted -> {
                reports.add(converted.report());
                write(converted, lines);
                print(converted);
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

  private void print(Converter.Converted converted) {
    ReadReport read = converted.report();
    String name = read.table().map(table -> read.input() + "#" + table).orElse(read.input());
    if (read.status() == ReadReport.Status.REJECTED) {
      err().printf("%s: refused. %s%n", name, read.message().en());
      return;
    }
    err()
        .printf(
            "%s: %s, %d x %d -> %s. %s%s%n",
            name,
            read.encoding().isEmpty() ? read.format() : read.format() + " in " + read.encoding(),
            read.rows(),
            read.columns().size(),
            read.output(),
            read.message().en(),
            converted.side().map(" See %s."::formatted).orElse(""));
  }

  private static void write(Converter.Converted converted, Writer lines) {
    try {
      lines.write(Json.write(line(converted)));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
  }

  /** The line as scripts expect it: what the reader noted for the rules is left out. */
  private static Map<String, Object> line(Converter.Converted converted) {
    ReadReport read = converted.report();
    var line = new LinkedHashMap<String, Object>();
    line.put("input", read.input());
    read.table().ifPresent(table -> line.put("table", table));
    line.put("status", read.status());
    line.put("encoding", read.encoding());
    if (!read.encoding().isEmpty()) {
      line.put("confidence", read.notes().encodingConfidence());
    }
    line.put("format", read.format());
    line.put("delimiter", read.delimiter());
    line.put("quote", read.quote());
    line.put("headerRows", read.headerRows());
    line.put("preambleRows", read.preambleRows());
    line.put("columns", read.columns().stream().map(ConvertCommand::column).toList());
    line.put("rows", read.rows());
    line.put("rejectedRows", read.rejectedRows());
    line.put("setAsideRows", read.setAsideRows());
    line.put("nulledCells", read.nulledCells());
    line.put("output", read.output());
    converted.side().ifPresent(side -> line.put("side", side));
    line.put("sha256", read.sha256());
    line.put("message", read.message().en());
    return line;
  }

  /** The name is the header, made unique; the header as it stands is beside it. */
  private static Map<String, Object> column(Column column) {
    var named = new LinkedHashMap<String, Object>();
    named.put("name", column.name());
    named.put("type", column.type());
    named.put("original", column.original());
    return named;
  }
}
