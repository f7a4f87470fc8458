package vn.sen.harvest;

/** Reads one kind of source. Holds no state between calls; safe for many threads. */
public interface Connector {

  /** Name in configuration, kebab-case, such as {@code ckan}. */
  String name();

  /**
   * Offers each record of the source once. An answer we can't use ends the harvest as {@link
   * HarvestOutcome.Partial}; it isn't thrown.
   */
  HarvestOutcome harvest(Source source, Known known, RecordSink sink) throws InterruptedException;
}
