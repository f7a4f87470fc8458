package vn.sen.harvest.check;

import java.util.List;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.Column;

/** Columns with codes of administrative units, by their headers. */
public final class UnitColumns {
  private static final List<String> PROVINCE =
      List.of(
          "ma tinh",
          "ma tp",
          "matinh",
          "ma tinh tp",
          "ma tinh thanh",
          "ma so tinh",
          "province code",
          "provincecode",
          "province id",
          "ma thanh pho");
  private static final List<String> DISTRICT =
      List.of(
          "ma huyen",
          "mahuyen",
          "ma quan",
          "ma qh",
          "ma quan huyen",
          "ma so huyen",
          "district code",
          "districtcode",
          "district id");
  private static final List<String> COMMUNE =
      List.of(
          "ma xa",
          "maxa",
          "ma phuong",
          "ma px",
          "ma phuong xa",
          "ma xa phuong",
          "ma so xa",
          "ward code",
          "wardcode",
          "commune code",
          "ward id",
          "commune id");
  private static final List<String> ANY_LEVEL =
      List.of("ma dvhc", "ma don vi hanh chinh", "ma gso", "ma hanh chinh");

  private UnitColumns() {}

  /**
   * The levels whose codes a column may hold by its header; several where that names none, empty
   * where it says nothing of codes.
   */
  public static List<Level> levels(Column column) {
    return levels(HeaderWords.of(column));
  }

  private static List<Level> levels(HeaderWords header) {
    if (header.say(PROVINCE)) {
      return List.of(Level.PROVINCE);
    }
    if (header.say(DISTRICT)) {
      return List.of(Level.DISTRICT);
    }
    if (header.say(COMMUNE)) {
      return List.of(Level.COMMUNE);
    }
    return header.say(ANY_LEVEL)
        ? List.of(Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
        : List.of();
  }
}
