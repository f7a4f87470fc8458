package vn.sen.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.problem.CatalogException;

/**
 * Looks for anything that journal, files and projections don't agree on ({@code sen fsck}). Reads
 * every byte that is kept; changes nothing.
 */
public final class Inspection {
  private static final int PAGE = 200;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Journal journal;
  private final ReleaseFiles files;
  private final RdfStore rdf;
  private final SearchIndex search;
  private final Projection projection;
  private final List<Fault> found = new ArrayList<>();
  private final Set<String> inspected = new HashSet<>();

  private Inspection(
      Journal journal,
      ReleaseFiles files,
      RdfStore rdf,
      SearchIndex search,
      Projection projection) {
    this.journal = journal;
    this.files = files;
    this.rdf = rdf;
    this.search = search;
    this.projection = projection;
  }

  /**
   * @return what is wrong; empty when all is well
   */
  public static List<Fault> run(
      Journal journal,
      ReleaseFiles files,
      RdfStore rdf,
      SearchIndex search,
      Projection projection) {
    var inspection = new Inspection(journal, files, rdf, search, projection);
    inspection.journal();
    long listed = inspection.datasets();
    inspection.erasures();
    inspection.projections(listed);
    return List.copyOf(inspection.found);
  }

  private void journal() {
    for (String difference : journal.inspect()) {
      fault("journal", "Nhật ký không nhất quán: " + difference, difference);
    }
  }

  private long datasets() {
    long listed = 0;
    Optional<DatasetId> last = Optional.empty();
    for (List<DatasetEntry> page; !(page = journal.datasets(last, PAGE)).isEmpty(); ) {
      for (DatasetEntry entry : page) {
        listed += entry.tombstone().isEmpty() ? 1 : 0;
        entry.files().forEach(file -> open(entry.id() + " " + file.name(), file.sha256()));
        entry.failures().forEach(f -> f.received().ifPresent(hash -> sealed(f.url(), hash)));
        entry.tables().forEach(table -> journal.versions(table.id()).forEach(this::version));
      }
      last = Optional.of(page.getLast().id());
    }
    return listed;
  }

  private void version(TableVersion version) {
    String where = version.id().toString();
    for (Part part : version.parts()) {
      if (version.isPublic()) {
        open(where, part.sha256());
      } else {
        sealed(where, part.sha256());
      }
    }
    sealed(where, version.received().sha256());
  }

  /** A public file must be there, and be what its name says. */
  private void open(String where, String sha256) {
    if (!inspected.add(sha256)) {
      return;
    }
    if (files.find(sha256).isEmpty()) {
      fault(
          where,
          "Thiếu tệp công khai %s: hãy khôi phục từ bản sao lưu.".formatted(sha256),
          "The public file %s is missing: restore it from a backup.".formatted(sha256));
    } else {
      content(where, sha256);
    }
  }

  /** What is held back may be erased or never have been kept; if it is there, it must open. */
  private void sealed(String where, String sha256) {
    if (inspected.add(sha256)) {
      content(where, sha256);
    }
  }

  private void content(String where, String sha256) {
    try {
      Optional<InputStream> stored = files.open(sha256);
      if (stored.isEmpty()) {
        return;
      }
      try (InputStream bytes = stored.get()) {
        String is = Sha256.of(bytes);
        if (!is.equals(sha256)) {
          fault(
              where,
              "Nội dung tệp %s đã khác: mã băm nay là %s.".formatted(sha256, is),
              "The bytes of file %s have changed: their hash is now %s.".formatted(sha256, is));
        }
      }
    } catch (IOException e) {
      fault(
          where,
          "Tệp %s không mở được: %s.".formatted(sha256, e.getMessage()),
          "File %s cannot be opened: %s.".formatted(sha256, e.getMessage()));
    }
  }

  private void erasures() {
    for (Erasure erasure : journal.erasures(Integer.MAX_VALUE)) {
      boolean again =
          !journal.datasetsWith(erasure.sha256()).isEmpty()
              || journal.versionsWith(erasure.sha256()).stream()
                  .flatMap(id -> journal.findVersion(id).stream())
                  .anyMatch(v -> v.isPublic() || v.judged().isAfter(erasure.at()));
      try {
        Optional<InputStream> left = again ? Optional.empty() : files.open(erasure.sha256());
        if (left.isPresent()) {
          left.get().close();
          fault(
              erasure.sha256(),
              "Nội dung đã xoá vẫn còn trên đĩa: hãy khởi động lại để xoá nốt.",
              "Erased bytes are still on the disk: start again to finish erasing them.");
        }
      } catch (IOException e) {
        fault(
            erasure.sha256(),
            "Nội dung đã xoá vẫn còn dấu vết: " + e.getMessage(),
            "Erased bytes left something behind: " + e.getMessage());
      }
    }
  }

  private void projections(long listed) {
    long head = journal.head();
    try {
      if (reached("search", search.reached(), head)) {
        count("search", search.search(SearchQuery.of("")).total(), listed);
      }
    } catch (CatalogException e) {
      unreachable("search", e);
    }
    try {
      if (reached("rdf", rdf.reached(), head)) {
        count("rdf", catalogued(), listed);
      }
    } catch (CatalogException | IOException e) {
      unreachable("rdf", e);
    }
  }

  /** Whether the projection has taken in everything. */
  private boolean reached(String name, long reached, long head) {
    if (reached > head) {
      fault(
          name,
          "Đã tới mục %d trong khi nhật ký chỉ có %d: hãy chạy sen reindex."
              .formatted(reached, head),
          "It has reached entry %d of a journal that ends at %d: run sen reindex."
              .formatted(reached, head));
    } else if (reached < head) {
      fault(
          name,
          "Còn chậm %d mục so với nhật ký.".formatted(head - reached),
          "It is %d entries behind the journal.".formatted(head - reached));
    }
    return reached == head;
  }

  private void count(String name, long has, long listed) {
    if (has != listed) {
      fault(
          name,
          "Có %d tập dữ liệu, nhật ký có %d: hãy chạy sen reindex.".formatted(has, listed),
          "It has %d datasets, the journal %d: run sen reindex.".formatted(has, listed));
    }
  }

  private long catalogued() throws IOException {
    String query =
        "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { <%s> <http://www.w3.org/ns/dcat#dataset> ?d }"
            .formatted(projection.catalog());
    try (RdfStore.Answer answer = rdf.query(query, "text/csv", DEADLINE);
        var lines =
            new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      lines.readLine();
      String number = lines.readLine();
      if (number == null) {
        throw new IOException("the store gave no count");
      }
      return Long.parseLong(number.strip());
    }
  }

  private void unreachable(String name, Exception e) {
    fault(name, "Không hỏi được: " + e.getMessage(), "It does not answer: " + e.getMessage());
  }

  private void fault(String where, String vi, String en) {
    found.add(new Fault(where, new Message(vi, en)));
  }

  /**
   * Something that doesn't fit.
   *
   * @param where {@code journal}, {@code rdf}, {@code search}, or what it belongs to
   */
  public record Fault(String where, Message message) {}
}
