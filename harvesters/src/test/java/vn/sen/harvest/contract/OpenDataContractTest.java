package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractReading.Invalid;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;

class OpenDataContractTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: dan-so
      version: 1.0.0
      status: active
      schema:
      - name: dan_so
        properties:
        - name: nam
          logicalType: date
          primaryKey: true
          primaryKeyPosition: 2
          logicalTypeOptions: {minimum: 2020-01-01, exclusiveMaximum: "2030-01-01"}
        - name: ma_tinh
          businessName: Mã tỉnh
          description: Mã của Tổng cục Thống kê
          logicalType: string
          primaryKey: true
          primaryKeyPosition: 1
          required: true
          logicalTypeOptions: {minLength: 2, maxLength: 2, pattern: "[0-9]{2}"}
          relationships:
          - to: tinh.ma
        - name: vung
          logicalType: string
          quality:
          - metric: invalidValues
            arguments: {validValues: [Bắc, Trung, Nam]}
            mustBe: 0
          - metric: nullValues
            mustBe: 0
        - name: ghi_chu
          logicalType: array
          unique: true
        relationships:
        - from: [dan_so.ma_tinh, dan_so.nam]
          to: [nam_tinh.ma, nam_tinh.nam]
        quality:
        - type: custom
          engine: sen
          implementation: {rule: ACC-10, determinant: [ma_tinh], dependent: [vung]}
        - metric: rowCount
          mustBeGreaterThan: 33
        - metric: duplicateValues
          arguments: {properties: [vung, nam]}
          mustBe: 0
        - type: sql
          query: SELECT count(*) FROM dan_so
          mustBe: 34
        - type: text
          description: Do người phụ trách xác nhận
      """;

  private static ContractReading read(String text) {
    return ContractFile.read(text, "dan_so");
  }

  private static Contract contract(String text) {
    return ((Read) read(text)).contract();
  }

  @Test
  void everythingPromisedOfTheTableIsTaken() {
    Contract contract = contract(CONTRACT);

    assertThat(contract.primaryKey()).containsExactly("ma_tinh", "nam");
    PromisedColumn year = contract.columns().get(0);
    assertThat(year.type()).contains(ColumnType.DATE);
    assertThat(year.limits().minimum()).contains(new Bound("2020-01-01", true));
    assertThat(year.limits().maximum()).contains(new Bound("2030-01-01", false));
    PromisedColumn code = contract.columns().get(1);
    assertThat(code.required()).isTrue();
    assertThat(code.title()).contains("Mã tỉnh");
    assertThat(code.limits().minimumLength()).isEqualTo(OptionalInt.of(2));
    assertThat(code.limits().pattern()).contains("[0-9]{2}");
    PromisedColumn region = contract.columns().get(2);
    assertThat(region.limits().values()).containsExactly("Bắc", "Trung", "Nam");
    assertThat(region.required()).isTrue();
    assertThat(contract.columns().get(3).type()).isEqualTo(Optional.empty());
    assertThat(contract.columns().get(3).unique()).isTrue();
    assertThat(contract.references())
        .containsExactly(
            new Reference(List.of("ma_tinh"), "tinh", List.of("ma")),
            new Reference(List.of("ma_tinh", "nam"), "nam_tinh", List.of("ma", "nam")));
    assertThat(contract.rules())
        .containsExactly(
            new PromisedRule(
                "ACC-10", Map.of("determinant", List.of("ma_tinh"), "dependent", List.of("vung"))),
            new PromisedRule("COM-08", Map.of("minimum", List.of("34"))),
            new PromisedRule("CLN-07", Map.of("columns", List.of("vung", "nam"))));
    assertThat(contract.queries())
        .containsExactly(
            new PromisedQuery(
                List.of("dan_so"),
                "SELECT count(*) FROM dan_so",
                Comparison.BE,
                List.of("34"),
                Optional.empty()));
    assertThat(contract.unheld())
        .singleElement()
        .satisfies(promise -> assertThat(promise.en()).contains("Do người phụ trách xác nhận"));
    assertThat(Json.read(Json.write(contract), Contract.class)).isEqualTo(contract);
  }

  @Test
  void ofSeveralTablesTheOneOfThatNameIsTaken() {
    String several = CONTRACT + "- name: khac\n  properties: [{name: a}]\n";

    assertThat(((Read) ContractFile.read(several, "KHAC")).contract().columns())
        .extracting(PromisedColumn::name)
        .containsExactly("a");
    assertThat(((Invalid) ContractFile.read(several, "x")).faults().getFirst().why().en())
        .contains("dan_so, khac");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: DataContract | kind: Contract | /kind",
        "id: dan-so | x: 1 | /id",
        "apiVersion: v3.1.0 | apiVersion: v2.2.2 | /apiVersion",
        "version: 1.0.0 | version: 1.0.0\\nfoo: 1 | /foo",
        "logicalType: date | logicalType: day | /schema/0/properties/0/logicalType",
        "required: true | required: yes | /schema/0/properties/1/required",
        "minLength: 2 | minLength: -2 | /schema/0/properties/1/logicalTypeOptions/minLength",
        "minLength: 2 | shortest: 2 | /schema/0/properties/1/logicalTypeOptions/shortest",
        "'[0-9]{2}' | '[0-9' | /schema/0/properties/1/logicalTypeOptions/pattern",
        "name: vung | name: ma_tinh | /schema/0/properties/2/name",
        "name: vung | title: vung | /schema/0/properties/2/name",
        "rule: ACC-10 | rule: ACC-99 | /schema/0/quality/0/implementation/rule",
        "type: sql | type: prose | /schema/0/quality/3/type",
        "to: tinh.ma | to: [a.b, a.c] | /schema/0/properties/1/relationships/0",
      })
  void aFaultSaysWhereItIs(String before, String after, String where) {
    String mended = CONTRACT.replace("\"[0-9]{2}\"", "'[0-9]{2}'");
    assertThat(mended).contains(before);

    ContractReading reading = read(mended.replace(before, after.replace("\\n", "\n")));

    assertThat(((Invalid) reading).faults()).extracting(Fault::where).contains(where);
  }

  @Test
  void whatIsNoYamlSaysTheLine() {
    Fault fault = ((Invalid) read("a: 1\nb: [\n")).faults().getFirst();

    assertThat(fault.where()).startsWith("line 3");
    assertThat(read("")).isInstanceOf(Invalid.class);
    assertThat(read("- a\n- b\n")).isInstanceOf(Invalid.class);
    assertThat(read("a: &a [1]\nb: " + "[*a,*a,*a]".repeat(1))).isInstanceOf(Invalid.class);
    assertThat(read("&a [*a]")).isInstanceOf(Invalid.class);
    assertThat(read("[".repeat(100_000))).isInstanceOf(Invalid.class);
    assertThat(read("a:\n " + "- ".repeat(20_000))).isInstanceOf(Invalid.class);
  }

  @Test
  void aJsonContractIsReadAsTheSameOne() {
    String json =
        "{\"apiVersion\": \"v3.0.2\", \"kind\": \"DataContract\", \"id\": \"x\", \"version\":"
            + " \"1\", \"status\": \"draft\", \"schema\": [{\"name\": \"t\", \"properties\":"
            + " [{\"name\": \"a\", \"logicalType\": \"integer\"}]}]}";

    assertThat(contract(json).columns().getFirst().type()).contains(ColumnType.INTEGER);
  }

  @Test
  void theStandardsOwnExamplesAreRead() throws IOException {
    Path examples = SharedCorpus.require("corpus/quality/odcs/docs/examples");
    try (var files = Files.walk(examples)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        ContractReading reading = ContractFile.read(text, "t");
        if (text.contains("properties:\n")) {
          assertThat(reading).as(file.toString()).isInstanceOf(Read.class);
        } else if (reading instanceof Invalid(List<Fault> faults)) {
          // Those that are about no table are no contracts of one.
          assertThat(faults).as(file.toString()).extracting(Fault::where).containsOnly("/schema");
        }
      }
    }
  }
}
