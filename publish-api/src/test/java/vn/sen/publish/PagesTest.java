package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private final FixtureServer server = FixtureServer.shared();

  static List<String> pages() {
    return List.of(
        "/",
        "/datasets",
        "/datasets?q=kh%C3%B4ng&grade=A&sort=title",
        "/datasets?q=nothingatall",
        "/dataset/" + FixtureData.PROVINCES,
        "/dataset/" + FixtureData.POPULATION,
        "/dataset/" + FixtureData.FUEL,
        "/dataset/" + FixtureData.CITIZENS,
        "/dataset/" + FixtureData.PLAN,
        "/dataset/" + FixtureData.YEARBOOK,
        "/dataset/" + FixtureData.UNRATED,
        "/dataset/" + FixtureData.SCHOOLS,
        "/dataset/" + FixtureData.HOSTILE,
        "/dataset/" + FixtureData.ENGLISH,
        "/dataset/" + FixtureData.POPULATION + "/dan-so",
        "/dataset/" + FixtureData.CITIZENS + "/danh-sach",
        "/dataset/" + FixtureData.CITIZENS + "/danh-sach-cu",
        "/dataset/" + FixtureData.POPULATION + "/dan-so/7/quality",
        "/agencies",
        "/agency/H26",
        "/quality",
        "/quality/rules/ACC-04",
        "/quality/codes",
        "/runs",
        "/runs/2026-11-20-1",
        "/sources",
        "/sources?state=failing&q=du-lieu",
        "/sources/desk",
        "/source/" + FixtureData.CKAN,
        "/source/" + FixtureData.FILES,
        "/runs/2026-11-20-2",
        "/check",
        "/held",
        "/help",
        "/help/parts",
        "/sparql",
        "/sparql?query=SELECT",
        "/sparql?query=ASK",
        "/sparql?query=nonsense",
        "/problems/gone");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageRunsNothingAndIsWholeInBothLanguages(String path) throws Exception {
    for (String language : List.of("vi", "en")) {
      HttpResponse<String> page =
          server.page(path + (path.contains("?") ? "&" : "?") + "lang=" + language);

      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body())
          .contains("<html lang=\"" + language + "\">", "</html>", "<main id=\"content\"")
          .doesNotContain(" style=", "<style", "=\"javascript:", " onclick=", " onerror=");
      assertThat(page.body().replaceAll("<script type=\"application/ld\\+json\">", ""))
          .doesNotContain("<script");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "script-src");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageHasOneHeadingAndNamesNoOtherHost(String path) throws Exception {
    String page = server.page(path).body();

    assertThat(page.split("<h1", -1)).as(path).hasSize(2);
    assertThat(page).doesNotContainPattern("<title>\\s*(–|null)");
    // What a browser fetches or sends by itself; links to elsewhere are the reader's choice.
    assertThat(page)
        .doesNotContainPattern("(src|action|srcset|poster|data)=\"(https?:)?//")
        .doesNotContainPattern("rel=\"(stylesheet|icon|preload|preconnect)\" href=\"(https?:)?//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/datasets?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/datasets?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/datasets?q=%00",
        "/datasets?q=%F0%9F%8C%B8",
        "/datasets?q=%E2%80%AEabc",
        "/datasets?q=da%CC%82n%20so%CC%82%CC%81",
        "/datasets?q=%FF%FE",
        "/datasets?q=%22a+AND+(+OR+*:*",
        "/datasets?publisher=%3Cscript%3Ealert(1)&grade=Z&state=x",
        "/datasets?limit=-1",
        "/datasets?cursor=zz",
        "/datasets?modified=soon",
        "/dataset/%00",
        "/dataset/%3Cscript%3Ealert(1)",
        "/dataset/..%2F..%2Fetc%2Fpasswd",
        "/agency/%F0%9F%8C%B8",
        "/runs/%3Cscript%3Ealert(1)",
        "/runs?source=%3Cscript%3Ealert(1)",
        "/quality/rules/%3Cb%3E",
        "/sparql?query=%3Cscript%3Ealert(1)",
        "/problems/%3Cscript%3Ealert(1)"
      })
  void whateverIsAskedIsAnsweredAsAPage(String path) throws Exception {
    HttpResponse<String> page = server.page(path);

    assertThat(page.statusCode()).isIn(200, 400, 404);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .contains("<html lang=\"vi\">", "</html>")
        .doesNotContain("<script>alert", "<img src=x", "\0", "vn.sen.", "Exception");
  }

  @Test
  void aVeryLongQuestionIsStillAQuestion() throws Exception {
    assertThat(server.page("/datasets?q=" + "a".repeat(10_000)).statusCode()).isEqualTo(200);
    assertThat(server.page("/datasets?q=" + "%E1%BA%A5+".repeat(1_100)).statusCode())
        .isEqualTo(200);
    assertThat(server.page("/datasets?q=" + "a".repeat(100_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void theChosenLanguageIsRemembered() throws Exception {
    HttpResponse<String> chosen = server.page("/?lang=en");
    String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(server.page("/datasets", "Cookie", cookie.split(";")[0]).body())
        .contains("All datasets");
    assertThat(server.page("/datasets").body()).contains("Tất cả bộ dữ liệu");
    assertThat(server.page("/datasets", "Accept-Language", "en-GB").body())
        .contains("All datasets");
  }

  @Test
  void theFirstScreenOfADatasetAnswersTheFiveQuestions() throws Exception {
    String page = server.page("/dataset/" + FixtureData.POPULATION).body();
    String first = page.substring(page.indexOf("<article>"), page.indexOf("id=\"tables\""));

    assertThat(first)
        .contains(
            "Dân số trung bình phân theo địa phương",
            "Cục Thống kê",
            "2019 – 2024",
            "Hạng B: Đúng 91 %, Đủ 83 %, Sạch 69 %, Sống 88 %",
            "/download/7d3n9xw4ya/dan-so/latest.parquet");
  }

  @Test
  void everyStateIsSaidInWords() throws Exception {
    assertThat(server.page("/dataset/" + FixtureData.FUEL).body())
        .contains(
            "Phiên bản 12 mới hơn đang được giữ lại",
            "/dataset/b5t1rr6pzc/gia-xang-dau/12/quality");
    assertThat(server.page("/dataset/" + FixtureData.CITIZENS).body())
        .contains("Phiên bản 1 bị chặn", "Hoa sen khép", "Cột so_cccd chứa số căn cước công dân")
        .doesNotContain("/download/c9v2me8hqd");
    assertThat(server.page("/dataset/" + FixtureData.PLAN).body())
        .contains("không có bảng", "Quy hoạch Thủ đô – báo cáo tổng hợp.pdf");
    assertThat(server.page("/dataset/" + FixtureData.YEARBOOK).body())
        .contains("được công bố theo quyết định", "Trần Thị Lan");
    assertThat(server.page("/dataset/" + FixtureData.SCHOOLS).body())
        .contains("Máy chủ trả về trang đăng nhập");
    assertThat(server.page("/dataset/" + FixtureData.PROVINCES).body()).contains("dvhc-tinh-2025");
    HttpResponse<String> gone = server.page("/dataset/" + FixtureData.GONE);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("Đã gỡ", "cơ quan công bố đã thay");
  }

  @Test
  void evidenceNamesRowsAndTheCure() throws Exception {
    String report = server.page("/dataset/" + FixtureData.POPULATION + "/dan-so/7/quality").body();

    assertThat(report)
        .contains(
            "ACC-04",
            "Dùng mã của 34 tỉnh",
            "Dòng trong tệp gốc",
            "08 (Tuyên Quang)",
            "1.023 dòng nhận được = 1.020 dòng công bố + 2 dòng loại + 1 dòng để riêng");
  }

  @Test
  void aReportShowsHowEarlierVersionsDid() throws Exception {
    String report = server.page("/dataset/b5t1rr6pzc/gia-xang-dau/12/quality").body();

    assertThat(report).contains("Qua các phiên bản", "/gia-xang-dau/11/quality", "aria-current");
  }

  @Test
  void whatASourceWritesCannotRun() throws Exception {
    String page = server.page("/dataset/" + FixtureData.HOSTILE).body();

    assertThat(page)
        .contains("&lt;b&gt;thử&lt;/b&gt;", "href=\"https://example.vn/a\"")
        .doesNotContain("<script>alert", "javascript:alert", "onerror");
  }

  @Test
  void facetsAreLinksAndPagesLeadBack() throws Exception {
    String first = server.page("/datasets?publisher=H26").body();
    String next =
        first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    String second = server.page(next).body();

    assertThat(first)
        .contains("34 bộ dữ liệu", "UBND thành phố Hà Nội")
        .doesNotContain("rel=\"prev\"");
    assertThat(second)
        .contains("rel=\"prev\" href=\"/datasets?publisher=H26\"")
        .doesNotContain("rel=\"next\"");
  }

  @Test
  void anEmptyResultSaysHowToGoOn() throws Exception {
    assertThat(server.page("/datasets?q=nothingatall").body())
        .contains("Không tìm thấy bộ dữ liệu nào", "Thử ít từ hơn", "/agencies");
  }

  @Test
  void aWrongFilterIsShownBesideTheForm() throws Exception {
    String page =
        server.page("/dataset/" + FixtureData.POPULATION + "/dan-so?where=mat_do%20%3E%201").body();

    assertThat(page)
        .contains("Điều kiện lọc chưa đúng", "there is no column", "value=\"mat_do > 1\"");
  }

  @Test
  void whoHasThePageAlreadyGetsNothing() throws Exception {
    for (String path : List.of("/", "/dataset/" + FixtureData.PROVINCES, "/datasets")) {
      String tag = server.page(path).headers().firstValue("ETag").orElseThrow();

      assertThat(server.page(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(304);
      assertThat(server.page(path + "?lang=en", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void assetsAreKeptForEver() throws Exception {
    String page = server.page("/").body();
    String sheet = page.replaceAll("(?s).*rel=\"stylesheet\" href=\"([^\"]+)\".*", "$1");
    HttpResponse<String> answer = server.get(sheet);

    assertThat(answer.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
    assertThat(server.get("/assets/old/sen.css").headers().firstValue("Cache-Control"))
        .contains("no-cache");
    assertThat(server.get("/assets/x/none.css").statusCode()).isEqualTo(404);
  }

  @Test
  void anErasedVersionSaysWhenByWhomAndWhy() throws Exception {
    for (String path : List.of("", "/danh-sach-cu")) {
      assertThat(server.page("/dataset/" + FixtureData.CITIZENS + path).body())
          .contains("đã bị xoá", "Trần Thị Lan", "công dân yêu cầu");
    }
    HttpResponse<String> rows =
        server.get("/api/v1/datasets/" + FixtureData.CITIZENS + "/tables/danh-sach-cu/rows");
    assertThat(rows.statusCode()).isEqualTo(410);
    assertThat(rows.body()).contains("công dân yêu cầu");
  }

  @Test
  void onlyThePageOfTheApiRunsAProgram() throws Exception {
    HttpResponse<String> page = server.page("/api");

    assertThat(page.body())
        .contains("swagger-ui-bundle.js", "/openapi.yml")
        .doesNotContain("http://", "https://");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self';");
  }

  @Test
  void aDatasetThatIsLateOrWhoseLinkIsDeadSaysSoAndSinceWhen() throws Exception {
    String page = server.page("/dataset/" + FixtureData.POPULATION).body();

    assertThat(page)
        .contains(
            "Số liệu đã quá hạn cập nhật",
            "Liên kết tới dữ liệu ở cơ quan không còn trả lời",
            "từ 2026-11-11",
            "50 trên 405 điểm",
            "1 trên 2 liên kết trả lời đúng");
    assertThat(server.page("/dataset/" + FixtureData.PROVINCES).body())
        .doesNotContain("id=\"living\"");
  }

  @Test
  void anAgencysServersAreShownApartFromItsData() throws Exception {
    String page = server.page("/agency/" + FixtureData.INTERIOR.code()).body();

    assertThat(page).contains("id=\"operations\"", "87 %", "42 %", "LIV-11");
    assertThat(server.page("/agency/" + FixtureData.TRADE.code()).body())
        .doesNotContain("id=\"operations\"");
  }
}
