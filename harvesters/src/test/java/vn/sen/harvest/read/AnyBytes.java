package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * What must hold whatever the bytes of a file are: they are read or refused with a reason, soon,
 * and no record is lost.
 */
final class AnyBytes implements BeforeAllCallback, AfterAllCallback {
  private static final long SECONDS = 10;

  /**
   * While new bytes are tried, reading whole files with all that is written would be most of it.
   */
  private static final int WHOLE_EVERY = "1".equals(System.getenv("JAZZER_FUZZ")) ? 16 : 1;

  private @Nullable Reading reading;
  private int times;

  @Override
  public void beforeAll(ExtensionContext context) {
    reading = new Reading();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    reading().close();
  }

  Path directory() {
    return reading().directory();
  }

  Reading reading() {
    return Objects.requireNonNull(reading);
  }

  /** A reader of one format. */
  @FunctionalInterface
  interface Format {
    Contents open(Path file) throws IOException, Refused;
  }

  /** Sheets as the contents of a file. */
  static Contents sheets(List<Sheet> sheets, Contents.Release release) {
    return new Contents(
        sheets.stream()
            .map(sheet -> RawTable.sheet("sheet", Optional.of(sheet.name()), sheet))
            .toList(),
        release);
  }

  /** A ZIP of one part after another, each a name and what is in it. */
  static byte[] zip(Map<String, byte[]> parts) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Reads them as this format, and by what they are found to be. */
  void areReadOrRefused(byte[] bytes, Format format) throws IOException {
    Path file = Files.write(directory().resolve("format"), bytes);
    soon(
        () -> {
          try (Contents contents = format.open(file)) {
            for (RawTable table : contents.tables()) {
              assertThat(records(table)).isEqualTo(records(table));
            }
          } catch (Refused refused) {
            isSaid(refused.reason);
          }
        });
    if (times++ % WHOLE_EVERY == 0) {
      areReadOrRefused(bytes);
    }
  }

  /** How many records there are, which numbers grow. */
  private static long records(RawTable table) throws IOException {
    long records = 0;
    long number = 0;
    try (Records.Cursor cursor = table.records().open()) {
      while (cursor.next()) {
        assertThat(cursor.row().number).isGreaterThan(number);
        number = cursor.row().number;
        records++;
      }
    } catch (Refused refused) {
      isSaid(refused.reason);
    }
    return records;
  }

  /** Reads them by what they are found to be. */
  void areReadOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(directory().resolve("whole"), bytes);
    soon(() -> wholeFile(file));
  }

  private void wholeFile(Path file) throws IOException {
    List<Reading.Result> results = reading().all(file, ReadOptions.TYPED);

    assertThat(results).isNotEmpty();
    for (Reading.Result result : results) {
      isSaid(result.report().message());
      assertThat(result.report().message().en())
          .as("a fault of ours")
          .doesNotContain("The table cannot be written");
      if (!result.isRejected()) {
        addsUp(result);
      }
    }
  }

  private void addsUp(Reading.Result result) throws IOException {
    ReadReport report = result.report();
    var numbers = new TreeSet<Long>();
    List<List<@Nullable String>> text = reading().rows(result.table().text().orElseThrow());
    for (List<@Nullable String> row : text) {
      numbers.add(Long.parseLong(Objects.requireNonNull(row.getLast())));
    }
    assertThat(text).hasSize((int) report.rows());
    assertThat(result.rows()).hasSize((int) report.rows());
    assertThat(side(result.table().rejects(), numbers)).isEqualTo(report.rejectedRows());
    assertThat(side(result.table().setAside(), numbers)).isEqualTo(report.setAsideRows());
    assertThat(side(result.table().nulls(), new TreeSet<>())).isEqualTo(report.nulledCells());

    long behind = report.rows() + report.rejectedRows() + report.setAsideRows();
    assertThat(numbers).as("each record once").hasSize((int) behind);
    boolean hasHoles =
        List.of("xlsx", "xls", "ods", "fods", "spreadsheetml").contains(report.format());
    if (!numbers.isEmpty() && !hasHoles) {
      long before = report.preambleRows() + (long) report.headerRows();
      // A line that can't be read may stand before the header.
      boolean anywhere = report.format().equals("jsonl") && report.rejectedRows() > 0;
      assertThat(numbers.first()).isBetween(anywhere ? 1 : before + 1, before + 1);
      assertThat(numbers.last()).isEqualTo(before + behind);
    }
  }

  private static long side(Optional<Path> file, TreeSet<Long> numbers) throws IOException {
    if (file.isEmpty()) {
      return 0;
    }
    List<String> lines = Files.readAllLines(file.get());
    for (String line : lines) {
      numbers.add(Json.mapper().readTree(line).get("row").asLong());
    }
    return lines.size();
  }

  private static void isSaid(Message message) {
    assertThat(message.vi()).isNotBlank();
    assertThat(message.en()).isNotBlank();
  }

  /** Something that may take only so long. */
  private interface Run {
    void run() throws IOException;
  }

  /**
   * What takes long is done again: the first time, classes are loaded, and instrumented at that.
   */
  private static void soon(Run run) throws IOException {
    if (seconds(run) >= SECONDS) {
      assertThat(seconds(run)).as("seconds").isLessThan(SECONDS);
    }
  }

  private static long seconds(Run run) throws IOException {
    long start = System.nanoTime();
    run.run();
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }
}
