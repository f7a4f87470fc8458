package vn.sen.harvest.read;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file to be read.
 *
 * @param input the bytes as received
 * @param name of the file, for reports only: what it is, its bytes tell
 * @param outputDirectory where the tables go
 * @param footer what their Parquet footers say besides {@code sen.source.sha256} and {@code
 *     sen.reader}, such as {@code dcterms:isPartOf} and {@code dcterms:license}
 */
public record ReadRequest(
    Path input,
    String name,
    Path outputDirectory,
    Map<String, String> footer,
    ReadOptions options) {
  public ReadRequest {
    footer = Map.copyOf(footer);
  }
}
