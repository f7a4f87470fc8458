package vn.sen.harvest.read;

/**
 * How to read.
 *
 * @param mode what is made of the cells
 * @param threshold share of a column's cells that must fit a type for the column to have it, above
 *     0 to 1
 */
public record ReadOptions(Mode mode, double threshold) {

  /** What is made of the cells. */
  public enum Mode {
    /** Typed columns; what does not fit is null, counted and listed. */
    TYPED,
    /** Every cell stays the text that stands there; nothing is rejected. */
    AS_TEXT
  }

  public static final ReadOptions TYPED = new ReadOptions(Mode.TYPED, 0.95);
  public static final ReadOptions AS_TEXT = new ReadOptions(Mode.AS_TEXT, 0.95);

  public ReadOptions {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be in (0, 1], got " + threshold);
    }
  }

  boolean asText() {
    return mode == Mode.AS_TEXT;
  }
}
