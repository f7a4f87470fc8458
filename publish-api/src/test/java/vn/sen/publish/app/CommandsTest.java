package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.SearchQuery;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.FictionalUnits;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableVersionId;

/**
 * What people type. A server runs on the data directory, so every command that changes something is
 * carried out by it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsTest {
  private Path data;
  private Path work;
  private SamplePortals portals;
  private Platform platform;
  private String refused = "";

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    data = directory.resolve("data");
    work = Files.createDirectory(directory.resolve("work"));
    portals = SamplePortals.start();
    platform = Platform.start(data, portals);
  }

  @AfterAll
  void stop() throws Exception {
    platform.close();
    portals.close();
  }

  record Said(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return Json.mapper().readTree(out);
    }
  }

  private Said sen(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  private Said onData(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return sen(all.toArray(String[]::new));
  }

  private SamplePortal portal(String kind) {
    return portals.portals().stream()
        .filter(portal -> portal.kind().key().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private String[] source(String command, SamplePortal portal, String... more) {
    var words =
        new ArrayList<>(
            List.of(
                command,
                portal.url().toString(),
                "--kind",
                portal.kind().key(),
                "--agency",
                portal.agency().value(),
                "--allow-host",
                portal.url().getHost()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  @Order(1)
  void aPreviewChangesNothing() {
    String[] preview = source("preview", portal("ckan"));
    var words = new ArrayList<>(List.of("source"));
    words.addAll(List.of(preview));

    Said said = onData(words.toArray(String[]::new));

    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.out()).contains("added");
    assertThat(onData("source", "list").out()).isBlank();
  }

  @Test
  @Order(2)
  void aHarvestReportsWhatBecameOfEachRecordAndTable() throws Exception {
    Said said = onData(source("harvest", portal("ckan"), "--json"));

    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.FOUND);
    JsonNode report = said.json();
    assertThat(names(report))
        .contains(
            "source",
            "kind",
            "started",
            "ended",
            "outcome",
            "records",
            "removed",
            "held",
            "tables",
            "problems");
    assertThat(names(report.get("records")))
        .isEqualTo(Set.of("offered", "added", "changed", "unchanged", "rejected"));
    assertThat(names(report.get("tables")))
        .isEqualTo(
            Set.of(
                "seen",
                "published",
                "publishedWithWarnings",
                "quarantined",
                "blocked",
                "unchanged",
                "failed"));
    assertThat(names(report.get("problems").get(0)))
        .isEqualTo(Set.of("record", "table", "stage", "rule", "severity", "message"));
    assertThat(report.get("outcome").asText()).isEqualTo("complete");
    assertThat(report.get("records").get("added").asInt()).isPositive();
  }

  @Test
  @Order(3)
  void withMetadataOnlyNoTableIsSeen() throws Exception {
    JsonNode report = onData(source("harvest", portal("dcat"), "--metadata-only", "--json")).json();

    assertThat(report.get("tables").get("seen").asInt()).isZero();
    assertThat(report.get("records").get("added").asInt()).isPositive();
    String name = report.get("source").asText();
    JsonNode again =
        onData(
                "harvest",
                name,
                "--allow-host",
                portal("dcat").url().getHost(),
                "--metadata-only",
                "--json")
            .json();
    assertThat(again.get("source").asText()).isEqualTo(name);
    assertThat(again.get("records").get("unchanged").asInt()).isPositive();
    assertThat(onData("harvest", "khong-co").err()).contains("There is no source 'khong-co'");
    assertThat(onData("harvest", name, "--agency", "H29.3").exit()).isEqualTo(Exit.WRONG_USE);
  }

  @Test
  @Order(4)
  void aDryRunWithALimitIsPartialAndChangesNothing() throws Exception {
    long before = platform.program.catalog().totals().datasets();

    JsonNode report =
        onData(source("harvest", portal("files"), "--dry-run", "--limit", "2", "--json")).json();

    assertThat(report.get("records").get("offered").asInt()).isEqualTo(2);
    assertThat(report.get("outcome").asText()).isEqualTo("partial");
    assertThat(platform.program.catalog().totals().datasets()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void runsAreListedAndEachCanBeReadAgain() throws Exception {
    Said all = onData("runs");
    String run = all.out().lines().findFirst().orElseThrow().split(" ")[0];

    assertThat(all.out().lines()).hasSize(3);
    assertThat(onData("runs", run).out()).contains("complete");
    assertThat(onData("runs", run, "--json").json().get("run").asText()).isEqualTo(run);
    Said unknown = onData("runs", "nothing");
    assertThat(unknown.exit()).isEqualTo(Exit.FAILED);
    assertThat(unknown.err()).contains("There is no run 'nothing'");
  }

  @Test
  @Order(6)
  void aSourceIsAddedListedAndDisabled() {
    var words = new ArrayList<>(List.of("source"));
    words.addAll(List.of(source("add", portal("files"))));
    String name = onData(words.toArray(String[]::new)).out().strip();

    assertThat(onData("source", "list").out()).contains(name);
    assertThat(onData("source", "disable", name, "--why", "the agency has moved").exit())
        .isEqualTo(Exit.DONE);
    assertThat(onData("source", "list").out().lines())
        .anyMatch(line -> line.startsWith(name) && line.endsWith("(disabled)"));
    assertThat(onData("source", "disable", name).exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(onData("source", "disable", "nobody", "--why", "x").exit()).isEqualTo(Exit.FAILED);
  }

  @Test
  void theNameOfASourceHoldsNoPasswordOfItsAddress() throws Exception {
    Said said =
        onData("source", "add", "https://bot:matkhau@du-lieu.example.vn/kho", "--kind", "waf");

    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.out().strip()).isEqualTo("du-lieu-example-vn-kho-waf");
  }

  @Test
  void anAttestationIsRecordedListedAndTakenBack() throws Exception {
    String id =
        onData("source", "add", "https://co-quan.example.vn/", "--kind", "ckan").out().strip();
    String[] attest = {
      "source",
      "attest",
      id,
      "--level",
      "3",
      "--date",
      "2026-01-05",
      "--expires",
      "2026-01-20",
      "--reference",
      "85/QĐ-BNV"
    };
    assertThat(onData("source", "list").out()).contains(id).contains("(no attestation)");

    assertThat(onData(attest).exit()).isEqualTo(Exit.DONE);

    assertThat(onData("source", "list").out()).contains("(attestation expired 2026-01-20)");
    assertThat(onData("source", "attest", id, "--none").exit()).isEqualTo(Exit.DONE);
    assertThat(onData("source", "list").out()).doesNotContain("expired");
    assertThat(onData("source", "attest", id, "--level", "3").exit()).isEqualTo(Exit.WRONG_USE);
    attest[4] = "6";
    assertThat(onData(attest).exit()).isEqualTo(Exit.WRONG_USE);
  }

  @Test
  @Order(7)
  void whatIsHeldIsListedAndDecided() throws Exception {
    Said held = onData("held");
    String version =
        held.out()
            .lines()
            .filter(line -> line.contains("@"))
            .findFirst()
            .orElseThrow()
            .split(" ")[0];

    assertThat(held.exit()).isEqualTo(Exit.FOUND);
    assertThat(onData("held", "--json").json().isArray()).isTrue();
    assertThat(onData("decide", version, "publish").exit()).isEqualTo(Exit.WRONG_USE);
    Said decided = onData("decide", version, "refuse", "--why", "the agency sends a new one");
    assertThat(decided.exit()).as(decided.err()).isEqualTo(Exit.DONE);
    refused = version;
    assertThat(onData("held").out()).doesNotContain(version);
    Said again = onData("decide", version, "publish", "--why", "changed my mind");
    assertThat(again.exit()).isEqualTo(Exit.FAILED);
    assertThat(again.err()).isNotBlank().doesNotContain("Exception");
    assertThat(onData("decide", "nonsense", "publish", "--why", "x").err())
        .isNotBlank()
        .doesNotContain("Exception");
  }

  @Test
  @Order(8)
  void whatIsErasedIsGoneAndItsReasonStays() {
    TableVersionId version = TableVersionId.parse(refused);
    String sha256 = platform.program.catalog().find(version).orElseThrow().received().sha256();

    Said erased = onData("erase", sha256, "--why", "sent by mistake");

    assertThat(erased.exit()).as(erased.err()).isEqualTo(Exit.DONE);
    Said unknown = onData("erase", "0".repeat(64), "--why", "sent by mistake");
    assertThat(unknown.exit()).isEqualTo(Exit.FAILED);
    assertThat(unknown.err()).isNotBlank().doesNotContain("at vn.sen");
  }

  @Test
  @Order(9)
  void searchFindsWhatWasHarvested() throws Exception {
    platform.program.settle(Duration.ofSeconds(30));

    Said found = onData("search", "don vi hanh chinh", "--json");

    assertThat(found.exit()).as(found.err()).isEqualTo(Exit.DONE);
    assertThat(found.json().get("total").asInt()).isPositive();
    assertThat(onData("search", "hành chính").out()).isNotBlank();
  }

  @Test
  @Order(10)
  void reindexAndCompactLeaveEverythingWell() {
    assertThat(onData("reindex").exit()).isEqualTo(Exit.DONE);
    assertThat(onData("compact").exit()).isEqualTo(Exit.DONE);
    Said inspected = onData("fsck");
    assertThat(inspected.exit()).as(inspected.out()).isEqualTo(Exit.DONE);
    assertThat(inspected.out()).contains("All is well");
  }

  @Test
  @Order(11)
  void aNewerCodeListIsImportedAndWhatWasJudgedKeepsItsOwn() throws Exception {
    Map<TableVersionId, QualityReport> before = judgedByUnits();
    Path here = Path.of("").toAbsolutePath();
    Path file = Files.writeString(work.resolve("units.csv"), FictionalUnits.list("2027-01-01"));

    Said said = onData("codes", "import", ".//" + here.relativize(file), "--why", "a decree");

    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .contains("2026-07-25 -> 2027-01-01", "added: 1", "ended: 2", "merged: 1", "99001");
    Said again = onData("codes", "import", file.toString());
    assertThat(again.exit()).isEqualTo(Exit.DONE);
    assertThat(again.err()).contains("nothing changed");
    assertThat(onData("codes", "list").out()).contains("2027-01-01", "a decree", "ships with Sen");
    assertThat(onData("codes", "show", "administrative-units@2027-01-01").out())
        .isEqualTo(FictionalUnits.list("2027-01-01"));
    assertThat(onData("codes", "show", "administrative-units", "00004").out())
        .contains("2026-12-31", "-> 99001");
    assertThat(onData("codes", "show", "administrative-units", "--at", "2027-01-01").out())
        .contains("99001")
        .doesNotContain("2026-12-31");
    assertThat(onData("codes", "show", "nonsense").exit()).isEqualTo(Exit.WRONG_USE);

    assertThat(onData("reindex").exit()).isEqualTo(Exit.DONE);
    assertThat(before).isNotEmpty();
    assertThat(judgedByUnits()).isEqualTo(before);
    assertThat(onData("fsck").out()).contains("All is well");
  }

  @Test
  @Order(12)
  void aListWithFaultsIsRefusedWithEachOfThem() throws Exception {
    Path file =
        Files.writeString(
            work.resolve("bad.csv"),
            FictionalUnits.list("2028-01-01").replace("|99001|Phường", "|9901|Phường"));

    Said said = onData("codes", "import", file.toString());

    assertThat(said.exit()).isEqualTo(Exit.FAILED);
    assertThat(said.err()).contains("has 5 digits", "gồm 5 chữ số", "bad.csv was not imported");
    assertThat(onData("codes", "import", work.resolve("none.csv").toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(onData("codes", "list").out()).doesNotContain("2028-01-01");
  }

  private Map<TableVersionId, QualityReport> judgedByUnits() {
    var catalog = platform.program.catalog();
    var reports = new HashMap<TableVersionId, QualityReport>();
    for (var hit : catalog.search(SearchQuery.of("")).hits()) {
      catalog.find(hit.document().id()).orElseThrow().tables().stream()
          .flatMap(table -> catalog.versions(table.id()).stream())
          .forEach(
              version ->
                  catalog
                      .findReport(version.id())
                      .filter(report -> !report.codeLists().isEmpty())
                      .ifPresent(report -> reports.put(version.id(), report)));
    }
    return reports;
  }

  @Test
  void aFileIsCheckedAndMigratedByTheListThatIsNamed() throws Exception {
    Path file = write("xa.csv", "nam,ma_xa\n2028,00004\n2028,00097\n");
    Path codes = write("units.csv", FictionalUnits.list("2027-01-01"));

    assertThat(sen("check", file.toString(), "--json").out()).doesNotContain("\"ACC-04\"");
    JsonNode report = sen("check", file.toString(), "--json", "--codes", codes.toString()).json();
    assertThat(finding(report, "ACC-04").get("failed").asInt()).isEqualTo(1);
    assertThat(report.get("codeLists").get(0).get("version").asText()).isEqualTo("2027-01-01");

    Path out = work.resolve("migrated.csv");
    sen(
        "units",
        "migrate",
        file.toString(),
        "--from",
        "2026-12-31",
        "--to",
        "2027-01-01",
        "--codes",
        codes.toString(),
        "--out",
        out.toString());
    assertThat(Files.readString(out)).contains("99001");
  }

  @Test
  void whatShipsIsToldWithoutADataDirectory() {
    String none = work.resolve("no-data").toString();

    assertThat(sen("codes", "list", "--data", none).out()).contains("administrative-units");
    assertThat(sen("codes", "show", "themes", "--data", none).out()).contains("AGRI|");
    assertThat(sen("codes", "show", "themes", "X", "--data", none).exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(work.resolve("no-data")).doesNotExist();
  }

  @Test
  void aCheckedFileGoesBackWithWhatWasFoundInIt() throws Exception {
    String csv = "ma_tinh,dan_so\n01,8435700\n1,5\n79,9456700\n79,9456700\n";
    Path file = write("so-lieu.csv", csv);
    Path back = file.resolveSibling("tra-lai.zip");

    Said said = sen("check", file.toString(), "--json", "--return", back.toString());

    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.FOUND);
    assertThat(finding(said.json(), "ACC-04")).isNotNull();
    assertThat(said.err()).contains("Tệp ZIP", "The ZIP");
    try (var zip = new java.util.zip.ZipFile(back.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("so-lieu.csv")).readAllBytes())
          .isEqualTo(csv.getBytes(StandardCharsets.UTF_8));
      String list =
          new String(
              zip.getInputStream(zip.getEntry("sen-loi/loi.csv")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(list).contains("\"ACC-04\",\"\",\"3\",\"A: ma_tinh\",\"1\"");
      assertThat(zip.getEntry("sen-loi/so-lieu.csv.xlsx")).isNotNull();
    }
    assertThat(sen("check", file.toString(), "--return", file.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(Files.readString(file)).isEqualTo(csv);
  }

  @Test
  void theReportOfACheckIsAsPromised() throws Exception {
    Path file = write("so-lieu.csv", "ma_tinh,dan_so\n01,8435700\n1,5\n79,9456700\n79,9456700\n");

    Said said = sen("check", file.toString(), "--json", "--at", "2026-01-15");

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    JsonNode report = said.json();
    assertThat(names(report))
        .isEqualTo(
            Set.of(
                "input",
                "sha256",
                "rows",
                "rejectedRows",
                "setAsideRows",
                "columns",
                "ruleSet",
                "codeLists",
                "state",
                "scores",
                "findings"));
    assertThat(report.get("codeLists").get(0).get("list").asText())
        .isEqualTo("administrative-units");
    assertThat(names(report.get("scores")))
        .isEqualTo(Set.of("accurate", "complete", "clean", "live", "overall", "grade", "coverage"));
    assertThat(report.get("input").asText()).isEqualTo("so-lieu.csv");
    assertThat(report.get("rows").asInt()).isEqualTo(4);
    assertThat(report.get("scores").get("live").isNull()).isTrue();
    JsonNode finding = finding(report, "ACC-04");
    assertThat(names(finding))
        .contains(
            "rule",
            "dimension",
            "severity",
            "scope",
            "column",
            "evaluated",
            "failed",
            "truncated",
            "rows",
            "message",
            "sql");
    assertThat(finding.get("rows").get(0).get("row").asInt()).isEqualTo(3);
    assertThat(finding.get("message").get("vi").asText()).isNotBlank();
    assertThat(finding(report, "CLN-06").get("rows").get(0).get("row").asInt()).isEqualTo(5);
  }

  @Test
  void aContractIsHeldAgainstTheFile() throws Exception {
    Path file = write("gia.csv", "ma,gia\nA,1\nB,hai\n");
    Path contract =
        write(
            "gia.json",
            """
            {"fields": [{"name": "ma", "type": "string"}, {"name": "gia", "type": "integer"}]}
            """);

    JsonNode report =
        sen("check", file.toString(), "--contract", contract.toString(), "--json").json();

    assertThat(finding(report, "ACC-01").get("column").asText()).isEqualTo("gia");
    Said broken = sen("check", file.toString(), "--contract", file.toString());
    assertThat(broken.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(broken.err()).contains("is no contract");
  }

  @Test
  void referencesOfADataPackageAreHeldWhereTheOtherTableIsBesideIt() throws Exception {
    Path file = write("dan-so.csv", "ma,ky,so\n01,2025,5\n79,2026,6\n99,2025,7\n");
    write("tinh.csv", "ma,ten\n01,Hà Nội\n79,Thành phố Hồ Chí Minh\n");
    Path contract =
        write(
            "datapackage.json",
            """
            {"resources": [
              {"name": "tinh", "path": "tinh.csv"},
              {"name": "ky", "path": "../ky.csv"},
              {"name": "dan-so", "path": "dan-so.csv", "rows": 4, "schema": {
                "fields": [{"name": "ma"}, {"name": "ky"}, {"name": "so", "type": "integer"}],
                "foreignKeys": [
                  {"fields": "ma", "reference": {"resource": "tinh", "fields": "ma"}},
                  {"fields": "ky", "reference": {"resource": "ky", "fields": "ma"}}],
                "sen:rules": [{"rule": "ACC-05", "formula": "so < 7 and ma != 'x'"}]}}]}
            """);

    Said said = sen("check", file.toString(), "--contract", contract.toString(), "--json");

    assertThat(finding(said.json(), "ACC-06").get("rows").findValuesAsText("row"))
        .containsExactly("4");
    assertThat(finding(said.json(), "ACC-05").get("rows").findValuesAsText("row"))
        .containsExactly("4");
    assertThat(finding(said.json(), "ACC-13").get("message").get("en").asText())
        .contains("has 3 rows, 4 were announced");
    assertThat(said.err()).contains("does not hold the reference of \"ky\" to the table \"ky\"");
  }

  @Test
  void theRowsAndGroupsThatBreakADependencyAreCounted() throws Exception {
    Path file =
        write(
            "xa.csv",
            "ma,ten,vung\n"
                + "1,An,Bắc\n"
                + "1,An,Bắc\n"
                + "1,Bình,Bắc\n"
                + "2,Chi,Nam\n"
                + "2,Dũng,Nam\n"
                + ",Hà,Nam\n"
                + ",Hải,Nam\n"
                + "3,Lan,\n");
    Path contract =
        write(
            "xa.odcs.yaml",
            """
            apiVersion: v3.0.2
            kind: DataContract
            id: xa
            version: 1.0.0
            status: active
            schema:
            - name: xa
              quality:
              - type: custom
                engine: sen
                implementation: {rule: ACC-10, determinant: [ma], dependent: [ten]}
              - type: custom
                engine: sen
                implementation:
                  rule: ACC-10
                  determinant: ma
                  dependent: vung
              - type: sql
                query: SELECT count(*) FROM xa
                mustBe: 9
              - type: text
                description: Người phụ trách đã xem
            """);

    Said said = sen("check", file.toString(), "--contract", contract.toString(), "--json");

    JsonNode finding = finding(said.json(), "ACC-10");
    assertThat(finding.get("evaluated").asInt()).isEqualTo(6);
    assertThat(finding.get("failed").asInt()).isEqualTo(5);
    assertThat(finding.get("groups").asInt()).isEqualTo(2);
    assertThat(finding.get("rows").findValuesAsText("row"))
        .containsExactly("2", "3", "4", "5", "6");
    assertThat(finding(said.json(), "ACC-02").get("message").get("en").asText())
        .contains("it gives 8");
    assertThat(said.err()).contains("does not hold").contains("Người phụ trách đã xem");
  }

  @Test
  void rowsAreBroughtFromTheUnitsOfOneDayToThoseOfAnother() throws Exception {
    Path file = Files.writeString(data.resolve("dan-so.csv"), "Mã xã,Số\n00001,5\n00007,6\n");
    Path moved = data.resolve("moi.csv");
    String[] days = {"units", "migrate", file.toString(), "--from", "2025-06-30", "--to"};
    List<String> words = new ArrayList<>(List.of(days));
    words.addAll(List.of("2025-07-01", "--out", moved.toString()));

    Said said = sen(words.toArray(String[]::new));

    assertThat(said.exit()).as(said.err()).isEqualTo(1);
    assertThat(said.err()).contains("1 placed, 1 of which it cannot be said");
    assertThat(said.err()).doesNotContain("The list");
    assertThat(Files.readAllLines(moved))
        .satisfiesExactly(
            header -> assertThat(header).startsWith("Mã xã,Số,Mã xã_2025-07-01,"),
            placed -> assertThat(placed).isEqualTo("00001,5,00097,Phường Hồng Hà,"),
            split -> assertThat(split).startsWith("00007,6,,,").contains("2 đơn vị"));

    String[] beyond = words.toArray(String[]::new);
    beyond[beyond.length - 5] = "2019-12-31";
    beyond[beyond.length - 3] = "2099-01-01";
    assertThat(sen(beyond).err())
        .contains("The list knows units from 2025-06-30 on", "so for 2019-12-31")
        .contains("between then and 2099-01-01 it does not know");
    words.addAll(List.of("--column", "Mã tỉnh"));
    assertThat(sen(words.toArray(String[]::new)).err()).contains("it has Mã xã, Số");
    words.set(words.indexOf("--out") + 1, file.toString());
    assertThat(sen(words.toArray(String[]::new)).err()).contains("cannot take the place");
  }

  @Test
  void whatIsConvertedIsNeverWrittenOverAndRejectedRowsAreSaid() throws Exception {
    Path file = write("hang.csv", "a,b,c\n1,2,3\n4,5,6,7\n8,9,10\n");
    String before = Files.readString(file);
    Path folder = Files.createDirectories(work.resolve("a-folder"));

    Said said =
        sen(
            "convert",
            folder.toString(),
            file.toString(),
            "--to",
            work.toString(),
            "--format",
            "csv");

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(said.err())
        .contains("a-folder: refused")
        .contains("1 record rejected. See hang-2.side.jsonl.");
    assertThat(work.resolve("hang-2.csv")).exists();
    assertThat(sen("convert", file.toString(), "--to", file.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void wrongUseIsSaidBeforeAnythingIsOpened() {
    Path nowhere = work.resolve("no-data");

    assertThat(sen("search", "x", "--data", nowhere.toString()).exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(sen("harvest", "--data", nowhere.toString()).exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(sen("harvest", "http://a.example/", "--data", nowhere.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(sen("serve", "--port", "99999", "--data", nowhere.toString()).exit())
        .isEqualTo(Exit.WRONG_USE);
    assertThat(nowhere).doesNotExist();
    assertThat(onData("source", "add", "http://a.example/", "--kind", "bogus").exit())
        .isEqualTo(Exit.WRONG_USE);
  }

  @Test
  void aFileThatCannotBeReadIsBlockedInItsReport() throws Exception {
    Path file = Files.write(work.resolve("hong.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 1, 2, 3});

    Said said = sen("check", file.toString(), "--json");

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    assertThat(said.json().get("state").asText()).isEqualTo("blocked");
  }

  @Test
  void everyFileIsConvertedOrRefusedWithALine() throws Exception {
    Path good = write("a.csv", "ma;ten\n01;Hà Nội\n");
    Path tab = write("a.tsv", "ma\tten\n01\tHà Nội\n");
    Path latin =
        Files.write(
            work.resolve("cu.txt"), "ma,ten\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Path empty = write("rong.csv", "");
    Path to = work.resolve("out");
    Path lines = work.resolve("report.jsonl");

    Said said =
        sen(
            "convert",
            good.toString(),
            tab.toString(),
            latin.toString(),
            empty.toString(),
            work.resolve("khong-co.csv").toString(),
            "--to",
            to.toString(),
            "--format",
            "csv",
            "--report",
            lines.toString());

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    List<JsonNode> report = new ArrayList<>();
    for (String line : Files.readAllLines(lines)) {
      report.add(Json.mapper().readTree(line));
    }
    assertThat(report).hasSize(5);
    assertThat(names(report.getFirst()))
        .isEqualTo(
            Set.of(
                "input",
                "status",
                "encoding",
                "confidence",
                "format",
                "delimiter",
                "quote",
                "headerRows",
                "preambleRows",
                "columns",
                "rows",
                "rejectedRows",
                "setAsideRows",
                "nulledCells",
                "output",
                "sha256",
                "message"));
    assertThat(report.stream().map(line -> line.get("status").asText()))
        .containsExactly("converted", "converted", "converted", "rejected", "rejected");
    assertThat(report.getFirst().get("input").asText()).isEqualTo(good.toString());
    assertThat(report.getFirst().get("columns").get(1).toString())
        .isEqualTo("{\"name\":\"ten\",\"type\":\"text\",\"original\":\"ten\"}");
    assertThat(Files.readString(to.resolve("a-csv.csv"))).isEqualTo("ma,ten\n01,Hà Nội\n");
    assertThat(Files.readString(to.resolve("a-tsv.csv"))).isEqualTo("ma,ten\n01,Hà Nội\n");
    assertThat(Files.readString(to.resolve("cu.csv"))).isEqualTo("ma,ten\n1,café\n");
    try (var left = Files.list(to)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a-csv.csv", "a-tsv.csv", "cu.csv");
    }
  }

  @Test
  void metadataAreValidated() throws Exception {
    Path good =
        write(
            "dataset.ttl",
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            <http://example.vn/d> a dcat:Dataset ; dct:description "không có tiêu đề"@vi .
            """);
    Path broken = write("broken.ttl", "<http://example.vn/d> a ");

    Said said = sen("validate", good.toString(), broken.toString(), "--json");

    assertThat(said.exit()).isEqualTo(Exit.FOUND);
    JsonNode answers = said.json();
    assertThat(names(answers.get(0)))
        .isEqualTo(Set.of("file", "parsed", "error", "triples", "conforms", "results"));
    assertThat(answers.get(0).get("parsed").asBoolean()).isTrue();
    assertThat(answers.get(0).get("conforms").asBoolean()).isFalse();
    assertThat(names(answers.get(0).get("results").get(0)))
        .isEqualTo(Set.of("focusNode", "path", "component", "severity", "message"));
    assertThat(answers.get(1).get("parsed").asBoolean()).isFalse();
    assertThat(answers.get(1).get("error").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harvest | Give the URL of a source",
        "harvest http://example.vn/ | --kind",
        "harvest http://example.vn/ --kind ckan --limit 0 | --limit is at least 1",
        "harvest http://example.vn/ --kind fax | no kind of source called 'fax'",
        "harvest nowhere --kind ckan | A source is an address",
        "harvest ftp://example.vn/ --kind ckan | A source is an address",
        "harvest http://example.vn/ --kind ckan --agency tỉnh | An agency code",
        "hrvest | Did you mean: sen harvest",
        "check | Missing required parameter",
        "check nothing.csv | There is no file nothing.csv",
        "convert nothing.csv | --to",
        "decide a b | publish",
      })
  void whoTypesItWrongIsToldWhatIsRight(String words, String told) {
    var line = new ArrayList<>(List.of(words.strip().split(" ")));
    if (line.getFirst().equals("harvest") || line.getFirst().equals("decide")) {
      line.addAll(List.of("--data", data.toString()));
    }

    Said said = sen(line.toArray(String[]::new));

    assertThat(said.exit()).isIn(Exit.WRONG_USE, Exit.FAILED);
    assertThat(said.err()).contains(told.strip()).doesNotContain("at vn.sen");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
            .getSubcommands()
            .keySet()) {
      Said said = sen(command, "--help");

      assertThat(said.exit()).as(command).isEqualTo(Exit.DONE);
      assertThat(said.out()).as(command).contains("Usage: sen " + command);
    }
  }

  @Test
  void twoServersOnOneDirectoryAreRefused() {
    Said said = sen("serve", "--port", "0", "--data", data.toString());

    assertThat(said.exit()).isEqualTo(Exit.FAILED);
    assertThat(said.err()).contains(Long.toString(ProcessHandle.current().pid()));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(work.resolve(name), text);
  }

  private static JsonNode finding(JsonNode report, String rule) {
    for (JsonNode finding : report.get("findings")) {
      if (finding.get("rule").asText().equals(rule)) {
        return finding;
      }
    }
    throw new AssertionError("no finding of " + rule + " in " + report);
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
