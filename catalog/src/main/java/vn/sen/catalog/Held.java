package vn.sen.catalog;

import java.time.Instant;
import java.util.List;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableVersionId;

/** Something that waits for a person. */
public sealed interface Held {
  Instant since();

  /**
   * A quarantined version.
   *
   * @param title of the table
   * @param reason the worst finding of its report
   */
  record Version(TableVersionId id, LangText title, String reason, Instant since) implements Held {}

  /** Removals beyond the brake, named by the run that held them. */
  record Removals(
      SourceId source, String run, List<String> identifiers, String reason, Instant since)
      implements Held {
    public Removals {
      identifiers = List.copyOf(identifiers);
    }
  }
}
