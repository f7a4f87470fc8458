package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerMain;
import vn.sen.vocab.Json;

/** The program that reading workers start in tests. */
final class TestReader {
  private TestReader() {}

  public static void main(String[] arguments) {
    var reading = new ReadJob();
    WorkerMain.serve(
        Map.of(
            ReadJob.NAME,
            reading,
            ExamineJob.NAME,
            new ExamineJob(),
            ProposeJob.NAME,
            new ProposeJob(),
            ListJob.NAME,
            new ListJob(),
            MarkJob.NAME,
            new MarkJob(),
            Measured.NAME,
            (request, files) -> measured(reading, request, files)));
  }

  /**
   * What reading a file took.
   *
   * @param millis by the clock, or of the processor where that is less: the machine has others to
   *     serve
   * @param peakBytes resident at most, 0 where the system does not say
   * @param answer of the reading job
   */
  record Measured(long millis, long peakBytes, String answer) {
    static final String NAME = "measured";
  }

  private static String measured(ReadJob reading, String request, WorkerJob.Files files)
      throws IOException {
    forgetPeak();
    long start = System.nanoTime();
    long processor = processor();
    String answer = reading.run(request, files);
    long nanos = Math.min(System.nanoTime() - start, processor() - processor);
    return Json.write(new Measured(nanos / 1_000_000, peak(), answer));
  }

  private static long processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      // Then the peak is that of all files so far, which must do as well.
    }
  }

  private static long peak() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      // A system without /proc.
    }
    return 0;
  }
}
