package vn.sen.publish.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A DCAT catalogue of 500 datasets on five pages; every tenth dataset has a table. */
final class FiveHundredDatasets implements AutoCloseable {
  static final int COUNT = 500;
  private static final int PAGE = 100;
  private static final int WITH_TABLE = 10;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String base;

  FiveHundredDatasets() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  URI url() {
    return URI.create(base + "catalog.ttl?page=1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean isTable = path.endsWith(".csv");
    String body =
        isTable
            ? table(Integer.parseInt(path.replaceAll("\\D", "")))
            : page(Integer.parseInt(exchange.getRequestURI().getQuery().replaceAll("\\D", "")));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", isTable ? "text/csv" : "text/turtle");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String table(int number) {
    var csv = new StringBuilder("ma_truong,ten_truong,so_hoc_sinh\n");
    for (int row = 1; row <= 30; row++) {
      csv.append("T%03d%02d,Trường số %d,%d%n".formatted(number, row, row, 200 + number + row));
    }
    return csv.toString();
  }

  private String page(int number) {
    var turtle =
        new StringBuilder(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @base <%s> .
            <catalog> a dcat:Catalog ; dct:title "Trường học"@vi .
            <catalog> hydra:view <catalog.ttl?page=%d> .
            <catalog.ttl?page=%d> a hydra:PartialCollectionView .
            """
                .formatted(base, number, number));
    if (number * PAGE < COUNT) {
      turtle.append(
          "<catalog.ttl?page=%d> hydra:next <catalog.ttl?page=%d> .%n"
              .formatted(number, number + 1));
    }
    for (int i = (number - 1) * PAGE; i < number * PAGE; i++) {
      turtle.append(
          """
          <catalog> dcat:dataset <dataset/%1$d> .
          <dataset/%1$d> a dcat:Dataset ;
            dct:title "Trường học của xã số %1$d"@vi ;
            dct:description "Số học sinh của từng trường trong xã số %1$d."@vi ;
            dct:identifier "truong-%1$d" ;
            dct:license <http://publications.europa.eu/resource/authority/licence/CC_BY_4_0> ;
            dct:modified "2026-03-%2$02d"^^xsd:date ;
            dcat:keyword "trường học"@vi .
          """
              .formatted(i, 1 + i % 28));
      if (i % WITH_TABLE == 0) {
        turtle.append(
            """
            <dataset/%1$d> dcat:distribution <dataset/%1$d/csv> .
            <dataset/%1$d/csv> a dcat:Distribution ;
              dct:title "Số học sinh"@vi ;
              dcat:downloadURL <truong-%1$d.csv> ;
              dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .
            """
                .formatted(i));
      }
    }
    return turtle.toString();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
