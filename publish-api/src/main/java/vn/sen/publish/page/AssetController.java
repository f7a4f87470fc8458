package vn.sen.publish.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import vn.sen.publish.EntityTag;
import vn.sen.vocab.problem.NotFoundException;

/** Gives out {@link Assets}. */
@Hidden
@Produces(MediaType.ALL)
@Controller("/assets")
final class AssetController {
  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  /** Any fingerprint gives the present content; only the right one may be kept for ever. */
  @Get("/{fingerprint}/{name}")
  HttpResponse<byte[]> asset(HttpRequest<?> request, String fingerprint, String name) {
    Assets.Asset asset =
        assets.find(name).orElseThrow(() -> new NotFoundException("there is no asset " + name));
    EntityTag tag = EntityTag.weak(asset.fingerprint());
    String keep =
        asset.fingerprint().equals(fingerprint)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
    if (tag.isKnownTo(request)) {
      return tag.<byte[]>notModified().header(HttpHeaders.CACHE_CONTROL, keep);
    }
    return HttpResponse.ok(asset.content())
        .contentType(MediaType.of(asset.mediaType()))
        .header(HttpHeaders.CACHE_CONTROL, keep)
        .header(HttpHeaders.ETAG, tag.value());
  }
}
