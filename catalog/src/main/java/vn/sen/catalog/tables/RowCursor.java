package vn.sen.catalog.tables;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Where a page of rows ended.
 *
 * @param query fingerprint of the version and the query it belongs to
 * @param keys values of the sort keys of the last row, as text; null for an empty cell
 * @param part number of the part the last row is in, from 0; for grouped rows 0
 * @param row its number within the part, from 0; for grouped rows how many were given
 */
record RowCursor(int query, List<@Nullable String> keys, int part, long row) {

  RowCursor {
    keys = java.util.Collections.unmodifiableList(new ArrayList<>(keys));
  }

  static int fingerprint(TableVersion version, RowsQuery query) {
    return Objects.hash(
        version.id().toString(), query.select(), query.where(), query.group(), query.order());
  }

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(this).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws InvalidRequestException when it is none of ours, or another query's
   */
  static RowCursor decode(String text, int query, int keys) {
    RowCursor cursor;
    try {
      cursor =
          Json.read(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8),
              RowCursor.class);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw unusable(e);
    }
    if (cursor.query != query || cursor.keys.size() != keys || cursor.part < 0 || cursor.row < 0) {
      throw unusable(null);
    }
    return cursor;
  }

  private static InvalidRequestException unusable(@Nullable Throwable cause) {
    String message =
        "This cursor belongs to another query or version. Take 'next' from the page before, with"
            + " the same parameters.";
    return cause == null
        ? new InvalidRequestException(message)
        : new InvalidRequestException(message, cause);
  }
}
