package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

/**
 * CLN-09: the numbers of a column are written in one way. {@code 1.234,5} is Vietnamese, {@code
 * 1,234.5} English; a column of nothing but {@code 1.234} may be either, and is an error.
 */
final class NumberStyle implements TableRule {
  private static final String ID = "CLN-09";
  private static final String SIGN = "[+-]?";

  /** Three digits behind one separator say nothing: thousands, or decimals. */
  private static final String ENGLISH =
      SIGN + "(\\d{1,3}(,\\d{3})+\\.\\d+|\\d{1,3}(,\\d{3}){2,}|\\d+\\.(\\d{1,2}|\\d{4,}))";

  private static final String VIETNAMESE =
      SIGN + "(\\d{1,3}(\\.\\d{3})+,\\d+|\\d{1,3}(\\.\\d{3}){2,}|\\d+,(\\d{1,2}|\\d{4,}))";

  private static final String EITHER = SIGN + "[1-9]\\d{0,2}[.,]\\d{3}";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.ofOrNearly(Set.of(ColumnType.INTEGER, ColumnType.DECIMAL)).stream()
        .map(cells -> inquire(cells, subject.isOfTwoReadings(cells)))
        .toList();
  }

  private static Inquiry inquire(Cells cells, boolean ambiguous) {
    String english = written(cells, ENGLISH);
    String vietnamese = written(cells, VIETNAMESE);
    String either = written(cells, EITHER);
    return Inquiry.ofText(
        List.of(cells.filled(), Sql.count(english), Sql.count(vietnamese), Sql.count(either)),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          long en = measured.text(Sql.count(english));
          long vi = measured.text(Sql.count(vietnamese));
          long unclear = measured.text(Sql.count(either));
          if (ambiguous && en == 0 && vi == 0 && unclear > 0) {
            return List.of(
                verdict(cells, filled, unclear, either).reaching(Optional.of(Severity.ERROR)));
          }
          return en + vi == 0
              ? List.of()
              : List.of(verdict(cells, filled, Math.min(en, vi), en < vi ? english : vietnamese));
        });
  }

  /** Only numbers with a separator have a style, and most have none: that is seen faster. */
  private static String written(Cells cells, String style) {
    return Sql.andThen(
        "contains(%1$s, ',') OR contains(%1$s, '.')".formatted(cells.sql()),
        Sql.matches(cells.trimmed(), style));
  }

  private static Verdict verdict(Cells cells, long filled, long failed, String minority) {
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .showing(
            new Evidence.Where(
                minority, cells.sql(), _ -> "một cách viết số / one style of numbers"))
        .saying(
            "Cột \"%s\": %s trong %s số viết khác cách chung, hoặc đọc được theo hai cách (1.234 là một nghìn hay một phẩy). Dùng một dấu thập phân cho cả cột, bỏ dấu ngăn hàng nghìn."
                .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
            "Column \"%s\": %s of %s numbers are written otherwise than the rest, or can be read in two ways (1.234). Use one decimal mark throughout, and no thousands separator."
                .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
  }
}
