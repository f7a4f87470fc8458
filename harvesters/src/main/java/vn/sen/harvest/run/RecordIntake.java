package vn.sen.harvest.run;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Problem;
import vn.sen.catalog.Problem.Stage;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.check.Admission;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/** Admits or rejects each record as it comes, and hands on what is admitted. */
final class RecordIntake implements RecordSink {
  private static final int GROUP = 1000;

  private final Intake.Session session;
  private final PageMemory memory;
  private final Tally tally;
  private final Set<DatasetId> datasets;
  private final Progress progress;
  private int sinceFlush;
  private int seen;

  RecordIntake(
      Intake.Session session,
      PageMemory memory,
      Tally tally,
      Set<DatasetId> datasets,
      Progress progress) {
    this.session = session;
    this.memory = memory;
    this.tally = tally;
    this.datasets = datasets;
    this.progress = progress;
  }

  @Override
  public void accept(CatalogRecord record, URI page) {
    switch (Admission.judge(record)) {
      case Admission.Listed _ -> note(session.offer(record));
      case Admission.Rejected(var reasons) -> {
        session.keep(record.identifier());
        memory.rejectedOn(page);
        tally.rejected(
            new Problem(
                record.identifier(),
                Optional.empty(),
                Stage.ADMISSION,
                Optional.of(reasons.getFirst().rule()),
                reasons.getFirst().severity(),
                reasons.getFirst().message()));
      }
    }
    step(1);
  }

  @Override
  public void reject(String identifier, URI page, Message message) {
    session.keep(identifier);
    memory.rejectedOn(page);
    tally.rejected(
        new Problem(
            identifier, Optional.empty(), Stage.READ, Optional.empty(), Severity.ERROR, message));
    step(1);
  }

  @Override
  public void unchanged(List<String> identifiers, URI page) {
    identifiers.forEach(identifier -> note(session.offerUnchanged(identifier)));
    step(identifiers.size());
  }

  private void note(Intake.Offered offered) {
    tally.record(offered.change());
    datasets.add(offered.dataset());
  }

  private void step(int records) {
    seen += records;
    sinceFlush += records;
    if (sinceFlush >= GROUP) {
      session.flush();
      memory.keep();
      sinceFlush = 0;
      progress.say("%,d records".formatted(seen));
    }
  }
}
