package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.tables.TextTable;

class LayoutTest {
  @RegisterExtension final Reading reading = new Reading();

  @Test
  void aStatisticsTableGivesUpItsTitleUnitIndexTotalAndNotes() throws Exception {
    Reading.Result read =
        reading.typed(
            """
            Biểu 12: Dân số trung bình phân theo giới tính;;;
            ;;;Đơn vị tính: người
            Tỉnh;Dân số;;
            ;Tổng số;Nam;Nữ
            A;(1);(2);(3)
            Hà Nội;8435700;4163000;4272700
            Hải Phòng;2088000;1035600;1052400

            Cần Thơ;1252300;619400;632900
            Tổng cộng;11776000;5818000;5958000
            Nguồn: Cục Thống kê;;;
            """);

    assertThat(read.report().preambleRows()).isEqualTo(2);
    assertThat(read.report().headerRows()).isEqualTo(3);
    assertThat(read.names())
        .containsExactly("Tỉnh", "Dân số / Tổng số", "Dân số / Nam", "Dân số / Nữ");
    assertThat(read.types()).containsExactly("text", "integer", "integer", "integer");
    assertThat(read.rows())
        .extracting(List::getFirst)
        .containsExactly("Hà Nội", "Hải Phòng", "Cần Thơ");
    assertThat(read.report().setAsideRows()).isEqualTo(3);
    assertThat(Files.readString(read.table().setAside().orElseThrow()))
        .contains("Tổng cộng", "Nguồn: Cục Thống kê", "\"row\":10", "\"line\":10");
  }

  @Test
  void subtotalsAmongRowsAreSetAside() {
    Reading.Result read =
        reading.typed(
            "vùng,tỉnh,số\n"
                + "Bắc,Hà Nội,1\n"
                + "Bắc,Hải Phòng,2\n"
                + "Cộng,,3\n"
                + "Nam,Cần Thơ,4\n"
                + "Nam,Cà Mau,5\n"
                + "Nam,An Giang,6\n"
                + "Nam,Vĩnh Long,7\n"
                + "Nam,Tây Ninh,8\n"
                + "Cộng,,30\n");

    assertThat(read.report().rows()).isEqualTo(7);
    assertThat(read.report().setAsideRows()).isEqualTo(2);
  }

  @Test
  void totalsAndNotesBelowATableOfTwoColumnsAreSetAside() throws Exception {
    Reading.Result read =
        reading.typed("Tỉnh,Số\nA,10\nB,12\nC,14\nTổng,36\nNguồn: TCTK\nSố liệu là tạm tính\n");

    assertThat(read.rows()).extracting(List::getFirst).containsExactly("A", "B", "C");
    assertThat(read.report().setAsideRows()).isEqualTo(3);
    assertThat(Files.readString(read.table().setAside().orElseThrow()))
        .contains("A total.", "A note below the table.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tỉnh,Số\nA,10\nB,12\nNguồn: TCTK\nC,14\n",
        "Tỉnh,Số\nA,10\nB,12\nHà Nội\n",
        "Tỉnh,Số\nA,10\nB,12\nThừa Thiên Huế,\n",
        "Từ\nMột\nTổng\nNguồn: TCTK\nTổng\n",
      })
  void aKeyWithoutAValueIsARow(String text) {
    assertThat(reading.typed(text).report().setAsideRows()).isZero();
  }

  @Test
  void rowsCalledTotalsAreSetAsideWhereTheyAddUp() {
    Reading.Result below =
        reading.typed(
            "Tỉnh,Số\n"
                + "A1,10\n"
                + "A2,12\n"
                + "Tổng A,22\n"
                + "B1,14\n"
                + "B2,5\n"
                + "Tổng B,19\n"
                + "C1,7\n"
                + "Tổng C,7\n"
                + "Tổng cộng,48\n");
    Reading.Result above =
        reading.typed(
            "Tỉnh;Dân số;Diện tích;Ghi chú\n"
                + "Tổng số;1.022,5;60;\n"
                + "Hà Nội;1.000,5;20;Thủ đô\n"
                + "Huế;22;40;\n");
    Reading.Result english =
        reading.typed(
            "Region,Area,Sales\nN,a,1200\nN,b,300\nN Total,,\"1,500\"\nS,a,7\nS,b,1\nS Total,,8\n");

    assertThat(below.rows())
        .extracting(List::getFirst)
        .containsExactly("A1", "A2", "B1", "B2", "C1");
    assertThat(below.report().setAsideRows()).isEqualTo(4);
    assertThat(above.rows()).extracting(List::getFirst).containsExactly("Hà Nội", "Huế");
    assertThat(english.rows()).extracting(List::getFirst).containsExactly("N", "N", "S", "S");
  }

  @Test
  void rowsCalledTotalsAreRowsWhereTheyDoNotAddUp() {
    List<String> tables =
        List.of(
            "Tỉnh,Số\nA,10\nB,12\nTổng Hợp,36\nD,4\n",
            "Tên,Số\nTổng công ty Sông Đà,5\nA,5\nTổng công ty Lúa,7\nB,0\nC,2\n",
            "Giới,Năm,Số\nNam,2022,1\nNữ,2022,2\nTổng,2022,3\nNam,2023,4\nNữ,2023,5\nX,2023,5\n",
            "Giới,Kỳ,Số\nNam,Q1,1\nNữ,Q1,2\nTổng,Q1,3\nNam,Q2,4\nNữ,Q2,5\nX,Q2,5\n");
    for (String table : tables) {
      Reading.Result read = reading.typed(table);

      assertThat(read.report().setAsideRows()).as(table).isZero();
      assertThat(read.report().rows()).isEqualTo(table.lines().count() - 1);
    }
  }

  @Test
  void moreTotalsThanATableHasAreNames() {
    var text = new StringBuilder("Tên,Số\n");
    for (int i = 0; i < 3_000; i++) {
      text.append("Tổng công ty ").append(i).append(',').append(i % 7).append('\n');
    }

    assertThat(reading.typed(text.toString()).report().rows()).isEqualTo(3_000);
  }

  @Test
  void aTableWithoutHeaderHasNumberedColumns() {
    Reading.Result read =
        reading.typed("1,Hà Nội,2020-01-01\n2,Huế,2020-01-02\n3,Đà Nẵng,2020-01-03\n");

    assertThat(read.report().headerRows()).isZero();
    assertThat(read.names()).containsExactly("column1", "column2", "column3");
    assertThat(read.report().rows()).isEqualTo(3);
  }

  @Test
  void namesAreUniqueWhateverTheirCaseAndNeverEmpty() {
    Reading.Result read = reading.typed("Tên,tên,,_row,\"Dân\n số\",Tên\na,b,c,d,e,f\n");

    assertThat(read.names())
        .containsExactly("Tên", "tên_2", "column3", "_row_2", "Dân số", "Tên_3");
    assertThat(read.report().columns()).extracting(c -> c.original()).startsWith("Tên", "tên", "");
    assertThat(read.report().notes().headerFaults()).isNotEmpty();
  }

  @Test
  void blankRowsBetweenOthersAreNotedAndThoseBelowAreNot() {
    Reading.Result read = reading.typed("id,tên\n\n1,Hà Nội\n,\n\n2,Huế\n3,Lai Châu\n\n,\n");

    assertThat(read.report().rows()).isEqualTo(3);
    assertThat(read.report().setAsideRows()).isEqualTo(5);
    assertThat(read.report().notes().blankRows()).containsExactly(2L, 4L, 5L);
    assertThat(read.report().notes().blankTotal()).isEqualTo(3);
  }

  @Test
  void aRowThatIsTooLongIsRejectedAndCanBeFoundAgain() throws Exception {
    Reading.Result read = reading.typed("id,tên\n1,Hà Nội\n2,Huế,thừa\n3\n4,Đà Nẵng\n5,Cần Thơ\n");

    assertThat(read.report().rows()).isEqualTo(4);
    assertThat(read.report().rejectedRows()).isEqualTo(1);
    assertThat(read.report().notes().raggedRows()).containsExactly(3L, 4L);
    assertThat(read.report().notes().raggedCells()).containsExactly(3, 1);
    assertThat(read.rows().get(1)).isEqualTo(java.util.Arrays.asList("3", null));
    assertThat(Files.readString(read.table().rejects().orElseThrow()))
        .contains("\"row\":3,\"line\":3,\"byteOffset\":20,\"raw\":\"2,Huế,thừa\"");
  }

  @Test
  void readAsTextNothingIsRejectedAndRowsKeepTheirCells() {
    Reading.Result read = reading.asText("id,tên\n1, a \n2,b,c\nTổng cộng,3\n");

    assertThat(read.names()).containsExactly("id", "tên", "column3");
    assertThat(read.rows())
        .containsExactly(
            Arrays.asList("1", " a ", null),
            List.of("2", "b", "c"),
            Arrays.asList("Tổng cộng", "3", null));
    assertThat(read.report().notes().surplusColumns()).isEqualTo(1);
    assertThat(read.report().rejectedRows()).isZero();
  }

  @Test
  void tablesBelowOneAnotherAreReadEachForItself() {
    Path file =
        reading.write(
            """
            Bảng 1. Dân số
            Tỉnh;Năm;Dân số
            Hà Nội;2024;8500000
            Huế;2024;1160000

            Nguồn: Niên giám

            Bảng 2. Trường học
            Mã;Tên trường;Số lớp;Số học sinh
            01;Chu Văn An;45;1900
            02;Trưng Vương;38;1500
            03;Ba Đình;30;1200
            """
                .getBytes(StandardCharsets.UTF_8));

    List<Reading.Result> tables = reading.all(file, ReadOptions.TYPED);

    assertThat(tables).hasSize(2);
    assertThat(tables.get(0).names()).containsExactly("Tỉnh", "Năm", "Dân số");
    assertThat(tables.get(0).report().rows()).isEqualTo(2);
    assertThat(tables.get(0).report().setAsideRows()).isEqualTo(3);
    assertThat(tables.get(0).report().table()).isEmpty();
    assertThat(tables.get(1).names()).containsExactly("Mã", "Tên trường", "Số lớp", "Số học sinh");
    assertThat(tables.get(1).report().rows()).isEqualTo(3);
    assertThat(tables.get(1).report().preambleRows()).isEqualTo(1);
    assertThat(tables.get(1).report().table()).contains("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bảng 1: Hà Nội\nTên,Số\nA,1\nB,2\nC,3\n\nBảng 2: Huế\nTên,Số\nD,4\nE,5\n",
        "Bảng 1: Hà Nội\nTên,Số\nA,1\nB,2\nC,3\nBảng 2: Huế\nĐơn vị: người\nTên,Số\nD,4\nE,5\n",
        "Bảng 1: Hà Nội,,\n"
            + "Tên,Số,Năm\n"
            + "A,1,2020\n"
            + "B,2,2020\n"
            + "C,2,2021\n\n"
            + "Bảng 2: Huế,,\n\n"
            + "Tên,Số,Năm\n"
            + "D,4,2020\n"
            + "E,5,2020\n",
      })
  void tablesOfOneHeaderAreToldApartByTheirTitles(String text) {
    List<Reading.Result> tables =
        reading.all(reading.write(text.getBytes(StandardCharsets.UTF_8)), ReadOptions.TYPED);

    assertThat(tables)
        .extracting(table -> table.report().table().orElse(""))
        .containsExactly("Bảng 1: Hà Nội", "Bảng 2: Huế");
    assertThat(tables.get(0).rows()).extracting(List::getFirst).containsExactly("A", "B", "C");
    assertThat(tables.get(1).rows()).extracting(List::getFirst).containsExactly("D", "E");
    assertThat(tables).allMatch(table -> table.report().setAsideRows() <= 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bảng 1\nTên,Số\nA,1\nB,2\n\nBảng 1\nTên,Số\nD,4\nE,5\n",
        "Bảng 1\nTên,Số\nA,1\nB,2\n\nBảng 1 (tiếp theo)\nTên,Số\nD,4\nE,5\n",
        "Bảng 1\nTên,Số\nA,1\nB,2\n\nTrang 2\nTên,Số\nD,4\nE,5\n",
        "Bảng 1\nTên,Số\nA,1\nB,2\n\nTên,Số\nD,4\nE,5\n",
      })
  void aTableThatGoesOnUnderItsHeaderIsOne(String text) {
    assertThat(reading.all(reading.write(text.getBytes(StandardCharsets.UTF_8)), ReadOptions.TYPED))
        .hasSize(1);
  }

  @Test
  void sectionsOfATableThatIsTooLongToBeSeenWholeStayTogether() {
    var text = new StringBuilder();
    for (int section = 0; section < 30; section++) {
      text.append("Bảng ").append(section).append("\nTên,Số,Năm\n");
      for (int i = 0; i < 200; i++) {
        text.append("A,").append(i).append(",2020\n");
      }
      text.append('\n');
    }
    Path file = reading.write(text.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(reading.all(file, ReadOptions.TYPED)).hasSize(1);
  }

  @Test
  void aTableWithoutABlankRowBeforeItIsFoundByItsWidth() {
    Path file =
        reading.write(
            "a,b\n1,2\n3,4\n5,6\nx,y,z\n7,8,9\n10,11,12\n13,14,15\n"
                .getBytes(StandardCharsets.UTF_8));

    List<Reading.Result> tables = reading.all(file, ReadOptions.TYPED);

    assertThat(tables)
        .extracting(Reading.Result::names)
        .containsExactly(List.of("a", "b"), List.of("x", "y", "z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tỉnh;Dân số\nHà Nội;8\n\nHuế;1\nĐà Nẵng;2\n",
        "Tỉnh;Dân số\nHà Nội;8\n\nTỉnh;Dân số\nHuế;1\n",
        "Tỉnh;Dân số;Năm\n"
            + "I. Miền Bắc;;\n"
            + "Hà Nội;8;2024\n\n"
            + "II. Miền Trung;;\n"
            + "Huế;1;2024\n"
            + "Vinh;1;2024\n",
        "Cơ quan;Sở Y tế\nNgày;01/02/2025\n\nTỉnh;Dân số;Năm\nHà Nội;8;2024\nHuế;1;2024\n",
        "Tỉnh;Dân số;Năm\nHà Nội;8;2024\nHuế;1;2024\n\nLập biểu;Kiểm tra\nNguyễn A;Trần B\n"
      })
  void groupsTitlesAndSignaturesMakeNoFurtherTable(String text) {
    assertThat(reading.all(reading.write(text.getBytes(StandardCharsets.UTF_8)), ReadOptions.TYPED))
        .hasSize(1);
  }

  @Test
  void columnsOfFixedWidthAreFoundByTheBlanksBetweenThem() {
    Reading.Result read =
        reading.typed(
            """
            Danh sách xã, phường năm 2025 của tỉnh

            Mã    Tên xã             Dân số  Ghi chú
            00123 Ba Đình             12000
            00456 Hoàn Kiếm            8500  phường
            00789 Cửa Nam                    mới lập
            00790 Ô Chợ Dừa           33100
            """);

    assertThat(read.names()).containsExactly("Mã", "Tên xã", "Dân số", "Ghi chú");
    assertThat(read.rows())
        .containsExactly(
            Arrays.asList("00123", "Ba Đình", "12000", null),
            Arrays.asList("00456", "Hoàn Kiếm", "8500", "phường"),
            Arrays.asList("00789", "Cửa Nam", null, "mới lập"),
            Arrays.asList("00790", "Ô Chợ Dừa", "33100", null));
    assertThat(read.report().preambleRows()).isEqualTo(2);
  }

  @Test
  void aLineUnderEachNameShowsTheColumnsAndIsNoRow() {
    Reading.Result read =
        reading.typed(
            """
            Mã    Tên xã             Dân số
            ----- ------------------ ------
            00123 Ba Đình             12000
            00456 Hoàn Kiếm            8500
            00789 Cửa Nam              7000

            (3 rows affected)
            """);

    assertThat(read.names()).containsExactly("Mã", "Tên xã", "Dân số");
    assertThat(read.rows())
        .containsExactly(
            List.of("00123", "Ba Đình", "12000"),
            List.of("00456", "Hoàn Kiếm", "8500"),
            List.of("00789", "Cửa Nam", "7000"));
    assertThat(read.report().headerRows()).isEqualTo(2);
  }

  @Test
  void linesAcrossATableAreSetAside() throws Exception {
    Reading.Result read =
        reading.typed(
            """
            Mã    Tên xã             Dân số
            -------------------------------
            00123 Ba Đình             12000
            00456 Hoàn Kiếm            8500
            -------------------------------
            00789 Cửa Nam              7000
            00790 Ô Chợ Dừa           33100
            ===============================
            Tổng cộng                 60600
            """);

    assertThat(read.names()).containsExactly("Mã", "Tên xã", "Dân số");
    assertThat(read.report().rows()).isEqualTo(4);
    assertThat(read.report().setAsideRows()).isEqualTo(3);
    assertThat(Files.readString(read.table().setAside().orElseThrow())).contains("A drawn line.");
  }

  @Test
  void aCellOfDashesAmongOthersIsNoLine() {
    Reading.Result read = reading.typed("mã,tên,số\n1,-----,5\n2,b,6\n3,c,7\n");

    assertThat(read.report().rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"   ", "\t\t"})
  void delimitersMayBeRepeated(String few) {
    String one = few.substring(1);
    Reading.Result read =
        reading.typed(
            ("stt@ten@so\n1@Hà_Nội!12\n22@Huế@5\n333!Vinh@1000\n4444@Đà_Lạt!7\n")
                .replace("!", few + few)
                .replace("@", one.isBlank() && few.startsWith("\t") ? "\t" : few));

    assertThat(read.names()).containsExactly("stt", "ten", "so");
    assertThat(read.rows()).hasSize(4).contains(List.of("333", "Vinh", "1000"));
  }

  @Test
  void aFileCutInTheMiddleOfARowSaysSo() {
    Reading.Result read = reading.typed("a,b,c\n1,2,3\n4,5,6\n7,8");

    assertThat(read.report().notes().truncated()).isPresent();
    assertThat(read.report().rows()).isEqualTo(3);
  }

  @Test
  void aQuoteThatNeverClosesDoesNotSwallowTheRest() {
    Reading.Result read = reading.typed("a,b\n1,x\n2,\"y\n3,z\n4,w\n5,v\n");

    assertThat(read.report().rows()).isEqualTo(5);
    assertThat(read.rows().get(1)).isEqualTo(List.of("2", "\"y"));
    assertThat(read.report().notes().truncated()).isPresent();
  }

  @Test
  void aLineThatNamesItsDelimiterIsBelieved() {
    Reading.Result read = reading.typed("sep=;\nid;tên, họ\n1;a, b\n2;c, d\n");

    assertThat(read.report().delimiter()).isEqualTo(";");
    assertThat(read.report().preambleRows()).isEqualTo(1);
    assertThat(read.names()).containsExactly("id", "tên, họ");
  }

  @Test
  void eachRefusalSaysWhatTheFileIsAndWhatToDo() {
    assertThat(
            reading
                .typed("<!DOCTYPE html><html><body>Đăng nhập</body></html>")
                .report()
                .message()
                .en())
        .contains("web page");
    assertThat(reading.typed("{\"result\":{}}").report().message().en()).contains("JSON");
    assertThat(reading.typed("<?xml version=\"1.0\"?><a/>").report().message().en())
        .contains("XML");
    assertThat(reading.typed("%PDF-1.7").report().message().en()).contains("PDF");
    assertThat(reading.typed("").report().message().en()).contains("empty");
    assertThat(reading.typed(" \n \n").report().message().en()).contains("empty");
    assertThat(reading.typed(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).report().message().en())
        .contains("binary");
  }

  @Test
  void aHugeLineIsRefusedNotHeld() {
    byte[] line = new byte[20 << 20];
    java.util.Arrays.fill(line, (byte) 'x');

    Reading.Result read = reading.typed(line);

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("16 MB");
  }

  @Test
  void aCellOfThousandsOfNumbersBetweenPointsIsText() {
    Reading.Result read = reading.typed("a,b\n1" + ".1".repeat(3_000) + ",x\n");

    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void nothingButNulIsNoTable() {
    assertThat(reading.typed(new byte[5_000]).isRejected()).isTrue();
  }

  @Test
  void aLargeTableIsCountedLikeASmallOne() {
    var text = new StringBuilder("tỉnh,số,ghi chú\n");
    for (int i = 1; i <= 150_000; i++) {
      text.append("Tỉnh số ").append(i % 34).append(',').append(i).append(",\n");
    }
    Reading.Result plain = numbered(reading.typed(text.toString()));
    Reading.Result total = numbered(reading.typed(text + "Tổng cộng,11250075000,\n"));
    Reading.Result messy =
        numbered(reading.typed(text.toString().replace(",", " ; ") + "Huế ; x ; y ; z\n"));

    assertThat(plain.report().rows()).isEqualTo(150_000);
    assertThat(plain.types()).containsExactly("text", "integer", "text");
    assertThat(total.report().rows()).isEqualTo(150_000);
    assertThat(total.report().setAsideRows()).isEqualTo(1);
    assertThat(total.rows()).isEqualTo(plain.rows());
    assertThat(messy.report().rows()).isEqualTo(150_000);
    assertThat(messy.report().rejectedRows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nGhi chú: số liệu sơ bộ\n",
        "\nNguồn: Tổng cục Thống kê\n\nLưu ý: làm tròn\n",
        "Tổng cộng,11250075000,\n"
      })
  void rowsAboveANoteKeepTheirOrder(String below) {
    var text = new StringBuilder("tỉnh,số,ghi chú\n");
    for (int i = 1; i <= 150_000; i++) {
      text.append("Tỉnh số ").append(i % 34).append(',').append(i).append(",x\n");
    }

    Reading.Result read = reading.typed(text + below);

    assertThat(read.rows()).hasSize(150_000);
    for (int i = 0; i < 150_000; i++) {
      assertThat(read.rows().get(i).get(1)).isEqualTo(Integer.toString(i + 1));
    }
    assertThat(read.report().notes().raggedTotal()).isZero();
  }

  @Test
  void moreTotalsThanAreLookedForOneByOneLeaveTheOrderToo() {
    var text = new StringBuilder("tỉnh,số\n");
    for (int group = 0; group < 300; group++) {
      int sum = 0;
      for (int i = 1; i <= 400; i++) {
        text.append("Xã ").append(group).append(' ').append(i).append(',').append(i).append('\n');
        sum += i;
      }
      text.append("Tổng cộng,").append(sum).append('\n');
    }

    Reading.Result read = reading.typed(text.toString());

    List<String> numbers =
        read.rows().stream()
            .filter(row -> !"Tổng cộng".equals(row.get(0)))
            .map(r -> r.get(1))
            .toList();
    assertThat(numbers).hasSize(120_000);
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers.get(i)).isEqualTo(Integer.toString(1 + i % 400));
    }
  }

  /** The same, after a look at the number of each of its rows. */
  private Reading.Result numbered(Reading.Result read) {
    String rows = TextTable.rows(reading.session(), read.table().text().orElseThrow());
    String misplaced = "SELECT count(*) FROM " + rows + " WHERE _row <> \"số\"::BIGINT + 1";
    assertThat(reading.session().query(misplaced, row -> row.getLong(1))).containsExactly(0L);
    return read;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Dec 8, 2022\"\n\"Sep 26, 2022\"\n\"Aug 31, 2022\"\n",
        "an@example.org\nbinh@example.org\nchi@example.org\n",
        "12:03:10 PM,A\n",
        "{'a':1}\n{'a': 2}\n{'b':''}\n",
        "1.2.3;x\n2.2.2;y\n3.2.1;z\n",
      })
  void theFirstOfManyValuesOfOneFormIsNoHeader(String text) {
    Reading.Result read = reading.typed(text);

    assertThat(read.report().headerRows()).isZero();
    assertThat(read.report().rows()).isEqualTo(text.lines().count());
  }

  @Test
  void aTextOfAThousandLettersIsNoName() {
    Reading.Result read = reading.typed("a".repeat(1_000) + ",b\nc,d\ne,f\n");

    assertThat(read.report().headerRows()).isZero();
    assertThat(reading.typed("a".repeat(999) + ",b\nc,d\ne,f\n").report().headerRows())
        .isEqualTo(1);
  }

  @Test
  void daysOverNumbersNameColumns() {
    Reading.Result read =
        reading.typed("Tỉnh,01/01/2020,02/01/2020,03/01/2020\nA,1,2,3\nB,4,5,6\nC,7,8,9\n");

    assertThat(read.names()).containsExactly("Tỉnh", "01/01/2020", "02/01/2020", "03/01/2020");
  }

  @Test
  void aHeaderOnEachPageIsOne() {
    Reading.Result read =
        reading.typed("Tên,Giá,Loại\na,1,x\nb,2,y\nTên,Giá,Loại\nc,3,x\nd,4,z\ne,5,z\n");

    assertThat(read.names()).containsExactly("Tên", "Giá", "Loại");
    assertThat(read.types()).containsExactly("text", "integer", "text");
    assertThat(read.report().rows()).isEqualTo(5);
  }

  @Test
  void namesOfRowsHaveNoNameThemselves() {
    Reading.Result named = reading.typed("mpg,cyl\nMazda,21,6\nDatsun,22.8,4\nDuster,14.3,8\n");
    Reading.Result numbered = reading.typed("tên,loại\n1,a,x\n2,b,y\n3,c,z\n");

    assertThat(named.names()).containsExactly("column1", "mpg", "cyl");
    assertThat(numbered.names()).containsExactly("column1", "tên", "loại");
  }

  @Test
  void aLineDrawnUnderTheHeaderIsNoRowAndNoName() {
    Reading.Result read = reading.typed("id|tên|nhóm\n---|-----|-----\n1|a|x\n2|b|y\n");

    assertThat(read.names()).containsExactly("id", "tên", "nhóm");
    assertThat(read.report().rows()).isEqualTo(2);
  }

  @Test
  void namesMayStandInThreeRows() {
    Reading.Result read =
        reading.typed(
            ",,2019,2019,2020,2020\n,,Thị,Nông,Thị,Nông\nMã,Tỉnh,Dân,Dân,Dân,Dân\n"
                + "1,A,10,20,30,40\n2,B,11,21,31,41\n3,C,12,22,32,42\n");

    assertThat(read.names()).startsWith("Mã", "Tỉnh", "2019 / Thị / Dân", "2019 / Nông / Dân");
    assertThat(read.report().rows()).isEqualTo(3);
  }

  @Test
  void groupsOfColumnsAreNamedThoughNothingStandsLeftOfThem() {
    String rows = "1,A,10,11,12,13\n2,B,20,21,22,23\n3,C,30,31,32,33\n";
    Reading.Result named = reading.typed(",,Năm 2022,,Năm 2023,\nSTT,Huyện,Nam,Nữ,Nam,Nữ\n" + rows);
    Reading.Result years =
        reading.typed("Bảng 1,,,,,\n,,2022,,2023,\nSTT,Huyện,Nam,Nữ,Nam,Nữ\n" + rows);
    Reading.Result below = reading.typed(",,Nam,,Nữ,\nSTT,Huyện,2022,2023,2022,2023\n" + rows);
    Reading.Result others =
        reading.typed(",,Dân số,,Diện tích,\nSTT,Huyện,Nam,Nữ,Đất,Nước\n" + rows);

    assertThat(named.names())
        .containsExactly(
            "STT", "Huyện", "Năm 2022 / Nam", "Năm 2022 / Nữ", "Năm 2023 / Nam", "Năm 2023 / Nữ");
    assertThat(named.report().preambleRows()).isZero();
    assertThat(years.names()).startsWith("STT", "Huyện", "2022 / Nam", "2022 / Nữ", "2023 / Nam");
    assertThat(years.report().preambleRows()).isEqualTo(1);
    assertThat(below.names()).endsWith("Nam / 2022", "Nam / 2023", "Nữ / 2022", "Nữ / 2023");
    assertThat(others.names()).endsWith("Dân số / Nữ", "Diện tích / Đất", "Diện tích / Nước");
  }

  @Test
  void groupsOfGroupsAreNamedToo() {
    Reading.Result read =
        reading.typed(
            "Tỉnh,Dân số,,,\n,Thành thị,,Nông thôn,\n,Nam,Nữ,Nam,Nữ\n"
                + "Hà Nội,1,2,3,4\nHuế,5,6,7,8\nVinh,9,10,11,12\n");

    assertThat(read.names())
        .containsExactly(
            "Tỉnh",
            "Dân số / Thành thị / Nam",
            "Dân số / Thành thị / Nữ",
            "Dân số / Nông thôn / Nam",
            "Dân số / Nông thôn / Nữ");
    assertThat(read.report().headerRows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sở Y tế,,,Mẫu số 2,,\n",
        ",,Đơn vị:,,Ngày ký:,\n",
        ",,Sở Y tế,,,Mẫu số 2\n",
        ",,Bảng 2,,,\n"
      })
  void aTitleInSeveralCellsIsNoGroupOfColumns(String title) {
    Reading.Result read =
        reading.typed(
            title + "STT,Huyện,Xã,Thôn,Đất,Nước\n1,A,x,y,3,4\n2,B,z,t,5,6\n3,C,u,v,7,8\n");

    assertThat(read.names()).containsExactly("STT", "Huyện", "Xã", "Thôn", "Đất", "Nước");
    assertThat(read.report().preambleRows()).isEqualTo(1);
  }

  @Test
  void sentencesBelowATableAreNotesThoughCommasCutThem() {
    Reading.Result read =
        reading.asText(
            "Năm,Sinh,Mất\n"
                + "2010,100,50\n"
                + "2011,110,55\n"
                + "2012,120,58\n\n"
                + "Ghi chú:\n"
                + "1. Số sinh là số đã đăng ký, chưa phải ước tính.\n"
                + "* tạm tính, có thể đổi\n"
                + "_______\n");

    assertThat(read.rows()).hasSize(3);
  }

  @Test
  void aTitleInWhichADelimiterStandsIsNoHeader() {
    Reading.Result read =
        reading.typed(
            "Dân số theo tuổi\nNguồn: GSO; năm 2019\n\nTuổi;Nam;Nữ\n0-4;10;12\n5-9;13;14\n");

    assertThat(read.names()).containsExactly("Tuổi", "Nam", "Nữ");
    assertThat(read.report().rows()).isEqualTo(2);
  }
}
