package vn.sen.harvest.read;

/**
 * What is added to a file that goes back to its agency, and is no data when the file comes again.
 */
public final class Returned {
  /** The sheet that lists what was found. */
  public static final String SHEET = "Sen - lỗi";

  /** The folder of an archive with what was found. */
  public static final String FOLDER = "sen-loi";

  private Returned() {}
}
