package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.TableFormats;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;

/** Writes tables that were read in the format asked for, with one engine for all of them. */
final class TableWriter implements AutoCloseable {
  private static final long MEMORY = 200L << 20;

  /** From here on an engine counts far more memory for its vectors than it fills. */
  private static final int WIDE = 1_000;

  private static final long MEMORY_OF_WIDE = 4L << 30;

  private final Converter.Format format;
  private final boolean asText;
  private final Scratch spill;
  private @Nullable DuckSession opened;
  private boolean isForWide;

  /**
   * @param directory where tables go
   */
  TableWriter(Converter.Format format, ReadOptions options, Path directory) throws IOException {
    this.format = format;
    this.asText = options.mode() == ReadOptions.Mode.AS_TEXT;
    this.spill = Scratch.in(directory, ".writing-");
  }

  /**
   * @param typed the table as it was read; moved where it needs no change
   */
  void write(Path typed, ReadReport report, Path target) throws IOException {
    switch (format) {
      case PARQUET -> Files.move(typed, target, StandardCopyOption.REPLACE_EXISTING);
      case CSV -> {
        if (asText) {
          TextCsv.write(session(report), typed, report, target);
        } else {
          TableFormats.writeCsv(session(report), List.of(typed), target);
        }
      }
      case JSONL -> TableFormats.writeJsonLines(session(report), List.of(typed), target);
    }
  }

  private DuckSession session(ReadReport report) {
    boolean wide = report.columns().size() > WIDE;
    if (opened == null) {
      opened = DuckSession.open(spill.directory(), MEMORY, 2);
    }
    if (wide != isForWide) {
      opened.execute(
          "SET memory_limit = '%dMiB'".formatted((wide ? MEMORY_OF_WIDE : MEMORY) >> 20));
      opened.execute("SET threads = " + (wide ? 1 : 2));
      isForWide = wide;
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (opened != null) {
      opened.close();
    }
    spill.close();
  }
}
