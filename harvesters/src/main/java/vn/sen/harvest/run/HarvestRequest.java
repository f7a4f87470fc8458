package vn.sen.harvest.run;

import java.util.OptionalInt;
import vn.sen.catalog.RegisteredSource;

/**
 * One harvest, as asked for.
 *
 * @param limit take no more than this many records; such a harvest ends partial
 */
public record HarvestRequest(RegisteredSource source, Depth depth, OptionalInt limit) {

  /** How much of it to do. */
  public enum Depth {
    /** Records, and the files of their distributions. */
    FULL,
    /** Records alone; no file is fetched. */
    METADATA,
    /** Read and judge the records, change nothing. */
    DRY_RUN
  }
}
