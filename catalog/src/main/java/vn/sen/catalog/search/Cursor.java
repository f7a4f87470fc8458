package vn.sen.catalog.search;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.util.BytesRef;
import vn.sen.catalog.SearchQuery;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Where a page ended: the sort values of its last hit, and a digest of them and of the query, so
 * that a cursor of another query, or one that was tampered with by accident, is told apart.
 */
final class Cursor {
  private static final int DIGEST = 12;

  private Cursor() {}

  /** The cursor of the page after {@code last}. */
  static String after(FieldDoc last, SearchQuery query) {
    byte[] primary =
        switch (last.fields[0]) {
          case Float score -> ByteBuffer.allocate(5).put((byte) 'f').putFloat(score).array();
          case Long number -> ByteBuffer.allocate(9).put((byte) 'l').putLong(number).array();
          case BytesRef key ->
              ByteBuffer.allocate(1 + key.length)
                  .put((byte) 'b')
                  .put(key.bytes, key.offset, key.length)
                  .array();
          default -> throw new IllegalStateException("no cursor for " + last.fields[0]);
        };
    byte[] id = BytesRef.deepCopyOf((BytesRef) last.fields[1]).bytes;
    byte[] body =
        ByteBuffer.allocate(1 + id.length + primary.length)
            .put((byte) id.length)
            .put(id)
            .put(primary)
            .array();
    byte[] whole = Arrays.copyOf(digest(body, query), DIGEST + body.length);
    System.arraycopy(body, 0, whole, DIGEST, body.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /**
   * Reads a cursor of this query.
   *
   * @throws InvalidRequestException when it is none
   */
  static FieldDoc read(String cursor, SearchQuery query) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      byte[] digest = new byte[DIGEST];
      whole.get(digest);
      byte[] body = new byte[whole.remaining()];
      whole.get(body);
      if (!Arrays.equals(digest, digest(body, query))) {
        throw foreign();
      }
      ByteBuffer values = ByteBuffer.wrap(body);
      byte[] id = new byte[values.get()];
      values.get(id);
      Object primary =
          switch (values.get()) {
            case 'f' -> values.getFloat();
            case 'l' -> values.getLong();
            default -> {
              byte[] key = new byte[values.remaining()];
              values.get(key);
              yield new BytesRef(key);
            }
          };
      return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {primary, new BytesRef(id)});
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw foreign();
    }
  }

  private static InvalidRequestException foreign() {
    return new InvalidRequestException(
        "the cursor is not one that this search gave; start again without a cursor");
  }

  private static byte[] digest(byte[] body, SearchQuery query) {
    MessageDigest sha = Sha256.digest();
    sha.update(body);
    // the limit may change from page to page
    sha.update(
        Json.write(
                new Object[] {
                  query.text(),
                  new TreeMap<>(query.filters()),
                  query.modified(),
                  query.period(),
                  query.sort()
                })
            .getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha.digest(), DIGEST);
  }
}
