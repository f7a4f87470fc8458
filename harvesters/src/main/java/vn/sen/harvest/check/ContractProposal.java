package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport.Nearly;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * A contract for a table that has none, read off the table: what its agency might promise. It says
 * no more than a file of next month can be expected to keep, so there are no ranges in it, and no
 * value of a column that may hold personal data.
 *
 * @param contract for a person to read, mend and agree to
 * @param remarks what the person should know of it
 */
public record ContractProposal(Contract contract, List<Message> remarks) {
  /** From so many rows on, what holds for every row is taken for a promise. */
  private static final int FEWEST_ROWS = 20;

  private static final int NAMES_SHOWN = 10;

  public ContractProposal {
    remarks = List.copyOf(remarks);
  }

  /**
   * Proposes a contract for {@code table}, whatever contract it has. Memory is bounded by the
   * session; a column costs two aggregates.
   *
   * @param session of which the temporary views {@code t} and {@code typed} are replaced
   */
  public static ContractProposal read(TableUnderCheck table, DuckSession session) {
    Subject subject = Subject.of(table);
    Set<String> personal = personal(table, subject, session);
    var tables =
        new Tables(
            session, table.text(), table.typed(), table.report().columns(), table.report().rows());
    var asked = new LinkedHashSet<String>();
    for (Cells cells : subject.columns()) {
      asked.add(cells.filled());
      asked.add(distinct(cells));
    }
    var measured = new Measured(tables.measureText(asked), Map.of());
    long rows = table.report().rows();
    List<Cells> full =
        subject.columns().stream()
            .filter(cells -> rows >= FEWEST_ROWS && measured.text(cells.filled()) == rows)
            .toList();
    List<Cells> mayBeKey = full.stream().filter(c -> !personal.contains(c.name())).toList();
    List<String> key = new ProposedKey(tables, measured, rows).among(mayBeKey);
    List<Cells> mayBeListed =
        subject.columns().stream()
            .filter(_ -> rows >= FEWEST_ROWS)
            .filter(c -> !personal.contains(c.name()) && !key.contains(c.name()))
            .toList();
    var values = ProposedValues.read(tables, measured, mayBeListed);
    Set<Cells> required = new HashSet<>(full);
    List<PromisedColumn> columns =
        subject.columns().stream()
            .map(
                cells ->
                    new PromisedColumn(
                            cells.name(),
                            type(subject, cells, measured.text(cells.filled())),
                            required.contains(cells),
                            false,
                            Optional.of(cells.column().original().strip())
                                .filter(title -> !title.isEmpty()),
                            Optional.empty())
                        .within(among(values.getOrDefault(cells.name(), List.of()))))
            .toList();
    return new ContractProposal(new Contract(columns, key), remarks(subject, rows, key, personal));
  }

  /** The estimate of how many values a column has; a few per cent off. */
  static String distinct(Cells cells) {
    return "approx_count_distinct(%s) FILTER (WHERE %s)".formatted(cells.sql(), cells.isFilled());
  }

  /**
   * Columns that may hold personal data, by what is in them or by what they are called; all, where
   * that could not be found out.
   */
  private static Set<String> personal(TableUnderCheck table, Subject subject, DuckSession session) {
    var personal = new LinkedHashSet<String>();
    for (CheckResult result : new TableChecker(List.of(new PersonalData())).check(table, session)) {
      if (result.outcome() == Outcome.NOT_RUN) {
        subject.columns().forEach(cells -> personal.add(cells.name()));
      } else if (result.severity().filter(s -> s.compareTo(Severity.WARNING) >= 0).isPresent()) {
        result.column().ifPresent(personal::add);
      }
    }
    subject.columns().stream()
        .filter(
            cells -> PersonalKind.anyIsSaidBy(cells.header()) || Grain.isOfPeople(cells.header()))
        .forEach(cells -> personal.add(cells.name()));
    return personal;
  }

  /** None where the column is empty, or where some cells say otherwise than the rest. */
  private static Optional<ColumnType> type(Subject subject, Cells cells, long filled) {
    return filled == 0 || subject.isNearlyTyped(cells)
        ? Optional.empty()
        : Optional.of(cells.type());
  }

  private static Limits among(List<String> values) {
    Limits none = Limits.NONE;
    return new Limits(
        none.minimum(),
        none.maximum(),
        none.minimumLength(),
        none.maximumLength(),
        none.pattern(),
        values);
  }

  private static List<Message> remarks(
      Subject subject, long rows, List<String> key, Set<String> personal) {
    var remarks = new ArrayList<Message>();
    if (rows < FEWEST_ROWS) {
      remarks.add(
          new Message(
              "Bảng chỉ có %s dòng: chưa đủ để đề nghị cột bắt buộc, khóa hay danh sách giá trị (cần %d dòng)."
                  .formatted(Figures.vi(rows), FEWEST_ROWS),
              "The table has %s rows only: too few to propose required columns, a key or lists of values (%d are needed)."
                  .formatted(Figures.en(rows), FEWEST_ROWS)));
    } else if (key.isEmpty()) {
      remarks.add(
          new Message(
              "Không thấy cột nào vừa mang tên mã, vừa không lặp: hãy nêu khóa nếu bảng có khóa.",
              "No column is both called a code and free of repeats: name the key if the table has"
                  + " one."));
    }
    if (!personal.isEmpty()) {
      String names = some(List.copyOf(personal));
      remarks.add(
          new Message(
              "Có thể là dữ liệu cá nhân, nên không giá trị nào của chúng được đưa vào: %s. Dữ liệu mở không được có dữ liệu cá nhân."
                  .formatted(names),
              "These may hold personal data, so that no value of theirs is given: %s. Open data may hold no personal data."
                  .formatted(names)));
    }
    List<String> unsure =
        subject.columns().stream()
            .filter(subject::isNearlyTyped)
            .map(cells -> cells.name() + nearly(subject, cells))
            .toList();
    if (!unsure.isEmpty()) {
      remarks.add(
          new Message(
              "Chưa rõ kiểu vì có ô viết khác các ô còn lại, hoặc đọc được hai cách: %s. Hãy sửa ô sai rồi nêu kiểu."
                  .formatted(some(unsure)),
              "The type is not clear, as some cells are written otherwise than the rest, or can be read in two ways: %s. Mend them and say the type."
                  .formatted(some(unsure))));
    }
    return remarks;
  }

  private static String nearly(Subject subject, Cells cells) {
    return subject.notes().nearlyTyped().stream()
        .filter(near -> near.column().equals(cells.name()))
        .map(Nearly::type)
        .map(type -> " (" + type.key() + "?)")
        .findFirst()
        .orElse("");
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
        + (names.size() > NAMES_SHOWN ? " … +" + (names.size() - NAMES_SHOWN) : "");
  }
}
