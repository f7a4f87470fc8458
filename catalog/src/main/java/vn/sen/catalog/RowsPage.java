package vn.sen.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.Column;

/**
 * A page of rows.
 *
 * @param total rows that match, over all pages
 * @param items column name to value: Boolean, Long, BigDecimal, String (dates as ISO), or null for
 *     an empty cell
 * @param next cursor of the page after, absent on the last
 */
public record RowsPage(
    long total, List<Column> columns, List<Map<String, Object>> items, Optional<String> next) {}
