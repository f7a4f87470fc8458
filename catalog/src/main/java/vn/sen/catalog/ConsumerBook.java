package vn.sen.catalog;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

/** The part of the journal that knows consumers, and what they were held against. */
public interface ConsumerBook {

  /** Those of a table that are registered now, in the order of their registration. */
  List<Consumer> consumers(TableId table);

  /** Removed ones too. */
  Optional<Consumer> findConsumer(ConsumerId id);

  /** How a consumer stands with each version of a table that it was held against, last first. */
  List<Consumer.Held> standings(TableId table, ConsumerId id);

  Optional<TableVersion> findVersion(TableVersionId id);

  /** Last first. */
  List<TableVersion> versions(TableId table);

  /** What a person decided on a version. */
  Optional<TableEntry.Ruling> findRuling(TableVersionId id);

  Optional<QualityReport> findReport(TableVersionId id);

  Optional<Erasure> findErasure(String sha256);
}
