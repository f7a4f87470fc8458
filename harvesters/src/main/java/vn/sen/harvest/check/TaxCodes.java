package vn.sen.harvest.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ACC-07: codes of enterprises have ten digits, or thirteen for a branch, and the tenth follows
 * from the others. Since July 2025 the code of a person is the citizen number.
 *
 * <p>Source: Circular 105/2020/TT-BTC; Decision 75/1998/QD-TTg for the check digit.
 */
final class TaxCodes implements TableRule {
  private static final String ID = "ACC-07";

  private static final List<String> SAID =
      List.of(
          "ma so thue",
          "mst",
          "tax code",
          "tax id",
          "ma so doanh nghiep",
          "ma doanh nghiep",
          "msdn");

  private static final int[] WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

  /** Below this share the column holds something else, whatever its header says. */
  private static final double MOSTLY = 0.5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().stream()
        .filter(cells -> cells.header().say(SAID))
        .map(TaxCodes::inquire)
        .toList();
  }

  private static Inquiry inquire(Cells cells) {
    String digits = "replace(replace(%s, '-', ''), ' ', '')".formatted(cells.trimmed());
    String looks = Sql.count(Sql.matches(digits, "\\d{8,13}"));
    String misfit =
        Sql.and(
            cells.isFilled(),
            "NOT coalesce(CASE WHEN %s THEN %s WHEN %s THEN true END, false)"
                .formatted(
                    Sql.matches(digits, "\\d{10}(\\d{3})?"),
                    isChecked(digits),
                    Sql.matches(cells.trimmed(), "0\\d{2}[0-3]\\d{8}")));
    return Inquiry.ofText(
        List.of(cells.filled(), looks, Sql.count(misfit)),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          return filled == 0 || measured.text(looks) < MOSTLY * filled
              ? List.of()
              : List.of(verdict(cells, filled, measured.text(Sql.count(misfit)), misfit));
        });
  }

  private static String isChecked(String digits) {
    String sum =
        IntStream.range(0, WEIGHTS.length)
            .mapToObj(i -> "%d * substr(%s, %d, 1)::INTEGER".formatted(WEIGHTS[i], digits, i + 1))
            .collect(Collectors.joining(" + "));
    return "10 - (%s) %% 11 = substr(%s, 10, 1)::INTEGER".formatted(sum, digits);
  }

  private static Verdict verdict(Cells cells, long filled, long failed, String misfit) {
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .showing(
            new Evidence.Where(
                misfit, cells.sql(), _ -> "10 hoặc 13 chữ số, đúng số kiểm tra / 10 or 13 digits"))
        .saying(
            "Cột \"%s\": %s trong %s mã số không đúng cấu trúc hoặc sai số kiểm tra. Đối chiếu với giấy đăng ký; giữ ô là văn bản để không mất số 0 ở đầu."
                .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
            "Column \"%s\": %s of %s codes have a wrong structure or check digit. Compare them with the register; keep the cells as text, so that no leading zero is lost."
                .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
  }
}
