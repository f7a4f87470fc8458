package vn.sen.harvest.check;

import java.util.List;

/**
 * What in the catalogue resembles a dataset. Only what was there before it counts, so that of two
 * the later one is the copy.
 *
 * @param sameTitle titles of datasets of the same agency, period and place that are called the same
 *     but for case, accents and signs
 * @param sameContentHere titles of datasets of the same agency that have the same file
 * @param sameContentElsewhere likewise of other agencies
 * @param sharingDescription how many datasets of the agency have the same description, this one
 *     included, those of a series aside
 */
public record Resemblance(
    List<String> sameTitle,
    List<String> sameContentHere,
    List<String> sameContentElsewhere,
    int sharingDescription) {
  /** There is nothing like it. */
  public static final Resemblance NONE = new Resemblance(List.of(), List.of(), List.of(), 1);

  public Resemblance {
    sameTitle = List.copyOf(sameTitle);
    sameContentHere = List.copyOf(sameContentHere);
    sameContentElsewhere = List.copyOf(sameContentElsewhere);
  }
}
