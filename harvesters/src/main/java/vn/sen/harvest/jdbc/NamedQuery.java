package vn.sen.harvest.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * A table that an administrator asks for.
 *
 * @param id letters, digits, {@code . _ -}
 * @param sql one SELECT
 * @param ordered whether it fixes the order of its rows itself
 */
record NamedQuery(
    String id, String title, Optional<String> description, String sql, boolean ordered) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final Pattern SELECT = Pattern.compile("(?is)(select|with)\\b.*");
  private static final int MOST = 1_000;

  /**
   * Queries as a file has them: {@code [{"id", "title", "description", "sql", "ordered"}]}.
   *
   * @throws InvalidRequestException names what is wrong
   */
  static List<NamedQuery> parse(String text) {
    JsonNode all;
    try {
      all = Json.read(text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("The queries are no JSON: " + e.getMessage(), e);
    }
    if (!all.isArray() || all.isEmpty() || all.size() > MOST) {
      throw new InvalidRequestException(
          "Queries are a JSON array of 1 to %d objects with id, title, description and sql."
              .formatted(MOST));
    }
    var queries = new ArrayList<NamedQuery>();
    var ids = new HashSet<String>();
    for (JsonNode one : all) {
      NamedQuery query = parse(one, queries.size() + 1);
      if (!ids.add(query.id())) {
        throw new InvalidRequestException("Two queries have the id '%s'.".formatted(query.id()));
      }
      queries.add(query);
    }
    return queries;
  }

  private static NamedQuery parse(JsonNode one, int number) {
    String id = one.path("id").asText("");
    if (!ID.matcher(id).matches()) {
      throw new InvalidRequestException(
          "The id of query %d is letters, digits, '.', '_' and '-', at most 80, got '%s'."
              .formatted(number, id));
    }
    String sql = one.path("sql").asText("").strip().replaceFirst(";\\s*$", "").strip();
    if (!SELECT.matcher(sql).matches() || holdsSeveral(sql)) {
      throw new InvalidRequestException(
          "The sql of query '%s' is one SELECT (or WITH ... SELECT), without ';'.".formatted(id));
    }
    return new NamedQuery(
        id,
        one.path("title").asText(id),
        Optional.of(one.path("description").asText("")).filter(text -> !text.isBlank()),
        sql,
        one.path("ordered").asBoolean(false));
  }

  /** Whether a semicolon stands outside of quotes. */
  private static boolean holdsSeveral(String sql) {
    char quote = 0;
    for (char c : sql.toCharArray()) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == ';') {
        return true;
      }
    }
    return false;
  }
}
