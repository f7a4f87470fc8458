package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.sen.publish.demo.Places.Province;
import vn.sen.publish.demo.Sample.Frequency;

/** What the ministry of home affairs offers: administrative units, then and now. */
final class HomeAffairsSamples {
  private static final Office OFFICE = Office.HOME_AFFAIRS;
  private static final LocalDate LAST_OLD_DAY = Timetable.MERGER.minusDays(1);
  private static final LocalDate OLD_LISTS_FROM = LocalDate.of(2025, 3, 1);

  private final Places places;
  private final Timetable time;

  HomeAffairsSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  List<Sample> all() {
    return List.of(
        provincesNow(),
        communesNow(),
        provincesBefore(),
        districtsBefore(),
        communesBefore(),
        provinceMoves(),
        communeMoves(),
        trainees(),
        oldCodesIn2026());
  }

  /** Offered a second time by the national portal. */
  Sample provincesNow() {
    var grid = provinces(places.provincesNow());
    return Draft.of(OFFICE, "cap-tinh-hien-hanh")
        .title("Đơn vị hành chính cấp tỉnh từ 01/7/2025", "Provinces since 1 July 2025")
        .about(
            "34 tỉnh, thành phố trực thuộc trung ương với mã hai chữ số.",
            "The 34 provinces and centrally run cities, with their two-digit codes.")
        .fromUnitLists()
        .theme("REGI", "tỉnh", "thành phố", "mã đơn vị hành chính")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(Timetable.MERGER, time.yearly())
        .file(csv("cap-tinh", grid))
        .done();
  }

  private Sample communesNow() {
    var grid =
        new Grid(
            List.of(
                communeCode(),
                communeName(),
                Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
                Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province")),
            List.of("ma_xa"),
            places.communesNow().stream()
                .map(c -> List.of(c.code(), c.name(), c.province().code(), c.province().name()))
                .toList());
    return Draft.of(OFFICE, "cap-xa-hien-hanh")
        .title("Đơn vị hành chính cấp xã từ 01/7/2025", "Communes since 1 July 2025")
        .about(
            "Xã, phường, đặc khu của 34 tỉnh, thành phố với mã năm chữ số.",
            "The communes, wards and special zones of the 34 provinces, with five-digit codes.")
        .fromUnitLists()
        .theme("REGI", "xã", "phường", "đặc khu", "mã đơn vị hành chính")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(Timetable.MERGER, time.yearly())
        .file(csv("cap-xa", grid))
        .done();
  }

  private Sample provincesBefore() {
    return Draft.of(OFFICE, "cap-tinh-truoc-2025-07")
        .title("Đơn vị hành chính cấp tỉnh đến 30/6/2025", "Provinces until 30 June 2025")
        .about(
            "63 tỉnh, thành phố trước khi sắp xếp lại. Bảy mã nay chỉ tỉnh khác.",
            "The 63 provinces before they were merged. Seven codes name another province today.")
        .fromUnitLists()
        .theme("REGI", "tỉnh", "trước sáp nhập", "mã đơn vị hành chính")
        .every(Frequency.NEVER, Timetable.MERGER)
        .covering(OLD_LISTS_FROM, LAST_OLD_DAY)
        .file(csv("cap-tinh", provinces(places.provincesBefore())))
        .done();
  }

  private Sample districtsBefore() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_huyen", "Mã quận, huyện", "Code of the district"),
                Field.text("ten_huyen", "Tên quận, huyện", "Name of the district"),
                Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
                Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province")),
            List.of("ma_huyen"),
            places.districtsBefore().stream()
                .map(d -> List.of(d.code(), d.name(), d.province().code(), d.province().name()))
                .toList());
    return Draft.of(OFFICE, "cap-huyen-truoc-2025-07")
        .title("Đơn vị hành chính cấp huyện đến 30/6/2025", "Districts until 30 June 2025")
        .about(
            "Quận, huyện, thị xã, thành phố thuộc tỉnh trước khi bỏ cấp huyện.",
            "The districts, before that tier was abolished.")
        .fromUnitLists()
        .theme("REGI", "quận", "huyện", "trước sáp nhập")
        .every(Frequency.NEVER, Timetable.MERGER)
        .covering(OLD_LISTS_FROM, LAST_OLD_DAY)
        .file(csv("cap-huyen", grid))
        .done();
  }

  private Sample communesBefore() {
    return Draft.of(OFFICE, "cap-xa-truoc-2025-07")
        .title("Đơn vị hành chính cấp xã đến 30/6/2025", "Communes until 30 June 2025")
        .about(
            "Xã, phường, thị trấn trước khi sắp xếp lại, với mã năm chữ số đương thời.",
            "The communes before they were merged, with the five-digit codes of that time.")
        .fromUnitLists()
        .theme("REGI", "xã", "phường", "thị trấn", "trước sáp nhập")
        .every(Frequency.NEVER, Timetable.MERGER)
        .covering(OLD_LISTS_FROM, LAST_OLD_DAY)
        .file(csv("cap-xa", oldCommunes()))
        .done();
  }

  private Sample provinceMoves() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_tinh_cu", "Mã tỉnh đến 30/6/2025", "Code until 30 June 2025"),
                Field.text("ten_tinh_cu", "Tên tỉnh đến 30/6/2025", "Name until 30 June 2025"),
                Field.text("ma_tinh_moi", "Mã tỉnh từ 01/7/2025", "Code since 1 July 2025"),
                Field.text("ten_tinh_moi", "Tên tỉnh từ 01/7/2025", "Name since 1 July 2025")),
            List.of("ma_tinh_cu"),
            places.provincesBefore().stream()
                .map(
                    old -> {
                      Province now = places.successor(old);
                      return List.of(old.code(), old.name(), now.code(), now.name());
                    })
                .toList());
    return Draft.of(OFFICE, "chuyen-doi-cap-tinh")
        .title("Bảng chuyển đổi 63 tỉnh sang 34 tỉnh", "From 63 provinces to 34")
        .about(
            "Mỗi tỉnh, thành phố cũ nay thuộc tỉnh, thành phố nào.",
            "Which province each of the former ones belongs to.")
        .fromUnitLists()
        .theme("REGI", "chuyển đổi mã", "sáp nhập tỉnh")
        .every(Frequency.NEVER, Timetable.MERGER)
        .file(csv("chuyen-doi", grid))
        .done();
  }

  private Sample communeMoves() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_xa_cu", "Mã xã đến 30/6/2025", "Code until 30 June 2025"),
                Field.text("ten_xa_cu", "Tên xã đến 30/6/2025", "Name until 30 June 2025"),
                Field.text("ten_tinh_cu", "Tỉnh đến 30/6/2025", "Province until 30 June 2025"),
                Field.text("ma_xa_moi", "Mã xã từ 01/7/2025", "Code since 1 July 2025"),
                Field.text("ten_xa_moi", "Tên xã từ 01/7/2025", "Name since 1 July 2025"),
                Field.text("ten_tinh_moi", "Tỉnh từ 01/7/2025", "Province since 1 July 2025")),
            List.of("ma_xa_cu", "ma_xa_moi"),
            places.moves().stream()
                .map(
                    move ->
                        List.of(
                            move.before().code(),
                            move.before().name(),
                            move.before().province().name(),
                            move.after().code(),
                            move.after().name(),
                            move.after().province().name()))
                .toList());
    return Draft.of(OFFICE, "chuyen-doi-cap-xa")
        .title("Bảng chuyển đổi mã xã cũ sang mã xã mới", "From former communes to present ones")
        .about(
            "Mỗi xã cũ nay thuộc xã nào; xã bị chia có nhiều dòng, nên số liệu cũ không thể chuyển"
                + " thẳng sang xã mới nếu không có tỷ lệ chia.",
            "Where each former commune is now; one that was split has several rows, so its figures"
                + " can't be moved without weights.")
        .fromUnitLists()
        .theme("REGI", "chuyển đổi mã", "sáp nhập xã")
        .every(Frequency.NEVER, Timetable.MERGER)
        .file(csv("chuyen-doi", grid))
        .done();
  }

  /** People by name, birth date and citizen number, which must not get out. */
  private Sample trainees() {
    String[] family = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"};
    String[] middle = {"Văn", "Thị", "Minh", "Thanh", "Quốc", "Ngọc"};
    String[] given = {"An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Lan", "Nam", "Phúc", "Tuấn"};
    List<Province> provinces = places.provincesBefore();
    List<List<String>> rows =
        IntStream.rangeClosed(1, 64)
            .mapToObj(
                i -> {
                  Noise noise = Noise.of("trainee", i);
                  Province born = provinces.get(noise.between(0, provinces.size() - 1));
                  LocalDate birth = LocalDate.of(1965, 1, 1).plusDays(noise.between(0, 12_700));
                  int sex = noise.between(0, 1);
                  String number =
                      "0%s%d%02d%06d"
                          .formatted(
                              born.code(), sex, birth.getYear() % 100, noise.between(1, 999_999));
                  String name =
                      noise.pick(family) + " " + noise.pick(middle) + " " + noise.pick(given);
                  return List.of(Integer.toString(i), name, birth.toString(), number, born.name());
                })
            .toList();
    var grid =
        new Grid(
            List.of(
                Field.integer("stt", "Số thứ tự", "Number in the list"),
                Field.text("ho_va_ten", "Họ và tên", "Full name"),
                Field.date("ngay_sinh", "Ngày sinh", "Date of birth"),
                Field.text("so_cccd", "Số căn cước công dân", "Citizen number"),
                Field.text("que_quan", "Quê quán", "Place of origin")),
            List.of("stt"),
            rows);
    return Draft.of(OFFICE, "danh-sach-tap-huan")
        .title("Danh sách cán bộ dự tập huấn dữ liệu mở", "Officials at the open-data training")
        .about(
            "Danh sách gửi nhầm, có họ tên, ngày sinh và số căn cước; mọi người trong danh sách đều"
                + " không có thật.",
            "A list sent by mistake, with names, birth dates and citizen numbers; nobody in it"
                + " exists.")
        .madeUp()
        .theme("GOVE", "tập huấn", "cán bộ")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(time.yearly().withDayOfYear(1), time.yearly())
        .file(
            csv("danh-sach", grid)
                .expecting(Expected.BLOCKED, "citizen numbers beside names", "CLN-15"))
        .done();
  }

  /** Figures of 2026 by communes that ceased in 2025. */
  private Sample oldCodesIn2026() {
    var rows = new ArrayList<List<String>>();
    List<List<String>> communes = oldCommunes().rows();
    for (int i = 0; i < communes.size(); i += 5) {
      String code = communes.get(i).get(0);
      rows.add(
          List.of(
              code,
              communes.get(i).get(1),
              Integer.toString(Noise.of("one-stop", code).between(40, 2_400))));
    }
    var grid =
        new Grid(
            List.of(
                communeCode(),
                communeName(),
                Field.integer("ho_so", "Hồ sơ tiếp nhận", "Applications received").in("hồ sơ")),
            List.of("ma_xa"),
            rows);
    return Draft.of(OFFICE, "ho-so-mot-cua-cap-xa-2026")
        .title("Hồ sơ một cửa cấp xã, quý I năm 2026", "One-stop applications by commune, Q1 2026")
        .about(
            "Hồ sơ tiếp nhận ở cấp xã, vẫn ghi theo mã xã đã hết hiệu lực từ 01/7/2025.",
            "Applications by commune, still under codes that ceased on 1 July 2025.")
        .madeUp()
        .theme("GOVE", "một cửa", "cấp xã", "thủ tục hành chính")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31))
        .file(
            csv("ho-so", grid)
                .expecting(
                    Expected.QUARANTINED,
                    "commune codes that were valid only before the merger",
                    "ACC-04"))
        .done();
  }

  private Grid oldCommunes() {
    return new Grid(
        List.of(
            communeCode(),
            communeName(),
            Field.text("ma_huyen", "Mã quận, huyện", "Code of the district"),
            Field.text("ten_huyen", "Tên quận, huyện", "Name of the district"),
            Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
            Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province")),
        List.of("ma_xa"),
        places.communesBefore().stream()
            .map(
                c ->
                    List.of(
                        c.code(),
                        c.name(),
                        c.district().code(),
                        c.district().name(),
                        c.province().code(),
                        c.province().name()))
            .toList());
  }

  private static Grid provinces(List<Province> provinces) {
    return new Grid(
        List.of(
            Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province"),
            Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province")),
        List.of("ma_tinh"),
        provinces.stream().map(p -> List.of(p.code(), p.name())).toList());
  }

  private static Field communeCode() {
    return Field.text("ma_xa", "Mã xã, phường", "Code of the commune");
  }

  private static Field communeName() {
    return Field.text("ten_xa", "Tên xã, phường", "Name of the commune");
  }
}
