package vn.sen.publish.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import vn.sen.vocab.Sha256;

/** Files that come with the program. Their addresses change with their content. */
@Singleton
final class Assets {
  private static final int DIGITS = 12;

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  private static final Map<String, String> RESOURCES =
      Map.of(
          "sen.css", "/vn/sen/publish/page/sen.css",
          "sen.svg", "/vn/sen/publish/page/sen.svg",
          "api.js", "/vn/sen/publish/page/api.js",
          "swagger-ui.css", swagger("swagger-ui.css"),
          "swagger-ui-bundle.js", swagger("swagger-ui-bundle.js"));

  private final Map<String, Asset> read = new ConcurrentHashMap<>();

  /** A file and its fingerprint. */
  record Asset(byte[] content, String fingerprint, String mediaType) {}

  Optional<Asset> find(String name) {
    return Optional.ofNullable(RESOURCES.get(name))
        .map(resource -> read.computeIfAbsent(name, n -> load(n, resource)));
  }

  String path(String name) {
    Asset asset =
        find(name).orElseThrow(() -> new IllegalStateException("no asset is named " + name));
    return "/assets/" + asset.fingerprint() + "/" + name;
  }

  private static Asset load(String name, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      byte[] content = in.readAllBytes();
      String type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return new Asset(
          content,
          Sha256.of(content).substring(0, DIGITS),
          type == null ? "application/octet-stream" : type);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  private static String swagger(String file) {
    String proof = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = Assets.class.getResourceAsStream(proof)) {
      if (in == null) {
        throw new IllegalStateException("Swagger UI is missing from the class path");
      }
      var properties = new Properties();
      properties.load(in);
      return "/META-INF/resources/webjars/swagger-ui/%s/%s"
          .formatted(properties.getProperty("version"), file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + proof, e);
    }
  }
}
