package vn.sen.catalog;

import java.time.Instant;

/**
 * Bytes that a person erased for good.
 *
 * @param sha256 of the bytes, all that is left of them
 * @param why the reason they gave
 * @param by who did it
 */
public record Erasure(String sha256, String why, String by, Instant at) {}
