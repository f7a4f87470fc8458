package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.ReadReport.Nearly;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

/**
 * ACC-01: every filled cell is of its column's type. Where a contract declares a type that the
 * reader did not find, the cells are held against the declared one; otherwise what the reader could
 * not type counts. A column that nearly has a type is held against it too, or else a column would
 * get better by getting worse; but it may be another kind of text, so that is never more than an
 * error.
 */
final class TypeConformance implements TableRule {
  private static final String ID = "ACC-01";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    for (Cells cells : subject.columns()) {
      Optional<ColumnType> declared = cells.promised().flatMap(promised -> promised.type());
      ColumnType type = declared.orElse(cells.type());
      if (type == ColumnType.TEXT) {
        if (declared.isEmpty()) {
          nearly(subject, cells).ifPresent(inquiries::add);
        }
        continue;
      }
      inquiries.add(
          type == cells.type()
              ? asRead(cells, declared.isPresent())
              : TypePatterns.misfits(cells, type)
                  .map(misfits -> asDeclared(cells, type, misfits))
                  .orElseGet(() -> asRead(cells, true)));
    }
    return inquiries;
  }

  private static Optional<Inquiry> nearly(Subject subject, Cells cells) {
    return subject.notes().nearlyTyped().stream()
        .filter(near -> near.column().equals(cells.name()))
        .findFirst()
        .map(near -> Inquiry.none((_, _) -> List.of(nearly(cells, near))));
  }

  private static Verdict nearly(Cells cells, Nearly near) {
    Verdict verdict = verdict(cells, near.type(), near.cells(), near.misfits()).inferred();
    TypePatterns.misfits(cells, near.type())
        .ifPresent(
            misfits ->
                verdict.showing(
                    new Evidence.Where(misfits, cells.sql(), _ -> expected(near.type()))));
    return verdict.reaching(verdict.severity().map(TypeConformance::guessed));
  }

  private static Severity guessed(Severity reached) {
    return reached.compareTo(Severity.ERROR) > 0 ? Severity.ERROR : reached;
  }

  private static Inquiry asDeclared(Cells cells, ColumnType type, String misfits) {
    String failing = Sql.count(misfits);
    return Inquiry.ofText(
        List.of(cells.filled(), failing),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          return filled == 0
              ? List.of()
              : List.of(
                  verdict(cells, type, filled, measured.text(failing))
                      .declared()
                      .showing(new Evidence.Where(misfits, cells.sql(), _ -> expected(type))));
        });
  }

  private static Inquiry asRead(Cells cells, boolean declared) {
    String typed = "count(%s)".formatted(cells.sql());
    return new Inquiry(
        List.of(cells.filled()),
        List.of(typed),
        (measured, tables) -> {
          long filled = measured.text(cells.filled());
          if (filled == 0) {
            return List.of();
          }
          long failed = Math.clamp(filled - measured.typed(typed), 0L, filled);
          Verdict verdict = verdict(cells, cells.type(), filled, failed);
          if (failed > 0) {
            verdict.showing(evidence(cells, failed, tables));
          }
          if (failed == filled) {
            verdict.untypedAtAll();
          }
          return List.of(declared ? verdict.declared() : verdict.inferred());
        });
  }

  private static Verdict verdict(Cells cells, ColumnType type, long filled, long failed) {
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .saying(
            "Cột \"%s\": %s trong %s ô có giá trị không phải %s (%s). Sửa các ô này theo cách viết chung của cột, hoặc để trống nếu không có số liệu."
                .formatted(
                    cells.name(),
                    Figures.vi(failed),
                    Figures.vi(filled),
                    TypePatterns.name(type).vi(),
                    Figures.percentVi(failed, filled)),
            "Column \"%s\": %s of %s filled cells are not %s (%s). Write them as the rest of the column does, or leave them empty where there is no figure."
                .formatted(
                    cells.name(),
                    Figures.en(failed),
                    Figures.en(filled),
                    TypePatterns.name(type).en(),
                    Figures.percent(failed, filled)));
  }

  /** By a pattern over the text where one finds the same cells, else by pairing the two tables. */
  private static Evidence evidence(Cells cells, long failed, Tables tables) {
    String expected = expected(cells.type());
    Optional<String> misfits = TypePatterns.misfits(cells, cells.type());
    if (misfits.isPresent() && tables.count(misfits.get()) == failed) {
      return new Evidence.Where(misfits.get(), cells.sql(), _ -> expected);
    }
    return tables.shown(
        """
        SELECT t._row, t.%1$s FROM t JOIN typed USING (file_row_number)
        WHERE typed.%1$s IS NULL AND trim(t.%1$s) <> '' ORDER BY t._row\
        """
            .formatted(cells.sql()),
        expected);
  }

  private static String expected(ColumnType type) {
    return TypePatterns.name(type).vi() + " / " + TypePatterns.name(type).en();
  }
}
