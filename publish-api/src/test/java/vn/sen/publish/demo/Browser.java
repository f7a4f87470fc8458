package vn.sen.publish.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Reads portals as anyone would. */
final class Browser implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();

  HttpResponse<byte[]> get(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<byte[]> head(URI uri) {
    return send(HttpRequest.newBuilder(uri).HEAD().build());
  }

  HttpResponse<byte[]> post(URI uri, String body) {
    return send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<byte[]> delete(URI uri) {
    return send(HttpRequest.newBuilder(uri).DELETE().build());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
