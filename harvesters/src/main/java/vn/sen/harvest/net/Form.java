package vn.sen.harvest.net;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is sent as {@code application/x-www-form-urlencoded}. */
record Form(Map<String, String> fields) {
  Form {
    fields = Map.copyOf(fields);
  }

  String text() {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .sorted()
        .collect(joining("&"));
  }

  static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }
}
