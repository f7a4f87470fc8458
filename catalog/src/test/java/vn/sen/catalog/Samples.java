package vn.sen.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;

/** Made-up events and descriptions for tests. */
public final class Samples {
  public static final AgencyCode INTERIOR = new AgencyCode("G09");
  public static final AgencyCode HEALTH = new AgencyCode("G18");
  public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private Samples() {}

  public static Agency agency(AgencyCode code, String name) {
    return new Agency(code, LangText.of(name), Optional.empty());
  }

  public static RegisteredSource source(String id, AgencyCode agency) {
    return new RegisteredSource(
        new SourceId(id),
        java.net.URI.create("https://" + id + ".example.vn/"),
        "ckan",
        agency,
        List.of(),
        true);
  }

  /** A dataset in canonical N-Quads. */
  public static String nquads(String subject, String title) {
    return Stream.of(
            "<%s> <http://purl.org/dc/terms/title> \"%s\"@vi .",
            "<%s> <http://purl.org/dc/terms/description> \"Mô tả của %s\"@vi .",
            "<%s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
                + " <http://www.w3.org/ns/dcat#Dataset> .")
        .map(line -> line.formatted(subject, title))
        .sorted()
        .reduce("", (before, line) -> before + line + "\n");
  }

  /** A dataset of about 60 triples and 8 kB, as portals have them. */
  public static String fullNquads(String subject, int seed) {
    var lines = new java.util.ArrayList<String>();
    nquads(subject, "Số liệu " + seed).lines().forEach(lines::add);
    for (int i = 0; i < 6; i++) {
      lines.add(
          "<%s> <http://www.w3.org/ns/dcat#keyword> \"từ khoá %d\"@vi ."
              .formatted(subject, i + seed % 7));
    }
    for (int d = 0; d < 6; d++) {
      String distribution = subject + "/resource/" + Integer.toHexString(seed * 31 + d);
      lines.add(
          "<%s> <http://www.w3.org/ns/dcat#distribution> <%s> .".formatted(subject, distribution));
      for (String line :
          List.of(
              "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
                  + " <http://www.w3.org/ns/dcat#Distribution> .",
              "<http://purl.org/dc/terms/title> \"Bảng %d của tập dữ liệu %d\"@vi .",
              "<http://www.w3.org/ns/dcat#downloadURL> <https://portal.example.vn/files/%d/%d.csv>"
                  + " .",
              "<http://www.w3.org/ns/dcat#accessURL> <https://portal.example.vn/pages/%d/%d> .",
              "<http://purl.org/dc/terms/format> \"CSV\" .",
              "<http://www.w3.org/ns/dcat#mediaType>"
                  + " <https://www.iana.org/assignments/media-types/text/csv> .",
              "<http://purl.org/dc/terms/license> <http://creativecommons.org/licenses/by/4.0/>"
                  + " .")) {
        lines.add("<%s> %s".formatted(distribution, line.formatted(d, seed)));
      }
    }
    return lines.stream().sorted().distinct().reduce("", (before, line) -> before + line + "\n");
  }

  public static Event.RecordAdmitted admitted(
      DatasetId dataset, String source, String identifier, String title) {
    String subject = "https://%s.example.vn/dataset/%s".formatted(source, identifier);
    return admitted(dataset, source, identifier, subject, nquads(subject, title), true);
  }

  public static Event.RecordAdmitted admitted(
      DatasetId dataset,
      String source,
      String identifier,
      String subject,
      String nquads,
      boolean owner) {
    return new Event.RecordAdmitted(
        dataset,
        new SourceId(source),
        identifier,
        owner,
        INTERIOR,
        subject,
        nquads,
        sha256(nquads),
        "run-1");
  }

  public static TableVersion version(TableVersionId id, TableState state, String bytes) {
    return new TableVersion(
        id,
        LangText.of("Bảng " + id.table().slug()),
        "https://portal.example.vn/resource/1",
        new TableVersion.Received(
            "https://portal.example.vn/files/" + id.table().slug() + ".csv",
            id.table().slug() + ".csv",
            sha256("received " + bytes),
            bytes.length(),
            "UTF-8",
            "csv"),
        state,
        scores(),
        34,
        List.of(
            new Column("ma_tinh", "Mã tỉnh", ColumnType.TEXT),
            new Column("dan_so", "Dân số", ColumnType.INTEGER)),
        List.of(new Part(sha256(bytes), bytes.length(), 34)),
        new TableVersion.Accounting(1, 0, 0, 0, 0),
        NOW,
        "run-1");
  }

  /** A dataset that is late, and a link of which is dead. */
  public static Liveness liveness(double live) {
    return new Liveness(
        NOW,
        "1",
        Optional.of(live),
        Optional.of(0.5),
        List.of(
            new Finding(
                "LIV-01",
                Dimension.LIVE,
                Severity.ERROR,
                Finding.Scope.DATASET,
                Optional.empty(),
                1,
                1,
                false,
                List.of(),
                OptionalLong.empty(),
                new Message("trễ", "late"),
                Optional.empty())),
        List.of(
            new Liveness.Link(
                "https://portal.example.vn/a.csv",
                "file",
                Optional.of(NOW),
                Optional.of(new Message("404", "404")))),
        new MetadataAssessment(List.of(MetadataAssessment.Indicator.KEYWORD)));
  }

  public static Scores scores() {
    return new Scores(
        Optional.of(0.9),
        Optional.of(0.95),
        Optional.of(1.0),
        Optional.empty(),
        Optional.of(0.93),
        Optional.of(Scores.Grade.A),
        0.9);
  }

  public static QualityReport report(TableVersion version) {
    return new QualityReport(
        version.received().name(),
        version.received().sha256(),
        version.rows(),
        version.columns().size(),
        "2026.1",
        List.of(CodeLists.shippedVersion(CodeLists.UNITS)),
        version.state(),
        version.scores(),
        List.of(
            new Finding(
                "ACC-04",
                Dimension.ACCURATE,
                version.isPublic() ? Severity.WARNING : Severity.QUARANTINE,
                Finding.Scope.COLUMN,
                Optional.of("ma_tinh"),
                34,
                2,
                false,
                List.of(new Finding.FailingRow(3, "99", "a province code")),
                OptionalLong.empty(),
                new Message("Hai mã tỉnh không có thật.", "Two province codes do not exist."),
                Optional.empty())));
  }

  public static Event.TableJudged judged(TableId table, int number, TableState state) {
    TableVersion version = version(table.version(number), state, table + "@" + number);
    return new Event.TableJudged(version, report(version));
  }

  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
