package vn.sen.harvest.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * Writes rows as JSON Lines: of the forms that a table is read from, the one in which NULL is not
 * an empty text, a text is not a number, and no row can be taken for a header or a total.
 */
final class RowFile {
  private final long mostRows;
  private final long mostBytes;

  RowFile(long mostRows, long mostBytes) {
    this.mostRows = mostRows;
    this.mostBytes = mostBytes;
  }

  /** What was written. */
  record Written(long rows, long bytes, String sha256) {}

  /**
   * Writes all rows.
   *
   * @param what the table is called, for people
   * @throws JdbcFault when there are too many
   */
  Written write(ResultSet rows, Path file, String what)
      throws SQLException, IOException, JdbcFault {
    MessageDigest digest = Sha256.digest();
    var counted = new Counted();
    long written = 0;
    try (OutputStream disk = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        OutputStream hashed = new DigestOutputStream(new Counting(disk, counted), digest);
        JsonGenerator json = Json.mapper().getFactory().createGenerator(hashed)) {
      json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
      json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
      List<String> names = names(rows.getMetaData());
      while (rows.next()) {
        if (++written > mostRows || counted.bytes > mostBytes) {
          throw new JdbcFault(tooMany(what, mostRows, mostBytes));
        }
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
          json.writeFieldName(names.get(i));
          cell(json, rows, i + 1);
        }
        json.writeEndObject();
      }
      if (written > 0) {
        json.writeRaw('\n');
      }
    }
    return new Written(written, counted.bytes, Sha256.end(digest));
  }

  /** The columns' names, told apart where a query has one twice. */
  private static List<String> names(ResultSetMetaData data) throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String label = data.getColumnLabel(i);
      String name = label;
      for (int n = 2; !names.add(name); n++) {
        name = label + "_" + n;
      }
    }
    return List.copyOf(names);
  }

  private static void cell(JsonGenerator json, ResultSet rows, int column)
      throws SQLException, IOException {
    ResultSetMetaData data = rows.getMetaData();
    String type = String.valueOf(data.getColumnTypeName(column)).toLowerCase(Locale.ROOT);
    switch (data.getColumnType(column)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
        BigDecimal number = rows.getBigDecimal(column);
        write(json, rows.wasNull() ? null : number);
      }
      case Types.NUMERIC, Types.DECIMAL -> {
        String text = rows.getString(column); // PostgreSQL has NaN among them
        write(
            json,
            text == null ? null : text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : text);
      }
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
        String text = rows.getString(column);
        write(json, text == null || !text.matches("[-+0-9.eE]+") ? text : new BigDecimal(text));
      }
      case Types.BIT, Types.BOOLEAN -> {
        if (type.equals("bit") && data.getPrecision(column) > 1) {
          write(json, rows.getString(column));
        } else {
          boolean is = rows.getBoolean(column);
          write(json, rows.wasNull() ? null : is);
        }
      }
      case Types.DATE ->
          write(
              json,
              type.equals("date")
                  ? rows.getObject(column, LocalDate.class)
                  : rows.getObject(column, LocalDateTime.class));
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          write(
              json,
              type.equals("timestamptz")
                      || data.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                  ? rows.getObject(column, OffsetDateTime.class)
                  : rows.getObject(column, LocalDateTime.class));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          write(json, rows.getBytes(column));
      case Types.ARRAY -> {
        Array array = rows.getArray(column);
        write(json, array == null ? null : array.getArray());
      }
      default -> write(json, rows.getString(column));
    }
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case BigDecimal number -> json.writeNumber(number);
      case Boolean is -> json.writeBoolean(is);
      case byte[] bytes -> json.writeString("\\x" + HexFormat.of().formatHex(bytes));
      case Temporal time -> json.writeString(text(time));
      case Object[] array -> {
        json.writeStartArray();
        for (Object element : array) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Short number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }

  /** PostgreSQL's ends of time are dates of their own. */
  private static String text(Temporal time) {
    boolean last =
        time.equals(LocalDate.MAX)
            || time.equals(LocalDateTime.MAX)
            || time.equals(OffsetDateTime.MAX);
    boolean first =
        time.equals(LocalDate.MIN)
            || time.equals(LocalDateTime.MIN)
            || time.equals(OffsetDateTime.MIN);
    return last ? "infinity" : first ? "-infinity" : time.toString();
  }

  private static final class Counted {
    private long bytes;
  }

  private static final class Counting extends java.io.FilterOutputStream {
    private final Counted counted;

    Counting(OutputStream out, Counted counted) {
      super(out);
      this.counted = counted;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      counted.bytes++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      counted.bytes += length;
    }
  }

  private static Message tooMany(String what, long rows, long bytes) {
    return new Message(
        "%s có hơn %d dòng hoặc %d byte. Chia thành nhiều truy vấn (--queries)."
            .formatted(what, rows, bytes),
        "%s has more than %d rows or %d bytes. Make several queries of it (--queries)."
            .formatted(what, rows, bytes));
  }
}
