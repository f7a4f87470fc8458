package vn.sen.publish.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.sen.catalog.LinkLog;
import vn.sen.harvest.run.LinkProber;
import vn.sen.harvest.run.LinkProber.Wrong;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;

@Command(
    name = "probe",
    description =
        "Looks at the links that are due, and says how every dataset lives today."
            + " The server does so by itself.")
@NullUnmarked // picocli fills the fields
final class ProbeCommand extends CatalogCommand {
  @Option(names = "--all", description = "Look at every link, due or not.")
  boolean all;

  @Option(names = "--due", description = "Look at what is due only (the default).")
  boolean due;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  int run(Program program) throws Exception {
    List<DatasetId> datasets = program.datasets();
    for (DatasetId id : datasets) {
      program.liveJudge().look(id);
    }
    var wrong = new ArrayList<Wrong>();
    int looked = 0;
    int deferred = 0;
    Set<DatasetId> touched = new LinkedHashSet<>();
    for (List<LinkLog.Link> links : batches(program, datasets)) {
      LinkProber.Round round = program.linkProber().round(links);
      looked += round.looked();
      deferred += round.deferred();
      wrong.addAll(round.wrong());
      touched.addAll(round.touched());
      err().printf("%d links looked at%n", looked);
    }
    for (DatasetId id : touched) {
      program.liveJudge().look(id);
    }
    print(datasets.size(), looked, deferred, wrong);
    return wrong.isEmpty() ? Exit.DONE : Exit.FOUND;
  }

  private void print(int datasets, int looked, int deferred, List<Wrong> wrong) {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("datasets", datasets);
      report.put("looked", looked);
      report.put("deferred", deferred);
      report.put("wrong", wrong);
      out().println(Json.write(report));
      return;
    }
    for (Wrong link : wrong) {
      out()
          .printf(
              "%-12s %s: %s%n",
              link.kind(), link.url(), link.fault().map(why -> why.en()).orElse(link.answer()));
    }
    out()
        .printf(
            "%d datasets looked at; of %d links %d do not answer as they should, %d are left for"
                + " later.%n",
            datasets, looked, wrong.size(), deferred);
  }

  private List<List<LinkLog.Link>> batches(Program program, List<DatasetId> datasets) {
    LinkLog log = program.operations().links();
    Set<LinkLog.Link> links = new LinkedHashSet<>();
    if (all) {
      datasets.forEach(id -> links.addAll(log.links(id)));
    } else {
      links.addAll(log.due(java.time.Instant.now(), Integer.MAX_VALUE));
    }
    List<LinkLog.Link> list = List.copyOf(links);
    var batches = new ArrayList<List<LinkLog.Link>>();
    for (int start = 0; start < list.size(); start += BATCH) {
      batches.add(list.subList(start, Math.min(start + BATCH, list.size())));
    }
    return batches;
  }

  private static final int BATCH = 300;
}
