package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.check.Vitals.Moment;
import vn.sen.harvest.check.Vitals.Moment.Described;
import vn.sen.vocab.Finding.Scope;

/**
 * LIV-03: {@code dct:modified} moves when the content or the description does, and only then. A
 * move counts against a source only where the files were had, and nothing else of the description
 * changed.
 */
final class HonestStamps {
  private static final String ID = "LIV-03";

  /** What happened before is forgotten: a source can mend its ways. */
  private static final int DAYS = 90;

  private HonestStamps() {}

  /** Absent where no stamp is declared, or no file tells what the content does. */
  static Optional<CheckResult> judge(Vitals vitals) {
    if (vitals.content().isEmpty() || vitals.dataset().modified().isEmpty()) {
      return Optional.empty();
    }
    List<Moment> lately =
        vitals.moments().stream()
            .filter(
                moment ->
                    !moment
                        .at()
                        .atZone(LinkRules.VIETNAM)
                        .toLocalDate()
                        .isBefore(vitals.today().minusDays(DAYS)))
            .toList();
    int moves = 0;
    int idle = 0;
    Optional<LocalDate> last = Optional.empty();
    for (int i = 0; i < lately.size(); i++) {
      if (lately.get(i) instanceof Described now) {
        Optional<Described> before = described(lately.subList(0, i).reversed());
        boolean moved =
            before.filter(b -> !b.modified().equals(now.modified())).isPresent()
                && now.modified().isPresent();
        if (moved) {
          moves++;
          if (before.get().rest().equals(now.rest())
              && isIdle(lately, lately.indexOf(before.get()), i)) {
            idle++;
            last = Optional.of(now.at().atZone(LinkRules.VIETNAM).toLocalDate());
          }
        }
      }
    }
    boolean still = isStill(vitals);
    int failed = idle + (still ? 1 : 0);
    Verdict verdict =
        Verdict.count(ID, Math.max(1, moves + (still ? 1 : 0)), Math.min(1, failed))
            .about(Scope.DATASET);
    if (failed == 0) {
      return Optional.of(verdict.result());
    }
    return Optional.of(
        last.map(
                day ->
                    verdict.saying(
                        "Ngày sửa đổi được dời (gần nhất ngày %s) trong khi nội dung vẫn như cũ. Chỉ đổi ngày sửa đổi khi dữ liệu thật sự thay đổi."
                            .formatted(day),
                        "The modified date was moved (last on %s) while the content stayed as it was. Move it only when the data change."
                            .formatted(day)))
            .orElseGet(
                () ->
                    verdict.saying(
                        "Nội dung đã đổi ngày %s nhưng ngày sửa đổi còn ghi %s. Cập nhật ngày sửa đổi cùng với dữ liệu."
                            .formatted(
                                vitals.content().getLast(), vitals.dataset().modified().orElse("")),
                        "The content changed on %s, but the modified date still says %s. Move it together with the data."
                            .formatted(
                                vitals.content().getLast(),
                                vitals.dataset().modified().orElse(""))))
            .result());
  }

  private static Optional<Described> described(List<Moment> backwards) {
    return backwards.stream()
        .flatMap(
            m ->
                m instanceof Described d
                    ? java.util.stream.Stream.of(d)
                    : java.util.stream.Stream.of())
        .findFirst();
  }

  /** Whether no other bytes came between a description and the one after the next. */
  private static boolean isIdle(List<Moment> moments, int before, int now) {
    for (int i = before + 1; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      if (i > now && moment instanceof Described) {
        return true;
      }
      if (!(moment instanceof Described)) {
        return false;
      }
    }
    return true;
  }

  /** Whether other bytes came, and the stamp is from before those they replaced. */
  private static boolean isStill(Vitals vitals) {
    List<LocalDate> content = vitals.content();
    return content.size() > 1
        && LiveRules.lastDeclared(vitals.dataset())
            .filter(day -> day.isBefore(content.get(content.size() - 2)))
            .isPresent();
  }
}
