package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.sen.vocab.VietnameseText;

/**
 * Synthetic columns, each known to be personal data or not, with the columns that stand beside it.
 * All numbers are made up from a fixed seed.
 */
final class LabelledColumns {
  private static final String[] PROVINCES = {
    "001", "079", "048", "031", "092", "038", "040", "036"
  };
  private static final String[] SURNAMES = {
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"
  };
  private static final String[] MIDDLES = {"Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc"};
  private static final String[] GIVEN = {
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Nam", "Phúc"
  };
  private static final String[] MOBILES = {
    "032", "035", "038", "070", "077", "081", "085", "090", "091", "097", "098"
  };
  private static final String[] PLACES = {
    "Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Hải Phòng", "Lào Cai"
  };

  private final Random random;
  private final List<Labelled> all = new ArrayList<>();

  private LabelledColumns(long seed) {
    this.random = new Random(seed);
  }

  /** How a column stands in its file; each has values of its own. */
  private enum Condition {
    AS_IT_IS,
    /** {@code Số CCCD} becomes {@code so_cccd}. */
    HEADER_IN_SNAKE_CASE,
    /** {@code SỐ CCCD}, and blanks behind every other value. */
    HEADER_IN_CAPITALS,
    /** Every fifth cell has nothing in it. */
    PARTLY_FILLED;

    Labelled of(Labelled column) {
      return switch (this) {
        case AS_IT_IS -> column;
        case HEADER_IN_SNAKE_CASE -> column.called(snake(column.header()), name());
        case HEADER_IN_CAPITALS ->
            column
                .called(column.header().toUpperCase(Locale.ROOT), name())
                .with((value, row) -> row % 2 == 0 ? value : value + " ");
        case PARTLY_FILLED ->
            column.called(column.header(), name()).with((value, row) -> row % 5 == 4 ? "" : value);
      };
    }

    private static String snake(String header) {
      return VietnameseText.fold(header).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
  }

  /**
   * @param values of the column itself
   * @param beside other columns of the table, by header
   */
  record Labelled(
      String label,
      boolean personal,
      String header,
      List<String> values,
      Map<String, List<String>> beside) {
    @Override
    public String toString() {
      return label;
    }

    Labelled called(String other, String how) {
      return new Labelled(label + ", " + how, personal, other, values, beside);
    }

    Labelled with(BiFunction<String, Integer, String> change) {
      return new Labelled(
          label,
          personal,
          header,
          IntStream.range(0, values.size()).mapToObj(i -> change.apply(values.get(i), i)).toList(),
          beside);
    }
  }

  static List<Labelled> asTheyAre() {
    return all(20251122);
  }

  /** In every condition. */
  static List<Labelled> all() {
    return Stream.of(Condition.values())
        .flatMap(condition -> all(20251122 + condition.ordinal()).stream().map(condition::of))
        .toList();
  }

  private static List<Labelled> all(long seed) {
    var made = new LabelledColumns(seed);
    made.citizens();
    made.taxCodes();
    made.phones();
    made.emails();
    made.bank();
    made.plates();
    made.peoplesAttributes();
    made.numbersThatLookAlike();
    made.words();
    made.statisticsAboutPeople();
    return List.copyOf(made.all);
  }

  private void citizens() {
    for (String header :
        List.of(
            "Số CCCD",
            "so_cccd",
            "CCCD/CMND",
            "Căn cước công dân",
            "Số định danh cá nhân",
            "citizen_id",
            "SoCCCD",
            "Giấy tờ tùy thân")) {
      yes("citizen number, header " + header, header, 60, i -> citizen());
    }
    yes(
        "citizen numbers in a tenth of the notes",
        "Ghi chú",
        60,
        i -> i % 10 == 0 ? "Nộp kèm CCCD " + citizen() + " của ông A" : "đủ hồ sơ " + i);
    yes("citizen numbers before names", "so_cccd", 60, i -> citizen() + " - Nguyễn Văn A");
    no(
        "numbers of letters in words",
        "Ghi chú",
        60,
        i -> "Theo công văn 0%011d của sở".formatted(random.nextInt(99_999_999)));
    yes("old identity numbers", "Số CMND", 40, i -> digits(9));
    yes("passports", "Số hộ chiếu", 40, i -> "C" + digits(7));
    for (String header :
        List.of("Số GPLX", "so_giay_phep_lai_xe", "Số bằng lái", "Driver license no")) {
      yes("driving licences, header " + header, header, 60, i -> "79" + i % 2 + digits(9));
    }
    yes("driving licences without leading zeros", "GPLX", 40, i -> "1" + i % 2 + digits(9));
    yes("driving licences of old", "Số GPLX", 40, i -> "AB" + digits(6));
    yes("social insurance", "Mã số BHXH", 60, i -> "01" + digits(8));
    yes("health insurance cards", "Số thẻ BHYT", 60, i -> "DN4010" + i % 10 + digits(8));
    yes("health insurance, long", "ma_the_bhyt", 60, i -> "HS4" + digits(2) + digits(10));
    yes(
        "citizen numbers and old ones mixed",
        "CMND/CCCD",
        60,
        i -> i % 2 == 0 ? citizen() : digits(9));
    yes(
        "citizen numbers without leading zeros",
        "cccd",
        60,
        i -> citizen().replaceFirst("^0+", ""));
    yes("citizen numbers as floats", "cccd", 60, i -> citizen().replaceFirst("^0+", "") + ".0");
    yes("citizen numbers with an apostrophe", "So CCCD", 60, i -> "'" + citizen());
    yes("citizen numbers half blank", "so_cccd", 60, i -> i % 2 == 0 ? "" : citizen());
    yes("a few citizen numbers", "so_cccd", 5, i -> citizen());
    for (String header : List.of("Mã số", "col_7", "Mã hồ sơ", "ID", "Ghi chú")) {
      yes("citizen numbers under " + header, header, 60, i -> citizen());
    }
    yes(
        "citizen numbers without zeros and header",
        "ma",
        60,
        i -> citizen().replaceFirst("^0+", ""));
    yes(
        "citizen numbers as floats without header",
        "ma",
        60,
        i -> citizen().replaceFirst("^0+", "") + ".0");
    yes(
        "citizen numbers in nine of ten rows",
        "ma",
        100,
        i -> i % 10 == 0 ? "không rõ" : citizen());
    yes("spaced citizen numbers", "ma", 60, i -> citizen().replaceAll("(\\d{3})(?=\\d)", "$1 "));
    yes("a handful of citizen numbers without header", "ma", 6, i -> citizen());
  }

  private void taxCodes() {
    yes("tax codes of persons", "MST cá nhân", 50, i -> taxCode("8" + digits(8)));
    yes("citizen numbers as tax codes", "Mã số thuế", 50, i -> citizen());
    yes(
        "tax codes, some of persons",
        "Mã số thuế",
        60,
        i -> i % 3 == 0 ? citizen() : taxCode("03" + digits(7)));
    yes("citizen numbers as personal tax codes", "ma_so_thue_ca_nhan", 50, i -> citizen());
    for (String start : List.of("01", "02", "03", "06", "31", "37", "40", "42", "60")) {
      no("tax codes of enterprises " + start, "Mã số thuế", 60, i -> taxCode(start + digits(7)));
      no("tax codes without header " + start, "ma_dn", 60, i -> taxCode(start + digits(7)));
    }
    no("tax codes without leading zero", "mst", 60, i -> taxCode("01" + digits(7)).substring(1));
    no(
        "tax codes of branches",
        "MST",
        60,
        i -> taxCode("03" + digits(7)) + "-%03d".formatted(i + 1));
    no(
        "tax codes of enterprises and branches",
        "tax_code",
        60,
        i -> taxCode("01" + digits(7)) + (i % 2 == 0 ? "" : "-001"));
    no("tax codes as floats", "mst", 60, i -> taxCode("42" + digits(7)) + ".0");
  }

  private void phones() {
    for (String header :
        List.of("SĐT", "Điện thoại di động", "phone", "Số điện thoại liên hệ", "so_dt", "Zalo")) {
      yes("mobiles, header " + header, header, 60, i -> mobile());
    }
    yes("mobiles with country code", "Điện thoại", 60, i -> "+84" + mobile().substring(1));
    yes(
        "mobiles with dots",
        "Điện thoại",
        60,
        i -> mobile().replaceFirst("(\\d{4})(\\d{3})(\\d{3})", "$1.$2.$3"));
    yes(
        "mobiles with spaces",
        "tel",
        60,
        i -> mobile().replaceFirst("(\\d{3})(\\d{3})(\\d{4})", "$1 $2 $3"));
    yes("mobiles without zero", "SĐT", 60, i -> mobile().substring(1));
    yes("mobiles as floats", "SĐT", 60, i -> mobile().substring(1) + ".0");
    yes("two mobiles in a cell", "Điện thoại", 60, i -> mobile() + " / " + mobile());
    yes("mobiles without header", "Cột 5", 60, i -> mobile());
    yes("mobiles under another header", "Mã khách", 60, i -> "84" + mobile().substring(1));
    beside(
        "mobiles beside names",
        true,
        "Điện thoại",
        40,
        i -> mobile(),
        Map.of("Họ và tên", i -> person()));
    beside(
        "a few mobiles beside names",
        true,
        "Điện thoại",
        5,
        i -> mobile(),
        Map.of("Họ và tên", i -> person()));

    no("hotlines", "Đường dây nóng", 30, i -> mobile());
    no("hotlines in English", "Hotline", 30, i -> "1900" + digits(4));
    no("fax", "Số fax", 30, i -> "024" + "38" + digits(6));
    no("fixed lines", "Điện thoại", 40, i -> "024" + "38" + digits(6));
    no("fixed lines with brackets", "Số điện thoại", 40, i -> "(028) 38" + digits(6));
    no("telephones of offices", "Điện thoại cơ quan", 40, i -> mobile());
    beside(
        "telephones of offices by their rows",
        false,
        "Điện thoại",
        40,
        i -> mobile(),
        Map.of("Tên cơ quan", this::office));
    beside(
        "telephones of enterprises",
        false,
        "Điện thoại",
        40,
        i -> mobile(),
        Map.of("Tên doanh nghiệp", i -> "Công ty TNHH Sen " + i, "Người đại diện", i -> person()));
    beside(
        "telephones of schools",
        false,
        "SĐT",
        40,
        i -> mobile(),
        Map.of("Tên trường", i -> "Trường THPT số " + i));
    String one = mobile();
    no("one contact all over", "Điện thoại liên hệ", 60, i -> one);
    no(
        "subscribers",
        "Thuê bao điện thoại di động",
        60,
        i -> String.valueOf(10_000 + random.nextInt(9_000_000)));
    no(
        "telephones per hundred",
        "Số điện thoại/100 dân",
        60,
        i -> "%d.%d".formatted(80 + random.nextInt(60), random.nextInt(10)));
    no(
        "areas under DT",
        "DT (ha)",
        60,
        i -> "%d.%02d".formatted(random.nextInt(9_000), random.nextInt(100)));
  }

  private void emails() {
    yes("private addresses", "Email", 40, i -> "nguoi" + i + digits(3) + "@gmail.com");
    yes("addresses at work", "E-mail", 40, i -> "an.nguyen" + i + "@congty" + i % 7 + ".com.vn");
    yes("addresses without header", "Cột 4", 40, i -> "lan" + digits(4) + "@yahoo.com");
    yes("addresses in contacts", "Thư điện tử", 40, i -> "Lan <lan" + digits(4) + "@outlook.com>");
    yes(
        "addresses hidden in notes",
        "Ghi chú",
        100,
        i -> i % 3 == 0 ? "liên hệ lan" + i + digits(4) + "@gmail.com" : "đã nhận " + i);
    beside(
        "addresses beside names",
        true,
        "mail",
        30,
        i -> "binh" + digits(4) + "@hotmail.com",
        Map.of("Họ tên", i -> person()));

    no("addresses of agencies", "Email", 40, i -> "vanthu" + i + "@so" + i % 9 + ".gov.vn");
    no("addresses of agencies' people", "Email", 40, i -> "nva" + i + "@hanoi.gov.vn");
    no("addresses of companies", "email", 40, i -> "info@congty" + i + ".vn");
    beside(
        "addresses of schools",
        false,
        "Email",
        40,
        i -> "truong" + i + "@gmail.com",
        Map.of("Tên trường", i -> "Trường Tiểu học " + i));
    no(
        "one address in a note",
        "Ghi chú",
        60,
        i -> i == 7 ? "hỏi lan.tran@gmail.com" : "đã nhận " + i);
    no("handles", "Mã", 40, i -> "@kenh" + i);
    no("web addresses", "Trang thông tin", 40, i -> "https://so" + i + ".gov.vn/a?b=c@d");
  }

  private void bank() {
    yes("accounts", "Số tài khoản", 40, i -> digits(13));
    yes("accounts, short header", "STK ngân hàng", 40, i -> "19" + digits(10));
    yes("accounts in English", "Bank account", 40, i -> "0" + digits(12));
    yes("cards without header", "Mã", 40, i -> card());
    yes("cards in groups", "Số thẻ", 40, i -> card().replaceAll("(\\d{4})(?=\\d)", "$1 "));
    yes("cards", "Số thẻ ngân hàng", 40, i -> card());
    yes("cards among other things", "Ghi chú", 100, i -> i % 10 == 0 ? card() : "đã chi");

    no(
        "numbers of accounts",
        "Số tài khoản mở mới",
        60,
        i -> String.valueOf(100 + random.nextInt(90_000)));
    beside(
        "accounts of agencies",
        false,
        "Số tài khoản",
        40,
        i -> digits(12),
        Map.of("Tên đơn vị", this::office));
    no("numbers of sixteen digits", "Mã giao dịch", 60, i -> "2024" + digits(12));
    no("card-like without check digit", "Mã", 40, i -> broken(card()));
  }

  private void plates() {
    yes("plates", "Biển số xe", 40, i -> "29A-" + digits(3) + "." + digits(2));
    yes("plates of lorries", "BKS", 40, i -> "51C" + digits(5));
    yes("plates without header", "Mã xe", 40, i -> "30F-" + digits(3) + "." + digits(2));
    yes("old plates", "Biển kiểm soát", 40, i -> "29M-" + digits(4));
    yes("plates of motorcycles", "Biển số", 40, i -> "59X1-" + digits(3) + "." + digits(2));

    no(
        "numbers of plates issued",
        "Số biển số đã cấp",
        40,
        i -> String.valueOf(1_000 + random.nextInt(90_000)));
    no("licences of household businesses", "Số GPKD", 40, i -> "29A8" + digits(6));
    no("classes", "Lớp", 40, i -> (10 + i % 3) + "A" + (1 + i % 9));
    no("flights", "Chuyến bay", 40, i -> "VN" + digits(3));
    no("official letters", "Số công văn", 40, i -> digits(4) + "/CV-SYT");
  }

  private void peoplesAttributes() {
    Map<String, IntFunction<String>> names = Map.of("Họ và tên", i -> person());
    beside("birth dates beside names", true, "Ngày sinh", 40, i -> date("%02d/%02d/%d"), names);
    beside("birth dates, ISO", true, "dob", 40, i -> isoDate(), Map.of("full_name", i -> person()));
    beside(
        "birth dates with short names of columns",
        true,
        "ngay_sinh",
        40,
        i -> date("%d-%d-%d"),
        Map.of("ten", i -> person()));
    beside("ethnicity beside names", true, "Dân tộc", 40, i -> i % 4 == 0 ? "Tày" : "Kinh", names);
    beside(
        "religion beside names",
        true,
        "Tôn giáo",
        40,
        i -> i % 4 == 0 ? "Phật giáo" : "Không",
        names);
    beside(
        "blood groups beside names",
        true,
        "Nhóm máu",
        40,
        i -> List.of("A", "B", "O", "AB").get(i % 4),
        names);
    beside(
        "diagnoses beside names",
        true,
        "Chẩn đoán",
        40,
        i -> "Viêm phổi",
        Map.of("Tên bệnh nhân", i -> person()));

    beside(
        "marital status beside names",
        true,
        "Tình trạng hôn nhân",
        40,
        i -> i % 3 == 0 ? "Độc thân" : "Đã kết hôn",
        names);
    beside("fathers beside names", true, "Họ tên cha", 40, i -> person(), names);
    beside(
        "accounts beside names",
        true,
        "Facebook",
        40,
        i -> "https://facebook.com/ban.doc." + i,
        names);

    beside("names alone", false, "Chức vụ", 40, i -> "Phó Chủ tịch", names);
    no("birth dates of nobody", "Ngày sinh", 40, i -> date("%02d/%02d/%d"));
    beside(
        "founding dates of companies",
        false,
        "Ngày thành lập",
        40,
        i -> date("%02d/%02d/%d"),
        Map.of("Tên doanh nghiệp", i -> "Công ty " + i));
    beside(
        "dates of decisions beside names",
        false,
        "Ngày bổ nhiệm",
        40,
        i -> date("%02d/%02d/%d"),
        names);
  }

  private void numbersThatLookAlike() {
    no("counters of twelve digits", "Mã hồ sơ", 80, i -> "001%09d".formatted(i + 1));
    no("counters with a year", "Số hồ sơ", 80, i -> "0242024%05d".formatted(i + 1));
    no(
        "enumeration areas",
        "Mã địa bàn",
        80,
        i -> "01%03d%05d%02d".formatted(1 + i % 30, 1 + 3 * i, 1 + i % 9));
    no(
        "case numbers",
        "Mã hồ sơ",
        60,
        i -> "000.00.12.H29-2024%02d%02d-%04d".formatted(1 + i % 12, 1 + i % 28, i));
    no("amounts in đồng", "Số tiền", 60, i -> (1 + random.nextInt(900)) + "000000000");
    no(
        "amounts of twelve digits",
        "Tổng mức đầu tư",
        60,
        i -> (100 + random.nextInt(800)) + "000000000");
    no("populations", "Dân số", 60, i -> String.valueOf(300_000 + random.nextInt(9_000_000)));
    no(
        "populations with dots",
        "Dân số",
        60,
        i ->
            "%d.%03d.%03d"
                .formatted(1 + random.nextInt(9), random.nextInt(1_000), random.nextInt(1_000)));
    no(
        "turnover of nine digits",
        "Doanh thu",
        60,
        i -> String.valueOf(100_000_000 + random.nextInt(899_999_999)));
    no(
        "turnover of ten digits",
        "Doanh thu",
        60,
        i -> String.valueOf(1_000_000_000L + random.nextInt(Integer.MAX_VALUE)));
    no("latitudes", "Vĩ độ", 60, i -> "21.%06d".formatted(random.nextInt(1_000_000)));
    no("longitudes", "Kinh độ", 60, i -> "105.%07d".formatted(random.nextInt(10_000_000)));
    no(
        "VN-2000 coordinates",
        "X (VN-2000)",
        60,
        i -> "23%05d.%03d".formatted(random.nextInt(100_000), random.nextInt(1_000)));
    no(
        "pairs of coordinates",
        "Tọa độ",
        60,
        i -> "21.0%05d, 105.8%05d".formatted(random.nextInt(100_000), random.nextInt(100_000)));
    no("barcodes", "Mã vạch", 60, i -> "893" + digits(10));
    no("barcodes of twelve digits", "UPC", 60, i -> "0" + (36_000 + i) + digits(6));
    no("ISBN", "ISBN", 60, i -> "978604" + digits(7));
    no(
        "epoch seconds",
        "Thời điểm",
        60,
        i -> String.valueOf(1_700_000_000 + random.nextInt(9_000_000)));
    no(
        "epoch milliseconds",
        "time",
        60,
        i -> String.valueOf(1_700_000_000_000L + random.nextInt(900_000_000)));
    no(
        "time stamps in digits",
        "Thời gian",
        60,
        i -> "2024%02d%02d%02d%02d%02d".formatted(1 + i % 12, 1 + i % 28, i % 24, i % 60, i % 60));
    no(
        "time stamps of twelve digits",
        "Thời gian",
        60,
        i -> "2024%02d%02d%02d%02d".formatted(1 + i % 12, 1 + i % 28, i % 24, i % 60));
    no("dates and times", "Thời gian", 60, i -> isoDate() + " 08:30:00");
    no("commune codes", "Mã xã", 60, i -> "%05d".formatted(1 + 3 * i));
    no("province codes", "Mã tỉnh", 60, i -> PROVINCES[i % 8].substring(1));
    no("agency codes", "Mã cơ quan", 60, i -> "000.00.%02d.H29".formatted(i));
    no("document numbers", "Số văn bản", 60, i -> (1 + i) + "/2024/NĐ-CP");
    no("decisions", "Số quyết định", 60, i -> (1_000 + i) + "/QĐ-UBND");
    no("parcels of land", "Số thửa", 60, i -> String.valueOf(1 + random.nextInt(900)));
    no("HS codes", "Mã HS", 60, i -> digits(8));
    no("meters", "Số công tơ", 60, i -> "20" + digits(8));
    no(
        "IP addresses",
        "IP",
        60,
        i -> "10.%d.%d.%d".formatted(i, random.nextInt(255), random.nextInt(255)));
    no("UUIDs", "id", 60, i -> new java.util.UUID(random.nextLong(), random.nextLong()).toString());
    no("random numbers of twelve digits", "Mã", 60, i -> digits(12));
    no("random numbers of ten digits", "Mã", 60, i -> digits(10));
    no("prices", "Giá", 60, i -> String.valueOf(1_000 * random.nextInt(90_000)));
    no("percentages", "Tỷ lệ", 60, i -> "%d,%d".formatted(random.nextInt(100), random.nextInt(10)));
  }

  private void words() {
    no("places", "Tỉnh", 60, i -> PLACES[i % PLACES.length]);
    no("free text", "Nội dung", 60, i -> "Báo cáo số " + i + " về tình hình");
    no("streets", "Tên đường", 60, i -> "Trần Hưng Đạo " + i);
    no("nothing", "Ghi chú", 60, i -> "");
    no(
        "electronic identifiers of agencies",
        "Mã định danh điện tử",
        60,
        i -> "G%02d.%02d".formatted(i % 30, i));
    no("licences issued", "Số GPLX đã cấp", 60, i -> String.valueOf(100 + random.nextInt(9_000)));
    no("kinds of licences", "Hạng GPLX", 60, i -> List.of("A1", "B2", "C", "FC").get(i % 4));
    no(
        "days of licences",
        "Ngày cấp GPLX",
        60,
        i -> "%02d/%02d/%d".formatted(1 + i % 28, 1 + i % 12, 2010 + i % 15));
    no("insured", "Số người có thẻ BHYT", 60, i -> String.valueOf(9_000 + random.nextInt(900_000)));
    no(
        "money for insurance",
        "Số tiền đóng BHXH",
        60,
        i -> (1_000_000 + random.nextInt(8_000_000)) + "000");
    no("pages of offices", "Facebook", 40, i -> "https://facebook.com/truong.thpt." + i);
    no(
        "marital statuses counted",
        "Tình trạng hôn nhân",
        4,
        i -> List.of("Chưa kết hôn", "Đã kết hôn", "Ly hôn", "Góa").get(i));
    no("cards issued", "Số CCCD đã cấp", 60, i -> String.valueOf(1_000 + random.nextInt(99_000)));
    no(
        "cards issued, with dots",
        "Số thẻ căn cước đã cấp",
        60,
        i -> "%d.%03d".formatted(1 + random.nextInt(99), random.nextInt(1_000)));
    no(
        "passports issued",
        "Số hộ chiếu cấp mới",
        60,
        i -> String.valueOf(10 + random.nextInt(9_000)));
  }

  private void statisticsAboutPeople() {
    beside(
        "ethnic groups and their numbers",
        false,
        "Dân tộc",
        54,
        i -> "Dân tộc " + i,
        Map.of("Số người", i -> String.valueOf(1_000 + 37 * i)));
    beside(
        "religions by province",
        false,
        "Tôn giáo",
        40,
        i -> i % 2 == 0 ? "Phật giáo" : "Công giáo",
        Map.of("Tỉnh", i -> PLACES[i % 6], "Số tín đồ", i -> String.valueOf(500 + i)));
    beside(
        "cases of a disease",
        false,
        "Tên bệnh",
        40,
        i -> i % 2 == 0 ? "Sởi" : "Sốt xuất huyết",
        Map.of("Số ca", i -> String.valueOf(i)));
    beside(
        "health stations",
        false,
        "Tình trạng sức khỏe",
        40,
        i -> "Tốt",
        Map.of("Nhóm tuổi", i -> i + "-" + (i + 4)));
    beside(
        "births by year",
        false,
        "Năm sinh",
        40,
        i -> String.valueOf(1_950 + i),
        Map.of("Số trẻ", i -> String.valueOf(900 + i)));
    beside(
        "ethnicity of communes",
        false,
        "Dân tộc chủ yếu",
        40,
        i -> i % 2 == 0 ? "Mông" : "Dao",
        Map.of("Tên xã", i -> "Xã Tân " + i));
  }

  private void yes(String label, String header, int rows, IntFunction<String> value) {
    beside(label, true, header, rows, value, Map.of());
  }

  private void no(String label, String header, int rows, IntFunction<String> value) {
    beside(label, false, header, rows, value, Map.of());
  }

  private void beside(
      String label,
      boolean personal,
      String header,
      int rows,
      IntFunction<String> value,
      Map<String, IntFunction<String>> others) {
    var beside = new LinkedHashMap<String, List<String>>();
    others.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(other -> beside.put(other.getKey(), made(rows, other.getValue())));
    all.add(new Labelled(label, personal, header, made(rows, value), beside));
  }

  private static List<String> made(int rows, IntFunction<String> value) {
    return IntStream.range(0, rows).mapToObj(value).toList();
  }

  private String citizen() {
    int year = 1940 + random.nextInt(75);
    int century = (year >= 2000 ? 2 : 0) + random.nextInt(2);
    return PROVINCES[random.nextInt(PROVINCES.length)]
        + century
        + "%02d".formatted(year % 100)
        + digits(6);
  }

  private String mobile() {
    return MOBILES[random.nextInt(MOBILES.length)] + digits(7);
  }

  private String digits(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  /** The next number with a valid check digit. */
  private static String taxCode(String nineDigits) {
    long start = Long.parseLong(nineDigits);
    for (long number = start; ; number++) {
      String nine = "%09d".formatted(number % 1_000_000_000);
      int sum = 0;
      int[] weights = {31, 29, 23, 19, 17, 13, 7, 5, 3};
      for (int i = 0; i < 9; i++) {
        sum += weights[i] * (nine.charAt(i) - '0');
      }
      if (sum % 11 != 0) {
        return nine + (10 - sum % 11);
      }
    }
  }

  private String card() {
    String body = "970436" + digits(9);
    for (int check = 0; check < 10; check++) {
      if (luhn(body + check)) {
        return body + check;
      }
    }
    throw new IllegalStateException("one of ten digits always fits");
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int value = i % 2 == 1 ? digit * 2 : digit;
      sum += value / 10 + value % 10;
    }
    return sum % 10 == 0;
  }

  private static String broken(String card) {
    int last = card.charAt(card.length() - 1) - '0';
    return card.substring(0, card.length() - 1) + (last + 1) % 10;
  }

  private String person() {
    return SURNAMES[random.nextInt(SURNAMES.length)]
        + " "
        + MIDDLES[random.nextInt(MIDDLES.length)]
        + " "
        + GIVEN[random.nextInt(GIVEN.length)];
  }

  private String office(int i) {
    return "Ủy ban nhân dân xã số " + i;
  }

  private String date(String form) {
    return form.formatted(
        1 + random.nextInt(28), 1 + random.nextInt(12), 1950 + random.nextInt(60));
  }

  private String isoDate() {
    return "%d-%02d-%02d"
        .formatted(1950 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }
}
