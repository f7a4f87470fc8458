package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vn.sen.publish.demo.Places.Province;
import vn.sen.publish.demo.Sample.Frequency;
import vn.sen.publish.demo.SampleFile.Link;

/** What the government office offers: the public service portal, reports, the command centre. */
final class GovernmentOfficeSamples {
  static final int PROCEDURES = 6_842;
  static final int PROCEDURES_ONLINE = 1_194;
  static final int BANKS = 46;
  static final int BANKS_CONNECTED = 38;
  static final int PAYMENTS = 13_600;
  static final int REGIMES = 179;
  static final int REGIMES_INTEGRATED = 69;
  static final int INDICATORS = 210;
  static final int INDICATOR_SETS = 3;
  static final int MINISTRIES_CONNECTED = 15;

  private static final Office OFFICE = Office.GOVERNMENT_OFFICE;

  private final Places places;
  private final Timetable time;

  GovernmentOfficeSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  List<Sample> all() {
    return List.of(
        publicServicePortal(),
        reportingRegimes(),
        indicators(),
        commandCentre(),
        oneStopSystems(),
        reformReport(),
        abolishedProcedures());
  }

  /** Four tables, of which one is bad. */
  private Sample publicServicePortal() {
    return Draft.of(OFFICE, "cong-dich-vu-cong-quoc-gia")
        .title("Cổng Dịch vụ công quốc gia", "The national public service portal")
        .about(
            "1.194 trên 6.842 thủ tục được cung cấp trực tuyến, 66 triệu lượt truy cập, 13.600 giao"
                + " dịch thanh toán, 38 trên 46 ngân hàng kết nối. Tổng số là số liệu được nêu; tên"
                + " từng thủ tục, từng ngân hàng và cách chia là mẫu.",
            "1,194 of 6,842 procedures are offered online, 66 million visits, 13,600 payments, 38"
                + " of 46 banks connected. The totals are figures as stated; names of single"
                + " procedures and banks, and how the totals divide, are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "dịch vụ công", "thủ tục hành chính", "thanh toán trực tuyến")
        .every(Frequency.ANNUAL, time.yearly())
        .file(csv("so-lieu-chinh", figures()).titled("Số liệu chính", "Key figures"))
        .file(csv("thu-tuc", procedures()).titled("Thủ tục hành chính", "Procedures"))
        .file(csv("ngan-hang", banks()).titled("Ngân hàng kết nối", "Banks connected"))
        .file(payments())
        .done();
  }

  private static Grid figures() {
    return new Grid(
        List.of(
            Field.text("chi_tieu", "Chỉ tiêu", "Figure"),
            Field.text("nguyen_van", "Như tài liệu viết", "As the document puts it"),
            Field.integer("gia_tri", "Giá trị", "Value"),
            Field.text("don_vi", "Đơn vị tính", "Unit")),
        List.of("chi_tieu"),
        List.of(
            List.of("Thủ tục cung cấp trực tuyến", "1.194", "" + PROCEDURES_ONLINE, "thủ tục"),
            List.of("Tổng số thủ tục", "6.842", "" + PROCEDURES, "thủ tục"),
            List.of("Lượt truy cập", "66 triệu", "66000000", "lượt"),
            List.of("Giao dịch thanh toán", "13.600", "" + PAYMENTS, "giao dịch"),
            List.of("Ngân hàng đã kết nối", "38", "" + BANKS_CONNECTED, "ngân hàng"),
            List.of("Tổng số ngân hàng", "46", "" + BANKS, "ngân hàng")));
  }

  private static Grid procedures() {
    String[] fields = {"Đất đai", "Hộ tịch", "Xây dựng", "Giao thông", "Y tế", "Giáo dục", "Thuế"};
    String[] levels = {"Trung ương", "Cấp tỉnh", "Cấp xã"};
    return new Grid(
        List.of(
            Field.text("ma_thu_tuc", "Mã thủ tục", "Code of the procedure"),
            Field.text("linh_vuc", "Lĩnh vực", "Field"),
            Field.text("cap_thuc_hien", "Cấp thực hiện", "Tier that carries it out"),
            Field.text("truc_tuyen", "Cung cấp trực tuyến (có hoặc chưa)", "Offered online"),
            Field.integer("so_ngay", "Thời hạn giải quyết", "Time allowed").in("ngày")),
        List.of("ma_thu_tuc"),
        IntStream.rangeClosed(1, PROCEDURES)
            .mapToObj(
                i -> {
                  Noise noise = Noise.of("procedure", i);
                  return List.of(
                      "M.%06d".formatted(i),
                      noise.pick(fields),
                      noise.pick(levels),
                      spread(i, PROCEDURES_ONLINE, PROCEDURES) ? "có" : "chưa",
                      Integer.toString(noise.between(1, 45)));
                })
            .toList());
  }

  private static Grid banks() {
    return new Grid(
        List.of(
            Field.text("ma_ngan_hang", "Mã ngân hàng mẫu", "Code of the sample bank"),
            Field.text("ten", "Tên mẫu", "Sample name"),
            Field.text("ket_noi", "Đã kết nối (có hoặc chưa)", "Connected")),
        List.of("ma_ngan_hang"),
        IntStream.rangeClosed(1, BANKS)
            .mapToObj(
                i ->
                    List.of(
                        "NH%02d".formatted(i),
                        "Ngân hàng mẫu %02d".formatted(i),
                        spread(i, BANKS_CONNECTED, BANKS) ? "có" : "chưa"))
            .toList());
  }

  /** A row in twenty has lost a cell or gained one. */
  private static SampleFile payments() {
    var rows = new ArrayList<List<String>>();
    int left = PAYMENTS;
    List<YearMonth> months = Timetable.months(YearMonth.of(2020, 3), YearMonth.of(2020, 12));
    int places = months.size() * BANKS_CONNECTED;
    for (YearMonth month : months) {
      for (int bank = 1; bank <= BANKS_CONNECTED; bank++) {
        int fair = left / places;
        int count = places == 1 ? left : Noise.of("payments", month, bank).between(0, 2 * fair);
        left -= count;
        places--;
        rows.add(
            List.of(
                month.toString(),
                "NH%02d".formatted(bank),
                Integer.toString(count),
                Integer.toString(count * 180)));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                Field.text("ma_ngan_hang", "Mã ngân hàng mẫu", "Code of the sample bank"),
                Field.integer("giao_dich", "Số giao dịch", "Payments").in("giao dịch"),
                Field.integer("so_tien", "Số tiền", "Amount").in("nghìn đồng")),
            List.of("thang", "ma_ngan_hang"),
            rows);
    var ragged = new ArrayList<List<String>>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      ragged.add(
          switch (i % 40) {
            case 7 -> row.subList(0, 3);
            case 27 -> List.of(row.get(0), row.get(1), row.get(2), row.get(3), "đã sửa");
            default -> row;
          });
    }
    byte[] bytes = grid.delimitedRows(',', ragged).getBytes(StandardCharsets.UTF_8);
    return SampleFile.table("thanh-toan", Format.CSV, grid, bytes)
        .titled("Giao dịch thanh toán", "Payments")
        .expecting(
            Expected.QUARANTINED,
            "one bad table of four: a row in twenty has a cell too few or too many",
            "CLN-01");
  }

  private Sample reportingRegimes() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_che_do", "Mã chế độ báo cáo mẫu", "Code of the sample regime"),
                Field.text("ten", "Tên mẫu", "Sample name"),
                Field.text("ky_bao_cao", "Kỳ báo cáo", "Period of the reports"),
                Field.text("tich_hop", "Đã tích hợp (có hoặc chưa)", "Integrated")),
            List.of("ma_che_do"),
            IntStream.rangeClosed(1, REGIMES)
                .mapToObj(
                    i ->
                        List.of(
                            "CD%03d".formatted(i),
                            "Chế độ báo cáo mẫu %03d".formatted(i),
                            Noise.of("regime", i).pick("tháng", "quý", "6 tháng", "năm"),
                            spread(i, REGIMES_INTEGRATED, REGIMES) ? "có" : "chưa"))
                .toList());
    return Draft.of(OFFICE, "che-do-bao-cao")
        .title("Chế độ báo cáo trên Hệ thống báo cáo Chính phủ", "Regimes of the reporting system")
        .about(
            "69 trên 179 chế độ báo cáo đã tích hợp; tên từng chế độ là mẫu.",
            "69 of 179 reporting regimes are integrated; names of single regimes are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "chế độ báo cáo", "hệ thống báo cáo")
        .every(Frequency.ANNUAL, time.yearly())
        .file(
            SampleFile.table(
                "che-do-bao-cao", Format.XLSX, grid, Workbooks.xlsx("Che do bao cao", grid)))
        .done();
  }

  private Sample indicators() {
    String[] sets = {"Kinh tế - xã hội", "Chỉ đạo, điều hành", "Thường nhật"};
    String[] units = {"%", "người", "tỷ đồng", "hồ sơ", "triệu USD"};
    var grid =
        new Grid(
            List.of(
                Field.text("ma_chi_tieu", "Mã chỉ tiêu", "Code of the indicator"),
                Field.text("bo_chi_tieu", "Bộ chỉ tiêu mẫu", "Sample set"),
                Field.text("co_quan", "Cơ quan chủ quản", "Owner"),
                Field.text("don_vi", "Đơn vị tính", "Unit"),
                Field.text("ky", "Kỳ", "Period"),
                Field.number("gia_tri_gan_nhat", "Giá trị gần nhất", "Last value")),
            List.of("ma_chi_tieu"),
            IntStream.rangeClosed(1, INDICATORS)
                .mapToObj(
                    i -> {
                      Noise noise = Noise.of("indicator", i);
                      return List.of(
                          "CT%03d".formatted(i),
                          sets[(i - 1) % INDICATOR_SETS],
                          "Bộ, ngành %02d".formatted(noise.between(1, MINISTRIES_CONNECTED)),
                          noise.pick(units),
                          noise.pick("ngày", "tháng", "quý", "năm"),
                          "%d.%d".formatted(noise.between(1, 990), noise.between(1, 9)));
                    })
                .toList());
    return Draft.of(OFFICE, "chi-tieu-chi-dao-dieu-hanh")
        .title(
            "210 chỉ tiêu phục vụ chỉ đạo, điều hành", "The 210 indicators of the command centre")
        .about(
            "210 chỉ tiêu trong 3 bộ; tên bộ, cơ quan và giá trị là mẫu.",
            "210 indicators in 3 sets; names of the sets, owners and values are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "chỉ tiêu", "chỉ đạo điều hành")
        .every(Frequency.ANNUAL, time.yearly())
        .file(csv("chi-tieu", grid))
        .done();
  }

  private Sample commandCentre() {
    var rows = new ArrayList<List<String>>();
    for (int i = 1; i <= MINISTRIES_CONNECTED; i++) {
      rows.add(List.of("BN%02d".formatted(i), "Bộ, ngành %02d".formatted(i), "bộ, ngành"));
    }
    for (Province province : places.provincesBefore()) {
      rows.add(List.of("DP" + province.code(), province.name(), "địa phương"));
    }
    var grid =
        new Grid(
            List.of(
                Field.text("ma", "Mã trong bảng này", "Code within this table"),
                Field.text("ten", "Bộ, ngành (mẫu) hoặc địa phương", "Ministry or locality"),
                Field.text("loai", "Loại", "Kind")),
            List.of("ma"),
            rows);
    byte[] bytes = grid.delimited('\t').getBytes(StandardCharsets.UTF_8);
    return Draft.of(OFFICE, "ket-noi-trung-tam-dieu-hanh")
        .title("Kết nối Trung tâm chỉ đạo, điều hành", "Who is connected to the command centre")
        .about(
            "15 bộ, ngành và 63 địa phương đã kết nối; tên bộ, ngành là mẫu.",
            "15 ministries and 63 localities are connected; names of ministries are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "trung tâm điều hành", "kết nối")
        .every(Frequency.ANNUAL, time.yearly())
        .file(SampleFile.table("ket-noi", Format.TSV, grid, bytes))
        .done();
  }

  private Sample oneStopSystems() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
                Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province"),
                Field.integer("so_he_thong", "Số hệ thống một cửa", "One-stop systems")
                    .in("hệ thống"),
                Field.text("loai_so", "Số được nêu hay số mẫu", "Stated or sample")),
            List.of("ma_tinh"),
            places.provincesBefore().stream().map(GovernmentOfficeSamples::oneStop).toList());
    return Draft.of(OFFICE, "he-thong-mot-cua-theo-tinh")
        .title("Số hệ thống một cửa điện tử theo tỉnh", "One-stop systems per province")
        .about(
            "Có tỉnh dùng nhiều hệ thống một cửa: Hà Nội 10, Hải Phòng 5. Hai số này được nêu; số"
                + " của các tỉnh khác là mẫu.",
            "Some provinces run several one-stop systems: Hà Nội 10, Hải Phòng 5. These two are"
                + " stated; those of other provinces are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "một cửa điện tử", "hệ thống thông tin")
        .every(Frequency.NEVER, LocalDate.of(2024, 12, 31))
        .covering(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
        .file(csv("he-thong-mot-cua", grid))
        .done();
  }

  private static List<String> oneStop(Province province) {
    return switch (province.code()) {
      case "01" -> List.of(province.code(), province.name(), "10", "được nêu");
      case "31" -> List.of(province.code(), province.name(), "5", "được nêu");
      default ->
          List.of(
              province.code(),
              province.name(),
              Integer.toString(Noise.of("one-stop", province.code()).between(1, 3)),
              "mẫu");
    };
  }

  private Sample reformReport() {
    byte[] pdf =
        Pdf.page(
            List.of(
                "BAO CAO MAU VE CAI CACH THU TUC HANH CHINH",
                "",
                "Sample report of Sen's demonstration. It holds no table.",
                "1,194 of 6,842 procedures are offered online.",
                "66 million visits; 38 of 46 banks are connected."));
    var file =
        new SampleFile(
            "bao-cao.pdf",
            Office.words("Toàn văn báo cáo", "The report"),
            Format.PDF,
            pdf,
            Optional.empty(),
            Link.FILE,
            Expected.NO_TABLE,
            0,
            List.of(),
            "a PDF and nothing else");
    return Draft.of(OFFICE, "bao-cao-cai-cach-hanh-chinh")
        .title("Báo cáo cải cách thủ tục hành chính", "Report on the reform of procedures")
        .about(
            "Báo cáo mẫu dạng PDF, không có bảng dữ liệu nào.",
            "A sample report as a PDF, without any table.")
        .fromFoundingDocuments()
        .theme("GOVE", "báo cáo", "cải cách hành chính")
        .every(Frequency.ANNUAL, time.yearly())
        .file(file)
        .done();
  }

  private Sample abolishedProcedures() {
    return Draft.of(OFFICE, "thu-tuc-bai-bo")
        .title("Thủ tục hành chính bị bãi bỏ", "Procedures that were abolished")
        .about(
            "Đường dẫn tải tệp đã hỏng: máy chủ trả lời 404.",
            "The link to the file is broken: the server answers 404.")
        .madeUp()
        .theme("GOVE", "thủ tục hành chính", "bãi bỏ")
        .every(Frequency.ANNUAL, time.yearly())
        .file(
            csv("thu-tuc-bai-bo", procedures().first(120))
                .answering(Link.NOTHING)
                .holding(0)
                .expecting(Expected.FAILED, "its link answers 404"))
        .done();
  }

  /** Whether place {@code i}, from 1, is one of {@code chosen} spread evenly over {@code all}. */
  static boolean spread(int i, int chosen, int all) {
    return (long) i * chosen / all > (long) (i - 1) * chosen / all;
  }
}
