package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.ReadReport;

/** Tables in formats other than delimited text and Excel. */
class FormatsTest {
  @RegisterExtension final Reading reading = new Reading();

  @Test
  void anArrayOfObjectsIsATableOfAllTheirFields() {
    Reading.Result read =
        reading.typed(
            """
            [{"mã": "01", "tên": "Hà Nội", "dân số": 8587.1},
             {"mã": "79", "tên": "TP. Hồ Chí Minh", "dân số": 14002.6, "ghi chú": "sau sáp nhập"},
             null,
             {"mã": "04", "tên": "Cao Bằng", "dân số": null}]
            """);

    assertThat(read.report().format()).isEqualTo("json");
    assertThat(read.names()).containsExactly("mã", "tên", "dân số", "ghi chú");
    assertThat(read.types()).containsExactly("text", "text", "decimal", "text");
    assertThat(read.rows())
        .containsExactly(
            java.util.Arrays.asList("01", "Hà Nội", "8587.1", null),
            List.of("79", "TP. Hồ Chí Minh", "14002.6", "sau sáp nhập"),
            java.util.Arrays.asList("04", "Cao Bằng", null, null));
  }

  @Test
  void objectsWithinAreFlattenedAndArraysStayJson() {
    Reading.Result read =
        reading.typed(
            "[{\"id\":1,\"ở\":{\"tỉnh\":{\"mã\":\"01\"},\"xã\":\"A\"},\"thẻ\":[\"x\",2]}]");

    assertThat(read.names()).containsExactly("id", "ở.tỉnh.mã", "ở.xã", "thẻ");
    assertThat(read.rows()).containsExactly(List.of("1", "01", "A", "[\"x\",2]"));
  }

  @Test
  void aTableMayBeDeepInAnAnswer() {
    Reading.Result read =
        reading.typed(
            "{\"success\":true,\"result\":{\"total\":2,\"tags\":[\"a\"],"
                + "\"records\":[{\"n\":1},{\"n\":2}]}}");

    assertThat(read.names()).containsExactly("n");
    assertThat(read.report().rows()).isEqualTo(2);
    assertThat(read.report().table()).isEmpty();
  }

  @Test
  void severalArraysOfObjectsAreSeveralTables() {
    List<Reading.Result> read =
        reading.all(
            reading.write("{\"tỉnh\":[{\"a\":1}],\"xã\":[{\"b\":1},{\"b\":2}]}".getBytes(UTF_8)),
            ReadOptions.TYPED);

    assertThat(read.stream().map(r -> r.report().table().orElseThrow()))
        .containsExactly("tỉnh", "xã");
    assertThat(read.stream().map(r -> r.report().rows())).containsExactly(1L, 2L);
  }

  @Test
  void arraysSideBySideAreColumns() {
    Reading.Result read = reading.typed("{\"năm\":[2023,2024],\"gdp\":[430.5,476.3]}");

    assertThat(read.names()).containsExactly("năm", "gdp");
    assertThat(read.rows()).containsExactly(List.of("2023", "430.5"), List.of("2024", "476.3"));
    assertThat(reading.typed("{\"a\":[1,null,3],\"b\":[4,5,null]}").rows())
        .containsExactly(
            List.of("1", "4"),
            java.util.Arrays.asList(null, "5"),
            java.util.Arrays.asList("3", null));
  }

  @Test
  void aFieldThatIsThereTwiceIsNotReadTwice() {
    assertThat(reading.typed("{\"d\":[{\"a\":1}],\"d\":[{\"a\":2}]}").isRejected()).isTrue();
    assertThat(reading.typed("{\"d\":null,\"d\":[{\"a\":2}]}").rows())
        .containsExactly(List.of("2"));
  }

  @Test
  void whatIsLostBehindAWholeTableIsSaid() {
    Reading.Result read = reading.typed("{\"a\":[{\"x\":1},{\"x\":2}],\"b\":[{\"y\"");

    assertThat(read.report().rows()).isEqualTo(2);
    assertThat(read.report().notes().truncated()).isPresent();
  }

  @Test
  void linesOfArraysAreRows() {
    Reading.Result read = reading.typed("[\"tên\",\"số\"]\n[\"Huế\",1]\n[\"Vinh\",2]\n");

    assertThat(read.names()).containsExactly("tên", "số");
    assertThat(read.report().rows()).isEqualTo(2);
  }

  @Test
  void aGeometryOfAnotherKindStaysJson() {
    Reading.Result read =
        reading.typed(
            "{\"features\":[{\"attributes\":{\"a\":1},\"geometry\":{\"x\":105.8,\"y\":21.0}},"
                + "{\"attributes\":{\"a\":2},\"geometry\":{\"x\":1e999999999,\"y\":0}}]}");

    assertThat(String.valueOf(read.rows().getFirst())).contains("105.8");
    assertThat(read.report().rows()).isEqualTo(2);
  }

  @Test
  void anArrayOfArraysHasItsHeaderFound() {
    Reading.Result read = reading.typed("[[\"tên\",\"số\"],[\"Huế\",1],[\"Vinh\",2]]");

    assertThat(read.names()).containsExactly("tên", "số");
    assertThat(read.report().headerRows()).isEqualTo(1);
    assertThat(read.rows()).containsExactly(List.of("Huế", "1"), List.of("Vinh", "2"));
  }

  @Test
  void jsonLinesAreReadAndAnObjectAloneIsARow() {
    Reading.Result lines = reading.typed("{\"a\":1,\"b\":[1, 2]}\n{\"a\":2}\n\n{\"a\":3}\n");
    Reading.Result alone = reading.typed("{\"a\": 1, \"b\": {\"c\": \"x\"}}");

    assertThat(lines.report().format()).isEqualTo("jsonl");
    assertThat(lines.names()).containsExactly("a", "b");
    assertThat(lines.report().rows()).isEqualTo(3);
    assertThat(alone.rows()).containsExactly(List.of("1", "x"));
  }

  /** Tables by their names, "-" for the one without. */
  private Map<String, Reading.Result> tables(String file) {
    var tables = new LinkedHashMap<String, Reading.Result>();
    for (Reading.Result table :
        reading.all(reading.write(file.getBytes(UTF_8)), ReadOptions.TYPED)) {
      tables.put(table.report().table().orElse("-"), table);
    }
    return tables;
  }

  @Test
  void arraysOfObjectsWithinRecordsAreTablesThatJoinThem() {
    Map<String, Reading.Result> tables =
        tables(
            """
            [{"mã": "01", "tên": "Hà Nội", "thẻ": ["a", "b"], "xã": [
                {"mã": "00001", "điểm": [{"x": 1.5}, {"x": 2.5}]}, null, {"mã": "00004"}]},
             null,
             {"mã": "79", "tên": "Sài Gòn", "xã": []},
             {"mã": "92", "tên": "Cần Thơ", "xã": [{"mã": "31117", "điểm": [{"x": 3.5}]}],
              "địa": {"lý": [{"z": 7, "_parent": "riêng"}]}}]
            """);

    assertThat(tables.keySet()).containsExactly("-", "xã", "xã.điểm", "địa.lý");
    Reading.Result provinces = result(tables, "-");
    assertThat(provinces.names()).containsExactly("mã", "tên", "thẻ", "_record");
    assertThat(provinces.rows())
        .containsExactly(
            List.of("01", "Hà Nội", "[\"a\",\"b\"]", "1"),
            java.util.Arrays.asList("79", "Sài Gòn", null, "2"),
            java.util.Arrays.asList("92", "Cần Thơ", null, "3"));
    Reading.Result communes = result(tables, "xã");
    assertThat(communes.names()).containsExactly("_parent", "mã", "_record");
    assertThat(communes.types()).containsExactly("integer", "text", "integer");
    assertThat(communes.rows())
        .containsExactly(
            List.of("1", "00001", "1"), List.of("1", "00004", "2"), List.of("3", "31117", "3"));
    assertThat(result(tables, "xã.điểm").rows())
        .containsExactly(List.of("1", "1.5"), List.of("1", "2.5"), List.of("3", "3.5"));
    assertThat(result(tables, "địa.lý").names()).containsExactly("__parent", "z", "_parent");
    assertThat(result(tables, "địa.lý").rows()).containsExactly(List.of("3", "7", "riêng"));
    tables.values().forEach(t -> assertThat(t.report().rows()).isEqualTo(t.report().records()));
  }

  private static Reading.Result result(Map<String, Reading.Result> tables, String name) {
    return java.util.Objects.requireNonNull(tables.get(name), name);
  }

  @Test
  void aFieldBesideRecordsWithinStaysThoughItsNameBeginsLikeTheirs() {
    Map<String, Reading.Result> tables =
        tables("<all><r><a x='1'/><a x='2'/><a.b>Huế</a.b></r><r><a.b>Vinh</a.b></r></all>");

    assertThat(result(tables, "-").names()).containsExactly("a.b", "_record");
    assertThat(result(tables, "-").rows())
        .containsExactly(List.of("Huế", "1"), List.of("Vinh", "2"));
  }

  @Test
  void moreFieldsThanATableHasAreRefusedThoughSomeAreTablesOfTheirOwn() {
    String fields =
        IntStream.range(0, 20_000)
            .mapToObj(i -> i < 2 ? "\"f%d\":[{\"x\":1}]".formatted(i) : "\"f%d\":1".formatted(i))
            .collect(java.util.stream.Collectors.joining(","));

    Reading.Result read = reading.typed("[{" + fields + "}]");

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("different fields");
  }

  @Test
  void anArrayThatIsNotOfObjectsInEveryRecordStaysACell() {
    Map<String, Reading.Result> tables =
        tables("[{\"a\":[{\"b\":1}],\"c\":[]},{\"a\":\"không\"},{\"a\":[{\"b\":2},3]}]");

    assertThat(tables.keySet()).containsExactly("-");
    assertThat(result(tables, "-").rows())
        .containsExactly(
            List.of("[{\"b\":1}]", "[]"),
            java.util.Arrays.asList("không", null),
            java.util.Arrays.asList("[{\"b\":2},3]", null));
  }

  @Test
  void linesAndFeaturesHaveTablesWithinTheirRecordsToo() {
    Map<String, Reading.Result> lines =
        tables(
            "{\"m\":1,\"d\":{\"x\":[{\"k\":1}]}}\n"
                + "{\"m\":2}\n"
                + "{\"m\":3,\"d\":{\"x\":[{\"k\":2}]}}\n");
    Map<String, Reading.Result> features =
        tables(
            """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "geometry": null, "links": [{"href": "u"}], "properties":
                {"tên": "A", "đo": [{"m": 1}, {"m": 2}]}},
              {"type": "Feature", "geometry": {"type": "Point", "coordinates": [105.8, 21]},
                "properties": {"tên": "B", "đo": [{"m": 3}]}}]}
            """);

    assertThat(lines.keySet()).containsExactly("-", "d.x");
    assertThat(result(lines, "d.x").report().format()).isEqualTo("jsonl");
    assertThat(result(lines, "d.x").rows()).containsExactly(List.of("1", "1"), List.of("3", "2"));
    assertThat(features.keySet()).containsExactly("-", "feature.links", "đo");
    assertThat(result(features, "đo").rows())
        .containsExactly(List.of("1", "1"), List.of("1", "2"), List.of("2", "3"));
    assertThat(result(features, "feature.links").rows()).containsExactly(List.of("1", "u"));
  }

  @Test
  void manyArraysWithinRecordsStayCells() {
    String fields =
        IntStream.range(0, 300)
            .mapToObj(i -> "\"f%d\":[{\"a\":1}]".formatted(i))
            .collect(joining(","));
    Map<String, Reading.Result> tables = tables("[{" + fields + "}]");

    assertThat(tables.keySet()).containsExactly("-");
    assertThat(result(tables, "-").rows().getFirst()).hasSize(300).containsOnly("[{\"a\":1}]");
  }

  @Test
  void manyRecordsWithinRecordsOfXmlStayCells() {
    String fields =
        IntStream.range(0, 60)
            .mapToObj("<f%1$d a=\"1\"/><f%1$d a=\"2\"/>"::formatted)
            .collect(joining());
    Map<String, Reading.Result> tables = tables("<a><r>" + fields + "</r><r/></a>");

    assertThat(tables.keySet()).containsExactly("-");
    assertThat(result(tables, "-").names()).hasSize(120).contains("f59", "f59.@a");
    assertThat(result(tables, "-").rows().getFirst()).contains("[\"1\",\"2\"]");
  }

  @Test
  void aCutJsonGivesTheNestedRecordsBeforeTheCut() {
    Map<String, Reading.Result> tables =
        tables("[{\"m\":1,\"d\":[{\"k\":1},{\"k\":2}]},{\"m\":2,\"d\":[{\"k\":3},{\"k");

    assertThat(result(tables, "-").rows()).containsExactly(List.of("1", "1"));
    assertThat(result(tables, "d").rows())
        .containsExactly(List.of("1", "1"), List.of("1", "2"), List.of("2", "3"));
    assertThat(result(tables, "d").report().notes().truncated()).isPresent();
  }

  @Test
  void recordsWithinRecordsOfXmlAreTablesThatJoinThem() {
    Map<String, Reading.Result> tables =
        tables(
            """
            <ds><tỉnh id="01"><tên>Hà Nội</tên><thẻ>a</thẻ><thẻ>b</thẻ>
              <các-xã><xã mã="00001"><điểm x="1"/><điểm x="2"/></xã><xã mã="00004"/></các-xã></tỉnh>
            <tỉnh id="79"><tên>Sài Gòn</tên><các-xã><xã mã="26734">Bến Nghé</xã></các-xã></tỉnh></ds>
            """);

    assertThat(tables.keySet()).containsExactly("-", "các-xã.xã", "các-xã.xã.điểm");
    assertThat(result(tables, "-").names()).containsExactly("@id", "tên", "thẻ", "_record");
    assertThat(result(tables, "-").rows())
        .containsExactly(
            List.of("01", "Hà Nội", "[\"a\",\"b\"]", "1"),
            java.util.Arrays.asList("79", "Sài Gòn", null, "2"));
    assertThat(result(tables, "các-xã.xã").names())
        .containsExactly("_parent", "@mã", "value", "_record");
    assertThat(result(tables, "các-xã.xã").rows())
        .containsExactly(
            java.util.Arrays.asList("1", "00001", null, "1"),
            java.util.Arrays.asList("1", "00004", null, "2"),
            List.of("2", "26734", "Bến Nghé", "3"));
    assertThat(result(tables, "các-xã.xã.điểm").rows())
        .containsExactly(List.of("1", "1"), List.of("1", "2"));
  }

  @Test
  void aCutJsonGivesWhatCameBeforeAndSaysWhereItEnds() {
    Reading.Result array = reading.typed("[{\"a\":1},\n{\"a\":2},\n{\"a\":");
    Reading.Result lines = reading.typed("{\"a\":1}\n{\"a\":2}\n{\"a\"");
    Reading.Result nothing = reading.typed("[{\"a\":");

    assertThat(array.report().rows()).isEqualTo(2);
    assertThat(array.report().notes().truncated().orElseThrow().en()).contains("line 3");
    assertThat(lines.report().rows()).isEqualTo(2);
    assertThat(lines.report().notes().truncated()).isPresent();
    assertThat(nothing.isRejected()).isTrue();
    assertThat(nothing.report().message().en()).contains("line 1");
  }

  @Test
  void jsonWithoutATableIsRefusedWithACure() {
    Reading.Result read = reading.typed("[]");

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().vi()).contains("mảng");
  }

  @Test
  void jsonNestedWithoutEndIsRefused() {
    Reading.Result read = reading.typed("[".repeat(100_000));

    assertThat(read.isRejected()).isTrue();
  }

  @Test
  void geoJsonGivesItsPropertiesAndItsGeometryAsText() {
    Reading.Result read =
        reading.typed(
            """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","id":7,"properties":{"tên":"Hồ Gươm"},
              "geometry":{"type":"Point","coordinates":[105.8525,21.0287,5]}},
             {"type":"Feature","properties":{"tên":"Vùng"},
              "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
             {"type":"Feature","properties":{"tên":"Chưa có"},"geometry":null}]}
            """);

    assertThat(read.report().format()).isEqualTo("geojson");
    assertThat(read.names()).containsExactly("feature.id", "tên", "geometry");
    assertThat(read.rows().stream().map(row -> String.valueOf(row.get(2))))
        .containsExactly("POINT (105.8525 21.0287)", "POLYGON ((0 0, 1 0, 1 1, 0 0))", "null");
  }

  @Test
  void xmlOfRecordsIsATable() {
    Reading.Result read =
        reading.typed(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <danhMuc ngay="2025-07-01"><nguon>Bộ Nội vụ</nguon><cacTinh>
              <tinh ma="01"><ten>Hà Nội</ten><viTri><kinhDo>105.8</kinhDo></viTri></tinh>
              <tinh ma="79"><ten>TP. Hồ Chí Minh</ten><ten>Sài Gòn</ten><rong/></tinh>
            </cacTinh></danhMuc>
            """);

    assertThat(read.report().format()).isEqualTo("xml");
    assertThat(read.names()).containsExactly("@ma", "ten", "viTri.kinhDo", "rong");
    assertThat(read.rows())
        .containsExactly(
            java.util.Arrays.asList("01", "Hà Nội", "105.8", null),
            java.util.Arrays.asList("79", "[\"TP. Hồ Chí Minh\",\"Sài Gòn\"]", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ds><tỉnh><mã>01</mã><tên>Hà Nội</tên></tỉnh></ds>",
        "<ds ngày='2025-07-01' loại='danh sách'><tỉnh><mã>01</mã><tên>Hà Nội</tên></tỉnh></ds>",
        "<ds><nguồn>Bộ Nội vụ</nguồn><các><tỉnh><mã>01</mã><tên>Hà Nội</tên></tỉnh></các></ds>",
      })
  void theOnlyRecordOfAnXmlIsARow(String xml) {
    Reading.Result read = reading.typed(xml);

    assertThat(read.names()).containsExactly("mã", "tên");
    assertThat(read.rows()).containsExactly(List.of("01", "Hà Nội"));
  }

  @Test
  void theOnlyRecordOfAnXmlMayHaveAttributesAndObjects() {
    Reading.Result read = reading.typed("<r><d a='1' b='2'/></r>");
    Reading.Result deep =
        reading.typed("<r><d><t>Huế</t><t>Vinh</t><m>1</m><v><x>105</x><y>21</y></v></d></r>");

    assertThat(read.names()).containsExactly("@a", "@b");
    assertThat(deep.names()).containsExactly("t", "m", "v.x", "v.y");
    assertThat(deep.rows()).containsExactly(List.of("[\"Huế\",\"Vinh\"]", "1", "105", "21"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<cấuHình><máy><tên>a</tên><cổng>1</cổng></máy><nhậtKý><mức>2</mức><tệp>x</tệp></nhậtKý></cấuHình>",
        "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>",
        "<Envelope><Body><Fault><code>1</code><string>none</string></Fault></Body></Envelope>",
        "<r><d><a>1</a></d></r>",
        "<r><d><a>1</a><b>2</b><c>",
      })
  void anXmlThatMayBeSomethingElseThanARecordIsRefused(String xml) {
    assertThat(reading.typed(xml).isRejected()).isTrue();
  }

  @Test
  void xmlKeepsItsEncodingAndItsSecrets() throws IOException {
    Path secret = Files.writeString(reading.directory().resolve("secret"), "bí mật");
    byte[] utf16 =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r><d><a>Huế</a></d><d><a>Vinh</a></d></r>"
            .getBytes(java.nio.charset.StandardCharsets.UTF_16);
    Reading.Result hostile =
        reading.typed(
            "<!DOCTYPE r [<!ENTITY e SYSTEM \"%s\">]><r><d><a>&e;</a></d><d><a>x</a></d></r>"
                .formatted(secret.toUri()));

    assertThat(reading.typed(utf16).rows()).containsExactly(List.of("Huế"), List.of("Vinh"));
    assertThat(hostile.isRejected()).isTrue();
    assertThat(hostile.report().message().en()).contains("DOCTYPE").doesNotContain("bí mật");
  }

  @Test
  void aRecordOfXmlMayBeNothingButText() {
    Reading.Result read =
        reading.typed("<r><d id=\"1\">Hà Nội</d><d id=\"2\">Huế</d><d id=\"3\"/></r>");

    assertThat(read.names()).containsExactly("@id", "value");
    assertThat(read.rows())
        .containsExactly(
            List.of("1", "Hà Nội"), List.of("2", "Huế"), java.util.Arrays.asList("3", null));
  }

  @Test
  void aCutXmlGivesWhatCameBefore() {
    Reading.Result read =
        reading.typed("<r>\n<d><a>1</a></d>\n<d><a>2</a></d>\n<d><a>3</a></d>\n<d><a>");

    assertThat(read.report().rows()).isEqualTo(3);
    assertThat(read.report().notes().truncated().orElseThrow().vi()).contains("dòng 5");
  }

  @Test
  void aSheetOfOpenDocumentGivesItsValuesNotItsLooks() throws IOException {
    Reading.Result read =
        reading.typed(
            ods(
                """
                <table:table table:name="Số liệu">
                <table:table-row><table:table-cell table:number-columns-spanned="2"
                 office:value-type="string"><text:p>Bảng dân số</text:p></table:table-cell>
                 <table:covered-table-cell/></table:table-row>
                <table:table-row table:number-rows-repeated="2"><table:table-cell
                 table:number-columns-repeated="1024"/></table:table-row>
                <table:table-row>%s%s%s</table:table-row>
                <table:table-row>%s
                 <table:table-cell office:value-type="float" office:value="8587.1"><text:p>8.587,1</text:p>
                 </table:table-cell>
                 <table:table-cell office:value-type="date" office:date-value="2025-07-01"><text:p>01/07/25</text:p>
                 </table:table-cell></table:table-row>
                <table:table-row>%s
                 <table:table-cell office:value-type="float" office:value="14002.6"><text:p>14.002,6</text:p>
                 <office:annotation><text:p>ước tính</text:p></office:annotation></table:table-cell>
                 <table:table-cell office:value-type="date" office:date-value="2025-07-01"/></table:table-row>
                <table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
                </table:table>
                """
                    .formatted(
                        cell("tỉnh"), cell("dân số"), cell("ngày"), cell("Hà Nội"), cell("Huế"))));

    assertThat(read.report().format()).isEqualTo("ods");
    assertThat(read.names()).containsExactly("tỉnh", "dân số", "ngày");
    assertThat(read.types()).containsExactly("text", "decimal", "date");
    assertThat(read.report().preambleRows()).isEqualTo(3);
    assertThat(read.rows())
        .containsExactly(
            List.of("Hà Nội", "8587.1", "2025-07-01"), List.of("Huế", "14002.6", "2025-07-01"));
  }

  @Test
  void whatIsMergedOverRowsOfOpenDocumentStandsInEach() throws IOException {
    String merged =
        "<table:table-cell table:number-rows-spanned=\"2\""
            + " office:value-type=\"string\"><text:p>%s</text:p></table:table-cell>";
    String covered = "<table:covered-table-cell/>";
    String row = "<table:table-row>%s%s</table:table-row>";
    Reading.Result read =
        reading.typed(
            ods(
                "<table:table table:name=\"a\">"
                    + row.formatted(cell("tỉnh"), cell("huyện"))
                    + row.formatted(merged.formatted("Hà Nội"), cell("Ba Vì"))
                    + row.formatted(covered, cell("Mê Linh"))
                    + row.formatted(merged.formatted("Huế"), cell("A Lưới"))
                    + row.formatted(covered, cell("Phú Lộc"))
                    + "</table:table>"));

    assertThat(read.rows())
        .containsExactly(
            List.of("Hà Nội", "Ba Vì"),
            List.of("Hà Nội", "Mê Linh"),
            List.of("Huế", "A Lưới"),
            List.of("Huế", "Phú Lộc"));
  }

  @Test
  void timesOfOpenDocumentBeyondADayAreDurations() throws IOException {
    String row =
        "<table:table-row>%s<table:table-cell office:value-type=\"time\" office:time-value=\"%s\"/>"
            + "<table:table-cell office:value-type=\"time\" office:time-value=\"PT08H30M15.5S\"/>"
            + "</table:table-row>";
    Reading.Result read =
        reading.typed(
            ods(
                "<table:table table:name=\"1\"><table:table-row>"
                    + cell("ca")
                    + cell("giờ")
                    + cell("lúc")
                    + "</table:table-row>"
                    + row.formatted(cell("A"), "PT08H30M00S")
                    + row.formatted(cell("B"), "PT36H15M00S")
                    + "</table:table>"));

    assertThat(read.types()).containsExactly("text", "duration", "time");
    assertThat(read.rows()).extracting(r -> r.get(1)).containsExactly("PT8H30M", "PT36H15M");
    assertThat(read.rows().getFirst().get(2)).startsWith("08:30:15.5");
  }

  @Test
  void hiddenSheetsOfOpenDocumentAreLeftOutAndABombIsRefused() throws IOException {
    List<Reading.Result> read =
        reading.all(
            reading.write(
                ods(
                    "<table:table table:name=\"ẩn\" table:style-name=\"h\"><table:table-row>"
                        + cell("x")
                        + "</table:table-row></table:table><table:table table:name=\"hiện\">"
                        + ("<table:table-row>" + cell("a") + cell("b") + "</table:table-row>")
                            .repeat(3)
                        + "</table:table>")),
            ReadOptions.TYPED);
    Reading.Result bomb = reading.typed(ods(" ".repeat(100 << 20)));

    assertThat(read).hasSize(1);
    assertThat(read.getFirst().report().columns()).hasSize(2);
    assertThat(bomb.isRejected()).isTrue();
    assertThat(bomb.report().message().vi()).contains("bung ra quá lớn");
  }

  @Test
  void parquetKeepsWhatItSaysIsText() throws IOException {
    Path file = reading.directory().resolve("made.parquet");
    reading
        .session()
        .execute(
            "COPY (SELECT '17' AS code, 5::INTEGER AS n, DATE '2025-07-01' AS day FROM range(3)) TO"
                + " '"
                + file
                + "' (FORMAT parquet)");

    Reading.Result read = reading.all(file, ReadOptions.TYPED).getFirst();

    assertThat(read.report().format()).isEqualTo("parquet");
    assertThat(read.types()).containsExactly("text", "integer", "date");
    assertThat(read.rows()).hasSize(3).contains(List.of("17", "5", "2025-07-01"));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(reading.typed(java.util.Arrays.copyOf(bytes, bytes.length - 9)).isRejected())
        .isTrue();
  }

  @Test
  void eachTableOfASqliteDatabaseIsATable() throws SQLException {
    Path file = reading.directory().resolve("made.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"tỉnh\" (mã TEXT, n INTEGER)");
      statement.execute("INSERT INTO \"tỉnh\" VALUES ('17', 1), ('18', NULL)");
      statement.execute("CREATE TABLE x (e INTEGER AS (7), d REAL)");
      statement.execute("INSERT INTO x (d) VALUES (1.5)");
      statement.execute("CREATE VIEW v AS SELECT * FROM x");
    }

    List<Reading.Result> read = reading.all(file, ReadOptions.TYPED);

    assertThat(read.stream().map(r -> r.report().table().orElseThrow()))
        .containsExactly("tỉnh", "x");
    assertThat(read.getFirst().types()).containsExactly("text", "integer");
    assertThat(read.getFirst().rows())
        .containsExactly(List.of("17", "1"), java.util.Arrays.asList("18", null));
    assertThat(read.get(1).names()).containsExactly("e", "d");
    assertThat(read.get(1).rows()).containsExactly(List.of("7", "1.5"));
  }

  @Test
  void pcAxisIsReadAsALongTable() {
    Reading.Result read =
        reading.typed(
            """
            CHARSET="ANSI";
            AXIS-VERSION="2010";
            TITLE="Dân số theo "
            "tỉnh";
            TITLE[en]="Population";
            STUB="Tỉnh";
            HEADING="Năm";
            VALUES("Tỉnh")="Cả nước","Hà Nội";
            VALUES[en]("Province")="Total","Ha Noi";
            CODES("Tỉnh")="VN","01";
            VALUES("Năm")="2023","2024";
            NOTE("Tỉnh [cũ]")="x";
            DATA=
            100309.2 101343.8
            8587.1 "..";
            """);

    assertThat(read.report().format()).isEqualTo("px");
    assertThat(read.names()).containsExactly("Tỉnh (code)", "Tỉnh", "Năm", "value");
    assertThat(read.rows())
        .containsExactly(
            List.of("VN", "Cả nước", "2023", "100309.2"),
            List.of("VN", "Cả nước", "2024", "101343.8"),
            List.of("01", "Hà Nội", "2023", "8587.1"),
            java.util.Arrays.asList("01", "Hà Nội", "2024", null));
    assertThat(read.report().nulledCells()).isZero();
  }

  private static final String SPARSE =
      """
      CHARSET="ANSI";
      STUB="Tỉnh","Giới";
      HEADING="Năm";
      VALUES("Tỉnh")="Hà Nội","Huế","Cà Mau";
      CODES("Tỉnh")="01","46","96";
      VALUES("Giới")="Nam","Nữ";
      CODES("Giới")="m","f";
      VALUES("Năm")="2023","2024";
      KEYS("Tỉnh")=CODES;
      KEYS("Giới")=VALUES;
      DATA=
      "96","Nữ",3 4
      "01","Nam",1.5 ".."
      """;

  @Test
  void rowsThatASparsePcAxisLeavesOutAreZeros() {
    Reading.Result read = reading.typed(SPARSE + ";\n");

    assertThat(read.names())
        .containsExactly("Tỉnh (code)", "Tỉnh", "Giới (code)", "Giới", "Năm", "value");
    assertThat(read.rows()).hasSize(12);
    assertThat(read.rows().subList(0, 3))
        .containsExactly(
            List.of("01", "Hà Nội", "m", "Nam", "2023", "1.5"),
            java.util.Arrays.asList("01", "Hà Nội", "m", "Nam", "2024", null),
            List.of("01", "Hà Nội", "f", "Nữ", "2023", "0.0"));
    assertThat(read.rows().subList(10, 12))
        .containsExactly(
            List.of("96", "Cà Mau", "f", "Nữ", "2023", "3.0"),
            List.of("96", "Cà Mau", "f", "Nữ", "2024", "4.0"));
    assertThat(read.rows().subList(2, 10)).allMatch(row -> "0.0".equals(row.getLast()));
  }

  @Test
  void aSparsePcAxisWithoutAStubIsRefused() {
    Reading.Result read =
        reading.typed(
            "CHARSET=\"ANSI\";\nHEADING=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nKEYS(\"a\")=VALUES;\n"
                + "DATA=1 2 3 4;\n");

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("STUB");
  }

  @Test
  void aSparsePcAxisWhoseRowsAreWrongIsRefused() {
    assertThat(reading.typed(SPARSE + "\"96\",\"Nam\",5").report().message().en())
        .contains("4 cells");
    assertThat(reading.typed(SPARSE + "\"99\",\"Nam\",5 6;").report().message().en())
        .contains("'99'")
        .contains("'Tỉnh'");
    assertThat(reading.typed(SPARSE + "\"96\",\"Nữ\",5 6;").report().message().en())
        .contains("twice");
  }

  @Test
  void aCutPcAxisIsRefusedWithItsCount() {
    Reading.Result read =
        reading.typed(
            "CHARSET=\"ANSI\";\nSTUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\",\"z\";\nDATA=\n1 2");

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("2 values").contains("need 3");
  }

  @Test
  void jsonStatIsReadAsALongTable() {
    String dimensions =
        """
        "dimension": {"tinh": {"label": "Tỉnh", "category": {"index": {"01": 0, "79": 1},
          "label": {"01": "Hà Nội", "79": "TP. Hồ Chí Minh"}}},
         "nam": {"category": {"index": ["2023", "2024"]}}}
        """;
    Reading.Result second =
        reading.typed(
            "{\"version\":\"2.0\",\"class\":\"dataset\",\"id\":[\"tinh\",\"nam\"],\"size\":[2,2],"
                + "\"value\":[1.5,2,null,4],"
                + dimensions
                + "}");
    Reading.Result sparse =
        reading.typed(
            "{\"class\":\"dataset\",\"id\":[\"tinh\",\"nam\"],\"size\":[2,2],\"value\":{\"3\":4},"
                + dimensions
                + "}");

    assertThat(second.report().format()).isEqualTo("json-stat");
    assertThat(second.names()).containsExactly("Tỉnh (code)", "Tỉnh", "nam", "value");
    assertThat(second.rows())
        .containsExactly(
            List.of("01", "Hà Nội", "2023", "1.5"),
            List.of("01", "Hà Nội", "2024", "2.0"),
            java.util.Arrays.asList("79", "TP. Hồ Chí Minh", "2023", null),
            List.of("79", "TP. Hồ Chí Minh", "2024", "4.0"));
    assertThat(sparse.report().rows()).isEqualTo(4);
  }

  private static String cell(String text) {
    return "<table:table-cell office:value-type=\"string\"><text:p>"
        + text
        + "</text:p></table:table-cell>";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic/Standard/Module1.xml", "Scripts/python/a.py"})
  void anOdsWithMacrosIsRefusedAsOtherWorkbooksAre(String macro) throws IOException {
    Reading.Result read = reading.typed(ods(oneCell(), Map.of(macro, "Shell \"rm -rf /\"")));

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("macros");
    assertThat(read.report().message().vi()).contains("macro");
  }

  @Test
  void listsOfMacrosWithoutAnyAreNeitherReadNorAskedAfter() throws IOException {
    Reading.Result read =
        reading.typed(
            ods(
                oneCell(),
                Map.of(
                    "Basic/script-lc.xml",
                    "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x'><library:libraries/>",
                    "Basic/Standard/script-lb.xml",
                    "<library:library library:name=\"Standard\"/>")));

    assertThat(read.report().format()).isEqualTo("ods");
    assertThat(read.names()).containsExactly("tên");
    assertThat(read.rows()).containsExactly(List.of("Huế"));
  }

  private static String oneCell() {
    return "<table:table table:name=\"1\"><table:table-row>"
        + cell("tên")
        + "</table:table-row><table:table-row>"
        + cell("Huế")
        + "</table:table-row></table:table>";
  }

  private static byte[] ods(String tables) throws IOException {
    return ods(tables, Map.of());
  }

  private static byte[] ods(String tables, Map<String, String> others) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      put(zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
      for (var other : others.entrySet()) {
        put(zip, other.getKey(), other.getValue());
      }
      put(
          zip,
          "content.xml",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
           xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
           xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
           xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
          <office:automatic-styles><style:style style:name="h" style:family="table">
          <style:table-properties table:display="false"/></style:style></office:automatic-styles>
          <office:body><office:spreadsheet>\
          """
              + tables
              + "</office:spreadsheet></office:body></office:document-content>");
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
  }

  static List<String> tables(List<Reading.Result> read) {
    return read.stream()
        .map(Reading.Result::report)
        .map(ReadReport::table)
        .map(name -> name.orElse(""))
        .toList();
  }
}
