package vn.sen.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.LinkLog;
import vn.sen.catalog.Operations;
import vn.sen.vocab.SourceId;

/** Runs in every outcome. */
final class FixtureOperations implements Operations {
  private static final String REPORT =
      """
      {"source":"cong-du-lieu-quoc-gia","kind":"ckan","started":"2026-11-20T02:00:00Z",
       "ended":"2026-11-20T02:03:10Z","outcome":"complete",
       "records":{"offered":43,"added":38,"changed":2,"unchanged":1,"rejected":2},
       "removed":1,"held":3,
       "tables":{"seen":44,"published":36,"publishedWithWarnings":3,"quarantined":2,"blocked":1,
                 "unchanged":1,"failed":1},
       "problems":[
         {"record":"truong-hoc","table":"truong.xls","stage":"fetch","rule":"LIV-05",
          "severity":"error","message":{"vi":"Máy chủ trả về trang đăng nhập thay cho tệp.",
          "en":"The server answered with a login page instead of the file."}},
         {"record":"","table":null,"stage":"admission","rule":"COM-01","severity":"error",
          "message":{"vi":"Bản ghi không có tên. Thêm dct:title rồi gửi lại.",
          "en":"The record has no title. Add dct:title and send it again."}}]}
      """;

  private final List<Run> runs = new ArrayList<>();

  FixtureOperations() {
    Instant now = FixtureData.NOW;
    runs.add(new Run("2026-11-20-2", FixtureData.FILES, now, now, Optional.empty(), "running", ""));
    runs.add(
        new Run(
            "2026-11-20-1",
            FixtureData.CKAN,
            now.minusSeconds(1_800),
            now,
            Optional.of(now.minusSeconds(1_610)),
            "complete",
            REPORT));
    for (int i = 0; i < 8; i++) {
      runs.add(
          new Run(
              "2026-11-1" + i + "-1",
              FixtureData.CKAN,
              now.minusSeconds(86_400L * (i + 1)),
              now,
              Optional.of(now.minusSeconds(86_400L * (i + 1) - 120)),
              i % 2 == 0 ? "partial" : "failed",
              REPORT.replace("complete", i % 2 == 0 ? "partial" : "failed")));
    }
  }

  @Override
  public javax.sql.DataSource jobs() {
    throw new UnsupportedOperationException("nothing is scheduled here");
  }

  @Override
  public void putRun(Run run) {
    runs.addFirst(run);
  }

  @Override
  public Optional<Run> findRun(String id) {
    return runs.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  @Override
  public List<Run> runs(Optional<SourceId> source, int limit) {
    return runs.stream()
        .filter(r -> source.isEmpty() || r.source().equals(source.get()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Run> briefRuns(Optional<SourceId> source, int limit) {
    return runs(source, limit);
  }

  @Override
  public Optional<Run> lastRun(SourceId source) {
    return runs(Optional.of(source), 1).stream().findFirst();
  }

  @Override
  public List<Run> lastRuns() {
    return runs.stream().map(Run::source).distinct().flatMap(s -> lastRun(s).stream()).toList();
  }

  @Override
  public List<Run> unended() {
    return runs.stream().filter(run -> run.ended().isEmpty()).toList();
  }

  @Override
  public Optional<Seen> findSeen(SourceId source, String url) {
    return Optional.empty();
  }

  @Override
  public void forgetSeen(SourceId source, String url) {}

  @Override
  public void putSeen(SourceId source, String url, Seen seen) {}

  @Override
  public vn.sen.catalog.SealedSecrets secrets() {
    throw new IllegalStateException("no source of the fixture has secrets");
  }

  @Override
  public LinkLog links() {
    throw new IllegalStateException("no links are looked at in the fixture");
  }

  @Override
  public void close() {}
}
