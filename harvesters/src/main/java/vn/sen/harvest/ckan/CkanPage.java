package vn.sen.harvest.ckan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * An answer with packages that has proved what it is.
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
    JsonNode result = result(body);
    JsonNode count = result.path("count");
    JsonNode results = result.path("results");
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw wrong(
          "'result' không có số nguyên 'count'", "its 'result' has no whole number 'count'");
    }
    if (!results.isArray()) {
      throw wrong("'result' không có danh sách 'results'", "its 'result' has no list 'results'");
    }
    return new CkanPage(count.longValue(), elements(results));
  }

  /**
   * An answer of {@code current_package_list_with_resources}; DKAN wraps its list in another.
   *
   * @param count how many packages there are, as something else told
   * @throws WrongContentException unless it is a list
   */
  static CkanPage list(byte[] body, long count) throws WrongContentException {
    JsonNode result = result(body);
    if (!result.isArray()) {
      throw wrong("'result' không phải một danh sách", "its 'result' is no list");
    }
    List<JsonNode> packages = new ArrayList<>();
    for (JsonNode element : result) {
      packages.addAll(element.isArray() ? elements(element) : List.of(element));
    }
    return new CkanPage(count, packages);
  }

  /**
   * An answer of {@code package_show}: one package, in DKAN as the only one of a list; none where
   * the portal answers with nothing.
   *
   * @throws WrongContentException unless it is one of these
   */
  static CkanPage one(byte[] body) throws WrongContentException {
    JsonNode result = result(body);
    List<JsonNode> packages = result.isArray() ? elements(result) : List.of(result);
    if (packages.size() > 1) {
      throw wrong(
          "'result' có %d bộ dữ liệu thay vì một".formatted(packages.size()),
          "its 'result' has %d datasets instead of one".formatted(packages.size()));
    }
    return new CkanPage(
        1,
        packages.stream()
            .filter(one -> !one.isNull() && !one.isMissingNode() && !one.isEmpty())
            .toList());
  }

  /**
   * The names of an answer of {@code package_list}, each once.
   *
   * @throws WrongContentException unless it is a list of texts
   */
  static Set<String> names(byte[] body) throws WrongContentException {
    JsonNode result = result(body);
    if (!result.isArray()) {
      throw noNames();
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : result) {
      if (!name.isTextual() || name.textValue().isBlank()) {
        throw noNames();
      }
      names.add(name.textValue());
    }
    return names;
  }

  private static WrongContentException noNames() {
    return wrong("'result' không phải danh sách tên", "its 'result' is no list of names");
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>(array.size());
    array.forEach(elements::add);
    return elements;
  }

  private static JsonNode result(byte[] body) throws WrongContentException {
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
    return answer.path("result");
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
