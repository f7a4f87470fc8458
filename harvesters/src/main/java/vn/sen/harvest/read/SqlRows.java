package vn.sen.harvest.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Message;

/** The rows that a query gives, as far as the file behind it is sound. */
final class SqlRows implements CellRecords.Source {
  private final AutoCloseable held;
  private final ResultSet rows;
  private final int width;
  private final Message damaged;
  private final CellText text;
  private Optional<Message> broken = Optional.empty();

  /** A value as the text of a cell. */
  @FunctionalInterface
  interface CellText {
    String of(Object value);
  }

  /**
   * @param held closed with the rows: the statement, or the connection it is of
   * @param width how many columns the query gives
   * @param damaged what to say when the rows break off
   */
  SqlRows(
      AutoCloseable held,
      Statement statement,
      String query,
      int width,
      Message damaged,
      CellText text)
      throws SQLException {
    this.held = held;
    this.width = width;
    this.damaged = damaged;
    this.text = text;
    this.rows = statement.executeQuery(query);
  }

  @Override
  public Optional<List<String>> next() {
    try {
      if (broken.isPresent() || !rows.next()) {
        return Optional.empty();
      }
      var cells = new ArrayList<String>(width);
      for (int i = 1; i <= width; i++) {
        @Nullable Object value = rows.getObject(i);
        cells.add(value == null ? "" : text.of(value));
      }
      return Optional.of(cells);
    } catch (SQLException e) {
      broken = Optional.of(damaged);
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
      held.close();
    } catch (Exception e) {
      throw new IllegalStateException("what gave the rows does not close", e);
    }
  }
}
