package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;

/**
 * Forty kinds of tables as agencies publish them, made up from a seed and free of faults. Each says
 * of its columns what they are, so that others can spoil them.
 */
final class CleanTables {

  /** What stands in a column. */
  enum Role {
    KEY,
    /** Of an earlier row, or its own. */
    PARENT,
    PROVINCE_CODE,
    PROVINCE,
    DATE,
    YEAR,
    /** From a bound to a bound. */
    INTEGER,
    DECIMAL,
    /** People, in two parts and their sum. */
    MEN,
    WOMEN,
    SUM,
    /** One of a few. */
    CATEGORY,
    TAX_CODE,
    LATITUDE,
    LONGITUDE,
    YES_OR_NO,
    /** Hardly ever twice the same. */
    NOTE
  }

  /**
   * A column of a kind of table.
   *
   * @param words its categories or the beginnings of its notes; a prefix for keys
   */
  record Made(String name, Role role, int least, int most, List<String> words) {}

  /** A kind of table. */
  record Kind(String name, List<Made> columns) {
    @Override
    public String toString() {
      return name;
    }

    Optional<Made> find(Role role) {
      return columns.stream().filter(column -> column.role() == role).findFirst();
    }

    List<String> header() {
      return columns.stream().map(Made::name).toList();
    }
  }

  private static final String[][] PROVINCES = {
    {"01", "Thành phố Hà Nội"},
    {"79", "Thành phố Hồ Chí Minh"},
    {"48", "Thành phố Đà Nẵng"},
    {"46", "Thành phố Huế"},
    {"31", "Thành phố Hải Phòng"},
    {"92", "Thành phố Cần Thơ"},
    {"15", "Tỉnh Lào Cai"},
  };

  /** A line a kind: its name, then its columns as name, role and what the role needs. */
  private static final String SPECIFICATIONS =
      """
      lúa|ma:key LU|ma_tinh:code|ten_tinh:province|ngay:date|san_luong_tan:int 1000 9999|nang_suat_ta_ha:dec 40 70|so_nam:men|so_nu:women|tong_so:sum|loai:of Lúa đông xuân/Lúa hè thu/Lúa mùa|ma_so_thue:tax|vi_do:lat|kinh_do:lon|ghi_chu:note Theo báo cáo của sở/Số liệu điều tra mẫu
      cà phê|Mã hồ sơ:key CF|Mã tỉnh:code|Tên tỉnh:province|Ngày thu thập:date|Sản lượng (tấn):int 500 8000|Giá bán (nghìn đồng/kg):dec 80 130|Chủng loại:of Robusta/Arabica/Culi|Ghi chú:note Thu thập tại vườn/Theo hợp tác xã
      trường học|ma_truong:key TH|ma_tinh:code|tinh:province|nam_hoc_bat_dau:year 2016 2026|so_hoc_sinh_nam:men|so_hoc_sinh_nu:women|tong_hoc_sinh:sum|cap_hoc:of Mầm non/Tiểu học/Trung học cơ sở/Trung học phổ thông|vi_do:lat|kinh_do:lon|mo_ta:note Trường đạt chuẩn/Trường liên cấp
      bệnh viện|code:key BV|province_code:code|province:province|updated:date|beds:int 30 900|occupancy_percent:dec 40 99|hospital_class:of Hạng I/Hạng II/Hạng III|latitude:lat|longitude:lon|remark:note Có khoa cấp cứu/Khám theo yêu cầu
      chợ|ma_cho:key CHO|ma_tinh:code|ten_tinh:province|dien_tich_m2:int 300 9000|hang_cho:of Hạng 1/Hạng 2/Hạng 3|co_mai_che:bool|vi_do:lat|kinh_do:lon|dac_diem:note Chợ truyền thống/Chợ đầu mối
      doanh nghiệp|ma_dn:key DN|ma_so_thue:tax|ma_tinh:code|tinh_thanh:province|ngay_cap:date|von_dieu_le_trieu_dong:int 100 9000|nganh:of Thương mại/Xây dựng/Vận tải/Chế biến|nganh_nghe_chi_tiet:note Bán buôn hàng hóa/Sản xuất thực phẩm
      giá cả|id:key G|ngay:date|ma_tinh:code|tinh:province|mat_hang:of Gạo tẻ/Thịt lợn/Xăng RON 95/Đường trắng|gia_nghin_dong:dec 12 140|thay_doi_percent:dec 1 9|nguon:note Khảo sát tại chợ/Báo giá của siêu thị
      quan trắc nước|ma_mau:key QN|ma_tinh:code|dia_ban:province|ngay_lay_mau:date|ph:dec 6 8|nhiet_do_do_c:dec 18 33|do_duc_ntu:int 1 400|vi_tri:note Cầu số/Bến đò số|loai_nuoc:of Nước mặt/Nước ngầm/Nước thải|vi_do:lat|kinh_do:lon
      không khí|ma:key KK|ma_tinh:code|tinh:province|ngay:date|pm25_ug_m3:dec 5 95|aqi:int 20 200|muc:of Tốt/Trung bình/Kém/Xấu|ghi_chu:note Trạm tự động/Trạm bán tự động
      mưa|Mã đo:key M|Mã tỉnh:code|Tỉnh:province|Ngày:date|Lượng mưa (mm):dec 1 90|Độ ẩm (%):int 50 99|Cấp mưa:of Mưa nhỏ/Mưa vừa/Mưa to|Ghi chú:note Đo lúc bảy giờ/Đo lúc mười chín giờ
      cầu đường|ma_cau:key CD|ma_tinh:code|tinh:province|nam_hoan_thanh:year 1985 2026|chieu_dai_m:int 12 2000|tai_trong_tan:dec 8 40|ket_cau:of Bê tông/Thép/Dàn thép|vi_do:lat|kinh_do:lon|ghi_chu:note Bắc qua sông/Bắc qua kênh
      tai nạn theo quý|ma:key TN|ma_tinh:code|tinh:province|ngay_chot:date|so_vu:int 20 600|thiet_hai_trieu_dong:int 50 9000|loai_duong:of Quốc lộ/Tỉnh lộ/Đường huyện|nguyen_nhan:note Không chú ý quan sát/Vượt quá tốc độ
      xe buýt|ma_chuyen:key XB|ma_tinh:code|thanh_pho:province|ngay_ap_dung:date|gia_ve_nghin_dong:int 5 40|cu_ly_km:dec 8 60|loai_xe:of Xe điện/Xe dầu/Xe khí nén|lo_trinh:note Bến xe Tây đi/Ga trung tâm đi
      du lịch|ma_diem:key DL|ma_tinh:code|tinh:province|khach_noi_dia:int 1000 90000|khach_quoc_te:int 100 9000|loai_hinh:of Biển/Núi/Di tích/Làng nghề|vi_do:lat|kinh_do:lon|gioi_thieu:note Điểm tham quan/Khu nghỉ dưỡng
      lao động|ma_ky:key LD|ma_tinh:code|tinh:province|nam_bao_cao:year 2014 2026|lao_dong_nam:men|lao_dong_nu:women|tong_lao_dong:sum|khu_vuc:of Nông nghiệp/Công nghiệp/Dịch vụ|ghi_chu:note Điều tra chọn mẫu/Báo cáo hành chính
      dân số|ma:key DS|ma_tinh:code|tinh:province|nam_diem:year 2010 2026|nam_gioi:men|nu_gioi:women|dan_so:sum|noi_o:of Thành thị/Nông thôn|nguon:note Tổng điều tra/Ước tính giữa kỳ
      ngân sách|ma_khoan:key NS|ma_tinh:code|don_vi:province|ngay_quyet_dinh:date|du_toan_trieu_dong:int 1000 9999|quyet_toan_trieu_dong:int 1000 9999|linh_vuc:of Giáo dục/Y tế/Giao thông/Văn hóa|dien_giai:note Chi thường xuyên/Chi đầu tư
      đấu thầu|so_tbmt:key DT|ma_tinh:code|tinh:province|ngay_mo_thau:date|gia_goi_thau_trieu_dong:int 200 9000|ma_so_thue_nha_thau:tax|hinh_thuc:of Đấu thầu rộng rãi/Chỉ định thầu/Chào hàng cạnh tranh|ten_goi_thau:note Sửa chữa trụ sở/Mua sắm thiết bị
      xuất khẩu|ma_to_khai:key XK|ngay_dang_ky:date|ma_tinh:code|tinh:province|tri_gia_nghin_usd:dec 10 990|luong_tan:int 5 900|nhom_hang:of Thủy sản/Dệt may/Gỗ/Hạt điều|dien_giai:note Hàng đóng thùng/Hàng đóng bao
      thủy sản|ma:key TS|ma_tinh:code|tinh:province|ngay_thong_ke:date|san_luong_kg:int 200 9000|gia_nghin_dong_kg:dec 30 320|loai:of Tôm sú/Cá tra/Cá ngừ/Mực|ghi_chu:note Nuôi thâm canh/Đánh bắt xa bờ
      rừng|ma_lo:key R|ma_tinh:code|tinh:province|nam_kiem_ke:year 2012 2026|dien_tich_ha:dec 1 99|tru_luong_m3:int 20 900|loai_rung:of Rừng đặc dụng/Rừng phòng hộ/Rừng sản xuất|hien_trang:note Rừng trồng thuần loài/Rừng tự nhiên phục hồi
      đất đai|ma_thua:key TD|ma_tinh:code|tinh:province|dien_tich_m2:dec 50 900|muc_dich:of Đất ở/Đất trồng lúa/Đất thương mại|ngay_cap_nhat:date|vi_do:lat|kinh_do:lon|ghi_chu:note Đã đo đạc/Đang chỉnh lý
      điện|ma_tram:key DIEN|ma_tinh:code|tinh:province|cong_suat_kw:int 100 6000|san_luong_mwh:dec 10 900|cap_dien_ap:of 22 kV/35 kV/110 kV|van_hanh_tu:date|vi_do:lat|kinh_do:lon|ghi_chu:note Trạm kín/Trạm ngoài trời
      viễn thông|ma_tram:key BTS|ma_tinh:code|tinh:province|cong_nghe:of 3G/4G/5G|do_cao_m:int 15 90|ban_kinh_km:dec 1 9|vi_do:lat|kinh_do:lon|dung_chung:bool|ghi_chu:note Cột tự đứng/Cột dây co
      thủ tục|ma_thu_tuc:key TT|ma_tinh:code|co_quan_tinh:province|thoi_han_ngay:int 1 60|le_phi_nghin_dong:int 10 900|muc_do:of Toàn trình/Một phần|truc_tuyen:bool|ten_thu_tuc:note Cấp giấy phép/Đăng ký biến động
      văn bản|so_ky_hieu:key VB|ma_tinh:code|noi_ban_hanh:province|ngay_ban_hanh:date|so_trang:int 1 200|loai_van_ban:of Quyết định/Chỉ thị/Kế hoạch|trich_yeu:note Về việc ban hành quy chế/Về việc phê duyệt kế hoạch
      thư viện|ma_tv:key TV|ma_tinh:code|tinh:province|so_ban_sach:int 500 9000|luot_muon:int 100 9000|cap:of Cấp tỉnh/Cấp xã/Trường học|vi_do:lat|kinh_do:lon|ghi_chu:note Mở cửa cuối tuần/Có phòng đọc trẻ em
      di tích|ma_di_tich:key DTI|ma_tinh:code|tinh:province|nam_xep_hang:year 1965 2026|cap_xep_hang:of Quốc gia đặc biệt/Quốc gia/Cấp tỉnh|vi_do:lat|kinh_do:lon|mo_ta:note Đình làng thứ/Chùa cổ thứ
      hồ chứa|ma_ho_chua:key HC|ma_tinh:code|tinh:province|dung_tich_trieu_m3:dec 1 90|dien_tich_luu_vuc_km2:int 5 900|loai_dap:of Đập đất/Đập bê tông|vi_do:lat|kinh_do:lon|van_hanh:note Xả tràn tự do/Xả qua cửa van
      mực nước|id:key MN|ngay:date|ma_tinh:code|tinh:province|muc_nuoc_cm:int 40 900|luu_luong_m3_s:dec 5 950|bao_dong:of Dưới báo động 1/Báo động 1/Báo động 2|ghi_chu:note Trạm thủy văn số/Đo thủ công tại
      khoáng sản|ma_giay_phep:key KS|ma_so_thue:tax|ma_tinh:code|tinh:province|ngay_cap:date|tru_luong_nghin_tan:int 10 9000|cong_suat_nghin_tan_nam:dec 1 90|loai_khoang_san:of Đá vôi/Cát xây dựng/Đất sét|ghi_chu:note Mỏ lộ thiên/Mỏ lòng sông
      nhà ở xã hội|ma_du_an:key NO|ma_tinh:code|tinh:province|ngay_khoi_cong:date|so_can:int 50 2000|gia_ban_trieu_dong_m2:dec 12 30|tinh_trang:of Đang thi công/Hoàn thành/Chuẩn bị đầu tư|ten_du_an:note Khu nhà ở công nhân/Chung cư thu nhập thấp
      bảo hiểm|ma_ky:key BH|ma_tinh:code|tinh:province|ky:date|nam:men|nu:women|tong_so_nguoi:sum|loai_hinh:of Bắt buộc/Tự nguyện|ghi_chu:note Số liệu đối chiếu/Số liệu sơ bộ
      dịch bệnh cây|ma:key DB|ma_tinh:code|tinh:province|ngay_phat_hien:date|dien_tich_nhiem_ha:dec 1 90|mat_do_con_m2:int 5 3000|doi_tuong:of Rầy nâu/Đạo ôn/Sâu cuốn lá|xu_ly:note Phun thuốc đợt/Bẫy đèn điểm
      chăn nuôi|ma_trai:key CN|ma_tinh:code|tinh:province|so_dau_con:int 50 9000|dien_tich_chuong_m2:dec 40 990|vat_nuoi:of Lợn/Bò/Gà/Vịt|an_toan_sinh_hoc:bool|vi_do:lat|kinh_do:lon|ghi_chu:note Trại quy mô/Hợp tác xã số
      hợp tác xã|ma_htx:key HTX|ma_so_thue:tax|ma_tinh:code|tinh:province|nam_thanh_lap:year 1996 2026|thanh_vien_nam:men|thanh_vien_nu:women|tong_thanh_vien:sum|linh_vuc:of Trồng trọt/Chăn nuôi/Dịch vụ|san_pham:note Rau an toàn lô/Gạo sạch lô
      OCOP|ma_san_pham:key OC|ma_tinh:code|tinh:province|ngay_cong_nhan:date|hang_sao:of 3 sao/4 sao/5 sao|gia_nghin_dong:int 20 900|khoi_luong_g:dec 100 990|ten_san_pham:note Mật ong rừng mẻ/Chè búp tươi mẻ
      chuyển đổi số|id:key DTI|ma_tinh:code|province:province|assessed_on:date|score:dec 40 95|services_online:int 20 900|level:of Khá/Tốt/Xuất sắc|note:note Đánh giá vòng/Tự chấm vòng
      nước sạch|ma_cong_trinh:key NSH|ma_cha:parent|ma_tinh:code|tinh:province|cong_suat_m3_ngay:int 50 9000|ty_le_that_thoat_percent:dec 5 30|nguon_nuoc:of Nước mặt/Nước ngầm|ghi_chu:note Tuyến ống số/Bể chứa số
      tổ chức|ma_don_vi:key TC|ma_cap_tren:parent|ma_tinh:code|tinh:province|ngay_thanh_lap:date|bien_che:int 5 300|loai:of Sở/Ban/Trung tâm|chuc_nang:note Tham mưu tổng hợp nhóm/Quản lý chuyên ngành nhóm
      """;

  static final List<Kind> KINDS =
      SPECIFICATIONS.lines().filter(line -> !line.isBlank()).map(CleanTables::kind).toList();

  private CleanTables() {}

  private static Kind kind(String line) {
    String[] parts = line.strip().split("\\|");
    return new Kind(parts[0], Stream.of(parts).skip(1).map(CleanTables::column).toList());
  }

  private static Made column(String text) {
    int colon = text.lastIndexOf(':');
    String name = text.substring(0, colon);
    String[] said = text.substring(colon + 1).split("[ :]", 2);
    String more = said.length > 1 ? said[1] : "";
    Role role = role(said[0]);
    boolean bounded = role == Role.INTEGER || role == Role.DECIMAL || role == Role.YEAR;
    String[] bounds = bounded ? more.split(" ") : new String[] {"0", "0"};
    return new Made(
        name,
        role,
        Integer.parseInt(bounds[0]),
        Integer.parseInt(bounds[1]),
        List.of((role == Role.KEY ? (more.isEmpty() ? name : more) : more).split("/")));
  }

  private static Role role(String word) {
    return switch (word) {
      case "key" -> Role.KEY;
      case "parent" -> Role.PARENT;
      case "code" -> Role.PROVINCE_CODE;
      case "province" -> Role.PROVINCE;
      case "date" -> Role.DATE;
      case "year" -> Role.YEAR;
      case "int" -> Role.INTEGER;
      case "dec" -> Role.DECIMAL;
      case "men" -> Role.MEN;
      case "women" -> Role.WOMEN;
      case "sum" -> Role.SUM;
      case "of" -> Role.CATEGORY;
      case "tax" -> Role.TAX_CODE;
      case "lat" -> Role.LATITUDE;
      case "lon" -> Role.LONGITUDE;
      case "bool" -> Role.YES_OR_NO;
      case "note" -> Role.NOTE;
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Rows of a kind; the same for the same seed. */
  static List<List<String>> rows(Kind kind, int seed, int rows) {
    var random = new Random(1_000L * seed + kind.name().hashCode());
    return IntStream.range(0, rows).mapToObj(i -> row(kind, seed, i, random)).toList();
  }

  private static List<String> row(Kind kind, int seed, int i, Random random) {
    String[] province = PROVINCES[random.nextInt(PROVINCES.length)];
    int men = 100 + random.nextInt(900);
    int women = 100 + random.nextInt(900);
    var cells = new ArrayList<String>();
    for (Made column : kind.columns()) {
      int wide = column.most() - column.least();
      cells.add(
          switch (column.role()) {
            case KEY -> key(column, seed, i);
            case PARENT ->
                key(kind.find(Role.KEY).orElseThrow(), seed, i == 0 ? 0 : random.nextInt(i));
            case PROVINCE_CODE -> province[0];
            case PROVINCE -> province[1];
            case DATE -> LocalDate.of(2025, 7, 1).plusDays(random.nextInt(400)).toString();
            case YEAR, INTEGER -> String.valueOf(column.least() + random.nextInt(wide));
            case DECIMAL ->
                String.format(
                    Locale.ROOT,
                    "%d.%02d",
                    column.least() + random.nextInt(wide),
                    1 + random.nextInt(99));
            case MEN -> String.valueOf(men);
            case WOMEN -> String.valueOf(women);
            case SUM -> String.valueOf(men + women);
            case CATEGORY -> column.words().get(random.nextInt(column.words().size()));
            case TAX_CODE -> taxCode(random);
            case LATITUDE -> String.format(Locale.ROOT, "%.5f", 10 + 11 * random.nextDouble());
            case LONGITUDE -> String.format(Locale.ROOT, "%.5f", 105 + 3 * random.nextDouble());
            case YES_OR_NO -> random.nextBoolean() ? "Có" : "Không";
            case NOTE ->
                column.words().get(random.nextInt(column.words().size()))
                    + " "
                    + (1 + random.nextInt(4_000));
          });
    }
    return cells;
  }

  private static String key(Made column, int seed, int i) {
    return "%s%d%05d".formatted(column.words().getFirst(), seed, i);
  }

  static String taxCode(Random random) {
    int[] weights = {31, 29, 23, 19, 17, 13, 7, 5, 3};
    while (true) {
      String nine = "0%08d".formatted(random.nextInt(100_000_000));
      int sum = IntStream.range(0, 9).map(i -> weights[i] * (nine.charAt(i) - '0')).sum();
      int check = 10 - sum % 11;
      if (check >= 0 && check <= 9) {
        return nine + check;
      }
    }
  }

  /** What an agency would promise of such a table. */
  static Contract contract(Kind kind) {
    var rules = new ArrayList<PromisedRule>();
    kind.find(Role.SUM)
        .ifPresent(
            sum ->
                rules.add(
                    new PromisedRule(
                        "ACC-05",
                        Map.of(
                            "parts",
                            List.of(name(kind, Role.MEN), name(kind, Role.WOMEN)),
                            "total",
                            List.of(sum.name())))));
    rules.add(
        new PromisedRule(
            "ACC-10",
            Map.of(
                "determinant",
                List.of(name(kind, Role.PROVINCE_CODE)),
                "dependent",
                List.of(name(kind, Role.PROVINCE)))));
    Made category = kind.find(Role.CATEGORY).orElseThrow();
    rules.add(
        new PromisedRule(
            "ACC-03", Map.of("column", List.of(category.name()), "values", category.words())));
    String key = name(kind, Role.KEY);
    return new Contract(
        kind.columns().stream().map(CleanTables::promise).toList(),
        List.of(key),
        kind.find(Role.PARENT).stream()
            .map(parent -> new Reference(List.of(parent.name()), "", List.of(key)))
            .toList(),
        rules);
  }

  private static String name(Kind kind, Role role) {
    return kind.find(role).orElseThrow().name();
  }

  private static PromisedColumn promise(Made column) {
    boolean integer = column.role() == Role.INTEGER;
    return new PromisedColumn(
        column.name(),
        integer ? Optional.of(ColumnType.INTEGER) : Optional.empty(),
        integer,
        false,
        Optional.empty(),
        Optional.of("Mô tả của " + column.name()),
        integer
            ? new Limits(
                Optional.of(new Bound("0", true)),
                Optional.of(new Bound("100000", true)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())
            : Limits.NONE);
  }

  /** As a file, cells quoted where they must be. */
  static String csv(List<String> header, List<List<String>> rows) {
    return Stream.concat(Stream.of(header), rows.stream())
        .map(row -> row.stream().map(CleanTables::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quoted(String cell) {
    boolean needs = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
    return needs ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
