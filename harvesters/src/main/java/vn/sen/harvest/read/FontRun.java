package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Letters of a cell under one font.
 *
 * @param font absent where its name says nothing of the encoding
 */
record FontRun(String text, Optional<FontEncoding> font) {

  /** The same letters in as few runs as they have fonts: a letter's marks may be runs apart. */
  static List<FontRun> joined(List<FontRun> runs) {
    if (runs.size() < 2) {
      return runs;
    }
    var joined = new ArrayList<FontRun>();
    for (FontRun run : runs) {
      if (!joined.isEmpty() && joined.getLast().font.equals(run.font)) {
        joined.set(joined.size() - 1, new FontRun(joined.getLast().text + run.text, run.font));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }
}
