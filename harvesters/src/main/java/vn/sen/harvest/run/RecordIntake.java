package vn.sen.harvest.run;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.rdf.model.StmtIterator;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Problem;
import vn.sen.catalog.Problem.Stage;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.check.Admission;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.problem.InvalidRequestException;

/** Admits or rejects each record as it comes, and hands on what is admitted. */
final class RecordIntake implements RecordSink {
  private static final int GROUP = 1000;

  /** The longest name that a source may give a record; addresses are as long. */
  static final int LONGEST_NAME = 2_000;

  /** The longest text of a description, in characters: some five hundred pages. */
  private static final int LONGEST_TEXT = 1_000_000;

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
    Optional<Message> unfit = unfit(record);
    if (unfit.isPresent()) {
      refuse(record.identifier(), page, unfit.get());
      step(1);
      return;
    }
    switch (Admission.judge(record)) {
      case Admission.Listed _ -> offer(record, page);
      case Admission.Rejected(var reasons) -> {
        session.keep(record.identifier());
        memory.rejected(record.identifier(), page);
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

  /** Why a record cannot be kept under its name, or with all of its words. */
  private static Optional<Message> unfit(CatalogRecord record) {
    for (String name : List.of(record.identifier(), record.subject().getURI())) {
      if (name.length() > LONGEST_NAME) {
        return Optional.of(
            new Message(
                "Không dùng được: mã hoặc IRI dài %d ký tự, nhiều nhất là %d. Đặt mã ngắn hơn ở nguồn."
                    .formatted(name.length(), LONGEST_NAME),
                "Not usable: its identifier or IRI is %d characters long, at most %d are allowed. Give it a shorter one at the source."
                    .formatted(name.length(), LONGEST_NAME)));
      }
      Optional<String> control = Shown.control(name);
      if (control.isPresent()) {
        return Optional.of(
            new Message(
                "Không dùng được: mã hoặc IRI chứa ký tự điều khiển %s. Bỏ ký tự đó ở nguồn."
                    .formatted(control.get()),
                "Not usable: its identifier or IRI holds the control character %s. Remove it at the source."
                    .formatted(control.get())));
      }
    }
    StmtIterator statements = record.description().listStatements();
    try {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        int length =
            statement.getObject().isLiteral()
                ? statement.getLiteral().getLexicalForm().length()
                : 0;
        if (length > LONGEST_TEXT) {
          String property = statement.getPredicate().getLocalName();
          return Optional.of(
              new Message(
                  "Không dùng được: %s dài %d ký tự, nhiều nhất là %d. Đưa nội dung dài vào một tệp riêng."
                      .formatted(property, length, LONGEST_TEXT),
                  "Not usable: its %s is %d characters long, at most %d are allowed. Put long content in a file of its own."
                      .formatted(property, length, LONGEST_TEXT)));
        }
      }
    } finally {
      statements.close();
    }
    return Optional.empty();
  }

  private void offer(CatalogRecord record, URI page) {
    Intake.Offered offered;
    try {
      offered = session.offer(record);
    } catch (InvalidRequestException e) {
      // One description that has no canonical form; the others have.
      refuse(
          record.identifier(),
          page,
          new Message(
              "Không lưu được mô tả của bản ghi này: %s. Hãy đặt IRI cho các nút trống ở nguồn."
                  .formatted(e.getMessage()),
              "This record's description cannot be kept: %s. Give its blank nodes IRIs at the source."
                  .formatted(e.getMessage())));
      return;
    }
    note(offered);
  }

  @Override
  public void reject(String identifier, URI page, Message message) {
    refuse(identifier, page, message);
    step(1);
  }

  private void refuse(String identifier, URI page, Message message) {
    if (identifier.length() <= LONGEST_NAME) { // nothing is listed under a longer one
      session.keep(identifier);
    }
    memory.rejected(identifier, page);
    tally.rejected(
        new Problem(
            Shown.name(identifier),
            Optional.empty(),
            Stage.READ,
            Optional.empty(),
            Severity.ERROR,
            message));
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
    progress.step();
    sinceFlush += records;
    if (sinceFlush >= GROUP) {
      session.flush();
      memory.keep();
      sinceFlush = 0;
      progress.say("%,d records".formatted(seen));
    }
  }
}
