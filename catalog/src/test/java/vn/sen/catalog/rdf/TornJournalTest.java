package vn.sen.catalog.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.sys.Names;
import org.apache.jena.dboe.transaction.txn.ComponentId;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.dboe.transaction.txn.journal.JournalEntry;
import org.apache.jena.dboe.transaction.txn.journal.JournalEntryType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals as a kill leaves them between a commit and its way into the database. */
class TornJournalTest {
  private static final ComponentId INDEX = ComponentId.allocLocal();

  @TempDir Path generation;

  private Path database() throws Exception {
    return Files.createDirectories(generation.resolve("Data-0001"));
  }

  private static void redo(Journal journal, String words) {
    journal.write(
        JournalEntryType.REDO, INDEX, ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
  }

  /** What was committed, then a change of which only a part is on disk. */
  private long committedThenTorn(int cut) throws Exception {
    Journal journal = Journal.create(Location.create(database()));
    redo(journal, "một");
    redo(journal, "hai");
    journal.writeJournal(JournalEntry.COMMIT);
    journal.sync();
    long committed = journal.position();
    redo(journal, "nửa vời ".repeat(20));
    journal.close();
    Path file = database().resolve(Names.journalFile);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      assertThat(open.length()).isGreaterThan(committed + cut);
      open.setLength(open.length() - cut);
    }
    return committed;
  }

  private List<String> entries() throws Exception {
    List<String> found = new ArrayList<>();
    Journal journal = Journal.create(Location.create(database()));
    try {
      journal
          .entries()
          .forEachRemaining(
              entry ->
                  found.add(
                      entry.getType()
                          + (entry.getByteBuffer() == null
                              ? ""
                              : " " + StandardCharsets.UTF_8.decode(entry.getByteBuffer()))));
    } finally {
      journal.close();
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 150})
  void whatWasCommittedBeforeATornEntryStays(int cut) throws Exception {
    long committed = committedThenTorn(cut);

    TornJournal.mend(generation);

    assertThat(Files.size(database().resolve(Names.journalFile))).isEqualTo(committed);
    assertThat(entries()).containsExactly("REDO một", "REDO hai", "COMMIT");
  }

  @Test
  void aWholeJournalIsLeftAsItIs() throws Exception {
    committedThenTorn(1);
    TornJournal.mend(generation);
    byte[] before = Files.readAllBytes(database().resolve(Names.journalFile));

    TornJournal.mend(generation);

    assertThat(Files.readAllBytes(database().resolve(Names.journalFile))).isEqualTo(before);
  }
}
