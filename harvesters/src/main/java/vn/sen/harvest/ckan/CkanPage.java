package vn.sen.harvest.ckan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * An answer of {@code package_search} that has proved what it is.
 *
 * @param count how many packages the portal says it has
 * @param results the packages of this page, whatever they are
 */
record CkanPage(long count, List<JsonNode> results) {
  private static final Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là cổng CKAN (Action API 3) và cổng có mở API hay không.",
          "Check that the address is a CKAN portal (Action API 3) and that its API is open.");

  /**
   * @throws WrongContentException unless {@code body} says {@code success: true} and holds a {@code
   *     result} with an integer {@code count} and an array {@code results}
   */
  static CkanPage read(byte[] body) throws WrongContentException {
    JsonNode answer = json(body);
    JsonNode success = answer.path("success");
    if (success.isBoolean() && !success.booleanValue()) {
      String said = error(answer).orElse("success: false");
      throw wrong(
          "cổng báo lỗi: %s".formatted(said), "the portal reports an error: %s".formatted(said));
    }
    if (!success.isBoolean()) {
      throw wrong(
          "JSON không có 'success: true' của CKAN", "the JSON lacks CKAN's 'success: true'");
    }
    JsonNode result = answer.path("result");
    JsonNode count = result.path("count");
    JsonNode results = result.path("results");
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw wrong(
          "'result' không có số nguyên 'count'", "its 'result' has no whole number 'count'");
    }
    if (!results.isArray()) {
      throw wrong("'result' không có danh sách 'results'", "its 'result' has no list 'results'");
    }
    List<JsonNode> packages = new ArrayList<>(results.size());
    results.forEach(packages::add);
    return new CkanPage(count.longValue(), packages);
  }

  /** What a CKAN error says, where {@code body} is one. */
  static Optional<String> error(String body) {
    try {
      return error(Json.mapper().readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> error(JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isMissingNode() || error.isNull()) {
      return Optional.empty();
    }
    String said = error.path("message").asText("");
    if (said.isBlank()) {
      said = error.isTextual() ? error.textValue() : error.toString();
    }
    return Optional.of(said.length() > 300 ? said.substring(0, 300) + "..." : said);
  }

  private static JsonNode json(byte[] body) throws WrongContentException {
    JsonNode answer = JsonBody.read(body, CURE);
    if (answer.isObject()) {
      return answer;
    }
    throw wrong(
        "JSON không phải một đối tượng mà là %s".formatted(answer.getNodeType()),
        "the JSON is no object but %s".formatted(answer.getNodeType()));
  }

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }
}
