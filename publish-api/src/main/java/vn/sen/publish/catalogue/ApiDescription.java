package vn.sen.publish.catalogue;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import vn.sen.publish.EntityTag;

/** The API in the words of OpenAPI, made from the controllers when they were compiled. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Sen",
            version = "v1",
            description =
                "Open data, judged by four rules: accurate, complete, clean, live. Errors are"
                    + " application/problem+json (RFC 9457). Lists answer total, items and next;"
                    + " give next back as cursor.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(
    name = "bootstrap-token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The token that was printed at the first start.")
@Hidden
@Controller
final class ApiDescription {
  private static final String RESOURCE = "/META-INF/swagger/openapi.yml";

  private final byte[] content;
  private final EntityTag tag;

  ApiDescription() throws IOException {
    try (InputStream in = ApiDescription.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      content = in.readAllBytes();
      tag = EntityTag.weak(content);
    }
  }

  @Get("/openapi.yml")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> description(HttpRequest<?> request) {
    return tag.isKnownTo(request)
        ? tag.notModified()
        : HttpResponse.ok(content)
            .contentType(MediaType.of("application/yaml;charset=utf-8"))
            .header(HttpHeaders.ETAG, tag.value())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
