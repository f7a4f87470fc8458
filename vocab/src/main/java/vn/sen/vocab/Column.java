package vn.sen.vocab;

/**
 * A column of a table.
 *
 * @param name unique within the table
 * @param original the header as it stands in the file; empty where it has none
 */
public record Column(String name, String original, ColumnType type) {}
