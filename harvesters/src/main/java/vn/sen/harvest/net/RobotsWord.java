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
 * @param isSaid whether the host has said it; false where its file can't be had for the time being
 * @param refusal why the address may not be asked for: the rule with its line, or why its file
 *     can't be had; absent when it may
 * @param delay between requests that the host asks for
 * @param seen when the file was asked for
 */
public record RobotsWord(
    URI file, boolean isSaid, Optional<Message> refusal, Optional<Duration> delay, Instant seen) {}
