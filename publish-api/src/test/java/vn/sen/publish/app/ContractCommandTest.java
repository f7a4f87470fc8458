package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.Json;

/** Contracts, as people have them proposed, compared, written and checked. */
class ContractCommandTest {
  @TempDir Path directory;
  private Path schools;

  private record Said(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return Json.mapper().readTree(out);
    }
  }

  private static Said sen(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @BeforeEach
  void schools() throws IOException {
    var text = new StringBuilder("Mã trường,Loại hình,Số học sinh,Điện thoại\n");
    for (int i = 0; i < 60; i++) {
      text.append(
          "T%03d,%s,%d,0912%06d\n"
              .formatted(i, i % 3 == 0 ? "Tư thục" : "Công lập", 100 + 7 * i, i));
    }
    schools = write("truong.csv", text.toString());
  }

  @Test
  void aProposedContractIsOneThatTheFileKeeps() throws Exception {
    Path contract = directory.resolve("truong.odcs.yaml");

    Said said = sen("contract", "propose", schools.toString(), "--out", contract.toString());

    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).isEmpty();
    assertThat(Files.readString(contract))
        .contains("status: proposed", "primaryKey: true", "- Công lập", "Suy ra", "Inferred")
        .doesNotContain("0912");
    assertThat(said.err()).contains("personal data").contains("dữ liệu cá nhân");
    JsonNode report =
        sen("check", schools.toString(), "--contract", contract.toString(), "--json").json();
    assertThat(report.get("findings").findValuesAsText("rule"))
        .doesNotContain("ACC-01", "ACC-02", "COM-04", "COM-12", "CLN-07");
  }

  @Test
  void aProposalIsWrittenInEachForm() throws Exception {
    JsonNode schema = sen("contract", "propose", schools.toString(), "--as", "table-schema").json();
    JsonNode csvw = sen("contract", "propose", schools.toString(), "--as", "csvw").json();

    assertThat(schema.at("/fields/0/name").asText()).isEqualTo("Mã trường");
    assertThat(schema.at("/primaryKey/0").asText()).isEqualTo("Mã trường");
    assertThat(csvw.at("/tableSchema/columns/0/titles").asText()).isEqualTo("Mã trường");
    assertThat(csvw.at("/url").asText()).isEqualTo("truong.csv");
  }

  @Test
  void eachTableOfAWorkbookHasItsOwnContract() throws Exception {
    Path file = directory.resolve("hai.xlsx");
    try (var book = new XSSFWorkbook();
        var out = Files.newOutputStream(file)) {
      for (String name : new String[] {"Một", "Hai"}) {
        var sheet = book.createSheet(name);
        for (int r = 0; r < 5; r++) {
          var row = sheet.createRow(r);
          row.createCell(0).setCellValue(r == 0 ? "tên " + name : "dòng " + r);
          row.createCell(1).setCellValue(r == 0 ? "ghi chú" : "chữ " + r);
        }
      }
      book.write(out);
    }
    Path to = directory.resolve("hai.yaml");

    Said several = sen("contract", "propose", file.toString());
    Said both = sen("contract", "propose", file.toString(), "--out", to.toString());

    assertThat(several.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(several.err()).contains("Một", "Hai", "--table");
    assertThat(both.exit()).as(both.err()).isEqualTo(Exit.DONE);
    assertThat(Files.readString(to)).contains("tên Một");
    assertThat(Files.readString(directory.resolve("hai-2.yaml"))).contains("tên Hai");
    assertThat(sen("contract", "propose", file.toString(), "--table", "Hai").out())
        .contains("tên Hai");
  }

  @Test
  void whatCannotBeReadHasNoProposal() throws Exception {
    Path broken = Files.write(directory.resolve("x.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});

    Said said = sen("contract", "propose", broken.toString());

    assertThat(said.exit()).isEqualTo(Exit.FAILED);
    assertThat(said.err()).isNotBlank().doesNotContain("at vn.sen");
    assertThat(sen("contract", "propose", "nowhere.csv").exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(sen("contract", "propose", schools.toString(), "--as", "xml").exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(sen("contract", "propose", schools.toString(), "--out", schools.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void aContractThatIsLoosenedIsSeenFirst() throws Exception {
    String schema =
        """
        {"fields": [
          {"name": "ma", "type": "string", "constraints": {"minLength": %d}},
          {"name": "gia", "type": "number", "constraints": {"maximum": %d}}]}
        """;
    Path old = write("cu.json", schema.formatted(2, 100));
    Path now = write("moi.json", schema.formatted(3, 1000));

    Said said = sen("contract", "diff", old.toString(), now.toString());
    JsonNode report = sen("contract", "diff", old.toString(), now.toString(), "--json").json();

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    assertThat(said.out()).startsWith("NỚI LỎNG: 1").contains("LOOSENED: 1");
    assertThat(said.out().indexOf("[loosened, breaks]"))
        .isLessThan(said.out().indexOf("[tightened]"));
    assertThat(report.get("loosened").asInt()).isEqualTo(1);
    assertThat(report.get("breaking").asInt()).isEqualTo(1);
    JsonNode first = report.get("changes").get(0);
    assertThat(first.get("of").asText()).isEqualTo("column");
    assertThat(first.get("column").asText()).isEqualTo("gia");
    assertThat(first.get("aspect").asText()).isEqualTo("maximum");
    assertThat(first.get("kind").asText()).isEqualTo("loosened");
    assertThat(first.get("message").get("vi").asText()).contains("100", "1000");
    assertThat(sen("contract", "diff", old.toString(), old.toString()).exit()).isEqualTo(Exit.DONE);
    assertThat(sen("contract", "diff", old.toString(), schools.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void whatAnotherFormCannotSayIsNamed() throws Exception {
    Path schema =
        write(
            "ma.json",
            """
            {"fields": [{"name": "ma", "type": "string", "constraints": {"unique": true}}]}
            """);

    Said csvw = sen("contract", "export", schema.toString(), "--as", "csvw");
    Said odcs = sen("contract", "export", schema.toString(), "--as", "odcs");

    assertThat(csvw.exit()).isEqualTo(Exit.FOUND);
    assertThat(csvw.err()).contains("CSVW cannot say: column \"ma\": unique values");
    assertThat(csvw.json().at("/tableSchema/columns/0/name").asText()).isEqualTo("ma");
    assertThat(odcs.exit()).as(odcs.err()).isEqualTo(Exit.DONE);
    assertThat(odcs.out()).contains("status: draft", "unique: true");
    assertThat(sen("contract", "export", schema.toString()).exit()).isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void everyFaultOfAContractIsSaidWithItsPlace() throws Exception {
    Path contract =
        write(
            "hai.odcs.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: hai
            version: 1.0.0
            schema:
            - name: mot
              properties:
              - {name: ma, logicalType: chuỗi}
            - name: hai
              quality:
              - {type: sql, query: SELECT 1}
            """);

    Said said = sen("contract", "validate", contract.toString());
    JsonNode report = sen("contract", "validate", contract.toString(), "--json").json();

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    assertThat(said.out())
        .contains("/status", "/schema/0/properties/0/logicalType", "/schema/1/quality/0");
    assertThat(report.get("valid").asBoolean()).isFalse();
    assertThat(report.get("form").asText()).isEqualTo("odcs");
    assertThat(report.get("tables").get(1).asText()).isEqualTo("hai");
    assertThat(report.get("faults").findValuesAsText("where")).contains("/status");
    Path sound = write("x.json", "{\"fields\": [{\"name\": \"ma\"}]}");
    assertThat(sen("contract", "validate", sound.toString()).exit()).isEqualTo(Exit.DONE);
    assertThat(sen("contract", "validate", "nowhere").exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(sen("contract").exit()).isEqualTo(Exit.WRONG_USE);
  }
}
