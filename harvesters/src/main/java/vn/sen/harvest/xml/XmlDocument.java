package vn.sen.harvest.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;

/** Reads a document of metadata. */
public final class XmlDocument {
  /** ISO 19115 goes some 20 deep; a path looked for has to end somewhere. */
  private static final int MOST_DEPTH = 100;

  /** Each costs up to some hundred bytes of memory, however few it takes to write. */
  private static final int MOST_PARTS = 1_500_000;

  private static final XMLInputFactory READER = XMLInputFactory.newDefaultFactory();

  static {
    READER.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    READER.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    READER.setProperty(XMLInputFactory.IS_COALESCING, true);
    READER.setProperty("jdk.xml.maxElementDepth", 0); // counted here, and said better
    READER.setXMLReporter((_, _, _, _) -> {});
  }

  private final XMLStreamReader xml;
  private final Message cure;
  private int parts;

  private XmlDocument(XMLStreamReader xml, Message cure) {
    this.xml = xml;
    this.cure = cure;
  }

  /** An element whose end has not come yet. */
  private record Open(
      String namespace,
      String name,
      List<XmlElement.Attribute> attributes,
      List<XmlContent> content) {
    XmlElement close() {
      return new XmlElement(namespace, name, attributes, content);
    }
  }

  /**
   * The root of a document in the encoding that it declares.
   *
   * @param cure a sentence: what to do when the body is no such document
   * @throws WrongContentException when it is a web page, not well-formed, has a document type, or
   *     is nested too deeply or too large; says where
   */
  public static XmlElement read(byte[] body, Message cure) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw new WrongContentException(
          new Message("đó là một trang HTML, không phải XML", "it is an HTML page, not XML"), cure);
    }
    try {
      return new XmlDocument(READER.createXMLStreamReader(new ByteArrayInputStream(body)), cure)
          .root();
    } catch (XMLStreamException e) {
      String place = Optional.ofNullable(e.getLocation()).map(XmlDocument::place).orElse("");
      String said = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*Message: ", "").strip();
      throw new WrongContentException(
          new Message(
              "không phải XML hợp lệ%s: %s".formatted(place, said),
              "it is no well-formed XML%s: %s".formatted(place, said)),
          cure);
    }
  }

  private XmlElement root() throws XMLStreamException, WrongContentException {
    Deque<Open> open = new ArrayDeque<>();
    Optional<XmlElement> root = Optional.empty();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() >= MOST_DEPTH) {
            throw refused(
                "lồng quá %d cấp".formatted(MOST_DEPTH),
                "it is nested more than %d levels deep".formatted(MOST_DEPTH));
          }
          count(1 + xml.getAttributeCount());
          open.push(opened());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlElement closed = open.pop().close();
          if (open.isEmpty()) {
            root = Optional.of(closed);
          } else {
            open.getFirst().content().add(closed);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            count(1);
            open.getFirst().content().add(new XmlContent.Text(xml.getText()));
          }
        }
        // What a document type declares may change all that follows, or fetch it.
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw refused(
                "có khai báo DOCTYPE hoặc thực thể, không được phép",
                "it declares a DOCTYPE or uses an entity of its own, which is not allowed");
        default -> {
          // comments and processing instructions say nothing of data
        }
      }
    }
    return root.orElseThrow(() -> new IllegalStateException("well-formed XML has a root"));
  }

  private void count(int more) throws WrongContentException {
    parts += more;
    if (parts > MOST_PARTS) {
      throw refused(
          "có hơn %d phần tử, thuộc tính và đoạn chữ".formatted(MOST_PARTS),
          "it has more than %d elements, attributes and texts".formatted(MOST_PARTS));
    }
  }

  private Open opened() {
    List<XmlElement.Attribute> attributes = new ArrayList<>(xml.getAttributeCount());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.add(
          new XmlElement.Attribute(
              orEmpty(xml.getAttributeNamespace(i)),
              xml.getAttributeLocalName(i),
              xml.getAttributeValue(i)));
    }
    return new Open(
        orEmpty(xml.getNamespaceURI()), xml.getLocalName(), attributes, new ArrayList<>());
  }

  private WrongContentException refused(String vi, String en) {
    String place = place(xml.getLocation());
    return new WrongContentException(new Message(vi + place, en + place), cure);
  }

  private static String place(Location at) {
    return at.getLineNumber() < 1
        ? ""
        : " (%d:%d)".formatted(at.getLineNumber(), at.getColumnNumber());
  }

  private static String orEmpty(@Nullable String given) {
    return given == null ? "" : given;
  }
}
