package vn.sen.harvest.dcatus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * A catalogue that has proved to be one. Its bytes are kept as they came and its entries made one
 * by one, so that 50 MB of JSON never are a tree of a thousand.
 */
final class DataJson {
  /** What a list of a catalogue holds. */
  enum Kind {
    DATASET("dataset"),
    SERVICE("service"),
    SERIES("datasetSeries"),
    RECORD("record");

    private final String list;

    Kind(String list) {
      this.list = list;
    }
  }

  /**
   * Something that a catalogue lists.
   *
   * @param position {@code #3} in the main list, {@code #catalog/1/service/2} elsewhere
   */
  record Entry(Kind kind, String position, JsonNode value) {}

  /** Takes entries one by one. */
  @FunctionalInterface
  interface Taker {
    void take(Entry entry);
  }

  private static final Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là tệp data.json theo DCAT-US 1.1 hoặc 3.0 hay không.",
          "Check that the address is a data.json after DCAT-US 1.1 or 3.0.");

  private final byte[] body;

  /** What the catalogue says about its entries' own records, by what they are about. */
  private final Map<String, List<JsonNode>> records = new HashMap<>();

  /** Whether the catalogue has a list of datasets, be it empty. */
  private boolean listsDatasets;

  private DataJson(byte[] body) {
    this.body = body;
  }

  /**
   * @throws WrongContentException unless {@code body} is, to its end, JSON whose root has a list
   *     {@code dataset}, or holds datasets in its series or catalogues
   */
  static DataJson read(byte[] body) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw wrong("đó là một trang HTML, không phải JSON", "it is an HTML page, not JSON");
    }
    DataJson json = new DataJson(body);
    try (JsonBody.Counted parser = JsonBody.counted(Json.mapper().createParser(body))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("gốc của JSON không phải một đối tượng", "the root of its JSON is no object");
      }
      json.survey(parser);
      if (parser.nextToken() != null) {
        throw wrong("sau JSON còn nội dung khác", "more follows after its JSON");
      }
    } catch (JsonProcessingException e) {
      throw JsonBody.broken(e, CURE);
    } catch (IOException e) {
      // What the decoder of characters says of bytes that are no UTF-8.
      throw wrong(
          "không phải JSON hợp lệ: %s".formatted(e.getMessage()),
          "it is no valid JSON: %s".formatted(e.getMessage()));
    }
    if (!json.listsDatasets) {
      throw wrong("JSON không có danh sách 'dataset'", "its JSON has no list 'dataset'");
    }
    return json;
  }

  private void survey(JsonBody.Counted parser) throws IOException, WrongContentException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.begin();
      JsonToken value = parser.nextToken();
      if (name.equals("dataset")) {
        if (value != JsonToken.START_ARRAY) {
          throw wrong(
              "'dataset' không phải một danh sách mà là %s".formatted(value),
              "its 'dataset' is no list but %s".formatted(value));
        }
        listsDatasets = true;
        readOver(parser);
      } else if (name.equals(Kind.SERVICE.list) && value == JsonToken.START_ARRAY) {
        readOver(parser);
      } else if (name.equals(Kind.RECORD.list) && value == JsonToken.START_ARRAY) {
        for (JsonNode record : (JsonNode) Json.mapper().readTree(parser)) {
          records
              .computeIfAbsent(
                  DcatUsMapper.name(record.path("primaryTopic")), _ -> new ArrayList<>())
              .add(record);
        }
      } else if (name.equals(Kind.SERIES.list) && value == JsonToken.START_ARRAY) {
        for (JsonNode series : (JsonNode) Json.mapper().readTree(parser)) {
          listsDatasets |= !series.path("seriesMember").isEmpty();
        }
      } else if (name.equals("catalog") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            survey(parser);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /** As entries are made later, so that what cannot be made is known now. */
  private static void readOver(JsonBody.Counted parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.begin();
      Json.mapper().readTree(parser);
    }
  }

  /** What the catalogue says of its records of {@code name}. */
  List<JsonNode> records(String name) {
    return records.getOrDefault(name, List.of());
  }

  /** What the catalogue has records of. */
  List<String> recorded() {
    return List.copyOf(records.keySet());
  }

  /** Every dataset, service and series, those of catalogues within too. */
  void forEach(Taker taker) {
    try (JsonParser parser = Json.mapper().createParser(body)) {
      parser.nextToken();
      walk(parser, "#", taker);
    } catch (IOException e) {
      throw new UncheckedIOException("what was read once can be read again", e);
    }
  }

  private void walk(JsonParser parser, String path, Taker taker) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      switch (name) {
        case "dataset" ->
            list(parser, Kind.DATASET, path.equals("#") ? "#" : path + "dataset/", taker);
        case "service" -> list(parser, Kind.SERVICE, path + "service/", taker);
        case "datasetSeries" -> list(parser, Kind.SERIES, path + "datasetSeries/", taker);
        case "catalog" -> {
          for (int i = 1; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
              walk(parser, path + "catalog/" + i + "/", taker);
            } else {
              parser.skipChildren();
            }
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private static void list(JsonParser parser, Kind kind, String path, Taker taker)
      throws IOException {
    for (int i = 1; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      taker.take(new Entry(kind, path + i, Json.mapper().readTree(parser)));
    }
  }

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }
}
