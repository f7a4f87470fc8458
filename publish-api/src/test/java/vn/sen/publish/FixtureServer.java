package vn.sen.publish;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Operations;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.harvest.run.UnitList;
import vn.sen.publish.check.Uploads;

/** The real server on a free port, showing {@link FixtureCatalog}. */
public final class FixtureServer implements AutoCloseable {
  public static final String TOKEN = "a-token-made-for-tests";

  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private FixtureServer(EmbeddedServer server) {
    this.server = server;
  }

  /** One for all tests that change nothing. */
  public static FixtureServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final FixtureServer SERVER = start();
  }

  public static FixtureServer start() {
    return start(Map.of());
  }

  static FixtureServer start(Map<String, Object> more) {
    var properties = new java.util.HashMap<String, Object>(more);
    properties.put("sen.fixture", "true");
    properties.putIfAbsent("micronaut.server.port", -1);
    return new FixtureServer(ApplicationContext.run(EmbeddedServer.class, properties));
  }

  /** Beans that the program makes of real parts. */
  @Factory
  @Requires(property = "sen.fixture")
  static final class Beans {
    @Singleton
    @Primary
    FixtureCatalog fixture() throws IOException {
      Path directory = Files.createTempDirectory("sen-fixture");
      directory.toFile().deleteOnExit();
      return new FixtureCatalog(directory);
    }

    @Singleton
    @Primary
    Catalog catalog(FixtureCatalog catalog) {
      return catalog;
    }

    @Singleton
    @Primary
    FixtureIntake fixtureIntake(FixtureCatalog catalog) {
      return new FixtureIntake(catalog);
    }

    @Singleton
    @Primary
    Intake intake(FixtureIntake intake) {
      return intake;
    }

    @Singleton
    @Primary
    Clock clock() {
      return Clock.systemUTC();
    }

    @Singleton
    @Primary
    Operations operations() {
      return new FixtureOperations();
    }

    @Singleton
    @Primary
    Site site() {
      return new Site(URI.create("http://sen.test/"), Site.DEFAULT_QUERY_DEADLINE);
    }

    /** Its workers start with the first file that is checked, and no test does that here. */
    @Singleton
    @Primary
    FileCheck fileCheck(Uploads uploads) {
      return new FileCheck(
          WorkerPool.open(
              WorkerProgram.same("none"),
              WorkerLimits.READING,
              uploads.directory().resolve("jobs"),
              1),
          UnitList::shipped);
    }

    @Singleton
    @Primary
    Uploads uploads() throws IOException {
      return new Uploads(Files.createTempDirectory("sen-fixture-uploads"), 1 << 20);
    }

    @Singleton
    @Primary
    SourceDesk sourceDesk() {
      return new FixtureDesk();
    }

    @Singleton
    @Primary
    BootstrapToken token() {
      return new BootstrapToken(TOKEN);
    }
  }

  <T> T bean(Class<T> type, io.micronaut.context.Qualifier<T> qualifier) {
    return server.getApplicationContext().getBean(type, qualifier);
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public URI at(String path) {
    return URI.create("http://localhost:" + server.getPort() + path);
  }

  /** GET; headers are name, value, name, value. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        request(path, headers).GET().build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public HttpResponse<byte[]> getBytes(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        request(path, headers)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** A page as a browser asks for it. */
  public HttpResponse<String> page(String path, String... headers)
      throws IOException, InterruptedException {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Accept";
    all[headers.length + 1] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    return get(path, all);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** Fields as a form sends them. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    server.close();
  }
}
