package vn.sen.harvest.read;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.Message;

/**
 * The table in a Parquet file. An engine of its own reads it: a damaged file may leave an engine in
 * a state in which it does nothing any more.
 */
final class ParquetTable {
  private static final long MEMORY = 200L << 20;

  private ParquetTable() {}

  /**
   * @param temporary where the engine may put what does not fit its memory
   */
  static Contents open(Path file, Path temporary) throws Refused {
    DuckSession session = DuckSession.open(temporary.resolve("parquet"), MEMORY, 1);
    try {
      // It takes minutes over a table of some thousand columns.
      session.execute("SET disabled_optimizers = 'common_subexpressions'");
      return new Contents(List.of(table(session, file)), session::close);
    } catch (DuckSession.SqlFailure e) {
      session.close();
      throw damaged();
    } catch (Refused e) {
      session.close();
      throw e;
    }
  }

  private static RawTable table(DuckSession session, Path file) throws Refused {
    String from = " FROM read_parquet(" + DuckSession.literal(file.toString()) + ")";
    var columns = new ArrayList<String>();
    Set<Integer> texts = new TreeSet<>();
    session.query(
        "DESCRIBE SELECT *" + from,
        row -> {
          if (row.getString(2).equals("VARCHAR")) {
            texts.add(columns.size());
          }
          return columns.add(row.getString(1));
        });
    if (columns.size() > LayoutDetector.MOST_COLUMNS) {
      throw new Refused(
          "Bảng có hơn %,d cột.".formatted(LayoutDetector.MOST_COLUMNS),
          "The table has more than %,d columns.".formatted(LayoutDetector.MOST_COLUMNS));
    }
    String select =
        columns.stream()
            .map(name -> "CAST(" + DuckSession.identifier(name) + " AS VARCHAR)")
            .collect(Collectors.joining(", ", "SELECT ", from));
    return RawTable.cells(
        "parquet",
        Optional.empty(),
        new CellRecords(() -> rows(session, select, columns.size())),
        Optional.of(new RawTable.Known(columns, texts)));
  }

  private static SqlRows rows(DuckSession session, String select, int width) throws Refused {
    try {
      Statement statement = session.connection().createStatement();
      return new SqlRows(
          statement,
          statement,
          select,
          width,
          new Message(
              "Tệp Parquet hỏng giữa chừng: các dòng sau không đọc được.",
              "The Parquet file is damaged: the rows behind these cannot be read."),
          Object::toString);
    } catch (SQLException e) {
      throw damaged();
    }
  }

  private static Refused damaged() {
    return new Refused(
        "Tệp Parquet hỏng hoặc bị cắt cụt. Hãy gửi lại.",
        "The Parquet file is damaged or cut. Send it again.");
  }
}
