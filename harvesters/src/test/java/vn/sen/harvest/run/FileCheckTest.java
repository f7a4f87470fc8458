package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.run.FileCheck.Named;

class FileCheckTest {
  @TempDir Path directory;

  private WorkerPool pool() throws IOException {
    WorkerProgram program =
        WorkerProgram.same(TestReader.class.getName()).installedIn(directory.resolve("program"));
    return WorkerPool.open(
        program.withClasspath(
            DuckLibrary.beside(program.classpath(), directory.resolve("program/duckdb"))),
        WorkerLimits.READING,
        directory.resolve("work"),
        1);
  }

  private Path received() throws IOException {
    return Files.writeString(
        directory.resolve("gia.csv"),
        IntStream.range(0, 900)
            .mapToObj(i -> "M%d,%s,%d\n".formatted(i, i % 2 == 0 ? "Huế " : "Đà Nẵng", i))
            .collect(Collectors.joining("", "ma,tinh,gia\n", "")));
  }

  private FileCheck.Request request(boolean listing) throws IOException {
    return new FileCheck.Request(
        "test",
        Named.of(received()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(LocalDate.of(2026, 11, 20)),
        listing,
        Optional.empty());
  }

  @Test
  void aReturnNamesEveryFailingCellWhereTheyWereListed() throws Exception {
    try (WorkerPool pool = pool()) {
      var check = new FileCheck(pool, UnitList::shipped);
      var judged = (FileCheck.Outcome.Judged) check.check(request(true), directory);
      var marked = check.giveBack(request(true), judged, directory);

      try (var zip = new ZipFile(marked.file().orElseThrow().toFile())) {
        var entry =
            zip.stream()
                .filter(e -> e.getName().endsWith(".csv") && !e.getName().equals("gia.csv"));
        String list =
            new String(
                zip.getInputStream(entry.findFirst().orElseThrow()).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(list.lines().filter(line -> line.contains("CLN-04"))).hasSize(450);
        assertThat(list).contains("\"900\"").doesNotContain("are listed");
      }
    }
  }

  @Test
  void noRowsAreListedUnlessAskedFor() throws Exception {
    try (WorkerPool pool = pool()) {
      var judged =
          (FileCheck.Outcome.Judged)
              new FileCheck(pool, UnitList::shipped).check(request(false), directory);

      assertThat(judged.failing()).isEmpty();
      assertThat(judged.reports().getFirst().findings()).isNotEmpty();
    }
  }

  @Test
  void aPreviousVersionThatIsNoTableIsNothingToCompareWith() throws Exception {
    Path fake = Files.writeString(directory.resolve("truoc.csv"), "%PDF-1.7\n%%EOF\n");
    try (WorkerPool pool = pool()) {
      var request =
          new FileCheck.Request(
              "test",
              Named.of(received()),
              Optional.empty(),
              Optional.of(Named.of(fake)),
              Optional.empty());

      assertThat(new FileCheck(pool, UnitList::shipped).check(request, directory))
          .isEqualTo(new FileCheck.Outcome.UnreadablePrevious("truoc.csv"));
    }
  }
}
