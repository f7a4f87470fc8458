package vn.sen.harvest.net;

import java.net.URI;
import java.util.Optional;

/**
 * What came with a body.
 *
 * @param uri where it finally came from, after redirects; the base for relative references
 * @param etag absent when none was sent, or a longer one than is worth keeping
 * @param lastModified {@code Last-Modified} as sent
 * @param contentType {@code Content-Type} as sent
 * @param fileName from {@code Content-Disposition}, else the last part of the path; safe to use as
 *     the name of a file, never empty
 * @param next {@code Link: <...>; rel="next"}, resolved
 * @param bytes of the body, decompressed
 * @param sha256 of the body, decompressed, hexadecimal
 */
public record Answer(
    URI uri,
    Optional<String> etag,
    Optional<String> lastModified,
    Optional<String> contentType,
    String fileName,
    Optional<URI> next,
    long bytes,
    String sha256) {}
