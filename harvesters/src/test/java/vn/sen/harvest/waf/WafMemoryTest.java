package vn.sen.harvest.waf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.zoo.House;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** What becomes, in a real journal, of records whose files break. */
class WafMemoryTest {
  private static final String BROKEN = "<gmd:MD_Metadata";

  @Test
  void aRecordStaysWhoseFileWasRejectedAndBreaksThen(@TempDir Path directory) throws Exception {
    try (SourceServer server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults());
        House house = House.in(directory, client, Duration.ofMinutes(1))) {
      server.on(
          "/waf/",
          Reply.of(
              "text/html",
              "<html><title>Index of /waf</title><a href=\"a.xml\">a</a><a"
                  + " href=\"b.xml\">b</a></html>"));
      server.on("/waf/a.xml", file("a", "Bảng a")).on("/waf/b.xml", file("b", "Bảng b"));
      assertThat(harvest(house, server).records().added()).isEqualTo(2);

      server.on("/waf/a.xml", file("a", "x".repeat(2_000_000)));
      HarvestReport rejected = harvest(house, server);
      server.on("/waf/a.xml", Reply.of("application/xml", BROKEN));
      HarvestReport broken = harvest(house, server);
      HarvestReport again = harvest(house, server);

      assertThat(List.of(rejected, broken, again))
          .allSatisfy(
              report -> {
                assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
                assertThat(report.records().rejected()).isEqualTo(1);
                assertThat(report.removed() + report.held()).isZero();
              });
      assertThat(house.journal().records(new SourceId("thu-muc"), List.of("a", "b"))).hasSize(2);
    }
  }

  private static Reply file(String identifier, String title) {
    return Reply.of(
        "application/xml",
        """
        <gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
        <gmd:fileIdentifier><gco:CharacterString>%s</gco:CharacterString></gmd:fileIdentifier>
        <gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation><gmd:title>
        <gco:CharacterString>%s</gco:CharacterString></gmd:title></gmd:CI_Citation></gmd:citation>
        </gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>
        """
            .formatted(identifier, title));
  }

  private static HarvestReport harvest(House house, SourceServer server) throws Exception {
    var source =
        new RegisteredSource(
            new SourceId("thu-muc"),
            server.uri("/waf/"),
            "waf",
            new AgencyCode("X00"),
            List.of("127.0.0.1:" + server.port()),
            true);
    return house
        .harvester()
        .harvest(
            new HarvestRequest(source, HarvestRequest.Depth.METADATA, OptionalInt.empty()),
            _ -> {});
  }
}
