package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

class ContractTextTest {
  private static final ContractHeading HEADING =
      ContractHeading.proposed("dan_so", "a", new Message("chỉ là đề nghị", "only proposed"));

  private static final Contract CONTRACT =
      new Contract(
          List.of(
              new PromisedColumn(
                  "ma_tinh",
                  Optional.of(ColumnType.TEXT),
                  true,
                  false,
                  Optional.of("Mã tỉnh"),
                  Optional.of("Mã của Tổng cục Thống kê"),
                  new Limits(
                      Optional.empty(),
                      Optional.empty(),
                      OptionalInt.of(2),
                      OptionalInt.of(2),
                      Optional.of("[0-9]{2}"),
                      List.of("01", "79"))),
              new PromisedColumn(
                  "nam",
                  Optional.of(ColumnType.YEAR),
                  true,
                  false,
                  Optional.empty(),
                  Optional.empty()),
              new PromisedColumn(
                      "quy",
                      Optional.of(ColumnType.YEAR_QUARTER),
                      false,
                      true,
                      Optional.empty(),
                      Optional.empty())
                  .within(
                      new Limits(
                          Optional.of(new Bound("2020-Q1", true)),
                          Optional.empty(),
                          OptionalInt.empty(),
                          OptionalInt.empty(),
                          Optional.empty(),
                          List.of()))),
          List.of("ma_tinh", "nam"),
          List.of(new Reference(List.of("ma_tinh"), "tinh", List.of("ma"))),
          List.of(
              new PromisedRule("COM-08", Map.of("minimum", List.of("34"))),
              new PromisedRule("COM-09", Map.of("columns", List.of("ma_tinh", "nam")))),
          List.of(
              new PromisedQuery(
                  List.of("dan_so"),
                  "SELECT count(*) FROM dan_so",
                  Comparison.BE,
                  List.of("34"),
                  Optional.empty())),
          List.of());

  private static Contract read(String text) {
    return ((Read) ContractFile.read(text, "dan_so")).contract();
  }

  @Test
  void anOpenDataContractUsesTheWordsOfTheStandard() throws IOException {
    ContractText written = ContractText.write(CONTRACT, ContractForm.ODCS, HEADING);

    assertThat(written.unsaid()).isEmpty();
    assertThat(written.text())
        .startsWith("apiVersion: v3.1.0\nkind: DataContract\n")
        .contains("status: proposed", "chỉ là đề nghị", "only proposed")
        .contains("validValues:\n", "- '01'", "format: yyyy\n", "metric: rowCount")
        .contains("- dan_so.ma_tinh", "- tinh.ma");
    assertThat(read(written.text())).isEqualTo(CONTRACT);
  }

  @Test
  void whatATableSchemaHasNoWordsForIsNamed() throws IOException {
    ContractText written = ContractText.write(CONTRACT, ContractForm.TABLE_SCHEMA, HEADING);

    assertThat(written.unsaid())
        .extracting(Message::en)
        .containsExactly(
            "Table Schema cannot say: column \"quy\": the type year-quarter",
            "Table Schema cannot say: column \"quy\": minimum 2020-Q1",
            "Table Schema cannot say: the query SELECT count(*) FROM dan_so");
    assertThat(written.unsaid().getFirst().vi())
        .isEqualTo("Table Schema không nói được: cột \"quy\": kiểu year-quarter");
    JsonNode schema = Json.mapper().readTree(written.text());
    assertThat(schema.at("/$schema").asText()).endsWith("/2.0/tableschema.json");
    assertThat(schema.at("/fields/0/constraints/enum/0").asText()).isEqualTo("01");
    assertThat(schema.at("/foreignKeys/0/reference/resource").asText()).isEqualTo("tinh");
  }

  @Test
  void csvwDescribesEveryTableThatIsReferredTo() throws IOException {
    ContractText written = ContractText.write(CONTRACT, ContractForm.CSVW, HEADING);

    assertThat(written.unsaid())
        .extracting(Message::en)
        .contains("CSVW cannot say: column \"ma_tinh\": the values 01, 79")
        .contains("CSVW cannot say: column \"quy\": unique values");
    JsonNode group = Json.mapper().readTree(written.text());
    assertThat(group.at("/@context").asText()).isEqualTo("http://www.w3.org/ns/csvw");
    JsonNode table = group.at("/tables/0");
    assertThat(table.at("/url").asText()).isEqualTo("dan_so.csv");
    assertThat(table.at("/tableSchema/columns/0/titles").asText()).isEqualTo("Mã tỉnh");
    assertThat(table.at("/tableSchema/columns/1/datatype").asText()).isEqualTo("gYear");
    assertThat(group.at("/tables/1/url").asText()).isEqualTo("tinh.csv");
    assertThat(group.at("/tables/1/tableSchema/columns/0/name").asText()).isEqualTo("ma");
    assertThat(read(written.text()).rules()).isEqualTo(CONTRACT.rules());
  }

  @ParameterizedTest
  @EnumSource(ContractForm.class)
  void promisesInWordsAreNamedWhereTheyCannotBeCarriedOver(ContractForm form) {
    var contract =
        new Contract(
            CONTRACT.columns(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Message("ở /x: do người xác nhận", "at /x: confirmed by a person")));

    assertThat(ContractText.write(contract, form, HEADING).unsaid())
        .extracting(Message::en)
        .contains("Not carried over: at /x: confirmed by a person");
  }

  @Test
  void otherReadersOfYamlFindTextsWhereTextsStand() {
    var names = List.of("01", "no", "2024-01-31", "1_000", "12:30", "~", "null", "3.0", ".5", "=");
    var contract =
        new Contract(
            names.stream()
                .map(
                    name ->
                        new PromisedColumn(
                            name,
                            Optional.empty(),
                            false,
                            false,
                            Optional.empty(),
                            Optional.empty()))
                .toList(),
            List.of());

    assertThat(ContractText.write(contract, ContractForm.ODCS, HEADING).text().lines())
        .filteredOn(line -> line.contains("- name:"))
        .hasSize(names.size() + 1)
        .allMatch(line -> line.endsWith("'") || line.endsWith("dan_so"));
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy, YEAR",
    "yyyy-MM, YEAR_MONTH",
    "yyyy-'Q'Q, YEAR_QUARTER",
    "QQQ yyyy, YEAR_QUARTER",
    "dd/MM/yyyy, DATE",
    "yyyy-DDD, DATE",
    "MM, DATE",
  })
  void datesWithoutDaysAreYearsQuartersOrMonths(String format, ColumnType type) {
    Contract contract =
        read(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: x
            version: 1.0.0
            status: active
            schema:
            - name: dan_so
              properties:
              - name: ky
                logicalType: date
                logicalTypeOptions: {format: "%s"}
            """
                .formatted(format));

    assertThat(contract.columns().getFirst().type()).contains(type);
  }

  @Test
  void aReferenceToItsOwnTableByNameIsOneToTheSameTable() {
    Contract contract =
        read(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: x
            version: 1.0.0
            status: active
            schema:
            - name: dan_so
              properties:
              - name: ma
              - name: ma_cha
                relationships: [{to: dan_so.ma}]
            """);

    assertThat(contract.references())
        .containsExactly(new Reference(List.of("ma_cha"), "", List.of("ma")));
  }

  @Test
  void twoChecksOfOneColumnAreBothKept() {
    Contract contract =
        read(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: x
            version: 1.0.0
            status: active
            schema:
            - name: dan_so
              properties:
              - name: vung
                quality:
                - metric: invalidValues
                  arguments: {validValues: [Bắc, Nam]}
                  mustBe: 0
                - metric: invalidValues
                  arguments: {pattern: "[A-Z].*"}
                  mustBe: 0
            """);

    Limits limits = contract.columns().getFirst().limits();
    assertThat(limits.values()).containsExactly("Bắc", "Nam");
    assertThat(limits.pattern()).contains("[A-Z].*");
  }

  @Test
  void aContractInAnotherFormKeepsItsIdAndVersion() {
    String odcs = ContractText.write(CONTRACT, ContractForm.ODCS, HEADING).text();

    assertThat(ContractHeading.of(odcs, "dan_so")).isEqualTo(HEADING);
    assertThat(ContractHeading.of("{\"fields\": []}", "x").status()).isEqualTo("draft");
  }
}
