package vn.sen.catalog;

/**
 * A Parquet file, part of a table version.
 *
 * @param sha256 its name in {@link ReleaseFiles}, hexadecimal
 */
public record Part(String sha256, long byteSize, long rows) {}
