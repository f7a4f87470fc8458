package vn.sen.catalog;

/**
 * A file of a dataset that is no table.
 *
 * @param distribution the distribution it came from
 * @param url where it came from, without credentials
 * @param name file name
 * @param sha256 its name in {@link ReleaseFiles}, hexadecimal
 */
public record DatasetFile(
    String distribution, String url, String name, String mediaType, String sha256, long byteSize) {}
