package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages in a real browser; photographs of them go to {@code target/pages}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final Path PHOTOGRAPHS = Path.of("target", "pages");
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("home", "/"),
          Map.entry("search", "/datasets?q=kh%C3%B4ng"),
          Map.entry("dataset", "/dataset/" + FixtureData.POPULATION),
          Map.entry("tables", "/dataset/" + FixtureData.YEARBOOK),
          Map.entry("blocked", "/dataset/" + FixtureData.CITIZENS),
          Map.entry("long", "/dataset/" + FixtureData.ENGLISH),
          Map.entry("table", "/dataset/" + FixtureData.POPULATION + "/dan-so"),
          Map.entry("report", "/dataset/" + FixtureData.POPULATION + "/dan-so/7/quality"),
          Map.entry("run", "/runs/2026-11-20-1"),
          Map.entry("sources", "/sources"),
          Map.entry("source", "/source/" + FixtureData.CKAN),
          Map.entry("desk", "/sources/desk"),
          Map.entry("parts", "/help/parts"),
          Map.entry("check", "/check"));

  private Playwright playwright;
  private Browser browser;
  private final FixtureServer server = FixtureServer.shared();

  @BeforeAll
  void open() throws Exception {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      String message = "there is no chromium on the PATH; ./sen test installs it";
      if ("true".equals(System.getenv("SEN_REQUIRE_SHARED"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    Files.createDirectories(PHOTOGRAPHS);
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** A browser of the machine's own, wherever its packages put it. */
  private static Optional<Path> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  void pagesNeedNoScriptAndNeverScrollSideways() {
    for (int width : new int[] {320, 768, 1280}) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        try (BrowserContext context = context(width, scheme, false)) {
          Page page = context.newPage();
          PAGES.forEach(
              (name, path) -> {
                page.navigate(server.at(path).toString());
                page.screenshot(
                    new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                            PHOTOGRAPHS.resolve(
                                "%s-%d-%s.png"
                                    .formatted(
                                        name, width, scheme.name().toLowerCase(Locale.ROOT)))));
                assertThat(widthOf(page)).as("%s at %d", name, width).isLessThanOrEqualTo(width);
              });
        }
      }
    }
  }

  /**
   * How far the page reaches to the right. The protocol measures even where pages run no script.
   */
  private static int widthOf(Page page) {
    return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
  }

  @Test
  void theSearchBoxLeadsToADatasetAndBack() {
    try (BrowserContext context = context(1280, ColorScheme.LIGHT, false)) {
      Page page = context.newPage();
      page.navigate(server.at("/").toString());

      page.fill("#q", "xăng");
      page.keyboard().press("Enter");
      page.click("text=Giá bán lẻ xăng dầu");

      page.waitForURL(url -> url.endsWith("/dataset/" + FixtureData.FUEL));
      page.goBack();
      assertThat(page.inputValue("#q")).isEqualTo("xăng");
      page.check("input[name=publisher][value='G05']");
      page.click("text=Áp dụng");
      page.waitForURL(url -> url.contains("publisher=G05"));
    }
  }

  @Test
  void thePolicyForbidsNothingThatThePagesUse() {
    var complaints = new ArrayList<String>();
    try (BrowserContext context = context(1280, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      for (String path : PAGES.values()) {
        page.navigate(server.at(path).toString());
      }
      page.navigate(server.at("/dataset/" + FixtureData.HOSTILE).toString());
      assertThat(page.evaluate("document.scripts.length")).isEqualTo(1);

      page.navigate(server.at("/api").toString());
      page.waitForSelector("[data-path='/api/v1/agencies']");
    }

    assertThat(complaints).noneMatch(c -> c.contains("Content Security Policy"));
  }

  @Test
  void theKeyboardReachesTheContentFirst() {
    try (BrowserContext context = context(1280, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      page.navigate(server.at("/datasets").toString());

      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
      page.keyboard().press("Enter");

      // The press returns before the browser has gone anywhere.
      page.waitForURL(url -> url.endsWith("#content"));
    }
  }

  @Test
  void whereTheKeyboardIsCanBeSeen() {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (BrowserContext context = context(320, scheme, false)) {
        Page page = context.newPage();
        page.navigate(server.at("/datasets").toString());

        for (int i = 0; i < 12; i++) {
          page.keyboard().press("Tab");
          assertThat(
                  page.evaluate(
                      "(e => getComputedStyle(e).outlineStyle + ' ' +"
                          + " parseFloat(getComputedStyle(e).outlineWidth))(document.activeElement)"))
              .as("stop %d", i)
              .isEqualTo("solid 3");
        }
      }
    }
  }

  private BrowserContext context(int width, ColorScheme scheme, boolean runsScripts) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, 800)
            .setColorScheme(scheme)
            .setLocale("vi-VN")
            .setJavaScriptEnabled(runsScripts));
  }
}
