package vn.sen.harvest.read;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.Message;

/** The table in a Parquet file. */
final class ParquetTable {
  private ParquetTable() {}

  static Contents open(DuckSession session, Path file) throws Refused {
    String from = " FROM read_parquet(" + DuckSession.literal(file.toString()) + ")";
    var columns = new ArrayList<String>();
    Set<Integer> texts = new TreeSet<>();
    try {
      session.query(
          "DESCRIBE SELECT *" + from,
          row -> {
            if (row.getString(2).equals("VARCHAR")) {
              texts.add(columns.size());
            }
            return columns.add(row.getString(1));
          });
    } catch (DuckSession.SqlFailure e) {
      throw damaged();
    }
    String select =
        columns.stream()
            .map(name -> "CAST(" + DuckSession.identifier(name) + " AS VARCHAR)")
            .collect(Collectors.joining(", ", "SELECT ", from));
    return Contents.of(
        List.of(
            RawTable.cells(
                "parquet",
                Optional.empty(),
                new CellRecords(() -> rows(session, select, columns.size())),
                Optional.of(new RawTable.Known(columns, texts)))));
  }

  private static SqlRows rows(DuckSession session, String select, int width) throws Refused {
    try {
      return new SqlRows(
          session.connection().createStatement(),
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
