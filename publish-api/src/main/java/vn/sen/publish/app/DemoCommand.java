package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.sen.catalog.Attesting;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.Agency;
import vn.sen.vocab.SourceId;

@Command(
    name = "demo",
    description =
        "Starts sample agencies on loopback, harvests them, publishes, and shows where to look.")
@NullUnmarked // picocli fills the fields
final class DemoCommand extends SenCommand {
  @Option(names = "--port", defaultValue = "8080", description = "Port (default: 8080).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data there (default: a temporary directory, deleted at the end).")
  Path data;

  @Option(names = "--once", description = "End when everything is published.")
  boolean once;

  @Override
  public Integer call() throws Exception {
    boolean temporary = data == null;
    Path directory = temporary ? Files.createTempDirectory("sen-demo-") : data;
    try {
      return run(directory);
    } finally {
      if (temporary) {
        PathUtils.deleteDirectory(directory);
      }
    }
  }

  private int run(Path directory) throws Exception {
    long begun = System.nanoTime();
    try (SamplePortals portals = SamplePortals.start();
        Program program = Program.open(Settings.load(directory, port));
        Server server = Server.start(program, "localhost", port)) {
      out()
          .printf(
              "Sen answers at %s (after %s). Six sample agencies are being harvested ...%n%n",
              server.address(), seconds(begun));
      out().flush();
      var reports = new ArrayList<HarvestReport>();
      for (SamplePortal portal : portals.portals()) {
        program
            .intake()
            .register(new Agency(portal.agency(), portal.agencyName(), Optional.empty()));
        var source =
            new RegisteredSource(
                portal.source(),
                portal.url(),
                portal.kind().key(),
                portal.agency(),
                List.of(portal.url().getHost() + ":" + portal.url().getPort()),
                true);
        program.intake().register(source);
        attest(program, source.id());
        HarvestReport report =
            program
                .harvester()
                .harvest(new HarvestRequest(source, Depth.FULL, OptionalInt.empty()), _ -> {});
        ReportText.print(report, out());
        reports.add(report);
      }
      program.publishAttestations();
      program.settle(Duration.ofSeconds(60));
      summarise(program, server, reports, seconds(begun));
      if (!once) {
        out().println("Ctrl-C ends it" + (data == null ? " and deletes its data." : "."));
        out().flush();
        ServeCommand.Shutdown.await();
      }
    }
    return Exit.DONE;
  }

  /** All but one, to show what an operator sees of a source without an attestation. */
  private static void attest(Program program, SourceId source) {
    LocalDate today = Layers.day(program.clock().instant());
    boolean isAttested =
        program.catalog().findSource(source).filter(s -> s.standing(today).isValid()).isPresent();
    if (isAttested || source.equals(SamplePortals.UNATTESTED)) {
      return;
    }
    program
        .intake()
        .attest(
            source,
            new Attesting(
                3,
                today.minusYears(1),
                today.plusYears(1),
                "Quyết định mẫu, không có thật (a made-up decision)"),
            "sen demo");
  }

  private void summarise(Program program, Server server, List<HarvestReport> reports, String took) {
    Catalog.Totals totals = program.catalog().totals();
    int problems = reports.stream().mapToInt(report -> report.problems().size()).sum();
    out()
        .printf(
            "%n%d datasets with %d tables and %,d rows of %d agencies, %d problems found, in %s.%n",
            totals.datasets(), totals.tables(), totals.rows(), totals.agencies(), problems, took);
    out()
        .printf(
            """
              Portal               %1$s
              Search               %1$sdatasets?q=dan+so
              What was refused     %1$sruns
              What waits           %1$sheld   (to decide, the token %2$s)
              API                  %1$sapi
              SPARQL               %1$ssparql
            """,
            server.address(), program.token());
  }

  private static String seconds(long since) {
    return "%.1f s".formatted((System.nanoTime() - since) / 1e9);
  }
}
