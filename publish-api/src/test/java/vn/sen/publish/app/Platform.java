package vn.sen.publish.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.Agency;
import vn.sen.vocab.Json;

/** The whole platform on a directory and a free port, with the sample agencies beside it. */
final class Platform implements AutoCloseable {
  final SamplePortals portals;
  final Program program;
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private Platform(SamplePortals portals, Program program, Server server) {
    this.portals = portals;
    this.program = program;
    this.server = server;
  }

  static Platform start(Path data, SamplePortals portals) throws IOException {
    Program program = Program.open(Settings.load(data));
    return new Platform(portals, program, Server.start(program, "localhost", 0));
  }

  /** Harvests every sample agency, and waits until all of it can be seen. */
  List<HarvestReport> harvestAll() throws InterruptedException {
    var reports = new ArrayList<HarvestReport>();
    for (SamplePortal portal : portals.portals()) {
      reports.add(harvest(portal));
    }
    program.settle(Duration.ofSeconds(60));
    return reports;
  }

  HarvestReport harvest(SamplePortal portal) throws InterruptedException {
    program.intake().register(new Agency(portal.agency(), portal.agencyName(), Optional.empty()));
    var source =
        new RegisteredSource(
            portal.source(),
            portal.url(),
            portal.kind().key(),
            portal.agency(),
            List.of(portal.url().getHost() + ":" + portal.url().getPort()),
            true);
    return program
        .harvester()
        .harvest(new HarvestRequest(source, Depth.FULL, OptionalInt.empty()), _ -> {});
  }

  URI address(String path) {
    return server.address().resolve(path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    return client.send(request(path, headers), BodyHandlers.ofByteArray());
  }

  JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path, "Accept", "application/json");
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answers " + response.statusCode() + " " + response.body());
    }
    return Json.mapper().readTree(response.body());
  }

  private HttpRequest request(String path, String... headers) {
    var request = HttpRequest.newBuilder(address(path));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
    program.close();
  }
}
