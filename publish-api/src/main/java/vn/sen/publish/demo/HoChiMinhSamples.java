package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vn.sen.publish.demo.Places.Commune;
import vn.sen.publish.demo.Sample.Frequency;
import vn.sen.publish.demo.SampleFile.Link;

/** What Hồ Chí Minh City offers: transport, air, and a few things that went wrong. */
final class HoChiMinhSamples {
  private static final Office OFFICE = Office.HO_CHI_MINH;
  private static final String PROVINCE = "79";
  private static final int STATIONS = 20;

  private final Places places;
  private final Timetable time;

  HoChiMinhSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  List<Sample> all() {
    var samples =
        new ArrayList<>(
            List.of(
                communes(),
                busStops(),
                airQuality(),
                buildingPermits(),
                parking(),
                flooding(),
                trafficCameras()));
    if (!time.isSecondDay()) {
      samples.add(festivals());
    }
    return List.copyOf(samples);
  }

  private Sample communes() {
    var grid =
        new Grid(
            List.of(communeCode(), communeName()),
            List.of("ma_xa"),
            places.communesOf(PROVINCE).stream().map(c -> List.of(c.code(), c.name())).toList());
    return Draft.of(OFFICE, "phuong-xa-tp-ho-chi-minh")
        .title("Phường, xã, đặc khu của Thành phố Hồ Chí Minh", "Communes of Hồ Chí Minh City")
        .about(
            "Phường, xã và đặc khu của thành phố sau khi sắp xếp.",
            "Wards, communes and the special zone of the city after the mergers.")
        .fromUnitLists()
        .theme("REGI", "phường", "xã", "Thành phố Hồ Chí Minh")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(Timetable.MERGER, time.yearly())
        .in(Sample.HO_CHI_MINH)
        .file(SampleFile.table("phuong-xa", Format.XLSX, grid, Workbooks.xlsx("Phuong xa", grid)))
        .done();
  }

  private Sample busStops() {
    List<Commune> communes = places.communesOf(PROVINCE);
    var grid =
        new Grid(
            List.of(
                Field.text("ma_tram", "Mã trạm", "Code of the stop"),
                Field.text("tuyen", "Tuyến", "Line"),
                communeCode(),
                Field.number("vi_do", "Vĩ độ WGS 84", "Latitude, WGS 84").in("độ"),
                Field.number("kinh_do", "Kinh độ WGS 84", "Longitude, WGS 84").in("độ"),
                Field.text("nha_cho", "Có nhà chờ hay chưa", "Whether it has a shelter")),
            List.of("ma_tram"),
            IntStream.rangeClosed(1, 1_463)
                .mapToObj(
                    i -> {
                      Noise noise = Noise.of("bus stop", i);
                      return List.of(
                          "T%04d".formatted(i),
                          "Tuyến %d".formatted(noise.between(1, 150)),
                          communes.get(noise.between(0, communes.size() - 1)).code(),
                          decimal(10.70 + 0.20 * noise.share(), 5),
                          decimal(106.60 + 0.20 * noise.share(), 5),
                          noise.pick("có", "chưa"));
                    })
                .toList());
    String title = "Trạm xe buýt";
    return Draft.of(OFFICE, "tram-xe-buyt")
        .title(
            time.isSecondDay() ? title + " của Thành phố Hồ Chí Minh" : title,
            time.isSecondDay() ? "Bus stops of Hồ Chí Minh City" : "Bus stops")
        .about("Vị trí trạm xe buýt và tuyến đi qua.", "Where the stops are and which line calls.")
        .madeUp()
        .theme("TRAN", "xe buýt", "giao thông công cộng")
        .every(Frequency.QUARTERLY, time.quarterly())
        .covering(time.quarterly(), time.quarterly().plusMonths(3).minusDays(1))
        .in(Sample.HO_CHI_MINH)
        .file(csv("tram-xe-buyt", grid))
        .done();
  }

  /** A year of days, in UTF-16 as a spreadsheet saves "Unicode text". */
  private Sample airQuality() {
    LocalDate last = time.lastMonth().atEndOfMonth();
    LocalDate first = time.lastMonth().minusMonths(11).atDay(1);
    List<List<String>> rows =
        first
            .datesUntil(last.plusDays(1))
            .flatMap(
                day ->
                    IntStream.rangeClosed(1, STATIONS)
                        .mapToObj(station -> airQuality(day, station)))
            .toList();
    var grid =
        new Grid(
            List.of(
                Field.date("ngay", "Ngày", "Day"),
                Field.text("tram", "Trạm đo", "Station"),
                Field.integer("aqi", "Chỉ số chất lượng không khí", "Air quality index"),
                Field.number("pm2_5", "Bụi mịn PM2.5", "Fine dust, PM2.5").in("µg/m³"),
                Field.text("danh_gia", "Đánh giá", "Assessment")),
            List.of("ngay", "tram"),
            rows);
    byte[] bytes = ("\uFEFF" + grid.delimited(',')).getBytes(StandardCharsets.UTF_16LE);
    return Draft.of(OFFICE, "chat-luong-khong-khi-hang-ngay")
        .title("Chất lượng không khí hằng ngày", "Air quality by day")
        .about(
            "Chỉ số không khí trung bình ngày của 20 trạm trong mười hai tháng; tệp ở UTF-16.",
            "The daily air quality index of 20 stations over twelve months; the file is in UTF-16.")
        .madeUp()
        .theme("ENVI", "không khí", "AQI", "bụi mịn")
        .every(Frequency.MONTHLY, time.monthly())
        .covering(first, last)
        .in(Sample.HO_CHI_MINH)
        .file(
            SampleFile.table("khong-khi", Format.CSV, grid, bytes)
                .expecting(Expected.PUBLISHED, "UTF-16 with a byte order mark"))
        .done();
  }

  private static List<String> airQuality(LocalDate day, int station) {
    Noise noise = Noise.of("air", day, station);
    int index = noise.between(28, 168);
    return List.of(
        day.toString(),
        "KK%02d".formatted(station),
        Integer.toString(index),
        decimal(index * 0.42 + 3 * noise.share(), 1),
        index <= 50 ? "tốt" : index <= 100 ? "trung bình" : "kém");
  }

  /** The transfer broke off: the last row ends in the middle. */
  private Sample buildingPermits() {
    List<Commune> communes = places.communesOf(PROVINCE);
    LocalDate first = time.lastMonth().minusMonths(2).atDay(1);
    var grid =
        new Grid(
            List.of(
                Field.text("so_giay_phep", "Số giấy phép", "Number of the permit"),
                Field.date("ngay_cap", "Ngày cấp", "Date"),
                communeCode(),
                Field.integer("so_tang", "Số tầng", "Storeys").in("tầng"),
                Field.number("dien_tich_san", "Diện tích sàn", "Floor area").in("m²")),
            List.of("so_giay_phep"),
            IntStream.rangeClosed(1, 930)
                .mapToObj(
                    i -> {
                      Noise noise = Noise.of("permit", i);
                      return List.of(
                          "%04d/GPXD".formatted(i),
                          first.plusDays(i / 11).toString(),
                          communes.get(noise.between(0, communes.size() - 1)).code(),
                          Integer.toString(noise.between(1, 9)),
                          decimal(40 + 900 * noise.share(), 1));
                    })
                .toList());
    byte[] whole = grid.delimited(',').getBytes(StandardCharsets.UTF_8);
    String cut = new String(whole, 0, whole.length * 2 / 3, StandardCharsets.UTF_8);
    int lastRow = cut.lastIndexOf("\r\n") + 2;
    byte[] truncated = Arrays.copyOf(whole, lastRow + "0123/GPXD,20".length());
    int rows = (int) cut.substring(0, lastRow).lines().count() - 1;
    return Draft.of(OFFICE, "giay-phep-xay-dung")
        .title("Giấy phép xây dựng đã cấp", "Building permits")
        .about(
            "Giấy phép xây dựng nhà ở; tệp bị cắt giữa dòng khi đưa lên cổng.",
            "Permits for houses; the file was cut in the middle of a row when it was uploaded.")
        .madeUp()
        .theme("REGI", "giấy phép xây dựng", "nhà ở")
        .every(Frequency.MONTHLY, time.monthly())
        .covering(first, time.lastMonth().atEndOfMonth())
        .in(Sample.HO_CHI_MINH)
        .file(
            SampleFile.table("giay-phep", Format.CSV, grid, truncated)
                .holding(rows)
                .expecting(Expected.QUARANTINED, "cut in the middle of a row", "COM-11"))
        .done();
  }

  private Sample parking() {
    List<Commune> communes = places.communesOf(PROVINCE);
    var rows = new ArrayList<List<String>>();
    for (int i = 1; i <= 410; i++) {
      Noise noise = Noise.of("parking", i);
      rows.add(
          List.of(
              "BX%03d".formatted(i),
              communes.get(noise.between(0, communes.size() - 1)).code(),
              Integer.toString(noise.between(12, 640)),
              Integer.toString(noise.between(4, 30) * 1_000)));
    }
    rows.addAll(List.copyOf(rows.subList(100, 140)));
    var grid =
        new Grid(
            List.of(
                Field.text("ma_bai", "Mã bãi xe", "Code of the car park"),
                communeCode(),
                Field.integer("suc_chua", "Sức chứa", "Places").in("xe"),
                Field.integer("gia_gio", "Giá một giờ", "Price of an hour").in("đồng")),
            List.of(),
            rows);
    return Draft.of(OFFICE, "bai-giu-xe")
        .title("Bãi giữ xe", "Car parks")
        .about(
            "Bãi giữ xe, sức chứa và giá; bốn mươi dòng bị chép hai lần.",
            "Car parks, their places and prices; forty rows were copied twice.")
        .madeUp()
        .theme("TRAN", "bãi giữ xe", "giá giữ xe")
        .every(Frequency.QUARTERLY, time.quarterly())
        .covering(time.quarterly(), time.quarterly().plusMonths(3).minusDays(1))
        .in(Sample.HO_CHI_MINH)
        .file(
            csv("bai-giu-xe", grid)
                .expecting(Expected.PUBLISHED_WITH_WARNINGS, "forty rows twice", "CLN-06"))
        .done();
  }

  private Sample flooding() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_diem", "Mã điểm ngập", "Code of the place"),
                communeCode(),
                Field.number("do_sau", "Độ sâu", "Depth").in("cm"),
                Field.date("ngay", "Ngày", "Day")),
            List.of("ma_diem", "ngay"),
            List.of());
    return Draft.of(OFFICE, "diem-ngap-nuoc")
        .title("Điểm ngập nước", "Flooded places")
        .about("Tệp chỉ có dòng tiêu đề.", "The file has a header and nothing else.")
        .madeUp()
        .theme("ENVI", "ngập nước", "thoát nước")
        .every(Frequency.MONTHLY, time.monthly())
        .in(Sample.HO_CHI_MINH)
        .file(csv("diem-ngap", grid).expecting(Expected.QUARANTINED, "a header alone", "COM-07"))
        .done();
  }

  private Sample trafficCameras() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma_camera", "Mã camera", "Code of the camera"),
                Field.text("vi_tri", "Vị trí", "Where it is")),
            List.of("ma_camera"),
            List.of());
    return Draft.of(OFFICE, "camera-giao-thong")
        .title("Camera giao thông", "Traffic cameras")
        .about(
            "Đường dẫn tải tệp trả về trang đăng nhập thay vì dữ liệu.",
            "The link to the file answers with a page to sign in.")
        .madeUp()
        .theme("TRAN", "camera", "giao thông")
        .every(Frequency.MONTHLY, time.monthly())
        .in(Sample.HO_CHI_MINH)
        .file(
            csv("camera", grid)
                .answering(Link.LOGIN_PAGE)
                .expecting(Expected.FAILED, "a login page with status 200", "LIV-05", "ACC-15"))
        .done();
  }

  /** Gone on the second day. */
  private Sample festivals() {
    String[] kinds = {"âm nhạc", "ẩm thực", "thể thao", "sách", "áo dài"};
    var grid =
        new Grid(
            List.of(
                Field.text("ma", "Mã sự kiện", "Code of the event"),
                Field.date("ngay", "Ngày", "Day"),
                Field.text("loai", "Loại", "Kind")),
            List.of("ma"),
            IntStream.rangeClosed(1, 36)
                .mapToObj(
                    i ->
                        List.of(
                            "SK%02d".formatted(i),
                            time.yearly().withDayOfYear(1).plusDays(i * 10L - 5).toString(),
                            Noise.of("festival", i).pick(kinds)))
                .toList());
    return Draft.of(OFFICE, "su-kien-van-hoa")
        .title("Lịch sự kiện văn hóa trong năm", "Cultural events of the year")
        .about(
            "Sự kiện văn hóa dự kiến; bộ này biến mất vào ngày thứ hai của buổi trình diễn.",
            "Events that are planned; this one disappears on the second day of the demonstration.")
        .madeUp()
        .theme("EDUC", "văn hóa", "sự kiện")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(
            time.yearly().withDayOfYear(1),
            time.yearly().withDayOfYear(1).plusYears(1).minusDays(1))
        .in(Sample.HO_CHI_MINH)
        .file(csv("su-kien", grid))
        .done();
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static Field communeCode() {
    return Field.text("ma_xa", "Mã xã, phường", "Code of the commune");
  }

  private static Field communeName() {
    return Field.text("ten_xa", "Tên xã, phường", "Name of the commune");
  }
}
