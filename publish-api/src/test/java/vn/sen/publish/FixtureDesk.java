package vn.sen.publish;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.DCTerms;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** One harvest goes on until it is stopped; whatever is looked at has two records. */
final class FixtureDesk implements SourceDesk {
  private final List<Ongoing> ongoing =
      new ArrayList<>(
          List.of(
              new Ongoing(
                  "2026-11-20-2",
                  FixtureData.FILES,
                  FixtureData.NOW,
                  FixtureData.NOW.plusSeconds(60),
                  FixtureData.NOW.plus(Duration.ofHours(12)))));

  @Override
  public Map<SourceId, Instant> due() {
    return Map.of(FixtureData.CKAN, FixtureData.NOW.plusSeconds(3_600));
  }

  @Override
  public List<Ongoing> ongoing() {
    return List.copyOf(ongoing);
  }

  @Override
  public void stop(String run, String by) {
    if (!ongoing.removeIf(each -> each.run().equals(run))) {
      throw new NotFoundException("no harvest '%s' goes on".formatted(run));
    }
  }

  @Override
  public Optional<Message> timetable(RegisteredSource source) {
    return source.schedule().map(_ -> new Message("mỗi ngày", "every day"));
  }

  @Override
  public Optional<Message> notice(RegisteredSource source) {
    return source.attestation().isPresent()
        ? Optional.empty()
        : Optional.of(new Message("Chưa có xác nhận.", "There is no attestation."));
  }

  @Override
  public boolean isLeft(RegisteredSource source) {
    return source.attestation().isEmpty();
  }

  @Override
  public Bounds bounds() {
    return new Bounds(Duration.ZERO, 4, 64 << 20, 2L << 30, Duration.ofHours(12));
  }

  @Override
  public Room room(RegisteredSource source) {
    return new Room(3L << 30, 100L << 30);
  }

  @Override
  public Optional<Robots> robots(RegisteredSource source) {
    return Optional.of(
        new Robots(
            URI.create("https://data.example.vn/robots.txt"),
            Optional.of(new Message("Dòng 3 không cho.", "Line 3 disallows it.")),
            Optional.of(Duration.ofSeconds(5)),
            FixtureData.NOW));
  }

  @Override
  public boolean isPublic(RegisteredSource source) {
    return !source.allowedHosts().contains(source.url().getHost());
  }

  @Override
  public byte[] attestations() {
    return "nguon\r\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Preview preview(Wanted wanted) {
    if (!wanted.kind().equals("ckan")) {
      throw new InvalidRequestException(
          "There is no kind of source called '%s'.".formatted(wanted.kind()));
    }
    var record = ModelFactory.createDefaultModel().createResource("https://a.example/b");
    record.addProperty(DCTerms.title, "Trường học <script>alert(1)</script>");
    return new Preview(
        new HarvestReport(
            "preview",
            new SourceId("xem-truoc"),
            "ckan",
            FixtureData.NOW,
            FixtureData.NOW,
            HarvestReport.Outcome.PARTIAL,
            new HarvestReport.Records(2, 1, 0, 0, 1),
            0,
            0,
            new HarvestReport.Tables(0, 0, 0, 0, 0, 0, 0),
            List.of(
                new Problem(
                    "khong-ten",
                    Optional.empty(),
                    Problem.Stage.ADMISSION,
                    Optional.of("COM-01"),
                    Severity.ERROR,
                    new Message("Bản ghi không có tên.", "The record has no title."))),
            List.of()),
        List.of(new CatalogRecord("truong-hoc", record)));
  }

  @Override
  public RegisteredSource add(Wanted wanted) {
    return new RegisteredSource(
        FixtureData.CKAN, wanted.url(), wanted.kind(), new AgencyCode("H26"), List.of(), true);
  }
}
