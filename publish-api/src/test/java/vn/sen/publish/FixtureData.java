package vn.sen.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.MetadataAssessment;
import vn.sen.catalog.Part;
import vn.sen.catalog.Problem;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Distribution;
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

/** Datasets in every state that a visitor can meet. Figures are made up. */
final class FixtureData {
  static final Instant NOW = Instant.parse("2026-11-20T02:30:00Z");

  static final DatasetId PROVINCES = new DatasetId("4k8z0q2m7w");
  static final DatasetId POPULATION = new DatasetId("7d3n9xw4ya");
  static final DatasetId FUEL = new DatasetId("b5t1rr6pzc");
  static final DatasetId CITIZENS = new DatasetId("c9v2me8hqd");
  static final TableVersionId ERASED = new TableId(CITIZENS, "danh-sach-cu").version(1);
  static final DatasetId PLAN = new DatasetId("d0s6fk3jte");
  static final DatasetId YEARBOOK = new DatasetId("e2y7gh5nwf");
  static final DatasetId GONE = new DatasetId("f4w8jm1pxg");
  static final DatasetId UNRATED = new DatasetId("g6x0kn3qyh");
  static final DatasetId SCHOOLS = new DatasetId("h8z2ap5rzj");
  static final DatasetId HOSTILE = new DatasetId("j1a4bq7s0k");
  static final DatasetId ENGLISH = new DatasetId("k3b6cr9t2m");

  static final Agency INTERIOR = agency("G14", "Bộ Nội vụ", "Ministry of Home Affairs");
  static final Agency STATISTICS =
      new Agency(
          new AgencyCode("G10.5"),
          text("Cục Thống kê", "National Statistics Office"),
          Optional.of(new AgencyCode("G10")));
  static final Agency FINANCE = agency("G10", "Bộ Tài chính", "Ministry of Finance");
  static final Agency TRADE = agency("G05", "Bộ Công Thương", "Ministry of Industry and Trade");
  static final Agency HANOI = agency("H26", "UBND thành phố Hà Nội", "Hanoi People's Committee");

  static final SourceId CKAN = new SourceId("cong-du-lieu-quoc-gia");
  static final SourceId FILES = new SourceId("bo-noi-vu-tep");

  private static final String[] NAMES = {
    "Hà Nội",
    "Cao Bằng",
    "Tuyên Quang",
    "Điện Biên",
    "Lai Châu",
    "Sơn La",
    "Lào Cai",
    "Thái Nguyên",
    "Lạng Sơn",
    "Quảng Ninh",
    "Bắc Ninh",
    "Phú Thọ",
    "Hải Phòng",
    "Hưng Yên",
    "Ninh Bình",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Quảng Trị",
    "Huế",
    "Đà Nẵng",
    "Quảng Ngãi",
    "Gia Lai",
    "Khánh Hòa",
    "Đắk Lắk",
    "Lâm Đồng",
    "Đồng Nai",
    "TP. Hồ Chí Minh",
    "Tây Ninh",
    "Đồng Tháp",
    "Vĩnh Long",
    "An Giang",
    "Cần Thơ",
    "Cà Mau"
  };
  private static final String[] CODES = {
    "01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "38",
    "40", "42", "44", "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82", "86", "91",
    "92", "96"
  };

  private FixtureData() {}

  static List<Column> provinceColumns() {
    return List.of(
        new Column("ma_tinh", "Mã tỉnh", ColumnType.TEXT),
        new Column("ten_tinh", "Tên tỉnh, thành phố", ColumnType.TEXT),
        new Column("dan_so", "Dân số (người)", ColumnType.INTEGER),
        new Column("dien_tich_km2", "Diện tích (km²)", ColumnType.DECIMAL),
        new Column("hieu_luc_tu", "Hiệu lực từ", ColumnType.DATE));
  }

  /** 34 provinces, {@code times} over. */
  static List<Map<String, Object>> provinceRows(int times) {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 34 * times; i++) {
      int n = i % 34;
      var row = new LinkedHashMap<String, Object>();
      row.put("ma_tinh", CODES[n]);
      row.put("ten_tinh", NAMES[n]);
      row.put("dan_so", n == 5 ? null : 550_000L + n * 271_311L);
      row.put("dien_tich_km2", new BigDecimal("3359.84").add(BigDecimal.valueOf(n * 217L)));
      row.put("hieu_luc_tu", "2025-07-01");
      rows.add(row);
    }
    return rows;
  }

  static List<DatasetEntry> entries() {
    var entries = new ArrayList<DatasetEntry>();
    entries.add(
        new Maker(PROVINCES, INTERIOR, "don-vi-hanh-chinh-2025")
            .titled(
                "Danh mục đơn vị hành chính cấp tỉnh từ ngày 01/07/2025",
                "Provinces since 1 July 2025")
            .described(
                "Mã và tên 34 tỉnh, thành phố trực thuộc trung ương sau sắp xếp.\n\n"
                    + "Nguồn: nghị quyết về sắp xếp đơn vị hành chính cấp tỉnh.",
                "Codes and names of the 34 provinces after the merger.")
            .of("2025-07-01", "2026-04-30")
            .table(version(PROVINCES, "tinh", 3, TableState.PUBLISHED, A, 34))
            .alternate(new DatasetEntry.Alternate(CKAN, "dvhc-tinh-2025", "urn:x:dvhc"))
            .entry());
    entries.add(
        new Maker(POPULATION, STATISTICS, "dan-so-trung-binh")
            .titled("Dân số trung bình phân theo địa phương", "Average population by province")
            .described("Dân số trung bình năm, nghìn người, chia theo tỉnh.", "In thousands.")
            .of("2019", "2024")
            .table(version(POPULATION, "dan-so", 7, TableState.PUBLISHED_WITH_WARNINGS, B, 1_020))
            .entry());
    TableVersion fuel = version(FUEL, "gia-xang-dau", 11, TableState.PUBLISHED, A, 340);
    entries.add(
        new Maker(FUEL, TRADE, "gia-ban-le-xang-dau")
            .titled("Giá bán lẻ xăng dầu", "Retail fuel prices")
            .described("Giá điều hành từng kỳ, đồng/lít.", "Per litre, by period.")
            .of("2024-01", "2026-11")
            .table(
                new TableEntry(
                    fuel.id().table(),
                    Optional.of(fuel),
                    version(FUEL, "gia-xang-dau", 12, TableState.QUARANTINED, C, 68),
                    Optional.empty()))
            .entry());
    TableVersion erased = version(CITIZENS, ERASED.table().slug(), 1, TableState.BLOCKED, D, 34);
    TableVersion citizens = version(CITIZENS, "danh-sach", 1, TableState.BLOCKED, D, 340);
    entries.add(
        new Maker(CITIZENS, HANOI, "danh-sach-ho-tro")
            .titled("Danh sách hộ được hỗ trợ tiền điện", "Households with support")
            .described("Danh sách theo quyết định năm 2025.", "By decision of 2025.")
            .table(
                new TableEntry(citizens.id().table(), Optional.empty(), citizens, Optional.empty()))
            .table(new TableEntry(ERASED.table(), Optional.empty(), erased, Optional.empty()))
            .entry());
    entries.add(
        new Maker(PLAN, HANOI, "quy-hoach-thu-do")
            .titled("Quy hoạch Thủ đô Hà Nội thời kỳ 2021–2030", "Plan of the capital 2021–2030")
            .described("Báo cáo tổng hợp và phụ lục, bản PDF.", "Report and annexes, PDF.")
            .file(
                new DatasetFile(
                    "urn:x:pdf",
                    "https://hanoi.example.vn/quy-hoach.pdf",
                    "Quy hoạch Thủ đô – báo cáo tổng hợp.pdf",
                    "application/pdf",
                    FixtureCatalog.PDF_SHA,
                    FixtureCatalog.PDF.length))
            .entry());
    TableVersion held = version(YEARBOOK, "von-dau-tu", 1, TableState.QUARANTINED, C, 34);
    TableVersion approved = version(YEARBOOK, "lao-dong", 2, TableState.QUARANTINED, C, 68);
    entries.add(
        new Maker(YEARBOOK, STATISTICS, "nien-giam-2024")
            .titled("Niên giám thống kê 2024: dân số, lao động, vốn đầu tư", "Yearbook 2024")
            .described("Ba bảng trích từ niên giám.", "Three tables of the yearbook.")
            .of("2024", "2024")
            .table(version(YEARBOOK, "dan-so", 1, TableState.PUBLISHED, A, 34))
            .table(
                new TableEntry(
                    approved.id().table(),
                    Optional.of(approved),
                    approved,
                    Optional.of(
                        new TableEntry.Ruling(
                            Decision.APPROVE,
                            "số dòng giảm vì sáp nhập tỉnh",
                            "Trần Thị Lan",
                            NOW.minusSeconds(86_400)))))
            .table(new TableEntry(held.id().table(), Optional.empty(), held, Optional.empty()))
            .entry());
    entries.add(
        new Maker(GONE, TRADE, "bang-gia-cu")
            .titled("Bảng giá cũ", "Old price list")
            .gone("cơ quan công bố đã thay bằng bộ dữ liệu giá bán lẻ xăng dầu")
            .entry());
    entries.add(
        new Maker(UNRATED, FINANCE, "thu-ngan-sach")
            .titled("Thu ngân sách nhà nước theo tháng", "Monthly state revenue")
            .described("Chưa đủ điều kiện để chấm.", "Too little could be checked.")
            .of("2025-01", "2026-10")
            .table(
                version(
                    UNRATED,
                    "thu",
                    1,
                    TableState.PUBLISHED,
                    new Scores(
                        Optional.of(0.97),
                        Optional.empty(),
                        Optional.of(0.88),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0.62),
                    34))
            .entry());
    entries.add(
        new Maker(SCHOOLS, HANOI, "truong-hoc")
            .titled("Trường học trên địa bàn", "Schools")
            .described("Danh sách trường mầm non, phổ thông.", "Schools of all levels.")
            .table(version(SCHOOLS, "truong", 4, TableState.PUBLISHED_WITH_WARNINGS, C, 170))
            .failure(
                new DatasetEntry.Failure(
                    "urn:x:xls",
                    "https://hanoi.example.vn/truong.xls",
                    new Problem(
                        "truong-hoc",
                        Optional.of("truong.xls"),
                        Problem.Stage.FETCH,
                        Optional.of("LIV-05"),
                        Severity.ERROR,
                        new Message(
                            "Máy chủ trả về trang đăng nhập thay cho tệp truong.xls. Hãy mở quyền"
                                + " tải công khai cho địa chỉ này.",
                            "The server answered with a login page instead of truong.xls. Let"
                                + " anyone download from this address.")),
                    Optional.empty(),
                    NOW))
            .entry());
    entries.add(
        new Maker(HOSTILE, HANOI, "thu-nghiem")
            .titled("Bảng <b>thử</b> & \"kiểm\" </script><script>alert(1)</script>", "A test")
            .described(
                "<p>Mô tả có <a href=\"javascript:alert(1)\">liên kết xấu</a>, <a"
                    + " href=\"https://example.vn/a\">liên kết tốt</a><script>alert(1)</script>"
                    + "<img src=x onerror=alert(1)></p>",
                "x")
            .landing("javascript:alert(1)")
            .entry());
    entries.add(
        new Maker(ENGLISH, TRADE, "export-turnover")
            .titledOnly(
                "en",
                "Export turnover by commodity and market, an exceedingly long title"
                    + " that has to wrap on a narrow screen without pushing anything aside")
            .table(version(ENGLISH, "exports", 1, TableState.PUBLISHED, B, 34))
            .entry());
    for (int i = 0; i < 30; i++) {
      DatasetId id = new DatasetId("m%02dstatn0%d".formatted(i, i % 10));
      entries.add(
          new Maker(id, HANOI, "khong-khi-" + i)
              .titled(
                  "Quan trắc chất lượng không khí, trạm số " + (i + 1),
                  "Air quality, station " + (i + 1))
              .described("Nồng độ bụi mịn PM2.5 theo giờ, µg/m³.", "Hourly PM2.5.")
              .of("2026-01", "2026-10")
              .table(version(id, "pm25", 1, TableState.PUBLISHED, i % 2 == 0 ? A : B, 340))
              .entry());
    }
    return entries;
  }

  static final Scores A = scores(0.99, 0.96, 0.94, 0.93, 0.955, Scores.Grade.A);
  static final Scores B = scores(0.91, 0.83, 0.69, 0.88, 0.80, Scores.Grade.B);
  static final Scores C = scores(0.82, 0.55, 0.47, 0.70, 0.60, Scores.Grade.C);
  static final Scores D = scores(0.70, 0.62, 0.05, 0.41, 0.20, Scores.Grade.D);

  private static Scores scores(
      double accurate,
      double complete,
      double clean,
      double live,
      double overall,
      Scores.Grade grade) {
    return new Scores(
        Optional.of(accurate),
        Optional.of(complete),
        Optional.of(clean),
        Optional.of(live),
        Optional.of(overall),
        Optional.of(grade),
        0.93);
  }

  static TableVersion version(
      DatasetId dataset, String slug, int number, TableState state, Scores scores, long rows) {
    return new TableVersion(
        new TableId(dataset, slug).version(number),
        LangText.of("Bảng " + slug.replace('-', ' ')),
        "urn:x:" + slug,
        new TableVersion.Received(
            "https://nguon.example.vn/" + slug + ".csv",
            slug + ".csv",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            rows * 61,
            "UTF-8",
            "csv"),
        state,
        scores,
        rows,
        provinceColumns(),
        List.of(new Part(FixtureCatalog.PARQUET_SHA, FixtureCatalog.PARQUET.length, rows)),
        new TableVersion.Accounting(1, 3, 2, 1, 4),
        NOW.minusSeconds(3_600L * number),
        "2026-11-20-1");
  }

  static QualityReport report(TableVersion version) {
    return new QualityReport(
        version.received().name(),
        version.received().sha256(),
        version.rows(),
        version.columns().size(),
        "2026.1",
        List.of(CodeLists.shippedVersion(CodeLists.UNITS)),
        version.state(),
        version.scores(),
        switch (version.state()) {
          case PUBLISHED -> List.of(info());
          case PUBLISHED_WITH_WARNINGS -> List.of(info(), error(), warning());
          case QUARANTINED -> List.of(error(), dropped());
          case BLOCKED -> List.of(personal());
        });
  }

  private static Finding info() {
    return new Finding(
        "CLN-05",
        Dimension.CLEAN,
        Severity.INFO,
        Finding.Scope.TABLE,
        Optional.empty(),
        1,
        1,
        false,
        List.of(),
        OptionalLong.empty(),
        new Message(
            "Tệp có 3 dòng mở đầu phía trên tiêu đề; Sen đã để riêng. Hãy bỏ các dòng này trong"
                + " tệp.",
            "Three lines stand above the header; Sen set them aside. Remove them from the file."),
        Optional.empty());
  }

  private static Finding error() {
    return new Finding(
        "ACC-04",
        Dimension.ACCURATE,
        Severity.ERROR,
        Finding.Scope.COLUMN,
        Optional.of("ma_tinh"),
        1_020,
        112,
        true,
        List.of(
            new Finding.FailingRow(19, "1", "01"),
            new Finding.FailingRow(53, "02", "08 (Tuyên Quang)"),
            new Finding.FailingRow(87, "", "mã hai chữ số")),
        OptionalLong.empty(),
        new Message(
            "112 mã tỉnh không còn hiệu lực tại thời điểm của dòng. Dùng mã của 34 tỉnh cho số liệu"
                + " từ 01/07/2025 và giữ số 0 ở đầu.",
            "112 province codes were not in force at the date of their row. Use the codes of the 34"
                + " provinces from 1 July 2025 on, and keep leading zeros."),
        Optional.of("SELECT row, ma_tinh FROM text WHERE ma_tinh NOT IN (SELECT code FROM units)"));
  }

  private static Finding warning() {
    return new Finding(
        "COM-04",
        Dimension.COMPLETE,
        Severity.WARNING,
        Finding.Scope.COLUMN,
        Optional.of("dan_so"),
        1_020,
        30,
        false,
        List.of(new Finding.FailingRow(11, "", "một số")),
        OptionalLong.empty(),
        new Message("30 ô của cột dan_so để trống.", "30 cells of column dan_so are empty."),
        Optional.empty());
  }

  private static Finding dropped() {
    return new Finding(
        "COM-08",
        Dimension.COMPLETE,
        Severity.QUARANTINE,
        Finding.Scope.TABLE,
        Optional.empty(),
        340,
        272,
        false,
        List.of(),
        OptionalLong.empty(),
        new Message(
            "Bản này có 68 dòng, bản trước có 340: giảm 80 %. Nếu việc giảm là đúng, hãy đề nghị"
                + " người phụ trách cho công bố và nêu lý do.",
            "This version has 68 rows, the one before had 340: a drop of 80 %. If that is right,"
                + " ask a steward to publish it and say why."),
        Optional.empty());
  }

  private static Finding personal() {
    return new Finding(
        "CLN-15",
        Dimension.CLEAN,
        Severity.BLOCK,
        Finding.Scope.COLUMN,
        Optional.of("so_cccd"),
        340,
        340,
        true,
        List.of(new Finding.FailingRow(2, "0010********", "không có dữ liệu cá nhân")),
        OptionalLong.empty(),
        new Message(
            "Cột so_cccd chứa số căn cước công dân. Bỏ cột này hoặc thay bằng mã không định danh"
                + " rồi gửi lại.",
            "Column so_cccd holds citizen numbers. Leave it out, or replace it by a code that"
                + " identifies nobody, and send the table again."),
        Optional.empty());
  }

  private static Agency agency(String code, String vi, String en) {
    return new Agency(new AgencyCode(code), text(vi, en), Optional.empty());
  }

  static LangText text(String vi, String en) {
    var map = new LinkedHashMap<String, String>();
    map.put("vi", vi);
    map.put("en", en);
    return new LangText(map);
  }

  /** Puts an entry together. */
  private static final class Maker {
    private final DatasetId id;
    private final Agency agency;
    private final String identifier;
    private LangText title = LangText.EMPTY;
    private LangText description = LangText.EMPTY;
    private Optional<Dataset.Period> period = Optional.empty();
    private Optional<String> landing = Optional.of("https://data.example.vn/dataset");
    private Optional<DatasetEntry.Tombstone> tombstone = Optional.empty();
    private final List<TableEntry> tables = new ArrayList<>();
    private final List<DatasetFile> files = new ArrayList<>();
    private final List<DatasetEntry.Failure> failures = new ArrayList<>();
    private final List<DatasetEntry.Alternate> alternates = new ArrayList<>();

    Maker(DatasetId id, Agency agency, String identifier) {
      this.id = id;
      this.agency = agency;
      this.identifier = identifier;
    }

    Maker titled(String vi, String en) {
      title = text(vi, en);
      return this;
    }

    Maker titledOnly(String language, String text) {
      title = new LangText(Map.of(language, text));
      return this;
    }

    Maker described(String vi, String en) {
      description = text(vi, en);
      return this;
    }

    Maker of(String start, String end) {
      period = Optional.of(new Dataset.Period(Optional.of(start), Optional.of(end)));
      return this;
    }

    Maker landing(String url) {
      landing = Optional.of(url);
      return this;
    }

    Maker table(TableVersion version) {
      return table(
          new TableEntry(version.id().table(), Optional.of(version), version, Optional.empty()));
    }

    Maker table(TableEntry table) {
      tables.add(table);
      return this;
    }

    Maker file(DatasetFile file) {
      files.add(file);
      return this;
    }

    Maker failure(DatasetEntry.Failure failure) {
      failures.add(failure);
      return this;
    }

    Maker alternate(DatasetEntry.Alternate alternate) {
      alternates.add(alternate);
      return this;
    }

    Maker gone(String reason) {
      tombstone = Optional.of(new DatasetEntry.Tombstone(reason, NOW));
      return this;
    }

    DatasetEntry entry() {
      Model model = ModelFactory.createDefaultModel();
      Resource subject = model.createResource("https://nguon.example.vn/dataset/" + identifier);
      subject.addProperty(RDF.type, DCAT.Dataset).addProperty(DCTerms.identifier, identifier);
      title.byLanguage().forEach((tag, text) -> subject.addProperty(DCTerms.title, text, tag));
      var dataset =
          new Dataset(
              subject.getURI(),
              title,
              description,
              List.of(identifier),
              Optional.of(
                  new Dataset.Agent(
                      Optional.empty(), agency.name(), Optional.of(agency.code().value()))),
              List.of("số liệu", "tỉnh", "2025"),
              List.of("http://publications.europa.eu/resource/authority/data-theme/SOCI"),
              Optional.of("https://creativecommons.org/licenses/by/4.0/"),
              Optional.empty(),
              Optional.of("http://publications.europa.eu/resource/authority/frequency/QUARTERLY"),
              Optional.of("2025"),
              Optional.of("2026-11-05"),
              period,
              List.of("Việt Nam"),
              List.of("vi"),
              landing,
              Optional.of(
                  new Dataset.Contact(
                      Optional.of("Phòng Dữ liệu"),
                      Optional.of("dulieu@example.vn"),
                      Optional.empty())),
              List.of(),
              List.of(
                  new Distribution(
                      "urn:x:csv",
                      text("Tệp CSV", "CSV file"),
                      LangText.EMPTY,
                      Optional.of("https://nguon.example.vn/" + identifier + ".csv"),
                      Optional.empty(),
                      Optional.of("CSV"),
                      Optional.empty(),
                      Optional.empty(),
                      OptionalLong.of(12_345),
                      Optional.empty(),
                      Optional.empty())));
      return new DatasetEntry(
          id,
          agency,
          new CatalogRecord(identifier, subject),
          dataset,
          CKAN,
          alternates,
          100 + id.value().charAt(0),
          NOW.minusSeconds(40 * 86_400),
          NOW,
          tombstone,
          tables,
          files,
          failures,
          id.equals(POPULATION) ? Optional.of(late()) : Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());
    }
  }

  /** Late, and with a link that is dead. */
  private static Liveness late() {
    Instant since = NOW.minusSeconds(9 * 86_400);
    return new Liveness(
        NOW.minusSeconds(3_600),
        "2026.1",
        Optional.of(0.4),
        Optional.of(0.31),
        List.of(
            live(
                "LIV-04",
                Severity.QUARANTINE,
                "1 trên 2 liên kết tới dữ liệu không trả về đúng tệp:"
                    + " https://nguon.example.vn/a.csv (từ 2026-11-11). Sửa đường dẫn.",
                "1 of 2 links to the data do not give what they promise:"
                    + " https://nguon.example.vn/a.csv (since 2026-11-11). Correct the link."),
            live(
                "LIV-01",
                Severity.ERROR,
                "Hứa cập nhật hằng quý nhưng nội dung đổi lần cuối ngày 2026-02-01.",
                "Updates are promised quarterly, but the content last changed on 2026-02-01.")),
        List.of(
            new Liveness.Link(
                "https://nguon.example.vn/a.csv",
                "file",
                Optional.of(since),
                Optional.of(new Message("mã 404", "status 404"))),
            new Liveness.Link(
                "https://nguon.example.vn/", "landing_page", Optional.empty(), Optional.empty())),
        new MetadataAssessment(
            List.of(MetadataAssessment.Indicator.KEYWORD, MetadataAssessment.Indicator.LICENCE)));
  }

  private static Finding live(String rule, Severity severity, String vi, String en) {
    return new Finding(
        rule,
        Dimension.LIVE,
        severity,
        Finding.Scope.DATASET,
        Optional.empty(),
        2,
        1,
        false,
        List.of(),
        OptionalLong.empty(),
        new Message(vi, en),
        Optional.empty());
  }
}
