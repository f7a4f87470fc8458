package vn.sen.harvest.net;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * What the {@code robots.txt} of a host says of an address.
 *
 * @param file its address
 * @param refusal why the address may not be asked for: the rule with its line, or that the file
 *     can't be had for the time being; absent when it may
 * @param delay between requests that the host asks for
 * @param seen when the file was asked for
 */
public record RobotsWord(
    URI file, Optional<Message> refusal, Optional<Duration> delay, Instant seen) {}
