package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * Goes through records that another cursor gives; says what that one says, where it says nothing
 * else.
 */
abstract class CursorOver implements Records.Cursor {
  private final Records.Cursor inner;

  CursorOver(Records.Cursor inner) {
    this.inner = inner;
  }

  @Override
  public boolean next() throws IOException, Refused {
    return inner.next();
  }

  @Override
  public void rejectTo(Records.Rejects rejects) {
    inner.rejectTo(rejects);
  }

  @Override
  public Row row() {
    return inner.row();
  }

  @Override
  public boolean neverClosed() {
    return inner.neverClosed();
  }

  @Override
  public boolean mixedLineEnds() {
    return inner.mixedLineEnds();
  }

  @Override
  public boolean endsInLine() {
    return inner.endsInLine();
  }

  @Override
  public long filled() {
    return inner.filled();
  }

  @Override
  public Optional<Message> broken() {
    return inner.broken();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
