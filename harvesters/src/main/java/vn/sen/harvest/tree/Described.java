package vn.sen.harvest.tree;

import java.util.Set;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** What a description says of a tree. */
sealed interface Described {

  /**
   * A dataset.
   *
   * @param files paths of those that are its own, or part of its description
   */
  record Usable(CatalogRecord record, Set<String> files) implements Described {
    public Usable {
      files = Set.copyOf(files);
    }
  }

  /** Something that was meant as one. */
  record Unusable(String identifier, Message why) implements Described {}
}
