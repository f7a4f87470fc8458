package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractReading.Invalid;
import vn.sen.harvest.contract.ContractReading.Read;

/** Each part of a contract broken in one way: the place and the reason are said. */
class OpenDataContractShapeTest {
  private static final String SOUND =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: dan-so
      name: Dân số
      version: 1.0.0
      status: active
      tags: [a]
      description: {purpose: x, limitations: y}
      servers:
      - {server: local, type: local, path: ./x.csv, format: csv}
      team:
        name: nhóm
        members:
        - {username: an, role: owner}
      roles:
      - {role: reader, access: read}
      support:
      - {channel: thư, url: mailto:x}
      price: {priceAmount: 0, priceCurrency: VND, priceUnit: lần}
      slaProperties:
      - {property: latency, value: 4, unit: d}
      customProperties:
      - {property: x, value: [1]}
      schema:
      - name: dan_so
        logicalType: object
        physicalName: dan_so
        tags: [a]
        properties:
        - name: ma
          logicalType: string
          primaryKey: true
          primaryKeyPosition: 1
          classification: public
          examples: [1, a]
          quality:
          - {metric: nullValues, mustBe: 0, dimension: completeness, severity: error}
        relationships:
        - {type: foreignKey, from: [dan_so.ma], to: [tinh.ma]}
        quality:
        - {type: sql, query: SELECT 1, mustBeBetween: [0, 2]}
      """;

  private static ContractReading read(String text) {
    return ContractFile.read(text, "dan_so");
  }

  @Test
  void everyPartOfAContractIsTakenAsTheStandardHasIt() {
    assertThat(read(SOUND)).isInstanceOf(Read.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "apiVersion: v3.1.0 | apiVersion: v3.x | /apiVersion | v3.x",
        "apiVersion: v3.1.0 | apiVersion: v4.0.0 | /apiVersion | version 3",
        "apiVersion: v3.1.0 | tenant: x | /apiVersion | missing",
        "kind: DataContract | kind: Contract | /kind | DataContract",
        "id: dan-so | domain: x | /id | missing",
        "version: 1.0.0 | version: 1.0 | /version | a text",
        "status: active | status: [active] | /status | a text",
        "tags: [a] | tags: a | /tags | an array",
        "purpose: x | aim: x | /description/aim | no \"aim\" here",
        "description: {purpose: x, limitations: y} | description: x | /description | an object",
        "server: local, | name: local, | /servers/0/server | missing",
        "username: an, | name: an, | /team/members/0/username | missing",
        "role: reader, | role: 5, | /roles/0/role | a text",
        "channel: thư, | kanal: thư, | /support/0/channel | missing",
        "priceAmount: 0 | priceAmount: free | /price/priceAmount | a number",
        "value: 4 | value: {a: 4} | /slaProperties/0/value | a single value",
        "- {property: x, value: [1]} | - {property: x} | /customProperties/0/value | missing",
        "logicalType: object | logicalType: table | /schema/0/logicalType | one of: object",
        "physicalName: dan_so | physicalName: 5 | /schema/0/physicalName | a text",
        "logicalType: string | logicalType: text | /schema/0/properties/0/logicalType | no type",
        "primaryKey: true | primaryKey: yes | /schema/0/properties/0/primaryKey | true or false",
        "primaryKeyPosition: 1 | primaryKeyPosition: first |"
            + " /schema/0/properties/0/primaryKeyPosition | a whole number",
        "classification: public | classified: true | /schema/0/properties/0/classified | no"
            + " \"classified\"",
        "dimension: completeness | dimension: full | /schema/0/properties/0/quality/0/dimension |"
            + " one of: accuracy",
        "severity: error | level: error | /schema/0/properties/0/quality/0/level | no \"level\"",
        "to: [tinh.ma] | into: [tinh.ma] | /schema/0/relationships/0/to | missing",
        "type: foreignKey | type: key | /schema/0/relationships/0/type | one of: foreignKey",
        "mustBeBetween: [0, 2] | mustBeBetween: [0, x] | /schema/0/quality/0/mustBeBetween/1 | a"
            + " number",
        "mustBeBetween: [0, 2] | mustBeLessThan: x | /schema/0/quality/0/mustBeLessThan | a number",
        "query: SELECT 1 | query: 1 | /schema/0/quality/0/query | a text",
      })
  void eachFaultIsSaidWithItsPlaceAndReason(String sound, String broken, String where, String why) {
    assertThat(SOUND).contains(sound);

    ContractReading reading = read(SOUND.replaceFirst("\\Q" + sound + "\\E", broken));

    List<Fault> faults = ((Invalid) reading).faults();
    assertThat(faults).anyMatch(f -> f.where().equals(where) && f.why().en().contains(why));
    assertThat(faults).allMatch(fault -> !fault.why().vi().isBlank());
    assertThat(faults).doesNotHaveDuplicates();
  }

  @Test
  void everyFaultIsSaidAtOnce() {
    Invalid invalid =
        (Invalid)
            read(SOUND.replace("status: active", "status: 1").replace("role: reader", "x: y"));

    assertThat(invalid.faults())
        .extracting(Fault::where)
        .contains("/status", "/roles/0/role", "/roles/0/x");
  }
}
