package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Operations;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.harvest.Known;
import vn.sen.vocab.SourceId;

/** What is remembered of pages, with real databases. */
class PageMemoryTest {
  private static final URI PAGE = URI.create("https://h.vn/1");
  private static final URI OTHER = URI.create("https://h.vn/2");

  @TempDir Path directory;
  private Journal journal;
  private Operations operations;

  @BeforeEach
  void open() throws Exception {
    journal = SqliteJournal.open(directory, Clock.systemUTC());
    operations = SqliteOperations.open(directory);
  }

  @AfterEach
  void close() throws Exception {
    operations.close();
    journal.close();
  }

  private PageMemory memory() {
    return new PageMemory(new SourceId("nguon"), operations, journal);
  }

  private static Known.Page page(String... identifiers) {
    return new Known.Page(Optional.empty(), Optional.empty(), "hash", List.of(identifiers));
  }

  @Test
  void whatWasRejectedOnOnePageMakesNoOtherSound() {
    PageMemory memory = memory();
    memory.rejected("a", PAGE);
    memory.putPage(OTHER, page("a", "b"));
    memory.keep();

    assertThat(operations.findSeen(new SourceId("nguon"), "page " + OTHER))
        .hasValueSatisfying(seen -> assertThat(seen.sha256()).isEmpty());
    assertThat(memory().identifiers(OTHER)).containsExactly("a", "b");
  }

  @Test
  void whichRecordsAPageHadOutlivesWhatItWasKnownBy() {
    PageMemory memory = memory();
    memory.putPage(PAGE, page("a", "b"));
    memory.keep();
    memory().forgetPage(PAGE);
    PageMemory next = memory();
    next.addIdentifiers(PAGE, List.of("b", "c"));
    next.keep();

    assertThat(memory().findPage(PAGE)).isEmpty();
    assertThat(memory().identifiers(PAGE)).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsNotKeptYetIsNotRemembered() {
    memory().putPage(PAGE, page("a"));

    assertThat(memory().identifiers(PAGE)).isEmpty();
  }

  @Test
  void aPageWithoutRecordsWaitsForNone() {
    memory().putPage(PAGE, page());

    assertThat(memory().findPage(PAGE)).isPresent();
    memory().forgetPage(PAGE);
    assertThat(memory().findPage(PAGE)).isEmpty();
  }
}
