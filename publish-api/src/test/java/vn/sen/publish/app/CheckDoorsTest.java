package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;

/** A file is judged alike at the command line, by the API and on the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckDoorsTest {
  private static final String BOUNDARY = "----a-form-of-our-own";
  private static final long LARGEST = 3_000_000;
  private static final String TWICE = "ma,ten\n1,Huế\n2,Đà Nẵng\n2,Đà Nẵng\n";

  private Path work;
  private SamplePortals portals;
  private Platform platform;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    work = Files.createDirectory(directory.resolve("work"));
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("sen.properties"), "sen.check.largest=" + LARGEST);
    portals = SamplePortals.start();
    platform = Platform.start(data, portals);
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    platform.close();
    portals.close();
  }

  @Test
  void everyDoorGivesTheSameBytes() throws Exception {
    List<Path> files = variants();
    List<Path> some =
        IntStream.range(0, files.size()).filter(i -> i % 36 == 0).mapToObj(files::get).toList();

    assertThat(some).hasSize(6);
    assertThat(differing(some)).isEmpty();
  }

  @Test
  @Tag("longest")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void everyDoorGivesTheSameBytesForSixtyFiles() throws Exception {
    everyDoorGivesTheSameBytesFor(60);
  }

  @Test
  @Tag("longest")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void everyDoorGivesTheSameBytesForTwoHundredFiles() throws Exception {
    everyDoorGivesTheSameBytesFor(200);
  }

  /** Half of each of two folders of real files, and of our own where there are fewer. */
  private void everyDoorGivesTheSameBytesFor(int number) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("corpus/csv", "vn-data")) {
      try (Stream<Path> all = Files.walk(SharedCorpus.require(folder))) {
        all.filter(CheckDoorsTest::isSmallTable).sorted().limit(number / 2).forEach(files::add);
      }
    }
    files.addAll(variants().subList(0, number - files.size()));

    assertThat(files).hasSize(number);
    assertThat(differing(files)).isEmpty();
  }

  @Test
  void theNameIsThatOfTheFormOrOfTheParameter() throws Exception {
    assertThat(
            json(post("/api/v1/check", form(Map.of("file", file("so lieu/a.csv", TWICE)))))
                .get("input")
                .asText())
        .isEqualTo("a.csv");
    assertThat(json(raw("/api/v1/check?name=dân%20số.csv", TWICE)).get("input").asText())
        .isEqualTo("dân số.csv");
    assertThat(json(raw("/api/v1/check", TWICE)).get("input").asText()).isEqualTo("file");
  }

  @Test
  void aContractAPreviousVersionAndADayCountAsTheyDoAtTheCommandLine() throws Exception {
    String contract =
        """
        {"fields": [{"name": "ma", "type": "integer", "constraints": {"unique": true}},
                    {"name": "ten", "type": "string"}]}
        """;
    Path received = Files.writeString(work.resolve("twice.csv"), TWICE);
    Path promise = Files.writeString(work.resolve("promise.json"), contract);
    Path before = Files.writeString(work.resolve("before.csv"), "ma,ten\n" + "1,Huế\n".repeat(9));

    String said =
        sen(
            "check",
            received.toString(),
            "--json",
            "--contract",
            promise.toString(),
            "--previous",
            before.toString(),
            "--at",
            "2026-01-02");
    HttpResponse<String> answer =
        post(
            "/api/v1/check",
            form(
                Map.of(
                    "file", file("twice.csv", TWICE),
                    "contract", file("promise.json", contract),
                    "previous", file("before.csv", "ma,ten\n" + "1,Huế\n".repeat(9)),
                    "at", "2026-01-02")));

    assertThat(answer.body()).isEqualTo(said).contains("CLN-07", "COM-08");
  }

  @Test
  void whatCannotBeCheckedIsToldWhyByAPage() throws Exception {
    HttpResponse<String> nothing = post("/check", form(Map.of("at", "")), "Accept", "text/html");
    HttpResponse<String> contract =
        post(
            "/check",
            form(Map.of("file", file("a.csv", TWICE), "contract", file("c.json", "{}"))),
            "Accept",
            "text/html");

    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(nothing.body()).contains("Chưa chọn tệp", "<form");
    assertThat(contract.statusCode()).isEqualTo(400);
    assertThat(contract.body()).contains("/fields", "<form");
  }

  @Test
  void whatCannotBeCheckedIsToldWhyByTheApi() throws Exception {
    assertThat(problem(post("/api/v1/check", form(Map.of("at", "2026-01-01")))))
        .contains("'file' holds the file");
    assertThat(
            problem(
                post("/api/v1/check", form(Map.of("file", file("a.csv", TWICE), "at", "today")))))
        .contains("2026-07-01");
    assertThat(
            problem(
                post(
                    "/api/v1/check",
                    form(Map.of("file", file("a.csv", TWICE), "contract", file("c", "{}"))))))
        .contains("/fields");
    assertThat(problem(raw("/api/v1/check?nmae=a.csv", TWICE))).contains("unknown parameter");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedWithWhatIsAllowed() throws Exception {
    String large = "a\n" + "1\n".repeat((int) LARGEST);

    for (HttpResponse<String> answer :
        List.of(
            raw("/api/v1/check?name=large.csv", large),
            post("/api/v1/check", form(Map.of("file", file("large.csv", large)))))) {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("allowed");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void onlyFilesToCheckMayBeLargerThanAQueryIs() throws Exception {
    String query = "SELECT * { ?s ?p '" + "a".repeat(2_000_000) + "' }";

    assertThat(
            post("/sparql", query.getBytes(StandardCharsets.UTF_8), "application/sparql-query")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void theMarkedFileIsTheFormsOtherAnswer() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            request("/check", form(Map.of("file", file("tỉnh.csv", TWICE), "answer", "return")))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains("-sen.zip");
    assertThat(answer.body()).startsWith('P', 'K');
  }

  @Test
  void nothingOfAFileIsKept() throws Exception {
    post("/api/v1/check", form(Map.of("file", file("a.csv", TWICE))));
    raw("/api/v1/check", TWICE);

    assertThat(left()).isEmpty();
  }

  @Test
  void howeverMuchIsWrongThePageIsSmallAndSaysWhatItLeavesOut() throws Exception {
    var rows = new StringBuilder();
    for (int column = 0; column < 150; column++) {
      rows.append(column == 0 ? "" : ",").append("cột ").append(column);
    }
    for (int row = 0; row < 300; row++) {
      rows.append('\n');
      for (int column = 0; column < 150; column++) {
        String cell = row % 7 == column % 7 ? "đang cập nhật, chưa có" : " 12" + row + " ";
        rows.append(column == 0 ? "" : ",").append('"').append(cell).append('"');
      }
    }
    byte[] sent = form(Map.of("file", file("bad.csv", rows.toString()), "answer", "report"));

    HttpResponse<String> page = post("/check", sent, "Accept", "text/html");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(300_000);
    assertThat(page.body()).contains("Sửa trước tiên", "xem đầy đủ trong JSON");
  }

  /** Files of which a door says otherwise than the command line. */
  private List<String> differing(List<Path> files) throws Exception {
    var differing = new ArrayList<String>();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      String said = sen("check", file.toString(), "--json");
      String api = post("/api/v1/check", form(Map.of("file", new Sent(name, content)))).body();
      String page =
          post("/check", form(Map.of("file", new Sent(name, content), "answer", "json"))).body();
      if (!said.equals(api) || !said.equals(page)) {
        differing.add(name);
      }
    }
    return differing;
  }

  private static boolean isSmallTable(Path file) {
    String name = file.getFileName().toString();
    return Stream.of(".csv", ".xlsx", ".xls", ".ods", ".zip").anyMatch(name::endsWith)
        && file.toFile().isFile()
        && file.toFile().length() < 300_000;
  }

  /** Small tables of our own, each with something else about it. */
  private List<Path> variants() throws IOException {
    Path directory = Files.createTempDirectory(work, "variants-");
    var files = new ArrayList<Path>();
    String[] separators = {",", ";", "\t", "|"};
    String[] cells = {"1.234,5", "N/A", "  x ", "79", "2E+11", "=1+1", "Hòa", "2205-01-01", ""};
    for (String separator : separators) {
      for (String cell : cells) {
        for (int rows : new int[] {0, 1, 3, 40, 200, 1000}) {
          var text = new StringBuilder(String.join(separator, "ma", "ten", "gia_tri") + "\n");
          for (int row = 0; row < rows; row++) {
            text.append(row).append(separator).append("tên ").append(row % 5).append(separator);
            text.append(row % 3 == 0 ? cell : "7").append('\n');
          }
          files.add(
              Files.writeString(
                  directory.resolve("variant-" + files.size() + ".csv"), text.toString()));
        }
      }
    }
    return files;
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(platform.program.uploads().directory())) {
      return files.toList();
    }
  }

  private String sen(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    assertThat(exit).as(err.toString()).isLessThan(Exit.WRONG_USE);
    return out.toString();
  }

  private record Sent(String name, byte[] content) {}

  private static Sent file(String name, String content) {
    return new Sent(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Fields in the order of their names; a field is a text or a file. */
  private static byte[] form(Map<String, Object> fields) throws IOException {
    var out = new ByteArrayOutputStream();
    for (Map.Entry<String, Object> field : new TreeMap<>(fields).entrySet()) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"".formatted(BOUNDARY, field.getKey());
      if (field.getValue() instanceof Sent(String name, byte[] content)) {
        out.writeBytes(utf8(head + "; filename=\"" + name + "\"\r\n"));
        out.writeBytes(utf8("Content-Type: application/octet-stream\r\n\r\n"));
        out.writeBytes(content);
      } else {
        out.writeBytes(utf8(head + "\r\n\r\n" + field.getValue()));
      }
      out.writeBytes(utf8("\r\n"));
    }
    out.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, byte[] form) {
    return HttpRequest.newBuilder(address(path))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(form));
  }

  private URI address(String path) {
    return platform.address(path.replace(" ", "%20"));
  }

  private HttpResponse<String> post(String path, byte[] form, String... headers) throws Exception {
    HttpRequest.Builder request = request(path, form);
    if (headers.length == 1) {
      request.setHeader("Content-Type", headers[0]);
    } else if (headers.length > 1) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** As a body of unknown length. */
  private HttpResponse<String> raw(String path, String content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofInputStream(() -> stream(content)))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static InputStream stream(String content) {
    return new java.io.ByteArrayInputStream(utf8(content));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private static String problem(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(400);
    return Json.mapper().readTree(answer.body()).get("detail").asText();
  }
}
