package vn.sen.harvest.run;

import java.util.List;
import java.util.OptionalInt;
import vn.sen.catalog.RegisteredSource;

/**
 * One harvest, as asked for.
 *
 * @param limit take no more than this many records; such a harvest ends partial
 * @param hosts private hosts that this run may reach besides those of the source
 */
public record HarvestRequest(
    RegisteredSource source, Depth depth, OptionalInt limit, List<String> hosts) {

  public HarvestRequest {
    hosts = List.copyOf(hosts);
  }

  /** With the private hosts of the source alone. */
  public HarvestRequest(RegisteredSource source, Depth depth, OptionalInt limit) {
    this(source, depth, limit, List.of());
  }

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
