package vn.sen.harvest.tree;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Source;

/**
 * Trees that were opened for one file and may serve the next: a server is not asked in anew for
 * each. One that nobody takes is closed after a while. Safe for many threads.
 */
final class IdleTrees {
  private static final Logger LOG = LoggerFactory.getLogger(IdleTrees.class);

  private final Duration patience;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param patience how long a tree is kept; zero for not at all
   */
  IdleTrees(Duration patience) {
    this.patience = patience;
  }

  private record Idle(Source source, FileTree tree) {}

  /** An open tree of this very source, credentials and all; whoever takes it has it alone. */
  Optional<FileTree> take(Source source) {
    for (Idle one : idle) {
      if (one.source().equals(source) && idle.remove(one)) {
        return Optional.of(one.tree());
      }
    }
    return Optional.empty();
  }

  /** Keeps a tree that is as good as before. */
  void put(Source source, FileTree tree) {
    if (patience.isZero()) {
      close(tree);
      return;
    }
    var one = new Idle(source, tree);
    idle.add(one);
    Thread.ofVirtual()
        .name("idle-" + source.id())
        .start(
            () -> {
              try {
                Thread.sleep(patience);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              if (idle.remove(one)) {
                close(tree);
              }
            });
  }

  static void close(FileTree tree) {
    try {
      tree.close();
    } catch (IOException e) {
      LOG.debug("a tree did not close", e);
    }
  }
}
