package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;

class TablesApiTest {
  private static final String TABLE =
      "/api/v1/datasets/" + FixtureData.POPULATION + "/tables/dan-so";
  private static final String FILE = "/download/" + FixtureData.POPULATION + "/dan-so/";

  private final FixtureServer server = FixtureServer.shared();

  @Nested
  class Description {
    @Test
    void saysWhatIsPublishedAndWhatWasJudgedLast() throws Exception {
      JsonNode table =
          json(server.get("/api/v1/datasets/" + FixtureData.FUEL + "/tables/gia-xang-dau"));

      assertThat(table.path("published").path("version").asInt()).isEqualTo(11);
      assertThat(table.path("latest").path("version").asInt()).isEqualTo(12);
      assertThat(table.path("heldBack").asBoolean()).isTrue();
      assertThat(table.path("published").path("downloads")).hasSize(3);
      assertThat(table.path("latest").path("downloads")).isEmpty();
    }

    @Test
    void versionsAndSchemaAreThere() throws Exception {
      assertThat(json(server.get(TABLE + "/versions")).path("total").asInt()).isEqualTo(1);
      JsonNode schema = json(server.get(TABLE + "/schema"));
      assertThat(schema.path("columns").path(2).path("type").asText()).isEqualTo("integer");
    }

    @Test
    void theReportIsWhatTheCommandLinePrints() throws Exception {
      HttpResponse<String> answer = server.get(TABLE + "/quality");
      HttpResponse<String> csv = server.get(TABLE + "/quality?format=csv");

      QualityReport report =
          FixtureData.report(FixtureData.entries().get(1).tables().getFirst().latest());
      assertThat(answer.body()).isEqualTo(Json.write(report));
      assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
      assertThat(csv.body().lines().findFirst().orElse(""))
          .isEqualTo(
              "rule,dimension,severity,scope,column,evaluated,failed,truncated,row,value,expected,"
                  + "message_vi,message_en,waiver,waived_until,waived_by,waived_why");
      long lines = 0;
      for (JsonNode finding : Json.mapper().readTree(answer.body()).path("findings")) {
        lines += Math.max(1, finding.path("rows").size());
      }
      assertThat(csv.body().split("\r\n")).hasSize((int) lines + 1);
      assertThat(server.get(TABLE + "/quality?format=xml").statusCode()).isEqualTo(400);
      assertThat(server.get(TABLE + "/quality?version=99").statusCode()).isEqualTo(404);
    }

    @Test
    void aTableThatIsNotThereNamesThoseThatAre() throws Exception {
      HttpResponse<String> answer =
          server.get("/api/v1/datasets/" + FixtureData.POPULATION + "/tables/none");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("dan-so");
    }
  }

  @Nested
  class Rows {
    @Test
    void comeInPagesWithColumnsAndTotal() throws Exception {
      JsonNode page = json(server.get(TABLE + "/rows?limit=3"));

      assertThat(page.path("total").asInt()).isEqualTo(1_020);
      assertThat(page.path("items")).hasSize(3);
      assertThat(page.path("items").path(0).path("ten_tinh").asText()).isEqualTo("Hà Nội");
      assertThat(page.path("columns").path(0).path("name").asText()).isEqualTo("ma_tinh");
      JsonNode second =
          json(server.get(TABLE + "/rows?limit=3&cursor=" + page.path("next").asText()));
      assertThat(second.path("items").path(0).path("ten_tinh").asText()).isEqualTo("Điện Biên");
    }

    @Test
    void areFiltered() throws Exception {
      assertThat(json(server.get(TABLE + "/rows?where=ma_tinh%20%3D%20'01'")).path("total").asInt())
          .isEqualTo(30);
      HttpResponse<String> wrong = server.get(TABLE + "/rows?where=mat_do%20%3E%201");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("mat_do", "dan_so");
    }

    @Test
    void ofAVersionThatVisitorsMayNotSeeAreGone() throws Exception {
      HttpResponse<String> answer =
          server.get("/api/v1/datasets/%s/tables/danh-sach/rows".formatted(FixtureData.CITIZENS));

      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(answer.body()).contains("blocked");
      assertThat(
              server
                  .get(
                      "/api/v1/datasets/%s/tables/gia-xang-dau/rows?version=12"
                          .formatted(FixtureData.FUEL))
                  .statusCode())
          .isEqualTo(410);
      assertThat(server.get(TABLE + "/rows?version=seven").statusCode()).isEqualTo(400);
    }
  }

  @Nested
  class Downloads {
    @Test
    void aWholeFileSaysWhatItIs() throws Exception {
      HttpResponse<byte[]> answer = server.getBytes(FILE + "latest.parquet");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(FixtureCatalog.PARQUET);
      assertThat(header(answer, "ETag")).isEqualTo('"' + FixtureCatalog.PARQUET_SHA + '"');
      assertThat(header(answer, "Repr-Digest"))
          .isEqualTo(
              "sha-256=:%s:"
                  .formatted(
                      Base64.getEncoder()
                          .encodeToString(HexFormat.of().parseHex(FixtureCatalog.PARQUET_SHA))));
      assertThat(header(answer, "X-Row-Count")).isEqualTo("1020");
      assertThat(header(answer, "Content-Length")).isEqualTo("50000");
      assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
      assertThat(header(answer, "Content-Disposition"))
          .isEqualTo(
              "attachment; filename=\"Bang-dan-so-v7.parquet\";"
                  + " filename*=UTF-8''B%E1%BA%A3ng%20dan-so%20v7.parquet");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
      assertThat(header(server.getBytes(FILE + "7.parquet"), "Cache-Control"))
          .contains("immutable");
    }

    @Test
    void aBrokenDownloadGoesOnWhereItStopped() throws Exception {
      HttpResponse<byte[]> part =
          server.getBytes(
              FILE + "7.parquet",
              "Range",
              "bytes=40000-",
              "If-Range",
              '"' + FixtureCatalog.PARQUET_SHA + '"');

      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(header(part, "Content-Range")).isEqualTo("bytes 40000-49999/50000");
      assertThat(header(part, "Content-Length")).isEqualTo("10000");
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(FixtureCatalog.PARQUET, 40_000, 50_000));
      assertThat(server.getBytes(FILE + "7.parquet", "Range", "bytes=-1").body()).hasSize(1);
      assertThat(
              server
                  .getBytes(FILE + "7.parquet", "Range", "bytes=0-9", "If-Range", "\"another\"")
                  .statusCode())
          .isEqualTo(200);
    }

    @Test
    void aPartBeyondTheEndIsRefused() throws Exception {
      HttpResponse<byte[]> answer = server.getBytes(FILE + "7.parquet", "Range", "bytes=50000-");

      assertThat(answer.statusCode()).isEqualTo(416);
      assertThat(header(answer, "Content-Range")).isEqualTo("bytes */50000");
    }

    @Test
    void whoHasItAlreadyGetsNothing() throws Exception {
      HttpResponse<byte[]> answer =
          server.getBytes(
              FILE + "7.parquet", "If-None-Match", '"' + FixtureCatalog.PARQUET_SHA + '"');

      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.headers().allValues("ETag")).hasSize(1);
    }

    @Test
    void headSaysTheSameWithoutTheBytes() throws Exception {
      HttpResponse<String> answer = server.send("HEAD", FILE + "7.parquet", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "Content-Length")).isEqualTo("50000");
      assertThat(header(answer, "X-Row-Count")).isEqualTo("1020");
    }

    @Test
    void aFileIsNeverCompressedOnTheWay() throws Exception {
      HttpResponse<byte[]> answer = server.getBytes(FILE + "7.csv", "Accept-Encoding", "gzip");

      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(header(answer, "ETag"))
          .isEqualTo('"' + FixtureCatalog.sha256(answer.body()) + '"');
    }

    @Test
    void whatIsNoTableIsGivenAsItCame() throws Exception {
      HttpResponse<byte[]> answer =
          server.getBytes(
              "/download/%s/files/%s".formatted(FixtureData.PLAN, FixtureCatalog.PDF_SHA));

      assertThat(answer.body()).isEqualTo(FixtureCatalog.PDF);
      assertThat(header(answer, "Content-Type")).isEqualTo("application/pdf");
      assertThat(answer.headers().firstValue("X-Row-Count")).isEmpty();
      assertThat(server.get("/download/%s/files/00".formatted(FixtureData.PLAN)).statusCode())
          .isEqualTo(404);
    }

    @Test
    void unknownFormatsAndVersionsAreRefused() throws Exception {
      assertThat(server.get(FILE + "7.doc").statusCode()).isEqualTo(400);
      assertThat(server.get(FILE + "parquet").statusCode()).isEqualTo(400);
      assertThat(server.get(FILE + "x.csv").statusCode()).isEqualTo(400);
      assertThat(server.get(FILE + "99.csv").statusCode()).isEqualTo(404);
      assertThat(
              server
                  .get("/download/%s/danh-sach/latest.csv".formatted(FixtureData.CITIZENS))
                  .statusCode())
          .isEqualTo(410);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }
}
