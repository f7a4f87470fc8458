package vn.sen.catalog.rdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.sys.Names;
import org.apache.jena.dboe.transaction.txn.TransactionException;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.dboe.transaction.txn.journal.JournalEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what a process that was killed wrote half of into TDB2's journal, which TDB2 would not open
 * its store over. A change is committed once all of its entries are on disk, so a torn one, and
 * whatever comes after it, was never committed.
 */
final class TornJournal {
  private static final Logger LOG = LoggerFactory.getLogger(TornJournal.class);

  private TornJournal() {}

  /**
   * Before the store is opened.
   *
   * @param generation where the store lies; no other process has it open
   */
  static void mend(Path generation) throws IOException {
    List<Path> databases;
    try (Stream<Path> inside = Files.list(generation)) {
      databases =
          inside.filter(path -> Files.isRegularFile(path.resolve(Names.journalFile))).toList();
    }
    for (Path database : databases) {
      Journal journal = Journal.create(Location.create(database));
      try {
        mend(journal);
      } finally {
        journal.close();
      }
    }
  }

  private static void mend(Journal journal) {
    long whole = 0;
    try {
      Iterator<JournalEntry> entries = journal.entries();
      while (entries.hasNext()) {
        entries.next();
        whole = journal.position();
      }
    } catch (TransactionException e) {
      LOG.info(
          "a change was left half written in {}; {} bytes of it are dropped",
          journal.getFilename(),
          journal.size() - whole);
      journal.truncate(whole);
      journal.sync();
    }
  }
}
