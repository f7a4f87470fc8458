package vn.sen.catalog;

import java.time.LocalDate;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/** What a steward wants decided; the words are those of {@link Identity}. */
public sealed interface IdentityWanted {
  record Merge(DatasetId dataset, DatasetId into) implements IdentityWanted {}

  record Split(DatasetId dataset, SourceId source, String record) implements IdentityWanted {}

  record Transfer(DatasetId dataset, AgencyCode to) implements IdentityWanted {}

  record Succession(AgencyCode agency, AgencyCode successor, LocalDate on)
      implements IdentityWanted {}
}
