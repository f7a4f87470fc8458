package vn.sen.publish.parts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.catalog.Part;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

/** An example for each part. */
public record PartsView(
    List<Scores> scores,
    SearchPage.Hit hit,
    List<Finding> findings,
    RowsPage rows,
    TableVersion version,
    List<SearchPage.FacetValue> grades,
    Paging paging) {

  static PartsView example() {
    Scores good = scores(1, 0.96, 0.92, 0.9, Scores.Grade.A);
    return new PartsView(
        List.of(
            good,
            scores(0.9, 0.8, 0.7, 0.85, Scores.Grade.B),
            scores(0.6, 0.4, 0.3, 0.9, Scores.Grade.C),
            scores(0.3, 0.2, 0.05, 0.4, Scores.Grade.D),
            Scores.NOT_RATED),
        hit(good),
        List.of(finding(Severity.ERROR), finding(Severity.WARNING), finding(Severity.INFO)),
        provinces(),
        firstVersion(good),
        List.of(
            new SearchPage.FacetValue("A", 24),
            new SearchPage.FacetValue("B", 11),
            new SearchPage.FacetValue("C", 4),
            new SearchPage.FacetValue("D", 1)),
        new Paging(Optional.of("/help/parts"), Optional.of("/help/parts"), Optional.empty()));
  }

  private static Scores scores(
      double accurate, double complete, double clean, double live, Scores.Grade grade) {
    return new Scores(
        Optional.of(accurate),
        Optional.of(complete),
        Optional.of(clean),
        Optional.of(live),
        Optional.of(Math.min(Math.min(accurate, complete), Math.min(clean, live))),
        Optional.of(grade),
        1);
  }

  private static SearchPage.Hit hit(Scores scores) {
    return new SearchPage.Hit(
        new SearchDocument(
            new DatasetId("0123456789"),
            LangText.of("Danh mục đơn vị hành chính cấp tỉnh"),
            LangText.of("Mã và tên các tỉnh, thành phố trực thuộc trung ương."),
            List.of(),
            List.of(),
            new AgencyCode("G14"),
            LangText.of("Bộ Nội vụ"),
            List.of(),
            List.of("CSV"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            scores,
            List.of("published"),
            Instant.parse("2026-04-30T03:00:00Z"),
            34),
        List.of(
            new SearchPage.Run("Danh mục ", false),
            new SearchPage.Run("đơn vị hành chính", true),
            new SearchPage.Run(" cấp tỉnh", false)),
        List.of());
  }

  private static Finding finding(Severity severity) {
    return new Finding(
        "ACC-04",
        Dimension.ACCURATE,
        severity,
        Finding.Scope.COLUMN,
        Optional.of("ma_tinh"),
        340,
        12,
        true,
        List.of(new Finding.FailingRow(19, "1", "01"), new Finding.FailingRow(53, "", "01")),
        OptionalLong.empty(),
        new Message(
            "12 mã tỉnh không còn hiệu lực vào ngày của dòng. Dùng mã có hiệu lực vào ngày đó.",
            "12 province codes were not in force at the date of their row. Use codes that were."),
        Optional.of("SELECT row, ma_tinh FROM text WHERE length(ma_tinh) <> 2"));
  }

  private static RowsPage provinces() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ma_tinh", "01");
    row.put("dan_so", 8_500_000L);
    return new RowsPage(
        1,
        List.of(
            new Column("ma_tinh", "Mã tỉnh", ColumnType.TEXT),
            new Column("dan_so", "Dân số", ColumnType.INTEGER)),
        List.of(row),
        Optional.empty());
  }

  private static TableVersion firstVersion(Scores scores) {
    String hash = "0".repeat(64);
    return new TableVersion(
        new TableId(new DatasetId("0123456789"), "tinh").version(1),
        LangText.of("Tỉnh"),
        "urn:example",
        new TableVersion.Received(
            "https://example.vn/tinh.csv", "tinh.csv", hash, 2_048, "UTF-8", "csv"),
        TableState.PUBLISHED,
        scores,
        34,
        List.of(),
        List.of(new Part(hash, 3_172, 34)),
        new TableVersion.Accounting(1, 0, 0, 0, 0),
        Instant.parse("2026-04-30T03:00:00Z"),
        "example");
  }
}
