package vn.sen.harvest.oaipmh;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.dcat.DcatDescription;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.rdf.Parsed;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.SafeRdf;

/** Makes a catalogue record of what a repository says of an item. */
final class OaiMapper {
  /** An item as a record, or why it is none. */
  sealed interface Mapped {
    record Usable(CatalogRecord record) implements Mapped {}

    record Unusable(Message why) implements Mapped {}
  }

  private final OaiRepository repository;
  private final String format;

  OaiMapper(OaiRepository repository, String format) {
    this.repository = repository;
    this.format = format;
  }

  /** Of an item that is not deleted. */
  Mapped map(OaiRecord item) {
    if (item.identifier().isEmpty()) {
      return unusable(
          "bản ghi không có 'identifier' trong 'header'",
          "the record has no 'identifier' in its 'header'",
          "Sửa kho OAI-PMH: mỗi bản ghi phải có header với mã.",
          "Mend the repository: every record has a header with its identifier.");
    }
    if (item.payload().isEmpty()) {
      return unusable(
          "bản ghi không có 'metadata', mà cũng không ghi là đã xóa",
          "the record has no 'metadata' and is not said to be deleted",
          "Sửa kho OAI-PMH: gửi kèm siêu dữ liệu, hoặc ghi status=\"deleted\".",
          "Mend the repository: send its metadata, or say status=\"deleted\".");
    }
    String identifier = item.identifier().get();
    XmlElement payload = item.payload().get();
    if (isRdf(payload)) {
      return rdf(identifier, payload);
    }
    if (IsoRecord.isMetadata(payload)) {
      return iso(identifier, payload);
    }
    if (DublinCore.isSaidBy(payload)) {
      return new Mapped.Usable(
          new CatalogRecord(
              identifier,
              DublinCore.dataset(
                  repository.record(format, identifier), identifier, item.sets(), payload)));
    }
    return unusable(
        "siêu dữ liệu là <%s> (%s), không phải RDF, ISO 19139 hay Dublin Core"
            .formatted(payload.name(), payload.namespace()),
        "its metadata is <%s> (%s), neither RDF nor ISO 19139 nor Dublin Core"
            .formatted(payload.name(), payload.namespace()),
        "Chọn định dạng khác bằng metadataPrefix trong địa chỉ.",
        "Choose another format with metadataPrefix in the address.");
  }

  /** RDF/XML may leave its frame out where it describes one thing. */
  private static boolean isRdf(XmlElement payload) {
    return (payload.namespace().equals(RDF.uri) && payload.name().equals("RDF"))
        || payload.namespace().equals(DCAT.NS);
  }

  /** By the name that the repository gives it, whatever the record calls itself. */
  private Mapped iso(String identifier, XmlElement payload) {
    String name = repository.record(format, identifier);
    return switch (IsoRecord.map(payload, Optional.of(identifier), _ -> name)) {
      case IsoRecord.Usable(CatalogRecord record) ->
          new Mapped.Usable(new CatalogRecord(identifier, record.subject()));
      case IsoRecord.Unusable(Optional<String> _, Message why) -> new Mapped.Unusable(why);
    };
  }

  private Mapped rdf(String identifier, XmlElement payload) {
    URI name = URI.create(repository.record(format, identifier));
    return switch (SafeRdf.read(
        payload.write().getBytes(StandardCharsets.UTF_8), RdfSyntax.RDF_XML, name.toString())) {
      case Parsed.Graph(Model model) ->
          switch (DcatDescription.of(model, identifier, name)) {
            case DcatDescription.Usable(CatalogRecord record) -> new Mapped.Usable(record);
            case DcatDescription.Unusable(Message why) -> new Mapped.Unusable(why);
          };
      case Parsed.Unreadable unreadable ->
          unusable(
              "RDF của bản ghi hỏng: " + withoutStop(unreadable.message().vi()),
              "the record's RDF is broken: " + withoutStop(unreadable.message().en()),
              "Sửa siêu dữ liệu ở nguồn.",
              "Mend its metadata at the source.");
    };
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static Mapped unusable(String vi, String en, String cureVi, String cureEn) {
    return new Mapped.Unusable(
        new Message(
            "Không dùng được: %s. %s".formatted(vi, cureVi),
            "Not usable: %s. %s".formatted(en, cureEn)));
  }
}
