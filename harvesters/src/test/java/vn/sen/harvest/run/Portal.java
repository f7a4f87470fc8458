package vn.sen.harvest.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.Sha256;

/** A portal on loopback that says today what a test wants it to say; answers with entity tags. */
final class Portal implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

  Portal() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(http.getAddress().getPort(), path));
  }

  String host() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  Portal put(String path, byte[] bytes) {
    answers.put(path, bytes);
    return this;
  }

  Portal put(String path, String text) {
    return put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Portal remove(String path) {
    answers.remove(path);
    return this;
  }

  /** A catalogue of these datasets at {@code /catalog.ttl}. */
  Portal catalogue(String... datasets) {
    return catalogueAt("/catalog.ttl", datasets);
  }

  /** A catalogue of these datasets elsewhere. */
  Portal catalogueAt(String path, String... datasets) {
    return put(
        path,
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @base <%s> .
        """
                .formatted(address("/"))
            + Stream.of(datasets).collect(Collectors.joining("\n")));
  }

  /** A daily dataset with one CSV file of its name; {@code more} are statements about it. */
  static String dataset(String name, String more) {
    return """
    <%1$s> a dcat:Dataset ;
      dct:title "Bảng %1$s"@vi ;
      dct:description "Số liệu mỗi ngày của một trạm đo, để thử."@vi ;
      dct:identifier "%1$s" ;
      dct:license <http://creativecommons.org/licenses/by/4.0/> ;
      dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/DAILY> ;
      dct:publisher [ a foaf:Organization ; foaf:name "Trạm đo"@vi ] ;
      %2$s
      dcat:distribution <%1$s#csv> .
    <%1$s#csv> a dcat:Distribution ;
      dcat:downloadURL <%1$s.csv> ;
      dct:format "CSV" .
    """
        .formatted(name, more);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = answers.get(exchange.getRequestURI().getPath());
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String tag = '"' + Sha256.of(bytes).substring(0, 16) + '"';
      exchange.getResponseHeaders().set("ETag", tag);
      if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
