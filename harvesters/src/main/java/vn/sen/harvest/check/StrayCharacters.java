package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;

/**
 * CLN-04: no blanks around a value and nothing invisible in it. Control and bidirectional
 * characters are errors, for they can make a value read otherwise than it is.
 */
final class StrayCharacters implements TableRule {
  private static final String ID = "CLN-04";

  private static final String INVISIBLE = "[\u00A0\u00AD\u200B-\u200D\u2060\uFEFF]";
  private static final String TREACHEROUS =
      "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\u0080-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.texts().stream().map(StrayCharacters::inquire).toList();
  }

  private static Inquiry inquire(Cells cells) {
    String stray =
        "%1$s <> %2$s OR %3$s"
            .formatted(
                cells.sql(),
                cells.trimmed(),
                Sql.contains(cells.sql(), INVISIBLE + "|" + TREACHEROUS));
    String failing = Sql.count(Sql.and(cells.isFilled(), stray));
    String treacherous = Sql.count(Sql.contains(cells.sql(), TREACHEROUS));
    return Inquiry.ofText(
        List.of(cells.filled(), failing, treacherous),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          if (filled == 0) {
            return List.of();
          }
          long failed = measured.text(failing);
          Optional<Severity> severity =
              measured.text(treacherous) > 0
                  ? Optional.of(Severity.ERROR)
                  : RuleCatalogue.rule(ID).reached(filled, failed).filter(_ -> failed > 0);
          return List.of(
              Verdict.count(ID, filled, failed)
                  .on(cells)
                  .reaching(severity)
                  .showing(
                      new Evidence.Where(
                          Sql.and(cells.isFilled(), stray),
                          cells.sql(),
                          value -> "\"" + visible(value) + "\""))
                  .saying(
                      "Cột \"%s\": %s trong %s ô có khoảng trắng thừa hoặc ký tự vô hình. Xóa các ký tự đó."
                          .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
                      "Column \"%s\": %s of %s cells have blanks around the value or invisible characters. Remove them."
                          .formatted(cells.name(), Figures.en(failed), Figures.en(filled))));
        });
  }

  private static String visible(String value) {
    return value.replace('\u00A0', ' ').replaceAll("[\\p{Cc}\\p{Cf}]", "").strip();
  }
}
