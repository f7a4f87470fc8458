package vn.sen.harvest.check;

import java.util.List;
import vn.sen.vocab.Severity;

/**
 * CLN-03: text is in Unicode's composed form (NFC), as every search and comparison expects. In a
 * key it is an error, for the same code is then two.
 */
final class ComposedText implements TableRule {
  private static final String ID = "CLN-03";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.texts().stream().map(cells -> inquire(cells, subject.isKey(cells))).toList();
  }

  private static Inquiry inquire(Cells cells, boolean key) {
    // What has no byte beyond ASCII is composed, and is most cells.
    String decomposed =
        Sql.andThen(
            "strlen(%1$s) <> length(%1$s)".formatted(cells.sql()),
            "nfc_normalize(%1$s) <> %1$s".formatted(cells.sql()));
    return Inquiry.ofCells(
        cells,
        decomposed,
        (filled, failed, _) -> {
          Verdict verdict = Verdict.count(ID, filled, failed).on(cells);
          if (failed > 0) {
            verdict
                .reaching(key ? Severity.ERROR : Severity.WARNING)
                .showing(
                    new Evidence.Where(
                        decomposed, cells.sql(), _ -> "Unicode dựng sẵn (NFC) / composed (NFC)"));
          }
          return verdict.saying(
              "Cột \"%s\": %s trong %s ô dùng Unicode tổ hợp, nhìn giống mà so sánh thì khác. Xuất lại bằng Unicode dựng sẵn (NFC)."
                  .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
              "Column \"%s\": %s of %s cells are in decomposed Unicode: they look the same and compare as different. Export them in composed form (NFC)."
                  .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
        });
  }
}
