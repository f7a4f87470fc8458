package vn.sen.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Attesting;
import vn.sen.catalog.CodesImport;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.Correcting;
import vn.sen.catalog.Correction;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Held;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.WaiverEntry;
import vn.sen.catalog.WaiverGiven;
import vn.sen.catalog.Waiving;
import vn.sen.vocab.Agency;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.ConflictException;

/** Remembers decisions, and lets nobody decide twice. */
public final class FixtureIntake implements Intake {
  private final FixtureCatalog catalog;
  private final List<String> said = new ArrayList<>();

  FixtureIntake(FixtureCatalog catalog) {
    this.catalog = catalog;
  }

  /** What was decided and erased, in order. */
  public List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void decide(TableVersionId version, Decision decision, String why, String by) {
    if (!catalog.held.removeIf(h -> h instanceof Held.Version v && v.id().equals(version))) {
      throw new ConflictException("version %s does not wait for a decision".formatted(version));
    }
    said.add("%s %s by %s: %s".formatted(decision.key(), version, by, why));
  }

  @Override
  public void decideRemovals(
      SourceId source, String run, Decision decision, String why, String by) {
    if (!catalog.held.removeIf(h -> h instanceof Held.Removals r && r.run().equals(run))) {
      throw new ConflictException("no removals of run %s wait".formatted(run));
    }
    said.add("%s removals of %s/%s by %s: %s".formatted(decision.key(), source, run, by, why));
  }

  @Override
  public void register(
      ConsumerId id,
      TableId table,
      ConsumerGiven given,
      List<Consumer.Outcome> outcomes,
      String by) {
    said.add("register %s of %s by %s".formatted(given.name(), table, by));
  }

  @Override
  public vn.sen.catalog.Identity.Decided decide(
      vn.sen.catalog.IdentityWanted wanted, String why, String by) {
    throw new IllegalStateException("nothing is merged in the fixture");
  }

  @Override
  public vn.sen.catalog.Identity.Decided undoDecision(String id, String why, String by) {
    throw new IllegalStateException("nothing is merged in the fixture");
  }

  @Override
  public void removeConsumer(ConsumerId id, String why, String by) {
    said.add("remove %s by %s: %s".formatted(id, by, why));
  }

  @Override
  public void erase(String sha256, String why, String by) {
    said.add("erase %s by %s: %s".formatted(sha256, by, why));
  }

  @Override
  public boolean lives(DatasetId dataset, Liveness liveness) {
    throw new IllegalStateException("nothing ages in the fixture");
  }

  @Override
  public void register(Agency agency) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void register(RegisteredSource source) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void disable(SourceId source, String why, String by) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void attest(SourceId source, Attesting given, String by) {
    said.add("attest %s at level %d by %s".formatted(source, given.level(), by));
  }

  @Override
  public void withdrawAttestation(SourceId source, String why, String by) {
    said.add("withdraw the attestation of %s by %s: %s".formatted(source, by, why));
  }

  @Override
  public Session open(SourceId source, String run) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public CodesImport importCodes(byte[] file, String why, String by) {
    throw new IllegalStateException("the fixture's lists are those that ship");
  }

  @Override
  public void judged(List<Verdict> verdicts) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void failed(
      DatasetId dataset,
      String distribution,
      String url,
      Problem problem,
      Optional<String> received,
      String run) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void recovered(DatasetId dataset, String url, String run) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public int nextVersion(vn.sen.vocab.TableId table) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public java.util.Optional<vn.sen.catalog.TableVersion> latest(vn.sen.vocab.TableId table) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public void received(DatasetId dataset, DatasetFile file, String run) {
    throw new IllegalStateException("no harvest runs on the fixture");
  }

  @Override
  public WaiverGiven waive(Waiving wanted, String why, String by) {
    throw new IllegalStateException("nothing is laid over the fixture");
  }

  @Override
  public WaiverEntry endWaiver(String id, String why, String by) {
    throw new IllegalStateException("nothing is laid over the fixture");
  }

  @Override
  public Correction correct(Correcting wanted, String why, String by) {
    throw new IllegalStateException("nothing is laid over the fixture");
  }

  @Override
  public DatasetId undoCorrection(String id, String why, String by) {
    throw new IllegalStateException("nothing is laid over the fixture");
  }
}
