package vn.sen.harvest.oaipmh;

import java.util.List;
import java.util.Optional;
import vn.sen.harvest.xml.XmlElement;

/**
 * A {@code record} of a list.
 *
 * @param identifier of the header; absent where there is none
 * @param isDeleted whether its header says that the item is no more
 * @param sets that the header names
 * @param payload what stands in {@code metadata}
 */
record OaiRecord(
    Optional<String> identifier,
    boolean isDeleted,
    List<String> sets,
    Optional<XmlElement> payload) {

  static OaiRecord of(XmlElement record) {
    Optional<XmlElement> header = record.first("header");
    return new OaiRecord(
        header.flatMap(element -> element.text("identifier")),
        header
            .flatMap(element -> element.attribute("status"))
            .filter("deleted"::equals)
            .isPresent(),
        header.stream().flatMap(element -> element.texts("setSpec")).toList(),
        record.first("metadata").flatMap(metadata -> metadata.children().findFirst()));
  }
}
