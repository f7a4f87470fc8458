package vn.sen.harvest.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.SharedCorpus;

class DcatCorpusTest {
  @Test
  void dump() throws Exception {
    Path corpus = SharedCorpus.require("corpus/dcat");
    Map<String, String> found = new TreeMap<>();
    try (var server = SourceServer.start();
        var files = Files.walk(corpus);
        var client = new SourceClient("x", Limits.defaults())) {
      for (Path file :
          files
              .filter(
                  f ->
                      f.toString()
                          .matches(
                              ".*(rdf-examples|examples)/.*\\.(ttl|jsonld|nt|rdf)|.*/examples?/.*"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList()) {
        byte[] body = Files.readAllBytes(file);
        server.otherwise(_ -> new Reply(200, Map.of(), body));
        var log = new HarvestLog();
        HarvestOutcome outcome =
            new DcatConnector(client)
                .harvest(server.source("/" + file.getFileName(), OptionalInt.empty()), log, log);
        found.put(
            corpus.relativize(file).toString(),
            outcome instanceof HarvestOutcome.Partial p
                ? "PARTIAL " + p.reason().en()
                : log.identifiers() + " rejected " + log.rejected().keySet());
      }
    }
    Files.write(Path.of("/tmp/dump.txt"), found.entrySet().stream().map(Object::toString).toList());
    assertThat(found).isNotEmpty();
  }
}
