package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractReading.Invalid;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.ColumnType;

class CsvwMetadataTest {
  private static final String METADATA =
      """
      {"@context": "http://www.w3.org/ns/csvw", "tables": [
        {"url": "data/tinh.csv", "tableSchema": {
          "columns": [
            {"name": "ma", "titles": {"vi": ["Mã tỉnh", "Mã"]}, "required": true,
             "datatype": {"base": "string", "format": "[0-9]{2}", "length": 2}},
            {"name": "dan_so", "titles": "Dân số", "datatype": "nonNegativeInteger"},
            {"name": "ty_le", "datatype": {"base": "decimal", "minExclusive": 0, "maximum": 100}},
            {"name": "vung", "titles": ["Vùng"]},
            {"name": "iri", "virtual": true}],
          "primaryKey": "ma",
          "foreignKeys": [{"columnReference": "vung",
                           "reference": {"resource": "vung.csv", "columnReference": "ten"}}]}},
        {"url": "vung.csv", "tableSchema": {"columns": [{"titles": "ten"}]}}]}\
      """;

  @Test
  void aTableOfTheGroupBecomesAContractWhoseColumnsAreCalledAsTheirHeaders() {
    Contract contract = ((Read) ContractFile.read(METADATA, "tinh")).contract();

    assertThat(contract.columns())
        .extracting(Contract.PromisedColumn::name)
        .containsExactly("Mã tỉnh", "Dân số", "ty_le", "Vùng");
    assertThat(contract.primaryKey()).containsExactly("Mã tỉnh");
    assertThat(contract.columns().get(0).required()).isTrue();
    assertThat(contract.columns().get(0).limits().pattern()).contains("[0-9]{2}");
    assertThat(contract.columns().get(0).limits().maximumLength()).hasValue(2);
    assertThat(contract.columns().get(1).type()).contains(ColumnType.INTEGER);
    assertThat(contract.columns().get(1).limits().minimum()).contains(new Bound("0", true));
    assertThat(contract.columns().get(2).limits().minimum()).contains(new Bound("0", false));
    assertThat(contract.columns().get(2).limits().maximum()).contains(new Bound("100", true));
    assertThat(contract.references())
        .containsExactly(new Reference(List.of("Vùng"), "vung", List.of("ten")));
  }

  @Test
  void faultsSayWhereTheyAre() {
    assertThat(ContractFile.read(METADATA, "khac"))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> assertThat(invalid.faults()).extracting(Fault::where).contains("/tables"));
    ContractReading reading =
        ContractFile.read(
            METADATA
                .replace("\"primaryKey\": \"ma\"", "\"primaryKey\": \"x\"")
                .replace("\"nonNegativeInteger\"", "\"number?\"")
                .replace("\"name\": \"vung\", \"titles\": [\"Vùng\"]", "\"lang\": \"vi\""),
            "tinh");
    assertThat(((Invalid) reading).faults())
        .extracting(Fault::where)
        .contains(
            "/tables/0/tableSchema/primaryKey",
            "/tables/0/tableSchema/columns/1/datatype",
            "/tables/0/tableSchema/columns/3");
  }
}
