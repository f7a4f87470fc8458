package vn.sen.harvest.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;

/** Which columns measure something that has a unit, and whether they say in what unit. */
final class Units {
  static final Set<ColumnType> NUMBERS = Set.of(ColumnType.INTEGER, ColumnType.DECIMAL);

  /** Quantities that mean nothing without a unit; counts and rates speak for themselves. */
  private static final List<String> QUANTITIES =
      List.of(
          "doanh thu",
          "gia tri",
          "kim ngach",
          "tong von",
          "von dau tu",
          "chi phi",
          "kinh phi",
          "thu nhap",
          "tien luong",
          "don gia",
          "gia ban",
          "gia mua",
          "gia thanh",
          "dien tich",
          "san luong",
          "khoi luong",
          "trong luong",
          "chieu dai",
          "chieu cao",
          "chieu rong",
          "luong mua",
          "cong suat",
          "dung tich",
          "the tich",
          "revenue",
          "turnover",
          "price",
          "cost",
          "amount",
          "salary",
          "income",
          "weight",
          "rainfall");

  /** What is a share of something, an index or a growth, whatever else its header says. */
  private static final List<String> BARE =
      List.of("chi so", "ty le", "ti le", "ty trong", "toc do", "he so", "index", "rate", "ratio");

  /** A column of values of many indicators, each with a unit of its own. */
  private static final List<String> ANYTHING = List.of("gia tri", "value", "amount");

  private static final List<String> UNITS =
      List.of(
          "dong",
          "vnd",
          "trieu",
          "ty",
          "ti",
          "nghin",
          "ngan",
          "trd",
          "tyd",
          "usd",
          "eur",
          "ha",
          "hecta",
          "hectare",
          "hectares",
          "m",
          "m2",
          "m3",
          "km",
          "km2",
          "mm",
          "cm",
          "kg",
          "g",
          "tan",
          "ton",
          "tons",
          "tonnes",
          "lit",
          "litre",
          "litres",
          "ta",
          "yen",
          "mg",
          "l",
          "ml",
          "dm3",
          "w",
          "kw",
          "mw",
          "gw",
          "wh",
          "kwh",
          "mwh",
          "gwh",
          "twh",
          "kva",
          "mva",
          "kv",
          "gio",
          "phut",
          "giay",
          "nguoi",
          "chiec",
          "percent",
          "pct",
          "phan tram",
          "dollar",
          "dollars",
          "euro",
          "hours",
          "minutes",
          "people",
          "persons",
          "acres",
          "miles",
          "million",
          "billion",
          "thousand");

  private static final Pattern SIGNS = Pattern.compile("[%‰°₫$€²³]|\\(.*\\p{L}.*\\)|\\[.+\\]");

  /** Words in which those of a unit, without their accents, stand for something else. */
  private static final Pattern NO_UNIT =
      Pattern.compile(
          " (?:(?:hop|cong|hoi|lao|hoat|tuong) dong|dong (?:bang|nai|thap|bao|nam|bac)|cong ty)(?="
              + " )");

  /** A column that gives each row its unit. */
  private static final List<String> UNIT_COLUMNS =
      List.of("don vi tinh", "dvt", "don vi do", "unit", "units", "currency", "loai tien");

  /** May name a unit of measure or an office; who asks for units gives it the benefit. */
  private static final List<String> PERHAPS_UNITS = List.of("don vi");

  private Units() {}

  /** Whether a column of numbers measures what means nothing without a unit. */
  static boolean areNeeded(Cells cells) {
    return NUMBERS.contains(cells.type())
        && cells.header().say(QUANTITIES)
        && !cells.header().say(BARE)
        && !cells.header().are(ANYTHING);
  }

  /** Whether the table gives each row its unit. */
  static boolean standInRows(Subject subject) {
    return subject.texts().stream()
        .map(Cells::header)
        .anyMatch(header -> header.say(UNIT_COLUMNS) || header.are(PERHAPS_UNITS));
  }

  /** Whether a unit stands in the header, or in what a contract says of the column. */
  static boolean areSaid(Cells cells) {
    return cells.promised().flatMap(PromisedColumn::unit).isPresent()
        || Stream.concat(
                Stream.of(cells.name(), cells.column().original()),
                cells.promised().stream().flatMap(Units::words))
            .anyMatch(Units::isSaidIn);
  }

  private static Stream<String> words(PromisedColumn promised) {
    return Stream.concat(promised.title().stream(), promised.description().stream());
  }

  private static boolean isSaidIn(String text) {
    String words = NO_UNIT.matcher(HeaderWords.fold(text)).replaceAll(" ");
    return SIGNS.matcher(text).find()
        || UNITS.stream().anyMatch(unit -> words.contains(" " + unit + " "));
  }
}
