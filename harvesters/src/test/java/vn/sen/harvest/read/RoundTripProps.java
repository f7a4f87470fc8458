package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Any table, written in any dialect and encoding, reads back as it was. */
class RoundTripProps {
  private static @Nullable Reading reading;

  @BeforeContainer
  static void open() {
    reading = new Reading();
  }

  @AfterContainer
  static void close() {
    if (reading != null) {
      reading.close();
    }
  }

  record Dialects(String delimiter, char quote, String lineEnd, boolean quoteAll) {}

  @Property(tries = 150)
  void aTableReadsBackEqual(
      @ForAll("tables") List<List<String>> table,
      @ForAll("dialects") Dialects dialect,
      @ForAll("encodings") String encoding) {
    String text =
        table.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> written(cell, dialect))
                        .collect(Collectors.joining(dialect.delimiter)))
            .collect(Collectors.joining(dialect.lineEnd, "", dialect.lineEnd));

    Reading.Result read =
        java.util.Objects.requireNonNull(reading).asText(EncodingTest.encode(text, encoding));

    assertThat(read.names()).isEqualTo(table.getFirst());
    assertThat(read.rows()).isEqualTo(table.subList(1, table.size()));
    assertThat(read.report().headerRows()).isEqualTo(1);
    assertThat(read.report().rows()).isEqualTo(table.size() - 1);
  }

  private static String written(String cell, Dialects dialect) {
    String quote = String.valueOf(dialect.quote);
    boolean needed =
        cell.contains(dialect.delimiter)
            || cell.contains(quote)
            || cell.contains("\n")
            || cell.contains("\r");
    return dialect.quoteAll || needed ? quote + cell.replace(quote, quote + quote) + quote : cell;
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return Arbitraries.integers()
        .between(2, 6)
        .flatMap(
            width -> {
              Arbitrary<List<String>> row = cells().list().ofSize(width);
              return row.list()
                  .ofMinSize(4)
                  .ofMaxSize(12)
                  .map(
                      rows -> {
                        var table = new ArrayList<List<String>>();
                        table.add(
                            List.of("mã", "tên", "số", "ngày", "đơn vị", "ghi chú")
                                .subList(0, width));
                        table.addAll(rows);
                        // Words alone, over columns of numbers, may as well be a second header.
                        var first = new ArrayList<>(rows.getFirst());
                        first.set(0, "23");
                        table.set(1, first);
                        return table;
                      });
            });
  }

  private Arbitrary<String> cells() {
    Arbitrary<String> words =
        Arbitraries.of(
            "Hà Nội",
            "đất",
            "nước",
            "Việt Nam",
            "quốc lộ",
            "xã",
            "Huế",
            "biển",
            "sông Hồng",
            "trường học");
    Arbitrary<String> numbers =
        Arbitraries.of("1", "23", "4567", "12.5", "2025-07-01", "007", "-3");
    Arbitrary<String> trouble =
        Combinators.combine(
                words, Arbitraries.of(",", ";", "|", "\"", "\n", " - ", "\"\"", ", "), words)
            .as((a, b, c) -> a + b + c);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, words),
        net.jqwik.api.Tuple.of(4, numbers),
        net.jqwik.api.Tuple.of(1, trouble));
  }

  @Provide
  Arbitrary<Dialects> dialects() {
    return Combinators.combine(
            Arbitraries.of(",", ";", "\t", "|"),
            Arbitraries.of('"', '"', '\''),
            Arbitraries.of("\n", "\r\n", "\r"),
            Arbitraries.of(true, false))
        // A single quote is told from an apostrophe only by being used.
        .as(
            (delimiter, quote, lineEnd, all) ->
                new Dialects(delimiter, quote, lineEnd, all || quote == '\''));
  }

  @Provide
  Arbitrary<String> encodings() {
    return Arbitraries.of(
        "UTF-8",
        "UTF-8 with mark",
        "UTF-16LE with mark",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-16BE with mark",
        "windows-1258",
        "TCVN3",
        "VNI",
        "VISCII");
  }
}
