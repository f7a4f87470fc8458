package vn.sen.catalog;

import java.time.Instant;

/**
 * A line of the journal.
 *
 * @param sequence from 1, without gaps, given under the write lock
 */
public record JournalEntry(long sequence, Instant at, Event event) {}
