package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.vocab.ColumnType;

/**
 * The key that a table seems to have: a column that calls itself a code and repeats nothing, or two
 * such, or one with a time beside it. The number of a line names the line of one file and no thing,
 * so it is no key.
 */
record ProposedKey(Tables tables, Measured measured, long rows) {
  private static final List<String> LINE_NUMBER = List.of("stt", "so thu tu", "tt", "no");

  private static final List<String> TIME =
      List.of("nam", "quy", "thang", "ngay", "ky", "year", "quarter", "month", "date", "period");

  private static final Set<ColumnType> TIMES =
      Set.of(
          ColumnType.DATE,
          ColumnType.TIMESTAMP,
          ColumnType.YEAR,
          ColumnType.YEAR_QUARTER,
          ColumnType.YEAR_MONTH);

  /** Each pair that is tried groups the table once. */
  private static final int COLUMNS_TRIED = 4;

  /** The estimate of distinct values is a few per cent off. */
  private static final double ESTIMATE = 0.85;

  /**
   * Names of its columns; empty where there is none.
   *
   * @param columns without a blank cell
   */
  List<String> among(List<Cells> columns) {
    List<Cells> codes =
        columns.stream()
            .filter(DuplicateKeys::looksLikeKey)
            .filter(cells -> !cells.header().are(LINE_NUMBER))
            .limit(COLUMNS_TRIED)
            .toList();
    List<Cells> times = columns.stream().filter(ProposedKey::isTime).limit(COLUMNS_TRIED).toList();
    var tried = new ArrayList<List<Cells>>();
    codes.forEach(code -> tried.add(List.of(code)));
    for (int i = 0; i < codes.size(); i++) {
      for (Cells time : times) {
        if (!time.equals(codes.get(i))) {
          tried.add(List.of(codes.get(i), time));
        }
      }
      for (Cells other : codes.subList(i + 1, codes.size())) {
        tried.add(List.of(codes.get(i), other));
      }
    }
    return tried.stream()
        .filter(this::mayIdentify)
        .filter(this::identifies)
        .findFirst()
        .map(key -> key.stream().map(Cells::name).toList())
        .orElse(List.of());
  }

  private static boolean isTime(Cells cells) {
    return TIMES.contains(cells.type())
        || cells.type() != ColumnType.DECIMAL && cells.header().say(TIME);
  }

  private boolean mayIdentify(List<Cells> key) {
    double most = 1;
    for (Cells cells : key) {
      most *= measured.text(ContractProposal.distinct(cells));
    }
    return most >= ESTIMATE * rows;
  }

  private boolean identifies(List<Cells> key) {
    String columns = key.stream().map(Cells::trimmed).collect(Collectors.joining(", "));
    return tables
            .query(
                "SELECT count(*) FROM (SELECT DISTINCT %s FROM t)".formatted(columns),
                row -> row.getLong(1))
            .getFirst()
        == rows;
  }
}
