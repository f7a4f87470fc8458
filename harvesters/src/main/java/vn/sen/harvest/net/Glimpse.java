package vn.sen.harvest.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the first bytes behind an address tell.
 *
 * @param firstByte from the request to the first byte of the body, redirects included, the wait for
 *     our own turn not
 * @param certificateEnds when the last server's certificate ends; absent without TLS
 * @param instead what the bytes seem to be where data was promised; absent when they may be data
 */
public record Glimpse(
    Duration firstByte, Optional<Instant> certificateEnds, Optional<NoData> instead) {}
