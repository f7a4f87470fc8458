package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Message;

/**
 * JSON Lines of which some are damaged. Each of the others is whole for itself, so they are read,
 * and those alone are lost.
 *
 * @param file in UTF-8
 * @param mark bytes of a byte order mark before the text
 * @param opening what each record begins with
 * @param cut why the file seems cut, absent when it doesn't
 */
record JsonLines(Path file, int mark, JsonToken opening, Optional<Message> cut) {
  /** So many lines that are no records, and more than are, make it something else. */
  private static final int ENOUGH = 1_000;

  private static final int LONGEST = 64 << 20;

  /** Looks through all lines; empty where most are no records, as in a document of many lines. */
  static Optional<JsonLines> find(Path file, int mark) throws IOException {
    long objects = 0;
    long arrays = 0;
    long others = 0;
    @Nullable JsonToken first = null;
    Optional<Message> cut = Optional.empty();
    try (var lines = new Lines(file, mark)) {
      while (lines.next()) {
        Found found = look(lines);
        switch (found.opening) {
          case START_OBJECT -> objects++;
          case START_ARRAY -> arrays++;
          case VALUE_NULL -> {
            // No record, and none that is lost.
          }
          default -> others++;
        }
        first = first == null ? found.opening : first;
        cut = lines.ended ? Optional.empty() : found.fault;
        if (others > ENOUGH && others > objects + arrays) {
          return Optional.empty();
        }
      }
    }
    JsonToken opening = objects >= arrays ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    long records = Math.max(objects, arrays);
    long lost = others + Math.min(objects, arrays);
    return records > lost || records > 0 && records == lost && first == opening
        ? Optional.of(new JsonLines(file, mark, opening, cut))
        : Optional.empty();
  }

  Documents open() throws IOException {
    return new Documents(new Lines(file, mark), opening);
  }

  /**
   * What a line holds.
   *
   * @param opening what its documents begin with; {@code NOT_AVAILABLE} where they are neither all
   *     objects nor all arrays
   * @param fault why they can't be read
   */
  private record Found(JsonToken opening, Optional<Message> fault) {}

  private static Found look(Lines lines) throws IOException {
    if (lines.tooLong) {
      return new Found(
          JsonToken.NOT_AVAILABLE,
          Optional.of(
              new Message(
                  "Dòng dài hơn %d MB.".formatted(LONGEST >> 20),
                  "The line is longer than %d MB.".formatted(LONGEST >> 20))));
    }
    JsonToken opening = JsonToken.VALUE_NULL;
    try (JsonParser json = JsonFile.JSON.createParser(lines.text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        json.skipChildren();
        if (token != JsonToken.VALUE_NULL) {
          boolean same = opening == JsonToken.VALUE_NULL || opening == token;
          opening = same && token.isStructStart() ? token : JsonToken.NOT_AVAILABLE;
        }
      }
      return new Found(opening, Optional.empty());
    } catch (JsonProcessingException e) {
      return new Found(JsonToken.NOT_AVAILABLE, Optional.of(JsonFile.where(e, lines.number - 1)));
    }
  }

  /** Takes a line that is lost. */
  @FunctionalInterface
  interface Damaged {
    void add(long line, String text, Message reason) throws IOException;
  }

  /** The documents of all sound lines behind one another. */
  static final class Documents extends JsonParserDelegate {
    private final Lines lines;
    private final JsonToken opening;
    private Damaged damaged = (_, _, _) -> {};

    private Documents(Lines lines, JsonToken opening) throws IOException {
      super(JsonFile.JSON.createParser(""));
      this.lines = lines;
      this.opening = opening;
    }

    void damagedTo(Damaged taker) {
      damaged = taker;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      @Nullable JsonToken token = delegate.nextToken();
      while (token == null && lines.next()) {
        Found found = look(lines);
        if (found.opening == opening || found.opening == JsonToken.VALUE_NULL) {
          delegate = JsonFile.JSON.createParser(lines.text);
          token = delegate.nextToken();
        } else {
          damaged.add(lines.number, lines.text, found.fault.orElseGet(this::otherKind));
        }
      }
      return token;
    }

    private Message otherKind() {
      return opening == JsonToken.START_OBJECT
          ? new Message("Dòng không phải là một đối tượng JSON.", "The line is no object of JSON.")
          : new Message("Dòng không phải là một mảng JSON.", "The line is no array of JSON.");
    }

    @Override
    public JsonLocation currentTokenLocation() {
      return new JsonLocation(
          ContentReference.unknown(),
          -1,
          (int) Math.min(Integer.MAX_VALUE, lines.number),
          delegate.currentTokenLocation().getColumnNr());
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Lines that are not blank, of which the longest are not held. */
  private static final class Lines implements Closeable {
    private static final int START = 10_000;

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** From 1. */
    long number;

    String text = "";
    boolean tooLong;

    /** Whether a line end follows. */
    boolean ended = true;

    Lines(Path file, int mark) throws IOException {
      this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      in.skipNBytes(mark);
    }

    boolean next() throws IOException {
      do {
        if (!ended || !read()) {
          return false;
        }
      } while (text.isBlank());
      return true;
    }

    private boolean read() throws IOException {
      bytes.reset();
      tooLong = false;
      int b = in.read();
      if (b < 0) {
        return false;
      }
      while (b >= 0 && b != '\n') {
        if (bytes.size() < LONGEST) {
          bytes.write(b);
        } else {
          tooLong = true;
        }
        b = in.read();
      }
      ended = b == '\n';
      number++;
      text =
          tooLong
              ? new String(bytes.toByteArray(), 0, START, StandardCharsets.UTF_8)
              : bytes.toString(StandardCharsets.UTF_8);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
