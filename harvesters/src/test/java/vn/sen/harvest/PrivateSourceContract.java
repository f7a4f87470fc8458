package vn.sen.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Distribution;

/** What every connector keeps to that hands over the files of its source itself. */
public abstract class PrivateSourceContract {
  protected final HarvestLog log = new HarvestLog();
  @TempDir protected Path scratch;

  /** A connector that is a {@link FileSupply} too. */
  protected abstract Connector connector();

  protected abstract Source source(OptionalInt limit);

  /** Puts a table of one column {@code so} into the source, or replaces it. */
  protected abstract void put(String name, List<String> values) throws Exception;

  protected abstract void remove(String name) throws Exception;

  /** The source cannot be reached from now on. */
  protected abstract void breakDown() throws Exception;

  /** What of the source's whereabouts nobody may read: host, port, user, path. */
  protected abstract List<String> whereabouts();

  /** What the source calls a table. */
  protected abstract String identifier(String name);

  /** The lines of a table's file. */
  protected List<String> rows(List<String> values) {
    var lines = new ArrayList<>(List.of("so"));
    lines.addAll(values);
    return lines;
  }

  protected final HarvestOutcome harvest() throws InterruptedException {
    return connector().harvest(source(OptionalInt.empty()), log, log);
  }

  private List<String> putFive() throws Exception {
    List<String> names = IntStream.rangeClosed(1, 5).mapToObj(i -> "bo_" + i).toList();
    for (String name : names) {
      put(name, List.of("1", "2", name.substring(3)));
    }
    return names.stream().map(this::identifier).toList();
  }

  protected final Distribution distribution(String identifier) {
    return Dataset.of(log.record(identifier)).distributions().getFirst();
  }

  protected final Fetched<Downloaded> download(String url, Conditions conditions)
      throws InterruptedException {
    return ((FileSupply) connector())
        .download(
            source(OptionalInt.empty()), PrivateName.find(url).orElseThrow(), scratch, conditions);
  }

  protected final String content(String url) throws Exception {
    var body = (Fetched.Body<Downloaded>) download(url, Conditions.NONE);
    return Files.readString(body.value().file());
  }

  @Test
  void everyRecordIsOfferedOnce() throws Exception {
    List<String> five = putFive();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.identifiers()).containsExactlyInAnyOrderElementsOf(five);
    assertThat(log.rejected()).isEmpty();
    assertThat(log.accepted())
        .allSatisfy(
            record -> {
              Dataset dataset = Dataset.of(record);
              assertThat(dataset.title().in("vi")).isPresent();
              assertThat(dataset.identifiers()).contains(record.identifier());
              assertThat(dataset.distributions()).isNotEmpty();
            });
  }

  @Test
  void anEmptySourceIsCompleteAndEmpty() throws Exception {
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(0));
  }

  @Test
  void whatIsUnchangedIsSaidToBe() throws Exception {
    List<String> five = putFive();
    harvest();
    log.next();

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(5));

    assertThat(log.accepted()).isEmpty();
    assertThat(log.unchanged()).containsExactlyInAnyOrderElementsOf(five);
  }

  @Test
  void aRecordAddedLaterIsFoundAmongUnchangedOnes() throws Exception {
    putFive();
    harvest();
    log.next();
    put("bo_6", List.of("6"));

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(6));

    assertThat(log.identifiers()).containsExactly(identifier("bo_6"));
  }

  @Test
  void whatIsGoneIsNotOfferedAnyMore() throws Exception {
    putFive();
    harvest();
    log.next();
    remove("bo_3");

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(4));

    assertThat(log.unchanged()).doesNotContain(identifier("bo_3"));
  }

  @Test
  void theLimitIsKeptAndSaid() throws Exception {
    putFive();

    HarvestOutcome cut = connector().harvest(source(OptionalInt.of(3)), log, log);

    assertThat(cut).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(cut.offered()).isEqualTo(3);
    assertThat(((HarvestOutcome.Partial) cut).reason().en()).contains("limit");
  }

  @Test
  void aSourceThatCannotBeReachedIsPartialAndSaysNothingOfWhereItIs() throws Exception {
    putFive();
    breakDown();

    HarvestOutcome outcome = harvest();

    assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(outcome.offered()).isZero();
    var partial = (HarvestOutcome.Partial) outcome;
    assertThat(partial.reason().vi()).isNotBlank();
    assertThat(partial.reason().en()).isNotBlank();
    assertThat(outcome.toString()).doesNotContain(whereabouts());
  }

  @Test
  void interruptionEndsAHarvest() throws Exception {
    putFive();
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::harvest).isInstanceOf(InterruptedException.class);
  }

  @Test
  void descriptionsSayNothingOfWhereTheSourceIs() throws Exception {
    putFive();
    harvest();

    for (CatalogRecord record : log.accepted()) {
      var text = new StringWriter();
      record.description().write(text, "N-TRIPLES");
      assertThat(text + record.identifier() + record.subject()).doesNotContain(whereabouts());
    }
    assertThat(log.pages().keySet().stream().map(Object::toString).collect(Collectors.joining()))
        .doesNotContain(whereabouts());
  }

  @Test
  void filesAreHandedOverAndUnchangedOnesAreNot() throws Exception {
    put("bo_1", List.of("11", "22"));
    harvest();
    String url = distribution(identifier("bo_1")).downloadUrl().orElseThrow();

    var body = (Fetched.Body<Downloaded>) download(url, Conditions.NONE);

    assertThat(Files.readAllLines(body.value().file()))
        .containsExactlyElementsOf(rows(List.of("11", "22")));
    Answer answer = body.answer();
    assertThat(answer.toString()).doesNotContain(whereabouts());
    assertThat(answer.sha256()).isEqualTo(vn.sen.vocab.Sha256.of(body.value().file()));
    if (answer.etag().isPresent()) {
      assertThat(download(url, new Conditions(answer.etag(), Optional.empty())))
          .isInstanceOf(Fetched.NotModified.class);
    }
  }

  @Test
  void aFileThatIsNoneOfTheSourceIsRefusedInWords() throws Exception {
    put("bo_1", List.of("11"));
    var names = new ArrayList<>(List.of("../../etc/passwd", "khong-co.csv", ".ssh/id_rsa"));
    names.add("/etc/passwd");
    for (String name : names) {
      String url = new PrivateName(source(OptionalInt.empty()).id(), name).uri().toString();

      Fetched<Downloaded> fetched = download(url, Conditions.NONE);

      assertThat(fetched).isInstanceOf(Fetched.Failure.class);
      assertThat(((Fetched.Failure<Downloaded>) fetched).message().en()).isNotBlank();
      assertThat(fetched.toString()).doesNotContain(whereabouts());
    }
  }
}
