package vn.sen.harvest.waf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.zoo.House;
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

  private static Reply listing(String... files) {
    StringBuilder page = new StringBuilder("<html><title>Index of /waf</title>");
    for (String file : files) {
      page.append("<a href=\"%1$s\">%1$s</a>".formatted(file));
    }
    return Reply.of("text/html", page + "</html>");
  }

  @Test
  void theOrderOfTheListingDecidesOfNoName(@TempDir Path directory) throws Exception {
    try (SourceServer server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults());
        House house = House.in(directory, client, Duration.ofMinutes(1))) {
      server.on("/waf/", listing("b.xml"));
      server.on("/waf/a.xml", file("A", "Bản sao")).on("/waf/b.xml", file("A", "Bản gốc"));
      harvest(house, server);

      for (Reply listing : List.of(listing("a.xml", "b.xml"), listing("b.xml", "a.xml"))) {
        server.on("/waf/", listing);

        HarvestReport report = harvest(house, server);

        assertThat(report.records().unchanged()).isEqualTo(1);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(report.records().changed()).isZero();
      }
    }
  }

  @Test
  void recordsThatMovedOutOfAFileThatBreaksAreRead(@TempDir Path directory) throws Exception {
    try (SourceServer server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults());
        House house = House.in(directory, client, Duration.ofMinutes(1))) {
      server.on("/waf/", listing("all.xml")).on("/waf/all.xml", file("A", "Bảng"));
      harvest(house, server);
      server.on("/waf/", listing("all.xml", "so-a.xml"));
      server.on("/waf/all.xml", Reply.of("application/xml", BROKEN));
      server.on("/waf/so-a.xml", file("A", "Bảng mới"));

      HarvestReport report = harvest(house, server);

      assertThat(report.records().changed()).isEqualTo(1);
      assertThat(report.problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.record()).endsWith("/waf/all.xml"));
    }
  }

  @Test
  void aRehearsalKnowsWhatABrokenFileHad(@TempDir Path directory) throws Exception {
    try (SourceServer server = SourceServer.start();
        var client = new SourceClient("x", Limits.defaults());
        House house = House.in(directory, client, Duration.ofMinutes(1))) {
      server.on("/waf/", listing("a.xml", "b.xml"));
      server.on("/waf/a.xml", file("A", "Bảng")).on("/waf/b.xml", file("B", "Bảng"));
      harvest(house, server);
      server.on("/waf/a.xml", Reply.of("application/xml", BROKEN));

      HarvestReport report = house.rehearse(server, "thu-muc", "waf", "/waf/");

      assertThat(report.removed() + report.held()).isZero();
      assertThat(report.problems()).anySatisfy(one -> assertThat(one.record()).isEqualTo("A"));
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
    return house.harvest(server, "thu-muc", "waf", "/waf/");
  }
}
