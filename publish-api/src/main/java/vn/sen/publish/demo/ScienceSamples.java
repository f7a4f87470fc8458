package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vn.sen.publish.demo.Places.Commune;
import vn.sen.publish.demo.Places.Province;
import vn.sen.publish.demo.Sample.Frequency;
import vn.sen.vocab.LangText;

/**
 * What the ministry of science offers: the document exchange axis, and the state of the systems.
 */
final class ScienceSamples {
  static final int DOCUMENTS_A_MONTH = 550_000;
  static final int MINISTRIES = 30;
  static final int MINISTRIES_WITH_DOCUMENT_SYSTEM = 26;
  static final int MINISTRIES_SHORT_OF_SECURITY = 20;
  static final int LOCALITIES_SHORT_OF_SECURITY = 3;

  private static final Office OFFICE = Office.SCIENCE;
  private static final String[] TIERS = {"Trung ương", "Cấp tỉnh", "Cấp huyện", "Cấp xã"};

  private final Places places;
  private final Timetable time;

  ScienceSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  /**
   * @param copied a dataset of another agency, which this portal offers as well
   */
  List<Sample> all(Sample copied) {
    return List.of(
        documentsByTier(),
        documentsByProvince(),
        documentsByCommune(),
        localSystems(),
        ministrySystems(),
        digitalGovernmentFigures(),
        informationSecurity(),
        copied.listed(Expected.ALTERNATE),
        untitled());
  }

  /** Grows by a month on the second day. */
  private Sample documentsByTier() {
    YearMonth last = time.isSecondDay() ? time.lastMonth() : time.lastMonth().minusMonths(1);
    var rows = new ArrayList<List<String>>();
    for (YearMonth month : Timetable.months(YearMonth.of(2023, 1), last)) {
      int left = DOCUMENTS_A_MONTH;
      for (int tier = 0; tier < TIERS.length; tier++) {
        int rest = TIERS.length - 1 - tier;
        int fair = left / (rest + 1);
        int count =
            rest == 0 ? left : Noise.of("documents", month, tier).between(fair / 2, fair * 3 / 2);
        left -= count;
        rows.add(List.of(month.toString(), TIERS[tier], Integer.toString(count)));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                Field.text("cap", "Cấp gửi", "Tier that sends"),
                Field.integer("van_ban", "Văn bản gửi, nhận", "Documents exchanged").in("văn bản")),
            List.of("thang", "cap"),
            rows);
    return Draft.of(OFFICE, "van-ban-tren-truc-theo-cap")
        .title(
            "Văn bản trên Trục liên thông theo tháng và cấp",
            "Documents on the exchange axis by month and tier")
        .about(
            "550.000 văn bản mỗi tháng, 98 % đơn vị của bốn cấp đã kết nối. Tổng mỗi tháng là con"
                + " số được nêu; cách chia theo cấp là mẫu, do Sen sinh ra và luôn như nhau.",
            "550,000 documents a month, 98 % of units of four tiers connected. The total of each"
                + " month is the figure as stated; how it divides over the tiers is sample data"
                + " that Sen generates, the same every time.")
        .fromFoundingDocuments()
        .theme("TECH", "trục liên thông", "văn bản điện tử")
        .every(Frequency.MONTHLY, time.isSecondDay() ? time.today() : time.monthly())
        .covering(LocalDate.of(2023, 1, 1), last.atEndOfMonth())
        .file(csv("van-ban-theo-cap", grid))
        .done();
  }

  /** 63 provinces until June 2025 and 34 since: a code is read at the date of its row. */
  private Sample documentsByProvince() {
    var rows = new ArrayList<List<String>>();
    for (YearMonth month : Timetable.months(YearMonth.of(2024, 1), time.lastMonth())) {
      boolean merged = !month.isBefore(Timetable.FIRST_MERGED_MONTH);
      for (Province province : places.provincesOn(month.atDay(1))) {
        Noise noise = Noise.of("province documents", province.code(), month);
        int sent = noise.between(1_200, 9_000) * (merged ? 2 : 1);
        rows.add(
            List.of(
                month.toString(),
                province.code(),
                province.name(),
                Integer.toString(sent),
                Integer.toString(sent * noise.between(60, 100) / 100)));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                Field.text("ma_tinh", "Mã tỉnh vào tháng đó", "Code of the province that month"),
                Field.text("ten_tinh", "Tên tỉnh vào tháng đó", "Name of the province that month"),
                Field.integer("gui", "Văn bản gửi", "Documents sent").in("văn bản"),
                Field.integer("ky_so", "Trong đó ký số", "Of which digitally signed")
                    .in("văn bản")),
            List.of("thang", "ma_tinh"),
            rows);
    return Draft.of(OFFICE, "van-ban-theo-tinh-hang-thang")
        .title(
            "Văn bản điện tử theo tỉnh, hằng tháng", "Electronic documents by province and month")
        .about(
            "63 tỉnh đến tháng 6/2025, 34 tỉnh từ tháng 7/2025; mỗi dòng ghi mã có hiệu lực vào"
                + " tháng đó.",
            "63 provinces until June 2025, 34 since; each row has the code valid in its month.")
        .madeUp()
        .theme("TECH", "văn bản điện tử", "chữ ký số", "tỉnh")
        .every(Frequency.MONTHLY, time.monthly())
        .covering(LocalDate.of(2024, 1, 1), time.lastMonth().atEndOfMonth())
        .file(csv("van-ban-theo-tinh", grid))
        .done();
  }

  private Sample documentsByCommune() {
    var rows = new ArrayList<List<String>>();
    YearMonth last = time.lastMonth();
    for (YearMonth month : Timetable.months(last.minusMonths(2), last)) {
      for (Commune commune : places.communesNow()) {
        Noise noise = Noise.of("commune documents", commune.code(), month);
        rows.add(
            List.of(
                month.toString(),
                commune.code(),
                commune.name(),
                commune.province().code(),
                Integer.toString(noise.between(20, 420)),
                Integer.toString(noise.between(30, 610))));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                Field.text("ma_xa", "Mã xã, phường", "Code of the commune"),
                Field.text("ten_xa", "Tên xã, phường", "Name of the commune"),
                Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
                Field.integer("gui", "Văn bản gửi", "Documents sent").in("văn bản"),
                Field.integer("nhan", "Văn bản nhận", "Documents received").in("văn bản")),
            List.of("thang", "ma_xa"),
            rows);
    return Draft.of(OFFICE, "van-ban-theo-xa-ba-thang")
        .title(
            "Văn bản điện tử cấp xã, ba tháng gần nhất", "Documents by commune, last three months")
        .about(
            "Văn bản gửi và nhận của từng xã, phường, đặc khu trong ba tháng gần nhất.",
            "Documents sent and received by each commune in the last three months.")
        .madeUp()
        .theme("TECH", "văn bản điện tử", "cấp xã")
        .every(Frequency.MONTHLY, time.monthly())
        .covering(last.minusMonths(2).atDay(1), last.atEndOfMonth())
        .file(csv("van-ban-theo-xa", grid))
        .done();
  }

  /** 63 localities by systems. */
  private Sample localSystems() {
    String[] systems = {
      "Quản lý văn bản",
      "Một cửa điện tử",
      "Cổng dịch vụ công",
      "Báo cáo",
      "Hội nghị truyền hình",
      "Nền tảng tích hợp"
    };
    var rows = new ArrayList<List<String>>();
    for (Province province : places.provincesBefore()) {
      for (String system : systems) {
        boolean present =
            system.equals("Quản lý văn bản")
                || Noise.of("system", province.code(), system).share() < 0.85;
        rows.add(List.of(province.code(), province.name(), system, present ? "có" : "chưa"));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
                Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province"),
                Field.text("he_thong", "Hệ thống", "System"),
                Field.text("tinh_trang", "Đã có hay chưa", "Whether it is there")),
            List.of("ma_tinh", "he_thong"),
            rows);
    return Draft.of(OFFICE, "he-thong-cua-63-dia-phuong")
        .title("Hệ thống thông tin của 63 địa phương", "Systems of the 63 localities")
        .about(
            "Địa phương nào đã có hệ thống nào, năm 2024. Cả 63 trên 63 có quản lý văn bản là số"
                + " được nêu; các hệ thống khác là mẫu.",
            "Which locality has which system, in 2024. That 63 of 63 manage documents is stated;"
                + " the other systems are samples.")
        .fromFoundingDocuments()
        .theme("TECH", "hệ thống thông tin", "địa phương", "ma trận")
        .every(Frequency.NEVER, LocalDate.of(2024, 12, 31))
        .covering(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
        .file(csv("he-thong", grid))
        .done();
  }

  private Sample ministrySystems() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma", "Mã trong bảng này", "Code within this table"),
                Field.text("ten", "Bộ, ngành (mẫu)", "Ministry (sample)"),
                Field.text(
                    "quan_ly_van_ban", "Đã có quản lý văn bản hay chưa", "Manages documents")),
            List.of("ma"),
            IntStream.rangeClosed(1, MINISTRIES)
                .mapToObj(
                    i ->
                        List.of(
                            "BN%02d".formatted(i),
                            "Bộ, ngành %02d".formatted(i),
                            GovernmentOfficeSamples.spread(
                                    i, MINISTRIES_WITH_DOCUMENT_SYSTEM, MINISTRIES)
                                ? "có"
                                : "chưa"))
                .toList());
    return Draft.of(OFFICE, "quan-ly-van-ban-bo-nganh")
        .title("Hệ thống quản lý văn bản của bộ, ngành", "Document systems of the ministries")
        .about(
            "26 trên 30 bộ, ngành có hệ thống quản lý văn bản; tên bộ, ngành là mẫu.",
            "26 of 30 ministries have a document system; names of ministries are samples.")
        .fromFoundingDocuments()
        .theme("TECH", "quản lý văn bản", "bộ ngành")
        .every(Frequency.ANNUAL, time.yearly())
        .file(
            SampleFile.table(
                "quan-ly-van-ban", Format.XLSX, grid, Workbooks.xlsx("Quan ly van ban", grid)))
        .done();
  }

  /** Good figures, badly described. */
  private Sample digitalGovernmentFigures() {
    var grid =
        new Grid(
            List.of(
                Field.text("chi_so", "Chỉ số", "Figure"),
                Field.number("gia_tri", "Giá trị", "Value"),
                Field.text("don_vi", "Đơn vị tính", "Unit")),
            List.of("chi_so"),
            List.of(
                List.of("Văn bản trao đổi mỗi tháng", "550000", "văn bản"),
                List.of("Đơn vị đã kết nối trục liên thông", "98", "%"),
                List.of("Lãnh đạo có chữ ký số", "70", "%"),
                List.of("Dữ liệu được dùng lại", "1", "%"),
                List.of("Bộ, ngành chưa đủ an toàn thông tin", "20", "bộ, ngành"),
                List.of("Địa phương chưa đủ an toàn thông tin", "3", "địa phương"),
                List.of("Hệ thống một cửa của Hà Nội", "10", "hệ thống"),
                List.of("Hệ thống một cửa của Hải Phòng", "5", "hệ thống"),
                List.of("Bộ, ngành có quản lý văn bản", "26", "bộ, ngành"),
                List.of("Địa phương có quản lý văn bản", "63", "địa phương")));
    return Draft.of(OFFICE, "so-lieu-chinh-phu-so")
        .title("Số liệu chính phủ số", "Figures on digital government")
        .about(
            "Mười con số; không ghi giấy phép, từ khóa và từ điển dữ liệu.",
            "Ten figures; without a licence, keywords and a data dictionary.")
        .fromFoundingDocuments()
        .theme("TECH")
        .every(Frequency.ANNUAL, time.yearly())
        .file(
            csv("so-lieu", grid)
                .withoutDictionary()
                .expecting(
                    Expected.PUBLISHED,
                    "no licence, no keyword, no data dictionary",
                    "COM-01",
                    "COM-03"))
        .done()
        .poorlyDescribed();
  }

  private Sample informationSecurity() {
    int all = MINISTRIES_SHORT_OF_SECURITY + LOCALITIES_SHORT_OF_SECURITY;
    var grid =
        new Grid(
            List.of(
                Field.text("ma", "Mã trong bảng này", "Code within this table"),
                Field.text("co_quan", "Cơ quan (tên mẫu)", "Agency (sample name)"),
                Field.text("loai", "Loại", "Kind")),
            List.of("ma"),
            IntStream.rangeClosed(1, all)
                .mapToObj(
                    i ->
                        i <= MINISTRIES_SHORT_OF_SECURITY
                            ? List.of(
                                "AT%02d".formatted(i), "Bộ, ngành %02d".formatted(i), "bộ, ngành")
                            : List.of(
                                "AT%02d".formatted(i),
                                "Địa phương %02d".formatted(i - MINISTRIES_SHORT_OF_SECURITY),
                                "địa phương"))
                .toList());
    return Draft.of(OFFICE, "co-quan-chua-du-an-toan-thong-tin")
        .title("Cơ quan chưa đủ an toàn thông tin", "Agencies short of information security")
        .about(
            "20 bộ, ngành và 3 địa phương chưa đủ an toàn thông tin để nối với dữ liệu dân cư; tên"
                + " là mẫu.",
            "20 ministries and 3 localities short of the information security that a link to the"
                + " population database asks for; names are samples.")
        .fromFoundingDocuments()
        .theme("TECH", "an toàn thông tin", "dữ liệu dân cư")
        .every(Frequency.ANNUAL, time.yearly())
        .file(csv("an-toan-thong-tin", grid))
        .done();
  }

  private Sample untitled() {
    var grid =
        new Grid(
            List.of(Field.text("muc", "Mục", "Item"), Field.integer("so", "Số", "Number")),
            List.of("muc"),
            IntStream.rangeClosed(1, 12)
                .mapToObj(
                    i ->
                        List.of(
                            String.format(Locale.ROOT, "M%02d", i),
                            Integer.toString(Noise.of("untitled", i).between(1, 99))))
                .toList());
    return Draft.of(OFFICE, "ban-ghi-khong-ten")
        .about("Bản ghi thiếu tên, nên không được tiếp nhận.", "A record without a title.")
        .madeUp()
        .theme("TECH", "thiếu tên")
        .every(Frequency.ANNUAL, time.yearly())
        .file(csv("bang", grid).expecting(Expected.REJECTED, "a record without a title", "COM-01"))
        .done()
        .titled(LangText.EMPTY)
        .listed(Expected.REJECTED);
  }
}
