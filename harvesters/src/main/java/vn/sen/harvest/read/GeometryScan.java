package vn.sen.harvest.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Whether a cell is a geometry in well-known text or, in hexadecimal digits, well-known binary.
 * Only what the table engine takes too is one, in two dimensions and degrees: other coordinates
 * need a reference system, and no cell names it.
 */
final class GeometryScan {
  private static final int DEEPEST = 8;
  private static final double FARTHEST_EAST = 180;
  private static final double FARTHEST_NORTH = 90;
  private static final String COLLECTION = "GEOMETRYCOLLECTION";

  private final byte[] bytes;
  private final int to;
  private int at;

  private GeometryScan(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Whether the cell, without blanks at its ends, is well-known text. */
  static boolean isText(byte[] bytes, int from, int to) {
    var scan = new GeometryScan(bytes, from, to);
    return scan.geometry(0) && scan.at == to;
  }

  private boolean geometry(int depth) {
    String type = word();
    if (type.equals(COLLECTION)) {
      return isEmpty() || depth < DEEPEST && list(() -> geometry(depth + 1));
    }
    return switch (type) {
      case "POINT" -> isEmpty() || sign('(') && position() && sign(')');
      case "LINESTRING" -> positions();
      case "MULTILINESTRING" -> isEmpty() || list(this::positions);
      case "POLYGON" -> isEmpty() || list(this::ring);
      case "MULTIPOINT" -> isEmpty() || list(this::point);
      case "MULTIPOLYGON" -> isEmpty() || list(() -> list(this::ring));
      default -> false;
    };
  }

  /** One of several points, which need no brackets of their own. */
  private boolean point() {
    return sign('(') ? position() && sign(')') : position();
  }

  /** Never empty, for the engine. */
  private boolean ring() {
    return list(this::position);
  }

  private boolean positions() {
    return isEmpty() || list(this::position);
  }

  private boolean position() {
    return number(FARTHEST_EAST) && number(FARTHEST_NORTH);
  }

  @FunctionalInterface
  private interface Item {
    boolean read();
  }

  private boolean list(Item item) {
    if (!sign('(')) {
      return false;
    }
    do {
      if (!item.read()) {
        return false;
      }
    } while (sign(','));
    return sign(')');
  }

  private boolean isEmpty() {
    int start = at;
    boolean empty = word().equals("EMPTY");
    at = empty ? at : start;
    return empty;
  }

  private String word() {
    blanks();
    int start = at;
    while (at < to && isLetter(bytes[at]) && at - start <= COLLECTION.length()) {
      at++;
    }
    return new String(bytes, start, at - start, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
  }

  private boolean sign(char sign) {
    blanks();
    boolean found = at < to && bytes[at] == sign;
    at += found ? 1 : 0;
    return found;
  }

  private boolean number(double farthest) {
    blanks();
    int start = at;
    at += at < to && bytes[at] == '-' ? 1 : 0;
    boolean sound = digits();
    if (sound && at < to && bytes[at] == '.') {
      at++;
      sound = digits();
    }
    if (sound && at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      at += at < to && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
      sound = digits();
    }
    return sound
        && Math.abs(
                Double.parseDouble(new String(bytes, start, at - start, StandardCharsets.US_ASCII)))
            <= farthest;
  }

  private boolean digits() {
    int start = at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private void blanks() {
    while (at < to && bytes[at] == ' ') {
      at++;
    }
  }

  private static boolean isLetter(byte b) {
    return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  /** Whether the cell is well-known binary in hexadecimal digits. */
  static boolean isBinary(byte[] bytes, int from, int to) {
    if ((to - from) % 2 != 0) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!HexFormat.isHexDigit(bytes[i])) {
        return false;
      }
    }
    String digits = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    var binary = new Binary(ByteBuffer.wrap(HexFormat.of().parseHex(digits)));
    return binary.geometry(0) && !binary.bytes.hasRemaining();
  }

  /** Well-known binary, plain or with the number of WGS 84 as databases write it. */
  private record Binary(ByteBuffer bytes) {
    private static final int HEAD = 1 + Integer.BYTES;
    private static final int POSITION = 2 * Double.BYTES;
    private static final int HAS_REFERENCE = 0x2000_0000;
    private static final int WGS_84 = 4326;
    private static final int GEOMETRY_COLLECTION = 7;

    boolean geometry(int depth) {
      if (bytes.remaining() < HEAD || depth > DEEPEST) {
        return false;
      }
      byte order = bytes.get();
      if (order != 0 && order != 1) {
        return false;
      }
      bytes.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int type = bytes.getInt();
      if ((type & HAS_REFERENCE) != 0) {
        type &= ~HAS_REFERENCE;
        if (bytes.remaining() < Integer.BYTES || bytes.getInt() != WGS_84) {
          return false;
        }
      }
      return switch (type) {
        case 1 -> position();
        case 2 -> list(this::position, POSITION);
        case 3 -> list(() -> list(this::position, POSITION), Integer.BYTES);
        case 4, 5, 6 -> ofType(type - 3, depth);
        case GEOMETRY_COLLECTION -> list(() -> geometry(depth + 1), HEAD);
        default -> false;
      };
    }

    /** Several of one type, each with its own head. */
    private boolean ofType(int type, int depth) {
      return list(() -> headSays(type) && geometry(depth + 1), HEAD);
    }

    private boolean headSays(int type) {
      if (bytes.remaining() < HEAD) {
        return false;
      }
      int written = bytes.getInt(bytes.position() + 1);
      boolean little = bytes.get(bytes.position()) == 1;
      boolean read = bytes.order() == ByteOrder.LITTLE_ENDIAN;
      return (little == read ? written : Integer.reverseBytes(written)) == type;
    }

    private boolean list(Item item, int smallest) {
      if (bytes.remaining() < Integer.BYTES) {
        return false;
      }
      long count = Integer.toUnsignedLong(bytes.getInt());
      if (count * smallest > bytes.remaining()) {
        return false;
      }
      for (long i = 0; i < count; i++) {
        if (!item.read()) {
          return false;
        }
      }
      return true;
    }

    private boolean position() {
      return bytes.remaining() >= POSITION
          && Math.abs(bytes.getDouble()) <= FARTHEST_EAST
          && Math.abs(bytes.getDouble()) <= FARTHEST_NORTH;
    }
  }
}
