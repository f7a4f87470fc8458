package vn.sen.catalog.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.catalog.Samples.admitted;
import static vn.sen.catalog.Samples.judged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.Event;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Samples;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableState;

class SqliteJournalTest extends JournalContract {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournalTest.class);

  @Override
  Journal open(Path directory, Clock clock) {
    return SqliteJournal.open(directory, clock);
  }

  @Test
  void aJournalFromBeforeAnyDatasetAgedOrWasCorrectedStillOpens(@TempDir Path before)
      throws SQLException {
    try (Journal old = SqliteJournal.open(before, Clock.systemUTC())) {
      Event.RecordAdmitted first = admitted(POPULATION, "portal", "dan-so", "Dân số");
      old.append(List.of(first));
      old.append(
          List.of(
              new Event.RecordAdmitted(
                  POPULATION,
                  first.source(),
                  first.identifier(),
                  true,
                  Samples.HEALTH,
                  first.subject(),
                  first.nquads(),
                  first.contentHash(),
                  "run-2")));
    }
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + before.resolve("journal.db"));
        Statement statement = database.createStatement()) {
      for (String made :
          List.of(
              "trigger record_changes_agency",
              "trigger record_changes_dataset",
              "trigger dataset_changes_agency",
              "view assignment",
              "table identity",
              "table about",
              "table transfer",
              "table succession",
              "table alias",
              "index record_of_home",
              "index dataset_merged")) {
        statement.execute("drop " + made);
      }
      for (String made :
          List.of(
              "record drop column home",
              "dataset drop column owner",
              "dataset drop column merged_into")) {
        statement.execute("alter table " + made);
      }
      statement.execute("drop table liveness");
      statement.execute("drop table waiver");
      statement.execute("drop table correction");
      statement.execute("drop table consumer");
      statement.execute("drop table consumer_standing");
      statement.execute("delete from flyway_schema_history where cast(version as integer) >= 3");
    }

    try (Journal now = SqliteJournal.open(before, Clock.systemUTC())) {
      assertThat(now.find(POPULATION).orElseThrow().liveness()).isEmpty();
      assertThat(now.find(POPULATION).orElseThrow().corrections()).isEmpty();
      assertThat(now.waivers(POPULATION)).isEmpty();
      assertThat(now.findAlias(Samples.INTERIOR, "dan-so")).contains(POPULATION);
      assertThat(now.findAlias(Samples.HEALTH, "dan-so")).contains(POPULATION);
      assertThat(now.recordsAt(POPULATION)).hasSize(1);
      now.append(List.of(new Event.LivenessJudged(POPULATION, Samples.liveness(0.4))));
      assertThat(now.find(POPULATION).orElseThrow().liveness()).isPresent();
      assertThat(now.inspect()).isEmpty();
    }
  }

  @Test
  void erasedWordsAreNowhereOnTheDisk(@TempDir Path erasing) throws Exception {
    try (Journal own = SqliteJournal.open(erasing, Clock.systemUTC())) {
      own.append(
          List.of(
              admitted(POPULATION, "portal", "dan-so", "Dân số"),
              judged(PROVINCES, 1, TableState.PUBLISHED)));
      var consumer = new ConsumerId("c000000000x");
      own.append(
          List.of(
              new Event.ConsumerRegistered(
                  PROVINCES,
                  consumer,
                  List.of(new Consumer.Held(1, Standing.KEPT, Optional.empty())),
                  Optional.of(
                      new Consumer.Registration(
                          "Công ty X", "mail@x.vn", "{}", List.of(), "some salt of its own")),
                  "steward")));
      byte[] words = new byte[0];
      try (Connection database =
              DriverManager.getConnection("jdbc:sqlite:" + erasing.resolve("journal.db"));
          Statement statement = database.createStatement();
          ResultSet last =
              statement.executeQuery("select bytes from payload order by rowid desc limit 1")) {
        assertThat(last.next()).isTrue();
        words = last.getBytes(1);
      }
      assertThat(places(erasing, words)).isNotEmpty();

      own.append(List.of(new Event.ConsumerRemoved(PROVINCES, consumer, "asked", "steward")));

      assertThat(places(erasing, words)).isEmpty();
    }
  }

  /** Files of a directory that hold {@code words}. */
  private static List<Path> places(Path directory, byte[] words) throws IOException {
    String wanted = new String(words, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.list(directory)) {
      var found = new ArrayList<Path>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  @Test
  void aCorrectionWithItsWordsInTheBodyIsStillRead() {
    String body =
        """
        {"kind":"metadata-corrected","dataset":"%s","id":"c1",
         "property":"http://purl.org/dc/terms/title","language":"vi",
         "before":["Dân sô"],"values":["Dân số"],"why":"a slip","by":"steward"}
        """
            .formatted(POPULATION.value());

    var read = (Event.MetadataCorrected) Line.event(body, null);

    assertThat(read.before()).containsExactly("Dân sô");
    assertThat(read.values()).containsExactly("Dân số");
  }

  @Test
  void whatWasTamperedWithIsNamed() throws SQLException {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            admitted(SCHOOLS, "portal", "truong", "Trường"),
            judged(PROVINCES, 1, TableState.QUARANTINED)));

    sql("update entry set body = replace(body, 'truong', 'truonq') where sequence = 2");
    assertThat(journal.findBrokenLink()).contains(2L);
    sql("update entry set body = replace(body, 'truonq', 'truong') where sequence = 2");
    assertThat(journal.findBrokenLink()).isEmpty();

    sql("update entry set at = at + 1 where sequence = 3");
    assertThat(journal.findBrokenLink()).contains(3L);
    sql("update entry set at = at - 1 where sequence = 3");

    sql("update payload set size = size - 1");
    assertThat(journal.findBrokenLink()).contains(1L);
    sql("update payload set size = size + 1");

    sql("update table_version set is_public = 1, state = 'published'");
    assertThat(journal.inspect())
        .singleElement()
        .asString()
        .contains("table_version", "state=published", "state=quarantined");
    sql("update table_version set is_public = 0, state = 'quarantined'");
  }

  @Test
  void aDescriptionIsStoredOnceAndSmall() throws SQLException {
    String subject = "https://portal.example.vn/1";
    String nquads = Samples.fullNquads(subject, 1);
    Event admitted = admitted(POPULATION, "portal", "1", subject, nquads, true);
    journal.append(List.of(admitted));
    journal.append(List.of(new Event.RecordRemoved(POPULATION, PORTAL, "1", "gone", "r")));
    journal.append(List.of(admitted));

    assertThat(number("select count(*) from payload")).isEqualTo(1);
    assertThat(number("select length(bytes) from payload")).isLessThan(nquads.length() / 4L);
    assertThat(number("select max(length(body)) from entry")).isLessThan(600);
  }

  /** Not a bound on time but a record of it; the bench measures. */
  @Test
  @Tag("slow")
  void twentyThousandRecordsAreTakenInAndFoundAgain() {
    List<List<Event>> batches =
        IntStream.range(0, 20)
            .mapToObj(
                batch ->
                    IntStream.range(batch * 1000, batch * 1000 + 1000)
                        .mapToObj(
                            i -> {
                              String subject = "https://portal.example.vn/dataset/" + i;
                              return (Event)
                                  admitted(
                                      new DatasetId("%010d".formatted(i)),
                                      "portal",
                                      "r" + i,
                                      subject,
                                      Samples.fullNquads(subject, i),
                                      true);
                            })
                        .toList())
            .toList();
    long start = System.nanoTime();
    batches.forEach(journal::append);
    double seconds = (System.nanoTime() - start) / 1e9;
    LOG.info("20,000 records in {} s: {}/s", seconds, Math.round(20_000 / seconds));

    List<String> identifiers = IntStream.range(5000, 6000).mapToObj(i -> "r" + i).toList();
    var heads = new ArrayList<Double>();
    for (int round = 0; round < 20; round++) {
      start = System.nanoTime();
      assertThat(journal.records(new SourceId("portal"), identifiers)).hasSize(1000);
      heads.add((System.nanoTime() - start) / 1e6);
    }
    LOG.info("1,000 heads in ms: {}", heads);
    var finds = new ArrayList<Double>();
    for (int i = 0; i < 2000; i++) {
      start = System.nanoTime();
      assertThat(journal.find(new DatasetId("%010d".formatted(i * 9)))).isPresent();
      finds.add((System.nanoTime() - start) / 1e6);
    }
    finds.sort(null);
    LOG.info("find p50 {} ms, p99 {} ms", finds.get(1000), finds.get(1980));
    start = System.nanoTime();
    assertThat(
            journal.find(
                IntStream.range(0, 1000)
                    .mapToObj(i -> new DatasetId("%010d".formatted(i)))
                    .toList()))
        .hasSize(1000);
    LOG.info("1,000 datasets in {} ms", (System.nanoTime() - start) / 1e6);

    assertThat(journal.counts().agencies().getFirst().datasets()).isEqualTo(20_000);
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement each = connection.createStatement()) {
      each.executeUpdate(statement);
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement each = connection.createStatement();
        var rows = each.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
  }
}
