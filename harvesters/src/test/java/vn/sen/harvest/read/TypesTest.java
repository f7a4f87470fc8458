package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
  @RegisterExtension final Reading reading = new Reading();

  @ParameterizedTest(name = "{0} is {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1;2;-3;+4 | integer | 1;2;-3;4",
        "true;FALSE;True | boolean | true;false;true",
        "có;không;có | boolean | true;false;true",
        "1.5;22.25;3 | decimal | 1.50;22.25;3.00",
        "1.234.567,89;12,5;7 | decimal | 1234567.89;12.50;7.00",
        "1,234,567.89;1,000;7 | decimal | 1234567.89;1000.00;7.00",
        "1.234;2.345.678 | integer | 1234;2345678",
        "1 234;12 345 678,5 | decimal | 1234.0;12345678.5",
        "1.2E+3;4.5 | decimal | 1200.0;4.5",
        "1.234;5.678 | text | 1.234;5.678",
        "1.5;2,5 | text | 1.5;2,5",
        "01;02;10 | text | 01;02;10",
        "2025-07-01;2024-02-29 | date | 2025-07-01;2024-02-29",
        "31/12/2024;01/02/2025 | date | 2024-12-31;2025-02-01",
        "12/31/2024;01/02/2025 | date | 2024-12-31;2025-01-02",
        "01/02/2025;03/04/2025 | text | 01/02/2025;03/04/2025",
        "1.7.2025;15.7.2025 | date | 2025-07-01;2025-07-15",
        "2025/7/1;2025/12/31 | date | 2025-07-01;2025-12-31",
        "2025-07-01 08:30;2025-07-01T09:45:10 | timestamp | 2025-07-01 08:30:00;2025-07-01"
            + " 09:45:10",
        "31/12/2024 23:59;01/01/2025 00:00 | timestamp | 2024-12-31 23:59:00;2025-01-01 00:00:00",
        "2025-07-01T08:30:00Z;2025-07-01T08:30:00+07:00 | timestamp | 2025-07-01"
            + " 08:30:00+00;2025-07-01 01:30:00+00",
        "08:30;23:59:59 | time | 08:30:00;23:59:59",
        "PT8H30M;P1Y2M;P3D;-PT0.5S | duration | PT8H30M;P1Y2M;P3D;-PT0.5S",
        "PT08H05M00S;P2W;P0D;P1Y0M3DT00H | duration | PT8H5M;P14D;PT0S;P1Y3D",
        "PT1.123456789S;PT1,5S;P999999Y | duration | PT1.123456789S;PT1.5S;P999999Y",
        "36:15;08:30;123:30:00;0:05:07.25 | duration |" + " PT36H15M;PT8H30M;PT123H30M;PT5M7.25S",
        "PT36H15M00S;08:30:00;24:00 | duration | PT36H15M;PT8H30M;PT24H",
        "36:75;08:30 | text | 36:75;08:30",
        "P;PT;P1S;PT1D;P1DT | text | P;PT;P1S;PT1D;P1DT",
        "2025-01;2025-12 | year-month | 2025-01;2025-12",
        "tháng 3/2024;Tháng 12 năm 2024 | year-month | 2024-03;2024-12",
        "quý II/2023;Quý 4 năm 2023;Q1/2024;2024-Q2 | year-quarter |"
            + " 2023-Q2;2023-Q4;2024-Q1;2024-Q2",
        "2025-07-01T08:30:00.208+00:00;2025-07-01T08:30:00.5+07:00 | timestamp |"
            + " 2025-07-01 08:30:00.208+00;2025-07-01 01:30:00.500+00",
        "2025-07-01 08:30:00+0700;2025-07-01 08:30:05 UTC | timestamp |"
            + " 2025-07-01 01:30:00+00;2025-07-01 08:30:05+00",
        "2025-07-01 08:30:00 +07;2025-07-01 08:30:05.25 -03:30 | timestamp |"
            + " 2025-07-01 01:30:00+00;2025-07-01 12:00:05.250+00",
        "31/12/2024, 23:59;01/01/2025, 00:00 | timestamp | 2024-12-31 23:59:00;2025-01-01 00:00:00",
        "31/12/2024 12:05 AM;1/1/2025 12:05 pm | timestamp |"
            + " 2024-12-31 00:05:00;2025-01-01 12:05:00",
        "2022/01/27 11:04:57 PM;2022/01/27 1:09:20 AM | timestamp |"
            + " 2022-01-27 23:04:57;2022-01-27 01:09:20",
        "31/12/2024, 1:05:07.5 CH;1/1/2025, 12:05:00 SA | timestamp |"
            + " 2024-12-31 13:05:07.5;2025-01-01 00:05:00",
        "12:30 SA;1:30 CH | time | 00:30:00;13:30:00",
        "08:30:15.1234560 PM;9:00:00.0 AM | time | 20:30:15.123456;09:00:00",
        "08:30:15.1234567;09:00:00.0 | text | 08:30:15.1234567;09:00:00.0",
        "2025-07-01 08:30:00.1234567;2025-07-01 08:30:00.0000001 | text |"
            + " 2025-07-01 08:30:00.1234567;2025-07-01 08:30:00.0000001",
        "2025-07-01 08:30:00.1234500;2025-07-01 08:30:00.0000010 | timestamp |"
            + " 2025-07-01 08:30:00.12345;2025-07-01 08:30:00.000001",
        "2024-01-05\u00a08:30 PM;2024-01-06 9:30 AM | timestamp |"
            + " 2024-01-05 20:30:00;2024-01-06 09:30:00",
        "2024-01-05\u00a008:30;2024-01-06 09:30 | timestamp |"
            + " 2024-01-05 08:30:00;2024-01-06 09:30:00",
        "000000000200000000;000000000200000001 | text | 000000000200000000;000000000200000001",
        "POLYGON(EMPTY);POLYGON EMPTY | text | POLYGON(EMPTY);POLYGON EMPTY",
        "12:30:15am;11:59:59pm | time | 00:30:15;23:59:59",
        "8:30 AM;14:30 | text | 8:30 AM;14:30",
        "31/12/2024 8:30 PM;31/12/2024 9:30 | text | 31/12/2024 8:30 PM;31/12/2024 9:30",
        "01/02/2025 8:30 PM;03/04/2025 9:30 AM | text | 01/02/2025 8:30 PM;03/04/2025 9:30 AM",
        "13:30 PM;1:30 PM | text | 13:30 PM;1:30 PM",
        "9223372036854775807;-1234567890123456789 | integer |"
            + " 9223372036854775807;-1234567890123456789",
        "9223372036854775808;1 | decimal | 9223372036854775808;1",
        "12345678901234567890;1 | decimal | 12345678901234567890;1",
        "31/02/2025;01/01/2025 | text | 31/02/2025;01/01/2025",
        "Hà Nội;12 | text | Hà Nội;12",
        "␣5␣;6 | integer | 5;6"
      })
  void aColumnHasTheTypeThatItsCellsHave(String cells, String type, String values) {
    String column =
        Arrays.stream(cells.split(";"))
            .map(cell -> "x\t" + cell.replace('␣', ' '))
            .collect(Collectors.joining("\n", "a\tb\n", "\n"));

    Reading.Result read = reading.typed(column);

    assertThat(read.types()).containsExactly("text", type);
    String sql =
        read.rows().stream()
            .map(row -> String.valueOf(row.get(1)))
            .collect(Collectors.joining(";"));
    assertThat(normal(sql)).isEqualTo(normal(values));
    assertThat(read.report().nulledCells()).isZero();
  }

  /** The driver shows times its own way. */
  private static String normal(String values) {
    return values
        .replace("T", " ")
        .replaceAll("(\\d\\d:\\d\\d)(?=;|$|Z|\\+)", "$1:00")
        .replaceAll("(:\\d\\d:\\d\\d):00", "$1")
        .replaceAll("\\.0(?=;|$)", "")
        .replace("Z", "+00");
  }

  @Test
  void oneHourBeyondTheDayAmongManyTimesIsASlip() {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(i -> "x," + (i == 17 ? "25" : i % 24) + ":30")
            .collect(Collectors.joining("\n", "ca,giờ\n", "\n"));

    Reading.Result read = reading.typed(rows);

    assertThat(read.types()).containsExactly("text", "time");
    assertThat(read.report().nulledCells()).isEqualTo(1);
  }

  @Test
  void aWordByWhichZeroMayBeMeantIsListedWhereNumbersStandAndOneForNothingIsNot() throws Exception {
    List<String> words = List.of("x", "-", "n/a", "Không", "nil", "..", "?", "không có", "null");
    String rows =
        IntStream.range(0, 100)
            .mapToObj(i -> i + "," + (i < words.size() ? words.get(i) : i) + ",")
            .collect(Collectors.joining("\n", "mã,số,ngày\n", "\n"));
    String days =
        IntStream.range(0, 30)
            .mapToObj(i -> "a," + (i == 3 ? "không" : "2024-01-" + (i < 9 ? "0" : "") + (i + 1)))
            .collect(Collectors.joining("\n", "mã,ngày\n", "\n"));

    Reading.Result numbers = reading.typed(rows);
    String listed = Files.readString(numbers.table().nulls().orElseThrow());
    Reading.Result dates = reading.typed(days);

    assertThat(numbers.types()).containsExactly("integer", "integer", "text");
    assertThat(numbers.report().nulledCells()).isEqualTo(5);
    assertThat(listed).contains("\"Không\"", "\"nil\"", "\"không có\"", "\"x\"", "\"?\"");
    assertThat(dates.types()).containsExactly("text", "date");
    assertThat(dates.report().nulledCells()).isZero();
  }

  @Test
  void aYearIsOneOnlyWhereTheHeaderSaysSo() {
    Reading.Result read = reading.typed("năm,dân số\n2019,2020\n2020,2021\n");

    assertThat(read.types()).containsExactly("year", "integer");
  }

  @Test
  void geometryIsGeoParquetAndStaysTheTextThatItIs() {
    Reading.Result read =
        reading.typed(
            """
            mã;hình;nhị phân
            01;POINT (105.850 21.03);0101000000000000000000F03F0000000000000040
            02;"polygon((105 20,106 20,106 21,105 20))";0101000020E6100000000000000000F03F0000000000000040
            03;không có;-
            04;MULTIPOINT (105 20, (106 21));0101000000000000000000F03F0000000000000040
            """);

    assertThat(read.types()).containsExactly("text", "geometry", "geometry");
    assertThat(read.rows())
        .containsExactly(
            List.of("01", "POINT (105.85 21.03)", "POINT (1 2)"),
            List.of("02", "POLYGON ((105 20, 106 20, 106 21, 105 20))", "POINT (1 2)"),
            java.util.Arrays.asList("03", null, null),
            List.of("04", "MULTIPOINT (105 20, 106 21)", "POINT (1 2)"));
    assertThat(read.report().nulledCells()).isZero();
    assertThat(reading.rows(read.table().text().orElseThrow()).getFirst())
        .contains("POINT (105.850 21.03)");
    String geo =
        reading
            .session()
            .one(
                "SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'geo'"
                    .formatted(read.table().typed().orElseThrow()),
                row -> row.getString(1));
    assertThat(geo)
        .contains("\"primary_column\":\"hình\"")
        .contains("\"encoding\":\"WKB\"")
        .contains("\"geometry_types\":[\"Point\",\"Polygon\",\"MultiPoint\"]")
        .contains("\"bbox\":[105.0,20.0,106.0,21.03]")
        .doesNotContain("crs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Metres, and latitude first: nothing says of which reference system.
        "POINT (588000 2325000)",
        "POINT (21.03 105.85)",
        "POINT Z (105 21 3)",
        "POINT (105 21",
        "POINT (105)",
        "POINT (105, 21)",
        "POINT (105 21) (106 21)",
        "LINESTRING 105 21",
        "POLYGON (105 21, 106 21)",
        "GEOMETRYCOLLECTION (POINT (105 21), x)",
        "SRID=3405;POINT (105 21)",
        "0101000020B30C0000000000000000F03F0000000000000040",
        "0101000000000000000000F03F00000000000000",
        "0101000000000000000000F03F000000000000004000",
        "01040000000100000001020000000000000000000000",
      })
  void whatIsNoGeometryInDegreesMakesItsColumnText(String cell) {
    Reading.Result read = reading.typed("a;b\nx;\"%1$s\"\ny;\"%1$s\"\n".formatted(cell));

    assertThat(read.types()).containsExactly("text", "text");
    assertThat(read.rows().getFirst().getLast()).isEqualTo(cell);
  }

  /** The engine must give a geometry for all that is said to be one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT EMPTY",
        "point(1 2)",
        "POINT ( -1.5e1  2 )",
        "LINESTRING(1 2,3 4)",
        "LINESTRING EMPTY",
        "MULTILINESTRING((1 2,3 4),(5 6,7 8))",
        "MULTIPOLYGON(((1 2,3 4,5 6,1 2)),((1 2,3 4,5 6,1 2),(1 2,3 4,5 6,1 2)))",
        "GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION EMPTY,LINESTRING(1 2,3 4))",
        "010200000001000000000000000000F03F0000000000000040",
        "01030000000100000001000000000000000000F03F0000000000000040",
        "0104000000010000000101000000000000000000F03F0000000000000040",
        "00000000013FF00000000000004000000000000000",
        "010600000001000000010300000000000000",
        "0107000000010000000101000000000000000000F03F0000000000000040",
      })
  void eachKindOfGeometryIsOne(String cell) {
    Reading.Result read = reading.typed("a;b\nx;" + cell + "\ny;" + cell + "\n");

    assertThat(read.types()).containsExactly("text", "geometry");
    assertThat(read.rows()).extracting(List::getLast).doesNotContainNull();
  }

  @Test
  void wordsForNothingAreNullAndNotCounted() {
    Reading.Result read = reading.typed("tỉnh,số\nA,1\nB,-\nC,đang cập nhật\nD,N/A\nE,...\nF,6\n");

    assertThat(read.types()).containsExactly("text", "integer");
    assertThat(read.rows())
        .extracting(row -> row.get(1))
        .containsExactly("1", null, null, null, null, "6");
    assertThat(read.report().nulledCells()).isZero();
  }

  @Test
  void aBadCellIsNullCountedAndListed() throws Exception {
    String rows =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "P" + i + "," + (i == 17 ? "mười bảy" : i))
            .collect(Collectors.joining("\n", "tên,số\n", "\n"));

    Reading.Result read = reading.typed(rows);

    assertThat(read.types()).containsExactly("text", "integer");
    assertThat(read.report().nulledCells()).isEqualTo(1);
    assertThat(read.report().notes().typedNulls())
        .extracting(n -> n.column() + " " + n.cells())
        .containsExactly("số 1");
    assertThat(Files.readString(read.table().nulls().orElseThrow()))
        .isEqualToIgnoringNewLines("{\"row\":18,\"column\":\"số\",\"raw\":\"mười bảy\"}");
  }

  @Test
  void twoBadCellsInTenMakeAColumnText() {
    Reading.Result read =
        reading.typed("a,b\nx,1\nx,2\nx,3\nx,4\nx,5\nx,6\nx,7\nx,8\nx,chín\nx,mười\n");

    assertThat(read.types()).containsExactly("text", "text");
    assertThat(read.report().nulledCells()).isZero();
  }

  @Test
  void aColumnOfTwoReadingsSaysSo() {
    Reading.Result read = reading.typed("a,b\nx,1.234\nx,5.678\n");

    assertThat(read.report().notes().ambiguousColumns()).containsExactly("b");
    assertThat(read.report().message().en()).contains("two readings");
  }

  @Test
  void textIsComposedAndTrimmedInTheTypedTableOnly() {
    String decomposed = java.text.Normalizer.normalize("Hà Nội", java.text.Normalizer.Form.NFD);

    Reading.Result read = reading.typed("tỉnh,mã\n " + decomposed + " ,x\n");

    assertThat(read.rows().getFirst()).isEqualTo(List.of("Hà Nội", "x"));
    assertThat(reading.rows(read.table().text().orElseThrow()).getFirst())
        .isEqualTo(List.of(" " + decomposed + " ", "x", "2"));
  }

  @Test
  void theFooterNamesDatasetSourceAndReader() {
    Reading.Result read = reading.typed("a,b\n1,2\n");

    assertThat(
            vn.sen.catalog.tables.ParquetFiles.footer(
                reading.session(), read.table().typed().orElseThrow()))
        .containsEntry("dcterms:isPartOf", "urn:test")
        .containsEntry("sen.source.sha256", read.report().sha256())
        .containsKey("sen.reader");
  }

  @Test
  void anEmptyCellIsNullInBothTablesQuotedOrNot() {
    Reading.Result read = reading.typed("tỉnh,mã,số\nHà Nội,,1\nHuế,\"\",2\n,x,\"\"\nCần Thơ,y\n");

    var typed =
        List.of(
            Arrays.asList("Hà Nội", null, "1"),
            Arrays.asList("Huế", null, "2"),
            Arrays.asList(null, "x", null),
            Arrays.asList("Cần Thơ", "y", null));
    assertThat(read.rows()).isEqualTo(typed);
    assertThat(reading.rows(read.table().text().orElseThrow()))
        .extracting(row -> row.subList(0, 3))
        .isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({
    "08:30:00.1234567, time",
    "01/01/0000, date",
    "2025-12-31 24:00:00, timestamp",
    "24:00:00, time"
  })
  void aYearZeroAndAnHourBeyondTheDayAreCountedAsNoValues(String odd, String type) {
    String usual =
        switch (type) {
          case "date" -> "13/02/2025";
          case "timestamp" -> "2025-12-31 08:30:00";
          default -> "08:30:00";
        };
    String cells = ("x," + usual + "\n").repeat(40);

    Reading.Result read = reading.typed("a,b\n" + cells + "y," + odd + "\n");

    assertThat(read.types()).containsExactly("text", type);
    assertThat(read.report().nulledCells()).isEqualTo(1);
    assertThat(read.rows().getLast().get(1)).isNull();
  }
}
