package vn.sen.vocab.rdf;

import static vn.sen.vocab.rdf.SafeRdf.unreadable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.EntityDeclaration;
import vn.sen.vocab.rdf.Parsed.Unreadable;

/** What is checked of a document before a parser that recurses may see it. */
final class DocumentLimits {
  /** Jena's stack ends between 1,000 and 2,000 levels; no catalogue needs more than a few. */
  static final int MAX_DEPTH = 100;

  /** Of one number. */
  private static final int MAX_DIGITS = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final XMLInputFactory XML = xmlInputFactory();

  private DocumentLimits() {}

  /** Why {@code document} must not be parsed; empty when it may be. */
  static Optional<Unreadable> check(byte[] document, RdfSyntax syntax, long maxStatements) {
    Optional<Unreadable> number = checkNumbers(document);
    if (number.isPresent()) {
      return number;
    }
    return switch (syntax) {
      case RDF_XML -> checkXml(document);
      case JSON_LD ->
          checkEncoding(document)
              .or(() -> checkJson(document, maxStatements))
              .or(() -> checkContext(document));
      case TURTLE, TRIG, N_TRIPLES, N_QUADS ->
          checkEncoding(document).or(() -> new NestingScan(document).run());
    };
  }

  /**
   * Numbers are made of their digits by parsers, in time that grows with the square of their
   * length; a million takes minutes. Digits may be written as escapes or references, too.
   */
  private static Optional<Unreadable> checkNumbers(byte[] document) {
    int length = 0;
    for (byte b : document) {
      boolean mayBeDigit = b >= '0' && b <= '9' || b == '\\' || b == '&' || b == '#' || b == ';';
      length = mayBeDigit || (length > 0 && (b == 'u' || b == 'U' || b == 'x')) ? length + 1 : 0;
      if (length > MAX_DIGITS) {
        return Optional.of(longNumber());
      }
    }
    return Optional.empty();
  }

  private static Unreadable longNumber() {
    return unreadable(
        "Tài liệu có số dài hơn %d chữ số; hãy ghi nó thành chữ.".formatted(MAX_DIGITS),
        "The document has a number of more than %d digits; write it as text."
            .formatted(MAX_DIGITS));
  }

  private static XMLInputFactory xmlInputFactory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    // entities declared inside the document are common in RDF/XML; the JDK bounds their expansion
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
    factory.setProperty("jdk.xml.maxElementDepth", 0); // we count ourselves, and say it better
    factory.setXMLReporter((_, _, _, _) -> {});
    return factory;
  }

  private static Optional<Unreadable> tooDeep(long line, long column) {
    return Optional.of(
        unreadable(
            "Tài liệu lồng quá %d cấp (dòng %d, cột %d); hãy viết phẳng hơn."
                .formatted(MAX_DEPTH, line, column),
            "The document is nested more than %d levels deep (line %d, column %d); write it flatter."
                .formatted(MAX_DEPTH, line, column),
            line,
            column));
  }

  private static Optional<Unreadable> checkEncoding(byte[] document) {
    if (document.length >= 2 && (document[0] & 0xff) >= 0xfe && (document[1] & 0xff) >= 0xfe) {
      return Optional.of(
          unreadable(
              "Tài liệu viết bằng UTF-16; hãy lưu lại bằng UTF-8.",
              "The document is in UTF-16; save it as UTF-8."));
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(document);
    var out = CharBuffer.allocate(8192);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return Optional.of(badEncoding(document, in.position()));
      }
      if (result.isUnderflow()) {
        return Optional.empty();
      }
      out.clear();
    }
  }

  private static Unreadable badEncoding(byte[] document, int at) {
    long line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (document[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    long column =
        new String(document, lineStart, at - lineStart, StandardCharsets.UTF_8).length() + 1L;
    return unreadable(
        "Không phải UTF-8 tại dòng %d, cột %d (byte 0x%02X); hãy lưu lại bằng UTF-8."
            .formatted(line, column, document[at]),
        "Not UTF-8 at line %d, column %d (byte 0x%02X); save the document as UTF-8."
            .formatted(line, column, document[at]),
        line,
        column);
  }

  private static Optional<Unreadable> checkJson(byte[] document, long maxStatements) {
    try (JsonParser parser = JSON.createParser(withoutMark(document))) {
      int depth = 0;
      long values = 0;
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        // A key, a value: what makes a statement is two at least.
        if (++values / 2 > maxStatements) {
          return Optional.of(SafeRdf.tooMany(maxStatements));
        }
        if (t.isStructStart() && ++depth > MAX_DEPTH) {
          JsonLocation at = parser.currentTokenLocation();
          return tooDeep(at.getLineNr(), at.getColumnNr());
        }
        if (t.isStructEnd()) {
          depth--;
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      long line = at == null ? -1 : at.getLineNr();
      long column = at == null ? -1 : at.getColumnNr();
      return Optional.of(
          unreadable(
              "JSON hỏng tại dòng %d, cột %d: %s".formatted(line, column, e.getOriginalMessage()),
              "Broken JSON at line %d, column %d: %s"
                  .formatted(line, column, e.getOriginalMessage()),
              line,
              column));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static Optional<Unreadable> checkContext(byte[] document) {
    return firstKeyWithoutMeaning(document)
        .map(
            key ->
                unreadable(
                    "JSON không có '@context', nên không biết khóa '%s' nghĩa là gì; hãy gửi JSON-LD."
                        .formatted(key),
                    "The JSON has no '@context' to say what the key '%s' means; send JSON-LD."
                        .formatted(key)));
  }

  /**
   * The first key of a well-formed JSON document that JSON-LD would drop in silence: no context
   * anywhere says what it means, and it is no IRI itself. Empty when there is none.
   */
  private static Optional<String> firstKeyWithoutMeaning(byte[] document) {
    Optional<String> first = Optional.empty();
    try (JsonParser parser = JSON.createParser(withoutMark(document))) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (name.equals("@context")) {
            return Optional.empty();
          }
          if (first.isEmpty() && !name.startsWith("@") && !name.contains(":")) {
            first = Optional.of(name);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    return first;
  }

  private static ByteArrayInputStream withoutMark(byte[] document) {
    boolean hasMark =
        document.length >= 3
            && (document[0] & 0xff) == 0xef
            && (document[1] & 0xff) == 0xbb
            && (document[2] & 0xff) == 0xbf;
    int skip = hasMark ? 3 : 0;
    return new ByteArrayInputStream(document, skip, document.length - skip);
  }

  private static Optional<Unreadable> checkXml(byte[] document) {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return checkXml(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      long line = at == null ? -1 : at.getLineNumber();
      long column = at == null ? -1 : at.getColumnNumber();
      String detail =
          String.valueOf(e.getMessage())
              .replaceFirst("(?s)^ParseError at \\[row,col\\]:\\[\\d+,\\d+\\]\\s*Message: ", "");
      return Optional.of(
          unreadable(
              "XML hỏng tại dòng %d, cột %d: %s".formatted(line, column, detail),
              "Broken XML at line %d, column %d: %s".formatted(line, column, detail),
              line,
              column));
    }
  }

  private static Optional<Unreadable> checkXml(XMLStreamReader reader) throws XMLStreamException {
    int depth = 0;
    int digits = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          // Comments between them do not part them.
          for (int i = 0; i < reader.getTextLength(); i++) {
            char c = reader.getTextCharacters()[reader.getTextStart() + i];
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
          }
          if (digits > MAX_DIGITS) {
            return Optional.of(longNumber());
          }
        }
        case XMLStreamConstants.START_ELEMENT -> {
          digits = 0;
          if (++depth > MAX_DEPTH) {
            return tooDeep(
                reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          digits = 0;
          depth--;
        }
        case XMLStreamConstants.DTD -> {
          Optional<Unreadable> fault = checkEntities(reader);
          if (fault.isPresent()) {
            return fault;
          }
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<Unreadable> checkEntities(XMLStreamReader reader) {
    Object entities = reader.getProperty("javax.xml.stream.entities");
    if (entities instanceof List<?> list) {
      for (Object declared : list) {
        if (declared instanceof EntityDeclaration entity && entity.getSystemId() != null) {
          return Optional.of(
              unreadable(
                  "Tài liệu khai báo thực thể bên ngoài '%s'; Sen không tải nó. Hãy bỏ khai báo này."
                      .formatted(entity.getName()),
                  "The document declares the external entity '%s'; Sen doesn't fetch it. Remove it."
                      .formatted(entity.getName()),
                  reader.getLocation().getLineNumber(),
                  reader.getLocation().getColumnNumber()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Counts brackets of Turtle and its kin outside IRIs, strings and comments. Works on bytes: all
   * that matters is ASCII, which UTF-8 uses for nothing else.
   */
  private static final class NestingScan {
    private final byte[] bytes;
    private int at;
    private int depth;

    private NestingScan(byte[] bytes) {
      this.bytes = bytes;
    }

    private Optional<Unreadable> run() {
      while (at < bytes.length) {
        switch (bytes[at]) {
          case '#' -> skipTo('\n');
          case '"', '\'' -> skipString(bytes[at]);
          case '\\' -> at++; // the escaped character of a local name
          case '<' -> {
            if (peek(1) == '<') {
              depth++; // a triple term
              at++;
            } else {
              skipIri();
            }
          }
          case '>' -> {
            if (peek(1) == '>') {
              depth--;
              at++;
            }
          }
          case '[', '(', '{' -> depth++;
          case ']', ')', '}' -> depth--;
          default -> {}
        }
        if (depth > MAX_DEPTH) {
          return tooDeep(line(), column());
        }
        at++;
      }
      return Optional.empty();
    }

    private int peek(int ahead) {
      return at + ahead < bytes.length ? bytes[at + ahead] : -1;
    }

    private void skipTo(char end) {
      while (at < bytes.length && bytes[at] != end) {
        at++;
      }
    }

    /**
     * An IRI ends at {@code >}; a broken one at the end of its line, where the parser stops too.
     */
    private void skipIri() {
      while (at < bytes.length && bytes[at] != '>' && bytes[at] != '\n') {
        at++;
      }
    }

    private void skipString(byte quote) {
      boolean isLong = peek(1) == quote && peek(2) == quote;
      if (!isLong && peek(1) == quote) {
        at++; // the empty string
        return;
      }
      at += isLong ? 3 : 1;
      while (at < bytes.length) {
        if (bytes[at] == '\\') {
          at++;
        } else if (bytes[at] == quote && (!isLong || (peek(1) == quote && peek(2) == quote))) {
          at += isLong ? 2 : 0;
          return;
        } else if (bytes[at] == '\n' && !isLong) {
          return; // broken; the parser stops here
        }
        at++;
      }
    }

    private long line() {
      long line = 1;
      for (int i = 0; i < at; i++) {
        if (bytes[i] == '\n') {
          line++;
        }
      }
      return line;
    }

    private long column() {
      int start = at;
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      return new String(bytes, start, at - start, StandardCharsets.UTF_8).length() + 1L;
    }
  }
}
