package vn.sen.harvest.xml;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An element with all that is in it. Namespaces are kept; what looks things up goes by local names,
 * because sources write the same vocabulary in many versions of its namespace.
 *
 * @param namespace empty where there is none
 * @param content texts and elements as they follow each other; comments and instructions left out
 */
public record XmlElement(
    String namespace, String name, List<Attribute> attributes, List<XmlContent> content)
    implements XmlContent {
  private static final XMLOutputFactory WRITER = XMLOutputFactory.newDefaultFactory();

  static {
    WRITER.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
  }

  public XmlElement {
    attributes = List.copyOf(attributes);
    content = List.copyOf(content);
  }

  /**
   * An attribute; declarations of namespaces are none.
   *
   * @param namespace empty where there is none
   */
  public record Attribute(String namespace, String name, String value) {}

  /** The value of the first attribute of that local name, stripped; absent where blank. */
  public Optional<String> attribute(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(attribute -> attribute.value().strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** The elements right below. */
  public Stream<XmlElement> children() {
    return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
  }

  /** Those that a path of local names leads to from here, in their order. */
  public Stream<XmlElement> all(String... path) {
    Stream<XmlElement> reached = Stream.of(this);
    for (String step : path) {
      reached =
          reached.flatMap(element -> element.children().filter(child -> child.name.equals(step)));
    }
    return reached;
  }

  /** The first that a path of local names leads to. */
  public Optional<XmlElement> first(String... path) {
    return all(path).findFirst();
  }

  /** The text of the first that a path leads to and that is not blank. */
  public Optional<String> text(String... path) {
    return texts(path).findFirst();
  }

  /** The texts of those that a path leads to; blank ones left out. */
  public Stream<String> texts(String... path) {
    return all(path).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  /** Every element below, however deep, of that local name. */
  public Stream<XmlElement> descendants(String name) {
    return children()
        .flatMap(
            child ->
                Stream.concat(
                    child.name.equals(name) ? Stream.of(child) : Stream.empty(),
                    child.descendants(name)));
  }

  /** All text within, stripped; empty where there is none. */
  public String text() {
    var text = new StringBuilder();
    gather(text);
    return text.toString().strip();
  }

  private void gather(StringBuilder text) {
    for (XmlContent part : content) {
      switch (part) {
        case XmlContent.Text(String value) -> text.append(value);
        case XmlElement child -> child.gather(text);
      }
    }
  }

  /** As a document that says the same, without a declaration. */
  public String write() {
    var out = new StringWriter();
    try {
      XMLStreamWriter writer = WRITER.createXMLStreamWriter(out);
      write(writer);
      writer.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("an element that was read can be written", e);
    }
    return out.toString();
  }

  private void write(XMLStreamWriter out) throws XMLStreamException {
    out.writeStartElement("", name, namespace);
    for (Attribute attribute : attributes) {
      if (attribute.namespace.isEmpty()) {
        out.writeAttribute(attribute.name, attribute.value);
      } else {
        out.writeAttribute(attribute.namespace, attribute.name, attribute.value);
      }
    }
    for (XmlContent part : content) {
      switch (part) {
        case XmlContent.Text(String value) -> out.writeCharacters(value);
        case XmlElement child -> child.write(out);
      }
    }
    out.writeEndElement();
  }
}
