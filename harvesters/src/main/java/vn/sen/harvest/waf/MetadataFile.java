package vn.sen.harvest.waf;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sen.harvest.dcat.DcatRecord;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * What a file of a folder describes: geographic metadata, or DCAT in RDF, which XML may be too.
 *
 * @param records in the file's order
 */
record MetadataFile(List<Entry> records) {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static final Message CURE =
      new Message(
          "Sửa tệp ở nguồn thành siêu dữ liệu ISO 19139, ISO 19115-3 hoặc DCAT.",
          "Mend the file at the source: metadata of ISO 19139, ISO 19115-3 or DCAT.");

  MetadataFile {
    records = List.copyOf(records);
  }

  /** A record of a file. */
  sealed interface Entry {
    record Usable(CatalogRecord record) implements Entry {}

    record Unusable(Optional<String> identifier, Message why) implements Entry {}
  }

  /**
   * @param file its address; identifies the one record of a file that does not identify itself
   * @param folder of the source; records are named by it and their identifiers
   * @throws WrongContentException when it describes nothing that Sen reads
   */
  static MetadataFile read(byte[] body, Answer answer, URI file, URI folder)
      throws WrongContentException {
    String path = file.getRawPath().toLowerCase(Locale.ROOT);
    if (!path.endsWith(".xml")) {
      return dcat(body, answer, folder);
    }
    XmlElement root = XmlDocument.read(body, CURE);
    if (root.namespace().equals(RDF)) {
      return dcat(body, answer, folder);
    }
    List<XmlElement> metadata = IsoRecord.in(root);
    if (metadata.isEmpty()) {
      throw new WrongContentException(
          new Message(
              "XML là '%s', không có siêu dữ liệu địa lý (gmd, gmi hoặc mdb) nào"
                  .formatted(root.name()),
              "the XML is a '%s' and holds no geographic metadata (gmd, gmi or mdb)"
                  .formatted(root.name())),
          CURE);
    }
    String shown = SourceClient.shown(folder).toString();
    Optional<String> otherwise =
        metadata.size() == 1 ? Optional.of(SourceClient.shown(file).toString()) : Optional.empty();
    List<Entry> entries = new ArrayList<>();
    for (XmlElement element : metadata) {
      entries.add(
          switch (IsoRecord.map(
              element, otherwise, identifier -> shown + "#" + Statements.encoded(identifier))) {
            case IsoRecord.Usable(CatalogRecord record) -> new Entry.Usable(record);
            case IsoRecord.Unusable(Optional<String> identifier, Message why) ->
                new Entry.Unusable(identifier, why);
          });
    }
    return new MetadataFile(entries);
  }

  private static MetadataFile dcat(byte[] body, Answer answer, URI folder)
      throws WrongContentException {
    List<Entry> entries = new ArrayList<>();
    for (DcatRecord one : DcatRecord.in(body, answer, folder)) {
      entries.add(
          switch (one) {
            case DcatRecord.Usable(CatalogRecord record) -> new Entry.Usable(record);
            case DcatRecord.Unusable(String identifier, Message why) ->
                new Entry.Unusable(Optional.of(identifier), why);
          });
    }
    return new MetadataFile(entries);
  }
}
