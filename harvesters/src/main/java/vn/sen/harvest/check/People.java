package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.ColumnType;

/** Columns that say something of people, one by one or counted, by their headers. */
final class People {
  private static final List<String> BIRTH =
      List.of(
          "ngay sinh",
          "ngay thang nam sinh",
          "nam sinh",
          "sinh ngay",
          "birth date",
          "birthdate",
          "date of birth",
          "dob",
          "birth year",
          "year of birth");
  private static final List<String> AGE = List.of("tuoi", "do tuoi", "age");
  private static final List<String> SEX = List.of("gioi tinh", "gioi", "sex", "gender", "phai");
  private static final List<String> COMMUNE =
      List.of("xa", "phuong", "thi tran", "xa phuong", "phuong xa", "commune", "ward");
  private static final List<String> PLACE =
      List.of(
          "tinh",
          "thanh pho",
          "huyen",
          "quan",
          "dia phuong",
          "noi cu tru",
          "province",
          "district",
          "noi o",
          "que quan");

  /** What people are sorted by. */
  private static final List<String> GROUPS =
      List.of(
          "dan toc",
          "ton giao",
          "nhom tuoi",
          "do tuoi",
          "gioi tinh",
          "benh",
          "khuyet tat",
          "trinh do",
          "nghe nghiep",
          "ethnicity",
          "ethnic group",
          "religion",
          "age group",
          "sex",
          "gender",
          "disease");

  private static final List<String> COUNTS =
      List.of(
          "so nguoi",
          "so dan",
          "dan so",
          "nhan khau",
          "so ca",
          "ca mac",
          "so mac",
          "benh nhan",
          "hoc sinh",
          "sinh vien",
          "thanh vien",
          "xa vien",
          "hoi vien",
          "lao dong",
          "nam gioi",
          "nu gioi",
          "tu vong",
          "so tre",
          "tre em",
          "khuyet tat",
          "male",
          "female",
          "men",
          "women",
          "population",
          "people",
          "persons",
          "cases",
          "deaths",
          "patients",
          "students");
  private static final List<String> WOMEN = List.of("nu", "so nu");
  private static final List<String> MEN = List.of("nam", "so nam");

  /** A number about people that is no count of them. */
  private static final List<String> NO_COUNT =
      List.of(
          "ty le",
          "ti le",
          "binh quan",
          "trung binh",
          "mat do",
          "chi so",
          "toc do",
          "rate",
          "ratio",
          "per",
          "average",
          "mean",
          "density",
          "index",
          "ma",
          "code",
          "id");

  /** Each row is an event or a household, so that its few people are no group of many. */
  private static final List<String> SINGLE_ROWS =
      List.of(
          "gio",
          "vu tai nan",
          "su kien",
          "event",
          "accident",
          "incident",
          "vu viec",
          "chu ho",
          "ma ho",
          "so ho khau",
          "household",
          "chuyen",
          "flight");

  private static final List<String> TALLIES =
      List.of("so luong", "tong", "tong so", "cong", "count", "total", "so nguoi", "dan so", "n");

  private People() {}

  /** Birth date, year of birth or age. */
  static Optional<Cells> birth(Subject subject) {
    return first(subject, BIRTH)
        .or(() -> subject.columns().stream().filter(c -> c.header().are(AGE)).findFirst());
  }

  /** Whether {@code cells} hold days, or at least what is called so. */
  static boolean isDay(Cells cells) {
    return cells.type() == ColumnType.DATE
        || cells.header().say(List.of("ngay sinh", "ngay thang nam sinh", "date of birth", "dob"));
  }

  static Optional<Cells> sex(Subject subject) {
    return first(subject, SEX);
  }

  /** The column with the smallest places that there is. */
  static Optional<Cells> place(Subject subject) {
    return commune(subject)
        .or(() -> subject.columns().stream().filter(People::isUnit).findFirst())
        .or(() -> first(subject, PLACE));
  }

  static Optional<Cells> commune(Subject subject) {
    return subject.columns().stream()
        .filter(cells -> UnitColumns.levels(cells.column()).equals(List.of(Level.COMMUNE)))
        .findFirst()
        .or(() -> first(subject, COMMUNE));
  }

  private static boolean isUnit(Cells cells) {
    return !UnitColumns.levels(cells.column()).isEmpty();
  }

  private static Optional<Cells> first(Subject subject, List<String> phrases) {
    return subject.columns().stream().filter(cells -> cells.header().say(phrases)).findFirst();
  }

  /** Whether rows are counted somewhere in the table, so that a row stands for many. */
  static boolean areTallied(Subject subject) {
    return !counts(subject).isEmpty()
        || subject.columns().stream()
            .filter(cells -> Units.NUMBERS.contains(cells.type()))
            .anyMatch(cells -> cells.header().are(TALLIES) || cells.header().say(COUNTS));
  }

  /** Columns that count people in groups; none where a row is an event or a household. */
  static List<Cells> counts(Subject subject) {
    boolean grouped =
        subject.columns().stream()
            .anyMatch(
                cells ->
                    isUnit(cells)
                        || cells.header().say(GROUPS)
                        || cells.header().say(COMMUNE)
                        || cells.header().say(PLACE));
    boolean single =
        subject.columns().stream()
            .anyMatch(
                cells -> cells.type() == ColumnType.TIMESTAMP || cells.header().say(SINGLE_ROWS));
    return grouped && !single
        ? subject.columns().stream().filter(cells -> isCount(cells, subject)).toList()
        : List.of();
  }

  private static boolean isCount(Cells cells, Subject subject) {
    HeaderWords header = cells.header();
    if (cells.type() != ColumnType.INTEGER || header.say(NO_COUNT)) {
      return false;
    }
    // Without its accents, the word for men is that for years.
    boolean men =
        header.are(MEN)
            && !cells.column().original().toLowerCase(java.util.Locale.ROOT).contains("năm")
            && subject.columns().stream().anyMatch(other -> other.header().are(WOMEN));
    return header.say(COUNTS) || header.are(WOMEN) || men;
  }

  /** Columns that tell the groups apart: all that measure nothing. */
  static List<Cells> groups(Subject subject) {
    return subject.columns().stream().filter(cells -> !isMeasure(cells)).toList();
  }

  private static boolean isMeasure(Cells cells) {
    return Set.of(ColumnType.INTEGER, ColumnType.DECIMAL).contains(cells.type())
        && !isUnit(cells)
        && !cells.header().say(List.of("ma", "code", "id", "nam", "thang", "quy", "year", "month"));
  }
}
