package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.Json;

/**
 * Nothing that stands in JSON is lost without a word: it is a row, or is rejected with its reason.
 */
class JsonTest {
  @RegisterExtension final Reading reading = new Reading();

  @Test
  void aDamagedLineIsRejectedAndThoseBehindItAreRead() throws IOException {
    String text = "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\"\n\n{\"a\":3}\r\n{\"a\":4]}\n{\"a\":5}\n";
    Reading.Result read = reading.typed(text);

    assertThat(read.report().format()).isEqualTo("jsonl");
    assertThat(read.rows())
        .containsExactly(List.of("1", "x"), Arrays.asList("3", null), Arrays.asList("5", null));
    assertThat(read.report().rejectedRows()).isEqualTo(2);
    assertThat(read.report().records()).isEqualTo(5);
    assertThat(read.report().notes().truncated()).isEmpty();
    List<JsonNode> rejected = side(read.table().rejects());
    assertThat(rejected).extracting(r -> r.get("row").asLong()).containsExactly(2L, 4L);
    assertThat(rejected).extracting(r -> r.get("line").asLong()).containsExactly(2L, 5L);
    assertThat(rejected)
        .extracting(r -> r.get("byteOffset").asLong())
        .containsExactly(16L, (long) text.indexOf("{\"a\":4"));
    assertThat(rejected)
        .extracting(r -> r.get("raw").asText())
        .containsExactly("{\"a\":2,\"b\"", "{\"a\":4]}");
    assertThat(rejected.getFirst().at("/reason/vi").asText()).contains("dòng 2");
    assertThat(rejected.getFirst().at("/reason/en").asText()).contains("line 2");
  }

  @Test
  void aDamagedFirstLineIsRejectedToo() throws IOException {
    Reading.Result read = reading.typed("{\"a\":0\n{\"a\":1}\n{\"a\":2}\n");

    assertThat(read.rows()).containsExactly(List.of("1"), List.of("2"));
    assertThat(side(read.table().rejects()))
        .extracting(r -> r.get("line").asLong())
        .containsExactly(1L);
  }

  @Test
  void aCutLastLineIsRejectedAndTheFileIsSaidToBeCut() {
    Reading.Result read = reading.typed("{\"a\":1}\n{\"a\":2}\n{\"a\":");

    assertThat(read.report().rows()).isEqualTo(2);
    assertThat(read.report().rejectedRows()).isEqualTo(1);
    assertThat(read.report().notes().truncated().orElseThrow().en()).contains("line 3");
  }

  @Test
  void aLineOfAnotherKindThanMostIsRejected() throws IOException {
    Reading.Result read = reading.typed("{\"a\":1}\n[2]\n{\"a\":3}\nnull\n\"4\"\n{\"a\":5}\n");

    assertThat(read.rows()).containsExactly(List.of("1"), List.of("3"), List.of("5"));
    assertThat(side(read.table().rejects()))
        .extracting(r -> r.at("/reason/en").asText())
        .allMatch(reason -> reason.contains("no object"))
        .hasSize(2);
  }

  @Test
  void theOffsetOfADamagedLineIsThatOfTheBytesAsReceived() throws IOException {
    String text = "{\"tên\":\"Hà Nội\"}\n{\"tên\":\"Huế\"}\n{\"tên\"\n{\"tên\":\"Vinh\"}\n";
    Reading.Result read = reading.typed(("\ufeff" + text).getBytes(UTF_16LE));

    assertThat(read.rows()).containsExactly(List.of("Hà Nội"), List.of("Huế"), List.of("Vinh"));
    assertThat(side(read.table().rejects()).getFirst().get("byteOffset").asLong())
        .isEqualTo(2 + 2L * text.indexOf("{\"tên\"\n"));
  }

  @Test
  void tablesWithinDamagedLinesJoinThoseThatAreRead() {
    List<Reading.Result> read =
        reading.all(
            reading.write(
                "{\"m\":1,\"d\":[{\"k\":1}]}\n{\"m\":2,\"d\":[{\"k\":\n{\"m\":3,\"d\":[{\"k\":3}]}\n"
                    .getBytes(UTF_8)),
            ReadOptions.TYPED);

    assertThat(read.get(0).rows()).containsExactly(List.of("1", "1"), List.of("3", "2"));
    assertThat(read.get(1).rows()).containsExactly(List.of("1", "1"), List.of("2", "3"));
    assertThat(read.get(0).report().rejectedRows()).isEqualTo(1);
    assertThat(read.get(1).report().rejectedRows()).isZero();
  }

  @Test
  void damagedLinesOfArraysAreNoRowsAndNoHeader() {
    Reading.Result read =
        reading.typed(
            "[\"tên\",\"số\"]\n[\"Huế\",1]\n[\"Vinh\",\n[\"Đà Nẵng\",3]\n[\"Hội An\",4]\n");

    assertThat(read.names()).containsExactly("tên", "số");
    assertThat(read.report().rows()).isEqualTo(3);
    assertThat(read.report().rejectedRows()).isEqualTo(1);
  }

  @Test
  void aCutDocumentOfManyLinesIsNotTakenForLines() {
    Reading.Result read = reading.typed("[\n{\"a\":1},\n{\"a\":2},\n{\"a\":3},\n{\"a\"");

    assertThat(read.report().format()).isEqualTo("json");
    assertThat(read.report().rows()).isEqualTo(3);
    assertThat(read.report().notes().truncated().orElseThrow().en()).contains("line 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},{\"a\":2},{\"a\"",
        "{\"d\":[{\"a\":1},{\"a\":2}],\"e\"",
        "{\"a\":[1,2],\"b\":[3,4],\"c\"",
        "{\"features\":[{\"properties\":{\"a\":1}},{\"properties\":{\"a\":2}},",
        "[{\"a\":1},{\"a\":2}] và",
        "<r><d><a>1</a></d><d><a>2</a></d>",
        "<r><d><a>1</a></d><d><a>2</a></d><d><a>3",
      })
  void whateverIsCutSaysSoBesideTheRowsBefore(String text) {
    Reading.Result read = reading.typed(text);

    assertThat(read.report().rows()).isEqualTo(2);
    assertThat(read.report().notes().truncated()).isPresent();
  }

  @Test
  void aFieldThatIsThereTwiceWithOtherValuesMakesARecordRejected() throws IOException {
    Reading.Result read =
        reading.typed(
            """
            [{"mã": "01", "tên": "Hà Nội"},
             {"mã": "79", "tên": "Sài Gòn", "tên": "TP. Hồ Chí Minh"},
             {"mã": "46", "ở": {"x": 1}, "ở.x": 2},
             {"mã": "92", "tên": "Cần Thơ", "mã": "92"}]
            """);

    assertThat(read.rows())
        .containsExactly(Arrays.asList("01", "Hà Nội", null), Arrays.asList("92", "Cần Thơ", null));
    List<JsonNode> rejected = side(read.table().rejects());
    assertThat(rejected).extracting(r -> r.get("row").asLong()).containsExactly(2L, 3L);
    assertThat(rejected).extracting(r -> r.get("line").asLong()).containsExactly(2L, 3L);
    assertThat(rejected.getFirst().get("raw").asText())
        .isEqualTo("{\"mã\":\"79\",\"tên\":\"Sài Gòn\",\"tên\":\"TP. Hồ Chí Minh\"}");
    assertThat(rejected.getFirst().at("/reason/vi").asText()).contains("'tên'");
    assertThat(rejected.get(1).at("/reason/en").asText()).contains("'ở.x'");
    assertThat(read.report().records()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(ReadOptionsOf.class)
  void recordsWithoutAnyValueAreRows(ReadOptionsOf how) {
    for (String text :
        List.of(
            "[{\"v\":1},{\"v\":null},{}]",
            "{\"v\":1}\n{\"v\":null}\n{}\n",
            "{\"v\":1}\n{}\n{\"v\":2}\n",
            "[1,null,\"\"]",
            "<r><v>1</v><v/><v a='2'/></r>",
            "{\"features\":[{\"properties\":{\"v\":1}},{\"properties\":{\"v\":\"\"}},{\"properties\":null}]}")) {
      List<Reading.Result> read = reading.all(reading.write(text.getBytes(UTF_8)), how.options);

      assertThat(read).hasSize(1);
      assertThat(read.getFirst().rows()).hasSize(3);
      assertThat(read.getFirst().rows().get(1))
          .allMatch(cell -> String.valueOf(cell).equals(how == ReadOptionsOf.TYPED ? "null" : ""));
      assertThat(read.getFirst().report().setAsideRows()).isZero();
    }
  }

  /** Both ways to read. */
  enum ReadOptionsOf {
    TYPED(ReadOptions.TYPED),
    AS_TEXT(ReadOptions.AS_TEXT);

    private final ReadOptions options;

    ReadOptionsOf(ReadOptions options) {
      this.options = options;
    }
  }

  @Test
  void rowsOfParquetAndSqliteWithoutAnyValueAreRows() throws SQLException {
    Path parquet = reading.directory().resolve("made.parquet");
    reading
        .session()
        .execute(
            "COPY (SELECT nullif(i, 1) AS n FROM range(3) t(i)) TO '%s' (FORMAT parquet)"
                .formatted(parquet));
    Path sqlite = reading.directory().resolve("made.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + sqlite);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (n INTEGER)");
      statement.execute("INSERT INTO t VALUES (0), (NULL), (2)");
    }

    for (Path file : List.of(parquet, sqlite)) {
      Reading.Result read = reading.all(file, ReadOptions.TYPED).getFirst();

      assertThat(read.rows())
          .containsExactly(List.of("0"), Collections.singletonList(null), List.of("2"));
      assertThat(read.report().setAsideRows()).isZero();
    }
  }

  @Test
  void objectsWithoutAnyFieldAreNoTable() {
    for (String text : List.of("[{},{}]", "{}", "{}\n{}\n", "[[],[]]", "{\"features\":[{}]}")) {
      Reading.Result read = reading.typed(text);

      assertThat(read.isRejected()).isTrue();
      assertThat(read.report().message().en()).doesNotContain("cannot be written");
    }
  }

  private static List<JsonNode> side(Optional<Path> file) throws IOException {
    return Files.readAllLines(file.orElseThrow()).stream()
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  @Test
  void notANumberIsNoValue() {
    Reading.Result read = reading.typed("[{\"a\": 1.5, \"b\": 1}, {\"a\": NaN, \"b\": 2}]");

    assertThat(read.types()).containsExactly("decimal", "integer");
    assertThat(read.rows().get(1).get(0)).isNull();
  }

  @Test
  void whatIsNoRecordAmongRecordsIsRejected() {
    String records = "{\"a\": 1},\n".repeat(20);

    Reading.Result read = reading.typed("[" + records + "null,\n5,\n[\"x\"]]");

    assertThat(read.rows()).hasSize(20);
    assertThat(read.names()).containsExactly("a");
    assertThat(read.report().rejectedRows()).isEqualTo(2);
    assertThat(reading.typed("[{\"a\": 1}, 5, 6]").report().message().en())
        .contains("several kinds");
  }
}
