package vn.sen.harvest.read;

import java.nio.file.Path;
import java.sql.ResultSet;
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
      throw new Refused(
          "Tệp Parquet hỏng hoặc bị cắt cụt. Hãy gửi lại.",
          "The Parquet file is damaged or cut. Send it again.");
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
                new CellRecords(() -> new Rows(session, select, columns.size())),
                Optional.of(new RawTable.Known(columns, texts)))));
  }

  private static final class Rows implements CellRecords.Source {
    private final Statement statement;
    private final ResultSet rows;
    private final int width;
    private Optional<Message> broken = Optional.empty();

    Rows(DuckSession session, String select, int width) throws Refused {
      this.width = width;
      try {
        this.statement = session.connection().createStatement();
        this.rows = statement.executeQuery(select);
      } catch (SQLException e) {
        throw new Refused(
            "Tệp Parquet hỏng hoặc bị cắt cụt. Hãy gửi lại.",
            "The Parquet file is damaged or cut. Send it again.");
      }
    }

    @Override
    public Optional<List<String>> next() {
      try {
        if (broken.isPresent() || !rows.next()) {
          return Optional.empty();
        }
        var cells = new ArrayList<String>(width);
        for (int i = 1; i <= width; i++) {
          String cell = rows.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        return Optional.of(cells);
      } catch (SQLException e) {
        broken =
            Optional.of(
                new Message(
                    "Tệp Parquet hỏng giữa chừng: các dòng sau không đọc được.",
                    "The Parquet file is damaged: the rows behind these cannot be read."));
        return Optional.empty();
      }
    }

    @Override
    public Optional<Message> broken() {
      return broken;
    }

    @Override
    public void close() {
      try {
        statement.close();
      } catch (SQLException e) {
        throw new IllegalStateException("a statement does not close", e);
      }
    }
  }
}
