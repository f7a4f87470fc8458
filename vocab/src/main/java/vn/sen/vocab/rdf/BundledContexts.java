package vn.sen.vocab.rdf;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON-LD contexts that ship with Sen, under the addresses by which documents name them. No
 * other is ever loaded, from anywhere. One instance serves one document.
 */
final class BundledContexts implements DocumentLoader {
  private static final String SEMIC = "semiceu.github.io/";
  private static final Map<String, Document> BY_ADDRESS = load();

  private Optional<String> refused = Optional.empty();

  @Override
  public Document loadDocument(URI url, DocumentLoaderOptions options) throws JsonLdError {
    Document document = BY_ADDRESS.get(address(url.toString()));
    if (document == null) {
      refused = Optional.of(url.toString());
      throw new JsonLdError(
          JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "unknown context " + url);
    }
    return document;
  }

  /** The address that was asked for in vain, if any. */
  Optional<String> refused() {
    return refused;
  }

  /** What a document may name, for people. */
  static String known() {
    return "https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld, "
        + "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld, https://schema.org/";
  }

  /** http and https, a slash or a fragment at the end make no difference. */
  private static String address(String url) {
    return url.replaceFirst("^https?://(www\\.)?", "")
        .replaceFirst("#.*$", "")
        .replaceFirst("/+$", "");
  }

  private static Map<String, Document> load() {
    var contexts = new LinkedHashMap<String, Document>();
    Document dcatAp = read("dcat-ap.jsonld");
    for (String release : new String[] {"3.0.0", "3.0.1"}) {
      contexts.put(SEMIC + "DCAT-AP/releases/" + release + "/context/dcat-ap.jsonld", dcatAp);
      contexts.put(
          SEMIC + "uri.semic.eu-generated/DCAT-AP/releases/" + release + "/context/dcat-ap.jsonld",
          dcatAp);
    }
    contexts.put("project-open-data.cio.gov/v1.1/schema/catalog.jsonld", read("dcat-us.jsonld"));
    Document schema = read("schema.jsonld");
    contexts.put("schema.org", schema);
    contexts.put("schema.org/docs/jsonldcontext.jsonld", schema);
    contexts.put("schema.org/docs/jsonldcontext.json", schema);
    return contexts;
  }

  private static Document read(String name) {
    try (InputStream in = BundledContexts.class.getResourceAsStream("contexts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("context %s is missing".formatted(name));
      }
      return JsonDocument.of(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read context " + name, e);
    } catch (JsonLdError e) {
      throw new IllegalStateException("context %s is broken".formatted(name), e);
    }
  }
}
