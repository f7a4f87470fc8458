package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import vn.sen.publish.demo.Places.Commune;
import vn.sen.publish.demo.Places.FormerCommune;
import vn.sen.publish.demo.Places.FormerDistrict;
import vn.sen.publish.demo.Places.Province;
import vn.sen.publish.demo.Places.ProvinceFigures;
import vn.sen.publish.demo.Sample.Frequency;

/** What the statistics office offers, in the formats of thirty years. */
final class StatisticsSamples {
  private static final Office OFFICE = Office.STATISTICS;

  private final Places places;
  private final Timetable time;

  StatisticsSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  List<Sample> all() {
    return List.of(
        areaAndPopulation(),
        unitCounts(),
        paddy(),
        enterprises(),
        newEnterprises(),
        trade(),
        prices2022(),
        labour());
  }

  private Sample areaAndPopulation() {
    var rows = new ArrayList<List<String>>();
    for (Province province : places.provincesNow()) {
      ProvinceFigures figures = places.figures(province);
      rows.add(
          List.of(
              province.code(),
              province.name(),
              figures.areaKm2().toPlainString(),
              Long.toString(figures.population()),
              String.format(Locale.ROOT, "%.1f", figures.density()),
              figures.source()));
    }
    var grid =
        new Grid(
            List.of(
                provinceCode(),
                provinceName(),
                Field.number("dien_tich", "Diện tích", "Area").in("km²"),
                Field.integer("dan_so", "Dân số", "Population").in("người"),
                Field.number("mat_do", "Mật độ dân số", "Population density").in("người/km²"),
                Field.text("nguon", "Nguồn số dân", "Source of the population figure")),
            List.of("ma_tinh"),
            rows);
    return Draft.of(OFFICE, "dien-tich-dan-so-34-tinh")
        .title(
            "Diện tích, dân số và mật độ dân số 34 tỉnh, thành phố",
            "Area, population and density of the 34 provinces")
        .about(
            "Diện tích và dân số sau khi sắp xếp; mật độ tính từ hai cột trước. Nguồn:"
                + " awesome-vietnam-data (CC0), theo Nghị quyết 202/2025/QH15 và dân số năm 2023"
                + " của cơ quan thống kê cho các tỉnh giữ nguyên.",
            "Area and population after the mergers; the density follows from them. Source:"
                + " awesome-vietnam-data (CC0), after Resolution 202/2025/QH15, and the statistics"
                + " office's population of 2023 for provinces that did not change.")
        .theme("SOCI", "dân số", "diện tích", "mật độ", "tỉnh")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(Timetable.MERGER, time.yearly())
        .file(csv("dien-tich-dan-so", grid))
        .done();
  }

  /** Facts in the encoding of the nineties. */
  private Sample unitCounts() {
    Map<String, Long> districts =
        places.districtsBefore().stream()
            .map(FormerDistrict::province)
            .collect(Collectors.groupingBy(Province::code, Collectors.counting()));
    Map<String, Long> communes =
        places.communesBefore().stream()
            .map(FormerCommune::province)
            .collect(Collectors.groupingBy(Province::code, Collectors.counting()));
    var grid =
        new Grid(
            List.of(
                provinceCode(),
                provinceName(),
                Field.integer("so_huyen", "Số đơn vị cấp huyện", "Districts").in("đơn vị"),
                Field.integer("so_xa", "Số đơn vị cấp xã", "Communes").in("đơn vị")),
            List.of("ma_tinh"),
            places.provincesBefore().stream()
                .map(
                    p ->
                        List.of(
                            p.code(),
                            p.name(),
                            Long.toString(districts.getOrDefault(p.code(), 0L)),
                            Long.toString(communes.getOrDefault(p.code(), 0L))))
                .toList());
    return Draft.of(OFFICE, "so-don-vi-hanh-chinh-2025-06")
        .title(
            "Số đơn vị hành chính cấp huyện, cấp xã theo tỉnh đến 30/6/2025",
            "Districts and communes per province until 30 June 2025")
        .about(
            "Đếm từ danh mục cấp huyện và cấp xã trước khi sắp xếp; tệp ở mã TCVN3 như máy cũ ghi.",
            "Counted from the lists of districts and communes before the mergers; the file is in"
                + " TCVN3, as old machines write it.")
        .fromUnitLists()
        .theme("REGI", "đơn vị hành chính", "quận huyện", "xã phường")
        .every(Frequency.NEVER, Timetable.MERGER)
        .covering(LocalDate.of(2025, 3, 1), Timetable.MERGER.minusDays(1))
        .file(
            SampleFile.table("so-don-vi", Format.CSV, grid, LegacyText.tcvn3(grid.delimited(',')))
                .expecting(Expected.PUBLISHED, "a TCVN3 (ABC) file"))
        .done();
  }

  private Sample paddy() {
    var rows = new ArrayList<List<String>>();
    for (int year = 2020; year <= 2024; year++) {
      for (Province province : places.provincesBefore()) {
        Noise noise = Noise.of("paddy", province.code(), year);
        int thousandHectares = Noise.of("paddy", province.code()).between(8, 640);
        double yield = 4.6 + 1.9 * noise.share();
        rows.add(
            List.of(
                Integer.toString(year),
                province.code(),
                province.name(),
                Integer.toString(thousandHectares),
                String.format(Locale.ROOT, "%.2f", yield),
                String.format(Locale.ROOT, "%.1f", thousandHectares * yield)));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.year("nam", "Năm", "Year"),
                provinceCode(),
                provinceName(),
                Field.number("dien_tich", "Diện tích gieo trồng", "Area sown").in("nghìn ha"),
                Field.number("nang_suat", "Năng suất", "Yield").in("tấn/ha"),
                Field.number("san_luong", "Sản lượng", "Production").in("nghìn tấn")),
            List.of("nam", "ma_tinh"),
            rows);
    return Draft.of(OFFICE, "lua-ca-nam-2020-2024")
        .title("Diện tích, năng suất, sản lượng lúa 2020-2024", "Paddy by province, 2020-2024")
        .about(
            "Lúa cả năm theo 63 tỉnh, thành phố; tệp Excel đời cũ (.xls).",
            "Paddy of the whole year by the 63 provinces; a legacy Excel file (.xls).")
        .madeUp()
        .theme("AGRI", "lúa", "nông nghiệp", "sản lượng")
        .every(Frequency.NEVER, Timetable.MERGER)
        .covering(LocalDate.of(2020, 1, 1), LocalDate.of(2024, 12, 31))
        .file(
            SampleFile.table("lua-ca-nam", Format.XLS, grid, Workbooks.xls("Lua ca nam", grid))
                .expecting(Expected.PUBLISHED, "a legacy .xls"))
        .done();
  }

  /** As printed: a title above the header, the total below. */
  private Sample enterprises() {
    var rows = new ArrayList<List<String>>();
    long total = 0;
    for (Commune commune : places.communesNow()) {
      int count = Noise.of("enterprises", commune.code()).between(3, 760);
      total += count;
      rows.add(
          List.of(
              commune.code(),
              commune.name(),
              commune.province().code(),
              commune.province().name(),
              Integer.toString(count)));
    }
    var grid =
        new Grid(
            List.of(
                Field.text("ma_xa", "Mã xã, phường", "Code of the commune"),
                Field.text("ten_xa", "Tên xã, phường", "Name of the commune"),
                provinceCode(),
                provinceName(),
                Field.integer("so_doanh_nghiep", "Doanh nghiệp đang hoạt động", "Enterprises")
                    .in("doanh nghiệp")),
            List.of("ma_xa"),
            rows);
    byte[] workbook =
        Workbooks.xlsx(
            "Doanh nghiep",
            List.of("CỤC THỐNG KÊ", "SỐ DOANH NGHIỆP ĐANG HOẠT ĐỘNG THEO XÃ, PHƯỜNG, ĐẶC KHU"),
            grid,
            List.of("", "Tổng cộng", "", "", Long.toString(total)));
    return Draft.of(OFFICE, "doanh-nghiep-theo-xa")
        .title("Doanh nghiệp đang hoạt động theo xã, phường", "Enterprises by commune")
        .about(
            "Số doanh nghiệp theo 3.321 xã, phường, đặc khu; bảng tính có tiêu đề ở trên và dòng"
                + " tổng ở dưới.",
            "Enterprises in each of the communes; the sheet has a title above and a total below.")
        .madeUp()
        .theme("ECON", "doanh nghiệp", "xã phường")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(time.yearly().withDayOfYear(1), time.yearly())
        .file(
            SampleFile.table("doanh-nghiep", Format.XLSX, grid, workbook)
                .expecting(
                    Expected.PUBLISHED, "two title rows above the header and a total row below"))
        .done();
  }

  /** Loses 60 % of its rows on the second day. */
  private Sample newEnterprises() {
    var rows =
        provincesByMonth(
            time.lastMonth(),
            (province, month) -> {
              Noise noise = Noise.of("new enterprises", province.code(), month);
              return List.of(
                  Integer.toString(noise.between(40, 900)),
                  Integer.toString(noise.between(300, 9_000)));
            });
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                provinceCode(),
                provinceName(),
                Field.integer("so_moi", "Doanh nghiệp thành lập mới", "New enterprises")
                    .in("doanh nghiệp"),
                Field.integer("von", "Vốn đăng ký", "Registered capital").in("tỷ đồng")),
            List.of("thang", "ma_tinh"),
            rows);
    Grid offered = time.isSecondDay() ? grid.first(rows.size() * 2 / 5) : grid;
    SampleFile file = csv("doanh-nghiep-moi", offered);
    return Draft.of(OFFICE, "doanh-nghiep-thanh-lap-moi")
        .title("Doanh nghiệp thành lập mới theo tháng", "New enterprises by month")
        .about(
            "Doanh nghiệp thành lập mới và vốn đăng ký theo 34 tỉnh, từ tháng 7/2025.",
            "New enterprises and their capital by the 34 provinces since July 2025.")
        .madeUp()
        .theme("ECON", "doanh nghiệp", "thành lập mới", "vốn đăng ký")
        .every(Frequency.MONTHLY, time.isSecondDay() ? time.today() : time.monthly())
        .covering(Timetable.MERGER, time.lastMonth().atEndOfMonth())
        .file(
            time.isSecondDay()
                ? file.expecting(
                    Expected.QUARANTINED, "60 % of the rows of the version before", "COM-08")
                : file)
        .done();
  }

  private Sample trade() {
    var rows =
        provincesByMonth(
            time.lastMonth(),
            (province, month) -> {
              Noise noise = Noise.of("trade", province.code(), month);
              return List.of(
                  vietnameseNumber(noise.between(900_000, 480_000_000)),
                  vietnameseNumber(noise.between(700_000, 510_000_000)));
            });
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                provinceCode(),
                provinceName(),
                Field.number("xuat_khau", "Xuất khẩu", "Exports")
                    .in("nghìn USD")
                    .withDecimalComma(),
                Field.number("nhap_khau", "Nhập khẩu", "Imports")
                    .in("nghìn USD")
                    .withDecimalComma()),
            List.of("thang", "ma_tinh"),
            rows);
    byte[] bytes = grid.delimited(';').getBytes(StandardCharsets.UTF_8);
    return Draft.of(OFFICE, "xuat-nhap-khau-theo-tinh")
        .title("Xuất khẩu, nhập khẩu theo tỉnh, hằng tháng", "Trade by province and month")
        .about(
            "Trị giá xuất khẩu và nhập khẩu; dấu chấm phẩy giữa các ô, số viết kiểu Việt Nam"
                + " (1.234.567,89).",
            "Exports and imports; semicolons between cells, numbers in the Vietnamese style"
                + " (1.234.567,89).")
        .madeUp()
        .theme("ECON", "xuất khẩu", "nhập khẩu", "thương mại")
        .every(Frequency.MONTHLY, time.monthly())
        .covering(Timetable.MERGER, time.lastMonth().atEndOfMonth())
        .file(
            SampleFile.table("xuat-nhap-khau", Format.CSV, grid, bytes)
                .expecting(Expected.PUBLISHED, "semicolons and decimal commas"))
        .done();
  }

  /** Promised monthly, forgotten in 2022. */
  private Sample prices2022() {
    var rows = new ArrayList<List<String>>();
    for (YearMonth month : Timetable.months(YearMonth.of(2021, 1), YearMonth.of(2022, 6))) {
      for (Province province : places.provincesBefore()) {
        Noise noise = Noise.of("prices", province.code(), month);
        rows.add(
            List.of(
                month.toString(),
                province.code(),
                province.name(),
                Integer.toString(noise.between(112, 168) * 100),
                Integer.toString(noise.between(980, 1_450) * 100)));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.month("thang", "Tháng", "Month"),
                provinceCode(),
                provinceName(),
                Field.integer("gao_te", "Giá gạo tẻ", "Price of rice").in("đồng/kg"),
                Field.integer("thit_lon", "Giá thịt lợn", "Price of pork").in("đồng/kg")),
            List.of("thang", "ma_tinh"),
            rows);
    return Draft.of(OFFICE, "gia-ban-le-theo-thang")
        .title("Giá bán lẻ một số mặt hàng theo tháng", "Retail prices by month")
        .about(
            "Hứa cập nhật hằng tháng, nhưng dừng lại ở tháng 6/2022.",
            "Promised every month, but it stopped in June 2022.")
        .madeUp()
        .theme("ECON", "giá cả", "bán lẻ")
        .every(Frequency.MONTHLY, LocalDate.of(2022, 7, 10))
        .covering(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 6, 30))
        .file(
            csv("gia-ban-le", grid)
                .expecting(
                    Expected.PUBLISHED_WITH_WARNINGS,
                    "declared monthly, unchanged since July 2022",
                    "LIV-01"))
        .done();
  }

  private Sample labour() {
    String[] missing = {"đang cập nhật", "-", "chưa có", "N/A"};
    var rows = new ArrayList<List<String>>();
    YearMonth last = YearMonth.from(time.quarterly()).minusMonths(1);
    for (YearMonth month = YearMonth.of(2025, 9);
        !month.isAfter(last);
        month = month.plusMonths(3)) {
      int quarter = month.get(IsoFields.QUARTER_OF_YEAR);
      for (Province province : places.provincesNow()) {
        Noise noise = Noise.of("labour", province.code(), month);
        rows.add(
            List.of(
                "%d-Q%d".formatted(month.getYear(), quarter),
                province.code(),
                province.name(),
                Integer.toString(noise.between(180, 5_200)),
                String.format(Locale.ROOT, "%.2f", 1 + 2.4 * noise.share())));
      }
    }
    var grid =
        new Grid(
                List.of(
                    Field.text("quy", "Quý", "Quarter"),
                    provinceCode(),
                    provinceName(),
                    Field.integer("lao_dong", "Lực lượng lao động", "Labour force")
                        .in("nghìn người"),
                    Field.number("that_nghiep", "Tỷ lệ thất nghiệp", "Unemployment").in("%")),
                List.of("quy", "ma_tinh"),
                rows)
            .replacing(
                "that_nghiep",
                i -> {
                  Noise noise = Noise.of("not said", i);
                  return noise.share() < 0.2 ? Optional.of(noise.pick(missing)) : Optional.empty();
                });
    return Draft.of(OFFICE, "lao-dong-that-nghiep-theo-quy")
        .title("Lao động và thất nghiệp theo quý", "Labour and unemployment by quarter")
        .about(
            "Lực lượng lao động và tỷ lệ thất nghiệp; nhiều ô chỉ ghi \"đang cập nhật\" hay \"-\".",
            "Labour force and unemployment; many cells only say \"being updated\" or \"-\".")
        .madeUp()
        .theme("SOCI", "lao động", "việc làm", "thất nghiệp")
        .every(Frequency.QUARTERLY, time.quarterly())
        .covering(Timetable.MERGER, time.quarterly().minusDays(1))
        .file(
            csv("lao-dong", grid)
                .expecting(
                    Expected.QUARANTINED,
                    "signs for missing values in a fifth of a column that is promised as numbers",
                    "COM-05",
                    "ACC-01"))
        .done();
  }

  /** A row for each province of the time and each month since the merger. */
  private List<List<String>> provincesByMonth(
      YearMonth last, BiFunction<Province, YearMonth, List<String>> figures) {
    var rows = new ArrayList<List<String>>();
    for (YearMonth month : Timetable.months(Timetable.FIRST_MERGED_MONTH, last)) {
      for (Province province : places.provincesOn(month.atDay(1))) {
        var row = new ArrayList<>(List.of(month.toString(), province.code(), province.name()));
        row.addAll(figures.apply(province, month));
        rows.add(row);
      }
    }
    return rows;
  }

  /** {@code 1.234.567,89} of a number of hundredths. */
  private static String vietnameseNumber(int hundredths) {
    String whole = String.format(Locale.ROOT, "%,d", hundredths / 100).replace(',', '.');
    return "%s,%02d".formatted(whole, hundredths % 100);
  }

  private static Field provinceCode() {
    return Field.text("ma_tinh", "Mã tỉnh, thành phố", "Code of the province");
  }

  private static Field provinceName() {
    return Field.text("ten_tinh", "Tên tỉnh, thành phố", "Name of the province");
  }
}
