package vn.sen.harvest.net;

import java.util.OptionalLong;

/**
 * How far a download got; told about once per MiB and at the end, from a thread of the client.
 *
 * @param bytes written so far
 * @param total as announced; empty when it is not, or when the body is compressed
 */
public record Progress(long bytes, OptionalLong total) {}
