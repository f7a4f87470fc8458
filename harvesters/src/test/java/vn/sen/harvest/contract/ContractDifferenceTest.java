package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.ContractChange.Aspect;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractChange.OfColumn;
import vn.sen.harvest.contract.ContractReading.Read;
import vn.sen.vocab.ColumnType;

class ContractDifferenceTest {

  private static List<ContractChange> between(String before, String after) {
    return ContractDifference.between(read(before), read(after));
  }

  private static Contract read(String schema) {
    return ((Read) ContractFile.read(schema, "t")).contract();
  }

  /** A Table Schema of one column of numbers. */
  private static String numbers(String constraints) {
    return """
    {"fields": [{"name": "gia", "type": "number", "constraints": {%s}}]}
    """
        .formatted(constraints);
  }

  private static String columns(String... names) {
    return Arrays.stream(names)
        .map(name -> "{\"name\": \"%s\", \"type\": \"string\"}".formatted(name))
        .collect(java.util.stream.Collectors.joining(",", "{\"fields\": [", "]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"maximum\": 100 | \"maximum\": 1000 | MAXIMUM | LOOSENED",
        "\"maximum\": 100 | \"maximum\": 20 | MAXIMUM | TIGHTENED",
        "\"minimum\": 0 | `` | MINIMUM | LOOSENED",
        "\"minimum\": 9 | \"minimum\": 10 | MINIMUM | TIGHTENED",
        "\"minimum\": 9 | \"exclusiveMinimum\": 9 | MINIMUM | TIGHTENED",
        "\"required\": true | \"required\": false | REQUIRED | LOOSENED",
        "`` | \"unique\": true | UNIQUE | TIGHTENED",
        "\"minLength\": 2 | \"minLength\": 1 | MINIMUM_LENGTH | LOOSENED",
        "\"maxLength\": 2 | `` | MAXIMUM_LENGTH | LOOSENED",
        "\"pattern\": \"a\" | \"pattern\": \"b\" | PATTERN | CHANGED",
        "\"enum\": [\"1\"] | \"enum\": [\"1\", \"2\"] | VALUES | LOOSENED",
        "\"enum\": [\"1\", \"2\"] | \"enum\": [\"2\"] | VALUES | TIGHTENED",
        "\"enum\": [\"1\", \"2\"] | `` | VALUES | LOOSENED",
      })
  void eachLimitIsTightenedOrLoosened(String before, String after, Aspect aspect, Kind kind) {
    List<ContractChange> changes = between(numbers(before), numbers(after));

    assertThat(changes).hasSize(1);
    OfColumn change = (OfColumn) changes.getFirst();
    assertThat(change.aspect()).isEqualTo(aspect);
    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.breaksConsumers()).isEqualTo(kind != Kind.TIGHTENED);
    assertThat(change.message().vi()).contains("gia", "trước", "nay");
    assertThat(change.message().en()).contains("gia").containsAnyOf("was", "could");
  }

  @Test
  void limitsThatAreTheSameNumberAreTheSameLimit() {
    assertThat(between(numbers("\"minimum\": 1"), numbers("\"minimum\": \"1.0\""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "integer, number, LOOSENED",
    "number, integer, TIGHTENED",
    "date, string, LOOSENED",
    "date, datetime, CHANGED",
    "string, any, LOOSENED",
  })
  void anotherTypeBreaksThoseWhoRead(String before, String after, Kind kind) {
    String schema = "{\"fields\": [{\"name\": \"x\", \"type\": \"%s\"}]}";

    ContractChange change = between(schema.formatted(before), schema.formatted(after)).getFirst();

    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.breaksConsumers()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "đồng, triệu đồng, CHANGED, true",
    "'', đồng, TIGHTENED, false",
    "đồng, '', LOOSENED, true"
  })
  void aNumberInAnotherUnitIsAnotherNumber(String before, String after, Kind kind, boolean breaks) {
    String schema = "{\"fields\": [{\"name\": \"x\", \"unit\": \"%s\"}]}";

    List<ContractChange> changes = between(schema.formatted(before), schema.formatted(after));

    assertThat(changes).extracting(ContractChange::kind).containsExactly(kind);
    assertThat(changes.getFirst().breaksConsumers()).isEqualTo(breaks);
  }

  @Test
  void aColumnOfTheSameTypeAndPlaceThatIsCalledAlikeWasRenamed() {
    List<ContractChange> changes =
        between(columns("ma", "ma_tinh", "ten"), columns("ma", "ma_tinh_tp", "ten"));

    assertThat(changes).extracting(ContractChange::kind).containsExactly(Kind.RENAMED);
    assertThat(changes.getFirst().breaksConsumers()).isTrue();
    assertThat(changes.getFirst().message().en()).contains("\"ma_tinh\"", "\"ma_tinh_tp\"");
  }

  @Test
  void aRenamedColumnIsFoundBehindOneThatIsNew() {
    assertThat(between(columns("a", "dan_so"), columns("moi", "a", "Dân số")))
        .extracting(ContractChange::kind)
        .containsExactly(Kind.RENAMED, Kind.ADDED);
  }

  @Test
  void aColumnOfAnotherNameIsAnotherColumn() {
    List<ContractChange> changes = between(columns("ma", "dien_tich"), columns("ma", "ho_ten"));

    assertThat(changes).extracting(ContractChange::kind).containsExactly(Kind.REMOVED, Kind.ADDED);
    assertThat(changes).extracting(ContractChange::breaksConsumers).containsExactly(true, false);
    assertThat(changes).extracting(ContractChange::loosens).containsExactly(true, false);
  }

  @Test
  void columnsInAnotherOrderAreToldOnce() {
    List<ContractChange> changes = between(columns("a", "b", "c"), columns("c", "a", "b"));

    assertThat(changes).hasSize(1);
    assertThat(((OfColumn) changes.getFirst()).aspect()).isEqualTo(Aspect.PLACE);
    assertThat(changes.getFirst().message().en()).contains("a, b, c", "c, a, b");
  }

  @Test
  void aKeyOfMoreColumnsPromisesLess() {
    String schema = "{\"fields\": [{\"name\": \"ma\"}, {\"name\": \"nam\"}], \"primaryKey\": %s}";

    ContractChange change =
        between(schema.formatted("\"ma\""), schema.formatted("[\"ma\", \"nam\"]")).getFirst();

    assertThat(change.kind()).isEqualTo(Kind.LOOSENED);
    assertThat(change.breaksConsumers()).isTrue();
  }

  @Test
  void aKeyFollowsItsColumnThroughARenaming() {
    String schema = "{\"fields\": [{\"name\": \"%1$s\"}], \"primaryKey\": \"%1$s\"}";

    assertThat(between(schema.formatted("ma_xa"), schema.formatted("ma_xa_phuong")))
        .extracting(ContractChange::kind)
        .containsExactly(Kind.RENAMED);
  }

  @ParameterizedTest
  @CsvSource({
    "COM-08, minimum, 34, 30, LOOSENED",
    "COM-08, maximum, 34, 30, TIGHTENED",
    "ACC-05, tolerance, 0.01, 0.5, LOOSENED",
    "ACC-03, values, A, A B, LOOSENED",
    "ACC-03, values, A B, A C, CHANGED",
    "ACC-10, forbidden, A, A B, TIGHTENED",
  })
  void limitsOfRulesAreComparedByTheirMeaning(
      String rule, String parameter, String before, String after, Kind kind) {
    Contract old = ruled(rule, parameter, before);
    Contract now = ruled(rule, parameter, after);

    List<ContractChange> changes = ContractDifference.between(old, now);

    assertThat(changes).extracting(ContractChange::kind).containsExactly(kind);
    assertThat(changes.getFirst().message().vi()).contains(rule, "trước là", "nay là");
  }

  private static Contract ruled(String rule, String parameter, String values) {
    return new Contract(
        List.of(),
        List.of(),
        List.of(),
        List.of(new PromisedRule(rule, Map.of(parameter, List.of(values.split(" "))))));
  }

  @Test
  void aRuleThatIsGoneIsLoosening() {
    Contract old = ruled("ACC-10", "determinant", "a");
    Contract now = new Contract(List.of(), List.of());

    ContractChange change = ContractDifference.between(old, now).getFirst();

    assertThat(change.kind()).isEqualTo(Kind.REMOVED);
    assertThat(change.loosens()).isTrue();
    assertThat(change.message().en()).isEqualTo("The rule is gone: ACC-10 (determinant a).");
  }

  @ParameterizedTest
  @CsvSource({
    "mustBe: 0, mustBeLessThan: 5, LOOSENED",
    "mustBeLessThan: 5, mustBeLessOrEqualTo: 5, LOOSENED",
    "mustBeGreaterThan: 5, mustBeGreaterThan: 6, TIGHTENED",
    "'mustBeBetween: [1, 5]', 'mustBeBetween: [2, 6]', CHANGED",
    "'mustBeBetween: [1, 5]', mustBe: 3, TIGHTENED",
    "mustBe: 1, mustNotBe: 1, CHANGED",
  })
  void whatAQueryIsToGiveIsComparedAsARange(String before, String after, Kind kind) {
    String contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: x
        version: 1.0.0
        status: active
        schema:
        - name: t
          quality:
          - {type: sql, query: SELECT 1, %s}
        """;

    assertThat(between(contract.formatted(before), contract.formatted(after)))
        .extracting(ContractChange::kind)
        .containsExactly(kind);
  }

  @Test
  void tenThousandColumnsAreComparedAtOnce() {
    List<PromisedColumn> old =
        IntStream.range(0, 10_000).mapToObj(i -> column("cột " + i)).toList();
    List<PromisedColumn> now =
        IntStream.range(0, 10_000).mapToObj(i -> column("cột mới " + i)).toList();

    long start = System.nanoTime();
    List<ContractChange> changes =
        ContractDifference.between(new Contract(old, List.of()), new Contract(now, List.of()));

    assertThat(changes).extracting(ContractChange::kind).containsOnly(Kind.RENAMED).hasSize(10_000);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  private static PromisedColumn column(String name) {
    return new PromisedColumn(
        name, Optional.of(ColumnType.TEXT), false, false, Optional.empty(), Optional.empty());
  }
}
