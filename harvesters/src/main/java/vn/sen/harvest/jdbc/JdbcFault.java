package vn.sen.harvest.jdbc;

import java.sql.SQLException;
import vn.sen.vocab.Message;

/** Why a database cannot be read. */
final class JdbcFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message told;

  /**
   * @param told sentences that say nothing of where the source is
   */
  JdbcFault(Message told) {
    super(told.en());
    this.told = told;
  }

  /** What to say. */
  Message told() {
    return told;
  }

  /** In our words: a driver's may hold host, user or SQL. Codes: SQL standard, part 2. */
  static JdbcFault of(SQLException e, String what) {
    String state = String.valueOf(e.getSQLState());
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    Message told =
        switch (kind) {
          case "28" ->
              new Message(
                  "Cơ sở dữ liệu không nhận người dùng hoặc mật khẩu. Đặt lại: sen source"
                      + " credentials ID --basic USER.",
                  "The database does not accept the user or password. Give others: sen source"
                      + " credentials ID --basic USER.");
          case "08", "HY" ->
              new Message(
                  "Không kết nối được tới cơ sở dữ liệu, hoặc kết nối bị đứt. Kiểm tra địa chỉ"
                      + " ('sen source list'), tường lửa, và máy chủ đó có chạy không.",
                  "The database cannot be reached, or the connection broke. Check its address ('sen"
                      + " source list'), the firewall, and that it runs.");
          case "57", "72" ->
              new Message(
                  "%s mất quá nhiều thời gian, hoặc bị cơ sở dữ liệu dừng (SQLSTATE %s). Rút gọn truy vấn, thêm chỉ mục, hoặc thử lại khi ít tải."
                      .formatted(what, state),
                  "%s took too long, or the database stopped it (SQLSTATE %s). Make the query smaller, add an index, or try again when it is less busy."
                      .formatted(what, state));
          case "25" ->
              new Message(
                  "%s muốn ghi (SQLSTATE %s); nguồn chỉ được đọc. Sửa truy vấn hoặc khung nhìn."
                      .formatted(what, state),
                  "%s wants to write (SQLSTATE %s); sources are only read. Mend the query or view."
                      .formatted(what, state));
          default ->
              new Message(
                  "Không đọc được %s (SQLSTATE %s). Kiểm tra truy vấn, quyền SELECT, và nhật ký của máy chủ Sen."
                      .formatted(what, state),
                  "%s cannot be read (SQLSTATE %s). Check the query, the right to SELECT, and the log of Sen's server."
                      .formatted(what, state));
        };
    var fault = new JdbcFault(told);
    fault.initCause(e);
    return fault;
  }
}
