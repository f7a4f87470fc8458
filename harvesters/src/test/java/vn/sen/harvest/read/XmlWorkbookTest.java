package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that are one XML are read as the workbooks they are. */
class XmlWorkbookTest {
  @RegisterExtension final Reading reading = new Reading();

  static String excel(String sheets) {
    return """
    <?xml version="1.0"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:html="http://www.w3.org/TR/REC-html40">
     <Styles><Style ss:ID="Default"><Font ss:FontName="Arial"/></Style>
      <Style ss:ID="d"><NumberFormat ss:Format="dd/mm/yyyy"/></Style>
      <Style ss:ID="e" ss:Parent="d"/>
      <Style ss:ID="t"><NumberFormat ss:Format="hh:mm"/></Style>
      <Style ss:ID="l"><NumberFormat ss:Format="[h]:mm"/></Style>
      <Style ss:ID="p"><NumberFormat ss:Format="00000"/></Style>
      <Style ss:ID="old"><Font ss:FontName=".VnTime"/></Style></Styles>
    """
        + sheets
        + "</Workbook>";
  }

  private static String sheet(String name, String rows) {
    return "<Worksheet ss:Name=\"%s\"><Table>%s</Table></Worksheet>".formatted(name, rows);
  }

  private static String row(String... cells) {
    return "<Row>" + String.join("", cells) + "</Row>";
  }

  private static String cell(String type, String value) {
    return "<Cell><Data ss:Type=\"%s\">%s</Data></Cell>".formatted(type, value);
  }

  private static String text(String value) {
    return cell("String", value);
  }

  private static String styled(String style, String type, String value) {
    return "<Cell ss:StyleID=\"%s\"><Data ss:Type=\"%s\">%s</Data></Cell>"
        .formatted(style, type, value);
  }

  @Test
  void aSheetOfExcelsXmlGivesItsValuesByTheirTypesAndFormats() {
    Reading.Result read =
        reading.typed(
            excel(
                sheet(
                    "Số liệu",
                    row(
                            text("tỉnh"),
                            text("mã"),
                            text("dân số"),
                            text("ngày"),
                            text("giờ"),
                            text("ca"),
                            text("có"))
                        + row(
                            text("Hà Nội"),
                            styled("p", "Number", "4"),
                            cell("Number", "8587.1"),
                            styled("d", "DateTime", "2025-07-01T00:00:00.000"),
                            styled("t", "DateTime", "1899-12-31T08:30:00.000"),
                            styled("l", "DateTime", "1900-01-01T12:15:00.000"),
                            cell("Boolean", "1"))
                        + row(
                            text("<B xmlns=\"http://www.w3.org/TR/REC-html40\">Huế</B>, kinh đô"),
                            styled("p", "Number", "19793"),
                            cell("Number", "1.16E3"),
                            styled("e", "DateTime", "2025-07-02T00:00:00.000"),
                            cell("DateTime", "1899-12-31T17:00:00.000"),
                            styled("l", "DateTime", "1899-12-31T07:45:00.000"),
                            cell("Boolean", "0")))));

    assertThat(read.report().format()).isEqualTo("spreadsheetml");
    assertThat(read.types())
        .containsExactly("text", "text", "decimal", "date", "time", "duration", "boolean");
    assertThat(read.rows())
        .containsExactly(
            List.of("Hà Nội", "00004", "8587.1", "2025-07-01", "08:30", "PT36H15M", "true"),
            List.of("Huế, kinh đô", "19793", "1160.0", "2025-07-02", "17:00", "PT7H45M", "false"));
  }

  @Test
  void cellsStandWhereTheirIndexSaysAndCommentsAreNone() {
    Reading.Result read =
        reading.typed(
            excel(
                sheet(
                    "1",
                    "<Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">Bảng 1. Dân"
                        + " số</Data></Cell></Row>"
                        + "<Row ss:Index=\"4\">%s%s%s</Row>"
                            .formatted(text("mã"), text("tên"), text("số"))
                        + "<Row>%s<Cell ss:Index=\"3\"><Data ss:Type=\"Number\">7</Data><Comment><ss:Data>x</ss:Data></Comment></Cell></Row>"
                            .formatted(text("a"))
                        + "<Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">b</Data></Cell>%s</Row>"
                            .formatted(cell("Number", "8"))
                        + row(text("c"), text("Vinh"), cell("Number", "9")))));

    assertThat(read.report().preambleRows()).isEqualTo(3);
    assertThat(read.names()).containsExactly("mã", "tên", "số");
    assertThat(read.rows())
        .containsExactly(
            Arrays.asList("a", null, "7"),
            Arrays.asList("b", null, "8"),
            List.of("c", "Vinh", "9"));
  }

  @Test
  void eachVisibleSheetOfExcelsXmlIsATable() {
    String rows = row(text("tên"), text("số")) + row(text("Huế"), cell("Number", "1"));
    List<Reading.Result> read =
        reading.all(
            reading.write(
                excel(
                        sheet("một", rows)
                            + sheet("ẩn", rows)
                                .replace(
                                    "</Worksheet>",
                                    "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>")
                            + sheet("trống", "")
                            + sheet("hai", rows))
                    .getBytes(UTF_8)),
            ReadOptions.TYPED);

    assertThat(FormatsTest.tables(read)).containsExactly("một", "hai");
    assertThat(read.get(1).rows()).containsExactly(List.of("Huế", "1"));
  }

  @Test
  void lettersOfOldFontsInExcelsXmlAreDecoded() {
    String old =
        new String(
            new byte[] {'H', (byte) 0xb5, ' ', 'N', (byte) 0xe9, 'i'},
            java.nio.charset.StandardCharsets.ISO_8859_1);
    Reading.Result read =
        reading.typed(
            excel(
                sheet(
                    "1",
                    row(text("tên"), text("số"))
                        + row(styled("old", "String", old), cell("Number", "1"))
                        + row(
                            text("<html:Font html:Face=\".VnTime\">" + old + "</html:Font>"),
                            cell("Number", "2")))));

    assertThat(read.rows()).containsExactly(List.of("Hà Nội", "1"), List.of("Hà Nội", "2"));
    assertThat(read.report().encoding()).contains("TCVN3");
  }

  @Test
  void excelsXmlThatIsCutOrHasRowsWithoutEndIsRefused() {
    String whole = excel(sheet("1", row(text("a")).repeat(20)));

    for (String text :
        List.of(
            whole.substring(0, whole.length() - 60),
            whole.replace(
                "<Table>",
                "<Table><Row ss:Index=\"9\">"
                    + text("z")
                    + "</Row><Row ss:Index=\"3\">"
                    + text("y")
                    + "</Row>"),
            whole.replaceFirst("<Cell>", "<Cell ss:Index=\"20000\">"),
            whole.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>"))) {
      Reading.Result read = reading.typed(text);

      assertThat(read.isRejected()).isTrue();
      assertThat(read.report().message().vi()).isNotBlank();
    }
  }

  private static String flat(String scripts, String tables) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
     xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
     xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
     xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"
     office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
    """
        + scripts
        + "<office:body><office:spreadsheet>"
        + tables
        + "</office:spreadsheet></office:body></office:document>";
  }

  private static final String TABLE =
      """
      <table:table table:name="1"><table:table-row><table:table-cell><text:p>tên</text:p></table:table-cell>
      <table:table-cell><text:p>ngày</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Huế</text:p></table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="2025-07-01"><text:p>1/7</text:p></table:table-cell>
      </table:table-row></table:table>
      """;

  @Test
  void aFlatOpenDocumentIsReadAsItsZipIs() {
    Reading.Result read = reading.typed(flat("", TABLE));

    assertThat(read.report().format()).isEqualTo("fods");
    assertThat(read.types()).containsExactly("text", "date");
    assertThat(read.rows())
        .containsExactly(List.of("Huế", "2025-07-01"), List.of("Huế", "2025-07-01"));
  }

  @Test
  void aFlatOpenDocumentWithMacrosOrOfTextIsRefused() {
    String macro =
        "<office:scripts><office:script><ooo:libraries><ooo:library-embedded><ooo:module/>"
            + "</ooo:library-embedded></ooo:libraries></office:script></office:scripts>";

    assertThat(reading.typed(flat(macro, TABLE)).report().message().en()).contains("macros");
    assertThat(
            reading
                .typed(flat("", TABLE).replace("opendocument.spreadsheet\"", "opendocument.text\""))
                .report()
                .message()
                .en())
        .contains("Word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID;PWXL;N;E\r\n"
            + "P;PGeneral\r\n"
            + "F;P0;DG0G8;M255\r\n"
            + "B;Y2;X2;D0 0 1 1\r\n"
            + "C;Y1;X1;K\"mã\"\r\n"
            + "E\r\n",
        "ID;PSCALC3\nB;X2;Y2\nC;X1;Y1;K\"mã\"\nC;X1;Y2;K7\nE\n"
      })
  void sylkIsRefusedWithTheWayToMendIt(String sylk) {
    Reading.Result read = reading.typed(sylk);

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().vi()).contains("SYLK").contains("XLSX");
    assertThat(read.report().message().en()).contains("SYLK").contains("XLSX");
  }

  @Test
  void aTextWhoseFirstColumnsAreCalledLikeSylkIsATable() {
    assertThat(reading.typed("ID;Phường\n1;Bến Nghé\n2;Đa Kao\n").report().rows()).isEqualTo(2);
    assertThat(reading.typed("ID;P\nC;12\nF;13\nP;14\n").report().rows()).isEqualTo(3);
  }
}
