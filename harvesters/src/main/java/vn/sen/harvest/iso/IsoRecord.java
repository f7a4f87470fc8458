package vn.sen.harvest.iso;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * A geographic record as DCAT, or why it is none; {@code docs/mapping/iso.md} has the table. The
 * whole record stays beside, as XML.
 *
 * <p>Source: ISO 19139 (gmd, gmi) and ISO 19115-3 (mdb), by GeoDCAT-AP.
 */
public sealed interface IsoRecord {

  record Usable(CatalogRecord record) implements IsoRecord {}

  /**
   * @param why names what is wrong and the cure
   */
  record Unusable(Optional<String> identifier, Message why) implements IsoRecord {}

  /** {@code outputSchema} and {@code metadataPrefix} of ISO 19139. */
  String GMD = "http://www.isotc211.org/2005/gmd";

  /** Whether an element is a record that {@link #map} reads. */
  static boolean isMetadata(XmlElement element) {
    return Set.of("MD_Metadata", "MI_Metadata").contains(element.name())
        && (element.namespace().contains("isotc211.org")
            || element.namespace().contains("standards.iso.org"));
  }

  /** The records of a document: its root, or those it wraps, such as a series does. */
  static List<XmlElement> in(XmlElement root) {
    return outermost(root).toList();
  }

  private static Stream<XmlElement> outermost(XmlElement element) {
    return isMetadata(element)
        ? Stream.of(element)
        : element.children().flatMap(IsoRecord::outermost);
  }

  /**
   * Reads a record.
   *
   * @param metadata one that {@link #isMetadata}
   * @param otherwise identifies a record that does not identify itself: the name its protocol has
   *     for it
   * @param subjects the IRI under which an identifier of this source is described
   */
  static IsoRecord map(
      XmlElement metadata, Optional<String> otherwise, UnaryOperator<String> subjects) {
    return IsoMapper.map(metadata, otherwise, subjects);
  }
}
