package vn.sen.harvest.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a row of a table stands for, as far as personal data are concerned.
 *
 * @param namesPeople a column holds names of persons
 * @param namesOffices rows are offices, enterprises or places, so that their contacts are public
 */
record Grain(boolean namesPeople, boolean namesOffices) {
  private static final List<String> PERSON_HEADERS =
      List.of(
          "ho va ten",
          "ho ten",
          "full name",
          "fullname",
          "ten nguoi",
          "chu ho",
          "nguoi lao dong",
          "ten hoc sinh",
          "ten sinh vien",
          "ten benh nhan",
          "benh nhan",
          "nguoi nop",
          "nguoi huong",
          "nguoi dai dien",
          "ten khach hang",
          "ho dem",
          "can bo",
          "thi sinh",
          "person",
          "patient");

  private static final List<String> OFFICE_HEADERS =
      List.of(
          "co quan",
          "don vi",
          "doanh nghiep",
          "cong ty",
          "to chuc",
          "truong",
          "co so",
          "benh vien",
          "phong kham",
          "nha thuoc",
          "khach san",
          "cua hang",
          "hop tac xa",
          "van phong",
          "ubnd",
          "chi nhanh",
          "tram y te",
          "thu vien",
          "bao tang",
          "organization",
          "organisation",
          "company",
          "office",
          "school",
          "hospital",
          "agency");

  private static final List<String> NAME_HEADERS =
      List.of("ten", "name", "nguoi", "chu", "ho", "hoc sinh", "giao vien", "nhan vien");

  private static final Set<String> SURNAMES =
      Set.of(
          "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do",
          "ho", "ngo", "duong", "ly", "dinh", "trinh", "luong", "mai", "dao", "truong", "lam",
          "phung", "ta", "ha", "cao", "chu", "quach", "thai", "luu", "tong", "vuong", "doan");

  private static final Pattern WORDS = Pattern.compile("\\p{L}+( \\p{L}+){1,5}");
  private static final double MOSTLY = 0.6;

  /** Rows are offices when at least half of the office names stand in one row only. */
  private static final double OFFICE_A_ROW = 0.5;

  static Grain of(Collection<ColumnProfile> columns) {
    boolean people =
        columns.stream().anyMatch(column -> isNameColumn(column) && !isOfficeColumn(column));
    boolean offices = columns.stream().anyMatch(Grain::isOfficeColumn);
    return new Grain(people, offices);
  }

  /** Whether a column's header makes it worth a look. */
  static boolean isOfInterest(HeaderWords header) {
    return header.say(PERSON_HEADERS) || header.say(OFFICE_HEADERS) || header.say(NAME_HEADERS);
  }

  /** Whether a column's header says that it names persons. */
  static boolean isOfPeople(HeaderWords header) {
    return header.say(PERSON_HEADERS);
  }

  private static boolean isNameColumn(ColumnProfile column) {
    boolean said = column.header().say(PERSON_HEADERS);
    double names = column.share(Grain::isPersonName);
    return said ? names >= 0.3 : column.header().say(NAME_HEADERS) && names >= MOSTLY;
  }

  private static boolean isOfficeColumn(ColumnProfile column) {
    return column.header().say(OFFICE_HEADERS)
        && !column.header().say(PERSON_HEADERS)
        && column.distinctness() >= OFFICE_A_ROW
        && column.share(text -> text.length() >= 4 && text.matches("(?s).*\\p{L}{2}.*")) >= MOSTLY
        && column.share(Grain::isPersonName) < MOSTLY;
  }

  /** Whether a text may be the name of a person, or of a place. */
  static boolean isPersonName(String text) {
    String bare = text.strip();
    if (!WORDS.matcher(bare).matches()) {
      return false;
    }
    String words = HeaderWords.fold(bare.toLowerCase(java.util.Locale.ROOT));
    return SURNAMES.contains(words.substring(1, words.indexOf(' ', 1)));
  }
}
