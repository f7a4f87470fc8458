package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.run.Examination.OtherFile;
import vn.sen.harvest.run.FrictionlessCase.Task;
import vn.sen.vocab.Column;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SharedCorpus;

/**
 * What Frictionless finds in the tables of its own specification, Sen finds too: the same row,
 * field and kind of fault. Where it says something else, that and why stand here.
 */
class FrictionlessCasesTest {
  private static final String CASES = "corpus/quality/frictionless-validate-cases.json";

  /** A fault, as either says it; 0 where it names no row, or no field. */
  private record Fault(int task, long row, int field, String kind, String words) {
    Fault(int task, long row, int field, String kind) {
      this(task, row, field, kind, "");
    }

    boolean isSaidBy(Fault found) {
      return task == found.task
          && kind.equals(found.kind)
          && (row == 0 || row == found.row)
          && (field == 0 || field == found.field)
          && Pattern.compile("\\d+|\"[^\"]*\"|'[^']*'")
              .matcher(words)
              .results()
              .flatMap(quoted -> Stream.of(quoted.group().split("[^\\p{L}\\d_]+")))
              .allMatch(found.words::contains);
    }
  }

  private record Instead(String why, List<Fault> faults) {}

  /** Cases in which Sen says something else. */
  private static final Map<String, Instead> INSTEAD =
      Map.of(
          "test_row_constraint::test_validate_row_constraint_incorrect_constraint",
          new Instead(
              "A formula that can't be read is no fault of any row: the contract says where it is.",
              List.of(
                  new Fault(1, 0, 0, "check-error", "'vars'"),
                  new Fault(1, 0, 0, "check-error", "'import'"),
                  new Fault(1, 0, 0, "check-error", "'non_existent'"))),
          "test_validate::test_package_validate_with_schema_issue_348",
          new Instead(
              "A column that is not there is said once, in the header, and not again in each row.",
              List.of(new Fault(1, 0, 4, "missing-label"))),
          "test_validate::test_validate_resource_duplicate_labels_with_sync_schema_issue_910",
          new Instead(
              "The repeated header is a fault by itself, besides being none to match by.",
              List.of(
                  new Fault(1, 0, 0, "error", "\"fieldsMatch\" \"partial\""),
                  new Fault(1, 0, 3, "duplicate-label"))),
          "test_validate_schema::test_resource_validate_resource_duplicate_labels_with_sync_schema_issue_910",
          new Instead(
              "The repeated header is a fault by itself, besides being none to match by.",
              List.of(
                  new Fault(1, 0, 0, "error", "\"fieldsMatch\" \"partial\""),
                  new Fault(1, 0, 3, "duplicate-label"))),
          "test_validate::test_resource_validate_source_invalid_many_rows",
          new Instead(
              "Each record that is no row is said, not the first alone.",
              List.of(
                  new Fault(1, 0, 0, "source-error", "'/data/2'"),
                  new Fault(1, 0, 0, "source-error", "'/data/3'"))),
          "test_validate_schema::test_resource_validate_fields_only_distinguished_by_case_are_rejected",
          new Instead(
              "Sen matches names whatever their case; there is no setting to name.",
              List.of(new Fault(1, 0, 0, "metadata-error", "'a' 'A'"))));

  @TempDir private Path directory;

  static Stream<String> cases() throws IOException {
    return Json.mapper()
        .readTree(SharedCorpus.require(CASES).toFile())
        .valueStream()
        .map(c -> c.path("id").asText());
  }

  @Test
  void everyCaseThereIsIsHeldAndFewAreSaidOtherwise() throws IOException {
    assertThat(cases()).hasSize(56).containsAll(INSTEAD.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void senFindsWhatFrictionlessFinds(String id) throws IOException {
    FrictionlessCase wanted = find(id);
    var found = new ArrayList<Fault>();
    int number = 0;
    for (Task task : wanted.tasks()) {
      found.addAll(examine(++number, task));
    }
    found.removeIf(fault -> !wanted.asksFor(fault.kind));

    Instead instead = INSTEAD.get(id);
    List<Fault> expected = instead == null ? expected(wanted) : instead.faults;

    var left = new ArrayList<>(found);
    for (Fault fault : expected) {
      Optional<Fault> match = left.stream().filter(fault::isSaidBy).findFirst();
      assertThat(match).as("%s among %s", fault, left).isPresent();
      left.remove(match.get());
    }
    long last = expected.stream().mapToLong(Fault::row).max().orElse(0);
    if (wanted.limit() > 0 && expected.size() == wanted.limit()) {
      // Frictionless stopped here; Sen goes on.
      left.removeIf(fault -> fault.row >= last);
    }
    assertThat(left).as("faults that Frictionless does not find").isEmpty();
  }

  private FrictionlessCase find(String id) throws IOException {
    Path data = SharedCorpus.require("corpus/csv/frictionless/data");
    for (JsonNode json : Json.mapper().readTree(SharedCorpus.require(CASES).toFile())) {
      if (json.path("id").asText().equals(id)) {
        return new FrictionlessCase(json, data, directory);
      }
    }
    throw new IllegalStateException(id);
  }

  /** The names of what each entry of the answer is, from the call that gave it. */
  private static List<Fault> expected(FrictionlessCase wanted) {
    JsonNode expected = wanted.expected();
    List<String> members =
        Pattern.compile("'(\\w+)'")
            .matcher(expected.path("expr").asText())
            .results()
            .map(found -> found.group(1))
            .toList();
    List<String> names =
        members.isEmpty() ? List.of("taskNumber", "rowNumber", "fieldNumber", "type") : members;
    var faults = new ArrayList<Fault>();
    for (JsonNode entry : expected.path("equals")) {
      int task = 1;
      long row = 0;
      int field = 0;
      String kind = "foreign-key"; // The one answer without a kind is about these alone.
      var words = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        switch (names.get(i)) {
          case "taskNumber" -> task = entry.get(i).asInt();
          case "rowNumber" -> row = entry.get(i).asLong();
          case "fieldNumber" -> field = entry.get(i).asInt();
          case "type" -> kind = entry.get(i).asText();
          case "note", "message" -> words.append(entry.get(i).asText());
          case "fieldNames", "fieldCells", "referenceFieldNames" ->
              entry.get(i).forEach(word -> words.append(" '").append(word.asText()).append('\''));
          default -> {
            // The whole row: its number says which it is.
          }
        }
      }
      if (names.contains("referenceName")) {
        task = entry.get(names.indexOf("fieldNames")).size() > 1 ? 2 : 1;
      }
      faults.add(new Fault(task, row, field, kind, words.toString()));
    }
    return faults;
  }

  private List<Fault> examine(int number, Task task) throws IOException {
    var faults = new ArrayList<Fault>();
    Optional<Contract> contract = Optional.empty();
    if (task.contract().isPresent()) {
      contract = contract(number, task, task.contract().get(), faults);
      if (contract.isEmpty()) {
        return faults;
      }
    }
    var others = new ArrayList<OtherFile>();
    var files = new ArrayList<Path>(List.of(task.file()));
    for (Contract.OtherTable other : contract.map(Contract::others).orElse(List.of())) {
      other
          .path()
          .ifPresent(
              path -> {
                others.add(new OtherFile(other.name(), path));
                files.add(task.beside().resolve(path));
              });
    }
    var request =
        new Examination.Request(
            task.file().getFileName().toString(),
            Sha256.of(task.file()),
            Map.of(),
            Circumstances.unknown(LocalDate.of(2026, 11, 20)),
            UnitList.shipped(),
            Map.of(),
            contract,
            others,
            false);
    String answer =
        new ExamineJob()
            .run(
                Json.write(request),
                new WorkerJob.Files(
                    files,
                    Files.createTempDirectory(directory, "o"),
                    Files.createTempDirectory(directory, "t")));
    for (ExamineJob.Answer table : Json.read(answer, ExamineJob.Answers.class).tables()) {
      if (table.report().status() == ReadReport.Status.REJECTED) {
        faults.add(new Fault(number, 0, 0, "source-error", table.report().message().en()));
      }
      for (CheckResult result : table.results()) {
        assertThat(result.outcome()).as(result.rule()).isEqualTo(Outcome.JUDGED);
        result
            .finding()
            .ifPresent(
                finding ->
                    faults.addAll(faults(number, result, finding, table.report().columns())));
      }
    }
    return faults;
  }

  /** Rules that can't be read are said, and the others held without them. */
  private static Optional<Contract> contract(
      int number, Task task, JsonNode promised, List<Fault> faults) {
    String table = ContractFile.tableOf(task.file().getFileName().toString());
    switch (ContractFile.read(promised.toString(), table)) {
      case ContractReading.Read(Contract contract) -> {
        return Optional.of(contract);
      }
      case ContractReading.Invalid(var wrong) -> {
        wrong.forEach(
            fault ->
                faults.add(
                    new Fault(
                        number,
                        0,
                        0,
                        kind(fault.where()),
                        fault.where() + " " + fault.why().en())));
        if (!wrong.stream().allMatch(fault -> fault.where().startsWith("/sen:rules/"))) {
          return Optional.empty();
        }
        ObjectNode rest = promised.deepCopy();
        ArrayNode rules = (ArrayNode) rest.get("sen:rules");
        wrong.stream()
            .map(fault -> Integer.valueOf(fault.where().split("/")[2]))
            .distinct()
            .sorted((a, b) -> b - a)
            .forEach(rules::remove);
        return contract(number, task, rest, faults);
      }
    }
  }

  private static String kind(String where) {
    if (where.contains("sen:rules")) {
      return "check-error";
    }
    if (where.contains("/fields/")) {
      return "metadata-error";
    }
    return where.contains("/data/") ? "source-error" : "resource-error";
  }

  /** What a finding is in the words of Frictionless. */
  private static Stream<Fault> kinds(
      int task, CheckResult result, Finding finding, FailingRow row, int field, String words) {
    boolean declared = result.basis() == Basis.DECLARED;
    String expected = row.expected();
    return switch (finding.rule()) {
      case "CLN-01" -> structure(task, row);
      case "CLN-05" ->
          Stream.of(
              new Fault(
                  task,
                  0,
                  number(expected, "column (\\d+)"),
                  expected.contains("blank") ? "blank-label" : "duplicate-label"));
      case "CLN-06" -> Stream.of(new Fault(task, row.row(), 0, "duplicate-row"));
      case "CLN-07" -> Stream.of(new Fault(task, row.row(), 0, "primary-key"));
      case "ACC-01" -> only(declared, new Fault(task, row.row(), field, "type-error"));
      case "ACC-02" ->
          Stream.of(
              new Fault(
                  task,
                  row.row(),
                  field,
                  expected.startsWith("∉") ? "forbidden-value" : "constraint-error"));
      case "COM-04" -> only(declared, new Fault(task, row.row(), field, "constraint-error"));
      case "ACC-05" -> Stream.of(new Fault(task, row.row(), 0, "row-constraint"));
      case "ACC-06" -> Stream.of(new Fault(task, row.row(), 0, "foreign-key", words));
      case "ACC-09" ->
          only(
              declared,
              new Fault(
                  task,
                  row.row(),
                  field,
                  expected.startsWith("|x|") ? "deviated-cell" : "deviated-value",
                  words));
      case "COM-10" -> only(declared, new Fault(task, row.row(), field, "sequential-value"));
      case "COM-12" ->
          Stream.of(
              new Fault(
                  task,
                  0,
                  number(expected, "column (\\d+)"),
                  expected.contains("surplus")
                      ? "extra-label"
                      : row.value().isEmpty() ? "missing-label" : "incorrect-label"));
      default -> Stream.of();
    };
  }

  private static Stream<Fault> only(boolean declared, Fault fault) {
    return declared ? Stream.of(fault) : Stream.of();
  }

  private static Stream<Fault> structure(int task, FailingRow row) {
    Matcher span = Pattern.compile("column (\\d+)(?:–(\\d+))?").matcher(row.expected());
    if (span.find()) {
      int from = Integer.parseInt(span.group(1));
      int to = span.group(2) == null ? from : Integer.parseInt(span.group(2));
      String kind = row.expected().contains("surplus") ? "extra-cell" : "missing-cell";
      return IntStream.rangeClosed(from, to).mapToObj(i -> new Fault(task, row.row(), i, kind));
    }
    return Stream.of("blank row", "without its key")
        .filter(row.expected()::contains)
        .map(said -> said.equals("blank row") ? "blank-row" : "primary-key")
        .map(kind -> new Fault(task, row.row(), 0, kind));
  }

  private static int number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static List<Fault> faults(
      int task, CheckResult result, Finding finding, List<Column> columns) {
    int field =
        1 + columns.stream().map(Column::name).toList().indexOf(finding.column().orElse(""));
    String message = finding.message().en();
    var faults = new ArrayList<Fault>();
    // Of rows with the same key the first has it by right.
    var keys = new HashSet<String>();
    for (FailingRow row : finding.rows()) {
      if (!finding.rule().equals("CLN-07") || !keys.add(row.value())) {
        String words = "%s %s %s %d".formatted(message, row.value(), row.expected(), row.row());
        kinds(task, result, finding, row, field, words).forEach(faults::add);
      }
    }
    if (finding.rows().isEmpty()) {
      of(finding, message).ifPresent(kind -> faults.add(new Fault(task, 0, 0, kind, message)));
    }
    return faults;
  }

  /** The kind of a finding that is about no rows. */
  private static Optional<String> of(Finding finding, String message) {
    if (message.startsWith("The contract's ")) {
      return Optional.of("check-error");
    }
    return switch (finding.rule()) {
      case "COM-07" -> Optional.of("source-error");
      case "COM-08" -> Optional.of("table-dimensions");
      case "COM-09" -> Optional.of("required-value");
      case "COM-12" -> Optional.of(message.contains("fieldsMatch") ? "error" : "table-dimensions");
      case "ACC-13" ->
          Optional.of(
              message.startsWith("The table has")
                  ? "row-count"
                  : message.startsWith("The file received") ? "byte-count" : "hash-count");
      default -> Optional.empty();
    };
  }
}
