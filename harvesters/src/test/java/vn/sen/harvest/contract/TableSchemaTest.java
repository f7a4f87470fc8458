package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractReading.Invalid;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;

class TableSchemaTest {
  private static final String SCHEMA =
      """
      {"fields": [
        {"name": "ma_tinh", "type": "string", "title": "Mã tỉnh", "constraints": {"required": true}},
        {"name": "nam", "type": "year"},
        {"name": "dan_so", "type": "integer", "description": "Người", "constraints": {"unique": true}},
        {"name": "ghi_chu"}],
       "primaryKey": ["ma_tinh", "nam"]}\
      """;

  @Test
  void aTableSchemaBecomesAContract() {
    Contract contract = ((Read) read(SCHEMA)).contract();

    assertThat(contract.primaryKey()).containsExactly("ma_tinh", "nam");
    assertThat(contract.columns()).hasSize(4);
    assertThat(contract.columns().get(0).required()).isTrue();
    assertThat(contract.columns().get(1).type()).contains(ColumnType.YEAR);
    assertThat(contract.columns().get(2).unique()).isTrue();
    assertThat(contract.columns().get(2).description()).contains("Người");
    assertThat(contract.columns().get(3).type()).isEmpty();
    assertThat(Json.read(Json.write(contract), Contract.class)).isEqualTo(contract);
  }

  @Test
  void aColumnIsFoundByItsNameOrItsHeader() {
    Contract contract = ((Read) read(SCHEMA)).contract();

    assertThat(contract.find(new Column("dan_so", "Dân số", ColumnType.INTEGER))).isPresent();
    assertThat(contract.find(new Column("c3", "DAN_SO ", ColumnType.INTEGER))).isPresent();
    assertThat(contract.find(new Column("dien_tich", "", ColumnType.INTEGER))).isEmpty();
  }

  @Test
  void aResourceWithItsSchemaInsideIsReadToo() {
    assertThat(read("{\"name\": \"x\", \"schema\": " + SCHEMA + "}")).isInstanceOf(Read.class);
  }

  @Test
  void limitsReferencesAndRulesAreRead() {
    Contract contract =
        ((Read)
                read(
                    """
                    {"fields": [
                      {"name": "ma", "constraints":
                        {"minLength": 2, "maxLength": 5, "pattern": "[0-9]+", "enum": ["01", "02"]}},
                      {"name": "ten"},
                      {"name": "so", "type": "number", "constraints":
                        {"minimum": 0.5, "exclusiveMaximum": "100"}}],
                     "foreignKeys": [{"fields": "ma", "reference":
                       {"resource": "tinh", "fields": ["ma_tinh"]}}],
                     "sen:rules": [{"rule": "ACC-10", "determinant": ["ma"], "dependent": "ten"}]}\
                    """))
            .contract();

    Limits code = contract.columns().getFirst().limits();
    assertThat(code.minimumLength()).hasValue(2);
    assertThat(code.maximumLength()).hasValue(5);
    assertThat(code.pattern()).contains("[0-9]+");
    assertThat(code.values()).containsExactly("01", "02");
    assertThat(contract.columns().get(1).limits()).isEqualTo(Limits.NONE);
    assertThat(contract.columns().get(2).limits().minimum()).contains(new Bound("0.5", true));
    assertThat(contract.columns().get(2).limits().maximum()).contains(new Bound("100", false));
    assertThat(contract.references())
        .containsExactly(new Reference(List.of("ma"), "tinh", List.of("ma_tinh")));
    assertThat(contract.rules("ACC-10").getFirst().parameter("dependent")).containsExactly("ten");
    assertThat(Json.read(Json.write(contract), Contract.class)).isEqualTo(contract);
  }

  @Test
  void aSingleNameIsAPrimaryKey() {
    Contract contract =
        ((Read) read("{\"fields\": [{\"name\": \"a\"}], \"primaryKey\": \"a\"}")).contract();

    assertThat(contract.primaryKey()).isEqualTo(List.of("a"));
    assertThat(contract.columns().getFirst().title()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /fields",
        "{\"fields\": []} | /fields",
        "{\"fields\": [1]} | /fields/0",
        "{\"fields\": [{\"type\": \"string\"}]} | /fields/0/name",
        "{\"fields\": [{\"name\": \"a\", \"type\": \"money\"}]} | /fields/0/type",
        "{\"fields\": [{\"name\": \"a\"}, {\"name\": \"a\"}]} | /fields/1/name",
        "{\"fields\": [{\"name\": \"a\", \"constraints\": {\"required\": \"yes\"}}]} |"
            + " /fields/0/constraints/required",
        "{\"fields\": [{\"name\": \"a\", \"constraints\": 1}]} | /fields/0/constraints",
        "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\", \"constraints\": {\"minimum\":"
            + " \"abc\"}}]} | /fields/0/constraints/minimum",
        "{\"fields\": [{\"name\": \"a\", \"type\": \"date\", \"constraints\": {\"maximum\":"
            + " \"31/12/2026\"}}]} | /fields/0/constraints/maximum",
        "{\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"constraints\": {\"minimum\": 10,"
            + " \"maximum\": 9}}]} | /fields/0/constraints",
        "{\"fields\": [{\"name\": \"a\", \"constraints\": {\"minLength\": 3, \"maxLength\": 2}}]} |"
            + " /fields/0/constraints",
        "{\"fields\": [{\"name\": \"a\"}], \"primaryKey\": \"b\"} | /primaryKey",
        "{\"schema\": {\"fields\": [{\"name\": \"\"}]}} | /schema/fields/0/name",
      })
  void aFaultSaysWhereItIs(String json, String where) {
    List<Fault> faults = ((Invalid) read(json)).faults();

    assertThat(faults).extracting(Fault::where).contains(where);
    assertThat(faults).allSatisfy(f -> assertThat(f.why().vi()).isNotBlank());
  }

  @Test
  void textThatIsNoJsonSaysAtWhichLine() {
    Fault fault = ((Invalid) read("{\"fields\":\n [}")).faults().getFirst();

    assertThat(fault.where()).startsWith("line 2");
  }

  private static ContractReading read(String json) {
    return ContractFile.read(json, "");
  }
}
