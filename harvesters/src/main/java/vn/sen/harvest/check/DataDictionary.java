package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.Severity;

/**
 * COM-03: every column is explained, by the contract that came with the table. Whether a dataset
 * without any contract lacks one is a question about its metadata: {@link
 * MetadataRules#withoutDictionary}.
 */
final class DataDictionary implements TableRule {
  static final String ID = "COM-03";
  private static final double EXPLAINED_ENOUGH = 0.8;
  private static final int NAMED = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.contract().isEmpty()
        ? List.of()
        : List.of(Inquiry.none((_, _) -> List.of(judge(subject))));
  }

  private static Verdict judge(Subject subject) {
    List<String> silent =
        subject.columns().stream().filter(cells -> !isExplained(cells)).map(Cells::name).toList();
    int columns = subject.columns().size();
    Verdict verdict = Verdict.count(ID, columns, silent.size());
    if (silent.isEmpty()) {
      return verdict.reaching(Optional.empty());
    }
    String names =
        silent.stream().limit(NAMED).map("\"%s\""::formatted).collect(Collectors.joining(", "))
            + (silent.size() > NAMED ? " …" : "");
    return verdict
        .reaching(
            columns - silent.size() < EXPLAINED_ENOUGH * columns
                ? Severity.ERROR
                : Severity.WARNING)
        .saying(
            "%d trong %d cột chưa có mô tả: %s. Bổ sung mô tả vào lược đồ bảng."
                .formatted(silent.size(), columns, names),
            "%d of %d columns have no description: %s. Add it to the table schema."
                .formatted(silent.size(), columns, names));
  }

  private static boolean isExplained(Cells cells) {
    return cells
        .promised()
        .flatMap(promised -> promised.description().or(promised::title))
        .filter(text -> !text.isBlank())
        .isPresent();
  }
}
