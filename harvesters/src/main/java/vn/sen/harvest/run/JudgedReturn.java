package vn.sen.harvest.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Journal;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.markup.MarkedReturn;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;

/**
 * What a source sent, on its way back: as it came, marked with what was found in it, or the list of
 * every row that failed. For the agency and stewards: what was held back is in it. Received bytes
 * are opened in a worker only. Safe for many threads.
 */
public final class JudgedReturn {
  private final WorkerPool workers;
  private final Journal journal;
  private final ReleaseFiles files;

  public JudgedReturn(WorkerPool workers, Journal journal, ReleaseFiles files) {
    this.workers = workers;
    this.journal = journal;
    this.files = files;
  }

  /** What is wanted back. */
  public enum Form {
    /** The bytes as they came. */
    RECEIVED,
    /** With the failing cells marked, as {@link MarkedReturn} writes it. */
    MARKED,
    /** Every failing row as Parquet. */
    FAILING
  }

  /**
   * What is given back.
   *
   * @param file absent when there is none, of which {@code message} says why
   * @param name for the file, after that which its owner gave it; empty when there is none
   */
  public record Given(Optional<Path> file, String name, Message message) {
    private static Given none(String vi, String en) {
      return new Given(Optional.empty(), "", new Message(vi, en));
    }
  }

  /** A new directory that nobody else can read, to be deleted by whoever asked for it. */
  public Path scratch() throws IOException {
    return Files.createTempDirectory(files.temporaryDirectory(), "return-");
  }

  /**
   * Gives back the file that a version was read from; of a file with several tables, with what was
   * found in each of them.
   *
   * @param entry the dataset of the version
   * @param scratch an empty directory, of {@link #scratch}
   */
  public Given give(DatasetEntry entry, TableVersion version, Form form, Path scratch)
      throws IOException, InterruptedException {
    String name = fileName(version);
    Path received = scratch.resolve("received");
    try (InputStream bytes = files.open(version.received().sha256()).orElse(null)) {
      if (bytes == null) {
        return Given.none(
            "Tệp gốc đã được xóa; chỉ còn báo cáo kiểm tra.",
            "The file received was erased; its report is all that is left.");
      }
      Files.copy(bytes, received);
    }
    if (form == Form.RECEIVED) {
      return new Given(
          Optional.of(received), name, new Message("Tệp như đã gửi.", "The file as it was sent."));
    }
    String owner = "return-" + entry.id().value();
    Map<String, List<Finding>> findings = findings(entry, version);
    Optional<ListJob.Listed> listed =
        ListJob.list(
            workers,
            owner,
            received,
            name,
            findings,
            Files.createDirectory(scratch.resolve("list")));
    if (listed.isEmpty()) {
      return Given.none(
          "Không đọc lại được tệp; xem các dòng lỗi trong báo cáo.",
          "The file could not be read again; see the failing rows in its report.");
    }
    if (form == Form.FAILING) {
      return new Given(
          Optional.of(listed.get().failing()),
          stem(name) + "-sen.parquet",
          new Message("Mọi dòng không đạt.", "Every row that failed."));
    }
    MarkedReturn.Outcome outcome =
        MarkJob.mark(
            workers,
            owner,
            received,
            name,
            listed.get().reports().stream()
                .map(
                    report ->
                        new MarkedReturn.Judged(
                            report, findings.getOrDefault(report.table().orElse(""), List.of())))
                .toList(),
            Optional.of(listed.get().failing()),
            Files.createDirectory(scratch.resolve("return")));
    return switch (outcome) {
      case MarkedReturn.Outcome.Written(Path file, Message message) ->
          new Given(Optional.of(file), stem(name) + "-sen" + extension(file), message);
      case MarkedReturn.Outcome.Refused(Message message) ->
          new Given(Optional.empty(), "", message);
    };
  }

  /** Of each table that was read from the same bytes, by its name within the file. */
  private Map<String, List<Finding>> findings(DatasetEntry entry, TableVersion version) {
    var findings = new HashMap<String, List<Finding>>();
    Stream<TableVersion> known =
        entry.tables().stream()
            .flatMap(table -> Stream.concat(table.published().stream(), Stream.of(table.latest())));
    Stream.concat(known, Stream.of(version))
        .filter(other -> other.received().sha256().equals(version.received().sha256()))
        .forEach(
            other ->
                journal
                    .findReport(other.id())
                    .map(QualityReport::findings)
                    .ifPresent(
                        found ->
                            findings.put(TableNames.innerName(other.received().name()), found)));
    return findings;
  }

  private static String fileName(TableVersion version) {
    String inner = TableNames.innerName(version.received().name());
    String name = version.received().name();
    return inner.isEmpty() ? name : name.substring(0, name.length() - inner.length() - 1);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }
}
