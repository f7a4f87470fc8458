package vn.sen.publish.sources;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Correction;

/**
 * A correction of metadata as the API gives it. What a steward took away, and what the source says
 * still, is for stewards: it may be why it was corrected.
 *
 * @param property its IRI
 * @param language of a title or a description
 * @param values what stands there now
 * @param sourceHasChanged whether the source says something else than it did then
 * @param before what the source said then; absent for all but stewards
 * @param now what the source says today; absent for all but stewards
 * @param words hash by which the words are erased once it stands no longer; absent likewise
 */
record CorrectionJson(
    String id,
    String property,
    Optional<String> language,
    List<String> values,
    String why,
    String by,
    Instant at,
    boolean sourceHasChanged,
    Optional<List<String>> before,
    Optional<List<String>> now,
    Optional<String> words) {

  /** What anyone may know of it. */
  static CorrectionJson open(Correction correction) {
    return of(correction, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** All of it, for whoever has the token. */
  static CorrectionJson whole(Correction correction) {
    return of(
        correction,
        Optional.of(correction.before()),
        Optional.of(correction.now()),
        correction.words());
  }

  private static CorrectionJson of(
      Correction correction,
      Optional<List<String>> before,
      Optional<List<String>> now,
      Optional<String> words) {
    return new CorrectionJson(
        correction.id(),
        correction.property(),
        correction.language(),
        correction.values(),
        correction.why(),
        correction.by(),
        correction.at(),
        correction.sourceHasChanged(),
        before,
        now,
        words);
  }
}
