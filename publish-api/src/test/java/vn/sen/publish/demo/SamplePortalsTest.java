package vn.sen.publish.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.sen.publish.demo.SamplePortal.Kind;
import vn.sen.vocab.Severity;
import vn.sen.vocab.rdf.Shapes;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplePortalsTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);

  private final Browser browser = new Browser();
  private final SamplePortals portals = SamplePortals.start(TODAY);
  private final Map<String, URI> files = new HashMap<>();

  @BeforeAll
  void readsAllCatalogues() {
    for (SamplePortal portal : portals.portals()) {
      Offered.by(portal, browser)
          .files()
          .forEach((file, url) -> files.put(portal.source() + "/" + file, url));
    }
  }

  @AfterAll
  void closes() {
    portals.close();
    browser.close();
  }

  @Test
  void everyPromiseIsAboutAFileThatAPortalOffers() {
    assertThat(portals.promises())
        .extracting(p -> p.source() + "/" + p.identifier() + "/" + p.file())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(files.keySet());
  }

  @Test
  void thereAreSixPortalsOfSixAgenciesInThreeProtocols() {
    assertThat(portals.portals())
        .extracting(SamplePortal::agency)
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThat(portals.portals()).extracting(SamplePortal::source).doesNotHaveDuplicates();
    assertThat(portals.portals())
        .extracting(SamplePortal::kind)
        .containsOnly(Kind.CKAN, Kind.DCAT, Kind.FILES);
  }

  @Test
  void thereIsEnoughToSearch() {
    List<SamplePromise> promises = portals.promises();

    assertThat(promises.stream().map(p -> p.source() + p.identifier()).distinct())
        .hasSizeGreaterThanOrEqualTo(28);
    assertThat(
            promises.stream()
                .filter(
                    p ->
                        p.expected() == Expected.PUBLISHED
                            || p.expected() == Expected.PUBLISHED_WITH_WARNINGS)
                .mapToInt(SamplePromise::rows)
                .sum())
        .isGreaterThanOrEqualTo(50_000);
    assertThat(
            promises.stream()
                .map(p -> p.file().substring(p.file().lastIndexOf('.')))
                .collect(Collectors.toSet()))
        .contains(".csv", ".tsv", ".xls", ".xlsx", ".pdf");
  }

  @Test
  void everyStateIsSeen() {
    assertThat(portals.promises()).extracting(SamplePromise::expected).contains(Expected.values());
  }

  @Test
  void whatIsSpecialSaysWhy() {
    assertThat(portals.promises())
        .filteredOn(p -> p.expected() != Expected.PUBLISHED)
        .allSatisfy(p -> assertThat(p.why()).isNotEmpty());
  }

  @Test
  void tablesHaveAsManyRowsAsPromised() {
    for (SamplePromise promise : portals.promises()) {
      String file = promise.file();
      boolean plain =
          (file.endsWith(".csv") || file.endsWith(".tsv"))
              && promise.expected() != Expected.FAILED
              && !promise.rules().contains("COM-11");
      if (plain) {
        byte[] bytes = body(promise.source().value(), promise.identifier(), file);
        Charset charset =
            bytes[0] == (byte) 0xff ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
        List<List<String>> rows =
            Offered.csv(new String(bytes, charset), file.endsWith(".tsv") ? '\t' : ',');
        assertThat(rows).as(promise.toString()).hasSize(promise.rows() + 1);
      }
    }
  }

  @Test
  void dataDictionariesNameTheColumnsOfTheirTables() {
    SamplePortal turtle = portal("noi-vu-dcat");
    Model catalogue = Offered.catalogue(turtle.url(), browser);

    List<Resource> distributions = catalogue.listResourcesWithProperty(DCAT.downloadURL).toList();

    assertThat(distributions).isNotEmpty();
    for (Resource distribution : distributions) {
      JsonNode schema =
          Offered.json(
              browser.get(
                  URI.create(distribution.getPropertyResourceValue(DCTerms.conformsTo).getURI())));
      String table =
          Browser.text(
              browser.get(
                  URI.create(distribution.getPropertyResourceValue(DCAT.downloadURL).getURI())));
      assertThat(schema.path("fields").findValuesAsText("name"))
          .isEqualTo(Offered.csv(table, ',').getFirst());
      assertThat(schema.path("fields").findValuesAsText("description"))
          .allSatisfy(text -> assertThat(text).isNotBlank());
    }
  }

  // ---- protocols

  @Test
  void ckanPagesAreCappedAndNeverOverlap() {
    URI root = portal("thong-ke-ckan").url();
    Set<String> names = new HashSet<>();
    int total = 0;

    for (int start = 0; start < 20; start += 5) {
      JsonNode result =
          action(root, "package_search?rows=1000&sort=name%20asc&start=" + start).path("result");
      result.path("results").forEach(dataset -> names.add(dataset.path("name").asText()));
      total = result.path("count").asInt();
      assertThat(result.path("results").size()).isLessThanOrEqualTo(5);
    }

    assertThat(total).isEqualTo(8);
    assertThat(names).hasSize(total);
    JsonNode list = action(root, "package_list").path("result");
    assertThat(list).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void ckanShowsADatasetByNameAndById() {
    URI root = portal("tp-ho-chi-minh-ckan").url();

    JsonNode byName = action(root, "package_show?id=tram-xe-buyt").path("result");
    JsonNode byId = action(root, "package_show?id=" + byName.path("id").asText()).path("result");

    assertThat(byId).isEqualTo(byName);
    assertThat(byName.path("title_translated").path("en").asText()).isEqualTo("Bus stops");
    assertThat(byName.path("resources").get(0).path("format").asText()).isEqualTo("CSV");
    assertThat(byName.path("organization").path("name").asText()).isEqualTo("tp-ho-chi-minh");
  }

  @Test
  void ckanAnswersParametersInABody() {
    URI root = portal("thong-ke-ckan").url();

    JsonNode found =
        Offered.json(
            browser.post(
                root.resolve("api/3/action/package_search"),
                "{\"fq\": \"res_format:XLS\", \"rows\": 3}"));

    assertThat(found.path("result").path("count").asInt()).isEqualTo(1);
    assertThat(found.path("result").path("results").get(0).path("name").asText())
        .isEqualTo("lua-ca-nam-2020-2024");
  }

  @Test
  void ckanFiltersByTheDateOfTheLastChange() {
    URI root = portal("thong-ke-ckan").url();

    JsonNode since =
        action(
            root, "package_search?fq=metadata_modified:%5B2026-11-01T00:00:00Z%20TO%20*%5D&rows=0");

    assertThat(since.path("result").path("count").asInt()).isEqualTo(2);
    assertThat(since.path("result").path("results")).isEmpty();
  }

  @Test
  void ckanTellsWhatItIsAndWhoseDataItHas() {
    URI root = portal("thong-ke-ckan").url();

    assertThat(action(root, "status_show").path("result").path("ckan_version").asText())
        .startsWith("2.");
    assertThat(action(root, "organization_list").path("result").get(0).asText())
        .isEqualTo("thong-ke");
    assertThat(
            action(root, "organization_list?all_fields=true")
                .path("result")
                .get(0)
                .path("package_count")
                .asInt())
        .isEqualTo(8);
  }

  @Test
  void ckanRefusesInItsOwnWords() {
    URI root = portal("thong-ke-ckan").url();

    assertRefused(root, "package_show?id=khong-co", 404, "Not Found Error");
    assertRefused(root, "package_show", 409, "Validation Error");
    assertRefused(root, "package_search?rows=-1", 409, "Validation Error");
    assertRefused(root, "package_search?fq=nonsense:1", 409, "Search Query Error");
    assertThat(browser.get(root.resolve("api/3/action/package_delete")).statusCode())
        .isEqualTo(400);
    assertThat(browser.post(root.resolve("api/3/action/package_list"), "{").statusCode())
        .isEqualTo(400);
    assertThat(browser.delete(root).statusCode()).isEqualTo(405);
  }

  private void assertRefused(URI root, String call, int status, String type) {
    HttpResponse<byte[]> response = browser.get(root.resolve("api/3/action/" + call));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Offered.json(response).path("success").asBoolean(true)).isFalse();
    assertThat(Offered.json(response).path("error").path("__type").asText()).isEqualTo(type);
  }

  @Test
  void dcatComesInThreeSyntaxesEachComplete() {
    Map<String, Integer> datasets = new LinkedHashMap<>();
    for (SamplePortal portal : portals.portals()) {
      if (portal.kind() == Kind.DCAT) {
        Model catalogue = Offered.catalogue(portal.url(), browser);
        String path = portal.url().getPath();
        datasets.put(path, catalogue.listObjectsOfProperty(DCAT.dataset).toList().size());
      }
    }

    assertThat(datasets)
        .isEqualTo(Map.of("/catalog.ttl", 9, "/catalog.rdf", 7, "/catalog.jsonld", 9));
  }

  @Test
  void theTurtleCatalogueHasSeveralPages() {
    URI first = portal("noi-vu-dcat").url();

    assertThat(browser.get(URI.create(first + "?page=3")).statusCode()).isEqualTo(200);
    assertThat(browser.get(URI.create(first + "?page=4")).statusCode()).isEqualTo(404);
    assertThat(Browser.text(browser.get(first))).contains("hydra:next");
    assertThat(Browser.text(browser.get(URI.create(first + "?page=3"))))
        .doesNotContain("hydra:next")
        .contains("hydra:previous");
  }

  @Test
  void theContextOfJsonLdIsInsideTheDocument() {
    JsonNode document = Offered.json(browser.get(portal("khoa-hoc-cong-nghe-dcat").url()));

    assertThat(document.path("@context").isObject()).isTrue();
  }

  @Test
  void aDatasetOfTwoPortalsIsTheSameDataset() {
    Model owner = Offered.catalogue(portal("noi-vu-dcat").url(), browser);
    Model copy = Offered.catalogue(portal("khoa-hoc-cong-nghe-dcat").url(), browser);
    Resource dataset = copy.getResource(Office.HOME_AFFAIRS.datasetIri("cap-tinh-hien-hanh"));

    assertThat(owner.getResource(dataset.getURI()).getProperty(DCTerms.identifier).getString())
        .isEqualTo(dataset.getProperty(DCTerms.identifier).getString());
    assertThat(owner.getResource(dataset.getURI()).getProperty(DCTerms.publisher).getObject())
        .isEqualTo(dataset.getProperty(DCTerms.publisher).getObject());
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    Set<URI> addresses = new HashSet<>(files.values());
    portals.portals().forEach(portal -> addresses.add(portal.url()));
    addresses.add(portal("thong-ke-ckan").url().resolve("api/3/action/package_search?rows=5"));

    for (URI address : addresses) {
      HttpResponse<byte[]> first = browser.get(address);
      if (first.statusCode() == 200) {
        String etag = first.headers().firstValue("ETag").orElseThrow();
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();
        HttpResponse<byte[]> again = browser.get(address, "If-None-Match", "\"other\", " + etag);
        assertThat(again.statusCode()).as(address.toString()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        assertThat(again.body()).isEmpty();
        assertThat(browser.get(address, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
        assertThat(
                browser
                    .get(address, "If-None-Match", "\"other\"", "If-Modified-Since", modified)
                    .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void anOldOrNonsensicalDateHasEverythingSent() {
    URI list = portal("ha-noi-files").url();

    assertThat(browser.get(list, "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT").statusCode())
        .isEqualTo(200);
    assertThat(browser.get(list, "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
  }

  @Test
  void headHasTheHeadersOfGet() {
    URI list = portal("ha-noi-files").url();

    HttpResponse<byte[]> head = browser.head(list);
    HttpResponse<byte[]> get = browser.get(list);

    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(get.body().length);
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
  }

  @Test
  void everyDatasetHasALandingPage() {
    Model catalogue = Offered.catalogue(portal("van-phong-chinh-phu-dcat").url(), browser);

    catalogue
        .listObjectsOfProperty(DCAT.landingPage)
        .forEach(
            page ->
                assertThat(browser.get(URI.create(page.asResource().getURI())).statusCode())
                    .isEqualTo(200));
  }

  @Test
  void descriptionsConformToTheProfilesButForTheOnesThatAreBadOnPurpose() {
    for (SamplePortal portal : portals.portals()) {
      if (portal.kind() == Kind.DCAT) {
        Model catalogue = Offered.catalogue(portal.url(), browser);
        for (String profile : List.of("sen", "dcat-ap-3")) {
          assertThat(Shapes.profile(profile).validate(catalogue).results())
              .filteredOn(result -> result.level() == Severity.ERROR)
              .as(profile)
              .allMatch(result -> result.focusNode().endsWith("/ban-ghi-khong-ten"));
        }
      }
    }
  }

  // ---- the same day gives the same files

  @Test
  void theSameDayGivesTheSameFiles() {
    try (SamplePortals twin = SamplePortals.start(TODAY)) {
      for (SamplePortal portal : twin.portals()) {
        Offered.by(portal, browser)
            .files()
            .forEach(
                (file, url) ->
                    assertThat(browser.get(url).body())
                        .as(file)
                        .isEqualTo(answer(portal.source() + "/" + file).body()));
      }
      assertThat(twin.promises()).isEqualTo(portals.promises());
    }
  }

  @Test
  void theSameDayGivesTheSameCatalogueButForItsAddress() {
    try (SamplePortals twin = SamplePortals.start(TODAY)) {
      for (int i = 0; i < 6; i++) {
        SamplePortal portal = portals.portals().get(i);
        if (portal.kind() == Kind.DCAT) {
          Model here = Offered.catalogue(portal.url(), browser);
          Model there = Offered.catalogue(twin.portals().get(i).url(), browser);
          assertThat(withoutPort(there)).isEqualTo(withoutPort(here));
        }
      }
    }
  }

  private static List<String> withoutPort(Model model) {
    return model
        .listStatements()
        .mapWith(
            statement ->
                "%s %s %s"
                    .formatted(
                        statement.getSubject().isAnon() ? "_" : statement.getSubject(),
                        statement.getPredicate(),
                        statement.getObject().isAnon() ? "_" : statement.getObject()))
        .mapWith(text -> text.replaceAll("127\\.0\\.0\\.1:\\d+", "here"))
        .toList()
        .stream()
        .sorted()
        .toList();
  }

  // ---- each bad sample is as bad as it says

  @Test
  void theTcvn3FileIsNeitherUtf8NorPlain() {
    byte[] bytes = body("thong-ke-ckan", "so-don-vi-hanh-chinh-2025-06", "so-don-vi.csv");
    String asLatin1 = new String(bytes, StandardCharsets.ISO_8859_1);

    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\uFFFD");
    assertThat(asLatin1).contains("Thµnh phè Hµ Néi");
  }

  @Test
  void theWindows1258FileDecodesToVietnamese() {
    byte[] bytes = body("ha-noi-files", "co-so-y-te-ha-noi", "co-so-y-te.csv");
    String text =
        Normalizer.normalize(
            new String(bytes, Charset.forName("windows-1258")), Normalizer.Form.NFC);

    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\uFFFD");
    assertThat(text).contains("Trạm y tế").contains("Phường");
  }

  @Test
  void theLegacyWorkbookHoldsItsRows() throws Exception {
    byte[] bytes = body("thong-ke-ckan", "lua-ca-nam-2020-2024", "lua-ca-nam.xls");

    try (var workbook = new HSSFWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(5 * 63);
      assertThat(workbook.getSheetAt(0).getRow(1).getCell(1).getStringCellValue()).isEqualTo("01");
    }
  }

  @Test
  void theWorkbookForPrintHasATitleAboveAndATotalBelow() throws Exception {
    byte[] bytes = body("thong-ke-ckan", "doanh-nghiep-theo-xa", "doanh-nghiep.xlsx");

    try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      int last = sheet.getLastRowNum();
      double sum = 0;
      for (int i = 3; i < last; i++) {
        sum += sheet.getRow(i).getCell(4).getNumericCellValue();
      }
      assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("ma_xa");
      assertThat(last - 3).isEqualTo(3_321);
      assertThat(sheet.getRow(last).getCell(1).getStringCellValue()).isEqualTo("Tổng cộng");
      assertThat(sheet.getRow(last).getCell(4).getNumericCellValue()).isEqualTo(sum);
    }
  }

  @Test
  void citizenNumbersHaveTheRightStructure() {
    List<List<String>> rows = rows("noi-vu-dcat", "danh-sach-tap-huan", "danh-sach.csv");

    assertThat(rows.stream().map(row -> row.get(3)).distinct()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.get(3))
                    .matches("0\\d\\d[01]" + row.get(2).substring(2, 4) + "\\d{6}"));
  }

  @Test
  void theTruncatedFileEndsInTheMiddleOfARowYetIsAsLongAsAnnounced() {
    HttpResponse<byte[]> response = answer("tp-ho-chi-minh-ckan/giay-phep-xay-dung/giay-phep.csv");
    List<List<String>> rows = Offered.csv(Browser.text(response), ',');

    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(response.body().length);
    assertThat(Browser.text(response)).doesNotEndWith("\n");
    assertThat(rows.getLast()).hasSizeLessThan(rows.getFirst().size());
    assertThat(rows.size() - 2).isEqualTo(promise("giay-phep-xay-dung", "giay-phep.csv").rows());
  }

  @Test
  void mostCodesOfTheOldListCeasedInTheMerger() {
    Set<String> present =
        rows("noi-vu-dcat", "cap-xa-hien-hanh", "cap-xa.csv").stream()
            .map(List::getFirst)
            .collect(Collectors.toSet());
    List<List<String>> rows = rows("noi-vu-dcat", "ho-so-mot-cua-cap-xa-2026", "ho-so.csv");

    long ceased = rows.stream().filter(row -> !present.contains(row.getFirst())).count();

    assertThat((double) ceased / rows.size()).isGreaterThan(0.5);
  }

  @Test
  void oneTableOfThePortalsFourIsRagged() {
    List<List<String>> rows =
        rows("van-phong-chinh-phu-dcat", "cong-dich-vu-cong-quoc-gia", "thanh-toan.csv");
    long ragged = rows.stream().filter(row -> row.size() != 4).count();

    assertThat((double) ragged / rows.size()).isGreaterThan(0.01);
    assertThat(portals.promises())
        .filteredOn(p -> p.identifier().equals("cong-dich-vu-cong-quoc-gia"))
        .extracting(SamplePromise::expected)
        .containsExactlyInAnyOrder(
            Expected.PUBLISHED, Expected.PUBLISHED, Expected.PUBLISHED, Expected.QUARANTINED);
  }

  @Test
  void theOtherBadSamplesAreBadToo() {
    assertThat(
            Browser.text(
                answer("van-phong-chinh-phu-dcat/bao-cao-cai-cach-hanh-chinh/bao-cao.pdf")))
        .startsWith("%PDF-1.4")
        .endsWith("%%EOF\n");
    assertThat(answer("van-phong-chinh-phu-dcat/thu-tuc-bai-bo/thu-tuc-bai-bo.csv").statusCode())
        .isEqualTo(404);
    assertThat(Browser.text(answer("tp-ho-chi-minh-ckan/camera-giao-thong/camera.csv")))
        .contains("<title>Đăng nhập</title>");
    assertThat(answer("tp-ho-chi-minh-ckan/camera-giao-thong/camera.csv").statusCode())
        .isEqualTo(200);
    assertThat(rows("tp-ho-chi-minh-ckan", "diem-ngap-nuoc", "diem-ngap.csv")).isEmpty();
    assertThat(
            rows("thong-ke-ckan", "gia-ban-le-theo-thang", "gia-ban-le.csv").getLast().getFirst())
        .isEqualTo("2022-06");

    List<List<String>> parking = rows("tp-ho-chi-minh-ckan", "bai-giu-xe", "bai-giu-xe.csv");
    assertThat(parking.size() - new HashSet<>(parking).size()).isEqualTo(40);

    List<List<String>> labour =
        rows("thong-ke-ckan", "lao-dong-that-nghiep-theo-quy", "lao-dong.csv");
    long missing = labour.stream().filter(row -> !row.getLast().matches("[0-9.]+")).count();
    assertThat((double) missing / labour.size()).isBetween(0.05, 0.5);

    Model science = Offered.catalogue(portal("khoa-hoc-cong-nghe-dcat").url(), browser);
    Resource poor = science.getResource(Office.SCIENCE.datasetIri("so-lieu-chinh-phu-so"));
    assertThat(poor.hasProperty(DCTerms.license)).isFalse();
    assertThat(poor.hasProperty(DCAT.keyword)).isFalse();
    Resource untitled = science.getResource(Office.SCIENCE.datasetIri("ban-ghi-khong-ten"));
    assertThat(untitled.hasProperty(DCTerms.identifier)).isTrue();
    assertThat(untitled.hasProperty(DCTerms.title)).isFalse();
  }

  @Test
  void numbersAreWrittenTheVietnameseWayBetweenSemicolons() {
    byte[] bytes = body("thong-ke-ckan", "xuat-nhap-khau-theo-tinh", "xuat-nhap-khau.csv");
    List<List<String>> rows = Offered.csv(new String(bytes, StandardCharsets.UTF_8), ';');

    assertThat(rows).hasSize(1 + 16 * 34);
    assertThat(rows.subList(1, rows.size()))
        .allSatisfy(row -> assertThat(row.get(3)).matches("\\d{1,3}(\\.\\d{3})*,\\d\\d"));
  }

  // ---- figures that are facts

  @Test
  void statedFiguresAreTheStatedOnes() {
    List<List<String>> procedures =
        rows("van-phong-chinh-phu-dcat", "cong-dich-vu-cong-quoc-gia", "thu-tuc.csv");
    List<List<String>> banks =
        rows("van-phong-chinh-phu-dcat", "cong-dich-vu-cong-quoc-gia", "ngan-hang.csv");
    List<List<String>> payments =
        rows("van-phong-chinh-phu-dcat", "cong-dich-vu-cong-quoc-gia", "thanh-toan.csv");
    List<List<String>> ministries =
        workbook("quan-ly-van-ban-bo-nganh", "quan-ly-van-ban.xlsx", "khoa-hoc-cong-nghe-dcat");
    List<List<String>> regimes =
        workbook("che-do-bao-cao", "che-do-bao-cao.xlsx", "van-phong-chinh-phu-dcat");

    assertThat(procedures).hasSize(6_842);
    assertThat(procedures).filteredOn(row -> row.get(3).equals("có")).hasSize(1_194);
    assertThat(banks).hasSize(46);
    assertThat(banks).filteredOn(row -> row.get(2).equals("có")).hasSize(38);
    assertThat(payments.stream().mapToInt(row -> Integer.parseInt(row.get(2))).sum())
        .isEqualTo(13_600);
    assertThat(ministries).hasSize(30).filteredOn(row -> row.get(2).equals("có")).hasSize(26);
    assertThat(regimes).hasSize(179).filteredOn(row -> row.get(3).equals("có")).hasSize(69);
    assertThat(rows("van-phong-chinh-phu-dcat", "chi-tieu-chi-dao-dieu-hanh", "chi-tieu.csv"))
        .hasSize(210);
    assertThat(
            rows("khoa-hoc-cong-nghe-dcat", "van-ban-tren-truc-theo-cap", "van-ban-theo-cap.csv")
                .stream()
                .collect(
                    Collectors.groupingBy(
                        List::getFirst, Collectors.summingInt(row -> Integer.parseInt(row.get(2)))))
                .values())
        .containsOnly(550_000);
  }

  @Test
  void unitsAreAsManyAsThereWere() {
    assertThat(rows("noi-vu-dcat", "cap-tinh-hien-hanh", "cap-tinh.csv")).hasSize(34);
    assertThat(rows("noi-vu-dcat", "cap-tinh-truoc-2025-07", "cap-tinh.csv")).hasSize(63);
    assertThat(rows("noi-vu-dcat", "cap-huyen-truoc-2025-07", "cap-huyen.csv")).hasSize(696);
    assertThat(rows("noi-vu-dcat", "cap-xa-truoc-2025-07", "cap-xa.csv")).hasSize(10_035);
    assertThat(rows("noi-vu-dcat", "cap-xa-hien-hanh", "cap-xa.csv")).hasSize(3_321);
    assertThat(rows("noi-vu-dcat", "chuyen-doi-cap-xa", "chuyen-doi.csv").size())
        .isGreaterThan(10_000);
  }

  // ---- the second day

  @Test
  void onTheSecondDayFourDatasetsDifferAndNothingElse() {
    try (SamplePortals other = SamplePortals.start(TODAY)) {
      Map<String, byte[]> before = bodies(other);

      other.advance();

      Map<String, byte[]> after = bodies(other);
      Set<String> changed = new HashSet<>(before.keySet());
      changed.removeIf(file -> Arrays.equals(before.get(file), after.get(file)));
      assertThat(changed)
          .containsExactlyInAnyOrder(
              "van-ban-tren-truc-theo-cap/van-ban-theo-cap.csv",
              "doanh-nghiep-thanh-lap-moi/doanh-nghiep-moi.csv",
              "su-kien-van-hoa/su-kien.csv");
      assertThat(after).doesNotContainKey("su-kien-van-hoa/su-kien.csv");
      assertThat(lines(after, "van-ban-tren-truc-theo-cap/van-ban-theo-cap.csv"))
          .isEqualTo(lines(before, "van-ban-tren-truc-theo-cap/van-ban-theo-cap.csv") + 4);
      assertThat(lines(after, "doanh-nghiep-thanh-lap-moi/doanh-nghiep-moi.csv"))
          .isLessThan(lines(before, "doanh-nghiep-thanh-lap-moi/doanh-nghiep-moi.csv") / 2);
      URI ckan =
          other.portals().stream()
              .filter(p -> p.source().value().equals("tp-ho-chi-minh-ckan"))
              .findFirst()
              .orElseThrow()
              .url();
      assertThat(
              action(ckan, "package_show?id=tram-xe-buyt")
                  .path("result")
                  .path("title_translated")
                  .path("en")
                  .asText())
          .isEqualTo("Bus stops of Hồ Chí Minh City");
    }
  }

  private Map<String, byte[]> bodies(SamplePortals of) {
    Map<String, byte[]> bodies = new HashMap<>();
    for (SamplePortal portal : of.portals()) {
      if (!portal.source().value().equals("noi-vu-dcat")) {
        Offered.by(portal, browser)
            .files()
            .forEach((file, url) -> bodies.put(file, browser.get(url).body()));
      }
    }
    return bodies;
  }

  private static long lines(Map<String, byte[]> bodies, String file) {
    return new String(bodies.get(file), StandardCharsets.UTF_8).lines().count();
  }

  // ---- ways to look

  private SamplePortal portal(String source) {
    return portals.portals().stream()
        .filter(portal -> portal.source().value().equals(source))
        .findFirst()
        .orElseThrow();
  }

  private SamplePromise promise(String identifier, String file) {
    return portals.promises().stream()
        .filter(p -> p.identifier().equals(identifier) && p.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode action(URI root, String call) {
    HttpResponse<byte[]> response = browser.get(root.resolve("api/3/action/" + call));
    assertThat(response.statusCode()).as(Browser.text(response)).isEqualTo(200);
    JsonNode answer = Offered.json(response);
    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("help").asText()).contains("help_show");
    return answer;
  }

  private HttpResponse<byte[]> answer(String file) {
    return browser.get(Objects.requireNonNull(files.get(file), file));
  }

  private byte[] body(String source, String identifier, String file) {
    HttpResponse<byte[]> response = answer(source + "/" + identifier + "/" + file);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private List<List<String>> rows(String source, String identifier, String file) {
    List<List<String>> all =
        Offered.csv(new String(body(source, identifier, file), StandardCharsets.UTF_8), ',');
    return all.subList(1, all.size());
  }

  private List<List<String>> workbook(String identifier, String file, String source) {
    try (var workbook =
        new XSSFWorkbook(new ByteArrayInputStream(body(source, identifier, file)))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      var rows = new ArrayList<List<String>>();
      for (int i = 1; i <= sheet.getLastRowNum(); i++) {
        var cells = new ArrayList<String>();
        sheet.getRow(i).forEach(cell -> cells.add(cell.toString()));
        rows.add(cells);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
