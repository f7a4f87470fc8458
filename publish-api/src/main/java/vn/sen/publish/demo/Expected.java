package vn.sen.publish.demo;

/** What the platform should make of a sample. */
public enum Expected {
  /** The table is published with nothing worse than a warning. */
  PUBLISHED,
  /** The table is published and its errors are shown beside it. */
  PUBLISHED_WITH_WARNINGS,
  /** The gate holds the table back until a steward decides. */
  QUARANTINED,
  /** The gate refuses the table. */
  BLOCKED,
  /** No file comes from the link, or none that is a table: a problem of the run, nothing else. */
  FAILED,
  /** The dataset is listed; it has no table to judge. */
  NO_TABLE,
  /** The record is not admitted. */
  REJECTED,
  /** The record is another portal's copy of a dataset that its owner offers too. */
  ALTERNATE
}
