package vn.sen.harvest.xml;

/** What stands in an element. */
public sealed interface XmlContent permits XmlElement, XmlContent.Text {

  /** Characters, references resolved. */
  record Text(String value) implements XmlContent {}
}
