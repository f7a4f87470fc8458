package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Scores what is read of tables with one fault each, as the published measure does: one point for a
 * table at all, and precision, recall and F1 of header, records and cells, ten in all.
 */
class PollutionTest {
  private static final double ALL_BUT_PERFECT = 9.99;

  @Test
  void faultsOfAWholeTableAreSeenThrough() {
    assertThat(score(Pollution.ofTables().stream())).isGreaterThan(ALL_BUT_PERFECT);
  }

  @Test
  void oneFaultInARecordSpoilsNothing() {
    assertThat(score(IntStream.of(0, 1, 4, 30, Pollution.ROWS))).isGreaterThan(ALL_BUT_PERFECT);
  }

  @Test
  @Tag("slow")
  void oneFaultInAnyRecordSpoilsNothing() {
    assertThat(score(IntStream.rangeClosed(0, Pollution.ROWS))).isGreaterThan(ALL_BUT_PERFECT);
  }

  private static double score(IntStream rows) {
    return score(rows.boxed().flatMap(row -> Pollution.ofRow(row).stream()));
  }

  /** The mean of the scores, each of which must be near it. */
  private static double score(Stream<Pollution> pollutions) {
    var scores = new ArrayList<Double>();
    try (var reading = new Reading()) {
      pollutions.forEach(
          pollution -> {
            double score = score(reading, pollution);
            assertThat(score).as(pollution.name()).isGreaterThan(9.8);
            scores.add(score);
          });
    }
    return scores.stream().mapToDouble(score -> score).average().orElseThrow();
  }

  private static double score(Reading reading, Pollution pollution) {
    Reading.Result read =
        reading.all(reading.write(pollution.bytes()), ReadOptions.AS_TEXT).getFirst();
    if (read.isRejected()) {
      return 0;
    }
    int width = read.report().columns().size() - read.report().notes().surplusColumns();
    List<String> header =
        read.report().headerRows() == 0
            ? List.of()
            : read.report().columns().stream().limit(width).map(c -> c.original()).toList();
    List<List<String>> rows = read.rows().stream().map(row -> own(row, width)).toList();
    return 1
        + measured(pollution.header(), header)
        + measured(joined(pollution.rows()), joined(rows))
        + measured(cells(pollution.rows()), cells(rows));
  }

  /** Without the surplus cells that other records have. */
  private static List<String> own(List<@Nullable String> row, int width) {
    var cells = new ArrayList<@Nullable String>(row);
    while (cells.size() > width && cells.getLast() == null) {
      cells.removeLast();
    }
    return cells.stream().map(cell -> cell == null ? "" : cell).toList();
  }

  private static List<String> joined(List<List<String>> rows) {
    return rows.stream().map(row -> String.join("\u001f", row)).toList();
  }

  private static List<String> cells(List<List<String>> rows) {
    return rows.stream().flatMap(List::stream).toList();
  }

  /** Precision, recall and their harmonic mean, added up. */
  private static double measured(List<String> expected, List<String> found) {
    if (expected.isEmpty()) {
      return found.isEmpty() ? 3 : 0;
    }
    Map<String, Integer> left = new HashMap<>();
    expected.forEach(each -> left.merge(each, 1, Integer::sum));
    long hits = found.stream().filter(each -> left.merge(each, -1, Integer::sum) >= 0).count();
    if (hits == 0) {
      return 0;
    }
    double precision = (double) hits / found.size();
    double recall = (double) hits / expected.size();
    return precision + recall + 2 * precision * recall / (precision + recall);
  }
}
