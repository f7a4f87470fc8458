package vn.sen.publish.app;

import java.io.PrintWriter;
import java.time.Duration;
import vn.sen.catalog.Problem;
import vn.sen.harvest.run.HarvestReport;

/** A harvest's report for people at a terminal. */
final class ReportText {
  private static final int PROBLEMS_SHOWN = 20;

  private ReportText() {}

  static void print(HarvestReport report, PrintWriter out) {
    var r = report.records();
    var t = report.tables();
    out.printf(
        "%s (%s): %s in %.1f s%n",
        report.source(),
        report.kind(),
        report.outcome().key(),
        Duration.between(report.started(), report.ended()).toMillis() / 1000.0);
    out.printf(
        "  records  %d offered = %d added + %d changed + %d unchanged + %d rejected; %d removed, %d"
            + " held%n",
        r.offered(),
        r.added(),
        r.changed(),
        r.unchanged(),
        r.rejected(),
        report.removed(),
        report.held());
    out.printf(
        "  tables   %d seen = %d published + %d with warnings + %d quarantined + %d blocked + %d"
            + " unchanged + %d failed%n",
        t.seen(),
        t.published(),
        t.publishedWithWarnings(),
        t.quarantined(),
        t.blocked(),
        t.unchanged(),
        t.failed());
    report.notices().forEach(notice -> out.printf("  ! %s%n", notice.en()));
    report.problems().stream().limit(PROBLEMS_SHOWN).forEach(problem -> print(problem, out));
    if (report.problems().size() > PROBLEMS_SHOWN) {
      out.printf(
          "  ... and %d more: sen runs %s%n",
          report.problems().size() - PROBLEMS_SHOWN, report.run());
    }
    out.flush();
  }

  static void print(Problem problem, PrintWriter out) {
    out.printf(
        "  - [%s%s] %s%s: %s%n",
        problem.severity().key(),
        problem.rule().map(rule -> " " + rule).orElse(""),
        problem.record().isEmpty() ? "source" : problem.record(),
        problem.table().map(table -> " / " + table).orElse(""),
        problem.message().en());
  }
}
