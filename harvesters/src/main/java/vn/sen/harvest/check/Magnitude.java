package vn.sen.harvest.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.vocab.Severity;

/**
 * ACC-11: a column that measures says in what unit, and its magnitude has not moved by a power of
 * ten since the last accepted version. The magnitude moved when all three quartiles of the absolute
 * values (zeros aside) moved by the same power, each within a quarter: a table that merely has
 * other rows moves one of them at most.
 */
final class Magnitude implements TableRule {
  private static final String ID = "ACC-11";

  private static final List<Double> QUARTILES = List.of(0.25, 0.5, 0.75);

  /** How far, as a power of ten, a quartile may be from the power that the median moved by. */
  private static final double SLACK = 0.1;

  /** Of fewer values, quartiles tell nothing. */
  private static final int FEWEST = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    if (!Units.standInRows(subject)) {
      subject.columns().stream()
          .filter(Units::areNeeded)
          .forEach(cells -> inquiries.add(Inquiry.none((_, _) -> List.of(unit(cells)))));
    }
    subject
        .circumstances()
        .previous()
        .filter(previous -> !previous.parts().isEmpty())
        .flatMap(previous -> moved(subject, previous))
        .ifPresent(inquiries::add);
    return inquiries;
  }

  /** A dictionary that leaves the unit out is mended at once; without one it is a warning. */
  private static Verdict unit(Cells cells) {
    boolean said = Units.areSaid(cells);
    Verdict verdict = Verdict.count(ID, 1, said ? 0 : 1).on(cells);
    boolean explained =
        cells.promised().filter(p -> p.description().or(p::title).isPresent()).isPresent();
    if (!said && !explained) {
      verdict.reaching(Severity.WARNING).inferred();
    }
    return verdict.saying(
        "Cột \"%s\" là số đo nhưng không nói đơn vị tính. Ghi đơn vị vào tiêu đề, ví dụ \"%s (triệu đồng)\", hoặc vào mô tả cột trong từ điển dữ liệu."
            .formatted(cells.name(), cells.name()),
        "Column \"%s\" measures something but does not say in what unit. Put the unit into the header, such as \"%s (million VND)\", or into the column's description in the data dictionary."
            .formatted(cells.name(), cells.name()));
  }

  private static Optional<Inquiry> moved(Subject subject, Previous previous) {
    List<Cells> columns =
        subject.columns().stream()
            .filter(cells -> Units.NUMBERS.contains(cells.type()))
            .filter(cells -> previous.columns().contains(cells.name()))
            .toList();
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<String> asked = columns.stream().flatMap(cells -> quartiles(cells).stream()).toList();
    return Optional.of(
        new Inquiry(
            List.of(),
            Stream.concat(asked.stream(), columns.stream().map(Magnitude::present)).toList(),
            (measured, tables) -> {
              List<OptionalDouble> before = before(asked, previous.parts(), tables);
              var verdicts = new ArrayList<Verdict>();
              for (int i = 0; i < columns.size(); i++) {
                Cells cells = columns.get(i);
                long values = measured.typed(present(cells));
                if (values < FEWEST || previous.rows() < FEWEST) {
                  continue;
                }
                int first = i * QUARTILES.size();
                List<OptionalDouble> now =
                    quartiles(cells).stream().map(measured::typedNumber).toList();
                verdicts.add(
                    verdict(
                        cells,
                        values,
                        power(before.subList(first, first + QUARTILES.size()), now)));
              }
              return verdicts;
            }));
  }

  private static String present(Cells cells) {
    return Sql.count("%s <> 0".formatted(cells.sql()));
  }

  private static List<String> quartiles(Cells cells) {
    return QUARTILES.stream()
        .map(
            quartile ->
                "quantile_cont(abs(try_cast(%1$s AS DOUBLE)), %2$s) FILTER (WHERE try_cast(%1$s AS DOUBLE) <> 0)"
                    .formatted(cells.sql(), quartile))
        .toList();
  }

  private static List<OptionalDouble> before(List<String> asked, List<Path> parts, Tables tables) {
    return tables
        .query(
            "SELECT %s FROM %s".formatted(String.join(", ", asked), Sql.parquet(parts)),
            row -> {
              var answers = new ArrayList<OptionalDouble>();
              for (int i = 1; i <= asked.size(); i++) {
                @Nullable Object value = row.getObject(i);
                answers.add(
                    value instanceof Number number
                        ? OptionalDouble.of(number.doubleValue())
                        : OptionalDouble.empty());
              }
              return answers;
            })
        .getFirst();
  }

  /** By what power of ten all quartiles moved; 0 when they did not. */
  private static int power(List<OptionalDouble> before, List<OptionalDouble> now) {
    var moved = new ArrayList<Double>();
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).isEmpty() || now.get(i).isEmpty()) {
        return 0;
      }
      moved.add(Math.log10(now.get(i).getAsDouble() / before.get(i).getAsDouble()));
    }
    long power = Math.round(moved.get(1));
    return moved.stream().allMatch(step -> Math.abs(step - power) <= SLACK) ? (int) power : 0;
  }

  private static Verdict verdict(Cells cells, long values, int power) {
    Verdict verdict = Verdict.count(ID, values, power == 0 ? 0 : values).on(cells);
    if (power == 0) {
      return verdict;
    }
    String times = "1" + "0".repeat(Math.abs(power));
    return verdict
        .showing(
            new Evidence.Found(
                List.of(),
                Optional.of(
                    "SELECT %s FROM typed"
                        .formatted(quartiles(cells).stream().collect(Collectors.joining(", ")))),
                Optional.empty()))
        .saying(
            "Giá trị của cột \"%s\" %s %s lần so với phiên bản được nhận gần nhất, nên có lẽ đơn vị tính đã đổi. Gửi lại bằng đơn vị cũ, hoặc ghi đơn vị mới vào tên cột và mô tả."
                .formatted(cells.name(), power > 0 ? "gấp" : "nhỏ đi", times),
            "The values of column \"%s\" are %s times %s those of the last accepted version, so the unit has probably changed. Send them in the old unit, or state the new one in the column's name and description."
                .formatted(cells.name(), times, power > 0 ? "as large as" : "smaller than"));
  }
}
