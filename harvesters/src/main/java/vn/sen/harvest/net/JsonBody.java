package vn.sen.harvest.net;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Reads the JSON of a page of metadata: whole, to its end, and behind caps. */
public final class JsonBody {
  /** A value costs up to some sixty bytes of memory, however few it takes to write. */
  public static final int MOST_VALUES = 1_500_000;

  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Which of two was meant nobody knows; one of them may say that there is nothing.
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private JsonBody() {}

  /** Makes a parser of something. */
  @FunctionalInterface
  private interface Opening {
    JsonParser open(JsonFactory factory) throws IOException;
  }

  /**
   * @param cure a sentence: what to do when the body is no such document
   * @throws WrongContentException when it is a web page, no JSON, has a member twice, or more in it
   *     than fits; says where
   */
  public static JsonNode read(byte[] body, Message cure) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw new WrongContentException(
          new Message("đó là một trang HTML, không phải JSON", "it is an HTML page, not JSON"),
          cure);
    }
    return read(factory -> factory.createParser(body), cure);
  }

  /** As {@link #read(byte[], Message)}, of what was decoded already. */
  public static JsonNode read(String body, Message cure) throws WrongContentException {
    return read(factory -> factory.createParser(body), cure);
  }

  private static JsonNode read(Opening opening, Message cure) throws WrongContentException {
    try (JsonParser parser = counted(opening.open(Json.mapper().getFactory()))) {
      return READER.readValue(parser);
    } catch (JsonProcessingException e) {
      throw broken(e, cure);
    } catch (IOException e) {
      // What the decoder of characters says of bytes that are no UTF-8.
      throw new WrongContentException(
          new Message(
              "không phải JSON hợp lệ: %s".formatted(e.getMessage()),
              "it is no valid JSON: %s".formatted(e.getMessage())),
          cure);
    }
  }

  /** What a parser found wrong, for people. */
  public static WrongContentException broken(JsonProcessingException e, Message cure) {
    if (e instanceof TooManyValues) {
      return new WrongContentException(
          new Message(
              "JSON có hơn %d giá trị".formatted(MOST_VALUES),
              "its JSON holds more than %d values".formatted(MOST_VALUES)),
          cure);
    }
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : " (%d:%d)".formatted(at.getLineNr(), at.getColumnNr());
    return new WrongContentException(
        new Message(
            "không phải JSON hợp lệ%s: %s".formatted(place, e.getOriginalMessage()),
            "it is no valid JSON%s: %s".formatted(place, e.getOriginalMessage())),
        cure);
  }

  /** {@code parser}, that stops when {@link #MOST_VALUES} came since its last {@code begin}. */
  public static Counted counted(JsonParser parser) {
    return new Counted(parser);
  }

  /** Counts what it reads. */
  public static final class Counted extends JsonParserDelegate {
    private int values;

    private Counted(JsonParser parser) {
      super(parser);
    }

    /** What comes now is held by itself. */
    public void begin() {
      values = 0;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      if (++values > MOST_VALUES) {
        throw new TooManyValues();
      }
      return super.nextToken();
    }
  }

  private static final class TooManyValues extends StreamConstraintsException {
    private static final long serialVersionUID = 1L;

    TooManyValues() {
      super("more than %d values".formatted(MOST_VALUES));
    }
  }
}
