package vn.sen.publish.tables;

import vn.sen.catalog.RowsQuery;
import vn.sen.publish.Parameters;

/** How parameters say which rows are wanted; the same for pages and the API. */
final class RowsRequest {
  static final String[] NAMES = {"version", "select", "where", "group", "order", "limit", "cursor"};

  private RowsRequest() {}

  static RowsQuery read(Parameters parameters, int limit) {
    return new RowsQuery(
        parameters.commaList("select"),
        parameters.text("where"),
        parameters.commaList("group"),
        parameters.commaList("order"),
        parameters.limit(limit),
        parameters.text("cursor"));
  }
}
