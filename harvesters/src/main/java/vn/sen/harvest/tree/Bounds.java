package vn.sen.harvest.tree;

/**
 * How much of a tree is looked at.
 *
 * @param depth folders below the source's
 * @param entries files and folders in all
 * @param descriptionBytes of a file that describes others
 * @param fileBytes of a file of data
 */
public record Bounds(int depth, int entries, int descriptionBytes, long fileBytes) {

  /** What a harvest keeps to. */
  public static final Bounds USUAL = new Bounds(16, 100_000, 16 << 20, 2L << 30);
}
