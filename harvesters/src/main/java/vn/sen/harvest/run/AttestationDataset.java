package vn.sen.harvest.run;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.Connector;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.Agency;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.CatalogException;

/**
 * Publishes the {@link AttestationList} as a dataset of the platform's operator, through the doors
 * that any source goes through. From the first attestation on it is published again whenever it
 * says something else, and at no other time. Safe for many threads.
 */
public final class AttestationDataset implements AutoCloseable {
  /** The platform as a source. */
  public static final SourceId SOURCE = new SourceId("sen-platform");

  private static final Logger LOG = LoggerFactory.getLogger(AttestationDataset.class);
  private static final long SECONDS_BETWEEN_LOOKS = 10;

  /** Before what could not be published is tried again: ten minutes. */
  private static final int LOOKS_BETWEEN_TRIES = 60;

  private final AttestationList list;
  private final Agency operator;
  private final URI address;
  private final Journal journal;
  private final Intake intake;
  private final Harvester harvester;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("attestation-list").daemon().factory());
  private String tried = "";
  private String looked = "";
  private int looksToRest;

  /**
   * @param address where the list stands today
   */
  public AttestationDataset(
      AttestationList list,
      Agency operator,
      URI address,
      Journal journal,
      Intake intake,
      Harvester harvester) {
    this.list = list;
    this.operator = operator;
    this.address = address;
    this.journal = journal;
    this.intake = intake;
    this.harvester = harvester;
  }

  /**
   * What the harvester reads the list through.
   *
   * @param contact of the operator; absent for none
   */
  public static Connector connector(
      AttestationList list, Agency operator, Optional<String> contact) {
    return new PlatformConnector(list, operator, contact);
  }

  /** Looks from now on whether the list says something else. */
  public void start() {
    looks.scheduleWithFixedDelay(
        this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  private void look() {
    if (looksToRest > 0) {
      looksToRest--;
      return;
    }
    try {
      // Who records ten attestations wants one version of them, not ten.
      String now = Sha256.of(list.csv());
      if (now.equals(looked)) {
        looksToRest = LOOKS_BETWEEN_TRIES;
        if (refresh()) {
          looksToRest = 0;
        } else {
          LOG.warn("the list of attestations was not published; its run says why");
        }
      }
      looked = now;
    } catch (CatalogException e) {
      LOG.warn("the list of attestations was not published: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the list of attestations was not published", e);
    }
  }

  /**
   * Publishes the list where it says something else than the version judged last.
   *
   * @return false where it was not read whole; it is tried again then
   */
  public synchronized boolean refresh() throws InterruptedException {
    Optional<DatasetEntry> published = published();
    if (published.isEmpty() && !list.isBegun()) {
      return true;
    }
    String sha256 = Sha256.of(list.csv());
    if (sha256.equals(tried)) {
      return true;
    }
    if (last(published).filter(sha256::equals).isEmpty()) {
      intake.register(operator);
      HarvestReport report =
          harvester.harvest(new HarvestRequest(source(), Depth.FULL, OptionalInt.empty()), _ -> {});
      if (report.outcome() != HarvestReport.Outcome.COMPLETE) {
        return false;
      }
    }
    tried = sha256;
    return true;
  }

  private RegisteredSource source() {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return new RegisteredSource(
        SOURCE,
        address,
        AttestationList.KIND,
        operator.code(),
        List.of(address.getHost() + port),
        true);
  }

  private Optional<DatasetEntry> published() {
    return journal.findAlias(SOURCE, PlatformConnector.IDENTIFIER).flatMap(journal::find);
  }

  private static Optional<String> last(Optional<DatasetEntry> published) {
    return published.stream()
        .flatMap(entry -> entry.tables().stream())
        .map(table -> table.latest())
        .max(Comparator.comparing(TableVersion::judged))
        .map(version -> version.received().sha256());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
