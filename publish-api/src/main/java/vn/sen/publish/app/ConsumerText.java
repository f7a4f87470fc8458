package vn.sen.publish.app;

import java.io.PrintWriter;
import java.util.List;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumersReport;

/** What a version breaks for those who use the table, for people at a terminal. */
final class ConsumerText {
  private ConsumerText() {}

  static void print(ConsumersReport report, PrintWriter out) {
    out.printf(
        "  Thay đổi này ảnh hưởng %d trong %d bên sử dụng%n  This breaks %d of %d consumers%s%n",
        report.broken(),
        report.registered(),
        report.broken(),
        report.registered(),
        report.unknown() == 0 ? "" : "; of %d it cannot be said".formatted(report.unknown()));
    report
        .brokenOnes()
        .forEach(
            broken -> {
              out.printf(
                  "    %s: %s, %d%n", broken.consumer(), broken.standing().key(), broken.broken());
              print(broken.breaks(), out);
            });
  }

  static void print(List<BrokenPromise> breaks, PrintWriter out) {
    for (BrokenPromise promise : breaks) {
      out.printf(
          "      %s%s: %s%n        %s%n",
          promise.rule(),
          promise.row().isPresent() ? " (row %d)".formatted(promise.row().getAsLong()) : "",
          promise.message().vi(),
          promise.message().en());
    }
  }
}
