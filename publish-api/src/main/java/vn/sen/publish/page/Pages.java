package vn.sen.publish.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Site;

/** Renders pages. A template takes {@code page} (a {@link Page}) and {@code view}. */
@Singleton
public final class Pages {
  private static final Duration REMEMBERED = Duration.ofDays(365);

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets;
  private final Site site;
  private final String build = Instant.now().toString(); // templates may differ after a restart

  Pages(Assets assets, Site site) {
    this.assets = assets;
    this.site = site;
  }

  /** What a template may ask, for whoever sent this request. */
  public Page page(HttpRequest<?> request) {
    return new Page(assets, site, request);
  }

  /** A page, or the word that the reader has it already. */
  public MutableHttpResponse<byte[]> show(HttpRequest<?> request, String template, Object view) {
    byte[] content = render(page(request), template, view);
    EntityTag tag = EntityTag.weak(content);
    return tag.isKnownTo(request)
        ? notModified(request, tag)
        : dressed(request, HttpResponse.ok(content), "no-cache")
            .header(HttpHeaders.ETAG, tag.value());
  }

  /** A page whose validator was made by {@link #tag}. */
  public MutableHttpResponse<byte[]> show(
      HttpRequest<?> request, String template, Object view, EntityTag tag) {
    byte[] content = render(page(request), template, view);
    return dressed(request, HttpResponse.ok(content), "no-cache")
        .header(HttpHeaders.ETAG, tag.value());
  }

  /** A page that nobody may keep. */
  public MutableHttpResponse<byte[]> showPrivate(
      HttpRequest<?> request, String template, Object view) {
    return dressed(request, HttpResponse.ok(render(page(request), template, view)), "no-store");
  }

  /** The validator of a page that shows nothing but {@code state}, before it is rendered. */
  public EntityTag tag(HttpRequest<?> request, String state) {
    return EntityTag.weak(
        build + " " + state + " " + Language.of(request) + " " + request.getUri());
  }

  /** The answer to a reader who has the page already. */
  public MutableHttpResponse<byte[]> notModified(HttpRequest<?> request, EntityTag tag) {
    return dressed(request, tag.notModified(), "no-cache");
  }

  /** The bytes of a page alone. */
  public byte[] render(Page page, String template, Object view) {
    var output = new Utf8ByteOutput();
    engine.render(template, Map.of("page", page, "view", view), output);
    return output.toByteArray();
  }

  private MutableHttpResponse<byte[]> dressed(
      HttpRequest<?> request, MutableHttpResponse<byte[]> response, String keep) {
    Language.chosen(request)
        .ifPresent(
            language ->
                response.cookie(
                    Cookie.of(Language.COOKIE, language.tag())
                        .path("/")
                        .maxAge(REMEMBERED)
                        .sameSite(SameSite.Lax)
                        .httpOnly(true)));
    return response
        .contentType(MediaType.of("text/html;charset=utf-8"))
        .header(HttpHeaders.CONTENT_LANGUAGE, Language.of(request).tag())
        .header(HttpHeaders.CACHE_CONTROL, keep)
        .header(HttpHeaders.VARY, "Accept, Accept-Language, Cookie");
  }
}
