package vn.sen.harvest.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.catalog.RegisteredSource;

/**
 * One harvest, as asked for.
 *
 * @param limit take no more than this many records; such a harvest ends partial
 * @param hosts private hosts that this run may reach besides those of the source
 * @param record the source's name of the one record to take, the others left as they are; absent
 *     for all
 */
public record HarvestRequest(
    RegisteredSource source,
    Depth depth,
    OptionalInt limit,
    List<String> hosts,
    Optional<String> record) {

  public HarvestRequest {
    hosts = List.copyOf(hosts);
  }

  /** Of all records. */
  public HarvestRequest(
      RegisteredSource source, Depth depth, OptionalInt limit, List<String> hosts) {
    this(source, depth, limit, hosts, Optional.empty());
  }

  /** The same of one record. */
  public HarvestRequest only(String identifier) {
    return new HarvestRequest(source, depth, OptionalInt.empty(), hosts, Optional.of(identifier));
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
