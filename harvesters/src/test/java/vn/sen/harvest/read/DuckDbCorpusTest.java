package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;

/**
 * The files that DuckDB tests its reader with: each comes out as {@code duckdb-outcomes.txt} says;
 * the rows are those DuckDB's own cases expect, where a case is about a whole file and not about an
 * option; and what is rejected is rejected at the place where DuckDB rejects it.
 */
class DuckDbCorpusTest {
  private static final String DATA = "corpus/csv/duckdb/data";
  private static final String CASES = "corpus/csv/duckdb/test";

  @RegisterExtension final Reading reading = new Reading();

  @TestFactory
  Stream<DynamicTest> everyFileComesOutAsAPersonExpects() throws IOException {
    SharedCorpus.require(DATA);
    return Outcomes.areThoseOf("duckdb-outcomes.txt", reading);
  }

  @Test
  void noFileIsLeftOut() throws IOException {
    assertThat(Outcomes.read("duckdb-outcomes.txt").keySet())
        .containsExactlyInAnyOrderElementsOf(Outcomes.files(List.of(DATA), _ -> true));
  }

  /** Every case of {@link DuckDbCase#all} but those listed, each with why Sen reads otherwise. */
  @TestFactory
  Stream<DynamicTest> theRowsAreThoseThatDuckDbExpects() throws IOException {
    Path cases = SharedCorpus.require(CASES);
    Map<String, List<String>> otherwise = Outcomes.read("duckdb-otherwise.txt");
    List<DuckDbCase> all = DuckDbCase.all(cases, SharedCorpus.require(DATA));
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(all.stream().map(DuckDbCase::name).toList()).containsAll(otherwise.keySet());
    return all.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.name(),
                    () -> {
                      boolean same = isAsExpected(test);
                      assertThat(same).isEqualTo(!otherwise.containsKey(test.name()));
                    }));
  }

  private boolean isAsExpected(DuckDbCase test) {
    List<Reading.Result> results =
        reading.all(SharedCorpus.require(DATA).resolve(test.file()), ReadOptions.TYPED);
    Reading.Result result = results.getFirst();
    if (results.size() > 1 || result.isRejected()) {
      return test.isEmpty() && result.isRejected();
    }
    List<List<@Nullable String>> text =
        reading.rows(result.table().text().orElseThrow()).stream()
            .<List<@Nullable String>>map(row -> row.subList(0, row.size() - 1))
            .toList();
    return test.fits(text, result.rows());
  }

  /**
   * @param delimiter as DuckDB is told it; Sen finds it
   * @param width columns that DuckDB is told
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "extra_delimiters.csv, ',', 3",
    "inconsistent_cells.csv, ',', 3",
    "locations_row_trailing_comma.csv, ',', 4",
    "test/error_too_many.csv, ',', 2",
    "bug_10283.csv, ',', 25",
  })
  void rowsWithCellsTooManyAreRejectedWhereDuckDbRejectsThem(
      String file, String delimiter, int width) throws IOException {
    Path input = SharedCorpus.require(DATA).resolve("csv").resolve(file);
    List<Reading.Result> results = reading.all(input, ReadOptions.TYPED);

    assertThat(results).hasSize(1);
    byte[] bytes = Files.readAllBytes(input);
    List<Place> rejected = rejects(results.getFirst());
    assertThat(rejected).isNotEmpty();
    assertThat(rejected)
        .isEqualTo(
            duckDbRejects(reading, input, delimiter, width).stream()
                .map(place -> place.behindBlankLines(bytes))
                .toList());
  }

  /** Where a row starts: line from 1, byte from 0. */
  private record Place(long line, long offset) {

    /** DuckDB counts the line right and starts the row at the blank line before it. */
    Place behindBlankLines(byte[] bytes) {
      int at = (int) offset;
      while (bytes[at] == '\n' || bytes[at] == '\r') {
        at++;
      }
      return new Place(line, at);
    }
  }

  private static List<Place> rejects(Reading.Result result) throws IOException {
    var places = new ArrayList<Place>();
    for (String line : Files.readAllLines(result.table().rejects().orElseThrow())) {
      JsonNode reject = Json.mapper().readTree(line);
      places.add(new Place(reject.get("line").asLong(), reject.get("byteOffset").asLong()));
    }
    return places;
  }

  private static List<Place> duckDbRejects(
      Reading reading, Path input, String delimiter, int width) {
    DuckSession session = reading.session();
    var columns = new ArrayList<String>();
    for (int i = 0; i < width; i++) {
      columns.add("'c" + i + "': 'VARCHAR'");
    }
    session.query(
        "SELECT count(*) FROM read_csv("
            + DuckSession.literal(input.toString())
            + ", delim = "
            + DuckSession.literal(delimiter)
            + ", quote = '\"', escape = '\"', header = false, auto_detect = false, columns = {"
            + String.join(", ", columns)
            + "}, store_rejects = true)",
        row -> row.getLong(1));
    return session.query(
        "SELECT DISTINCT line, line_byte_position FROM reject_errors WHERE error_type = 'TOO MANY"
            + " COLUMNS' ORDER BY line",
        // It counts bytes from 1.
        row -> new Place(row.getLong(1), row.getLong(2) - 1));
  }

  /**
   * DuckDB's case counts four rows as wrong for their bytes, which Sen reads as windows-1252: the
   * rows and columns agree. With delimiters in the place of the marks beside those bytes, and so
   * not a byte moved, Sen rejects them too: the lines and bytes agree.
   */
  @Test
  void rowsOfInvalidBytesAreAtTheLinesAndBytesThatDuckDbSays() throws IOException {
    List<List<String>> errors = invalidBytes();
    assertThat(errors).hasSize(4);
    byte[] bytes =
        Files.readAllBytes(SharedCorpus.require(DATA).resolve("csv/test/invalid_utf_big.csv"));
    Reading.Result read = reading.typed(bytes);
    var marked = new ArrayList<String>();
    for (List<@Nullable String> row : reading.rows(read.table().text().orElseThrow())) {
      for (int c = 0; c < row.size() - 1; c++) {
        if (Objects.requireNonNull(row.get(c)).contains("ÿÿ")) {
          marked.add(row.getLast() + " " + (c + 1));
        }
      }
    }
    assertThat(read.report().encoding()).isEqualTo("windows-1252");
    assertThat(marked)
        .isEqualTo(errors.stream().map(error -> error.get(1) + " " + error.get(4)).toList());

    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] split = latin.replace("_ÿÿ_", ",ÿÿ,").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(rejects(reading.typed(split)))
        .isEqualTo(
            errors.stream()
                .map(
                    error ->
                        new Place(Long.parseLong(error.get(1)), Long.parseLong(error.get(2)) - 1))
                .toList());
  }

  private static List<List<String>> invalidBytes() throws IOException {
    return Files.readAllLines(
            SharedCorpus.require(CASES)
                .resolve("sql/copy/csv/rejects/test_invalid_utf_rejects.test"))
        .stream()
        .filter(line -> line.contains("\tINVALID ENCODING\t"))
        .map(line -> Arrays.asList(line.split("\t")))
        .toList();
  }
}
