package vn.sen.harvest.read;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Reads XML as a stream; never fetches anything, never resolves an entity of the document. */
final class SafeXml {
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /** For the XML of workbooks: UTF-8 or UTF-16, and a great deal of it. */
  private static final XMLInputFactory2 LARGE = new InputFactoryImpl();

  static {
    LARGE.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    LARGE.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    LARGE.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
  }

  private SafeXml() {}

  static XMLStreamReader open(InputStream in) throws XMLStreamException {
    return XML.createXMLStreamReader(in);
  }

  /** The same, quicker; a text may come in several pieces. */
  static XMLStreamReader openLarge(InputStream in) throws XMLStreamException {
    return LARGE.createXMLStreamReader(in);
  }

  /** Goes to the start of the element of that name before which there are so many others. */
  static void enter(XMLStreamReader xml, String element, int before) throws XMLStreamException {
    int left = before + 1;
    while (left > 0 && xml.hasNext()) {
      boolean starts =
          xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element);
      left -= starts ? 1 : 0;
    }
  }

  /** An attribute by its local name; empty where there is none. */
  static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }
}
