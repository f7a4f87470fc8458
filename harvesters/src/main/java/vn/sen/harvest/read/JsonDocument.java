package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Files of statistical standards in JSON: told apart by their outline, then read whole. */
final class JsonDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final long LARGEST = 24 << 20;

  private JsonDocument() {}

  /**
   * What a file looks like from outside.
   *
   * @param names in its outermost object, and in the one that wraps the rest
   * @param cut whether it broke off; the names are those before
   */
  record Outline(Set<String> names, boolean cut) {}

  /**
   * @param wrapper the name under which some versions of the standard put everything
   */
  static Outline outline(Path file, int mark, String wrapper) throws IOException {
    Set<String> names = new HashSet<>();
    try (JsonParser json = JsonFile.parser(file, mark)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Outline(names, false);
      }
      boolean wrapped = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        names.add(name);
        if (json.nextToken() == JsonToken.START_OBJECT && name.equals(wrapper) && !wrapped) {
          wrapped = true;
          continue;
        }
        json.skipChildren();
      }
    } catch (JsonProcessingException e) {
      return new Outline(names, true);
    }
    return new Outline(names, false);
  }

  /**
   * The document.
   *
   * @param standard its name, for messages
   * @throws Refused when it is cut, malformed, or too large to be read whole
   */
  static JsonNode read(Path file, int mark, String standard) throws IOException, Refused {
    if (Files.size(file) > LARGEST) {
      throw new Refused(
          "%s lớn hơn %d MB. Hãy chia nhỏ bảng, hoặc gửi CSV.".formatted(standard, LARGEST >> 20),
          "The %s is larger than %d MB. Split the table, or send CSV."
              .formatted(standard, LARGEST >> 20));
    }
    try (JsonParser json = JsonFile.parser(file, mark)) {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Refused(
          "%s hỏng: tệp bị cắt cụt hoặc sai cú pháp.".formatted(standard),
          "The %s is cut or malformed.".formatted(standard));
    }
  }
}
