package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractReading.Invalid;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Json;

class DataPackageTest {
  private static final String PACKAGE =
      """
      {"name": "dan-cu", "resources": [
        {"name": "tinh", "data": [["ma", "ten"], ["01", "Hà Nội"], [79, null]]},
        {"name": "vung", "data": [{"ma": "B"}, {"ma": "N", "ten": "Nam"}]},
        {"name": "ky", "path": "ky.csv"},
        {"name": "dan-so", "path": "data/dan_so.csv", "bytes": 120, "rows": 3,
         "hash": "SHA256:ABCD",
         "sen:rules": [{"rule": "COM-08", "minimum": 2}],
         "schema": {
           "fieldsMatch": ["subset"],
           "fields": [{"name": "ma"}, {"name": "cha"}, {"name": "vung"}, {"name": "ky"},
             {"name": "so", "type": "integer"}],
           "primaryKey": "ma",
           "foreignKeys": [
             {"fields": "ma", "reference": {"resource": "tinh", "fields": "ma"}},
             {"fields": "cha", "reference": {"resource": "dan-so", "fields": "ma"}},
             {"fields": "vung", "reference": {"resource": "vung", "fields": "ma"}},
             {"fields": "ky", "reference": {"resource": "ky", "fields": "ma"}}],
           "sen:rules": [{"rule": "ACC-05", "formula": "so >= 0"}]}}]}\
      """;

  private static Contract contract(String table) {
    return ((Read) ContractFile.read(PACKAGE, table)).contract();
  }

  @Test
  void ofSeveralResourcesTheOneCalledLikeTheFileIsTaken() {
    Contract contract = contract("dan_so");

    assertThat(contract.columns())
        .extracting(PromisedColumn::name)
        .containsExactly("ma", "cha", "vung", "ky", "so");
    assertThat(contract.columns().getLast().type()).contains(ColumnType.INTEGER);
    assertThat(contract.primaryKey()).containsExactly("ma");
    assertThat(contract.match()).isEqualTo(FieldsMatch.SUBSET);
    assertThat(contract.file())
        .isEqualTo(
            new PromisedFile(
                OptionalLong.of(120),
                Optional.of(new Checksum("SHA256", "abcd")),
                OptionalLong.of(3)));
    assertThat(contract.rules("ACC-05")).hasSize(1);
    assertThat(contract.rules("COM-08")).hasSize(1);
    assertThat(contract("DAN-SO")).isEqualTo(contract);
    assertThat(contract("tinh").columns()).isEmpty();
    assertThat(Json.read(Json.write(contract), Contract.class)).isEqualTo(contract);
  }

  @Test
  void referencesGoToItselfToDataInThePackageAndToFilesBesideIt() {
    Contract contract = contract("dan-so");

    assertThat(contract.references())
        .containsExactly(
            new Reference(List.of("ma"), "tinh", List.of("ma")),
            new Reference(List.of("cha"), "", List.of("ma")),
            new Reference(List.of("vung"), "vung", List.of("ma")),
            new Reference(List.of("ky"), "ky", List.of("ma")));
    assertThat(contract.others())
        .containsExactly(
            new OtherTable(
                "tinh",
                Optional.empty(),
                List.of("ma", "ten"),
                List.of(List.of("01", "Hà Nội"), List.of("79", ""))),
            new OtherTable(
                "vung",
                Optional.empty(),
                List.of("ma", "ten"),
                List.of(List.of("B", ""), List.of("N", "Nam"))),
            new OtherTable("ky", Optional.of("ky.csv"), List.of(), List.of()));
    assertThat(contract.others().getFirst().isInline()).isTrue();
    assertThat(contract.others().getLast().isInline()).isFalse();
  }

  @Test
  void whatIsNotHeldIsSaid() {
    Contract contract =
        ((Read)
                ContractFile.read(
                    "{\"resources\": [{\"name\": \"a\", \"path\": [\"1.csv\", \"2.csv\"],"
                        + " \"schema\": \"a.schema.json\"}]}",
                    "x"))
            .contract();

    assertThat(contract.unheld()).hasSize(2);
    assertThat(contract.unheld().getFirst().en()).contains("a.schema.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"resources\": []} | /resources",
        "{\"resources\": [{\"name\": \"a\"}]} | /resources/0",
        "{\"resources\": [{\"path\": \"a.csv\"}]} | /resources/0/name",
        "{\"path\": \"a.csv\"} | /name",
        "{\"name\": \"a\", \"data\": \"x\"} | /data",
        "{\"name\": \"a\", \"data\": [[\"h\"], [1], \"bad\"]} | /data/2",
        "{\"name\": \"a\", \"path\": \"a.csv\", \"bytes\": -1} | /bytes",
        "{\"name\": \"a\", \"path\": \"a.csv\", \"rows\": 1.5} | /rows",
        "{\"name\": \"a\", \"path\": \"a.csv\", \"hash\": \"md5:\"} | /hash",
        "{\"name\": \"a\", \"path\": \"a.csv\", \"schema\": {\"fields\": [{\"name\": \"\"}]}} |"
            + " /schema/fields/0/name",
        "{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\"}, {\"name\": \"b\", \"path\":"
            + " \"b.csv\"}]} | /resources",
        "{\"name\": \"a\", \"path\": \"a.csv\", \"schema\": {\"fields\": [{\"name\": \"f\"}],"
            + " \"foreignKeys\": [{\"fields\": \"f\", \"reference\": {\"resource\": \"b\","
            + " \"fields\": \"g\"}}]}} | /schema/foreignKeys",
        "{\"fields\": [{\"name\": \"a\"}, {\"name\": \"A\"}], \"fieldsMatch\": \"partial\"} |"
            + " /fields/1/name",
        "{\"fields\": [{\"name\": \"a\"}], \"fieldsMatch\": \"some\"} | /fieldsMatch",
        "{\"fields\": [{\"name\": \"a\"}], \"sen:rules\": [{\"rule\": \"ACC-05\", \"formula\":"
            + " \"a >\"}]} | /sen:rules/0/formula",
        "{\"fields\": [{\"name\": \"a\"}], \"sen:rules\": [{\"rule\": \"ACC-09\", \"average\":"
            + " \"bad\"}]} | /sen:rules/0/average",
        "{\"fields\": [{\"name\": \"a\"}], \"sen:rules\": [{\"rule\": \"COM-12\", \"exactly\":"
            + " \"two\"}]} | /sen:rules/0/exactly",
      })
  void aFaultSaysWhereItIs(String json, String where) {
    List<Fault> faults = ((Invalid) ContractFile.read(json, "x")).faults();

    assertThat(faults).extracting(Fault::where).contains(where);
    assertThat(faults).allSatisfy(f -> assertThat(f.why().vi()).isNotBlank());
  }
}
