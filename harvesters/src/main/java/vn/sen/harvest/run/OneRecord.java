package vn.sen.harvest.run;

import java.net.URI;
import java.util.List;
import vn.sen.harvest.RecordSink;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** Takes one record of a source and passes over the others. */
final class OneRecord implements RecordSink {
  /** Ends the reading of a source: what was looked for is there. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Found() {
      super("found", null, false, false);
    }
  }

  private final String identifier;
  private final RecordSink sink;

  OneRecord(String identifier, RecordSink sink) {
    this.identifier = identifier;
    this.sink = sink;
  }

  @Override
  public void accept(CatalogRecord record, URI page) {
    if (record.identifier().equals(identifier)) {
      sink.accept(record, page);
      throw new Found();
    }
  }

  @Override
  public void reject(String rejected, URI page, Message message) {
    if (rejected.equals(identifier)) {
      sink.reject(rejected, page, message);
      throw new Found();
    }
  }

  /** Nothing is known when one record is looked for, so nothing is as it was. */
  @Override
  public void unchanged(List<String> identifiers, URI page) {
    throw new IllegalStateException("nothing was known of " + page);
  }
}
